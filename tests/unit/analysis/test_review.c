#include "strata/analysis/change.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "strata/base/text.h"
#include "support/random_design.h"
#include "support/small_fixture.h"
#include "support/small_prices.h"
#include "support/str.h"

static struct review review_of(struct fixture *fixture, const struct design *design)
{
    struct review review;

    assert_true(
        review_make(&fixture->small.catalog, design, 0, &fixture->arena, &review, &fixture->diags));
    return review;
}

static void assert_change(struct fixture *fixture, const struct design *before,
                          const struct design *after, const char *expected)
{
    struct review first = review_of(fixture, before), second = review_of(fixture, after);
    struct change change = review_compare(&first, &second, &fixture->arena);

    test_assert_str(change_describe(&change, &second, &fixture->arena), str_from(expected),
                    __FILE__, __LINE__);
}

static void test_everything_is_in_it(void **state)
{
    struct fixture *fixture = *state;
    struct design design = small_startup(&fixture->small);
    struct review review = review_of(fixture, &design);

    assert_ptr_equal(review.catalog, &fixture->small.catalog);
    assert_true(design_eq(&review.design, &design));
    assert_int_equal(review.figures[F_TOTAL], DOLLARS(500000));
    assert_int_equal(review.architecture.box_count, 10);
    assert_int_equal(review.bill.total.likely, DOLLARS(412 + 350));
    assert_int_equal(review.bill.floor, DOLLARS(412));
    assert_int_equal(review.bill.unpriced, 9 + 1);
    assert_int_equal(review.reading.scale, STARTUP);
    assert_int_equal(review.findings.count, 1);
}

static void test_overflow_is_told(void **state)
{
    struct fixture *fixture = *state;
    struct design design = small_startup(&fixture->small);
    const struct figure_value figure = { F_TOKENS, INT64_MAX };
    struct review review;

    design.figures = &figure;
    design.figure_count = 1;
    assert_false(review_make(&fixture->small.catalog, &design, 0, &fixture->arena, &review,
                             &fixture->diags));
    assert_int_equal(fixture->diags.counts[SEVERITY_ERROR], 1);
    assert_str(fixture->diags.list.items[0].text, "total is more than can be counted");
}

static void test_changes_in_words(void **state)
{
    struct fixture *fixture = *state;
    struct design solo = small_solo(&fixture->small), empty = design_empty(SOLO, STR("Nothing"));
    struct design gateway = solo, hosted = solo, idle = solo, pinecone;
    const struct figure_value one = { F_QUERIES, MICRO };

    assert_change(fixture, &solo, &solo, "changes nothing");
    random_design_put(&fixture->small, &gateway, L_GATEWAY, PORTKEY);
    assert_change(fixture, &solo, &gateway, "+1 box, +1 arrow, +$412/mo, +1 dashed");
    assert_change(fixture, &gateway, &solo, "-1 box, -1 arrow, -$412/mo, -1 dashed");
    random_design_put(&fixture->small, &hosted, L_VECTORS, PINECONE);
    pinecone = hosted;
    hosted.figures = &one;
    hosted.figure_count = 1;
    assert_change(fixture, &solo, &hosted,
                  "+$350/mo for the choices, -$350 for the work, queries 1,000 -> 1, +1 warning");
    assert_change(fixture, &pinecone, &hosted, "-$350/mo for the work, queries 1,000 -> 1");
    idle.figures = &one;
    idle.figure_count = 1;
    assert_change(fixture, &idle, &hosted,
                  "+$0.35/mo, reads as mixed -> mixed: Startup / Solo, +1 warning");
    assert_change(fixture, &empty, &solo,
                  "+5 boxes, +3 arrows, reads as nothing -> mixed, +7 unknown prices, +1 dashed");
}

