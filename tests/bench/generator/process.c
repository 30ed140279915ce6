/* What processes used: CPU clocks in nanoseconds, memory from /proc. */
#include "commands.h"

#include <dirent.h>
#include <stdio.h>
#include <time.h>
#include <unistd.h>

static uint64_t read_clock(clockid_t clock) {
    struct timespec t;
    if (clock_gettime(clock, &t)) return 0;
    return (uint64_t)t.tv_sec * 1000000000u + (uint64_t)t.tv_nsec;
}

uint64_t own_cpu_ns(void) { return read_clock(CLOCK_PROCESS_CPUTIME_ID); }

uint64_t server_cpu_ns(void) {
    uint64_t sum = 0;
    clockid_t clock;
    for (int i = 0; i < setup.pid_count; i++)
        if (clock_getcpuclockid(setup.pids[i], &clock) == 0) sum += read_clock(clock);
    return sum;
}

uint64_t server_rss_bytes(void) {
    uint64_t sum = 0;
    for (int i = 0; i < setup.pid_count; i++) {
        char path[64];
        unsigned long long size = 0, resident = 0;
        snprintf(path, sizeof path, "/proc/%d/statm", setup.pids[i]);
        FILE *file = fopen(path, "r");
        if (!file) continue;
        if (fscanf(file, "%llu %llu", &size, &resident) == 2)
            sum += resident * (uint64_t)sysconf(_SC_PAGESIZE);
        fclose(file);
    }
    return sum;
}

/* The second number of a thread's schedstat; 0 where the kernel keeps none. */
static uint64_t waiting_of(const char *path) {
    unsigned long long ran = 0, waited = 0;
    FILE *file = fopen(path, "r");
    if (!file) return 0;
    if (fscanf(file, "%llu %llu", &ran, &waited) != 2) waited = 0;
    fclose(file);
    return waited;
}

uint64_t own_waiting_ns(void) { return waiting_of("/proc/self/schedstat"); }

static uint64_t waiting_of_threads(int pid) {
    char path[512];
    uint64_t sum = 0;
    struct dirent *thread;
    snprintf(path, sizeof path, "/proc/%d/task", pid);
    DIR *folder = opendir(path);
    if (!folder) return 0;
    while ((thread = readdir(folder))) {
        if (thread->d_name[0] == '.') continue;
        snprintf(path, sizeof path, "/proc/%d/task/%.32s/schedstat", pid, thread->d_name);
        sum += waiting_of(path);
    }
    closedir(folder);
    return sum;
}

uint64_t server_waiting_ns(void) {
    uint64_t sum = 0;
    for (int i = 0; i < setup.pid_count; i++) sum += waiting_of_threads(setup.pids[i]);
    return sum;
}
