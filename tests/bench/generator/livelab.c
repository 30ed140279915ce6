/* LiveLab's board protocol, version 1: JSON text frames (docs/board-protocol.md). */
#include "bench.h"

#include <stdio.h>
#include <string.h>

enum { ANNOUNCED = 1, FRAME_ENTRIES = 4096, BASE64_ROOM = 512 };
/* an op_id: 48 bits of time, "7", 12 bits of the run, "8", kind, author and number */
enum { RUN_AT = 13, KIND_AT = 17, AUTHOR_AT = 18, NUMBER_AT = 22, NUMBER_DIGITS = 10 };
enum { SETTING_UP = 0, MEASURED = 1, NOTE = 2 };

static void id_make(char out[ID_LENGTH], int kind, const struct conn *c, uint64_t number) {
    hex_put(out, 0x019a00000000u + setup.run, 12);
    out[12] = '7';
    hex_put(out + RUN_AT, setup.run & 0xfff, 3);
    out[16] = '8';
    hex_put(out + KIND_AT, (uint64_t)kind, 1);
    hex_put(out + AUTHOR_AT, (uint64_t)c->index, 4);
    hex_put(out + NUMBER_AT, number, NUMBER_DIGITS);
}

/* Whose operation it is; false if none of this run. */
static bool id_read(const uint8_t *id, size_t length, int *kind, int *author, uint64_t *number) {
    char head[RUN_AT + 4];
    uint64_t what, who;
    if (length != ID_LENGTH) return false;
    hex_put(head, 0x019a00000000u + setup.run, 12);
    if (memcmp(head, id, 12) != 0 || !hex_get(id + KIND_AT, 1, &what) ||
        !hex_get(id + AUTHOR_AT, 4, &who) || !hex_get(id + NUMBER_AT, NUMBER_DIGITS, number))
        return false;
    *kind = (int)what;
    *author = (int)who;
    return true;
}

static void opened(struct conn *c) {
    net_send_text(c, "{\"t\":\"join\",\"protocol\":1,\"cursors\":[]}");
}

static void ping(struct conn *c) { net_send_text(c, "{\"t\":\"ping\",\"n\":%u}", c->pings++); }

/* ---- operations */

static void add_note(struct conn *c, uint32_t number, int kind, const char *text, size_t length,
                     struct buffer *out) {
    char frame[1024], op[ID_LENGTH], note[ID_LENGTH];
    id_make(op, kind, c, number);
    id_make(note, kind | NOTE, c, number);
    int size = snprintf(frame, sizeof frame,
                        "{\"t\":\"op\",\"op_id\":\"%.32s\",\"private\":false,\"op\":{\"t\":\"add_note\","
                        "\"id\":\"%.32s\",\"x\":%d,\"y\":%u,\"z\":\"a0V\",\"colour\":\"yellow\","
                        "\"text\":\"%.*s\"}}",
                        op, note, c->index * 2560, number % 10000 * 2560, (int)length, text);
    buffer_put(out, frame, (size_t)size);
}

static void edit_text(struct conn *c, uint32_t number, const char *text, struct buffer *out) {
    struct y_edit edit = {c->y_client, c->y_clock, "t"};
    char frame[1024], op[ID_LENGTH], packed[BASE64_ROOM];
    uint8_t update[256];
    size_t length = base64_put(packed, update, y_replace(update, &edit, text));
    c->y_clock = edit.clock;
    id_make(op, MEASURED, c, number);
    int size = snprintf(frame, sizeof frame,
                        "{\"t\":\"op\",\"op_id\":\"%.32s\",\"private\":false,\"op\":{\"t\":\"edit_text\","
                        "\"id\":\"%.32s\",\"epoch\":0,\"update\":\"%.*s\"}}",
                        op, c->note, (int)length, packed);
    buffer_put(out, frame, (size_t)size);
}

