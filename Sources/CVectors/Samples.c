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
typedef double totals_vector __attribute__((vector_size(8 * SUM_LANES)));

/// A part's elements in eight sums; reads up to SUM_LANES elements beyond the last.
INLINE void lane_sums(const uint32_t *elements, uint32_t count, sums_vector *sum) {
    const sums_vector lanes = {0, 1, 2, 3, 4, 5, 6, 7};
    sums_vector all = {0}, some;
    for (; count >= SUM_LANES; count -= SUM_LANES, elements += SUM_LANES) {
        memcpy(&some, elements, sizeof some);
        all += some;
    }
    memcpy(&some, elements, sizeof some);
    *sum = all + (some & (sums_vector)(lanes < count));
}

/// Halves of two vectors, then quarters, then single lanes are added up: what each of eight vectors
/// amounts to comes into a lane of the first.
INLINE void reduce(sums_vector *sums) {
    for (int i = 0; i < 4; i++)
        sums[i] = __builtin_shufflevector(sums[2 * i], sums[2 * i + 1], 0, 1, 2, 3, 8, 9, 10, 11) +
                  __builtin_shufflevector(sums[2 * i], sums[2 * i + 1], 4, 5, 6, 7, 12, 13, 14, 15);
    for (int i = 0; i < 2; i++)
        sums[i] = __builtin_shufflevector(sums[2 * i], sums[2 * i + 1], 0, 1, 4, 5, 8, 9, 12, 13) +
                  __builtin_shufflevector(sums[2 * i], sums[2 * i + 1], 2, 3, 6, 7, 10, 11, 14, 15);
    sums[0] = __builtin_shufflevector(sums[0], sums[1], 0, 2, 4, 6, 8, 10, 12, 14) +
              __builtin_shufflevector(sums[0], sums[1], 1, 3, 5, 7, 9, 11, 13, 15);
}

INLINE void add_eight(const uint32_t *elements, const struct cvectors_part *parts, double *totals) {
    sums_vector sums[SUM_LANES];
#pragma unroll
    for (int i = 0; i < SUM_LANES; i++) lane_sums(elements + parts[i].start, parts[i].end - parts[i].start, &sums[i]);
    reduce(sums);
    totals_vector before;
    memcpy(&before, totals, sizeof before);
    before += __builtin_convertvector(sums[0], totals_vector);
    memcpy(totals, &before, sizeof before);
}

INLINE uint64_t long_sum(const uint32_t *elements, uint32_t count) {
    uint64_t sum = 0;
    for (uint32_t i = 0; i < count; i++) sum += elements[i];
    return sum;
}

INLINE int has_room(struct cvectors_part part, size_t sum_count) { return (size_t)part.end + SUM_LANES <= sum_count; }

INLINE uint64_t part_sum(const uint32_t *sums, size_t sum_count, struct cvectors_part part) {
    uint32_t length = part.end - part.start;
    if (!has_room(part, sum_count)) return long_sum(sums + part.start, length);
    sums_vector sum;
    lane_sums(sums + part.start, length, &sum);
    return __builtin_reduce_add(sum);
}

FOR_ALL_PROCESSORS
void cvectors_total_whole(const uint32_t *sums, size_t sum_count, const struct cvectors_part *parts, size_t count,
                          double *totals) {
    size_t i = 0;
    for (; i + SUM_LANES <= count && has_room(parts[i + SUM_LANES - 1], sum_count); i += SUM_LANES)
        add_eight(sums, parts + i, totals + i);
    for (; i < count; i++) totals[i] += (double)(int64_t)part_sum(sums, sum_count, parts[i]);
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
