#include "str.h"

#include <limits.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "fixture.h"
#include "random.h"

static const struct str none; /* NULL, 0 */

static void test_comparing(void **state)
{
    (void)state;
    assert_true(str_eq(none, STR("")));
    assert_true(str_is(none, NULL));
    assert_true(str_is(STR("abc"), "abc"));
    assert_false(str_is(STR("abc"), "ab"));
    assert_false(str_eq(STR("abc"), STR("abd")));
    assert_false(str_eq(STR("a\0b"), STR("a\0c"))); /* NUL is a byte like any other */
    assert_int_equal(str_from("four").len, 4);
    assert_int_equal(str_from(NULL).len, 0);

    assert_true(str_cmp(STR("a"), STR("b")) < 0);
    assert_true(str_cmp(STR("b"), STR("a")) > 0);
    assert_true(str_cmp(STR("a"), STR("aa")) < 0);
    assert_true(str_cmp(STR("aa"), STR("a")) > 0);
    assert_true(str_cmp(STR("a\xff"), STR("ab")) > 0); /* bytes, not chars with a sign */
    assert_int_equal(str_cmp(none, STR("")), 0);
    assert_true(str_cmp(none, STR("a")) < 0);

    assert_true(str_starts(STR("abc"), none));
    assert_true(str_starts(STR("abc"), STR("abc")));
    assert_false(str_starts(STR("ab"), STR("abc")));
    assert_true(str_ends(STR("abc"), STR("bc")));
    assert_true(str_ends(STR("abc"), none));
    assert_true(str_ends(none, none));
    assert_false(str_ends(STR("bc"), STR("abc")));
    assert_false(str_ends(STR("abc"), STR("bd")));
}

static void test_without_regard_to_case(void **state)
{
    (void)state;
    assert_true(str_same(STR("SVG"), STR("svg")));
    assert_true(str_same(none, STR("")));
    assert_false(str_same(STR("svg"), STR("sv")));
    assert_false(str_same(STR("\xc3\x84"), STR("\xc3\xa4"))); /* ASCII only */
    assert_false(str_same(STR("[@"), STR("{`")));
    assert_int_equal(char_lower('Z'), 'z');
    assert_int_equal(char_lower('['), '[');
}

static void test_plural(void **state)
{
    (void)state;
    assert_string_equal(plural_s(0), "s");
    assert_string_equal(plural_s(1), "");
    assert_string_equal(plural_s(2), "s");
    assert_string_equal(plural_es(1), "");
    assert_string_equal(plural_es(2), "es");
}

static void test_parts(void **state)
{
    (void)state;
    assert_str(str_part(STR("abcdef"), 2, 3), "cde");
    assert_str(str_part(STR("abcdef"), 2, 4), "cdef");
    assert_str(str_part(STR("abcdef"), 2, 5), "cdef");
    assert_str(str_part(STR("abcdef"), 2, SIZE_MAX), "cdef");
    assert_str(str_part(STR("abcdef"), 6, 1), "");
    assert_str(str_part(STR("abcdef"), SIZE_MAX, SIZE_MAX), "");
    assert_str(str_part(none, 0, 1), "");

    assert_str(str_trim(STR(" \t\r\n a b \n")), "a b");
    assert_str(str_trim(STR(" \t")), "");
    assert_str(str_trim(none), "");
    assert_str(str_trim(STR("a")), "a");
}

static void test_finding(void **state)
{
    (void)state;
    size_t at = 99;
    assert_true(str_find(STR("abcabd"), STR("abd"), &at));
    assert_int_equal(at, 3);
    assert_true(str_find(STR("abc"), none, &at));
    assert_int_equal(at, 0);
    at = 99;
    assert_false(str_find(STR("abc"), STR("abcd"), &at));
    assert_false(str_find(STR("aaab"), STR("aac"), &at));
    assert_false(str_find(str_part(STR("abcX"), 0, 3), STR("cX"), &at)); /* does not look behind */
    assert_false(str_find(none, STR("a"), &at));
    assert_int_equal(at, 99);
}

