#include "strata/analysis/operations.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "support/small_fixture.h"

static void set_hours(struct fixture *f, component_id component, quantity hours)
{
    struct component *row = &f->small.builder.components.items[component];

    row->operations = hours;
    row->operations_known = true;
}

static struct operations sum(struct fixture *f, struct choice *choices, uint32_t count)
{
    struct design design = { .choices = choices, .choice_count = count };
    struct operations operations;

    small_end(&f->small);
    assert_true(operations_of(&f->small.catalog, &design, &operations));
    return operations;
}

/* A product in two layers is looked after once, and what is not known is counted, never 0. */
static void test_sum(void **state)
{
    struct fixture *f = *state;
    struct choice choices[] = {
        { .layer = L_WORKHORSE, .component = SONNET },
        { .layer = L_VECTORS, .component = SUPABASE },
        { .layer = L_DATABASE, .component = SUPABASE },
        { .layer = L_FRAMEWORK, .component = NEXTJS },
    };
    struct operations operations;

    set_hours(f, SONNET, MICRO / 2);
    set_hours(f, SUPABASE, 2 * MICRO);
    operations = sum(f, choices, 4);
    assert_int_equal(operations.hours, 2500000);
    assert_int_equal(operations.unknown, 1);
}

static void test_nothing_chosen(void **state)
{
    struct operations operations = sum(*state, NULL, 0);

    assert_int_equal(operations.hours, 0);
    assert_int_equal(operations.unknown, 0);
}

static void test_too_much(void **state)
{
    struct fixture *f = *state;
    struct choice choices[] = { { .component = SONNET }, { .component = SUPABASE } };
    struct design design = { .choices = choices, .choice_count = 2 };
    struct operations operations;

    set_hours(f, SONNET, INT64_MAX);
    set_hours(f, SUPABASE, 1);
    small_end(&f->small);
    assert_false(operations_of(&f->small.catalog, &design, &operations));
}

/* 2.5 hours at $80.01 are $200.025, which is $200.03. */
static void test_cost(void **state)
{
    struct operations operations = { .hours = 2500000 };
    money cost;

    (void)state;
    assert_true(operations_cost(&operations, 80010000, &cost));
    assert_int_equal(cost, 200030000);
    operations.hours = INT64_MAX;
    assert_true(operations_cost(&operations, 0, &cost));
    assert_int_equal(cost, 0);
    assert_false(operations_cost(&operations, 2 * MICRO, &cost));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_sum, small_setup_open, small_teardown),
        cmocka_unit_test_setup_teardown(test_nothing_chosen, small_setup_open, small_teardown),
        cmocka_unit_test_setup_teardown(test_too_much, small_setup_open, small_teardown),
        cmocka_unit_test(test_cost),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
