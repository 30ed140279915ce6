/* Yjs updates in their first version: written for one kind of edit, read whole. */
#include "bench.h"

#include <string.h>

enum { GC, DELETED, JSON_, BINARY, STRING, EMBED, FORMAT, TYPE, ANY, DOC, SKIP };
enum { HAS_ORIGIN = 0x80, HAS_RIGHT_ORIGIN = 0x40, HAS_KEY = 0x20, KIND = 0x1f };

uint8_t *y_put_uint(uint8_t *out, uint64_t value) {
    while (value > 127) {
        *out++ = (uint8_t)(value | 128);
        value >>= 7;
    }
    *out++ = (uint8_t)value;
    return out;
}

static uint8_t *put_string(uint8_t *out, const char *text, size_t length) {
    out = y_put_uint(out, length);
    memcpy(out, text, length);
    return out + length;
}

/* One transaction: the new text is inserted behind the old one, then the old one is deleted. */
size_t y_replace(uint8_t *out, struct y_edit *edit, const char text[TEXT_LENGTH]) {
    uint8_t *p = out;
    bool first = edit->clock == 0;
    p = y_put_uint(p, 1), p = y_put_uint(p, 1); /* one client, one struct */
    p = y_put_uint(p, edit->client), p = y_put_uint(p, edit->clock);
    *p++ = (uint8_t)(STRING | (first ? 0 : HAS_ORIGIN));
    if (first) {
        p = y_put_uint(p, 1); /* the parent is a root type, by name */
        p = put_string(p, edit->name, strlen(edit->name));
    } else {
        p = y_put_uint(p, edit->client), p = y_put_uint(p, edit->clock - 1);
    }
    p = put_string(p, text, TEXT_LENGTH);
    p = y_put_uint(p, first ? 0 : 1); /* clients with deletions */
    if (!first) {
        p = y_put_uint(p, edit->client), p = y_put_uint(p, 1);
        p = y_put_uint(p, edit->clock - TEXT_LENGTH), p = y_put_uint(p, TEXT_LENGTH);
    }
    edit->clock += TEXT_LENGTH;
    return (size_t)(p - out);
}

bool y_get_uint(const uint8_t **p, const uint8_t *end, uint64_t *value) {
    uint64_t found = 0;
    for (int shift = 0; *p < end && shift < 64; shift += 7) {
        uint8_t byte = *(*p)++;
        found |= (uint64_t)(byte & 127) << shift;
        if (byte < 128) {
            *value = found;
            return true;
        }
    }
    return false;
}

struct reader {
    const uint8_t *p, *end;
    bool bad;
};

static uint64_t uint_of(struct reader *r) {
    uint64_t value = 0;
    if (!r->bad && !y_get_uint(&r->p, r->end, &value)) r->bad = true;
    return value;
}

static const uint8_t *bytes_of(struct reader *r, size_t *length) {
    uint64_t size = uint_of(r);
    const uint8_t *from = r->p;
    if (r->bad || size > (uint64_t)(r->end - r->p)) {
        r->bad = true;
        size = 0;
    }
    r->p += size;
    *length = (size_t)size;
    return from;
}

static void skip_bytes(struct reader *r) {
    size_t length;
    bytes_of(r, &length);
}

static void skip_fixed(struct reader *r, size_t length) {
    if ((size_t)(r->end - r->p) < length) r->bad = true;
    else r->p += length;
}

static void skip_varint(struct reader *r) {
    while (r->p < r->end && *r->p & 128) r->p++;
    skip_fixed(r, 1);
}

/* A value in lib0's `any` encoding. */
static void skip_any(struct reader *r) {
    uint8_t kind = r->p < r->end ? *r->p++ : 0;
    switch (kind) {
    case 127: case 126: case 121: case 120: return; /* undefined, null, false, true */
    case 125: skip_varint(r); return;
    case 124: skip_fixed(r, 4); return;
    case 123: case 122: skip_fixed(r, 8); return;
    case 119: case 116: skip_bytes(r); return;
    case 118:
        for (uint64_t n = uint_of(r); n && !r->bad; n--) skip_bytes(r), skip_any(r);
        return;
    case 117:
        for (uint64_t n = uint_of(r); n && !r->bad; n--) skip_any(r);
        return;
    default: r->bad = true;
    }
}

static void skip_id(struct reader *r) {
    uint_of(r);
    uint_of(r);
}

static void skip_place(struct reader *r, uint8_t info) {
    if (info & HAS_ORIGIN) skip_id(r);
    if (info & HAS_RIGHT_ORIGIN) skip_id(r);
    if (info & (HAS_ORIGIN | HAS_RIGHT_ORIGIN)) return;
    if (uint_of(r) == 1) skip_bytes(r);
    else skip_id(r);
    if (info & HAS_KEY) skip_bytes(r);
}

static void read_content(struct reader *r, uint8_t kind, y_content *content, void *context) {
    size_t length;
    const uint8_t *text;
    uint64_t n;
    switch (kind) {
    case DELETED: uint_of(r); return;
    case JSON_: for (n = uint_of(r); n && !r->bad; n--) skip_bytes(r); return;
    case BINARY: case EMBED: skip_bytes(r); return;
    case STRING:
        text = bytes_of(r, &length);
        if (!r->bad) content(context, text, length);
        return;
    case FORMAT: skip_bytes(r), skip_bytes(r); return;
    case TYPE:
        n = uint_of(r);
        if (n == 3 || n == 5) skip_bytes(r);
        return;
    case ANY: for (n = uint_of(r); n && !r->bad; n--) skip_any(r); return;
    case DOC: skip_bytes(r), skip_any(r); return;
    default: r->bad = true;
    }
}

static void read_struct(struct reader *r, y_content *content, void *context) {
    uint8_t info = r->p < r->end ? *r->p++ : 31;
    uint8_t kind = info & KIND;
    if (kind == GC || kind == SKIP) {
        uint_of(r);
        return;
    }
    skip_place(r, info);
    read_content(r, kind, content, context);
}

static void read_deletions(struct reader *r) {
    for (uint64_t clients = uint_of(r); clients && !r->bad; clients--) {
        uint_of(r);
        for (uint64_t ranges = uint_of(r); ranges && !r->bad; ranges--) skip_id(r);
    }
}

/* Calls `content` with every text in the update; counts its structs. False if it is none. */
bool y_read(const uint8_t *data, size_t length, y_content *content, void *context,
            int64_t *structs) {
    struct reader r = {data, data + length, false};
    *structs = 0;
    for (uint64_t clients = uint_of(&r); clients && !r.bad; clients--) {
        uint64_t count = uint_of(&r);
        skip_id(&r); /* the client, its first clock */
        for (; count && !r.bad; count--, ++*structs) read_struct(&r, content, context);
    }
    read_deletions(&r);
    return !r.bad && r.p == r.end;
}