static void test_copies(void **state)
{
    struct fixture *fixture = *state;
    char original[] = "abc";
    struct str s = str_copy(&fixture->arena, str_from(original));
    const char *terminated = str_terminated(&fixture->arena, str_part(str_from(original), 0, 2));
    original[0] = 'X';
    assert_str(s, "abc");
    assert_string_equal(terminated, "ab");
    assert_string_equal(str_terminated(&fixture->arena, none), "");
    assert_int_equal(str_copy(&fixture->arena, none).len, 0);
}

static void test_distance(void **state)
{
    (void)state;
    static const struct {
        const char *a, *b;
        unsigned distance;
    } cases[] = {
        { "", "", 0 },
        { "pinecone", "pinecone", 0 },
        { "PineCone", "pinecone", 0 },
        { "abc", "", 3 },
        { "abc", "ab", 1 },
        { "abc", "abd", 1 },
        { "abc", "acb", 1 },
        { "ab", "ba", 1 },
        { "ca", "abc", 3 },
        { "kitten", "sitting", 3 },
        { "qdrnat", "qdrant", 1 },
        { "langfsue", "langfuse", 1 },
        { "a", "b", 1 },
        { "abcdef", "badcfe", 3 },
        { "[", "{", 1 },
    };
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        struct str a = str_from(cases[i].a);
        struct str b = str_from(cases[i].b);
        for (unsigned limit = 0; limit < 8; limit++) {
            unsigned expected = cases[i].distance <= limit ? cases[i].distance : limit + 1;
            assert_int_equal(str_distance(a, b, limit), expected);
            assert_int_equal(str_distance(b, a, limit), expected);
        }
        assert_int_equal(str_distance(a, b, UINT_MAX), cases[i].distance);
    }
}

static void test_distance_of_long_names(void **state)
{
    (void)state;
    char name[66];
    memset(name, 'a', sizeof(name));
    assert_int_equal(str_distance((struct str){ name, 64 }, (struct str){ name, 64 }, 2), 0);
    assert_int_equal(str_distance((struct str){ name, 64 }, (struct str){ name, 63 }, 2), 1);
    assert_int_equal(str_distance((struct str){ name, 65 }, (struct str){ name, 64 }, 2), 3);
    assert_int_equal(str_distance((struct str){ name, 64 }, (struct str){ name, 65 }, 2), 3);
    assert_int_equal(str_distance((struct str){ name, 65 }, (struct str){ name, 65 }, UINT_MAX),
                     UINT_MAX);
}

/* The definition, written out without limit, rows or speed. */
static unsigned slow_distance(const char *a, size_t i, const char *b, size_t j)
{
    if (i == 0 || j == 0) {
        return (unsigned)(i + j);
    }
    unsigned best = slow_distance(a, i - 1, b, j - 1) + (a[i - 1] != b[j - 1]);
    unsigned other = slow_distance(a, i - 1, b, j) + 1;
    best = other < best ? other : best;
    other = slow_distance(a, i, b, j - 1) + 1;
    best = other < best ? other : best;
    if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) {
        other = slow_distance(a, i - 2, b, j - 2) + 1;
        best = other < best ? other : best;
    }
    return best;
}

static void test_distance_against_its_definition(void **state)
{
    (void)state;
    struct test_random random = { 2 };
    for (int i = 0; i < 3000; i++) {
        char a[6], b[6];
        size_t a_len = test_random_below(&random, 7), b_len = test_random_below(&random, 7);
        for (size_t j = 0; j < 6; j++) {
            a[j] = (char)('a' + test_random_below(&random, 3));
            b[j] = (char)('a' + test_random_below(&random, 3));
        }
        unsigned expected = slow_distance(a, a_len, b, b_len);
        for (unsigned limit = 0; limit < 7; limit++) {
            assert_int_equal(
                str_distance((struct str){ a, a_len }, (struct str){ b, b_len }, limit),
                expected <= limit ? expected : limit + 1);
        }
    }
}

