/* The y-protocols over a WebSocket: y-websocket's server, and hocuspocus with a name before each. */
#include "bench.h"

#include <stdio.h>
#include <string.h>

enum { SYNC = 0, AUTH = 2, SYNC_REPLY = 4, SYNC_STATUS = 8 };
enum { STEP1 = 0, STEP2 = 1, UPDATE = 2 };
enum { TOKEN = 0, AUTHENTICATED = 2, FRAME_OPERATIONS = 1 << 16 };

static bool is_hocuspocus(void) { return setup.protocol == &hocuspocus; }

static uint8_t *put_text(uint8_t *p, const char *text) {
    size_t length = strlen(text);
    p = y_put_uint(p, length);
    memcpy(p, text, length);
    return p + length;
}

/* Every message of hocuspocus begins with the document's name: the path without its slash. */
static uint8_t *put_head(const struct conn *c, uint8_t *p) {
    return is_hocuspocus() ? put_text(p, c->path + 1) : p;
}

static void say(struct conn *c, const uint8_t *body, size_t length) {
    uint8_t message[512], *p = put_head(c, message);
    memcpy(p, body, length);
    net_send(c, true, message, (size_t)(p + length - message));
}

static void ask_state(struct conn *c) {
    const uint8_t step1[] = {SYNC, STEP1, 1, 0}; /* an empty state vector: I have nothing */
    say(c, step1, sizeof step1);
}

static void opened(struct conn *c) {
    uint8_t body[64], *p = body;
    if (!is_hocuspocus()) {
        ask_state(c);
        return;
    }
    *p++ = AUTH, *p++ = TOKEN;
    p = put_text(p, "token");
    say(c, body, (size_t)(p - body));
}

static void prepare(struct conn *c) {
    c->y_client = 0x80000000u | (uint64_t)(setup.run & 0x7ffff) << 12 | (uint64_t)c->index;
    c->y_clock = 0;
    c->ready = true;
}

static void operation(struct conn *c, uint32_t number, struct buffer *out) {
    char text[TEXT_LENGTH], name[32];
    uint8_t message[512], update[256], *p = put_head(c, message);
    snprintf(name, sizeof name, "note-%llx", (unsigned long long)c->y_client);
    struct y_edit edit = {c->y_client, c->y_clock, name};
    text_make(text, c->index, number);
    size_t length = y_replace(update, &edit, text);
    c->y_clock = edit.clock;
    *p++ = SYNC, *p++ = UPDATE;
    p = y_put_uint(p, length);
    memcpy(p, update, length);
    buffer_put(out, message, (size_t)(p + length - message));
}

/* ---- what comes in */

struct found {
    int count;
    int author[FRAME_OPERATIONS];
    uint32_t number[FRAME_OPERATIONS];
};

/* A merged update holds consecutive edits of one client as one text. */
static void text_found(void *context, const uint8_t *text, size_t length) {
    struct found *found = context;
    for (; length >= TEXT_LENGTH; text += TEXT_LENGTH, length -= TEXT_LENGTH) {
        int at = found->count;
        if (at < FRAME_OPERATIONS &&
            text_read(text, TEXT_LENGTH, &found->author[at], &found->number[at]))
            found->count++;
    }
}

static void changes(struct conn *c, const uint8_t *p, size_t length) {
    static struct found found;
    int64_t structs;
    found.count = 0;
    if (!y_read(p, length, text_found, &found, &structs)) {
        tally.misread++;
        return;
    }
    uint64_t at = now_ns();
    if (c->stage == JOINING) c->items += structs;
    else
        for (int i = 0; i < found.count; i++)
            if (!is_hocuspocus() || found.author[i] != c->index) /* it confirms by itself */
                decoded(c, found.author[i], found.number[i], at);
}

static void answer_step1(struct conn *c) {
    const uint8_t nothing[] = {SYNC, STEP2, 2, 0, 0}; /* I have nothing that you lack */
    say(c, nothing, sizeof nothing);
}

static void sync(struct conn *c, const uint8_t *p, const uint8_t *end) {
    uint64_t step, length;
    if (!y_get_uint(&p, end, &step) || !y_get_uint(&p, end, &length) ||
        length > (uint64_t)(end - p)) {
        tally.misread++;
        return;
    }
    if (step == STEP1) answer_step1(c);
    else changes(c, p, (size_t)length);
    if (step == STEP2 && c->stage == JOINING) joined(c);
}

static const uint8_t *after_name(const uint8_t *p, const uint8_t *end) {
    uint64_t length;
    if (!y_get_uint(&p, end, &length) || length > (uint64_t)(end - p)) return end;
    return p + length;
}

static void frame(struct conn *c, bool binary, const uint8_t *data, size_t length) {
    const uint8_t *p = data, *end = data + length;
    uint64_t kind, what;
    if (is_hocuspocus()) p = after_name(p, end);
    if (!binary || !y_get_uint(&p, end, &kind)) {
        tally.misread++;
        return;
    }
    if (kind == SYNC || kind == SYNC_REPLY) sync(c, p, end);
    else if (kind == AUTH && y_get_uint(&p, end, &what) && what == AUTHENTICATED) ask_state(c);
    else if (kind == SYNC_STATUS && c->ready)
        acknowledged(c, c->acks, now_ns()); /* in the order in which they were sent */
}

const struct protocol yjs = {"yjs", true, opened, frame, prepare, operation, NULL};
const struct protocol hocuspocus = {"hocuspocus", true, opened, frame, prepare, operation, NULL};
