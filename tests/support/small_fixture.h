/* What tests over the small catalogue begin with: counted memory, an arena, a list for messages, and the catalogue
 * itself, still open for rows of the test's own (small_end() closes it) or whole. */
#ifndef STRATA_TESTS_SUPPORT_SMALL_FIXTURE_H
#define STRATA_TESTS_SUPPORT_SMALL_FIXTURE_H

#include "strata/base/arena.h"
#include "strata/base/diag.h"
#include "support/memory.h"
#include "support/small_catalog.h"
#include "support/small_prices.h"

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

/* With a few prices and a rule: Portkey at $412 a month, Pinecone at $0.35 a query, a warning at every
 * hosted vector store. */
static inline int small_setup_priced(void **state)
{
    static const struct small_term requests[] = { { "requests", NONE, { F_QUERIES, NONE } } };

    small_setup_open(state);

    struct small *small = &((struct fixture *)*state)->small;

    small_meter(small, "requests", requests, 1);
    small_plan(small, PORTKEY, "pro", (struct plan){ 0 });
    small_fixed(small, "base fee", FLAT(DOLLARS(412)));
    small_plan(small, PINECONE, "list", (struct plan){ 0 });
    small_metered(small, "requests", 0, MICRO, 350000);
    *builder_add(&small->builder, rule) = (struct rule){
        .text = small_text(small, "{component}"),
        .severity = SEVERITY_WARNING,
        .trigger = TRIGGER_CHOSEN,
        .tag = TAG_HOSTED_VECTORS,
        .take = NONE,
    };
    small_end(small);
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
