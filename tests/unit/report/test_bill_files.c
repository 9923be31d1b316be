#include "strata/base/amount.h"
#include "strata/report/bill_text.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "support/sample_review.h"
#include "support/str.h"

#define CELLS 13
#define AMOUNTS 5 /* the first of low, likely, high */

/* The whole bill in its own order, or what `request` asks for. */
static struct bill_report report_of(struct sample *sample, struct bill_request request)
{
    struct bill_report report;
    money rate = 80 * MICRO;
    assert_true(bill_report_make(&sample->review, &request, &rate, &sample->arena, &report,
                                 &sample->diags));
    return report;
}

static struct bill_report whole(struct sample *sample)
{
    return report_of(sample, (struct bill_request){ 0 });
}

/* Takes one cell off the front, quotes undone; *ret_last if it ends its row. */
static struct str take_cell(struct str *csv, struct arena *arena, bool *ret_last)
{
    struct strbuf cell = { .arena = arena };
    size_t at = 0;
    bool quoted = csv->len > 0 && csv->at[0] == '"';
    for (at = quoted; at < csv->len; at++) {
        char c = csv->at[at];
        if (quoted && c == '"' && at + 1 < csv->len && csv->at[at + 1] == '"') {
            at++;
        } else if (quoted ? c == '"' : c == ',' || c == '\r') {
            break;
        }
        strbuf_add_char(&cell, c);
    }
    at += quoted;
    assert_true(at < csv->len);
    *ret_last = csv->at[at] == '\r';
    assert_true(*ret_last || csv->at[at] == ',');
    *csv = str_part(*csv, at + (*ret_last ? 2 : 1), csv->len);
    return strbuf_str(&cell);
}

/* Every row has all its cells, none of them is a formula, and the amounts add up to the last
 * row. */
static void check_csv_of(struct sample *sample, struct bill_request request)
{
    struct bill_report report = report_of(sample, request);
    struct str csv = bill_csv(&report, &sample->arena);
    money sums[3] = { 0 };
    for (uint32_t row = 0; csv.len > 0; row++) {
        struct str cells[CELLS];
        bool last = false;
        for (uint32_t i = 0; i < CELLS; i++) {
            assert_false(last);
            cells[i] = take_cell(&csv, &sample->arena, &last);
            bool amount = i >= AMOUNTS && i < AMOUNTS + 3;
            assert_true(cells[i].len == 0
                        || strchr(amount ? "=+@\t\r" : "=+-@\t\r\n", cells[i].at[0]) == NULL);
        }
        assert_true(last);
        for (uint32_t i = 0; i < 3; i++) {
            money value;
            if ((amount_parse(cells[AMOUNTS + i], false, &value) == AMOUNT_NONE) && csv.len > 0) {
                sums[i] += value;
            } else if (csv.len == 0) {
                assert_true((amount_parse(cells[AMOUNTS + i], false, &value) == AMOUNT_NONE));
                assert_int_equal(value, sums[i]);
            }
        }
    }
}

static void check_csv(struct sample *sample)
{
    for (int by = 0; by < BILL_BY__COUNT; by++) {
        for (uint32_t top = 0; top < 3; top++) {
            check_csv_of(sample, (struct bill_request){ .by = (enum bill_by)by, .top = top });
        }
    }
}

static void test_csv_adds_up(void **state)
{
    struct sample *sample = *state;
    sample_solo(sample);
    check_csv(sample);
    sample_startup(sample);
    check_csv(sample);
    sample_empty(sample);
    check_csv(sample);
}

static void test_csv_is_no_formula(void **state)
{
    struct sample *sample = *state;
    for (uint32_t seed = 0; seed < 40; seed++) {
        sample_hostile(sample, seed, false);
        check_csv(sample);
    }
}

/* No cell more, and nothing that a browser would take for a tag. */
static void test_markdown_is_inert(void **state)
{
    struct sample *sample = *state;
    for (uint32_t seed = 0; seed < 40; seed++) {
        sample_hostile(sample, seed, false);
        struct bill_report report =
            report_of(sample, (struct bill_request){ .by = (enum bill_by)(seed % BILL_BY__COUNT),
                                                     .top = seed % 3 });
        struct str page = bill_markdown(&report, &sample->arena);
        uint32_t bars = 0;
        bool row = false;
        for (size_t i = 0; i < page.len; i++) {
            char c = page.at[i];
            assert_true(c != '<' && c != '>');
            if (c == '\\') {
                i++;
            } else if (c == '\n') {
                assert_true(!row || bars == 9);
                bars = 0;
                row = i + 1 < page.len && page.at[i + 1] == '|';
            } else {
                bars += c == '|';
            }
        }
    }
}

static void test_table_adds_up(void **state)
{
    struct sample *sample = *state;
    size_t at;
    sample_startup(sample);
    struct bill_report report = whole(sample);
    struct str table = bill_table(&report, &sample->arena);
    struct str total = money_format(&sample->arena, sample->review.bill.total.likely);
    assert_true(str_find(table, STR("Total a month"), &at));
    assert_true(str_find(str_part(table, at, table.len), total, &at));
}

/* An unknown price is "?" and never $0. */
static void test_unknown_price(void **state)
{
    struct sample *sample = *state;
    size_t at;
    sample_solo(sample);
    assert_true(sample->review.bill.unpriced > 0);
    struct bill_report report = whole(sample);
    assert_true(str_find(bill_table(&report, &sample->arena), STR(" ?\n"), &at));
    assert_true(
        str_find(bill_table(&report, &sample->arena), STR("\nLeft out of the total (?)\n"), &at));
    assert_true(str_find(bill_csv(&report, &sample->arena), STR(",?,?,?,"), &at));
    assert_true(str_find(bill_markdown(&report, &sample->arena), STR("| ? | ? | ? |"), &at));
}

static void test_prices(void **state)
{
    struct sample *sample = *state;
    assert_str(bill_price(&sample->arena, 3 * MICRO), "$3");
    assert_str(bill_price(&sample->arena, 1500000), "$1.50");
    assert_str(bill_price(&sample->arena, 20000), "$0.02");
    assert_str(bill_price(&sample->arena, 47200), "$0.0472");
    assert_str(bill_price(&sample->arena, 12000 * MICRO), "$12,000");
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, sample_setup, sample_teardown)
    const struct CMUnitTest tests[] = {
        TEST(test_csv_adds_up),   TEST(test_csv_is_no_formula), TEST(test_markdown_is_inert),
        TEST(test_table_adds_up), TEST(test_unknown_price),     TEST(test_prices),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
