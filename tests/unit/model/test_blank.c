#include "strata/model/blank.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "support/str.h"

static void test_kinds(void **state)
{
    struct str words = STR("a {users} b {threshold:vectors} c {chosen:framework} d"), before;
    struct blank blank;

    (void)state;
    assert_true(blank_next(&words, &before, &blank));
    assert_str(before, "a ");
    assert_int_equal(blank.kind, BLANK_VALUE);
    assert_str(blank.name, "users");
    assert_str(blank.whole, "{users}");
    assert_int_equal(blank.one.len + blank.many.len, 0);
    assert_true(blank_next(&words, &before, &blank));
    assert_str(before, " b ");
    assert_int_equal(blank.kind, BLANK_THRESHOLD);
    assert_str(blank.name, "vectors");
    assert_true(blank_next(&words, &before, &blank));
    assert_int_equal(blank.kind, BLANK_CHOSEN);
    assert_str(blank.name, "framework");
    assert_false(blank_next(&words, &before, &blank));
    assert_str(words, " d");
}

static void test_nouns(void **state)
{
    struct str words = STR("{threshold:teams|team|teams}{gb|GB}{x|}"), before;
    struct blank blank;

    (void)state;
    assert_true(blank_next(&words, &before, &blank));
    assert_int_equal(blank.kind, BLANK_THRESHOLD);
    assert_str(blank.name, "teams");
    assert_str(blank.one, "team");
    assert_str(blank.many, "teams");
    assert_true(blank_next(&words, &before, &blank));
    assert_str(blank.one, "GB");
    assert_str(blank.many, "GB");
    assert_true(blank_next(&words, &before, &blank));
    assert_str(blank.name, "x");
    assert_int_equal(blank.many.len, 0);
}

static void test_what_is_no_place(void **state)
{
    static const char *const texts[] = { "", "plain", "a } b", "an open { brace" };
    struct blank blank;
    struct str before;

    (void)state;
    for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++) {
        struct str words = str_from(texts[i]);

        assert_false(blank_next(&words, &before, &blank));
        assert_str_equal(words, str_from(texts[i]));
    }
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_kinds),
        cmocka_unit_test(test_nouns),
        cmocka_unit_test(test_what_is_no_place),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
