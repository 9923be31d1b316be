#include "strata/base/money.h"

#include "strata/base/amount.h"
#include "strata/base/wide.h"

#include <locale.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "fixture.h"
#include "random.h"
#include "str.h"

#define ROUNDS 200000
#define UNTOUCHED INT64_C(4242)

/* ---- Arithmetic, against an oracle that is written differently: it doubles instead of comparing
 * rests ---- */

static wide floor_of(wide value, wide by)
{
    wide whole = value / by;
    return value % by < 0 ? whole - 1 : whole;
}

/* floor(|x| + 1/2), with the sign put back. */
static wide half_away(wide value, wide by)
{
    wide positive = value < 0 ? -value : value;
    wide rounded = floor_of(positive * 2 + by, by * 2);
    return value < 0 ? -rounded : rounded;
}

static bool fits(wide value)
{
    return value >= INT64_MIN && value <= INT64_MAX;
}

static void check(bool ok, int64_t got, wide expected)
{
    assert_int_equal(ok, fits(expected));
    assert_true(got == (ok ? (int64_t)expected : UNTOUCHED));
}

static void test_sums(void **state)
{
    (void)state;
    struct test_random random = { 10 };
    for (int i = 0; i < ROUNDS; i++) {
        int64_t a = test_random_int64(&random), b = test_random_int64(&random), sum = UNTOUCHED;
        bool ok = money_add(a, b, &sum);
        check(ok, sum, (wide)a + b);
        sum = UNTOUCHED;
        ok = quantity_add(a, b, &sum);
        check(ok, sum, (wide)a + b);
    }
}

static void test_products(void **state)
{
    (void)state;
    struct test_random random = { 11 };
    for (int i = 0; i < ROUNDS; i++) {
        int64_t a = test_random_int64(&random), b = test_random_int64(&random);
        int64_t per = test_random_int64(&random), product = UNTOUCHED;
        if (per > 0 && a > INT64_MIN / 2 && b > INT64_MIN / 2) { /* the oracle doubles */
            bool ok = wide_narrow(wide_divide((wide)a * b, per), &product);
            check(ok, product, half_away((wide)a * b, per));
        }
    }
}

static void test_rounding_to_cents_and_blocks(void **state)
{
    (void)state;
    struct test_random random = { 12 };
    for (int i = 0; i < ROUNDS; i++) {
        int64_t a = test_random_int64(&random), block = test_random_int64(&random);
        int64_t rounded = UNTOUCHED;
        bool ok = money_round_to_cent(a, &rounded);
        check(ok, rounded, half_away(a, 10000) * 10000);
        rounded = UNTOUCHED;
        ok = quantity_round_up(a, block, &rounded);
        if (block <= 0) {
            assert_false(ok);
            assert_int_equal(rounded, UNTOUCHED);
        } else {
            check(ok, rounded, -floor_of(-(wide)a, block) * block);
        }
    }
}

static void test_rounding_for_showing(void **state)
{
    (void)state;
    assert_int_equal(micro_round(1234567, MICRO / 100), 1230000);
    assert_int_equal(micro_round(1235000, MICRO / 100), 1240000);
    assert_int_equal(micro_round(-1235000, MICRO / 100), -1240000);
    assert_int_equal(micro_round(499999, MICRO), 0);
    assert_int_equal(micro_round(INT64_MAX, MICRO), INT64_MAX);
    assert_int_equal(micro_round(INT64_MIN, MICRO), INT64_MIN);
}

