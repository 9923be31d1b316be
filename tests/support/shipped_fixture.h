/* What tests over the catalogue that is compiled in begin with (the shipped one or the frozen one: SHIPPED_AREAS in
 * the Makefile): counted memory, an arena, a list for messages, and the catalogue. */
#ifndef STRATA_TESTS_SUPPORT_SHIPPED_FIXTURE_H
#define STRATA_TESTS_SUPPORT_SHIPPED_FIXTURE_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "strata/base/arena.h"
#include "strata/base/diag.h"
#include "strata/model/catalog.h"
#include "strata/model/shipped.h"
#include "support/memory.h"

struct fixture {
    struct test_memory memory;
    struct arena arena;
    struct diag_list diags;
    struct catalog catalog;
};

static inline int shipped_setup(void **state)
{
    static struct fixture fixture;

    test_memory_init(&fixture.memory);
    arena_init(&fixture.arena, &fixture.memory.memory);
    diag_init(&fixture.diags, &fixture.arena);
    assert_true(catalog_open(&fixture.catalog, shipped_catalog, shipped_catalog_size));
    *state = &fixture;
    return 0;
}

static inline int shipped_teardown(void **state)
{
    struct fixture *fixture = *state;

    arena_release(&fixture->arena);
    test_memory_check(&fixture->memory);
    return 0;
}

#define SHIPPED_TEST(name) cmocka_unit_test_setup_teardown(name, shipped_setup, shipped_teardown)

#endif
