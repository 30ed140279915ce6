/* The commands: each does one thing, then prints what it found. */
#define _GNU_SOURCE
#include "commands.h"

#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { AT_ONCE = 20, MS = 1000000, PATIENCE_MS = 60000, BUSY_RATE = 1500, REST_US = 150 };
static const uint64_t PING_EVERY = 5000000000u, TICK = 20 * MS;

static uint64_t soon(uint64_t limit) {
    uint64_t tick = now_ns() + TICK;
    return tick < limit ? tick : limit;
}

void keep_alive(uint64_t now) {
    static uint64_t looked;
    if (!setup.protocol->ping || now < looked + 50 * MS) return;
    looked = now;
    for (int i = 0; i < setup.connections; i++) {
        struct conn *c = &conns[i];
        if (c->stage != JOINED || now < c->ping_due) continue;
        if (c->ping_due) setup.protocol->ping(c);
        c->ping_due = now + PING_EVERY - (c->ping_due ? 0 : (uint64_t)(c->index % 50) * 100 * MS);
    }
}

bool wait_for_command(void) {
    struct pollfd input = {.fd = 0, .events = POLLIN};
    for (;;) {
        if (poll(&input, 1, 0) > 0) return input.revents & (POLLIN | POLLHUP);
        net_poll(now_ns() + TICK);
        keep_alive(now_ns());
    }
}

static int count_at(enum stage stage) {
    int count = 0;
    for (int i = 0; i < setup.connections; i++) count += conns[i].stage == stage;
    return count;
}

static int count_ready(void) {
    int count = 0;
    for (int i = 0; i < setup.connections; i++) count += conns[i].ready;
    return count;
}

struct field {
    const char *name;
    uint64_t value;
};

static void print_fields(const struct field *fields, size_t count) {
    for (size_t i = 0; i < count; i++)
        printf("\"%s\":%llu,", fields[i].name, (unsigned long long)fields[i].value);
}

#define PRINT(...)                                                                                \
    print_fields((const struct field[]){__VA_ARGS__},                                             \
                 sizeof((const struct field[]){__VA_ARGS__}) / sizeof(struct field))

static void print_common(void) {
    uint64_t acks = 0, set_up = 0, sent = 0;
    for (int i = 0; i < setup.connections; i++)
        acks += conns[i].acks, set_up += conns[i].set_up, sent += conns[i].ops;
    PRINT({"acks_ever", acks}, {"sent_ever", sent}, {"set_up", set_up}, {"frames", tally.frames},
          {"bytes", tally.bytes}, {"twice", tally.twice}, {"missing", tally.missing},
          {"out_of_order", tally.out_of_order}, {"refused", tally.refused},
          {"behind", tally.behind}, {"closed", tally.closed}, {"misread", tally.misread},
          {"foreign", tally.foreign}, {"dropped", tally.dropped},
          {"server_rss", server_rss_bytes()});
    printf("\"complaint\":\"");
    for (const char *p = tally.complaint; *p; p++)
        putchar(*p == '"' || *p == '\\' || *p < ' ' ? '\'' : *p);
    printf("\"}\n");
}

/* ---- open */

void command_open(void) {
    uint64_t began = now_ns(), limit = began + (uint64_t)PATIENCE_MS * MS;
    uint64_t rss = server_rss_bytes();
    int asked = 0;
    memset(&tally, 0, sizeof tally);
    while (now_ns() < limit && !tally.closed) {
        int done = count_at(JOINED);
        if (done == setup.connections) break;
        while (asked < setup.connections && asked - done < AT_ONCE) net_connect(&conns[asked++]);
        net_poll(soon(limit));
    }
    printf("{\"joined\":%d,\"ms\":%.1f,", count_at(JOINED), (double)(now_ns() - began) / MS);
    PRINT({"rss_before", rss});
    print_common();
}

void command_prepare(void) {
    uint64_t limit = now_ns() + (uint64_t)PATIENCE_MS * MS;
    for (int i = 0; i < setup.connections; i++)
        if (conns[i].stage == JOINED) {
            conns[i].ready = false;
            setup.protocol->prepare(&conns[i]);
            net_poll(now_ns());
        }
    while (count_ready() < setup.connections && now_ns() < limit && !tally.refused)
        net_poll(soon(limit));
    printf("{\"ready\":%d,", count_ready());
    print_common();
}

/* ---- run */

struct plan {
    double rate;
    uint64_t begin, from, to, drain_ns;
};

struct usage {
    uint64_t own, server, own_waiting, server_waiting, at;
};

static struct usage usage_now(void) {
    return (struct usage){own_cpu_ns(), server_cpu_ns(), own_waiting_ns(), server_waiting_ns(),
                          now_ns()};
}

/* Between rounds of much traffic a short rest, so that a round finds more than one frame. */
static void rest(const struct plan *plan, uint64_t until) {
    struct timespec pause = {0, REST_US * 1000};
    if (plan->rate >= BUSY_RATE && now_ns() + REST_US * 1000 < until) nanosleep(&pause, NULL);
}

static void write_until(const struct plan *plan, uint64_t until) {
    uint64_t now;
    while ((now = now_ns()) < until) {
        pace_send(now < until ? now : until, plan->from, plan->to);
        uint64_t next = pace_due() < until ? pace_due() : until;
        net_poll(soon(next));
        keep_alive(now);
        rest(plan, until);
    }
}

