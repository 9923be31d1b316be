#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "support/memory.h"
#include "support/str.h"
#include "term/script.h"

struct fixture {
    struct test_memory memory;
    struct arena arena;
    struct diag_list diags;
    struct script script;
};

static int open_fixture(void **state)
{
    static struct fixture f;
    test_memory_init(&f.memory);
    arena_init(&f.arena, &f.memory.memory);
    diag_init(&f.diags, &f.arena);
    *state = &f;
    return 0;
}

static int close_fixture(void **state)
{
    struct fixture *f = *state;
    arena_release(&f->arena);
    test_memory_check(&f->memory);
    return 0;
}

static void test_keys_one_after_the_other(void **state)
{
    struct fixture *f = *state;
    static const key expected[] = { 'j', 'j',     K_ENTER, 'g', 'g',     ':',
                                    'w', K_SPACE, 'x',     '<', K_ESCAPE };
    assert_true(script_open(&f->script, STR("jj<Enter>gg:w x<lt><Esc>"), &f->diags));
    for (size_t i = 0; i < sizeof(expected) / sizeof(expected[0]); i++) {
        struct event event = script_next(&f->script);
        assert_int_equal(event.kind, EVENT_KEY);
        assert_int_equal(event.key, expected[i]);
    }
    assert_int_equal(script_next(&f->script).kind, EVENT_NONE);
    assert_int_equal(script_next(&f->script).kind, EVENT_NONE);
}

static void test_a_paste_is_one_event(void **state)
{
    struct fixture *f = *state;
    assert_true(script_open(
        &f->script, STR("j<Paste>a<Enter>ä\t<lt>b<Tab>\n<C-a><Esc>[</Paste>k<Paste></Paste>"),
        &f->diags));
    assert_int_equal(script_next(&f->script).key, 'j');
    struct event event = script_next(&f->script);
    assert_int_equal(event.kind, EVENT_PASTE);
    assert_str(event.text, "a\nä\t<b\t\n\x01\x1b[");
    assert_false(event.cut);
    assert_int_equal(script_next(&f->script).key, 'k');
    event = script_next(&f->script);
    assert_int_equal(event.kind, EVENT_PASTE);
    assert_int_equal(event.text.len, 0);
    assert_int_equal(script_next(&f->script).kind, EVENT_NONE);
}

static void test_a_paste_has_a_limit(void **state)
{
    struct fixture *f = *state;
    struct strbuf keys = { .arena = &f->arena };
    strbuf_addz(&keys, "<Paste>");
    for (int i = 0; i < PASTE_MAX; i++) {
        strbuf_add_char(&keys, 'x');
    }
    struct str whole = str_format(&f->arena, "%.*s</Paste>", STR_ARG(strbuf_str(&keys)));
    struct str more = str_format(&f->arena, "%.*sy</Paste>", STR_ARG(strbuf_str(&keys)));
    assert_true(script_open(&f->script, whole, &f->diags));
    struct event event = script_next(&f->script);
    assert_int_equal(event.text.len, PASTE_MAX);
    assert_false(event.cut);
    assert_true(script_open(&f->script, more, &f->diags));
    event = script_next(&f->script);
    assert_int_equal(event.text.len, PASTE_MAX);
    assert_true(event.cut);
}

static void test_a_mistake_is_told_with_its_place(void **state)
{
    static const struct {
        const char *keys;
        const char *text;
    } cases[] = {
        { "jj<Entre>x", "in the script, byte 3: no key is called \"<Entre>x\"" },
        { "a\x1b[31m", "in the script, byte 2: no key is called \"<U+001B>[31m\"" },
        { "a<Paste>b", "in the script, byte 2: no key is called \"<Paste>b\"" },
        { "<Paste>b<Up></Paste>", "in the script, byte 9: no key is called \"<Up></Paste>\"" },
        { "</Paste>", "in the script, byte 1: no key is called \"</Paste>\"" },
    };
    struct fixture *f = *state;
    for (uint32_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        assert_false(script_open(&f->script, str_from(cases[i].keys), &f->diags));
        assert_int_equal(f->diags.list.count, i + 1);
        assert_str_equal(f->diags.list.items[i].text, str_from(cases[i].text));
    }
}

#define TEST(function) cmocka_unit_test_setup_teardown(function, open_fixture, close_fixture)

int main(void)
{
    static const struct CMUnitTest tests[] = {
        TEST(test_keys_one_after_the_other),
        TEST(test_a_paste_is_one_event),
        TEST(test_a_paste_has_a_limit),
        TEST(test_a_mistake_is_told_with_its_place),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
