/* What can be asked of the generator (main.c), and what it measures about processes (process.c). */
#ifndef COMMANDS_H
#define COMMANDS_H

#include "bench.h"

void command_open(void);
void command_prepare(void);
void command_run(char *arguments);
void command_join(char *arguments);
void command_idle(char *arguments);
void command_close(void);
bool wait_for_command(void); /* keeps the connections alive meanwhile; false at the end of input */
void keep_alive(uint64_t now);

/* ---- process.c */
uint64_t own_cpu_ns(void);
uint64_t server_cpu_ns(void); /* of all processes named in the setup, their threads included */
uint64_t server_rss_bytes(void);
uint64_t own_waiting_ns(void); /* ready to run, but another process had the core */
uint64_t server_waiting_ns(void);

/* ---- pace.c: when whose operation is due */
void pace_begin(double rate, uint64_t from);
uint64_t pace_due(void);
void pace_send(uint64_t now, uint64_t window_from, uint64_t window_to);
uint64_t pace_sent(void);
uint64_t pace_window_operations(void);
uint64_t pace_wanted(void); /* deliveries that the operations sent so far should come to */
uint64_t pace_window_wanted(void);

#endif
