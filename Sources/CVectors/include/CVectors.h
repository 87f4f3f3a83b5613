#pragma once
#include <stddef.h>
#include <stdint.h>

// Loops over samples and bytes. Each is compiled for plain and for wide vector units, and the
// processor's best is chosen when the program starts. Every array holds `count` elements.

/// A linear window in fixed point: see FixedPointScale in Rendering, which makes it.
struct cvectors_scale {
    uint16_t start;
    uint16_t width;
    uint16_t stretch;
    uint16_t factor;
    uint8_t inversion;
};

void cvectors_quantise_uint8(const uint8_t *samples, size_t count, struct cvectors_scale scale, uint8_t *levels);
void cvectors_quantise_int8(const int8_t *samples, size_t count, struct cvectors_scale scale, uint8_t *levels);
void cvectors_quantise_uint16(const uint16_t *samples, size_t count, struct cvectors_scale scale, uint8_t *levels);
void cvectors_quantise_int16(const int16_t *samples, size_t count, struct cvectors_scale scale, uint8_t *levels);

/// Adds bytes to bytes; sums above 255 stay there.
void cvectors_add(const uint8_t *levels, size_t count, uint8_t *sums);
/// As `cvectors_add`, of each byte times `factor` / 65,536.
void cvectors_add_share(const uint8_t *levels, size_t count, uint16_t factor, uint8_t *sums);
/// One word of three bytes: the first the lowest, the highest byte 0.
void cvectors_interleave(const uint8_t *first, const uint8_t *second, const uint8_t *third, size_t count,
                         uint32_t *words);
