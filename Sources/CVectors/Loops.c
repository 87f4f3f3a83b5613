#include "CVectors.h"
#include <string.h>

// Sixteen samples at a time, with the compiler's own vectors: written with single numbers, C turns
// those of sixteen bits into numbers of 32, which halves the speed. Each function is compiled for
// plain and for wide vector units.
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

QUANTISE(uint8, uint8_t, bytes, 0)
QUANTISE(int8, int8_t, bytes, 0x80)
QUANTISE(uint16, uint16_t, shorts, 0)
QUANTISE(int16, int16_t, shorts, 0x8000)

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
