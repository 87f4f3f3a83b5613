#include "Vectors.h"

// From levels to the pixels of a picture.

INLINE void add(const uint8_t *levels, uint8_t *sums, size_t count) {
    bytes some = {0}, sum = {0};
    memcpy(&some, levels, count);
    memcpy(&sum, sums, count);
    sum = __builtin_elementwise_add_sat(sum, some);
    memcpy(sums, &sum, count);
}

FOR_ALL_PROCESSORS
void cvectors_add(const uint8_t *levels, size_t count, uint8_t *sums) {
    size_t i = 0;
    for (; i + LANES <= count; i += LANES) add(levels + i, sums + i, LANES);
    add(levels + i, sums + i, count - i);
}

INLINE void add_share(const uint8_t *levels, uint16_t factor, uint8_t *sums, size_t count) {
    bytes some = {0};
    memcpy(&some, levels, count);
    shorts wide = __builtin_convertvector(some, shorts) << 8;
    multiply(&wide, factor);
    bytes share = __builtin_convertvector(wide >> 8, bytes);
    add((const uint8_t *)&share, sums, count);
}

FOR_ALL_PROCESSORS
void cvectors_add_share(const uint8_t *levels, size_t count, uint16_t factor, uint8_t *sums) {
    size_t i = 0;
    for (; i + LANES <= count; i += LANES) add_share(levels + i, factor, sums + i, LANES);
    add_share(levels + i, factor, sums + i, count - i);
}

INLINE void add_bytes(const words *found, int shift, uint8_t *sums) {
    bytes some = __builtin_convertvector(__builtin_convertvector(*found >> shift, shorts) & 255, bytes);
    add((const uint8_t *)&some, sums, LANES);
}

FOR_ALL_PROCESSORS
void cvectors_add_table(const uint8_t *levels, size_t count, const uint32_t *table, uint8_t *first, uint8_t *second,
                        uint8_t *third) {
    size_t i = 0;
    for (; i + LANES <= count; i += LANES) {
        words found;
        for (int lane = 0; lane < LANES; lane++) found[lane] = table[levels[i + lane]];
        add_bytes(&found, 0, first + i);
        add_bytes(&found, 8, second + i);
        add_bytes(&found, 16, third + i);
    }
    for (; i < count; i++) {
        uint32_t found = table[levels[i]];
        const uint8_t parts[] = {(uint8_t)found, (uint8_t)(found >> 8), (uint8_t)(found >> 16)};
        add(parts, first + i, 1);
        add(parts + 1, second + i, 1);
        add(parts + 2, third + i, 1);
    }
}

FOR_ALL_PROCESSORS
void cvectors_interleave(const uint8_t *first, const uint8_t *second, const uint8_t *third, size_t count,
                         uint32_t *words_out) {
    size_t i = 0;
    for (; i + LANES <= count; i += LANES) {
        bytes one, two, three;
        memcpy(&one, first + i, LANES);
        memcpy(&two, second + i, LANES);
        memcpy(&three, third + i, LANES);
        shorts lower = __builtin_convertvector(one, shorts) | __builtin_convertvector(two, shorts) << 8;
        words pixel = __builtin_convertvector(lower, words) | __builtin_convertvector(three, words) << 16;
        memcpy(words_out + i, &pixel, sizeof pixel);
    }
    for (; i < count; i++) words_out[i] = (uint32_t)first[i] | (uint32_t)second[i] << 8 | (uint32_t)third[i] << 16;
}
