#include "cli/today.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "support/fixture.h"
#include "support/str.h"

static void test_a_given_second(void **state)
{
    static const struct {
        const char *epoch;
        const char *date;
    } rows[] = {
        { "0", "1970-01-01" },          { "86399", "1970-01-01" },        { "86400", "1970-01-02" },
        { "1795478400", "2026-11-24" }, { "253402300799", "9999-12-31" },
    };
    struct fixture *fixture = *state;
    day today;

    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        assert_true(today_is(rows[i].epoch, &today, &fixture->diags));
        assert_str_equal(day_format(today, &fixture->arena), str_from(rows[i].date));
    }
    assert_int_equal(fixture->diags.list.count, 0);
}

static void test_no_second(void **state)
{
    static const char *const wrong[] = { "tomorrow", "-1", "1.5", "253402300800",
                                         "99999999999999" };
    struct fixture *fixture = *state;
    day today;

    for (size_t i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++) {
        assert_false(today_is(wrong[i], &today, &fixture->diags));
    }
    assert_int_equal(fixture->diags.list.count, sizeof(wrong) / sizeof(wrong[0]));
    assert_str(fixture->diags.list.items[0].text,
               "SOURCE_DATE_EPOCH must be a number of seconds since 1970");
}

static void test_the_clock(void **state)
{
    struct fixture *fixture = *state;
    day written, today;

    assert_true(day_parse(STR("2020-01-01"), &written)); /* long before strata */
    assert_true(today_is(NULL, &today, &fixture->diags));
    assert_true(today >= written);
    assert_true(today_is("", &today, &fixture->diags));
    assert_true(today >= written);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        FIXTURE_TEST(test_a_given_second),
        FIXTURE_TEST(test_no_second),
        FIXTURE_TEST(test_the_clock),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
