#pragma once
#include <stdbool.h>
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
/// The same where all elements count once, no total takes more than 32 bits, and no part ends before the
/// one in front of it.
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

// The scan of a JPEG: the bits of all blocks of eight by eight samples, behind the header.

/// The places of a block, counted row by row, in the order in which its coefficients are written.
extern const uint16_t cvectors_zigzag[64];

/// How a coefficient is divided: (magnitude + half) * factor / 2^(15 + shift). One for each place of a
/// block, row by row. It is exact for magnitudes below 2^14, of which there are none above.
struct cvectors_divisors {
    uint16_t half[64];
    uint16_t factor[64];
    uint16_t shift[64];
};

struct cvectors_code {
    uint16_t bits;
    uint16_t length;
};

enum {
    /// A block's first coefficient has fewer bits than this.
    CVECTORS_FIRST_BITS = 12,
    /// Those that follow have at most so many bits,
    CVECTORS_BITS = 10,
    /// and fewer zeros before them than this.
    CVECTORS_ZEROS = 16,
};

/// Codes of what stands before a coefficient's own bits: how many of them there are, and how many
/// zeros were left out.
struct cvectors_codes {
    struct cvectors_code first[CVECTORS_FIRST_BITS];
    /// That of `zeros` and `bits` is at zeros * CVECTORS_BITS + bits - 1.
    uint16_t bits[CVECTORS_ZEROS * CVECTORS_BITS];
    uint16_t length[CVECTORS_ZEROS * CVECTORS_BITS];
    /// Sixteen zeros, and none but zeros to the end.
    struct cvectors_code zeros;
    struct cvectors_code end;
};

/// What is used for luma, and for both chromas.
struct cvectors_scan_tables {
    struct cvectors_divisors divisors[2];
    struct cvectors_codes codes[2];
};

/// From the 64 steps of a header in zigzag order. Whether none of them is 0.
bool cvectors_set_divisors(const uint8_t *steps, struct cvectors_divisors *divisors);
/// From two tables of a header: sixteen counts of codes, then a symbol for each. Whether there is a code
/// for everything that may have to be written.
bool cvectors_set_codes(const uint8_t *first, const uint8_t *following, struct cvectors_codes *codes);

/// A picture whose chromas have half its width and height: luma, blue and red, row by row and one behind
/// the other, as `cvectors_write_ycc_words` makes them.
struct cvectors_picture {
    const uint8_t *planes;
    size_t width;
    size_t height;
};

/// Whether this processor can do what follows.
bool cvectors_encodes_scans(void);
/// How many numbers of sixteen bits the next function needs to work with.
size_t cvectors_scan_scratch(size_t width);
/// Writes the scan of a picture, without the marker of its end, and answers how many bytes that are: 0
/// when there is no room for them, and 64 more.
size_t cvectors_encode_scan(const struct cvectors_picture *picture, const struct cvectors_scan_tables *tables,
                            int16_t *scratch, uint8_t *target, size_t capacity);
