/* The text that operations carry, and digits. */
#include "bench.h"

#include <string.h>

static const char FILLER[] = "laser-mark each new pane: composition, coating and year-"
                             "sorters thank us";
static const char DIGITS[] = "0123456789abcdef";
enum { NUMBER_DIGITS = 8, AUTHOR_DIGITS = 4, HEAD = NUMBER_DIGITS + AUTHOR_DIGITS };

void hex_put(char *out, uint64_t value, int digits) {
    for (int i = digits - 1; i >= 0; i--, value >>= 4) out[i] = DIGITS[value & 15];
}

bool hex_get(const uint8_t *in, int digits, uint64_t *value) {
    uint64_t found = 0;
    for (int i = 0; i < digits; i++) {
        uint8_t letter = in[i];
        unsigned digit = letter <= '9' ? (unsigned)letter - '0' : (unsigned)letter - 'a' + 10;
        if (digit > 15) return false;
        found = found << 4 | digit;
    }
    *value = found;
    return true;
}

/* The number comes first, its lowest digit foremost: no two consecutive texts begin alike. */
void text_make(char out[TEXT_LENGTH], int author, uint32_t number) {
    const int turn = (int)(sizeof FILLER - 1);
    for (int i = 0; i < NUMBER_DIGITS; i++) out[i] = DIGITS[(number >> (4 * i)) & 15];
    hex_put(out + NUMBER_DIGITS, (uint64_t)author, AUTHOR_DIGITS);
    for (int i = HEAD; i < TEXT_LENGTH; i++)
        out[i] = FILLER[(uint32_t)(i + (int)(number % (uint32_t)turn)) % (uint32_t)turn];
}

bool text_read(const uint8_t *text, size_t length, int *author, uint32_t *number) {
    uint64_t digit, who;
    uint32_t found = 0;
    char again[TEXT_LENGTH];
    if (length != TEXT_LENGTH) return false;
    for (int i = 0; i < NUMBER_DIGITS; i++) {
        if (!hex_get(text + i, 1, &digit)) return false;
        found |= (uint32_t)digit << (4 * i);
    }
    if (!hex_get(text + NUMBER_DIGITS, AUTHOR_DIGITS, &who)) return false;
    text_make(again, (int)who, found);
    *author = (int)who;
    *number = found;
    return memcmp(again, text, TEXT_LENGTH) == 0;
}

size_t base64_put(char *out, const uint8_t *in, size_t length) {
    static const char LETTERS[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    char *p = out;
    for (size_t i = 0; i < length; i += 3) {
        size_t left = length - i;
        uint32_t three = (uint32_t)in[i] << 16 | (left > 1 ? (uint32_t)in[i + 1] << 8 : 0) |
                         (left > 2 ? in[i + 2] : 0);
        *p++ = LETTERS[three >> 18];
        *p++ = LETTERS[three >> 12 & 63];
        *p++ = left > 1 ? LETTERS[three >> 6 & 63] : '=';
        *p++ = left > 2 ? LETTERS[three & 63] : '=';
    }
    return (size_t)(p - out);
}
