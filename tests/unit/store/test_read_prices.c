/* Price books: what they change, and that nothing in one can hurt. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "strata/store/store.h"
#include "support/folder.h"
#include "support/random.h"
#include "support/small_fixture.h"
#include "support/small_prices.h"
#include "support/str.h"

#define TODAY 20000 /* 2024-10-04 */

static int setup(void **state)
{
    small_setup_open(state);

    struct small *small = &((struct fixture *)*state)->small;

    small_plan(small, PINECONE, "standard", (struct plan){ 0 });
    small_end(small);
    return 0;
}

static const char book[] =
    "name: Acme prices\nhourly-rate: 90\ncomponents:\n"
    "  - id: acme\n    name: Acme\n    vendor: Acme Inc\n    kind: service\n    what: Ours.\n"
    "    layers: { layer: vectors, role: vector-store, box: own }\n"
    "    plans: [{ id: in, name: In, confidence: sourced, charges: { label: c, fixed: 310 } }]\n"
    "prices:\n  pinecone: { fixed: { low: 80, likely: 90, high: 120 }, source: form, date: 2026-09-01 }\n"
    "  portkey: 40\n  acme: { plans: [{ id: x, name: X, confidence: estimate, minimum: 5 }] }\n"
    "discounts:\n  - { vendor: Acme Inc, percent: 20, note: why }\n  - { layer: gateway, percent: 0.5 }\n"
    "  - { component: acme, percent: 100 }\n";

static bool read(struct fixture *f, struct catalog *catalog, const char *text)
{
    return store_read_prices(catalog, STR("p.yaml"), str_from(text), TODAY, &f->arena, &f->diags);
}

static void test_what_it_changes(void **state)
{
    struct fixture *f = *state;
    const struct catalog *before = &f->small.catalog;
    struct catalog after = *before;
    const struct component *pinecone, *portkey;

    if (!read(f, &after, book)) {
        fail_msg("%.*s", STR_ARG(folder_messages(&f->diags, &f->arena)));
    }
    assert_int_equal(after.head.hourly_rate, 90 * MICRO);
    assert_str(catalog_books(&after, &f->arena), "Acme prices (8 changes)");
    assert_int_equal(catalog_books(before, &f->arena).len, 0);
    assert_int_equal(after.component_count, SMALL_COMPONENTS + 1);
    assert_int_equal(catalog_find_component(&after, STR("acme")), SMALL_COMPONENTS);
    assert_false(after.components[SMALL_COMPONENTS].own);
    assert_int_equal(after.discount_count, 3);
    assert_str(catalog_text(&after, after.discounts[0].label), "discount of 20 % (Acme prices)");
    assert_int_equal(after.discounts[1].percent, MICRO / 2);
    assert_int_equal(after.discounts[2].component, SMALL_COMPONENTS);
    pinecone = &after.components[PINECONE];
    portkey = &after.components[PORTKEY];
    assert_int_equal(catalog_find_plan(&after, PINECONE, STR("standard")), NONE);
    assert_int_equal(after.plans[pinecone->plans.first].confidence, CONFIDENCE_ESTIMATE);
    assert_str(catalog_text(&after, after.sources[pinecone->sources.first].where), "form");
    assert_int_equal(portkey->pricing, PRICING_PLANS);
    assert_int_equal(after.plans[portkey->plans.first].confidence, CONFIDENCE_SOURCED);
    /* What lies below is as it was. */
    assert_int_not_equal(catalog_find_plan(before, PINECONE, STR("standard")), NONE);
    for (component_id i = 0; i < SMALL_COMPONENTS; i++) {
        assert_str_equal(catalog_text(&after, after.components[i].id),
                         catalog_component_id(before, i));
    }
}

