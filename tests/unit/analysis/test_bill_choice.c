/* Which plan is bought: one that covers the demand, whatever the design names. */
#include "strata/analysis/bill.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "support/small_fixture.h"
#include "support/str.h"

static const struct small_term requests[] = { { "requests", NONE, { F_QUERIES, NONE } } };

/* Portkey: free for Solo up to 100 requests, $29 for Startup up to 1,000, $99 for anybody up to 5,000,
 * and a batch plan that is taken by hand only, up to 10. */
struct plans {
    plan_id free, team, pro, batch;
    meter_id requests;
};

static struct plans add_plans(struct fixture *f)
{
    struct small *small = &f->small;
    struct plans plans = { .requests = small_meter(small, "requests", requests, 1) };

    plans.free = small_plan(small, PORTKEY, "free", (struct plan){ .scales = 1 << SOLO });
    small_limit(small, plans.requests, 100 * MICRO);
    plans.team = small_plan(small, PORTKEY, "team", (struct plan){ .scales = 1 << STARTUP });
    small_fixed(small, "team", FLAT(DOLLARS(29)));
    small_limit(small, plans.requests, 1000 * MICRO);
    plans.pro = small_plan(small, PORTKEY, "pro", (struct plan){ .scales = 1 << ENTERPRISE });
    small_fixed(small, "pro", FLAT(DOLLARS(99)));
    small_limit(small, plans.requests, 5000 * MICRO);
    plans.batch = small_plan(small, PORTKEY, "batch", (struct plan){ .by_hand = true });
    small_fixed(small, "batch", FLAT(DOLLARS(1)));
    small_limit(small, plans.requests, 10 * MICRO);
    small_end(small);
    return plans;
}

static struct bill portkey(struct fixture *f, scale_id scale, plan_id plan, int64_t queries)
{
    struct choice *choice = arena_new(&f->arena, struct choice);
    struct figure_value *figure = arena_new(&f->arena, struct figure_value);
    struct design design;
    struct bill bill;

    *choice = (struct choice){ L_GATEWAY, PORTKEY, plan, 0 };
    *figure = (struct figure_value){ F_QUERIES, queries * MICRO };
    design = small_design(&f->small, scale, choice, 1);
    design.figures = figure;
    design.figure_count = 1;
    assert_true(bill_make(&f->small.catalog, &design, &f->arena, &bill, &f->diags));
    return bill;
}

static void test_named_plan_at_its_limit(void **state)
{
    struct fixture *f = *state;
    struct plans plans = add_plans(f);
    struct bill bill = portkey(f, SOLO, plans.free, 100);

    assert_int_equal(bill.shortfall_count, 0);
    assert_int_equal(bill.lines[0].plan, plans.free);
    assert_int_equal(bill.lines[0].reason, PLAN_NAMED);
    assert_null(bill_shortfall_of(&bill, PORTKEY));
}

static void test_named_plan_beyond_its_limit(void **state)
{
    struct fixture *f = *state;
    struct plans plans = add_plans(f);
    struct bill bill = portkey(f, SOLO, plans.free, 101);
    const struct bill_shortfall *shortfall = bill_shortfall_of(&bill, PORTKEY);

    assert_int_equal(bill.shortfall_count, 1);
    assert_int_equal(shortfall->plan, plans.free);
    assert_int_equal(shortfall->layer, L_GATEWAY);
    assert_int_equal(shortfall->limit->up_to, 100 * MICRO);
    assert_int_equal(shortfall->asked, 101 * MICRO);
    assert_int_equal(shortfall->instead, plans.team);
    assert_int_equal(shortfall->likely, DOLLARS(29));
    assert_int_equal(bill.lines[0].plan, plans.team);
    assert_int_equal(bill.lines[0].reason, PLAN_INSTEAD);
    assert_str(bill_line_why(&bill.lines[0]), "the cheapest that covers it, instead of free");
    assert_int_equal(bill.total.likely, DOLLARS(29));
}

static void test_by_hand_plan_beyond_its_limit(void **state)
{
    struct fixture *f = *state;
    struct plans plans = add_plans(f);

    assert_int_equal(portkey(f, STARTUP, plans.batch, 10).lines[0].plan, plans.batch);
    assert_int_equal(portkey(f, STARTUP, plans.batch, 11).lines[0].plan, plans.team);
}

static void test_nothing_covers_it(void **state)
{
    struct fixture *f = *state;
    struct plans plans = add_plans(f);
    struct bill bill = portkey(f, STARTUP, plans.team, 5001);

    /* the shortfall is that of the named plan, and nothing takes its place */
    assert_int_equal(bill.shortfalls[0].plan, plans.team);
    assert_int_equal(bill.shortfalls[0].instead, NONE);
    assert_int_equal(bill.lines[0].kind, LINE_UNKNOWN);
    assert_int_equal(bill.unpriced, 1);
    /* without a name it is that of the widest */
    bill = portkey(f, STARTUP, NONE, 5001);
    assert_int_equal(bill.shortfall_count, 1);
    assert_int_equal(bill.shortfalls[0].plan, NONE);
    assert_int_equal(bill.shortfalls[0].limit->up_to, 5000 * MICRO);
    assert_int_equal(bill.shortfalls[0].asked, 5001 * MICRO);
    assert_int_equal(portkey(f, STARTUP, NONE, 5000).shortfall_count, 0);
}

/* What is sold to the scale goes first; where that is too small, what is sold to others. */
static void test_sold_to_others(void **state)
{
    struct fixture *f = *state;
    struct plans plans = add_plans(f);
    struct bill bill = portkey(f, SOLO, NONE, 101);

    assert_int_equal(bill.lines[0].plan, plans.team);
    assert_int_equal(bill.lines[0].reason, PLAN_ELSEWHERE);
    assert_str(bill_line_why(&bill.lines[0]), "nothing sold to this scale covers it");
    assert_int_equal(portkey(f, SOLO, NONE, 100).lines[0].plan, plans.free);
}

/* "The only plan that fits" is said of the only one. */
static void test_only_plan(void **state)
{
    struct fixture *f = *state;
    struct plans plans = add_plans(f);
    struct bill bill = portkey(f, ENTERPRISE, NONE, 1000);

    assert_int_equal(bill.lines[0].plan, plans.pro);
    assert_int_equal(bill.lines[0].reason, PLAN_ONLY_SOLD);
    assert_str(bill_line_why(&bill.lines[0]),
               "the only one sold to Enterprise; team covers this for $29.00");
    bill = portkey(f, ENTERPRISE, NONE, 1001);
    assert_int_equal(bill.lines[0].reason, PLAN_ONLY);
    assert_str(bill_line_why(&bill.lines[0]), "the only plan that fits");
    /* the others are dearer: nothing to tell but that there are some */
    bill = portkey(f, SOLO, NONE, 100);
    assert_str(bill_line_why(&bill.lines[0]), "the only one sold to Solo");
    assert_int_equal(bill.line_count, 1);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, small_setup_open, small_teardown)

int main(void)
{
    static const struct CMUnitTest tests[] = {
        TEST(test_named_plan_at_its_limit),
        TEST(test_named_plan_beyond_its_limit),
        TEST(test_by_hand_plan_beyond_its_limit),
        TEST(test_nothing_covers_it),
        TEST(test_sold_to_others),
        TEST(test_only_plan),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
