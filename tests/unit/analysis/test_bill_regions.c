/* What several regions buy: once, in each, or shared out; and what one request is. */
#include "strata/analysis/bill.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "strata/analysis/bill_words.h"
#include "support/small_fixture.h"
#include "support/str.h"

enum { USED, KEPT };

static const struct small_term queries[] = { { "queries", NONE, { F_QUERIES, NONE } } };

/* Meters of what is metered by use and of what is kept in each region. */
static void add_meters(struct fixture *f)
{
    assert_int_equal(small_meter(&f->small, "used", queries, 1), USED);
    assert_int_equal(small_meter(&f->small, "kept", queries, 1), KEPT);
    vec_last(&f->small.builder.terms)->each_region = true;
}

static struct bill bill_in(struct fixture *f, uint32_t regions, int64_t amount)
{
    const struct str names[] = { STR("a"), STR("b"), STR("c") };
    static const struct choice choice = { L_GATEWAY, PORTKEY, NONE, 0 };
    struct figure_value *figure = arena_new(&f->arena, struct figure_value);
    struct design design = small_design(&f->small, STARTUP, &choice, 1);
    struct bill bill;

    *figure = (struct figure_value){ F_QUERIES, amount * MICRO };
    design.figures = figure;
    design.figure_count = 1;
    design.regions = names;
    design.region_count = regions;
    assert_true(bill_make(&f->small.catalog, &design, &f->arena, &bill, &f->diags));
    return bill;
}

static void assert_cost(struct fixture *f, uint32_t regions, int64_t amount, int64_t dollars)
{
    assert_int_equal(bill_in(f, regions, amount).total.likely, DOLLARS(dollars));
}

static void buy(struct fixture *f, enum bought bought)
{
    f->small.builder.components.items[PORTKEY].bought = bought;
    small_end(&f->small);
}

/* $10, and $1 a query above 5. */
static void add_plan(struct fixture *f, meter_id meter, struct plan plan)
{
    static const struct tier dollar = { NO_END, { DOLLARS(1), DOLLARS(1), DOLLARS(1) } };

    add_meters(f);
    small_plan(&f->small, PORTKEY, "pro", plan);
    small_fixed(&f->small, "base", FLAT(DOLLARS(10)));
    small_charge(&f->small, "used",
                 (struct charge){
                     .kind = CHARGE_METER, .meter = meter, .per = MICRO, .included = 5 * MICRO },
                 &dollar, 1);
}

static void test_bought_once(void **state)
{
    struct fixture *f = *state;

    add_plan(f, KEPT, (struct plan){ 0 });
    buy(f, BOUGHT_ONCE);
    assert_cost(f, 0, 12, 17);
    assert_cost(f, 3, 12, 17);
}

/* What nobody knows is billed once. */
static void test_not_known(void **state)
{
    struct fixture *f = *state;

    add_plan(f, KEPT, (struct plan){ 0 });
    buy(f, BOUGHT_UNKNOWN);
    assert_cost(f, 3, 12, 17);
}

static void test_used_is_shared_out(void **state)
{
    struct fixture *f = *state;

    add_plan(f, USED, (struct plan){ 0 });
    buy(f, BOUGHT_EACH);
    assert_cost(f, 0, 12, 17);
    assert_cost(f, 1, 12, 17);
    /* 3 x 10; 12 queries in all, of which 15 are included */
    assert_cost(f, 3, 12, 30);
    assert_cost(f, 3, 16, 31);
}

static void test_kept_is_in_each(void **state)
{
    struct fixture *f = *state;
    struct bill bill;

    add_plan(f, KEPT, (struct plan){ 0 });
    buy(f, BOUGHT_EACH);
    /* 3 x (10 + 12 - 5) */
    assert_cost(f, 3, 12, 51);
    bill = bill_in(f, 3, 12);
    assert_str(bill_line_how(&f->small.catalog, &bill.lines[0], &f->arena),
               "fixed, a month, in each of 3 regions");
    assert_int_equal(bill.lines[1].amount, 36 * MICRO);
    assert_int_equal(bill.lines[1].included, 15 * MICRO);
    assert_int_equal(bill.lines[1].billed, 21 * MICRO);
}

/* The account's: its fixed price, what is included, the minimum. What is kept is still in each. */
static void test_account(void **state)
{
    struct fixture *f = *state;

    add_plan(f, KEPT, (struct plan){ .account = true, .minimum = DOLLARS(45) });
    buy(f, BOUGHT_EACH);
    assert_cost(f, 1, 12, 45);
    assert_cost(f, 3, 12, 45); /* 10 + 36 - 5 is 41 */
    assert_cost(f, 3, 14, 47);
}

