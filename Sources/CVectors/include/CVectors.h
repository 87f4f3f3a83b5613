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

/// A stretch of a row, whose first and last elements count in part.
struct cvectors_part {
    uint32_t start;
    uint32_t end;
    uint32_t start_weight;
    uint32_t end_weight;
};

// What there is for each type of samples:
//   quantise   one level for each sample
//   sum        adds the samples of some rows, counted from the lowest of their type, times a weight to sums
//   means      samples that are totals divided by weights times a weight that all share
#define CVECTORS_LOOPS(name, type)                                                                                     \
    void cvectors_quantise_##name(const type *samples, size_t count, struct cvectors_scale scale, uint8_t *levels);    \
    void cvectors_sum_##name(const type *samples, size_t count, size_t rows, uint32_t weight, uint32_t *sums);         \
    void cvectors_means_##name(const double *totals, const double *weights, double shared, size_t count, type *means);

CVECTORS_LOOPS(uint8, uint8_t)
CVECTORS_LOOPS(int8, int8_t)
CVECTORS_LOOPS(uint16, uint16_t)
CVECTORS_LOOPS(int16, int16_t)

enum { CVECTORS_BIN_COUNT = 256 };

/// Bins of a window: `levels` has the level below it, of its very start, of each of its bins, and from
/// its end on: three more than there are bins.
struct cvectors_bins {
    double start;
    double end;
    double width;
    const uint8_t *levels;
};

/// One level for each sample; one that is no number counts as below the window.
void cvectors_bin_uint32(const uint32_t *samples, size_t count, const struct cvectors_bins *bins, uint8_t *levels);
void cvectors_bin_int32(const int32_t *samples, size_t count, const struct cvectors_bins *bins, uint8_t *levels);
void cvectors_bin_float(const float *samples, size_t count, const struct cvectors_bins *bins, uint8_t *levels);
void cvectors_bin_double(const double *samples, size_t count, const struct cvectors_bins *bins, uint8_t *levels);

/// Adds the sums of each part to its total; whole elements count `unit` times. The parts' ends are
/// not looked at: they have to lie inside the sums.
void cvectors_total(const uint32_t *sums, const struct cvectors_part *parts, size_t count, uint32_t unit,
                    double *totals);
/// The same where all elements count once, and no total takes more than 32 bits.
void cvectors_total_whole(const uint32_t *sums, size_t sum_count, const struct cvectors_part *parts, size_t count,
                          double *totals);

/// Adds bytes to bytes; sums above 255 stay there.
void cvectors_add(const uint8_t *levels, size_t count, uint8_t *sums);
/// As `cvectors_add`, of each byte times `factor` / 65,536.
void cvectors_add_share(const uint8_t *levels, size_t count, uint16_t factor, uint8_t *sums);
/// Adds to three sums what a table of 256 words has for each byte: the lowest byte of the word to
/// the first sum, the next ones to the others; sums above 255 stay there.
void cvectors_add_table(const uint8_t *levels, size_t count, const uint32_t *table, uint8_t *first, uint8_t *second,
                        uint8_t *third);
/// One word of three bytes: the first the lowest, the highest byte 0.
void cvectors_interleave(const uint8_t *first, const uint8_t *second, const uint8_t *third, size_t count,
                         uint32_t *words);

/// Where two rows of a picture are written as JPEG has them: luma of each pixel, and the two
/// chromas of each square of four pixels.
struct cvectors_ycc {
    uint8_t *upper_luma;
    uint8_t *lower_luma;
    uint8_t *blue;
    uint8_t *red;
};

/// Two rows of `count` pixels, one word each, red the lowest byte, or three bytes each, red first. An
/// odd count is made even by writing the last pixels twice.
void cvectors_write_ycc_words(const uint32_t *upper, const uint32_t *lower, size_t count,
                              const struct cvectors_ycc *target);
void cvectors_write_ycc_triples(const uint8_t *upper, const uint8_t *lower, size_t count,
                                const struct cvectors_ycc *target);
