/* Open loop: everybody writes at her own steady rate, begun at a moment of her own; nobody waits
 * for an answer. */
#include "commands.h"

#include <stdlib.h>

static int *order; /* clients by their moment within a period */
static double period_ns;
static uint64_t begun, sent, window_operations, wanted, window_wanted, due;

static uint32_t chance(uint32_t *state) { /* xorshift: the same seed, the same moments */
    *state ^= *state << 13;
    *state ^= *state >> 17;
    *state ^= *state << 5;
    return *state;
}

static int by_phase(const void *a, const void *b) {
    uint64_t x = conns[*(const int *)a].due_phase, y = conns[*(const int *)b].due_phase;
    return x < y ? -1 : x > y;
}

static uint64_t instant_of(uint64_t number) {
    uint64_t people = (uint64_t)setup.connections;
    uint64_t phase = conns[order[number % people]].due_phase;
    return begun + (uint64_t)((double)(number / people) * period_ns) + phase;
}

void pace_begin(double rate, uint64_t from) {
    uint32_t state = setup.seed | 1;
    order = realloc(order, sizeof *order * (size_t)setup.connections);
    period_ns = 1e9 * setup.connections / rate;
    begun = from;
    sent = window_operations = wanted = window_wanted = 0;
    for (int i = 0; i < setup.connections; i++) {
        order[i] = i;
        conns[i].due_phase = (uint64_t)(period_ns * (chance(&state) / 4294967296.0));
        conns[i].window_from = conns[i].window_to = conns[i].ops;
    }
    qsort(order, (size_t)setup.connections, sizeof *order, by_phase);
    due = instant_of(0);
}

uint64_t pace_due(void) { return due; }
uint64_t pace_sent(void) { return sent; }
uint64_t pace_window_operations(void) { return window_operations; }
uint64_t pace_wanted(void) { return wanted; }
uint64_t pace_window_wanted(void) { return window_wanted; }

static void remember(struct conn *c, uint64_t at) {
    if (c->ops >= c->sent_room) {
        c->sent_room = c->sent_room ? c->sent_room * 2 : 256;
        c->sent = realloc(c->sent, sizeof *c->sent * c->sent_room);
        if (!c->sent) abort();
    }
    c->sent[c->ops++] = at;
}

/* Counted into the window by when it was due, which does not depend on how busy anybody is. */
static void count(struct conn *c, uint64_t from, uint64_t to) {
    uint64_t others = setup.is_private ? 0 : (uint64_t)rooms[c->room].members - 1;
    wanted += others;
    if (due < from) c->window_from = c->window_to = c->ops + 1;
    else if (due < to) {
        c->window_to = c->ops + 1;
        window_operations++;
        window_wanted += others;
    }
}

static void send_one(uint64_t now, uint64_t from, uint64_t to) {
    static struct buffer message;
    struct conn *c = &conns[order[sent % (uint64_t)setup.connections]];
    sent++;
    if (c->stage != JOINED || !c->ready) return;
    message.used = 0;
    setup.protocol->operation(c, c->ops, &message);
    if (due >= from && due < to) hist_add(&tally.lateness, now > due ? now - due : 0);
    count(c, from, to);
    remember(c, now_ns());
    net_send(c, setup.protocol->binary, message.data, message.used);
}

void pace_send(uint64_t now, uint64_t from, uint64_t to) {
    while (due <= now) {
        send_one(now, from, to);
        due = instant_of(sent);
    }
}
