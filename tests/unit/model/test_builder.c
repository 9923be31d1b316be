#include "strata/model/builder.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#include "support/fixture.h"
#include "support/small_catalog.h"
#include "support/str.h"

static struct catalog freeze(struct fixture *fixture, struct builder *builder)
{
    struct catalog catalog;
    size_t size;
    const void *block = builder_freeze(builder, &fixture->arena, &size);

    assert_true((uintptr_t)block % 16 == 0);
    assert_true(catalog_open(&catalog, block, size));
    return catalog;
}

static void test_empty(void **state)
{
    struct fixture *fixture = *state;
    struct builder builder;
    struct catalog catalog;

    builder_init(&builder, &fixture->arena);
    catalog = freeze(fixture, &builder);
    assert_int_equal(catalog.component_count, 0);
    assert_int_equal(catalog_find_component(&catalog, STR("any")), NONE);
    assert_int_equal(catalog_text(&catalog, (struct text){ 0, 0 }).len, 0);
}

static void test_texts_are_kept_once(void **state)
{
    struct fixture *fixture = *state;
    struct builder builder;
    struct catalog catalog;
    char words[] = "Claude";
    struct text first, again, other, empty;

    builder_init(&builder, &fixture->arena);
    first = builder_text(&builder, STR("Claude"));
    again = builder_text(&builder, (struct str){ words, 6 });
    words[0] = 'X'; /* the pool has its own copy */
    other = builder_text(&builder, STR("Claud"));
    empty = builder_text(&builder, STR(""));
    catalog = freeze(fixture, &builder);
    assert_int_equal(first.at, again.at);
    assert_str(catalog_text(&catalog, again), "Claude");
    assert_str(catalog_text(&catalog, other), "Claud");
    assert_int_equal(empty.len, 0);
    assert_int_equal(catalog.pool_byte_count, 11);
}

static void test_long_and_many_texts(void **state)
{
    struct fixture *fixture = *state;
    struct builder builder;
    struct catalog catalog;
    struct text texts[500];
    char long_text[5000];

    builder_init(&builder, &fixture->arena);
    memset(long_text, 'x', sizeof(long_text));
    for (uint32_t i = 0; i < 500; i++) {
        texts[i] = builder_text(&builder, (struct str){ long_text, i * 10 + 1 });
    }
    catalog = freeze(fixture, &builder);
    for (uint32_t i = 0; i < 500; i++) {
        struct str text = catalog_text(&catalog, texts[i]);

        assert_int_equal(text.len, i * 10 + 1);
        assert_memory_equal(text.at, long_text, text.len);
    }
}

static void test_rows_refs_and_numbers(void **state)
{
    struct fixture *fixture = *state;
    const uint32_t ids[] = { 7, 8, 9 };
    const int64_t numbers[] = { -1, INT64_MAX };
    struct range refs, none, kept;
    struct builder builder;
    struct catalog catalog;

    builder_init(&builder, &fixture->arena);
    none = builder_refs(&builder, NULL, 0);
    refs = builder_refs(&builder, ids, 3);
    refs = builder_refs(&builder, ids + 1, 2);
    kept = builder_numbers(&builder, numbers, 2);
    for (uint32_t i = 0; i < 100; i++) {
        builder_add(&builder, layer)->weight = i;
    }
    catalog = freeze(fixture, &builder);
    assert_int_equal(none.count, 0);
    assert_int_equal(refs.first, 3);
    assert_int_equal(catalog.refs[refs.first], 8);
    assert_int_equal(catalog.refs[refs.first + 1], 9);
    assert_int_equal(catalog.numbers[kept.first + 1], INT64_MAX);
    assert_int_equal(catalog.layer_count, 100);
    for (uint32_t i = 0; i < 100; i++) {
        assert_int_equal(catalog.layers[i].weight, i);
    }
}

static void test_head(void **state)
{
    struct fixture *fixture = *state;
    struct builder builder;
    struct catalog catalog;

    builder_init(&builder, &fixture->arena);
    builder.head.name = builder_text(&builder, STR("AI stack"));
    catalog = freeze(fixture, &builder);
    assert_str(catalog_text(&catalog, catalog.head.name), "AI stack");
}

/* The shipped catalogue is a file of the build: the same rows must give the same bytes. */
static void test_same_rows_same_bytes(void **state)
{
    struct fixture *fixture = *state;
    struct small one, two;
    size_t size, other_size;
    const void *block, *other, *again;

    small_begin(&one, &fixture->arena);
    block = builder_freeze(&one.builder, &fixture->arena, &size);
    small_begin(&two, &fixture->arena);
    other = builder_freeze(&two.builder, &fixture->arena, &other_size);
    assert_int_equal(size, other_size);
    assert_memory_equal(block, other, size);
    again = builder_freeze(&two.builder, &fixture->arena, &other_size);
    assert_int_equal(size, other_size);
    assert_memory_equal(again, other, size);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        FIXTURE_TEST(test_empty),
        FIXTURE_TEST(test_texts_are_kept_once),
        FIXTURE_TEST(test_long_and_many_texts),
        FIXTURE_TEST(test_rows_refs_and_numbers),
        FIXTURE_TEST(test_head),
        FIXTURE_TEST(test_same_rows_same_bytes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
