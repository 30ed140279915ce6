/* tldraw's sync protocol: JSON, one shape for each client, its text put anew. */
#include "bench.h"

#include <stdio.h>
#include <string.h>

enum { FRAME_OPERATIONS = 1 << 16 };

#define RICH_TEXT                                                                                 \
    "{\"type\":\"doc\",\"content\":[{\"type\":\"paragraph\",\"attrs\":{\"dir\":\"auto\"},"        \
    "\"content\":[{\"type\":\"text\",\"text\":\"%.*s\"}]}]}"

static void opened(struct conn *c) {
    net_send(c, false, setup.connect_message, strlen(setup.connect_message));
}

static void ping(struct conn *c) { net_send_text(c, "{\"type\":\"ping\"}"); }

/* The client's own note; its clock 0. */
static void prepare(struct conn *c) {
    char text[TEXT_LENGTH];
    memset(text, '-', TEXT_LENGTH);
    net_send_text(
        c,
        "{\"type\":\"push\",\"clientClock\":0,\"diff\":{\"shape:r%xn%x\":[\"put\",{\"id\":"
        "\"shape:r%xn%x\",\"typeName\":\"shape\",\"type\":\"note\",\"x\":%d,\"y\":0,\"rotation\":0,"
        "\"index\":\"a%xV\",\"parentId\":\"page:page\",\"isLocked\":false,\"opacity\":1,\"meta\":{},"
        "\"props\":{\"color\":\"yellow\",\"labelColor\":\"black\",\"size\":\"m\",\"font\":\"draw\","
        "\"fontSizeAdjustment\":null,\"align\":\"middle\",\"verticalAlign\":\"middle\",\"growY\":0,"
        "\"url\":\"\",\"scale\":1,\"textFirstEditedBy\":null,\"richText\":" RICH_TEXT "}}]}}",
        setup.run, (unsigned)c->index, setup.run, (unsigned)c->index, c->index * 250,
        (unsigned)c->index % 10 + 1, TEXT_LENGTH, text);
}

static void operation(struct conn *c, uint32_t number, struct buffer *out) {
    char text[TEXT_LENGTH], message[1024];
    text_make(text, c->index, number);
    int length = snprintf(message, sizeof message,
                          "{\"type\":\"push\",\"clientClock\":%u,\"diff\":{\"shape:r%xn%x\":"
                          "[\"patch\",{\"props\":[\"patch\",{\"richText\":[\"put\"," RICH_TEXT
                          "]}]}]}}",
                          number + 1, setup.run, (unsigned)c->index, TEXT_LENGTH, text);
    buffer_put(out, message, (size_t)length);
}

/* ---- what comes in */

struct found {
    int count;
    int author[FRAME_OPERATIONS];
    uint32_t number[FRAME_OPERATIONS];
};

static void text_found(struct found *found, struct json *j) {
    const uint8_t *text;
    size_t length;
    int at = found->count;
    if (json_string(j, &text, &length) && at < FRAME_OPERATIONS &&
        text_read(text, length, &found->author[at], &found->number[at]))
        found->count++;
}

/* Every text in a patch, however deep. */
static void read_value(struct json *j, struct found *found) {
    const uint8_t *key;
    size_t length;
    char next = json_peek(j);
    if (next == '{')
        for (json_enter(j, '{'); json_key(j, &key, &length);)
            if (json_is(key, length, "text") && json_peek(j) == '"') text_found(found, j);
            else read_value(j, found);
    else if (next == '[')
        for (json_enter(j, '['); json_element(j);) read_value(j, found);
    else json_skip(j);
}

static void pushed(struct conn *c, int64_t clock, bool taken) {
    if (clock == 0) c->ready = taken;
    else if (taken) acknowledged(c, (uint32_t)clock - 1, now_ns());
    if (!taken) {
        tally.refused++;
        complain("client %d: a push was discarded", c->index);
    }
}

struct event {
    bool is_push, taken;
    int64_t clock;
};

static void read_event(struct json *j, struct event *event, struct found *found) {
    const uint8_t *key, *text;
    size_t length, size;
    *event = (struct event){false, true, -1};
    for (json_enter(j, '{'); json_key(j, &key, &length);) {
        if (json_is(key, length, "type") && json_string(j, &text, &size))
            event->is_push = json_is(text, size, "push_result");
        else if (json_is(key, length, "diff")) read_value(j, found);
        else if (json_is(key, length, "clientClock")) event->clock = json_int(j);
        else if (json_is(key, length, "action") && json_peek(j) == '"') {
            if (json_string(j, &text, &size)) event->taken = !json_is(text, size, "discard");
        } else if (!json_is(key, length, "type")) json_skip(j);
    }
}

static void read_data(struct conn *c, struct json *j) {
    static struct found found;
    struct event event;
    found.count = 0;
    for (json_enter(j, '['); json_element(j);) {
        read_event(j, &event, &found);
        if (event.is_push && !j->bad) pushed(c, event.clock, event.taken);
    }
    if (j->bad) return;
    uint64_t at = now_ns();
    for (int i = 0; i < found.count; i++) decoded(c, found.author[i], found.number[i], at);
}

static int64_t records_in(struct json *j) {
    const uint8_t *key;
    size_t length;
    int64_t count = 0;
    for (json_enter(j, '{'); json_key(j, &key, &length); count++) json_skip(j);
    return count;
}

static void connected(struct conn *c, struct json *j) {
    const uint8_t *key;
    size_t length;
    while (json_key(j, &key, &length))
        if (json_is(key, length, "diff")) c->items += records_in(j);
        else json_skip(j);
    joined(c);
}

static void other(struct conn *c, const uint8_t *kind, size_t size, const uint8_t *data,
                  size_t length) {
    if (json_is(kind, size, "pong")) return;
    tally.refused++;
    complain("client %d: %.*s", c->index, length > 180 ? 180 : (int)length, (const char *)data);
}

static void frame(struct conn *c, bool binary, const uint8_t *data, size_t length) {
    struct json j = {data, data + length, false};
    const uint8_t *key, *kind = NULL;
    size_t size, kind_size = 0;
    (void)binary;
    for (json_enter(&j, '{'); json_key(&j, &key, &size);) {
        if (json_is(key, size, "type")) json_string(&j, &kind, &kind_size);
        else if (json_is(key, size, "data") && c->stage == JOINED) read_data(c, &j);
        else json_skip(&j);
        if (kind && json_is(kind, kind_size, "connect")) {
            connected(c, &j);
            break;
        }
    }
    if (j.bad || !kind) tally.misread++;
    else if (!json_is(kind, kind_size, "connect") && !json_is(kind, kind_size, "data"))
        other(c, kind, kind_size, data, length);
}

const struct protocol tldraw = {"tldraw", false, opened, frame, prepare, operation, ping};
