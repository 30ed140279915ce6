/* The program: reads a setup file, then one command a line from its standard input, and answers
 * each with one JSON object in one line.
 *
 *   open                                 connect everybody and let them join
 *   prepare                              make what their operations need
 *   run RATE WARM_MS WINDOW_MS DRAIN_MS  RATE operations a second of all together
 *   join COUNT PATH COOKIE               one more client comes and goes, COUNT times
 *   idle MS                              only keep the connections
 *   close                                leave
 */
#include "bench.h"
#include "commands.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct setup setup;
struct conn *conns;
struct room *rooms;
struct tally tally;
bool in_interval;

static const struct protocol *const PROTOCOLS[] = {&livelab, &yjs, &hocuspocus, &tldraw, &channels};

static void die(const char *what, const char *which) {
    fprintf(stderr, "%s: %s\n", what, which);
    exit(2);
}

static const struct protocol *protocol_named(const char *name) {
    for (size_t i = 0; i < sizeof PROTOCOLS / sizeof *PROTOCOLS; i++)
        if (strcmp(PROTOCOLS[i]->name, name) == 0) return PROTOCOLS[i];
    die("no such protocol", name);
    return NULL;
}

static void add_conn(char *line) {
    char *path = strsep(&line, "\t"), *room = strsep(&line, "\t"), *cookie = line;
    if (!path || !room || !cookie) die("not a connection", path ? path : "");
    conns = realloc(conns, sizeof *conns * (size_t)(setup.connections + 2)); /* one for joiners */
    struct conn *c = &conns[setup.connections];
    memset(c, 0, sizeof *c);
    c->index = setup.connections++;
    c->path = strdup(path);
    c->cookie = strdup(cookie);
    c->room = atoi(room);
    if (c->room >= setup.rooms) setup.rooms = c->room + 1;
}

static void set(const char *name, char *value) {
    if (strcmp(name, "protocol") == 0) setup.protocol = protocol_named(value);
    else if (strcmp(name, "host") == 0) snprintf(setup.host, sizeof setup.host, "%s", value);
    else if (strcmp(name, "origin") == 0) snprintf(setup.origin, sizeof setup.origin, "%s", value);
    else if (strcmp(name, "form") == 0) snprintf(setup.form, sizeof setup.form, "%s", value);
    else if (strcmp(name, "connect") == 0)
        snprintf(setup.connect_message, sizeof setup.connect_message, "%s", value);
    else if (strcmp(name, "port") == 0) setup.port = atoi(value);
    else if (strcmp(name, "seed") == 0) setup.seed = (uint32_t)strtoul(value, NULL, 10);
    else if (strcmp(name, "run") == 0) setup.run = (uint32_t)strtoul(value, NULL, 10);
    else if (strcmp(name, "drop_every") == 0) setup.drop_every = atoi(value);
    else if (strcmp(name, "repeat_every") == 0) setup.repeat_every = atoi(value);
    else if (strcmp(name, "private") == 0) setup.is_private = atoi(value) != 0;
    else if (strcmp(name, "pid") == 0 && setup.pid_count < MOST_PIDS)
        setup.pids[setup.pid_count++] = atoi(value);
    else if (strcmp(name, "conn") == 0) add_conn(value);
    else die("not understood", name);
}

static void read_setup(const char *path) {
    FILE *file = fopen(path, "r");
    char *line = NULL;
    size_t room = 0;
    if (!file) die("cannot be read", path);
    while (getline(&line, &room, file) > 0) {
        char *value = strchr(line, ' ');
        line[strcspn(line, "\n")] = 0;
        if (!value) continue;
        *value = 0;
        set(line, value + 1);
    }
    free(line);
    fclose(file);
    if (!setup.protocol || !setup.connections || !setup.port) die("incomplete", path);
}

/* Everybody's place in her room, and what each expects of each. */
static void seat(void) {
    rooms = calloc((size_t)setup.rooms, sizeof *rooms);
    for (int i = 0; i < setup.connections; i++) conns[i].place = rooms[conns[i].room].members++;
    for (int i = 0; i < setup.rooms; i++) {
        size_t members = (size_t)rooms[i].members;
        rooms[i].expected = calloc(members * members + 1, sizeof(uint32_t));
    }
}

static void answer(char *line) {
    char *command = strsep(&line, " \n");
    if (strcmp(command, "open") == 0) command_open();
    else if (strcmp(command, "prepare") == 0) command_prepare();
    else if (strcmp(command, "run") == 0) command_run(line);
    else if (strcmp(command, "join") == 0) command_join(line);
    else if (strcmp(command, "idle") == 0) command_idle(line);
    else if (strcmp(command, "close") == 0) command_close();
    else die("no such command", command);
    fflush(stdout);
}

int main(int count, char **arguments) {
    char *line = NULL;
    size_t room = 0;
    if (count != 2) die("usage", "generator SETUP");
    snprintf(setup.host, sizeof setup.host, "127.0.0.1");
    read_setup(arguments[1]);
    seat();
    net_begin();
    while (wait_for_command() && getline(&line, &room, stdin) > 0) answer(line);
    command_close();
    free(line);
    return 0;
}
