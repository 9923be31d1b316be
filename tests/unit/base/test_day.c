#include "strata/base/day.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "fixture.h"
#include "str.h"

static day parsed(const char *text)
{
    day date;

    assert_true(day_parse(str_from(text), &date));
    return date;
}

static void test_known_days(void **state)
{
    (void)state;
    assert_int_equal(parsed("1970-01-01"), 0);
    assert_int_equal(parsed("1969-12-31"), -1);
    assert_int_equal(parsed("2000-02-29"), 11016);
    assert_int_equal(parsed("2026-11-24"), 20781); /* date -d 2026-11-24 +%s, over 86,400 */
    assert_int_equal(parsed("2026-11-24") - parsed("2025-11-24"), 365);
    assert_int_equal(parsed("2028-03-01") - parsed("2028-02-28"), 2);
}

/* Every day from the first to the last follows the one before, and is read back as written. */
static void test_the_whole_calendar(void **state)
{
    static const int lengths[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };
    struct fixture *fixture = *state;
    day expected, made, back;

    assert_true(day_make(1, 1, 1, &expected));
    for (int year = 1; year <= 9999; year++) {
        bool leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);

        for (int month = 1; month <= 12; month++) {
            int length = lengths[month - 1] + (leap && month == 2);

            for (int of_month = 1; of_month <= length; of_month++, expected++) {
                assert_true(day_make(year, month, of_month, &made));
                assert_int_equal(made, expected);
            }
            assert_false(day_make(year, month, length + 1, &made));
            assert_true(day_parse(day_format(expected - 1, &fixture->arena), &back));
            assert_int_equal(back, expected - 1);
        }
        arena_reset(&fixture->arena);
    }
}

static void test_what_is_no_day(void **state)
{
    static const char *const wrong[] = {
        "",           "2026",       "2026-11-2",  "2026-11-231", "2026/11/23",
        "2026-13-01", "2026-00-10", "2026-02-29", "2026-11-31",  "0000-01-01",
        "20x6-11-23", "2026-11-2 ", "+026-11-23", "2026-1-023",  "-2026-1-02",
    };
    day date = 7;

    (void)state;
    for (size_t i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++) {
        assert_false(day_parse(str_from(wrong[i]), &date));
    }
    assert_false(day_make(2026, 2, 0, &date));
    assert_false(day_make(10000, 1, 1, &date));
}

static void test_in_words(void **state)
{
    struct fixture *fixture = *state;

    assert_str(day_format(0, &fixture->arena), "1970-01-01");
    assert_str(day_format(20781, &fixture->arena), "2026-11-24");
    assert_str(day_format(DAY_NONE, &fixture->arena), "never");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        FIXTURE_TEST(test_known_days),
        FIXTURE_TEST(test_the_whole_calendar),
        FIXTURE_TEST(test_what_is_no_day),
        FIXTURE_TEST(test_in_words),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
