#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "support/memory.h"
#include "support/str.h"
#include "term/script.h"

static void test_keys_one_after_the_other(void **state)
{
    (void)state;
    static const key expected[] = { 'j', 'j',     K_ENTER, 'g', 'g',     ':',
                                    'w', K_SPACE, 'x',     '<', K_ESCAPE };
    struct script script;
    assert_true(script_open(&script, STR("jj<Enter>gg:w x<lt><Esc>"), NULL));
    for (size_t i = 0; i < sizeof(expected) / sizeof(expected[0]); i++) {
        struct event event = script_next(&script);
        assert_int_equal(event.kind, EVENT_KEY);
        assert_int_equal(event.key, expected[i]);
    }
    assert_int_equal(script_next(&script).kind, EVENT_NONE);
    assert_int_equal(script_next(&script).kind, EVENT_NONE);
}

static void test_a_mistake_is_told_with_its_place(void **state)
{
    (void)state;
    struct test_memory memory;
    struct arena arena;
    struct diag_list diags;
    struct script script;
    test_memory_init(&memory);
    arena_init(&arena, &memory.memory);
    diag_init(&diags, &arena);
    assert_false(script_open(&script, STR("jj<Entre>x"), &diags));
    assert_str(diags.list.items[0].text, "in the script, byte 3: no key is called \"<Entre>x\"");
    assert_false(script_open(&script, STR("a\x1b[31m"), &diags));
    assert_int_equal(diags.counts[SEVERITY_ERROR], 2);
    arena_release(&arena);
    test_memory_check(&memory);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_keys_one_after_the_other),
        cmocka_unit_test(test_a_mistake_is_told_with_its_place),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
