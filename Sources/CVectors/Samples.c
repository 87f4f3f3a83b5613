#include "Vectors.h"

// From samples to levels and to means.

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

// Sums stay in registers over all rows. A weight counts once for all of them.
#define SUM(name, type, lanes, flip)                                                                                   \
    FOR_ALL_PROCESSORS                                                                                                 \
    void cvectors_sum_##name(const type *samples, size_t count, size_t rows, uint32_t weight, uint32_t *sums) {        \
        size_t i = 0;                                                                                                  \
        for (; i + 2 * LANES <= count; i += 2 * LANES) {                                                               \
            words left = {0}, right = {0}, before;                                                                     \
            lanes some;                                                                                                \
            for (size_t row = 0; row < rows; row++) {                                                                  \
                memcpy(&some, samples + row * count + i, sizeof some);                                                 \
                left += __builtin_convertvector(some ^ flip, words);                                                   \
                memcpy(&some, samples + row * count + i + LANES, sizeof some);                                         \
                right += __builtin_convertvector(some ^ flip, words);                                                  \
            }                                                                                                          \
            memcpy(&before, sums + i, sizeof before);                                                                  \
            before += left * weight;                                                                                   \
            memcpy(sums + i, &before, sizeof before);                                                                  \
            memcpy(&before, sums + i + LANES, sizeof before);                                                          \
            before += right * weight;                                                                                  \
            memcpy(sums + i + LANES, &before, sizeof before);                                                          \
        }                                                                                                              \
        for (; i < count; i++)                                                                                         \
            for (size_t row = 0; row < rows; row++)                                                                    \
                sums[i] += (uint32_t)(uint16_t)((lanes){(samples + row * count)[i]} ^ flip)[0] * weight;               \
    }

// Totals are whole numbers far below 2^53, so they are exact, and divide much faster than integers.
#define MEANS(name, type, flip)                                                                                        \
    FOR_ALL_PROCESSORS                                                                                                 \
    void cvectors_means_##name(const double *totals, const double *weights, double shared, size_t count,               \
                               type *means) {                                                                          \
        for (size_t i = 0; i < count; i++)                                                                             \
            means[i] = (type)((uint32_t)(int32_t)(totals[i] / (weights[i] * shared) + 0.5) ^ flip);                    \
    }

#define LOOPS(name, type, lanes, flip) QUANTISE(name, type, lanes, flip) SUM(name, type, lanes, flip) MEANS(name, type, flip)

LOOPS(uint8, uint8_t, bytes, 0)
LOOPS(int8, int8_t, bytes, 0x80)
LOOPS(uint16, uint16_t, shorts, 0)
LOOPS(int16, int16_t, shorts, 0x8000)

enum { SUM_LANES = 8 };
typedef uint32_t sums_vector __attribute__((vector_size(4 * SUM_LANES)));

/// Reads up to SUM_LANES elements beyond the last.
INLINE uint32_t short_sum(const uint32_t *elements, uint32_t count) {
    const sums_vector lanes = {0, 1, 2, 3, 4, 5, 6, 7};
    sums_vector sum = {0}, some;
    for (; count >= SUM_LANES; count -= SUM_LANES, elements += SUM_LANES) {
        memcpy(&some, elements, sizeof some);
        sum += some;
    }
    memcpy(&some, elements, sizeof some);
    return __builtin_reduce_add(sum + (some & (sums_vector)(lanes < count)));
}

INLINE uint64_t long_sum(const uint32_t *elements, uint32_t count) {
    uint64_t sum = 0;
    for (uint32_t i = 0; i < count; i++) sum += elements[i];
    return sum;
}

INLINE uint32_t part_sum(const uint32_t *sums, size_t sum_count, struct cvectors_part part) {
    const uint32_t *elements = sums + part.start;
    uint32_t length = part.end - part.start;
    int has_room = (size_t)part.end + SUM_LANES <= sum_count;
    return has_room ? short_sum(elements, length) : (uint32_t)long_sum(elements, length);
}

FOR_ALL_PROCESSORS
void cvectors_total_whole(const uint32_t *sums, size_t sum_count, const struct cvectors_part *parts, size_t count,
                          double *totals) {
    for (size_t i = 0; i < count; i++) totals[i] += (double)(int64_t)part_sum(sums, sum_count, parts[i]);
}

FOR_ALL_PROCESSORS
void cvectors_total(const uint32_t *sums, const struct cvectors_part *parts, size_t count, uint32_t unit,
                    double *totals) {
    for (size_t i = 0; i < count; i++) {
        struct cvectors_part part = parts[i];
        uint32_t length = part.end - part.start;
        const uint32_t *elements = sums + part.start;
        uint64_t total = (uint64_t)elements[0] * part.start_weight;
        if (length > 1) {
            total += long_sum(elements + 1, length - 2) * unit;
            total += (uint64_t)elements[length - 1] * part.end_weight;
        }
        totals[i] += (double)(int64_t)total;
    }
}
