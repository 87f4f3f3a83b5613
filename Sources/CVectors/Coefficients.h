#pragma once
#include "Bits.h"
#if defined(WIDEST)

// From the coefficients of a block to bits, sixteen coefficients at a time.

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

/// One coefficient after the other, for blocks in which sixteen zeros follow each other.
WIDEST static struct bits append_slowly(struct bits bits, const int16_t *block, uint64_t places,
                                        const struct cvectors_codes *codes) {
    unsigned before = 0;
    for (; places != 0; places &= places - 1) {
        unsigned place = (unsigned)_tzcnt_u64(places), zeros = place - before - 1;
        for (; zeros >= CVECTORS_ZEROS; zeros -= CVECTORS_ZEROS) append(&bits, codes->zeros.bits, codes->zeros.length);
        uint32_t length = bit_length(block[place]), where = zeros * CVECTORS_BITS + length - 1;
        struct coded coded = with_own_bits(codes->bits[where], codes->length[where], block[place], length);
        append(&bits, coded.bits, coded.length);
        before = place;
    }
    if (before != COEFFICIENTS - 1) append(&bits, codes->end.bits, codes->end.length);
    return bits;
}

/// Appends the first coefficient and those at `places`, which has the first one, too.
INLINE_WIDEST void append_places(struct bits *bits, const int16_t *block, uint64_t places, struct coded first,
                                 const struct cvectors_codes *codes) {
    static const uint8_t counting[1 + COEFFICIENTS] = {
        0,  0,  1,  2,  3,  4,  5,  6,  7,  8,  9,  10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20,
        21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31, 32, 33, 34, 35, 36, 37, 38, 39, 40, 41, 42,
        43, 44, 45, 46, 47, 48, 49, 50, 51, 52, 53, 54, 55, 56, 57, 58, 59, 60, 61, 62, 63,
    };
    unsigned count = (unsigned)_mm_popcnt_u64(places), ends = places >> 63 == 0;
    __m512i where = _mm512_maskz_compress_epi8(places, _mm512_loadu_si512(counting + 1));
    __m512i before = _mm512_permutexvar_epi8(_mm512_loadu_si512(counting), where);
    __m512i zeros = _mm512_sub_epi8(_mm512_sub_epi8(where, before), _mm512_set1_epi8(1));
    if (_mm512_mask_cmpge_epu8_mask(first_bits(count) - 1, zeros, _mm512_set1_epi8(CVECTORS_ZEROS)) != 0) {
        append(bits, first.bits, first.length);
        *bits = append_slowly(*bits, block, places - 1, codes);
        return;
    }
    __m512i near = _mm512_loadu_si512(block), far = _mm512_loadu_si512(block + COEFFICIENTS / 2);
    for (unsigned done = 0; done < count + ends; done += 16) {
        __m512i index = _mm512_cvtepu8_epi16(_mm512_castsi512_si256(where));
        __m512i numbers = _mm512_permutex2var_epi16(near, index, far);
        struct lanes lanes;
        numbers = _mm512_cvtepi16_epi32(_mm512_castsi512_si256(numbers));
        code_lanes(numbers, _mm512_castsi512_si128(zeros), codes, &lanes);
        // Behind the last number is that no more follow, and then nothing.
        __mmask16 there = (__mmask16)first_bits(count - done), all = (__mmask16)first_bits(count + ends - done);
        set_lanes(&lanes, (__mmask16)~there, (struct coded){0, 0});
        set_lanes(&lanes, all & ~there, (struct coded){codes->end.bits, codes->end.length});
        set_lanes(&lanes, done == 0, first);
        append_lanes(bits, &lanes, count + ends - done <= 8);
        where = _mm512_alignr_epi32(_mm512_setzero_si512(), where, 4);
        zeros = _mm512_alignr_epi32(_mm512_setzero_si512(), zeros, 4);
    }
}

/// - Parameter difference: of the first coefficient from that of the component's block before.
INLINE_WIDEST void append_block(struct bits *bits, const int16_t *block, int difference,
                                const struct cvectors_codes *codes) {
    struct coded first = coded_first(difference, codes);
    __m512i near = _mm512_loadu_si512(block), far = _mm512_loadu_si512(block + COEFFICIENTS / 2);
    uint64_t places = _mm512_test_epi16_mask(near, near) | (uint64_t)_mm512_test_epi16_mask(far, far) << 32 | 1;
    if (places == 1) {
        uint64_t ended = (uint64_t)first.bits << codes->end.length | codes->end.bits;
        append(bits, ended, first.length + codes->end.length);
    } else {
        append_places(bits, block, places, first, codes);
    }
}
#endif
