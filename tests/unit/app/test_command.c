#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "app/command.h"
#include "str.h"
#include "strata/base/str.h"

static void test_names_are_unique_and_found(void **state)
{
    (void)state;
    for (enum command a = 0; a < COMMAND__COUNT; a++) {
        for (enum command b = a + 1; b < COMMAND__COUNT; b++) {
            assert_string_not_equal(command_info(a)->name, command_info(b)->name);
        }
        if (command_info(a)->places & IN_VIEWS) {
            assert_int_equal(command_named(str_from(command_info(a)->name)), a);
        }
    }
    assert_int_equal(command_named(STR("w")), COMMAND_SAVE);
    assert_int_equal(command_named(STR("nonsense")), COMMAND__COUNT);
    assert_int_equal(command_named(STR("")), COMMAND__COUNT);
    assert_int_equal(command_nearest(STR("exprot")), COMMAND_EXPORT);
    assert_int_equal(command_nearest(STR("zzzzzzzz")), COMMAND__COUNT);
}

static void test_help_is_a_sentence_that_fits(void **state)
{
    (void)state;
    for (enum command i = 0; i < COMMAND__COUNT; i++) {
        const char *help = command_info(i)->help;
        size_t len = strlen(help);

        assert_in_range(len, 3, 78);
        assert_true(help[len - 1] == '.' || help[len - 2] == '.');
        assert_true(strlen(command_info(i)->name) <= 15);
        assert_true(strlen(command_info(i)->word) <= 14);
    }
}

/* Every word of every key list is one key, and no key means two things in one place. */
static void test_keys_are_keys_without_conflicts(void **state)
{
    (void)state;
    for (enum place place = 0; place < PLACE__COUNT; place++) {
        key seen[256];
        size_t count = 0;

        for (enum command i = 0; i < COMMAND__COUNT; i++) {
            struct str keys = str_from(command_info(i)->keys);

            if (!(command_info(i)->places & 1u << place)) {
                continue;
            }
            while (keys.len > 0) {
                key pressed;

                if (keys.at[0] == ' ') {
                    keys = str_part(keys, 1, keys.len);
                    continue;
                }
                assert_true(key_parse(&keys, &pressed));
                assert_true(keys.len == 0 || keys.at[0] == ' ');
                for (size_t k = 0; k < count; k++) {
                    assert_int_not_equal(seen[k], pressed);
                }
                seen[count++] = pressed;
                assert_int_equal(command_of_key(place, pressed), i);
            }
        }
        assert_true(count > 0);
    }
}

static void test_a_command_without_keys_has_a_name_to_type(void **state)
{
    (void)state;
    for (enum command i = 0; i < COMMAND__COUNT; i++) {
        if (command_info(i)->keys[0] == '\0') {
            assert_true(command_info(i)->places & IN_VIEWS);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_names_are_unique_and_found),
        cmocka_unit_test(test_help_is_a_sentence_that_fits),
        cmocka_unit_test(test_keys_are_keys_without_conflicts),
        cmocka_unit_test(test_a_command_without_keys_has_a_name_to_type),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
