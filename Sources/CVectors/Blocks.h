#pragma once
#include "CVectors.h"

// What the parts of a JPEG encoder share, which is there for processors with AVX-512 VBMI2: Blocks.c
// makes coefficients of samples, Coefficients.h bits of coefficients by means of Bits.h, and Scan.c a
// picture's scan of both.
#if defined(__x86_64__)
#include <immintrin.h>
#include <string.h>
#define WIDEST                                                                                                         \
    __attribute__((target("avx512f,avx512bw,avx512cd,avx512vl,avx512vbmi,avx512vbmi2,bmi,bmi2,lzcnt,popcnt")))
#define INLINE_WIDEST static inline __attribute__((always_inline)) WIDEST

enum {
    EDGE = 8,
    COEFFICIENTS = EDGE * EDGE,
    /// Blocks that are transformed together.
    GROUP = 4,
};

/// So many blocks in whole groups.
static inline size_t in_groups(size_t blocks) { return (blocks + GROUP - 1) / GROUP * GROUP; }

/// A component's samples, row by row. What lies beyond its edges is like its last column and row.
struct plane {
    const uint8_t *samples;
    size_t width;
    size_t height;
};

/// Writes the quantised coefficients of `count` blocks side by side, each in zigzag order, whose upper
/// row is `row`. `coefficients` has room for whole groups.
WIDEST void cvectors_transform(const struct plane *plane, size_t row, size_t count,
                               const struct cvectors_divisors *divisors, int16_t *coefficients);
#endif
