/* Latencies in buckets: 64 for each doubling, so that a figure is at most 1.6 % off. */
#include "bench.h"

#include <stdio.h>
#include <string.h>

void hist_clear(struct hist *h) { memset(h, 0, sizeof *h); }

static unsigned bucket_of(uint64_t ns) {
    if (ns < 64) return (unsigned)ns;
    int octave = 63 - __builtin_clzll(ns);
    return (unsigned)((octave - 5) * 64 + (int)((ns >> (octave - 6)) & 63));
}

static uint64_t middle_of(unsigned bucket) {
    if (bucket < 64) return bucket;
    int octave = (int)(bucket / 64) + 5;
    uint64_t step = 1ULL << (octave - 6);
    return (64 + bucket % 64) * step + step / 2;
}

void hist_add(struct hist *h, uint64_t ns) {
    h->count[bucket_of(ns)]++;
    h->total++;
    h->sum += ns;
    if (ns > h->max) h->max = ns;
}

double hist_ms(const struct hist *h, double part) {
    uint64_t wanted = (uint64_t)(part * (double)h->total + 0.999999), seen = 0;
    if (h->total == 0) return 0;
    for (unsigned i = 0; i < HIST_BUCKETS; i++) {
        seen += h->count[i];
        if (seen >= wanted && seen > 0)
            return (double)(middle_of(i) < h->max ? middle_of(i) : h->max) / 1e6;
    }
    return (double)h->max / 1e6;
}

void hist_print(const char *name, const struct hist *h) {
    double mean = h->total ? (double)h->sum / (double)h->total / 1e6 : 0;
    printf("\"%s\":{\"count\":%llu,\"mean\":%.4f,\"p50\":%.4f,\"p90\":%.4f,\"p95\":%.4f,"
           "\"p99\":%.4f,\"p999\":%.4f,\"max\":%.4f},",
           name, (unsigned long long)h->total, mean, hist_ms(h, .5), hist_ms(h, .9),
           hist_ms(h, .95), hist_ms(h, .99), hist_ms(h, .999), (double)h->max / 1e6);
}
