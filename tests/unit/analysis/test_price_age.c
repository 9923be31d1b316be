#include "strata/analysis/price_age.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "support/sample_review.h"
#include "support/str.h"

static void add_sources(struct sample *sample, component_id component, const char *first,
                        const char *second)
{
    struct builder *builder = &sample->small.builder;
    struct component *row = &builder->components.items[component];

    row->sources = (struct range){ builder->sources.count, second ? 2 : 1 };
    for (uint32_t i = 0; i < row->sources.count; i++) {
        struct source *source = builder_add(builder, source);

        source->where = small_text(&sample->small, i == 0 ? "the first" : "the second");
        source->date = small_text(&sample->small, i == 0 ? first : second);
    }
}

static day on(const char *text)
{
    day date;

    assert_true(day_parse(str_from(text), &date));
    return date;
}

/* An undated page of old beside a newer look at it does not count against it. */
static void test_the_newest_source_counts(void **state)
{
    struct sample *sample = *state;
    const struct catalog *catalog = &sample->small.catalog;

    add_sources(sample, SONNET, "2024-01-01", "2026-08-21");
    add_sources(sample, SUPABASE, "2026-05-06", "2026-05-05");
    small_end(&sample->small);
    assert_int_equal(price_day(catalog, SONNET), on("2026-08-21"));
    assert_str(catalog_text(catalog, price_source(catalog, SONNET)->where), "the second");
    assert_str(catalog_text(catalog, price_source(catalog, SUPABASE)->where), "the first");
    assert_null(price_source(catalog, NEXTJS));
    assert_int_equal(price_day(catalog, NEXTJS), DAY_NONE);
}

static void test_age(void **state)
{
    (void)state;
    assert_int_equal(price_age(on("2026-02-28"), on("2026-03-01")), 1);
    assert_int_equal(price_age(on("2024-02-28"), on("2024-03-01")), 2);
    assert_int_equal(price_age(on("2026-03-01"), on("2026-03-01")), 0);
    assert_int_equal(price_age(on("2026-03-02"), on("2026-03-01")), 0);
    assert_int_equal(price_age(DAY_NONE, on("2026-03-01")), INT32_MAX);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, sample_setup, sample_teardown)
    const struct CMUnitTest tests[] = {
        TEST(test_the_newest_source_counts),
        TEST(test_age),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
