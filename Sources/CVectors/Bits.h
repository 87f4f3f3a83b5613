#pragma once
#include "Blocks.h"
#if defined(WIDEST)

// Bits one behind the other, and numbers as bits.

/// A mask of so many bits, the lowest ones.
INLINE_WIDEST uint64_t first_bits(unsigned count) { return _bzhi_u64(UINT64_MAX, count); }

/// Bits on their way to memory: fewer than eight wait, as the highest ones of a word.
struct bits {
    uint64_t waiting;
    uint64_t count;
    uint8_t *target;
};

/// The most bits that may be appended at once.
enum { APPENDED_MAX = 56 };

/// Writes eight bytes, of which only the full ones count.
INLINE_WIDEST void append(struct bits *bits, uint64_t some, uint64_t length) {
    uint64_t count = bits->count + length;
    uint64_t word = bits->waiting | some << (-count & 63);
    uint64_t swapped = __builtin_bswap64(word);
    memcpy(bits->target, &swapped, sizeof swapped);
    bits->target += count / 8;
    bits->waiting = word << (count & APPENDED_MAX);
    bits->count = count % 8;
}

/// A code and the own bits of a number behind it: those of the number, or of one less when it is below zero.
struct coded {
    uint32_t bits;
    uint32_t length;
};

INLINE_WIDEST uint32_t bit_length(int number) {
    return 32 - _lzcnt_u32((uint32_t)(number < 0 ? -number : number));
}

INLINE_WIDEST struct coded with_own_bits(uint32_t code, uint32_t code_length, int number, uint32_t length) {
    uint32_t own = _bzhi_u32((uint32_t)(number + (number >> 31)), length);
    return (struct coded){code << length | own, code_length + length};
}

INLINE_WIDEST struct coded coded_first(int difference, const struct cvectors_codes *codes) {
    uint32_t length = bit_length(difference);
    return with_own_bits(codes->first[length].bits, codes->first[length].length, difference, length);
}
#endif
