#include "Blocks.h"
#if defined(WIDEST)

// From samples to quantised coefficients. A register holds the same row of four blocks side by side,
// eight numbers of sixteen bits each. The cosine transform is that of Arai, Agui and Nakajima, with
// libjpeg's roundings of its fast kind, so that both make the same file.

/// Exchanges rows and columns of each block.
INLINE_WIDEST void transpose(__m512i *rows) {
    __m512i pairs[EDGE], fours[EDGE];
    for (int i = 0; i < EDGE; i += 2) {
        pairs[i] = _mm512_unpacklo_epi16(rows[i], rows[i + 1]);
        pairs[i + 1] = _mm512_unpackhi_epi16(rows[i], rows[i + 1]);
    }
    for (int half = 0; half < EDGE; half += 4) {
        for (int i = half; i < half + 2; i++) {
            fours[2 * i - half] = _mm512_unpacklo_epi32(pairs[i], pairs[i + 2]);
            fours[2 * i - half + 1] = _mm512_unpackhi_epi32(pairs[i], pairs[i + 2]);
        }
    }
    for (int i = 0; i < EDGE / 2; i++) {
        rows[2 * i] = _mm512_unpacklo_epi64(fours[i], fours[i + 4]);
        rows[2 * i + 1] = _mm512_unpackhi_epi64(fours[i], fours[i + 4]);
    }
}

INLINE_WIDEST __m512i plus(__m512i one, __m512i other) { return _mm512_add_epi16(one, other); }
INLINE_WIDEST __m512i minus(__m512i one, __m512i other) { return _mm512_sub_epi16(one, other); }

/// The number times `factor` / 256, rounded down.
INLINE_WIDEST __m512i times(__m512i number, int factor) {
    return _mm512_mulhi_epi16(_mm512_slli_epi16(number, 2), _mm512_set1_epi16((short)(factor << 6)));
}

/// The even frequencies, of the sums of samples that mirror each other.
INLINE_WIDEST void transform_sums(const __m512i *sums, __m512i *numbers) {
    __m512i outer = plus(sums[0], sums[3]), outer_less = minus(sums[0], sums[3]);
    __m512i inner = plus(sums[1], sums[2]), inner_less = minus(sums[1], sums[2]);
    numbers[0] = plus(outer, inner);
    numbers[4] = minus(outer, inner);
    __m512i turned = times(plus(inner_less, outer_less), 181);
    numbers[2] = plus(outer_less, turned);
    numbers[6] = minus(outer_less, turned);
}

/// The odd frequencies, of their differences.
INLINE_WIDEST void transform_differences(const __m512i *differences, __m512i *numbers) {
    __m512i low = plus(differences[3], differences[2]), high = plus(differences[1], differences[0]);
    __m512i middle = times(plus(differences[2], differences[1]), 181);
    __m512i shared = times(minus(low, high), 98);
    low = plus(times(low, 139), shared);
    high = plus(times(high, 334), shared);
    __m512i above = plus(differences[0], middle), below = minus(differences[0], middle);
    numbers[5] = plus(below, low);
    numbers[3] = minus(below, low);
    numbers[1] = plus(above, high);
    numbers[7] = minus(above, high);
}

/// Each lane's eight numbers become their frequencies.
INLINE_WIDEST void transform(__m512i *numbers) {
    __m512i sums[EDGE / 2], differences[EDGE / 2];
    for (int i = 0; i < EDGE / 2; i++) {
        sums[i] = plus(numbers[i], numbers[EDGE - 1 - i]);
        differences[i] = minus(numbers[i], numbers[EDGE - 1 - i]);
    }
    transform_sums(sums, numbers);
    transform_differences(differences, numbers);
}

INLINE_WIDEST __m512i for_all_blocks(const uint16_t *table, int row) {
    return _mm512_broadcast_i32x4(_mm_loadu_si128((const __m128i *)(table + row * EDGE)));
}