static void test_building(void **state)
{
    struct fixture *fixture = *state;
    struct strbuf buf = { .arena = &fixture->arena };

    assert_int_equal(strbuf_str(&buf).len, 0);
    strbuf_add(&buf, none);
    strbuf_addz(&buf, NULL);
    assert_int_equal(strbuf_str(&buf).len, 0);
    strbuf_addz(&buf, "one ");
    strbuf_add(&buf, STR("two\0"));
    strbuf_add_char(&buf, ' ');
    strbuf_addf(&buf, "%s %d", "three", 4);
    assert_str(strbuf_str(&buf), "one two\0 three 4");
    assert_str(str_format(&fixture->arena, "%s", ""), "");
    assert_str(str_format(&fixture->arena, "%.*s|", STR_ARG(STR("slice"))), "slice|");
}

/* Lengths around every growth of the buffer, by each way of adding. */
static void test_building_at_every_length(void **state)
{
    struct fixture *fixture = *state;
    char text[300];
    for (size_t i = 0; i < sizeof(text); i++) {
        text[i] = (char)('a' + i % 26);
    }
    for (size_t len = 0; len < sizeof(text); len++) {
        struct str expected = { text, len };
        struct strbuf by_char = { .arena = &fixture->arena };
        struct strbuf by_half = { .arena = &fixture->arena };
        for (size_t i = 0; i < len; i++) {
            strbuf_add_char(&by_char, text[i]);
        }
        strbuf_add(&by_half, str_part(expected, 0, len / 2));
        strbuf_addf(&by_half, "%.*s", STR_ARG(str_part(expected, len / 2, SIZE_MAX)));
        assert_str_equal(strbuf_str(&by_char), expected);
        assert_str_equal(strbuf_str(&by_half), expected);
        assert_str_equal(str_format(&fixture->arena, "%.*s", (int)len, text), expected);
    }
}

static int precision_of(int precision, const char *at)
{
    (void)at;
    return precision;
}

static void test_a_length_beyond_int_does_not_turn_negative(void **state)
{
    (void)state;
    struct str s = { "abc", (size_t)INT_MAX + 1 };
    assert_int_equal(precision_of(STR_ARG(s)), INT_MAX);
    s.len = INT_MAX;
    assert_int_equal(precision_of(STR_ARG(s)), INT_MAX);
    s.len = INT_MAX - 1;
    assert_int_equal(precision_of(STR_ARG(s)), INT_MAX - 1);
    s.len = 0;
    assert_int_equal(precision_of(STR_ARG(s)), 0);
}

static void test_running_out(void **state)
{
    struct fixture *fixture = *state;
    struct strbuf buf = { .arena = &fixture->arena };
    volatile bool told = false;
    strbuf_addz(&buf, "abc");
    if (TEST_MEMORY_TRY(&fixture->memory)) {
        strbuf_add(&buf, (struct str){ "abc", SIZE_MAX - 2 });
    } else {
        told = true;
    }
    assert_true(told);
    assert_str(strbuf_str(&buf), "abc");
    told = false;
    if (TEST_MEMORY_TRY(&fixture->memory)) {
        str_terminated(&fixture->arena, (struct str){ "abc", SIZE_MAX });
    } else {
        told = true;
    }
    assert_true(told);
}

static void test_lists(void **state)
{
    struct fixture *fixture = *state;
    struct strbuf buf = { .arena = &fixture->arena };
    strbuf_addz(&buf, "are ");
    size_t start = buf.len;
    strbuf_list(&buf, start, STR("a"));
    strbuf_list(&buf, start, STR("b"));
    strbuf_comma(&buf, start);
    strbuf_addf(&buf, "%d", 3);
    assert_str(strbuf_str(&buf), "are a, b, 3");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        FIXTURE_TEST(test_comparing),
        FIXTURE_TEST(test_without_regard_to_case),
        FIXTURE_TEST(test_plural),
        FIXTURE_TEST(test_lists),
        FIXTURE_TEST(test_parts),
        FIXTURE_TEST(test_finding),
        FIXTURE_TEST(test_copies),
        FIXTURE_TEST(test_distance),
        FIXTURE_TEST(test_distance_of_long_names),
        FIXTURE_TEST(test_distance_against_its_definition),
        FIXTURE_TEST(test_building),
        FIXTURE_TEST(test_building_at_every_length),
        FIXTURE_TEST(test_a_length_beyond_int_does_not_turn_negative),
        FIXTURE_TEST(test_running_out),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
