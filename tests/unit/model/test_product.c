#include "strata/base/wide.h"
#include "strata/model/product.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "support/random.h"

#define FIGURES 4
#define ROUNDS 200000

static const uint32_t refs[FIGURES] = { 0, 1, 2, 3 };

static bool multiply(const quantity *values, const bool *percent, uint32_t count, quantity times,
                     quantity *ret)
{
    struct figure figures[FIGURES] = { 0 };
    const struct catalog catalog = { .figures = figures, .refs = refs };
    struct product product;

    for (uint32_t i = 0; i < count; i++) {
        figures[i].percent = percent[i];
    }
    return product_of(&catalog, times, (struct range){ 0, count }, values, &product)
           && product_value(&product, ret);
}

static const bool plain[FIGURES] = { false };

static void test_whole_numbers(void **state)
{
    const quantity values[] = { 400000 * MICRO, 6000 * MICRO, 2 * MICRO };
    quantity result;

    (void)state;
    assert_true(multiply(values, plain, 3, MICRO, &result));
    assert_int_equal(result, INT64_C(4800000000) * MICRO);
    assert_true(multiply(values, plain, 0, 7 * MICRO, &result));
    assert_int_equal(result, 7 * MICRO);
}

static void test_percents_are_hundredths(void **state)
{
    const quantity values[] = { 900 * MICRO, 5 * MICRO };
    const bool percent[] = { false, true };
    quantity result;

    (void)state;
    assert_true(multiply(values, percent, 2, MICRO, &result));
    assert_int_equal(result, 45 * MICRO);
}

/* 0.000001 x 0.5 x 2 is 0.000001, whatever comes first. */
static void test_nothing_is_lost_on_the_way(void **state)
{
    const quantity values[] = { 1, MICRO / 2, 2 * MICRO }, turned[] = { 2 * MICRO, MICRO / 2, 1 };
    quantity result;

    (void)state;
    assert_true(multiply(values, plain, 3, MICRO, &result));
    assert_int_equal(result, 1);
    assert_true(multiply(turned, plain, 3, MICRO, &result));
    assert_int_equal(result, 1);
}

static void test_half_is_rounded_away_from_zero(void **state)
{
    const quantity half[] = { 1, MICRO / 2 }, less[] = { 1, MICRO / 2 - 1 },
                   minus[] = { -1, MICRO / 2 };
    quantity result;

    (void)state;
    assert_true(multiply(half, plain, 2, MICRO, &result));
    assert_int_equal(result, 1);
    assert_true(multiply(less, plain, 2, MICRO, &result));
    assert_int_equal(result, 0);
    assert_true(multiply(minus, plain, 2, MICRO, &result));
    assert_int_equal(result, -1);
}

static void test_shares(void **state)
{
    struct product product = { .top = 100, .by = 1 };
    quantity result;

    (void)state;
    assert_true(product_share(&product, 50 * MICRO, 3));
    assert_true(product_value(&product, &result));
    assert_int_equal(result, 16666667);
}

static void test_ends_of_the_range(void **state)
{
    const quantity most[] = { INT64_MAX, MICRO }, more[] = { INT64_MAX, MICRO + 1 };
    const quantity least[] = { INT64_MIN, MICRO },
                   nothing[] = { INT64_MAX, INT64_MAX, INT64_MAX, 0 };
    quantity result = 42;

    (void)state;
    assert_true(multiply(most, plain, 2, MICRO, &result));
    assert_int_equal(result, INT64_MAX);
    assert_true(multiply(least, plain, 2, MICRO, &result));
    assert_int_equal(result, INT64_MIN);
    assert_false(multiply(more, plain, 2, MICRO, &result));
    assert_false(multiply(nothing, plain, 3, MICRO, &result));
    assert_true(multiply(nothing, plain, 4, MICRO, &result));
    assert_int_equal(result, 0);
}

/* Far more decimals than anybody writes. */
static void test_tiny_factors(void **state)
{
    const quantity values[] = { 1, 3, 7, 9 };
    quantity result = 42;

    (void)state;
    assert_true(multiply(values, plain, 4, 1, &result));
    assert_int_equal(result, 0);
}

static void test_two_factors_against_an_oracle(void **state)
{
    struct test_random random = { 11 };

    (void)state;
    for (int round = 0; round < ROUNDS; round++) {
        const quantity values[] = { test_random_int64(&random), test_random_int64(&random) };
        quantity expected, result;
        bool fits = wide_narrow(wide_divide((wide)values[0] * values[1], MICRO), &expected);

        assert_int_equal(multiply(values, plain, 2, MICRO, &result), fits);
        if (fits) {
            assert_int_equal(result, expected);
        }
    }
}

static void test_order_of_factors(void **state)
{
    struct test_random random = { 12 };

    (void)state;
    for (int round = 0; round < ROUNDS; round++) {
        quantity values[FIGURES], turned[FIGURES], one = 0, other = 0;
        bool percent[FIGURES], turned_percent[FIGURES];

        for (uint32_t i = 0; i < FIGURES; i++) {
            values[i] = (quantity)test_random_below(&random, 1000000000);
            percent[i] = test_random_below(&random, 2) == 0;
            turned[FIGURES - 1 - i] = values[i];
            turned_percent[FIGURES - 1 - i] = percent[i];
        }
        assert_true(multiply(values, percent, FIGURES, MICRO, &one));
        assert_true(multiply(turned, turned_percent, FIGURES, MICRO, &other));
        assert_int_equal(one, other);
    }
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_whole_numbers),
        cmocka_unit_test(test_percents_are_hundredths),
        cmocka_unit_test(test_nothing_is_lost_on_the_way),
        cmocka_unit_test(test_half_is_rounded_away_from_zero),
        cmocka_unit_test(test_shares),
        cmocka_unit_test(test_ends_of_the_range),
        cmocka_unit_test(test_tiny_factors),
        cmocka_unit_test(test_two_factors_against_an_oracle),
        cmocka_unit_test(test_order_of_factors),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