/* Until its last day; and what has ended is told. */
static void test_ended(void **state)
{
    struct fixture *f = *state;
    struct catalog after = f->small.catalog;

    assert_true(read(f, &after,
                     "name: a\ndiscounts:\n"
                     "  - { layer: gateway, percent: 10, until: 2024-10-03 }\n"
                     "  - { layer: gateway, percent: 20, until: 2024-10-04 }\n"
                     "  - { layer: gateway, percent: 30, until: 2024-10-05 }\n"));
    assert_int_equal(after.discount_count, 2);
    assert_int_equal(after.discounts[0].percent, 20 * MICRO);
    assert_int_equal(f->diags.counts[SEVERITY_WARNING], 1);
    assert_str(catalog_books(&after, &f->arena), "a (2 changes)");
    after = f->small.catalog;
    assert_false(
        read(f, &after, "name: a\ndiscounts: { layer: gateway, percent: 1, until: tomorrow }\n"));
}

/* One over the other: both are told, and the upper one decides. */
static void test_two_books(void **state)
{
    struct fixture *f = *state;
    struct catalog after = f->small.catalog;

    assert_true(read(f, &after, book));
    assert_true(read(f, &after, "name: B\nprices:\n  portkey: 50\n"));
    assert_str(catalog_books(&after, &f->arena), "Acme prices (8 changes), B (1 change)");
    assert_int_equal(
        after
            .tiers[after.charges[after.plans[after.components[PORTKEY].plans.first].charges.first]
                       .tiers.first]
            .price.likely,
        50 * MICRO);
    assert_int_equal(after.head.hourly_rate, 90 * MICRO);
}

static void test_mistakes_leave_it_alone(void **state)
{
    static const char *const texts[] = { "",
                                         "name: ''\n",
                                         "prices: 5\n",
                                         "name: a\nprices: [a]\n",
                                         "name: a\ndiscounts: { vendor: no, percent: 1 }\n",
                                         "name: a\ncomponents: [1]\n",
                                         "name: a\nprices:\n  x: 1\n",
                                         "name: a\nprices:\n  pinecone:\n",
                                         "name: a\nhourly-rate: -1\n",
                                         "name: [a\n" };
    struct fixture *f = *state;

    for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++) {
        struct catalog after = f->small.catalog;
        uint32_t errors = f->diags.counts[SEVERITY_ERROR];

        if (read(f, &after, texts[i])) {
            fail_msg("read: %s", texts[i]);
        }
        assert_true(f->diags.counts[SEVERITY_ERROR] > errors);
        assert_memory_equal(&after, &f->small.catalog, sizeof(after));
    }
}

/* Bytes that are nearly a price book: reading ends, and tells about it or gives a catalogue whose
 * rows are found. */
static void test_broken_bytes(void **state)
{
    static const char dirt[] = "\n\t :-#[]{},\"'|>&*!%?@\\\0\xff\xc3x09";
    struct fixture *f = *state;
    struct test_random random = { 11 };
    int good = 0;

    for (int round = 0; round < 3000; round++) {
        struct catalog after = f->small.catalog;
        char bytes[sizeof(book)];
        struct diag_list diags;

        memcpy(bytes, book, sizeof(book));
        for (uint32_t i = 1 + test_random_below(&random, 3); i > 0; i--) {
            bytes[test_random_below(&random, sizeof(book) - 1)] =
                dirt[test_random_below(&random, sizeof(dirt) - 1)];
        }
        diag_init(&diags, &f->arena);
        bool done = store_read_prices(&after, STR("p"), (struct str){ bytes, sizeof(book) - 1 },
                                      TODAY, &f->arena, &diags);
        assert_int_equal(done, !diag_failed(&diags));
        if (!done) {
            continue;
        }
        good++;
        for (component_id i = 0; i < after.component_count; i++) {
            assert_int_equal(
                catalog_find_component(&after, catalog_text(&after, after.components[i].id)), i);
        }
        for (uint32_t i = 0; i < after.discount_count; i++) {
            assert_in_range(after.discounts[i].percent, 0, 100 * MICRO);
        }
    }
    assert_in_range(good, 50, 2999);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, small_teardown)
    static const struct CMUnitTest tests[] = {
        TEST(test_what_it_changes),         TEST(test_ended),        TEST(test_two_books),
        TEST(test_mistakes_leave_it_alone), TEST(test_broken_bytes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