static void test_extremes(void **state)
{
    (void)state;
    int64_t got = UNTOUCHED;
    assert_true(money_add(INT64_MAX, INT64_MIN, &got));
    assert_int_equal(got, -1);
    got = UNTOUCHED;
    assert_false(money_add(INT64_MAX, 1, &got));
    assert_false(money_add(INT64_MIN, -1, &got));
    assert_false(money_round_to_cent(INT64_MAX, &got));
    assert_false(money_round_to_cent(INT64_MIN, &got));
    assert_false(quantity_round_up(INT64_MAX, INT64_MAX - 1, &got));
    assert_false(quantity_round_up(1, 0, &got));
    assert_int_equal(got, UNTOUCHED);
    assert_true(quantity_round_up(INT64_MAX, INT64_MAX, &got));
    assert_true(got == INT64_MAX);
    assert_true(quantity_round_up(INT64_MIN, 1, &got));
    assert_true(got == INT64_MIN);
    assert_false(wide_narrow((wide)INT64_MAX + 1, &got));
    assert_false(wide_narrow((wide)INT64_MIN - 1, &got));
    assert_true(got == INT64_MIN);
    assert_true(wide_narrow(INT64_MAX, &got));
    assert_true(got == INT64_MAX);
}

static void test_examples(void **state)
{
    (void)state;
    int64_t got = 0;
    /* 3 dollars per 1,000,000 tokens, 1,234,567 tokens */
    assert_true((wide_divide((wide)3 * MICRO * 1234567 * MICRO, (wide)1000000 * MICRO) == 3703701));
    assert_true(money_round_to_cent(3703701, &got));
    assert_int_equal(got, 3700000);
    assert_true(wide_divide(1, 2) == 1); /* half away from zero, both ways */
    assert_true(wide_divide(-1, 2) == -1);
    assert_true(wide_divide(1, 3) == 0);
    assert_true(wide_divide(-2, 3) == -1);
    assert_true(money_round_to_cent(4999, &got));
    assert_int_equal(got, 0);
    assert_true(money_round_to_cent(5000, &got));
    assert_int_equal(got, 10000);
    assert_true(money_round_to_cent(-5000, &got));
    assert_int_equal(got, -10000);
    assert_true(quantity_round_up(230000 * MICRO, 100000 * MICRO, &got));
    assert_true(got == 300000 * MICRO);
    assert_true(quantity_round_up(300000 * MICRO, 100000 * MICRO, &got));
    assert_true(got == 300000 * MICRO);
    assert_true(quantity_round_up(300000 * MICRO + 1, 100000 * MICRO, &got));
    assert_true(got == 400000 * MICRO);
    assert_true(quantity_round_up(0, MICRO, &got));
    assert_int_equal(got, 0);
}

/* ---- Writing ---- */

#define MICRO_IS(micro, group, text) assert_str(micro_format(&fixture->arena, micro, group), text)

static void test_micro_format(void **state)
{
    struct fixture *fixture = *state;
    MICRO_IS(0, true, "0");
    MICRO_IS(50000, false, "0.05");
    MICRO_IS(-50000, false, "-0.05");
    MICRO_IS(1, false, "0.000001");
    MICRO_IS(100000, true, "0.1");
    MICRO_IS(1500000 * MICRO, false, "1500000");
    MICRO_IS(1500000 * MICRO, true, "1,500,000");
    MICRO_IS(999 * MICRO, true, "999");
    MICRO_IS(1000 * MICRO, true, "1,000");
    MICRO_IS(-1000 * MICRO - 500000, true, "-1,000.5");
    MICRO_IS(INT64_MAX, false, "9223372036854.775807");
    MICRO_IS(INT64_MIN, false, "-9223372036854.775808");
    MICRO_IS(INT64_MIN, true, "-9,223,372,036,854.775808");
}

#define MONEY_IS(amount, full, plain)                        \
    assert_str(money_format(&fixture->arena, amount), full); \
    assert_str(money_format_plain(&fixture->arena, amount), plain)

static void test_money_format(void **state)
{
    struct fixture *fixture = *state;
    MONEY_IS(0, "$0.00", "0.00");
    MONEY_IS(8176400000, "$8,176.40", "8176.40");
    MONEY_IS(-8176400000, "-$8,176.40", "-8176.40");
    MONEY_IS(4999, "$0.00", "0.00");
    MONEY_IS(5000, "$0.01", "0.01");
    MONEY_IS(-4999, "$0.00", "0.00");
    MONEY_IS(-5000, "-$0.01", "-0.01");
    MONEY_IS(999994999, "$999.99", "999.99");
    MONEY_IS(999995000, "$1,000.00", "1000.00");
    MONEY_IS(90000, "$0.09", "0.09");
    MONEY_IS(INT64_MAX, "$9,223,372,036,854.78", "9223372036854.78");
    MONEY_IS(INT64_MIN, "-$9,223,372,036,854.78", "-9223372036854.78");
}

