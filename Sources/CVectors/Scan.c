#include "Coefficients.h"
#if defined(WIDEST)

enum { COMPONENTS = 3, UNIT_BLOCKS = 6 };

/// Where a unit of 16 x 16 pixels finds one of its blocks.
struct place {
    /// That of the first unit of a row, and how many numbers lie between it and that of the next one.
    const int16_t *first;
    size_t step;
    /// How many units have one: beyond the edges there is nothing.
    size_t count;
    int component;
};

WIDEST static struct bits append_units(struct bits bits, const struct place *places, size_t count,
                                       const struct cvectors_scan_tables *tables, int *before) {
    static const int16_t nothing[COEFFICIENTS];
    for (size_t unit = 0; unit < count; unit++) {
        for (int i = 0; i < UNIT_BLOCKS; i++) {
            const struct place *place = &places[i];
            bool is_there = unit < place->count;
            const int16_t *block = is_there ? place->first + unit * place->step : nothing;
            // What is not there is as light as the block before it.
            int difference = is_there ? block[0] - before[place->component] : 0;
            before[place->component] += difference;
            append_block(&bits, block, difference, &tables->codes[place->component > 0]);
        }
    }
    return bits;
}

/// The most bytes that are copied at once, and a 0 behind them.
enum { COPIED_MAX = 64, STUFFED_MAX = COPIED_MAX + 1 };

/// Copies bytes, with a 0 behind each 255, which would begin a marker otherwise. Answers where the
/// copy ends: NULL when it would come too near to the target's end.
WIDEST static uint8_t *stuff(const uint8_t *bytes, const uint8_t *end, uint8_t *target, const uint8_t *target_end) {
    while (bytes < end) {
        if (target_end - target < STUFFED_MAX) return NULL;
        unsigned count = end - bytes < COPIED_MAX ? (unsigned)(end - bytes) : COPIED_MAX;
        __m512i some = _mm512_maskz_loadu_epi8(first_bits(count), bytes);
        uint64_t marks = _mm512_cmpeq_epi8_mask(some, _mm512_set1_epi8(-1));
        if (marks != 0) count = (unsigned)_tzcnt_u64(marks) + 1;
        _mm512_mask_storeu_epi8(target, first_bits(count), some);
        target += count;
        bytes += count;
        if (marks != 0) *target++ = 0;
    }
    return target;
}

/// A scan in the making, a row of units at a time.
struct scan {
    const struct cvectors_scan_tables *tables;
    struct plane planes[COMPONENTS];
    /// Blocks side by side, and one above the other, of luma; and units.
    size_t columns, rows, unit_columns, unit_rows;
    /// Coefficients of a row of units: upper and lower luma, blue and red.
    int16_t *coefficients[4];
    uint8_t *row_bytes;
    struct bits bits;
    /// First coefficients of the blocks before.
    int before[COMPONENTS];
};

/// A block has at most 64 numbers of 26 bits. Some bits wait from the row before, and eight bytes are
/// written at once.
enum { BLOCK_BYTES = COEFFICIENTS * 26 / 8, SLACK_BYTES = 16 };

size_t cvectors_scan_scratch(size_t width) {
    size_t units = (width + 15) / 16, blocks = 2 * in_groups((width + 7) / 8) + 2 * in_groups(units);
    return blocks * COEFFICIENTS + (units * UNIT_BLOCKS * BLOCK_BYTES + SLACK_BYTES) / sizeof(int16_t);
}

static struct scan begun(const struct cvectors_picture *picture, const struct cvectors_scan_tables *tables,
                         int16_t *scratch) {
    size_t half_width = (picture->width + 1) / 2, half_height = (picture->height + 1) / 2;
    size_t half = half_width * half_height;
    struct scan scan = {.tables = tables, .columns = (picture->width + 7) / 8, .rows = (picture->height + 7) / 8};
    scan.planes[0] = (struct plane){picture->planes, 2 * half_width, 2 * half_height};
    scan.planes[1] = (struct plane){picture->planes + 4 * half, half_width, half_height};
    scan.planes[2] = (struct plane){picture->planes + 5 * half, half_width, half_height};
    scan.unit_columns = (scan.columns + 1) / 2;
    scan.unit_rows = (scan.rows + 1) / 2;
    for (int i = 0; i < 4; i++) {
        scan.coefficients[i] = scratch;
        scratch += in_groups(i < 2 ? scan.columns : scan.unit_columns) * COEFFICIENTS;
    }
    scan.row_bytes = (uint8_t *)scratch;
    scan.bits.target = scan.row_bytes;
    return scan;
}

/// Appends a row of units to the bits.
WIDEST static void append_row(struct scan *scan, size_t row) {
    int16_t *const *coefficients = scan->coefficients;
    const struct cvectors_divisors *divisors = scan->tables->divisors;
    bool is_double = 2 * row + 1 < scan->rows;
    cvectors_transform(&scan->planes[0], 16 * row, scan->columns, &divisors[0], coefficients[0]);
    if (is_double) cvectors_transform(&scan->planes[0], 16 * row + EDGE, scan->columns, &divisors[0], coefficients[1]);
    cvectors_transform(&scan->planes[1], EDGE * row, scan->unit_columns, &divisors[1], coefficients[2]);
    cvectors_transform(&scan->planes[2], EDGE * row, scan->unit_columns, &divisors[1], coefficients[3]);
    size_t all = scan->unit_columns, right = scan->columns / 2, two = 2 * COEFFICIENTS;
    const struct place places[UNIT_BLOCKS] = {
        {coefficients[0], two, all, 0},
        {coefficients[0] + COEFFICIENTS, two, right, 0},
        {coefficients[1], two, is_double ? all : 0, 0},
        {coefficients[1] + COEFFICIENTS, two, is_double ? right : 0, 0},
        {coefficients[2], COEFFICIENTS, all, 1},
        {coefficients[3], COEFFICIENTS, all, 2},
    };
    scan->bits = append_units(scan->bits, places, all, scan->tables, scan->before);
}

WIDEST size_t cvectors_encode_scan(const struct cvectors_picture *picture, const struct cvectors_scan_tables *tables,
                                   int16_t *scratch, uint8_t *target, size_t capacity) {
    struct scan scan = begun(picture, tables, scratch);
    uint8_t *start = target, *end = target + capacity;
    for (size_t row = 0; row < scan.unit_rows; row++) {
        append_row(&scan, row);
        // The last byte is filled with ones.
        if (row + 1 == scan.unit_rows && scan.bits.count > 0)
            append(&scan.bits, 0xFF >> scan.bits.count, 8 - scan.bits.count);
        target = stuff(scan.row_bytes, scan.bits.target, target, end);
        if (target == NULL) return 0;
        scan.bits.target = scan.row_bytes;
    }
    return (size_t)(target - start);
}

bool cvectors_encodes_scans(void) {
    return __builtin_cpu_supports("avx512bw") && __builtin_cpu_supports("avx512cd") &&
           __builtin_cpu_supports("avx512vl") && __builtin_cpu_supports("avx512vbmi") &&
           __builtin_cpu_supports("avx512vbmi2") && __builtin_cpu_supports("bmi2") && __builtin_cpu_supports("lzcnt");
}

#else

bool cvectors_encodes_scans(void) { return false; }

size_t cvectors_scan_scratch(size_t width) { return 0 * width; }

size_t cvectors_encode_scan(const struct cvectors_picture *picture, const struct cvectors_scan_tables *tables,
                            int16_t *scratch, uint8_t *target, size_t capacity) {
    (void)picture, (void)tables, (void)scratch, (void)target, (void)capacity;
    return 0;
}
#endif
