/* What receivers decoded: each operation of each author once, in order. */
#include "bench.h"

#include <stdarg.h>
#include <stdio.h>

void complain(const char *format, ...) {
    if (tally.complaint[0]) return;
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(tally.complaint, sizeof tally.complaint, format, arguments);
    va_end(arguments);
}

/* Is it the next one of this author that this receiver should see? */
static bool is_next(const struct conn *receiver, const struct conn *author, uint32_t number) {
    struct room *room = &rooms[author->room];
    uint32_t *expected = &room->expected[receiver->place * room->members + author->place];
    if (number < *expected) {
        tally.twice++;
        return false;
    }
    tally.missing += number - *expected;
    *expected = number + 1;
    return true;
}

void decoded(struct conn *receiver, int author, uint32_t number, uint64_t at) {
    if (author < 0 || author >= setup.connections || number >= conns[author].ops ||
        conns[author].room != receiver->room || receiver->stage != JOINED) {
        tally.foreign++;
        return;
    }
    struct conn *sender = &conns[author];
    if (!is_next(receiver, sender, number)) return;
    if (sender == receiver) {
        acknowledged(receiver, number, at);
        return;
    }
    tally.deliveries++;
    if (in_interval) tally.interval_deliveries++;
    if (number < sender->window_from || number >= sender->window_to) return;
    tally.window_deliveries++;
    hist_add(&tally.latency, at - sender->sent[number]);
}

void acknowledged(struct conn *c, uint32_t number, uint64_t at) {
    if (number >= c->ops) return;
    c->acks++;
    tally.acks++;
    if (in_interval) tally.interval_acks++;
    if (number < c->window_from || number >= c->window_to) return;
    tally.window_acks++;
    hist_add(&tally.ack_latency, at - c->sent[number]);
}

void joined(struct conn *c) {
    c->stage = JOINED;
    c->joined_at = now_ns();
}
