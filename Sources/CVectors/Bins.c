#include "Vectors.h"

// From samples of 32 bits or with a fraction to levels. The places of sixteen samples are computed side
// by side, without a branch; only the levels at these places are looked up one by one.

enum { BINS = CVECTORS_BIN_COUNT, START = 1, FIRST_BIN = 2, END = FIRST_BIN + BINS };

INLINE int32_t place(double sample, const struct cvectors_bins *bins) {
    double distance = (sample - bins->start) / bins->width;
    distance = distance > 0 ? distance : 0;
    // Rounding may not lift a sample below the end beyond the last bin.
    int32_t bin = FIRST_BIN + (int32_t)(distance < BINS - 1 ? distance : BINS - 1);
    int32_t outside = sample == bins->start ? START : 0;
    int32_t below_end = sample > bins->start ? bin : outside;
    return sample >= bins->end ? END : below_end;
}

#define BIN(name, type)                                                                                                \
    FOR_ALL_PROCESSORS                                                                                                 \
    void cvectors_bin_##name(const type *samples, size_t count, const struct cvectors_bins *window, uint8_t *levels) { \
        const struct cvectors_bins bins = *window;                                                                     \
        int32_t places[LANES];                                                                                         \
        for (; count >= LANES; count -= LANES, samples += LANES, levels += LANES) {                                    \
            for (int i = 0; i < LANES; i++) places[i] = place((double)samples[i], &bins);                              \
            for (int i = 0; i < LANES; i++) levels[i] = bins.levels[places[i]];                                        \
        }                                                                                                              \
        for (size_t i = 0; i < count; i++) levels[i] = bins.levels[place((double)samples[i], &bins)];                  \
    }

BIN(uint32, uint32_t)
BIN(int32, int32_t)
BIN(float, float)
BIN(double, double)