#define SHORT_IS(amount, text) assert_str(money_format_short(&fixture->arena, amount), text)

static void test_money_format_short(void **state)
{
    struct fixture *fixture = *state;
    SHORT_IS(0, "$0");
    SHORT_IS(1, "<$1");
    SHORT_IS(499999, "<$1");
    SHORT_IS(500000, "$1");
    SHORT_IS(-499999, ">-$1");
    SHORT_IS(-500000, "-$1");
    SHORT_IS(51 * MICRO, "$51");
    SHORT_IS(8176 * MICRO, "$8,176");
    SHORT_IS(99999 * MICRO, "$99,999");
    SHORT_IS(99999 * MICRO + 499999, "$99,999");
    SHORT_IS(99999 * MICRO + 500000, "$100K");
    SHORT_IS(100000 * MICRO, "$100K");
    SHORT_IS(206500 * MICRO, "$207K");
    SHORT_IS(206499 * MICRO, "$206K");
    SHORT_IS(999499 * MICRO, "$999K");
    SHORT_IS(999500 * MICRO, "$1.0M");
    SHORT_IS(1249999 * MICRO, "$1.2M");
    SHORT_IS(1250000 * MICRO, "$1.3M");
    SHORT_IS(9949999 * MICRO, "$9.9M");
    SHORT_IS(9950000 * MICRO, "$10M");
    SHORT_IS(12000000 * MICRO, "$12M");
    SHORT_IS(999499999 * MICRO, "$999M");
    SHORT_IS(999500000 * MICRO, "$1.0B");
    SHORT_IS(1200000000 * MICRO, "$1.2B");
    SHORT_IS(999500000000 * MICRO, "$1.0T");
    SHORT_IS(INT64_MAX, "$9.2T");
    SHORT_IS(INT64_MIN, "-$9.2T");
    SHORT_IS(-99999 * MICRO, "-$99,999");
}

static void test_money_format_short_is_never_wider(void **state)
{
    struct fixture *fixture = *state;
    struct test_random random = { 14 };
    for (int i = 0; i < ROUNDS; i++) {
        money amount = test_random_int64(&random);
        assert_true(money_format_short(&fixture->arena, amount).len <= (amount < 0 ? 8u : 7u));
        arena_reset(&fixture->arena);
    }
}

/* The environment may say that a comma is the point; files and output do not care. */
static void test_the_locale_changes_nothing(void **state)
{
    static const char *const locales[] = { "de_DE.UTF-8", "fr_FR.UTF-8", "tr_TR.UTF-8", "" };
    struct fixture *fixture = *state;
    for (size_t i = 0; i < sizeof(locales) / sizeof(locales[0]); i++) {
        int64_t micro = 0;
        setlocale(LC_ALL, locales[i]); /* those that are not installed change nothing */
        assert_int_equal(amount_parse(STR("1.5"), false, &micro), AMOUNT_NONE);
        assert_int_equal(amount_parse(STR("1,5"), false, &micro), AMOUNT_COMMA);
        MICRO_IS(1500000, true, "1.5");
        MONEY_IS(1234500000, "$1,234.50", "1234.50");
    }
    setlocale(LC_ALL, "C");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        FIXTURE_TEST(test_sums),
        FIXTURE_TEST(test_products),
        FIXTURE_TEST(test_rounding_to_cents_and_blocks),
        FIXTURE_TEST(test_rounding_for_showing),
        FIXTURE_TEST(test_extremes),
        FIXTURE_TEST(test_examples),
        FIXTURE_TEST(test_micro_format),
        FIXTURE_TEST(test_money_format),
        FIXTURE_TEST(test_money_format_short),
        FIXTURE_TEST(test_money_format_short_is_never_wider),
        FIXTURE_TEST(test_the_locale_changes_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
