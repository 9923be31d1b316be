#include "strata/analysis/bill_groups.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "support/sample_review.h"
#include "support/str.h"

static struct bill_groups group(struct sample *sample, enum bill_by by, enum bill_sort sort,
                                uint32_t top)
{
    struct bill_request request = { .by = by, .sort = sort, .top = top };
    struct bill_groups groups;

    bill_group(sample->review.catalog, &sample->review.bill, &request, &sample->arena, &groups);
    return groups;
}

static void add(struct price *sum, const struct price *more)
{
    sum->low += more->low;
    sum->likely += more->likely;
    sum->high += more->high;
}

static void assert_order(const struct bill_groups *groups, uint32_t i)
{
    const struct bill_group *a = &groups->list[i - 1], *b = &groups->list[i];

    switch (groups->request.sort) {
    case BILL_SORT_LAYER: assert_true(a->lines[0]->layer <= b->lines[0]->layer); break;
    case BILL_SORT_COST: assert_true(a->sum.likely >= b->sum.likely); break;
    case BILL_SORT_NAME: assert_true(str_cmp(a->name, b->name) <= 0); break;
    case BILL_SORT__COUNT: break;
    }
}

/* Each line is in one group, a group's sum is that of its lines, and all of it is the bill. */
static void check(struct sample *sample, const struct bill_groups *groups)
{
    const struct bill *bill = &sample->review.bill;
    struct price total = groups->rest;
    uint32_t lines = 0, wanted = 0, unpriced = groups->rest_unpriced;

    for (uint32_t i = 0; i < groups->count; i++) {
        const struct bill_group *at = &groups->list[i];
        struct price sum = { 0 };

        for (uint32_t k = 0; k < at->line_count; k++) {
            assert_true(k == 0 || at->lines[k] > at->lines[k - 1]);
            add(&sum, &at->lines[k]->cost);
        }
        assert_memory_equal(&sum, &at->sum, sizeof(sum));
        add(&total, &sum);
        lines += at->line_count;
        unpriced += at->unpriced;
        if (i > 0) {
            assert_order(groups, i);
        }
    }
    for (uint32_t i = 0; i < bill->line_count; i++) {
        wanted += bill->lines[i].kind != LINE_NOTHING;
    }
    assert_true(groups->rest_count > 0 ? lines < wanted : lines == wanted);
    assert_memory_equal(&total, &bill->total, sizeof(total));
    assert_int_equal(unpriced, bill->unpriced);
}

static void test_every_grouping_adds_up(void **state)
{
    static void (*const samples[])(struct sample *) = { sample_solo, sample_startup,
                                                        sample_enterprise, sample_empty };
    struct sample *sample = *state;

    for (size_t i = 0; i < sizeof(samples) / sizeof(samples[0]); i++) {
        samples[i](sample);
        for (int by = 0; by < BILL_BY__COUNT; by++) {
            for (int sort = 0; sort < BILL_SORT__COUNT; sort++) {
                for (uint32_t top = 0; top < 5; top++) {
                    struct bill_groups groups =
                        group(sample, (enum bill_by)by, (enum bill_sort)sort, top);

                    assert_true(top == 0 || groups.count <= top);
                    check(sample, &groups);
                }
            }
        }
    }
}

/* Sonnet has its minimum of $5, the database $25, the app $20 and 10 % of it. */
static void test_names_and_order(void **state)
{
    struct sample *sample = *state;
    struct bill_groups groups;

    sample_solo(sample);
    groups = group(sample, BILL_BY_LAYER, BILL_SORT_COST, 0);
    assert_str(groups.list[0].name, "database");
    assert_str(groups.list[1].name, "framework");
    assert_int_equal(groups.list[1].sum.likely, 22 * MICRO);
    groups = group(sample, BILL_BY_LINE, BILL_SORT_COST, 1);
    assert_str(groups.list[0].name, "Supabase: base fee");
    assert_int_equal(groups.count, 1);
    assert_true(groups.rest_count > 0);
}

/* A minimum is what people forget, as what the catalogue marks. */
static void test_forgotten(void **state)
{
    struct sample *sample = *state;
    const struct bill *bill = &sample->review.bill;
    money minimum = 0;

    sample_solo(sample);
    for (uint32_t i = 0; i < bill->line_count; i++) {
        if (bill->lines[i].kind == LINE_MINIMUM) {
            minimum += bill->lines[i].cost.likely;
        }
    }
    assert_true(minimum > 0);
    assert_int_equal(bill_forgotten(bill), minimum + 2 * MICRO);
    assert_int_equal(bill_estimated(bill), 25 * MICRO);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, sample_setup, sample_teardown)
    const struct CMUnitTest tests[] = {
        TEST(test_every_grouping_adds_up),
        TEST(test_names_and_order),
        TEST(test_forgotten),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
