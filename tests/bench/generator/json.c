/* Walks through a JSON text once, without building anything. Buffers have slack behind their end,
 * so that sixteen bytes may be looked at together. */
#include "bench.h"

#include <string.h>
#ifdef __SSE2__
#include <emmintrin.h>
#endif

static void spaces(struct json *j) {
    while (j->p < j->end && (*j->p == ' ' || *j->p == '\n' || *j->p == '\t' || *j->p == '\r'))
        j->p++;
}

static bool fail(struct json *j) {
    j->bad = true;
    j->p = j->end;
    return false;
}

char json_peek(struct json *j) {
    spaces(j);
    return j->p < j->end ? (char)*j->p : 0;
}

bool json_enter(struct json *j, char bracket) {
    if (json_peek(j) != bracket) return fail(j);
    j->p++;
    return true;
}

/* The first quotation mark or backslash from here on. */
static const uint8_t *string_stop(const uint8_t *p, const uint8_t *end) {
#ifdef __SSE2__
    const __m128i quote = _mm_set1_epi8('"'), slash = _mm_set1_epi8('\\');
    for (; p < end; p += 16) {
        __m128i piece = _mm_loadu_si128((const __m128i *)(const void *)p);
        int hit = _mm_movemask_epi8(
            _mm_or_si128(_mm_cmpeq_epi8(piece, quote), _mm_cmpeq_epi8(piece, slash)));
        if (hit) return p + __builtin_ctz((unsigned)hit);
    }
    return end;
#else
    while (p < end && *p != '"' && *p != '\\') p++;
    return p;
#endif
}

bool json_string(struct json *j, const uint8_t **text, size_t *length) {
    if (!json_enter(j, '"')) return false;
    const uint8_t *from = j->p, *p = string_stop(from, j->end);
    while (p < j->end && *p == '\\') p = string_stop(p + 2, j->end);
    if (p >= j->end) return fail(j);
    *text = from;
    *length = (size_t)(p - from);
    j->p = p + 1;
    return true;
}

bool json_key(struct json *j, const uint8_t **key, size_t *length) {
    char next = json_peek(j);
    if (next == ',') {
        j->p++;
        next = json_peek(j);
    }
    if (next == '}') {
        j->p++;
        return false;
    }
    if (!json_string(j, key, length) || json_peek(j) != ':') return fail(j);
    j->p++;
    return true;
}

bool json_element(struct json *j) {
    char next = json_peek(j);
    if (next == ',') {
        j->p++;
        return true;
    }
    if (next == ']') {
        j->p++;
        return false;
    }
    return next ? true : fail(j);
}

int64_t json_int(struct json *j) {
    char next = json_peek(j);
    bool negative = next == '-';
    int64_t value = 0;
    if (negative) j->p++;
    const uint8_t *from = j->p;
    while (j->p < j->end && *j->p >= '0' && *j->p <= '9') value = value * 10 + (*j->p++ - '0');
    if (j->p == from) fail(j);
    return negative ? -value : value;
}

static void skip_nested(struct json *j) {
    const uint8_t *text;
    size_t length;
    int depth = 0;
    do {
        switch (json_peek(j)) {
        case '{': case '[': depth++, j->p++; break;
        case '}': case ']': depth--, j->p++; break;
        case '"': json_string(j, &text, &length); break;
        case 0: fail(j); return;
        default: j->p++;
        }
    } while (depth > 0);
}

void json_skip(struct json *j) {
    const uint8_t *text;
    size_t length;
    char next = json_peek(j);
    if (next == '{' || next == '[') skip_nested(j);
    else if (next == '"') json_string(j, &text, &length);
    else
        while (j->p < j->end && *j->p != ',' && *j->p != '}' && *j->p != ']') j->p++;
}

bool json_is(const uint8_t *text, size_t length, const char *word) {
    return strlen(word) == length && memcmp(text, word, length) == 0;
}
