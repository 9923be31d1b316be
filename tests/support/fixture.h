/* What most tests begin with: counted memory, an arena in it, and a list for messages. */
#ifndef STRATA_TESTS_SUPPORT_FIXTURE_H
#define STRATA_TESTS_SUPPORT_FIXTURE_H

#include "strata/base/arena.h"
#include "strata/base/diag.h"
#include "support/memory.h"

struct fixture {
    struct test_memory memory;
    struct arena arena;
    struct diag_list diags;
};

static inline int fixture_setup(void **state)
{
    static struct fixture fixture;

    test_memory_init(&fixture.memory);
    arena_init(&fixture.arena, &fixture.memory.memory);
    diag_init(&fixture.diags, &fixture.arena);
    *state = &fixture;
    return 0;
}

static inline int fixture_teardown(void **state)
{
    struct fixture *fixture = *state;

    arena_release(&fixture->arena);
    test_memory_check(&fixture->memory);
    return 0;
}

#define FIXTURE_TEST(name) cmocka_unit_test_setup_teardown(name, fixture_setup, fixture_teardown)

#endif