static void operation(struct conn *c, uint32_t number, struct buffer *out) {
    char text[TEXT_LENGTH];
    text_make(text, c->index, number);
    if (strcmp(setup.form, "add_note") == 0)
        add_note(c, number, MEASURED, text, TEXT_LENGTH, out);
    else edit_text(c, number, text, out);
}

static void prepare(struct conn *c) {
    struct buffer frame = {0};
    if (strcmp(setup.form, "add_note") == 0) {
        c->ready = true;
        return;
    }
    c->y_clock = 0;
    id_make(c->note, SETTING_UP | NOTE, c, 0);
    add_note(c, 0, SETTING_UP, "", 0, &frame);
    net_send(c, false, frame.data, frame.used);
    buffer_free(&frame);
}

/* ---- what comes in */

static struct stream *stream_of(struct conn *c, const uint8_t *id, size_t length) {
    if (length != ID_LENGTH) return NULL;
    for (int i = 0; i < c->stream_count; i++)
        if (memcmp(c->streams[i].id, id, ID_LENGTH) == 0) return &c->streams[i];
    return NULL;
}

static int64_t items_in(struct json *j, const char *name) {
    const uint8_t *key, *text;
    size_t length, size;
    int64_t count = 0;
    for (json_enter(j, '['); json_element(j); count++) {
        bool named = false;
        for (json_enter(j, '{'); json_key(j, &key, &length);)
            if (json_is(key, length, name)) named = json_string(j, &text, &size);
            else json_skip(j);
        if (!named) j->bad = true;
    }
    return count;
}

static void read_stream(struct conn *c, struct json *j) {
    struct stream *s = &c->streams[c->stream_count < 2 ? c->stream_count++ : 1];
    const uint8_t *key, *text;
    size_t length, size;
    int64_t promised = 0, came = 0;
    for (json_enter(j, '{'); json_key(j, &key, &length);) {
        if (json_is(key, length, "id") && json_string(j, &text, &size) && size == ID_LENGTH)
            memcpy(s->id, text, ID_LENGTH);
        else if (json_is(key, length, "seq")) s->seq = json_int(j);
        else if (json_is(key, length, "count")) promised = json_int(j);
        else if (json_is(key, length, "items")) came += items_in(j, "id");
        else if (!json_is(key, length, "id")) json_skip(j);
    }
    c->items += came;
    s->items_missing = promised > came ? promised - came : 0;
}

static void read_you(struct conn *c, struct json *j) {
    const uint8_t *key;
    size_t length;
    for (json_enter(j, '{'); json_key(j, &key, &length);)
        if (json_is(key, length, "y_client")) c->y_client = (uint64_t)json_int(j);
        else json_skip(j);
}

static void maybe_joined(struct conn *c) {
    for (int i = 0; i < c->stream_count; i++)
        if (c->streams[i].items_missing > 0) return;
    if (c->stage == JOINING && c->parts & ANNOUNCED) joined(c);
}

static void welcome(struct conn *c, struct json *j) {
    const uint8_t *key;
    size_t length;
    c->stream_count = 0;
    while (json_key(j, &key, &length)) {
        if (json_is(key, length, "you")) read_you(c, j);
        else if (json_is(key, length, "streams"))
            for (json_enter(j, '['); json_element(j);) read_stream(c, j);
        else json_skip(j);
    }
    c->parts |= ANNOUNCED;
    maybe_joined(c);
}

static void items(struct conn *c, struct json *j) {
    const uint8_t *key, *text;
    size_t length, size;
    struct stream *s = NULL;
    int64_t came = 0;
    while (json_key(j, &key, &length)) {
        if (json_is(key, length, "stream") && json_string(j, &text, &size))
            s = stream_of(c, text, size);
        else if (json_is(key, length, "items")) came = items_in(j, "id");
        else if (!json_is(key, length, "stream")) json_skip(j);
    }
    c->items += came;
    if (s) s->items_missing -= came;
    maybe_joined(c);
}

