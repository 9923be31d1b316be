/* A `struct memory` over malloc for tests: counts what is out, and fails when told to.
 *
 * By default running out fails the test. To test running out, set `fail_at` and wrap the call:
 *
 *     struct test_memory memory;
 *     test_memory_init(&memory);
 *     memory.fail_at = 3;
 *     if (TEST_MEMORY_TRY(&memory)) {
 *         ... may run out ...
 *         test_memory_end_try(&memory);
 *     } else {
 *         ... it did ...
 *     }
 *     test_memory_check(&memory);
 *
 * Locals that are changed in between and read afterwards must be volatile, as with any setjmp(). */
#ifndef STRATA_TESTS_SUPPORT_MEMORY_H
#define STRATA_TESTS_SUPPORT_MEMORY_H

#include <setjmp.h>
#include <stdbool.h>
#include <stddef.h>

#include "strata/base/memory.h"

struct test_memory {
    struct memory memory; /* hand this one in; it points back here, so do not move the whole */
    size_t live;          /* blocks that are out */
    size_t gets;          /* calls of get so far, failed ones too */
    size_t largest;       /* largest size asked for */
    size_t total;         /* bytes handed out so far, given back or not */
    size_t fail_at;       /* the n-th get (from 1) fails; 0: none */
    bool fail_forever;    /* ... and all after it */
    size_t most;          /* a get of more bytes than this fails; 0: no limit */
    bool trying;
    jmp_buf recovery;
};

void test_memory_init(struct test_memory *memory);

/* Fails the test if a block is still out. */
void test_memory_check(const struct test_memory *memory);

/* True at first; once more, and false, when memory was exhausted. */
#define TEST_MEMORY_TRY(test_memory) \
    ((test_memory)->trying = true, setjmp((test_memory)->recovery) == 0)
void test_memory_end_try(struct test_memory *memory);

#endif
