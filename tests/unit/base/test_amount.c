/* Numbers as people write them. */
#include "strata/base/amount.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "strata/base/money.h"
#include "support/fixture.h"
#include "support/random.h"

static void test_what_people_write(void **state)
{
    static const struct {
        const char *text;
        int64_t micro;
    } rows[] = {
        { "0", 0 },
        { "12", 12 * MICRO },
        { "-3", -3 * MICRO },
        { "0.05", 50000 },
        { "1_000_000", 1000000 * MICRO },
        { "1_0", 10 * MICRO },
        { "20,000", 20000 * MICRO },
        { "1,234,567.5", 1234567500000 },
        { "20k", 20000 * MICRO },
        { "20K", 20000 * MICRO },
        { "1.5M", 1500000 * MICRO },
        { "1.5m", 1500000 * MICRO },
        { "0.000001k", 1000 },
        { "2B", 2000000000 * MICRO },
        { "1,500k", 1500000 * MICRO },
        { "999999999999.999999", INT64_C(999999999999999999) },
        { "999.999999999B", 0 },
        { "999B", 999000000000 * MICRO },
    };

    (void)state;
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        int64_t micro = -1;
        enum amount_fault fault = amount_parse(str_from(rows[i].text), false, &micro);

        if (rows[i].micro == 0 && rows[i].text[0] == '9') { /* more places than there are */
            assert_int_equal(fault, AMOUNT_DIGITS);
            continue;
        }
        assert_int_equal(fault, AMOUNT_NONE);
        assert_true(micro == rows[i].micro);
    }
}

static void test_what_is_none(void **state)
{
    static const struct {
        const char *text;
        enum amount_fault fault;
    } rows[] = {
        { "", AMOUNT_SHAPE },           { "-", AMOUNT_SHAPE },
        { "k", AMOUNT_SHAPE },          { " 1", AMOUNT_SHAPE },
        { "1 ", AMOUNT_SHAPE },         { "+1", AMOUNT_SHAPE },
        { "1.", AMOUNT_SHAPE },         { ".5", AMOUNT_SHAPE },
        { "1_", AMOUNT_SHAPE },         { "_1", AMOUNT_SHAPE },
        { "1__0", AMOUNT_SHAPE },       { "1_000,000", AMOUNT_COMMA },
        { "1,5", AMOUNT_COMMA },        { "1,", AMOUNT_COMMA },
        { "1,0000", AMOUNT_COMMA },     { "1000,000", AMOUNT_COMMA },
        { "1,000_000", AMOUNT_SHAPE },  { "0.5,000", AMOUNT_COMMA },
        { "$5", AMOUNT_CURRENCY },      { "5$", AMOUNT_CURRENCY },
        { "10%", AMOUNT_PERCENT },      { "1e5", AMOUNT_EXPONENT },
        { "1E5", AMOUNT_EXPONENT },     { "5x", AMOUNT_UNIT },
        { "5kk", AMOUNT_UNIT },         { "5kg", AMOUNT_UNIT },
        { "2*800", AMOUNT_SHAPE },      { "1000B", AMOUNT_DIGITS },
        { "0.1234567", AMOUNT_DIGITS }, { "1234567890123", AMOUNT_DIGITS },
    };

    (void)state;
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        int64_t micro = 77;
        enum amount_fault fault = amount_parse(str_from(rows[i].text), false, &micro);

        if (fault != rows[i].fault) {
            fail_msg("\"%s\" is %d, not %d", rows[i].text, fault, rows[i].fault);
        }
        assert_int_equal(micro, 77);
        assert_true(amount_hint(fault).len > 0);
    }
}

#define UNTOUCHED 77

static bool is_read(struct str text, int64_t *ret_micro)
{
    return amount_parse(text, false, ret_micro) == AMOUNT_NONE;
}

