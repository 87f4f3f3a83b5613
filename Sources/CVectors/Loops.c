#include "CVectors.h"
#include <string.h>

// Each function is compiled for plain and for wide vector units. Where numbers of sixteen bits are
// enough, sixteen samples at a time are written with the compiler's own vectors: written one by one,
// C turns them into numbers of 32 bits, which halves the speed.
#if defined(__x86_64__)
#define FOR_ALL_PROCESSORS __attribute__((target_clones("avx2", "default")))
#else
#define FOR_ALL_PROCESSORS
#endif
#define INLINE static inline __attribute__((always_inline))

enum { LANES = 16 };
typedef uint8_t bytes __attribute__((vector_size(LANES)));
typedef uint16_t shorts __attribute__((vector_size(2 * LANES)));
typedef uint32_t words __attribute__((vector_size(4 * LANES)));

// Vectors are passed by address, as the two kinds of processors pass them differently.

/// The upper half of each product.
INLINE void multiply(shorts *numbers, uint16_t factor) {
    words products = __builtin_convertvector(*numbers, words) * (uint32_t)factor;
    *numbers = __builtin_convertvector(products >> 16, shorts);
}

INLINE void quantise(const shorts *samples, struct cvectors_scale scale, uint8_t *levels, size_t count) {
    const shorts nothing = {0};
    shorts distances = __builtin_elementwise_sub_sat(*samples, nothing + scale.start);
    distances = __builtin_elementwise_min(distances, nothing + scale.width) * scale.stretch;
    multiply(&distances, scale.factor);
    bytes result = __builtin_convertvector((distances + 64) >> 7, bytes) ^ scale.inversion;
    memcpy(levels, &result, count);
}

// `flip` turns signed samples into distances from the lowest value of their type.
#define QUANTISE(name, type, lanes, flip)                                                                              \
    FOR_ALL_PROCESSORS                                                                                                 \
    void cvectors_quantise_##name(const type *samples, size_t count, struct cvectors_scale scale, uint8_t *levels) {   \
        size_t i = 0;                                                                                                  \
        lanes some = {0};                                                                                              \
        shorts wide;                                                                                                   \
        for (; i + LANES <= count; i += LANES) {                                                                       \
            memcpy(&some, samples + i, sizeof some);                                                                   \
            wide = __builtin_convertvector(some ^ flip, shorts);                                                       \
            quantise(&wide, scale, levels + i, LANES);                                                                 \
        }                                                                                                              \
        memcpy(&some, samples + i, (count - i) * sizeof *samples);                                                     \
        wide = __builtin_convertvector(some ^ flip, shorts);                                                           \
        quantise(&wide, scale, levels + i, count - i);                                                                 \
    }

#define SUM(name, type, unsigned_type, flip)                                                                                          \
    FOR_ALL_PROCESSORS                                                                                                 \
    void cvectors_sum_##name(const type *samples, size_t count, uint32_t weight, uint32_t *sums) {                     \
        /* The common case, and without a product twice as fast. */                                                    \
        if (weight == 1)                                                                                               \
            for (size_t i = 0; i < count; i++) sums[i] += (uint32_t)((unsigned_type)samples[i] ^ flip);                \
        else                                                                                                           \
            for (size_t i = 0; i < count; i++) sums[i] += (uint32_t)((unsigned_type)samples[i] ^ flip) * weight;       \
    }

// Totals are whole numbers far below 2^53, so they are exact, and divide much faster than integers.
#define MEANS(name, type, flip)                                                                                        \
    FOR_ALL_PROCESSORS                                                                                                 \
    void cvectors_means_##name(const double *totals, const double *weights, double shared, size_t count,               \
                               type *means) {                                                                          \
        for (size_t i = 0; i < count; i++)                                                                             \
            means[i] = (type)((uint32_t)(int32_t)(totals[i] / (weights[i] * shared) + 0.5) ^ flip);                    \
    }

#define LOOPS(name, type, unsigned_type, lanes, flip)                                                                  \
    QUANTISE(name, type, lanes, flip) SUM(name, type, unsigned_type, flip) MEANS(name, type, flip)

LOOPS(uint8, uint8_t, uint8_t, bytes, 0)
LOOPS(int8, int8_t, uint8_t, bytes, 0x80)
LOOPS(uint16, uint16_t, uint16_t, shorts, 0)
LOOPS(int16, int16_t, uint16_t, shorts, 0x8000)

void cvectors_total(const uint32_t *sums, const struct cvectors_part *parts, size_t count, uint32_t unit,
                    double *totals) {
    for (size_t i = 0; i < count; i++) {
        struct cvectors_part part = parts[i];
        uint64_t total = (uint64_t)sums[part.start] * part.start_weight, whole = 0;
        for (size_t j = part.start + 1; j + 1 < part.end; j++) whole += sums[j];
        total += whole * unit;
        if (part.end - part.start > 1) total += (uint64_t)sums[part.end - 1] * part.end_weight;
        totals[i] += (double)(int64_t)total;
    }
}

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