/* The sum is lower because a price is no longer in it. */
static void test_unknown_price_is_no_saving(void **state)
{
    struct fixture *fixture = *state;
    struct design design = small_solo(&fixture->small);
    struct review before = review_of(fixture, &design), after = before;
    struct bill_line known = { .kind = LINE_CHARGE, .component = PORTKEY }, unknown = known;
    unknown.kind = LINE_UNKNOWN;
    before.bill = (struct bill){ .lines = &known, .line_count = 1 };
    before.bill.total.likely = DOLLARS(9);
    after.bill = (struct bill){ .lines = &unknown, .line_count = 1, .unpriced = 1 };
    struct change change = review_compare(&before, &after, &fixture->arena);
    assert_str(change_describe(&change, &after, &fixture->arena), "?/mo, +1 unknown price");

    before.bill.lines = &unknown; /* what is gone is known to have cost that much at least */
    before.bill.unpriced = 1;
    after.bill = (struct bill){ 0 };
    change = review_compare(&before, &after, &fixture->arena);
    assert_str(change_describe(&change, &after, &fixture->arena), "-$9.00/mo, -1 unknown price");
}

static void test_money_in_words(void **state)
{
    struct fixture *fixture = *state;
    struct design design = small_solo(&fixture->small);
    struct review review = review_of(fixture, &design);
    static const struct {
        money amount;
        const char *text;
    } rows[] = {
        { 10000, "+$0.01/mo" },
        { -10000, "-$0.01/mo" },
        { DOLLARS(10) - 10000, "+$9.99/mo" },
        { DOLLARS(10), "+$10/mo" },
        { DOLLARS(10) + 499999, "+$10/mo" },
        { DOLLARS(10) + 500000, "+$11/mo" },
        { -DOLLARS(123456), "-$123,456/mo" },
    };

    for (uint32_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        struct change change = { .likely = rows[i].amount };

        test_assert_str(change_describe(&change, &review, &fixture->arena), str_from(rows[i].text),
                        __FILE__, __LINE__);
    }
}

static void test_mixtures_in_words(void **state)
{
    struct fixture *fixture = *state;
    const struct choice choice = small_chosen(L_WORKHORSE, SONNET);
    struct design design = small_design(&fixture->small, SOLO, &choice, 1);
    struct review review = review_of(fixture, &design);
    struct change change = { .reading = true, .scale_before = STARTUP, .mixed_before = true };

    assert_str(change_describe(&change, &review, &fixture->arena),
               "reads as mixed -> mixed: Solo / Startup");
}

/* What matters most is kept when there is no room for all of it. */
static void test_line_has_room_for_the_figures_first(void **state)
{
    struct fixture *fixture = *state;
    struct design design = small_enterprise(&fixture->small);
    struct review review = review_of(fixture, &design);
    struct change change = {
        .boxes = -1000,
        .arrows = 1000,
        .dashed = 1000,
        .likely = -DOLLARS(123456789),
        .unpriced = 100,
        .reading = true,
        .scale_before = STARTUP,
        .mixed_before = true,
        .findings = { 100, 100, 100 },
    };
    struct str line = change_describe(&change, &review, &fixture->arena);

    assert_true(text_width(line) <= 76);
    assert_str(line, "-1000 boxes, +1000 arrows, -$123,456,789/mo, reads as mixed -> Enterprise");
}

static void test_any_change_fits(void **state)
{
    struct fixture *fixture = *state;
    struct test_random random = { 10 };

    for (int round = 0; round < 1000; round++) {
        struct design before = random_design(&fixture->small, &random);
        struct design after = random_design(&fixture->small, &random);
        struct review first = review_of(fixture, &before), second = review_of(fixture, &after);
        struct change there = review_compare(&first, &second, &fixture->arena);
        struct change back = review_compare(&second, &first, &fixture->arena);

        assert_int_equal(there.boxes, -back.boxes);
        assert_int_equal(there.likely, -back.likely);
        assert_true(text_width(change_describe(&there, &second, &fixture->arena)) <= 76);
    }
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, small_setup_priced, small_teardown)
    static const struct CMUnitTest tests[] = {
        TEST(test_everything_is_in_it),
        TEST(test_overflow_is_told),
        TEST(test_changes_in_words),
        TEST(test_unknown_price_is_no_saving),
        TEST(test_money_in_words),
        TEST(test_mixtures_in_words),
        TEST(test_line_has_room_for_the_figures_first),
        TEST(test_any_change_fits),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
