/* The consumer of Channels' tutorial: whatever one says is sent to the group. */
#include "bench.h"

#include <stdio.h>
#include <string.h>

static void opened(struct conn *c) { joined(c); }

static void prepare(struct conn *c) { c->ready = true; }

static void operation(struct conn *c, uint32_t number, struct buffer *out) {
    char text[TEXT_LENGTH], message[256];
    text_make(text, c->index, number);
    int length = snprintf(message, sizeof message,
                          "{\"type\":\"edit\",\"note\":%d,\"message\":\"%.*s\"}", c->index,
                          TEXT_LENGTH, text);
    buffer_put(out, message, (size_t)length);
}

static void frame(struct conn *c, bool binary, const uint8_t *data, size_t length) {
    struct json j = {data, data + length, false};
    const uint8_t *key, *text = NULL;
    size_t size, text_size = 0;
    int author;
    uint32_t number;
    for (json_enter(&j, '{'); json_key(&j, &key, &size);)
        if (json_is(key, size, "message")) json_string(&j, &text, &text_size);
        else json_skip(&j);
    if (binary || j.bad || !text || !text_read(text, text_size, &author, &number)) tally.misread++;
    else decoded(c, author, number, now_ns());
}

const struct protocol channels = {"channels", false, opened, frame, prepare, operation, NULL};
