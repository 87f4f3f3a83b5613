#include "Vectors.h"

// From the pixels of a picture to what JPEG keeps of them.

struct colour {
    shorts red, green, blue;
};

INLINE void read_colours(const uint32_t *pixels, struct colour *colours) {
    words some;
    memcpy(&some, pixels, sizeof some);
    colours->red = __builtin_convertvector(some & 255, shorts);
    colours->green = __builtin_convertvector(some >> 8 & 255, shorts);
    colours->blue = __builtin_convertvector(some >> 16 & 255, shorts);
}

/// Adds numbers times 2^`shift` times `factor` / 65,536.
INLINE void add_product(const shorts *numbers, int shift, uint16_t factor, shorts *sum) {
    shorts product = *numbers << shift;
    multiply(&product, factor);
    *sum += product;
}

INLINE void write_upper_bytes(const shorts *numbers, uint8_t *target) {
    bytes upper = __builtin_convertvector(*numbers >> 8, bytes);
    memcpy(target, &upper, sizeof upper);
}

// Weights of JFIF in parts of 65,536; each component gets eight bits behind the point, and is rounded.
INLINE void write_luma(const struct colour *colours, uint8_t *luma) {
    const shorts nothing = {0};
    shorts sum = nothing + 128;
    add_product(&colours->red, 8, 19595, &sum);
    add_product(&colours->green, 8, 38470, &sum);
    add_product(&colours->blue, 8, 7471, &sum);
    write_upper_bytes(&sum, luma);
}

/// The component whose own weight is one half, of the sums of four pixels each.
INLINE void write_chroma(const shorts *own, const shorts *one, uint16_t weight, const shorts *other,
                         uint16_t other_weight, uint8_t *chroma) {
    const shorts nothing = {0};
    shorts sum = nothing + (128 << 8) + 127, less = nothing;
    add_product(own, 6, 32768, &sum);
    add_product(one, 6, weight, &less);
    add_product(other, 6, other_weight, &less);
    sum -= less;
    write_upper_bytes(&sum, chroma);
}

/// What neighbours amount to: the first and second of `left` and `right`, the third and fourth, and so on.
INLINE void add_neighbours(const shorts *left, const shorts *right, shorts *sums) {
    *sums = __builtin_shufflevector(*left, *right, 0, 2, 4, 6, 8, 10, 12, 14, 16, 18, 20, 22, 24, 26, 28, 30) +
            __builtin_shufflevector(*left, *right, 1, 3, 5, 7, 9, 11, 13, 15, 17, 19, 21, 23, 25, 27, 29, 31);
}

enum { COLOUR_LANES = 2 * LANES };

INLINE void write_ycc(const uint32_t *upper, const uint32_t *lower, const struct cvectors_ycc *target) {
    struct colour rows[2], columns[2], sums;
    for (int half = 0; half < 2; half++) {
        read_colours(upper + half * LANES, &rows[0]);
        read_colours(lower + half * LANES, &rows[1]);
        write_luma(&rows[0], target->upper_luma + half * LANES);
        write_luma(&rows[1], target->lower_luma + half * LANES);
        columns[half].red = rows[0].red + rows[1].red;
        columns[half].green = rows[0].green + rows[1].green;
        columns[half].blue = rows[0].blue + rows[1].blue;
    }
    add_neighbours(&columns[0].red, &columns[1].red, &sums.red);
    add_neighbours(&columns[0].green, &columns[1].green, &sums.green);
    add_neighbours(&columns[0].blue, &columns[1].blue, &sums.blue);
    write_chroma(&sums.blue, &sums.red, 11059, &sums.green, 21709, target->blue);
    write_chroma(&sums.red, &sums.green, 27439, &sums.blue, 5329, target->red);
}

FOR_ALL_PROCESSORS
void cvectors_write_ycc(const uint32_t *upper, const uint32_t *lower, size_t count, const struct cvectors_ycc *rows) {
    struct cvectors_ycc target = *rows;
    for (; count >= COLOUR_LANES; count -= COLOUR_LANES) {
        write_ycc(upper, lower, &target);
        upper += COLOUR_LANES;
        lower += COLOUR_LANES;
        target.upper_luma += COLOUR_LANES;
        target.lower_luma += COLOUR_LANES;
        target.blue += LANES;
        target.red += LANES;
    }
    if (count == 0) return;
    uint32_t pixels[2][COLOUR_LANES];
    for (size_t i = 0; i < COLOUR_LANES; i++) {
        // The last pixel stands for those beyond the edge, of which the chroma may need one.
        size_t place = i < count ? i : count - 1;
        pixels[0][i] = upper[place];
        pixels[1][i] = lower[place];
    }
    uint8_t luma[2][COLOUR_LANES], chroma[2][LANES];
    struct cvectors_ycc last = {luma[0], luma[1], chroma[0], chroma[1]};
    write_ycc(pixels[0], pixels[1], &last);
    memcpy(target.upper_luma, luma[0], (count + 1) / 2 * 2);
    memcpy(target.lower_luma, luma[1], (count + 1) / 2 * 2);
    memcpy(target.blue, chroma[0], (count + 1) / 2);
    memcpy(target.red, chroma[1], (count + 1) / 2);
}
