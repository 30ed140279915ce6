/* Sockets and WebSocket frames (RFC 6455), all on one epoll. */
#define _GNU_SOURCE
#include "bench.h"

#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/tcp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

enum { SLACK = 64, FIRST_BUFFER = 16 * 1024, ROUND = 256, HEADER = 14 };
enum { TEXT = 1, BINARY = 2, CLOSE = 8, PING = 9, PONG = 10, FINAL = 0x80, MASKED = 0x80 };

static int poller;

uint64_t now_ns(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (uint64_t)t.tv_sec * 1000000000u + (uint64_t)t.tv_nsec;
}

void buffer_need(struct buffer *b, size_t more) {
    size_t wanted = b->used + more + SLACK;
    if (wanted <= b->room) return;
    size_t room = b->room ? b->room : FIRST_BUFFER;
    while (room < wanted) room *= 2;
    b->data = realloc(b->data, room);
    if (!b->data) abort();
    b->room = room;
}

void buffer_put(struct buffer *b, const void *data, size_t length) {
    buffer_need(b, length);
    memcpy(b->data + b->used, data, length);
    b->used += length;
}

void buffer_drop(struct buffer *b, size_t length) {
    if (length == 0) return;
    b->used -= length;
    memmove(b->data, b->data + length, b->used);
}

void buffer_free(struct buffer *b) {
    free(b->data);
    *b = (struct buffer){0};
}

void net_begin(void) { poller = epoll_create1(EPOLL_CLOEXEC); }

static void watch(struct conn *c, int change, bool write) {
    struct epoll_event event = {.events = EPOLLIN | (write ? EPOLLOUT : 0), .data.ptr = c};
    epoll_ctl(poller, change, c->fd, &event);
    c->wants_write = write;
}

void net_connect(struct conn *c) {
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons((uint16_t)setup.port)};
    int one = 1;
    inet_pton(AF_INET, setup.host, &address.sin_addr);
    c->began = now_ns();
    c->fd = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    setsockopt(c->fd, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
    if (connect(c->fd, (struct sockaddr *)&address, sizeof address) && errno != EINPROGRESS) {
        complain("connecting failed: %s", strerror(errno));
        close(c->fd);
        return;
    }
    c->stage = CONNECTING;
    watch(c, EPOLL_CTL_ADD, true);
}

void net_close(struct conn *c) {
    if (c->stage == CLOSED) return;
    close(c->fd);
    c->stage = CLOSED;
    c->ready = false;
    buffer_free(&c->in);
    buffer_free(&c->out);
}

static void lost(struct conn *c, const char *why) {
    tally.closed++;
    complain("client %d: %s", c->index, why);
    net_close(c);
}

static void flush(struct conn *c) {
    while (c->out.used) {
        ssize_t sent = send(c->fd, c->out.data, c->out.used, MSG_NOSIGNAL);
        if (sent < 0 && (errno == EAGAIN || errno == EINTR)) break;
        if (sent <= 0) {
            lost(c, "the server took no more");
            return;
        }
        buffer_drop(&c->out, (size_t)sent);
    }
    if ((c->out.used > 0) != c->wants_write) watch(c, EPOLL_CTL_MOD, c->out.used > 0);
}

static size_t header_put(uint8_t *out, int opcode, size_t length) {
    out[0] = (uint8_t)(FINAL | opcode);
    if (length < 126) {
        out[1] = (uint8_t)(MASKED | length);
        return 2;
    }
    if (length < 65536) {
        out[1] = MASKED | 126;
        out[2] = (uint8_t)(length >> 8), out[3] = (uint8_t)length;
        return 4;
    }
    out[1] = MASKED | 127;
    for (int i = 0; i < 8; i++) out[2 + i] = (uint8_t)((uint64_t)length >> (56 - 8 * i));
    return 10;
}

static void send_frame(struct conn *c, int opcode, const void *data, size_t length) {
    static uint32_t chance = 0x9e3779b9u;
    uint8_t key[4];
    if (c->stage < JOINING) return;
    chance = chance * 1664525u + 1013904223u;
    memcpy(key, &chance, 4);
    buffer_need(&c->out, length + HEADER);
    uint8_t *p = c->out.data + c->out.used;
    p += header_put(p, opcode, length);
    memcpy(p, key, 4), p += 4;
    for (size_t i = 0; i < length; i++) p[i] = ((const uint8_t *)data)[i] ^ key[i & 3];
    c->out.used = (size_t)(p + length - c->out.data);
    if (!c->wants_write) flush(c);
}

void net_send(struct conn *c, bool binary, const void *data, size_t length) {
    send_frame(c, binary ? BINARY : TEXT, data, length);
}

void net_send_text(struct conn *c, const char *format, ...) {
    char text[2048];
    va_list arguments;
    va_start(arguments, format);
    int length = vsnprintf(text, sizeof text, format, arguments);
    va_end(arguments);
    net_send(c, false, text, (size_t)length);
}

/* ---- the handshake */

