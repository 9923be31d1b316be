#include "strata/model/catalog.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#include "support/small_fixture.h"
#include "support/str.h"

static void test_find_by_id(void **state)
{
    struct fixture *fixture = *state;
    const struct catalog *catalog = &fixture->small.catalog;

    small_end(&fixture->small);
    assert_int_equal(catalog_find_scale(catalog, STR("startup")), STARTUP);
    assert_int_equal(catalog_find_scale(catalog, STR("Startup")), NONE);
    assert_int_equal(catalog_find_layer(catalog, STR("vectors")), L_VECTORS);
    assert_int_equal(catalog_find_figure(catalog, STR("total")), F_TOTAL);
    assert_int_equal(catalog_find_figure(catalog, STR("tota")), NONE);
    assert_int_equal(catalog_find_tag(catalog, STR("residency")), NEED_RESIDENCY);
    assert_int_equal(catalog_find_rule(catalog, STR("none")), NONE);
    assert_int_equal(catalog_find_preset(catalog, STR("none")), NONE);
    for (component_id i = 0; i < SMALL_COMPONENTS; i++) {
        assert_int_equal(catalog_find_component(catalog, catalog_component_id(catalog, i)), i);
    }
    assert_int_equal(catalog_find_component(catalog, STR("zzz")), NONE);
    assert_int_equal(catalog_find_component(catalog, STR("")), NONE);
}

static void test_find_among_many(void **state)
{
    struct fixture *fixture = *state;
    const struct catalog *catalog = &fixture->small.catalog;
    enum { MANY = 5000 };

    for (uint32_t i = 0; i < MANY; i++) {
        struct component *more = builder_add(&fixture->small.builder, component);

        /* Not in the order of their names: x1, x10, x100, x2 ... */
        more->id = builder_text(&fixture->small.builder,
                                str_format(&fixture->arena, "x%u", (unsigned)(i * 7919 % MANY)));
    }
    small_end(&fixture->small);
    for (uint32_t i = 0; i < MANY; i++) {
        struct str id = str_format(&fixture->arena, "x%u", (unsigned)(i * 7919 % MANY));

        assert_int_equal(catalog_find_component(catalog, id), SMALL_COMPONENTS + i);
    }
}

static void test_find_by_other_names(void **state)
{
    struct fixture *fixture = *state;
    const struct catalog *catalog = &fixture->small.catalog;
    struct component *sonnet = &fixture->small.builder.components.items[SONNET];

    sonnet->name = small_text(&fixture->small, "Claude Sonnet 4.5 (direct)");
    sonnet->aliases = (struct range){ fixture->small.builder.other_names.count, 2 };
    *builder_add(&fixture->small.builder, other_name) = small_text(&fixture->small, "Sonnet");
    /* A name of one beats an alias of another. */
    *builder_add(&fixture->small.builder, other_name) = small_text(&fixture->small, "Pinecone");
    small_end(&fixture->small);
    assert_int_equal(catalog_named_component(catalog, STR("sonnet")), SONNET);
    assert_int_equal(catalog_named_component(catalog, STR("SONNET")), SONNET);
    assert_int_equal(catalog_named_component(catalog, STR("claude sonnet")), SONNET);
    assert_int_equal(catalog_named_component(catalog, STR("claude SONNET 4.5 (direct)")), SONNET);
    assert_int_equal(catalog_named_component(catalog, STR("PINECONE")), PINECONE);
    assert_int_equal(catalog_named_component(catalog, STR("Sonne")), NONE);
}

static void test_plans_of_a_component(void **state)
{
    struct fixture *fixture = *state;
    const struct catalog *catalog = &fixture->small.catalog;

    fixture->small.builder.components.items[SONNET].plans = (struct range){ 0, 1 };
    fixture->small.builder.components.items[HAIKU].plans = (struct range){ 1, 1 };
    builder_add(&fixture->small.builder, plan)->id = small_text(&fixture->small, "list");
    builder_add(&fixture->small.builder, plan)->id = small_text(&fixture->small, "list");
    small_end(&fixture->small);
    assert_int_equal(catalog_find_plan(catalog, SONNET, STR("list")), 0);
    assert_int_equal(catalog_find_plan(catalog, HAIKU, STR("list")), 1);
    assert_int_equal(catalog_find_plan(catalog, HAIKU, STR("pro")), NONE);
    assert_int_equal(catalog_find_plan(catalog, PINECONE, STR("list")), NONE);
}

static void test_placements_and_cells(void **state)
{
    struct fixture *fixture = *state;
    const struct catalog *catalog = &fixture->small.catalog;

    small_end(&fixture->small);
    assert_int_equal(catalog_placement(catalog, LANGFUSE, L_TRACING)->role, R_TRACING);
    assert_int_equal(catalog_placement(catalog, LANGFUSE, L_EVAL)->role, R_EVAL);
    assert_null(catalog_placement(catalog, LANGFUSE, L_VECTORS));
    assert_int_equal(catalog_cell(catalog, L_WORKHORSE, STARTUP)->take.count, 2);
    assert_true(catalog_cell_takes(catalog, L_WORKHORSE, STARTUP, GPT_MINI));
    assert_false(catalog_cell_takes(catalog, L_WORKHORSE, SOLO, GPT_MINI));
    assert_false(catalog_cell_takes(catalog, L_GATEWAY, SOLO, PORTKEY));
}

static void test_not_a_block(void **state)
{
    struct fixture *fixture = *state;
    struct catalog catalog = { .scale_count = 42 };
    size_t size;
    const void *block = builder_freeze(&fixture->small.builder, &fixture->arena, &size);
    char *copy = arena_alloc(&fixture->arena, size + 16);

    memcpy(copy, block, size);
    assert_true(catalog_open(&catalog, copy, size));
    assert_int_equal(catalog.scale_count, SMALL_SCALES);
    assert_false(catalog_open(&catalog, copy, size - 1));
    assert_false(catalog_open(&catalog, copy, 0));
    copy[0] ^= 1;
    assert_false(catalog_open(&catalog, copy, size));
    memmove(copy + 8, block, size);
    assert_false(catalog_open(&catalog, copy + 8, size));
    assert_int_equal(catalog.scale_count, SMALL_SCALES);
}

static void test_names_of_enums(void **state)
{
    (void)state;
    assert_string_equal(kind_name(KIND_POLICY), "policy");
    assert_string_equal(status_name(STATUS_RETIRED), "retired");
    for (int i = 0; i < KIND__COUNT; i++) {
        assert_non_null(kind_name((enum kind)i));
    }
    for (int i = 0; i < STATUS__COUNT; i++) {
        assert_non_null(status_name((enum status)i));
    }
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, small_setup_open, small_teardown)
    static const struct CMUnitTest tests[] = {
        TEST(test_find_by_id),           TEST(test_find_among_many),
        TEST(test_find_by_other_names),  TEST(test_plans_of_a_component),
        TEST(test_placements_and_cells), TEST(test_not_a_block),
        TEST(test_names_of_enums),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