/// Divides and rounds to the nearest, halves away from zero: see `cvectors_divisors`.
INLINE_WIDEST __m512i divided(__m512i numbers, const struct cvectors_divisors *divisors, int row) {
    __m512i magnitude = plus(_mm512_abs_epi16(numbers), for_all_blocks(divisors->half, row));
    __m512i product = _mm512_mulhi_epu16(plus(magnitude, magnitude), for_all_blocks(divisors->factor, row));
    __m512i quotient = _mm512_srlv_epi16(product, for_all_blocks(divisors->shift, row));
    return _mm512_mask_sub_epi16(quotient, _mm512_movepi16_mask(numbers), _mm512_setzero_si512(), quotient);
}

/// From four rows of all blocks to four rows of each.
INLINE_WIDEST void collect(const __m512i *rows, __m512i *blocks) {
    __m512i left = _mm512_shuffle_i64x2(rows[0], rows[1], 0x44);
    __m512i left_below = _mm512_shuffle_i64x2(rows[2], rows[3], 0x44);
    __m512i right = _mm512_shuffle_i64x2(rows[0], rows[1], 0xEE);
    __m512i right_below = _mm512_shuffle_i64x2(rows[2], rows[3], 0xEE);
    blocks[0] = _mm512_shuffle_i64x2(left, left_below, 0x88);
    blocks[1] = _mm512_shuffle_i64x2(left, left_below, 0xDD);
    blocks[2] = _mm512_shuffle_i64x2(right, right_below, 0x88);
    blocks[3] = _mm512_shuffle_i64x2(right, right_below, 0xDD);
}

INLINE_WIDEST void write_in_zigzag(const __m512i *rows, int16_t *coefficients) {
    __m512i upper[GROUP], lower[GROUP];
    collect(rows, upper);
    collect(rows + EDGE / 2, lower);
    __m512i start = _mm512_loadu_si512(cvectors_zigzag);
    __m512i end = _mm512_loadu_si512(cvectors_zigzag + COEFFICIENTS / 2);
    for (int block = 0; block < GROUP; block++, coefficients += COEFFICIENTS) {
        __m512i near = _mm512_permutex2var_epi16(upper[block], start, lower[block]);
        __m512i far = _mm512_permutex2var_epi16(upper[block], end, lower[block]);
        _mm512_storeu_si512(coefficients, near);
        _mm512_storeu_si512(coefficients + COEFFICIENTS / 2, far);
    }
}

enum { GROUP_WIDTH = GROUP * EDGE };

/// A row's samples from `column` on.
INLINE_WIDEST __m256i samples_at(const uint8_t *row, size_t column, size_t width) {
    if (column + GROUP_WIDTH <= width) return _mm256_loadu_si256((const __m256i *)(row + column));
    __mmask32 there = column < width ? (1u << (width - column)) - 1 : 0;
    return _mm256_mask_loadu_epi8(_mm256_set1_epi8((char)row[width - 1]), there, row + column);
}

WIDEST void cvectors_transform(const struct plane *plane, size_t row, size_t count,
                               const struct cvectors_divisors *divisors, int16_t *coefficients) {
    const __m512i middle = _mm512_set1_epi16(128);
    const uint8_t *rows[EDGE];
    for (size_t i = 0; i < EDGE; i++)
        rows[i] = plane->samples + (row + i < plane->height ? row + i : plane->height - 1) * plane->width;
    for (size_t block = 0; block < count; block += GROUP, coefficients += GROUP * COEFFICIENTS) {
        __m512i group[EDGE];
        for (int i = 0; i < EDGE; i++)
            group[i] = minus(_mm512_cvtepu8_epi16(samples_at(rows[i], block * EDGE, plane->width)), middle);
        transpose(group);
        transform(group);
        transpose(group);
        transform(group);
        for (int i = 0; i < EDGE; i++) group[i] = divided(group[i], divisors, i);
        write_in_zigzag(group, coefficients);
    }
}
#endif