static void ask_upgrade(struct conn *c) {
    char text[4096];
    const char *origin = setup.origin[0] ? "\r\nOrigin: " : "";
    const char *cookie = c->cookie[0] ? "\r\nCookie: " : "";
    int length = snprintf(text, sizeof text,
                          "GET %s HTTP/1.1\r\nHost: %s:%d\r\nUpgrade: websocket\r\n"
                          "Connection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
                          "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==%s%s%s%s\r\n\r\n",
                          c->path, setup.host, setup.port, origin, setup.origin, cookie, c->cookie);
    buffer_put(&c->out, text, (size_t)length);
    c->stage = UPGRADING;
    flush(c);
}

static void read_upgrade(struct conn *c) {
    buffer_need(&c->in, 1);
    c->in.data[c->in.used] = 0;
    char *text = (char *)c->in.data, *end = strstr(text, "\r\n\r\n");
    if (!end) return;
    if (strncmp(text, "HTTP/1.1 101", 12) != 0) {
        lost(c, "no upgrade");
        return;
    }
    buffer_drop(&c->in, (size_t)(end + 4 - text));
    c->stage = JOINING;
    c->opened_at = now_ns();
    c->bytes_at_open = c->bytes;
    setup.protocol->opened(c);
}

/* ---- frames */

/* Where the payload begins; 0 while the header is not whole. */
static size_t header_read(const struct buffer *in, size_t at, size_t *length) {
    const uint8_t *p = in->data + at;
    size_t left = in->used - at, size = left > 1 ? p[1] & 127u : 0;
    size_t header = size == 126 ? 4 : size == 127 ? 10 : 2;
    if (left < header) return 0;
    if (size == 126) size = (size_t)p[2] << 8 | p[3];
    if (size == 127) {
        size = 0;
        for (int i = 0; i < 8; i++) size = size << 8 | p[2 + i];
    }
    *length = size;
    return header;
}

static bool is_every(int which) {
    return which && in_interval && tally.frames % (uint64_t)which == 0;
}

/* What the server said; unless a fault was planted here, once. */
static void hear(struct conn *c, bool binary, const uint8_t *data, size_t length) {
    if (c->stage == JOINED && is_every(setup.drop_every)) {
        tally.dropped++;
        return;
    }
    setup.protocol->frame(c, binary, data, length);
    if (c->stage == JOINED && is_every(setup.repeat_every))
        setup.protocol->frame(c, binary, data, length);
}

static void handle(struct conn *c, uint8_t first, const uint8_t *data, size_t length) {
    int opcode = first & 15;
    tally.frames++;
    if (!(first & FINAL) || first & 0x70) lost(c, "a frame in pieces, or with an extension");
    else if (opcode == PING) send_frame(c, PONG, data, length);
    else if (opcode == CLOSE) lost(c, "the server closed");
    else if (opcode != PONG) hear(c, opcode == BINARY, data, length);
}

static void read_frames(struct conn *c) {
    size_t at = 0, length = 0, header;
    while (c->stage >= JOINING && (header = header_read(&c->in, at, &length))) {
        if (c->in.used - at - header < length) break;
        handle(c, c->in.data[at], c->in.data + at + header, length);
        at += header + length;
    }
    if (c->stage == CLOSED) return;
    buffer_drop(&c->in, at);
    if (length > c->in.room) buffer_need(&c->in, length + HEADER);
}

static void receive(struct conn *c) {
    buffer_need(&c->in, FIRST_BUFFER - SLACK - (c->in.used ? 0 : 1));
    ssize_t got = recv(c->fd, c->in.data + c->in.used, c->in.room - c->in.used - SLACK, 0);
    if (got < 0 && (errno == EAGAIN || errno == EINTR)) return;
    if (got <= 0) {
        lost(c, got ? strerror(errno) : "the connection ended");
        return;
    }
    c->in.used += (size_t)got;
    c->bytes += (uint64_t)got;
    tally.bytes += (uint64_t)got;
    if (c->stage == UPGRADING) read_upgrade(c);
    if (c->stage >= JOINING) read_frames(c);
}

static void happened(struct conn *c, uint32_t events) {
    if (c->stage == CONNECTING && events & (EPOLLOUT | EPOLLERR | EPOLLHUP)) {
        ask_upgrade(c);
        return;
    }
    if (events & EPOLLOUT && c->stage != CLOSED) flush(c);
    if (events & (EPOLLIN | EPOLLERR | EPOLLHUP) && c->stage != CLOSED) receive(c);
}

void net_poll(uint64_t until_ns) {
    struct epoll_event events[ROUND];
    uint64_t now = now_ns(), wait = until_ns > now ? until_ns - now : 0;
    struct timespec patience = {(time_t)(wait / 1000000000u), (long)(wait % 1000000000u)};
    int count = epoll_pwait2(poller, events, ROUND, &patience, NULL);
    for (int i = 0; i < count; i++) happened(events[i].data.ptr, events[i].events);
}