static void test_minimum_and_credit_in_each(void **state)
{
    struct fixture *f = *state;

    add_plan(f, USED, (struct plan){ .minimum = DOLLARS(20), .credit = DOLLARS(4) });
    buy(f, BOUGHT_EACH);
    assert_cost(f, 1, 12, 20); /* 10 + 7 - 4, and 7 to the minimum */
    assert_cost(f, 2, 30, 40); /* 20 + 20 - 8 is 32, and 8 to the minimum */
    assert_cost(f, 2, 60, 62); /* 20 + 50 - 8 */
}

static void test_account_of_one_charge(void **state)
{
    struct fixture *f = *state;

    add_plan(f, USED, (struct plan){ 0 });
    vec_last(&f->small.builder.charges)->account = true;
    buy(f, BOUGHT_EACH);
    assert_cost(f, 3, 12, 37);
}

/* A limit holds for each of them; bands, too. */
static void test_limits_and_bands(void **state)
{
    static const struct tier tiers[] = {
        { 10 * MICRO, { DOLLARS(2), DOLLARS(2), DOLLARS(2) } },
        { NO_END, { DOLLARS(1), DOLLARS(1), DOLLARS(1) } },
    };
    struct fixture *f = *state;

    add_meters(f);
    small_plan(&f->small, PORTKEY, "pro", (struct plan){ 0 });
    small_limit(&f->small, USED, 100 * MICRO);
    small_charge(&f->small, "used",
                 (struct charge){
                     .kind = CHARGE_METER, .meter = USED, .per = MICRO, .bands = BANDS_GRADUATED },
                 tiers, 2);
    buy(f, BOUGHT_EACH);
    assert_cost(f, 1, 100, 20 + 90);
    assert_int_equal(bill_in(f, 1, 101).unpriced, 1);
    assert_cost(f, 3, 300, 3 * (20 + 90));
    assert_int_equal(bill_in(f, 3, 301).unpriced, 1);
    assert_int_equal(bill_in(f, 3, 301).shortfalls[0].covers, 300 * MICRO);
}

/* ---- requests ---- */

/* A query has `tokens` of it in one request. */
static void add_requests(struct fixture *f)
{
    const uint32_t request[] = { F_TOKENS };

    assert_int_equal(small_meter(&f->small, "used", queries, 1), USED);
    vec_last(&f->small.builder.terms)->request = builder_refs(&f->small.builder, request, 1);
}

/* 500 tokens a request, $1 up to `edge` and $3 above. */
static money cost_of_requests(struct fixture *f, int64_t edge)
{
    const struct tier tiers[] = {
        { edge * MICRO, { DOLLARS(1), DOLLARS(1), DOLLARS(1) } },
        { NO_END, { DOLLARS(3), DOLLARS(3), DOLLARS(3) } },
    };

    add_requests(f);
    small_plan(&f->small, PORTKEY, "list", (struct plan){ 0 });
    small_charge(&f->small, "used",
                 (struct charge){
                     .kind = CHARGE_METER, .meter = USED, .per = MICRO, .bands = BANDS_REQUEST },
                 tiers, 2);
    buy(f, BOUGHT_ONCE);
    return bill_in(f, 0, 10).total.likely;
}

static void test_request_within_its_band(void **state)
{
    assert_int_equal(cost_of_requests(*state, 500), DOLLARS(10));
}

static void test_request_above_its_band(void **state)
{
    assert_int_equal(cost_of_requests(*state, 499), DOLLARS(30));
}

static void test_request_at_its_limit(void **state)
{
    struct fixture *f = *state;

    add_requests(f);
    small_plan(&f->small, PORTKEY, "small", (struct plan){ 0 });
    small_limit(&f->small, USED, 499 * MICRO);
    vec_last(&f->small.builder.limits)->request = true;
    small_plan(&f->small, PORTKEY, "large", (struct plan){ 0 });
    small_fixed(&f->small, "large", FLAT(DOLLARS(7)));
    small_limit(&f->small, USED, 500 * MICRO);
    vec_last(&f->small.builder.limits)->request = true;
    buy(f, BOUGHT_ONCE);
    /* of as many as one likes, but not of larger ones */
    assert_cost(f, 0, 100000, 7);
    assert_cost(f, 0, 0, 0);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, small_setup_open, small_teardown)

int main(void)
{
    static const struct CMUnitTest tests[] = {
        TEST(test_bought_once),
        TEST(test_not_known),
        TEST(test_used_is_shared_out),
        TEST(test_kept_is_in_each),
        TEST(test_account),
        TEST(test_minimum_and_credit_in_each),
        TEST(test_account_of_one_charge),
        TEST(test_limits_and_bands),
        TEST(test_request_within_its_band),
        TEST(test_request_above_its_band),
        TEST(test_request_at_its_limit),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