static void settled(struct conn *c, const uint8_t *op, size_t length, uint64_t at) {
    int kind, author;
    uint64_t number;
    if (!id_read(op, length, &kind, &author, &number)) tally.foreign++;
    else if (kind == MEASURED) decoded(c, author, (uint32_t)number, at);
    else if (author == c->index) c->ready = c->set_up = true;
}

/* One entry: its number in order, its op_id, everything else walked over. */
static void read_entry(struct json *j, int64_t *seq, const uint8_t **op, size_t *size) {
    const uint8_t *key;
    size_t length;
    *size = 0;
    for (json_enter(j, '{'); json_key(j, &key, &length);) {
        if (json_is(key, length, "seq")) *seq = json_int(j);
        else if (json_is(key, length, "op")) json_string(j, op, size);
        else json_skip(j);
    }
}

static void read_entries(struct conn *c, struct json *j, struct stream *s) {
    static struct { const uint8_t *op; size_t size; } found[FRAME_ENTRIES];
    int count = 0;
    for (json_enter(j, '['); json_element(j);) {
        int64_t seq = 0;
        if (count == FRAME_ENTRIES) {
            j->bad = true;
            return;
        }
        read_entry(j, &seq, &found[count].op, &found[count].size);
        if (s && seq != s->seq + 1) tally.out_of_order++;
        if (s) s->seq = seq;
        count++;
    }
    if (j->bad) return;
    uint64_t at = now_ns();
    for (int i = 0; i < count; i++) settled(c, found[i].op, found[i].size, at);
}

static void entries(struct conn *c, struct json *j) {
    const uint8_t *key, *text;
    size_t length, size;
    struct stream *s = NULL;
    while (json_key(j, &key, &length)) {
        if (json_is(key, length, "stream") && json_string(j, &text, &size))
            s = stream_of(c, text, size);
        else if (json_is(key, length, "entries")) read_entries(c, j, s);
        else if (!json_is(key, length, "stream")) json_skip(j);
    }
}

static void mark(struct conn *c, struct json *j) {
    const uint8_t *key;
    size_t length;
    int64_t n = 0;
    while (json_key(j, &key, &length))
        if (json_is(key, length, "n")) n = json_int(j);
        else json_skip(j);
    net_send_text(c, "{\"t\":\"seen\",\"n\":%lld}", (long long)n);
}

static void behind(struct conn *c) {
    tally.behind++;
    for (int i = 0; i < c->stream_count; i++)
        net_send_text(c, "{\"t\":\"pull\",\"stream\":\"%.32s\",\"since\":%lld}", c->streams[i].id,
                      (long long)c->streams[i].seq);
}

static void refused(struct conn *c, const uint8_t *data, size_t length) {
    tally.refused++;
    complain("client %d: %.*s", c->index, length > 180 ? 180 : (int)length, (const char *)data);
}

static void dispatch(struct conn *c, struct json *j, const uint8_t *kind, size_t size,
                     const uint8_t *data, size_t length) {
    if (json_is(kind, size, "entries")) entries(c, j);
    else if (json_is(kind, size, "mark")) mark(c, j);
    else if (json_is(kind, size, "welcome") || json_is(kind, size, "caught_up")) welcome(c, j);
    else if (json_is(kind, size, "items")) items(c, j);
    else if (json_is(kind, size, "refused") || json_is(kind, size, "bye")) refused(c, data, length);
    else if (json_is(kind, size, "behind")) behind(c);
}

static void frame(struct conn *c, bool binary, const uint8_t *data, size_t length) {
    struct json j = {data, data + length, false};
    const uint8_t *key, *kind;
    size_t size, kind_size;
    if (binary || !json_enter(&j, '{') || !json_key(&j, &key, &size) || !json_is(key, size, "t") ||
        !json_string(&j, &kind, &kind_size)) {
        tally.misread++;
        return;
    }
    dispatch(c, &j, kind, kind_size, data, length);
    if (j.bad) tally.misread++;
}

const struct protocol livelab = {"livelab", false, opened, frame, prepare, operation, ping};