static bool is_complete(void) {
    return tally.deliveries + tally.missing >= pace_wanted() && tally.acks >= pace_sent();
}

static void drain(const struct plan *plan) {
    uint64_t limit = now_ns() + plan->drain_ns;
    while (now_ns() < limit && !is_complete() && count_at(JOINED) == setup.connections) {
        net_poll(soon(limit));
        keep_alive(now_ns());
    }
}

static double share(uint64_t part, const struct usage *a, const struct usage *b) {
    return (double)part / (double)(b->at - a->at);
}

static void print_usage(const struct usage *a, const struct usage *b) {
    printf("\"seconds\":%.4f,\"generator_cores\":%.3f,\"generator_waited\":%.4f,"
           "\"server_cpu_s\":%.5f,\"server_waited\":%.4f,",
           (double)(b->at - a->at) / 1e9, share(b->own - a->own, a, b),
           share(b->own_waiting - a->own_waiting, a, b), (double)(b->server - a->server) / 1e9,
           share(b->server_waiting - a->server_waiting, a, b));
}

static void print_run(const struct plan *plan, const struct usage *a, const struct usage *b) {
    printf("{\"rate\":%.2f,\"drain_ms\":%.1f,", plan->rate, (double)(now_ns() - b->at) / 1e6);
    PRINT({"people", (uint64_t)setup.connections}, {"operations", pace_window_operations()},
          {"acks", tally.window_acks}, {"deliveries", tally.window_deliveries},
          {"wanted", pace_window_wanted()}, {"all_operations", pace_sent()},
          {"all_acks", tally.acks}, {"all_deliveries", tally.deliveries},
          {"all_wanted", pace_wanted()}, {"interval_deliveries", tally.interval_deliveries},
          {"interval_acks", tally.interval_acks});
    print_usage(a, b);
    hist_print("latency", &tally.latency);
    hist_print("ack", &tally.ack_latency);
    hist_print("late", &tally.lateness);
    print_common();
}

void command_run(char *arguments) {
    double rate;
    unsigned long warm, window, patience;
    if (sscanf(arguments, "%lf %lu %lu %lu", &rate, &warm, &window, &patience) != 4) exit(2);
    struct plan plan = {.rate = rate, .begin = now_ns() + 5 * MS, .drain_ns = patience * MS};
    plan.from = plan.begin + warm * MS;
    plan.to = plan.from + window * MS;
    memset(&tally, 0, sizeof tally);
    pace_begin(rate, plan.begin);
    write_until(&plan, plan.from);
    struct usage before = usage_now();
    in_interval = true;
    write_until(&plan, plan.to);
    struct usage after = usage_now();
    in_interval = false;
    drain(&plan);
    print_run(&plan, &before, &after);
}

void command_idle(char *arguments) {
    uint64_t limit = now_ns() + strtoull(arguments, NULL, 10) * MS;
    struct usage before = usage_now();
    memset(&tally, 0, sizeof tally);
    while (now_ns() < limit) {
        net_poll(soon(limit));
        keep_alive(now_ns());
    }
    struct usage after = usage_now();
    printf("{\"joined\":%d,", count_at(JOINED));
    print_usage(&before, &after);
    print_common();
}

void command_close(void) {
    for (int i = 0; i < setup.connections; i++) net_close(&conns[i]);
    printf("{\"joined\":%d,", count_at(JOINED));
    print_common();
}

/* ---- join */

static void settle(uint64_t ms) {
    for (uint64_t limit = now_ns() + ms * MS; now_ns() < limit;) net_poll(soon(limit));
}

static void print_join(const struct conn *c, uint64_t cpu, bool first) {
    printf("%s{\"ms\":%.3f,\"open_ms\":%.3f,\"items\":%lld,\"bytes\":%llu,\"server_cpu_ms\":%.3f,"
           "\"joined\":%s}",
           first ? "" : ",", (double)(c->joined_at - c->began) / MS,
           (double)(c->opened_at - c->began) / MS, (long long)c->items,
           (unsigned long long)(c->bytes - c->bytes_at_open), (double)cpu / 1e6,
           c->stage == JOINED ? "true" : "false");
}

/* One who comes, has everything, and goes; nobody's operations are counted for her. */
static void join_once(char *path, char *cookie, bool first) {
    struct conn *c = &conns[setup.connections];
    uint64_t limit = now_ns() + (uint64_t)PATIENCE_MS * MS, before = server_cpu_ns();
    memset(c, 0, sizeof *c);
    c->index = setup.connections;
    c->path = path;
    c->cookie = cookie;
    net_connect(c);
    while (c->stage != JOINED && c->stage != CLOSED && now_ns() < limit) net_poll(soon(limit));
    settle(30);
    print_join(c, server_cpu_ns() - before, first);
    net_close(c);
    settle(100);
}

void command_join(char *arguments) {
    int count = atoi(strsep(&arguments, " "));
    char *path = strsep(&arguments, " "), *cookie = arguments ? arguments : "";
    cookie[strcspn(cookie, "\n")] = 0;
    memset(&tally, 0, sizeof tally);
    printf("{\"joins\":[");
    for (int i = 0; i < count; i++) join_once(path, cookie, i == 0);
    printf("],");
    print_common();
}
