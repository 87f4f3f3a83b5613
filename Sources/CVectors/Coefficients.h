#pragma once
#include "Blocks.h"
#if defined(WIDEST)

// From the coefficients of a block to bits, sixteen coefficients at a time.

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

/// What a table has at sixteen places.
INLINE_WIDEST __m512i looked_up(const uint16_t *table, __m512i places) {
    __m512i found = _mm512_permutex2var_epi16(_mm512_loadu_si512(table), places, _mm512_loadu_si512(table + 32));
    __m512i second = _mm512_permutex2var_epi16(_mm512_loadu_si512(table + 64), places, _mm512_loadu_si512(table + 96));
    __m512i third = _mm512_permutexvar_epi16(places, _mm512_loadu_si512(table + 128));
    found = _mm512_mask_mov_epi16(found, _mm512_cmpge_epu16_mask(places, _mm512_set1_epi16(64)), second);
    found = _mm512_mask_mov_epi16(found, _mm512_cmpge_epu16_mask(places, _mm512_set1_epi16(128)), third);
    return _mm512_cvtepu16_epi32(_mm512_castsi512_si256(found));
}

/// Sixteen codes with own bits.
struct lanes {
    __m512i bits;
    __m512i lengths;
};

/// - Parameter zeros: how many stand before each number, a byte each.
INLINE_WIDEST void code_lanes(__m512i numbers, __m128i zeros, const struct cvectors_codes *codes, struct lanes *lanes) {
    __m512i lengths = _mm512_sub_epi32(_mm512_set1_epi32(32), _mm512_lzcnt_epi32(_mm512_abs_epi32(numbers)));
    __m512i own = _mm512_add_epi32(numbers, _mm512_srai_epi32(numbers, 31));
    own = _mm512_andnot_si512(_mm512_sllv_epi32(_mm512_set1_epi32(-1), lengths), own);
    __m256i places = _mm256_mullo_epi16(_mm256_cvtepu8_epi16(zeros), _mm256_set1_epi16(CVECTORS_BITS));
    places = _mm256_add_epi16(places, _mm256_sub_epi16(_mm512_cvtepi32_epi16(lengths), _mm256_set1_epi16(1)));
    __m512i where = _mm512_castsi256_si512(places);
    lanes->bits = _mm512_or_si512(_mm512_sllv_epi32(looked_up(codes->bits, where), lengths), own);
    lanes->lengths = _mm512_add_epi32(looked_up(codes->length, where), lengths);
}

INLINE_WIDEST void set_lanes(struct lanes *lanes, __mmask16 which, struct coded coded) {
    lanes->bits = _mm512_mask_set1_epi32(lanes->bits, which, (int)coded.bits);
    lanes->lengths = _mm512_mask_set1_epi32(lanes->lengths, which, (int)coded.length);
}

/// Appends every `step`th of eight words; those behind the first half only when that is not all.
INLINE_WIDEST void append_words(struct bits *bits, __m512i words, __m512i lengths, int step, bool is_half) {
    uint64_t stored[8], stored_lengths[8];
    _mm512_storeu_si512(stored, words);
    _mm512_storeu_si512(stored_lengths, lengths);
    for (int i = 0; i < 4; i += step) append(bits, stored[i], stored_lengths[i]);
    if (is_half) return;
    for (int i = 4; i < 8; i += step) append(bits, stored[i], stored_lengths[i]);
}

/// Appends lanes, of which the first eight may be all that hold something.
///
/// Two of them have at most 52 bits. Four have hardly ever more than can be appended.
INLINE_WIDEST void append_lanes(struct bits *bits, const struct lanes *lanes, bool is_half) {
    const __m512i lower = _mm512_set1_epi64(UINT32_MAX);
    __m512i next = _mm512_srli_epi64(lanes->lengths, 32);
    __m512i two = _mm512_sllv_epi64(_mm512_and_si512(lanes->bits, lower), next);
    two = _mm512_or_si512(two, _mm512_srli_epi64(lanes->bits, 32));
    __m512i lengths = _mm512_add_epi64(_mm512_and_si512(lanes->lengths, lower), next);
    next = _mm512_bsrli_epi128(lengths, 8);
    __m512i four = _mm512_or_si512(_mm512_sllv_epi64(two, next), _mm512_bsrli_epi128(two, 8));
    __m512i four_lengths = _mm512_add_epi64(lengths, next);
    bool is_short = _mm512_cmpgt_epu64_mask(four_lengths, _mm512_set1_epi64(APPENDED_MAX)) == 0;
    if (is_short) append_words(bits, four, four_lengths, 2, is_half);
    else append_words(bits, two, lengths, 1, is_half);
}
#endif
