/* A line being typed: what can be typed stays text, and what is erased is a whole character. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "app/typed.h"
#include "str.h"

static void type(struct typed *typed, const char *keys)
{
    struct str rest = str_from(keys);
    key pressed;

    while (key_parse(&rest, &pressed)) {
        typed_add(typed, pressed);
    }
}

static void test_characters_are_added_and_keys_are_not(void **state)
{
    static struct typed typed;

    (void)state;
    type(&typed, "a<Space>ä<Up>漢<C-r><Enter>");
    assert_str(typed_str(&typed), "a ä漢");
}

static void test_erasing_takes_characters_words_and_all(void **state)
{
    static struct typed typed;

    (void)state;
    typed_set(&typed, STR("eine ä漢"));
    typed_erase(&typed);
    assert_str(typed_str(&typed), "eine ä");
    typed_erase(&typed);
    assert_str(typed_str(&typed), "eine ");
    typed_erase_word(&typed);
    assert_str(typed_str(&typed), "");
    typed_erase(&typed);
    typed_erase_word(&typed);
    assert_int_equal(typed.len, 0);
    typed_set(&typed, STR("two words"));
    typed_erase_all(&typed);
    assert_int_equal(typed.len, 0);
}

static void test_it_is_full_at_its_end(void **state)
{
    static struct typed typed;
    static char long_text[TYPED_MAX + 1];

    (void)state;
    memset(long_text, 'x', sizeof(long_text));
    typed_set(&typed, (struct str){ long_text, TYPED_MAX - 1 });
    typed_add(&typed, 0xe4); /* two bytes: no half of it */
    assert_int_equal(typed.len, TYPED_MAX - 1);
    typed_add(&typed, 'y');
    typed_add(&typed, 'z');
    assert_int_equal(typed.len, TYPED_MAX);
    assert_int_equal(typed.bytes[TYPED_MAX - 1], 'y');
    typed_set(&typed, (struct str){ long_text, TYPED_MAX + 1 });
    assert_int_equal(typed.len, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_characters_are_added_and_keys_are_not),
        cmocka_unit_test(test_erasing_takes_characters_words_and_all),
        cmocka_unit_test(test_it_is_full_at_its_end),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
