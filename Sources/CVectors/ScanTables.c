#include "CVectors.h"

// What the tables of a JPEG's header become, so that the loops need to look at little.

const uint16_t cvectors_zigzag[64] = {
    0,  1,  8,  16, 9,  2,  3,  10, 17, 24, 32, 25, 18, 11, 4,  5,  12, 19, 26, 33, 40, 48,
    41, 34, 27, 20, 13, 6,  7,  14, 21, 28, 35, 42, 49, 56, 57, 50, 43, 36, 29, 22, 15, 23,
    30, 37, 44, 51, 58, 59, 52, 45, 38, 31, 39, 46, 53, 60, 61, 54, 47, 55, 62, 63,
};

/// How much larger than the frequencies the numbers of the transform are: square roots of two times
/// cosines of sixteenths of pi.
static const double scales[8] = {
    1, 1.387039845, 1.306562965, 1.175875602, 1, 0.785694958, 0.541196100, 0.275899379,
};

bool cvectors_set_divisors(const uint8_t *steps, struct cvectors_divisors *divisors) {
    for (int i = 0; i < 64; i++) {
        int place = cvectors_zigzag[i];
        // Fourteen bits behind the point, of which three are left: libjpeg's roundings.
        uint32_t scale = (uint32_t)(scales[place / 8] * scales[place % 8] * (1 << 14) + 0.5);
        uint32_t divisor = (steps[i] * scale + (1 << 10)) >> 11, shift = 0;
        if (divisor == 0) return false;
        while (1u << shift < divisor) shift++;
        divisors->half[place] = (uint16_t)(divisor / 2);
        divisors->factor[place] = (uint16_t)(((1u << (15 + shift)) + divisor - 1) / divisor);
        divisors->shift[place] = (uint16_t)shift;
    }
    return true;
}

/// Keeps the code of a symbol, but of those that no picture of eight bits has.
static void set_code(struct cvectors_codes *codes, bool is_first, uint8_t symbol, struct cvectors_code code) {
    int zeros = symbol >> 4, bits = symbol & 15;
    if (is_first) {
        if (symbol < CVECTORS_FIRST_BITS) codes->first[symbol] = code;
    } else if (symbol == 0x00) {
        codes->end = code;
    } else if (symbol == 0xF0) {
        codes->zeros = code;
    } else if (bits >= 1 && bits <= CVECTORS_BITS) {
        codes->bits[zeros * CVECTORS_BITS + bits - 1] = code.bits;
        codes->length[zeros * CVECTORS_BITS + bits - 1] = code.length;
    }
}

/// Codes follow from how many there are of each length: each is one more than the one before it, and
/// twice as much with each bit (ITU T.81, annex C).
static void set_codes(const uint8_t *table, bool is_first, struct cvectors_codes *codes) {
    const uint8_t *symbol = table + 16;
    uint32_t code = 0;
    for (uint16_t length = 1; length <= 16; length++, code *= 2) {
        for (int i = 0; i < table[length - 1]; i++, code++)
            set_code(codes, is_first, *symbol++, (struct cvectors_code){(uint16_t)code, length});
    }
}

bool cvectors_set_codes(const uint8_t *first, const uint8_t *following, struct cvectors_codes *codes) {
    *codes = (struct cvectors_codes){0};
    set_codes(first, true, codes);
    set_codes(following, false, codes);
    bool complete = codes->end.length > 0 && codes->zeros.length > 0;
    for (int i = 0; i < CVECTORS_FIRST_BITS; i++) complete &= codes->first[i].length > 0;
    for (int i = 0; i < CVECTORS_ZEROS * CVECTORS_BITS; i++) complete &= codes->length[i] > 0;
    return complete;
}
