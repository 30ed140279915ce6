/* The load generator of the bench: many WebSocket clients in one thread.
 *
 * A delivery is an operation of one client that another client decoded out of what it received.
 * Every operation has its author's index and the author's running number in it, so that a receiver
 * knows who sent it, when, and whether one is missing or came twice.
 */
#ifndef BENCH_H
#define BENCH_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { TEXT_LENGTH = 72, ID_LENGTH = 32, MOST_PIDS = 16, HIST_BUCKETS = 64 * 64 };

/* ---- hist.c: latencies, 1.6 % apart */
struct hist {
    uint64_t count[HIST_BUCKETS];
    uint64_t total, sum, max;
};
void hist_clear(struct hist *h);
void hist_add(struct hist *h, uint64_t ns);
double hist_ms(const struct hist *h, double part); /* the value which `part` of all do not exceed */
void hist_print(const char *name, const struct hist *h);

/* ---- connections */
enum stage { CLOSED, CONNECTING, UPGRADING, JOINING, JOINED };

struct buffer {
    uint8_t *data;
    size_t used, room;
};
void buffer_need(struct buffer *b, size_t more); /* room for so many more bytes, and some slack */
void buffer_put(struct buffer *b, const void *data, size_t length);
void buffer_drop(struct buffer *b, size_t length); /* from the front */
void buffer_free(struct buffer *b);

struct stream { /* a LiveLab stream that this client follows */
    char id[ID_LENGTH];
    int64_t seq, items_missing;
};

struct conn {
    int fd, index, room, place; /* place: which of its room's members it is */
    enum stage stage;
    bool ready, wants_write, set_up; /* ready: what its operations need is there; set_up: by an operation */
    char *path, *cookie;
    struct buffer in, out;
    uint64_t *sent; /* by running number: when it was sent */
    uint32_t sent_room, ops, acks;
    uint32_t window_from, window_to; /* its operations of the measured window */
    uint64_t due_phase, ping_due, began, opened_at, joined_at, bytes_at_open, bytes;
    uint32_t pings;
    int64_t items; /* decoded while joining */
    struct stream streams[2];
    int stream_count, parts;   /* parts: steps of joining that are done */
    uint64_t y_client, y_clock;
    char note[ID_LENGTH];
};

struct room {
    int members;
    uint32_t *expected; /* [receiver's place * members + author's place]: the next number */
};

/* ---- a wire format */
struct protocol {
    const char *name;
    bool binary;
    void (*opened)(struct conn *c);                                   /* the socket is open */
    void (*frame)(struct conn *c, bool binary, const uint8_t *data, size_t length);
    void (*prepare)(struct conn *c);                                  /* make `ready` true, soon */
    void (*operation)(struct conn *c, uint32_t number, struct buffer *out);
    void (*ping)(struct conn *c);                                     /* every 5 s; may be NULL */
};
extern const struct protocol livelab, yjs, hocuspocus, tldraw, channels;

/* ---- what is asked for, and what was found (main.c) */
struct setup {
    const struct protocol *protocol;
    char host[64], origin[128], form[32], connect_message[16384], document[64];
    int port, connections, rooms;
    uint32_t seed, run; /* run: part of every id, so that no two runs collide */
    int drop_every, repeat_every; /* planted faults: such frames are not read, or read twice */
    bool is_private; /* nobody else may receive what one writes */
    int pids[MOST_PIDS], pid_count;
};
extern struct setup setup;
extern struct conn *conns;
extern struct room *rooms;

struct tally {
    uint64_t deliveries, window_deliveries, interval_deliveries;
    uint64_t acks, window_acks, interval_acks;
    uint64_t twice, missing, out_of_order, refused, behind, closed, misread, foreign;
    uint64_t frames, bytes, dropped;
    struct hist latency, ack_latency, lateness;
    char complaint[256];
};
extern struct tally tally;
extern bool in_interval;

/* ---- net.c */
uint64_t now_ns(void);
void net_begin(void);
void net_connect(struct conn *c);
void net_close(struct conn *c);
void net_poll(uint64_t until_ns); /* handle what happens until then, or one round of it */
void net_send(struct conn *c, bool binary, const void *data, size_t length);
void net_send_text(struct conn *c, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* ---- count.c: what receivers decoded */
void decoded(struct conn *receiver, int author, uint32_t number, uint64_t at);
void acknowledged(struct conn *c, uint32_t number, uint64_t at);
void complain(const char *format, ...) __attribute__((format(printf, 1, 2)));
void joined(struct conn *c);

/* ---- text.c: the 72 characters of an operation; consecutive ones differ at both ends */
void text_make(char out[TEXT_LENGTH], int author, uint32_t number);
bool text_read(const uint8_t *text, size_t length, int *author, uint32_t *number);
void hex_put(char *out, uint64_t value, int digits);
bool hex_get(const uint8_t *in, int digits, uint64_t *value);
size_t base64_put(char *out, const uint8_t *in, size_t length);

/* ---- json.c: a reader that walks through a text once */
struct json {
    const uint8_t *p, *end;
    bool bad;
};
bool json_enter(struct json *j, char bracket);                /* past `{` or `[` */
bool json_key(struct json *j, const uint8_t **key, size_t *length); /* next key; false at `}` */
bool json_element(struct json *j);                            /* is there one more? false past `]` */
bool json_string(struct json *j, const uint8_t **text, size_t *length); /* as it stands, escaped */
int64_t json_int(struct json *j);
void json_skip(struct json *j);
bool json_is(const uint8_t *text, size_t length, const char *word);
char json_peek(struct json *j);

/* ---- ywire.c: Yjs updates, version 1 */
struct y_edit { /* what the next edit of a text builds on */
    uint64_t client, clock;
    const char *name; /* of the root text */
};
size_t y_replace(uint8_t *out, struct y_edit *edit, const char text[TEXT_LENGTH]);
typedef void y_content(void *context, const uint8_t *text, size_t length);
bool y_read(const uint8_t *data, size_t length, y_content *content, void *context, int64_t *structs);
uint8_t *y_put_uint(uint8_t *out, uint64_t value);
bool y_get_uint(const uint8_t **p, const uint8_t *end, uint64_t *value);

#endif
