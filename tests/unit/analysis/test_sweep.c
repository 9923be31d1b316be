/* What a sweep refuses, the range it begins with, and its axes. Its crossovers are compared with a
 * search over every value in tests/sweep. */
#include "strata/analysis/sweep.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "strata/model/shipped.h"
#include "support/fixture.h"
#include "support/str.h"

static struct catalog shipped(void)
{
    struct catalog catalog;

    assert_true(catalog_open(&catalog, shipped_catalog, shipped_catalog_size));
    return catalog;
}

static const struct diag *refused(struct fixture *f, const char *figure, quantity from, quantity to,
                                  uint32_t points, enum sweep_axis axis)
{
    struct catalog catalog = shipped();
    struct design design = design_empty(0, STR("Empty"));
    struct sweep_request request = {
        .figure = catalog_find_figure(&catalog, str_from(figure)),
        .from = from,
        .to = to,
        .points = points,
        .axis = axis,
    };
    struct sweep sweep;

    diag_init(&f->diags, &f->arena);
    assert_int_not_equal(request.figure, NONE);
    assert_false(sweep_make(&catalog, &design, &request, &f->arena, &sweep, &f->diags));
    assert_true(f->diags.list.count > 0);
    return &f->diags.list.items[0];
}

static void test_calculated_figures(void **state)
{
    const struct diag *diag = refused(*state, "tokens-per-day", 1, 2, 10, SWEEP_AXIS_AUTO);

    assert_str(diag->text, "tokens-per-day is calculated");
    assert_str(diag->hint, "sweep one of users, queries-per-user, input-tokens-per-query, "
                           "output-tokens-per-query");
}

static void test_ranges(void **state)
{
    struct fixture *f = *state;

    assert_str(refused(f, "users", 5 * MICRO, 5 * MICRO, 10, SWEEP_AXIS_AUTO)->text,
               "the range has to begin below its end, not go from 5 to 5");
    assert_str(refused(f, "users", 6 * MICRO, 5 * MICRO, 10, SWEEP_AXIS_AUTO)->text,
               "the range has to begin below its end, not go from 6 to 5");
    assert_str(refused(f, "users", 0, 5 * MICRO, 10, SWEEP_AXIS_LOG)->text,
               "a logarithmic axis has no 0");
    assert_str(refused(f, "users", -MICRO, 5 * MICRO, 10, SWEEP_AXIS_AUTO)->text,
               "from: users goes from 0 to 1,000,000,000, not to -1");
    assert_str(refused(f, "cheap-share", 0, 101 * MICRO, 10, SWEEP_AXIS_AUTO)->text,
               "to: cheap-share goes from 0 to 100, not to 101");
}

static void test_points(void **state)
{
    struct fixture *f = *state;

    assert_str(refused(f, "users", 1, 5 * MICRO, 1, SWEEP_AXIS_AUTO)->text,
               "there can be 2 to 1000 points, not 1");
    refused(f, "users", 1, 5 * MICRO, SWEEP_POINTS_MAX + 1, SWEEP_AXIS_AUTO);
}

/* All that is wrong is told at once. */
static void test_several_mistakes(void **state)
{
    struct fixture *f = *state;

    refused(f, "users", 0, 0, 0, SWEEP_AXIS_LOG);
    assert_int_equal(f->diags.list.count, 3);
}

/* An empty design has a bill of nothing, and nothing to compare. */
static void test_nothing_chosen(void **state)
{
    struct fixture *f = *state;
    struct catalog catalog = shipped();
    struct design design = design_empty(0, STR("Empty"));
    struct sweep_request request = { .figure = catalog_find_figure(&catalog, STR("users")),
                                     .to = 1000 * MICRO,
                                     .points = 10 };
    struct sweep_span bill;
    struct sweep sweep;

    assert_true(sweep_make(&catalog, &design, &request, &f->arena, &sweep, &f->diags));
    assert_int_equal(sweep.sample_count, 10);
    assert_int_equal(sweep.contest_count, 0);
    assert_int_equal(sweep.turn_count, 0);
    assert_false(sweep.span.log); /* it begins at 0 */
    bill = sweep_bill_span(&sweep);
    assert_int_equal(bill.from, 0);
    assert_true(bill.to > 0);
    assert_int_equal(sweep_bill_at(&sweep, SWEEP_AXIS_END / 2).likely, 0);
}

static void test_first_range(void **state)
{
    struct catalog catalog = shipped();
    struct design design = design_empty(0, STR("Empty"));
    figure_id users = catalog_find_figure(&catalog, STR("users"));
    quantity from, to;

    (void)state;
    sweep_range(&catalog, &design, users, 100, &from, &to); /* solo: 30 */
    assert_int_equal(from, MICRO);
    assert_int_equal(to, 3000 * MICRO);
    sweep_range(&catalog, &design, users, 2, &from, &to);
    assert_int_equal(from, 15 * MICRO);
    assert_int_equal(to, 60 * MICRO);
    sweep_range(&catalog, &design, users, 1000000000000, &from, &to);
    assert_int_equal(to, INT64_C(1000000000) * MICRO); /* its bound */
    sweep_range(&catalog, &design, catalog_find_figure(&catalog, STR("cheap-share")), 2, &from,
                &to);
    assert_int_equal(from, 0);
    assert_int_equal(to, 100 * MICRO);
}

static void assert_ticks(struct sweep_span span, uint32_t most, const int64_t *expected,
                         uint32_t count)
{
    int64_t ticks[SWEEP_TICKS_MAX];

    assert_int_equal(sweep_ticks(&span, most, ticks), count);
    for (uint32_t i = 0; i < count; i++) {
        assert_int_equal(ticks[i], expected[i]);
    }
}

static void test_ticks(void **state)
{
    static const int64_t powers[] = { 100, 1000, 10000 }, rounds[] = { 20, 50, 100, 200 },
                         steps[] = { 0, 20, 40, 60, 80, 100 };

    (void)state;
    assert_ticks((struct sweep_span){ 100, 10000, true }, 5, powers, 3);
    assert_ticks((struct sweep_span){ 15, 300, true }, 5, rounds, 4);
    assert_ticks((struct sweep_span){ 0, 100, false }, 7, steps, 6);
    /* ends of what can be counted */
    for (uint32_t most = 0; most < 20; most++) {
        int64_t ticks[SWEEP_TICKS_MAX];
        struct sweep_span log = { 1, INT64_MAX, true }, linear = { 0, INT64_MAX, false };

        assert_in_range(sweep_ticks(&log, most, ticks), 1, SWEEP_TICKS_MAX);
        assert_in_range(sweep_ticks(&linear, most, ticks), 1, SWEEP_TICKS_MAX);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        FIXTURE_TEST(test_calculated_figures),
        FIXTURE_TEST(test_ranges),
        FIXTURE_TEST(test_points),
        FIXTURE_TEST(test_several_mistakes),
        FIXTURE_TEST(test_nothing_chosen),
        FIXTURE_TEST(test_first_range),
        FIXTURE_TEST(test_ticks),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
