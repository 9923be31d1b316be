#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "app/key.h"
#include "support/memory.h"
#include "support/str.h"

/* Handed to tests as its first member. */
struct fixture {
    struct arena arena;
    struct test_memory memory;
};

static int open_arena(void **state)
{
    struct fixture *fixture = calloc(1, sizeof(*fixture));
    test_memory_init(&fixture->memory);
    arena_init(&fixture->arena, &fixture->memory.memory);
    *state = &fixture->arena;
    return 0;
}

static int close_arena(void **state)
{
    struct fixture *fixture = *state;
    arena_release(&fixture->arena);
    test_memory_check(&fixture->memory);
    free(fixture);
    return 0;
}

static void parse_one(const char *text, key expected)
{
    struct str rest = str_from(text);
    key got;
    assert_true(key_parse(&rest, &got));
    assert_int_equal(got, expected);
    assert_int_equal(rest.len, 0);
}

static void test_parse(void **state)
{
    (void)state;
    parse_one("j", 'j');
    parse_one("G", 'G');
    parse_one(">", '>');
    parse_one("ä", 0xE4);
    parse_one("本", 0x672C);
    parse_one("😀", 0x1F600);
    parse_one(" ", K_SPACE);
    parse_one("<Space>", K_SPACE);
    parse_one("<lt>", '<');
    parse_one("<Down>", K_DOWN);
    parse_one("<down>", K_DOWN);
    parse_one("<S-Tab>", K_BACK_TAB);
    parse_one("<F12>", K_F12);
    parse_one("<C-r>", KEY_CTRL_OF('r'));
    parse_one("<c-R>", KEY_CTRL_OF('r'));
}

static void test_what_terminals_cannot_tell_apart_is_one_key(void **state)
{
    (void)state;
    parse_one("<C-i>", K_TAB);
    parse_one("<C-m>", K_ENTER);
    parse_one("<C-j>", K_ENTER);
    parse_one("<C-h>", K_BACKSPACE);
}

static void test_parse_sequence(void **state)
{
    (void)state;
    static const key expected[] = { 'g', 'g', K_ENTER, ':', 'w', K_SPACE, 'x', K_ESCAPE };
    struct str rest = STR("gg<Enter>:w x<Esc>");
    key got;
    for (size_t i = 0; i < sizeof(expected) / sizeof(expected[0]); i++) {
        assert_true(key_parse(&rest, &got));
        assert_int_equal(got, expected[i]);
    }
    assert_false(key_parse(&rest, &got));
}

static void test_parse_refuses(void **state)
{
    (void)state;
    static const char *const bad[] = {
        "",
        "<",
        "<>",
        "<Nosuch>",
        "<C->",
        "<C-1>",
        "<C-rr>",
        "<Down",
        "\t",
        "\n",
        "\x1b",
        "\x80",
        "\xc0\x80",
        "\xc3",
        "\xe2\x82",
        "\xed\xa0\x80",
        "\xf4\x90\x80\x80",
        "\xff",
        "\xc2\x9b",
    };
    for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
        struct str rest = str_from(bad[i]);
        key got = 12345;
        assert_false(key_parse(&rest, &got));
        assert_ptr_equal(rest.at, bad[i]);
        assert_int_equal(rest.len, strlen(bad[i]));
        assert_int_equal(got, 12345);
    }
}

static void test_format(void **state)
{
    assert_str(key_format(*state, 'j'), "j");
    assert_str(key_format(*state, '<'), "<lt>");
    assert_str(key_format(*state, 0xE4), "ä");
    assert_str(key_format(*state, 0x1F600), "😀");
    assert_str(key_format(*state, K_SPACE), "<Space>");
    assert_str(key_format(*state, KEY_CTRL_OF('z')), "<C-z>");
    assert_str(key_format(*state, K_PAGE_DOWN), "<PageDown>");
    assert_str(key_format(*state, K__END), "<?>");
    assert_str(key_format(*state, 0xD800), "<?>");
}

static void test_format_is_clean(void **state)
{
    assert_str(key_format(*state, 0x202E), "<U+202E>");
    struct str c1 = key_format(*state, 0x9B);
    assert_null(memchr(c1.at, 0x9B, c1.len));
}

static void test_every_key_comes_back(void **state)
{
    for (key pressed = K__FIRST + 1; pressed < K__END; pressed++) {
        struct str text = key_format(*state, pressed);
        key got;
        assert_true(key_parse(&text, &got));
        assert_int_equal(got, pressed);
    }
    for (uint32_t code = 0; code < 0x300; code++) {
        key pressed;
        key got;
        if (key_from_code(code, &pressed) && pressed != 0xAD) { /* the soft hyphen is not shown */
            struct str text = key_format(*state, pressed);
            assert_true(key_parse(&text, &got));
            assert_int_equal(got, pressed);
        }
    }
}

static void test_codes_without_a_key(void **state)
{
    (void)state;
    static const uint32_t none[] = { 0,    28,   29,     30,     31,       0x80,
                                     0x9B, 0x9F, 0xD800, 0xDFFF, 0x110000, UINT32_MAX };
    for (size_t i = 0; i < sizeof(none) / sizeof(none[0]); i++) {
        key got;
        assert_false(key_from_code(none[i], &got));
    }
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_parse),
        cmocka_unit_test(test_what_terminals_cannot_tell_apart_is_one_key),
        cmocka_unit_test(test_parse_sequence),
        cmocka_unit_test(test_parse_refuses),
        cmocka_unit_test(test_format),
        cmocka_unit_test(test_format_is_clean),
        cmocka_unit_test(test_every_key_comes_back),
        cmocka_unit_test(test_codes_without_a_key),
    };
    return cmocka_run_group_tests(tests, open_arena, close_arena);
}
