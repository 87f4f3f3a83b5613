#pragma once
#include "CVectors.h"
#include <string.h>

// What the loops share. Each is compiled for plain, wide and widest vector units. Where numbers of
// sixteen bits are enough, sixteen samples at a time are written with the compiler's own vectors:
// written one by one, C turns them into numbers of 32 bits, which halves the speed.
#if defined(__x86_64__)
#define FOR_ALL_PROCESSORS __attribute__((target_clones("arch=x86-64-v4", "avx2", "default")))
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
