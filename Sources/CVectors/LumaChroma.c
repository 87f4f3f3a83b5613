#include "Vectors.h"

// From the pixels of a picture to what JPEG keeps of them.

struct colour {
    shorts red, green, blue;
};

INLINE void read_words(const uint32_t *pixels, struct colour *colours) {
    words some;
    memcpy(&some, pixels, sizeof some);
    colours->red = __builtin_convertvector(some & 255, shorts);
    colours->green = __builtin_convertvector(some >> 8 & 255, shorts);
    colours->blue = __builtin_convertvector(some >> 16 & 255, shorts);
}

// Every third byte of three vectors, from the first, second or third on; -1 is filled by the next step.
INLINE void read_triples(const uint8_t *pixels, struct colour *colours) {
    bytes one, two, three, some;
    memcpy(&one, pixels, sizeof one);
    memcpy(&two, pixels + LANES, sizeof two);
    memcpy(&three, pixels + 2 * LANES, sizeof three);
    some = __builtin_shufflevector(one, two, 0, 3, 6, 9, 12, 15, 18, 21, 24, 27, 30, -1, -1, -1, -1, -1);
    some = __builtin_shufflevector(some, three, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 17, 20, 23, 26, 29);
    colours->red = __builtin_convertvector(some, shorts);
    some = __builtin_shufflevector(one, two, 1, 4, 7, 10, 13, 16, 19, 22, 25, 28, 31, -1, -1, -1, -1, -1);
    some = __builtin_shufflevector(some, three, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 18, 21, 24, 27, 30);
    colours->green = __builtin_convertvector(some, shorts);
    some = __builtin_shufflevector(one, two, 2, 5, 8, 11, 14, 17, 20, 23, 26, 29, -1, -1, -1, -1, -1, -1);
    some = __builtin_shufflevector(some, three, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 16, 19, 22, 25, 28, 31);
    colours->blue = __builtin_convertvector(some, shorts);
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

/// Writes 32 pixels of two rows, 16 in each half.
INLINE void write_ycc(const struct colour *upper, const struct colour *lower, const struct cvectors_ycc *target) {
    struct colour columns[2], sums;
    for (int half = 0; half < 2; half++) {
        write_luma(&upper[half], target->upper_luma + half * LANES);
        write_luma(&lower[half], target->lower_luma + half * LANES);
        columns[half].red = upper[half].red + lower[half].red;
        columns[half].green = upper[half].green + lower[half].green;
        columns[half].blue = upper[half].blue + lower[half].blue;
    }
    add_neighbours(&columns[0].red, &columns[1].red, &sums.red);
    add_neighbours(&columns[0].green, &columns[1].green, &sums.green);
    add_neighbours(&columns[0].blue, &columns[1].blue, &sums.blue);
    write_chroma(&sums.blue, &sums.red, 11059, &sums.green, 21709, target->blue);
    write_chroma(&sums.red, &sums.green, 27439, &sums.blue, 5329, target->red);
}

enum { BLOCK = 2 * LANES };

// For pixels of `size` elements each; `read` takes 16 of them.
#define WRITE_YCC(name, type, size, read)                                                                              \
    INLINE void write_##name(const type *upper, const type *lower, const struct cvectors_ycc *target) {                \
        struct colour above[2], below[2];                                                                              \
        for (int half = 0; half < 2; half++) {                                                                         \
            read(upper + half * LANES * size, &above[half]);                                                           \
            read(lower + half * LANES * size, &below[half]);                                                           \
        }                                                                                                              \
        write_ycc(above, below, target);                                                                               \
    }                                                                                                                  \
    FOR_ALL_PROCESSORS                                                                                                 \
    void cvectors_write_ycc_##name(const type *upper, const type *lower, size_t count,                                 \
                                   const struct cvectors_ycc *rows) {                                                  \
        struct cvectors_ycc target = *rows;                                                                            \
        for (; count >= BLOCK; count -= BLOCK, upper += BLOCK * size, lower += BLOCK * size) {                         \
            write_##name(upper, lower, &target);                                                                       \
            target.upper_luma += BLOCK;                                                                                \
            target.lower_luma += BLOCK;                                                                                \
            target.blue += LANES;                                                                                      \
            target.red += LANES;                                                                                       \
        }                                                                                                              \
        if (count == 0) return;                                                                                        \
        type pixels[2][BLOCK * size];                                                                                  \
        for (size_t i = 0; i < BLOCK; i++) {                                                                           \
            /* The last pixel stands for those beyond the edge, of which chroma may need one. */                       \
            size_t place = i < count ? i : count - 1;                                                                  \
            memcpy(pixels[0] + i * size, upper + place * size, size * sizeof(type));                                   \
            memcpy(pixels[1] + i * size, lower + place * size, size * sizeof(type));                                   \
        }                                                                                                              \
        uint8_t luma[2][BLOCK], chroma[2][LANES];                                                                      \
        struct cvectors_ycc last = {luma[0], luma[1], chroma[0], chroma[1]};                                           \
        write_##name(pixels[0], pixels[1], &last);                                                                     \
        memcpy(target.upper_luma, luma[0], (count + 1) / 2 * 2);                                                       \
        memcpy(target.lower_luma, luma[1], (count + 1) / 2 * 2);                                                       \
        memcpy(target.blue, chroma[0], (count + 1) / 2);                                                               \
        memcpy(target.red, chroma[1], (count + 1) / 2);                                                                \
    }

WRITE_YCC(words, uint32_t, 1, read_words)
WRITE_YCC(triples, uint8_t, 3, read_triples)
