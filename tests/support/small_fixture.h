/* What tests over the small catalogue begin with: counted memory, an arena, a list for messages, and the catalogue
 * itself, still open for rows of the test's own (small_end() closes it) or whole. */
#ifndef STRATA_TESTS_SUPPORT_SMALL_FIXTURE_H
#define STRATA_TESTS_SUPPORT_SMALL_FIXTURE_H

#include "strata/base/arena.h"
#include "strata/base/diag.h"
#include "support/memory.h"
#include "support/small_catalog.h"

struct fixture {
    struct test_memory memory;
    struct arena arena;
    struct diag_list diags;
    struct small small;
    quantity figures[SMALL_FIGURES]; /* room for the values of a design */
};

static inline int small_setup_open(void **state)
{
    static struct fixture fixture;

    test_memory_init(&fixture.memory);
    arena_init(&fixture.arena, &fixture.memory.memory);
    diag_init(&fixture.diags, &fixture.arena);
    small_begin(&fixture.small, &fixture.arena);
    *state = &fixture;
    return 0;
}

static inline int small_setup_whole(void **state)
{
    small_setup_open(state);
    small_end(&((struct fixture *)*state)->small);
    return 0;
}

static inline int small_teardown(void **state)
{
    struct fixture *fixture = *state;

    arena_release(&fixture->arena);
    test_memory_check(&fixture->memory);
    return 0;
}

#endif
