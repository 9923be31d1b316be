/* Random numbers that are the same in every run: splitmix64 (Vigna), seeded by the test. */
#ifndef STRATA_TESTS_SUPPORT_RANDOM_H
#define STRATA_TESTS_SUPPORT_RANDOM_H

#include <stdint.h>

struct test_random {
    uint64_t state;
};

uint64_t test_random_next(struct test_random *random);

/* 0 <= result < limit. */
uint32_t test_random_below(struct test_random *random, uint32_t limit);

/* Any int64_t, but the small ones, the extremes and the round ones often. */
int64_t test_random_int64(struct test_random *random);

#endif