static void test_numbers_that_are_read(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        int64_t micro;
    } cases[] = {
        { "0", 0 },
        { "-0", 0 },
        { "00", 0 },
        { "0.0", 0 },
        { "1", 1000000 },
        { "-1", -1000000 },
        { "0.05", 50000 },
        { "0.000001", 1 },
        { "-0.000001", -1 },
        { "1.50", 1500000 },
        { "1_000", 1000000000 },
        { "1_2_3", 123000000 },
        { "-1_000.5", -1000500000 },
        { "007", 7000000 },
        { "999999999999", INT64_C(999999999999000000) },
        { "999999999999.999999", INT64_C(999999999999999999) },
        { "-999_999_999_999.999999", INT64_C(-999999999999999999) },
    };
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        int64_t micro = UNTOUCHED;
        assert_true(is_read(str_from(cases[i].text), &micro));
        assert_true(micro == cases[i].micro);
    }
}

static void test_numbers_that_are_not(void **state)
{
    (void)state;
    static const char *const bad[] = {
        "",
        "-",
        "+1",
        "--1",
        ".",
        "1.",
        ".5",
        "-.5",
        "1..2",
        "1.2.3",
        " 1",
        "1 ",
        "1\n",
        "1e3",
        "1E3",
        "0x10",
        "1,5",
        "_1",
        "1_",
        "1__0",
        "-_1",
        "1_.5",
        "1._5",
        "1.5_0",
        "1.0000001",
        "0.0000000",
        "1000000000000",
        "0000000000001",
        "1_000_000_000_000",
        "inf",
        "nan",
        "NaN",
        "-inf",
        "$1",
        "1%",
        "\xd9\xa1",
        "\xef\xbc\x91",
        "1\xc2\xa0",
        "99999999999999999999999999999999",
    };
    for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
        int64_t micro = UNTOUCHED;
        assert_false(is_read(str_from(bad[i]), &micro));
        assert_int_equal(micro, UNTOUCHED);
    }
    int64_t micro = UNTOUCHED;
    assert_false(is_read(STR("1\0"), &micro));
    assert_false(is_read(STR("1\0"
                             "2"),
                         &micro));
    assert_false(is_read((struct str){ 0 }, &micro));
    assert_true(is_read(str_part(STR("12_3"), 0, 2), &micro)); /* looks no further than the slice */
    assert_int_equal(micro, 12 * MICRO);
    assert_false(is_read(str_part(STR("12_3"), 0, 3), &micro));
    assert_false(is_read(str_part(STR("1.5"), 0, 2), &micro));
}

static void test_what_is_written_is_read_again(void **state)
{
    struct fixture *fixture = *state;
    struct test_random random = { 13 };
    for (int i = 0; i < 20000; i++) {
        int64_t micro = test_random_int64(&random), again = UNTOUCHED;
        struct str text = micro_format(&fixture->arena, micro, i % 2 == 0);
        bool short_enough = micro > -1000000000000000000 && micro < 1000000000000000000;
        assert_int_equal(is_read(text, &again), short_enough);
        assert_true(again == (short_enough ? micro : UNTOUCHED));
        arena_reset(&fixture->arena);
    }
}

static void test_shares(void **state)
{
    int64_t micro;

    (void)state;
    assert_int_equal(amount_parse(STR("10%"), true, &micro), AMOUNT_NONE);
    assert_true(micro == 10 * MICRO);
    assert_int_equal(amount_parse(STR("10"), true, &micro), AMOUNT_NONE);
    assert_true(micro == 10 * MICRO);
    assert_int_equal(amount_parse(STR("12.5%"), true, &micro), AMOUNT_NONE);
    assert_int_equal(amount_parse(STR("10%%"), true, &micro), AMOUNT_SHAPE);
    assert_int_equal(amount_parse(STR("%"), true, &micro), AMOUNT_SHAPE);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_what_people_write),
        cmocka_unit_test(test_what_is_none),
        cmocka_unit_test(test_shares),
        cmocka_unit_test(test_numbers_that_are_read),
        cmocka_unit_test(test_numbers_that_are_not),
        FIXTURE_TEST(test_what_is_written_is_read_again),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
