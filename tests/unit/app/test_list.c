#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "app/list.h"
#include "random.h"

static void assert_sane(const struct list *list)
{
    assert_true(list->cursor >= 0 && (list->cursor < list->count || list->count == 0));
    assert_true(list->top >= 0);
    assert_true(list->count == 0
                || (list->cursor >= list->top && list->cursor < list->top + list->rows));
    /* no empty rows at the end while something is above the window */
    assert_true(list->top == 0 || list->top + list->rows <= list->count);
}

static void test_moves_stop_at_the_ends(void **state)
{
    (void)state;
    struct list list = { 0 };

    list_fit(&list, 3, 10);
    assert_false(list_move(&list, -1));
    assert_true(list_move(&list, 1));
    assert_true(list_move(&list, 5));
    assert_int_equal(list.cursor, 2);
    assert_false(list_move(&list, 1));
}

static void test_the_cursor_pulls_the_window(void **state)
{
    (void)state;
    struct list list = { 0 };

    list_fit(&list, 100, 10);
    list_go(&list, 9);
    assert_int_equal(list.top, 0);
    list_go(&list, 10);
    assert_int_equal(list.top, 1);
    list_go(&list, 99);
    assert_int_equal(list.top, 90);
    list_go(&list, 95);
    assert_int_equal(list.top, 90);
    list_go(&list, 89);
    assert_int_equal(list.top, 89);
}

static void test_it_stays_sane_whatever_is_done(void **state)
{
    (void)state;
    struct list list = { 0 };
    struct test_random random = { 7 };

    for (int i = 0; i < 20000; i++) {
        int n = (int)test_random_below(&random, 60) - 20;

        switch (test_random_below(&random, 3)) {
        case 0: list_fit(&list, n, (int)test_random_below(&random, 30) - 2); break;
        case 1: list_move(&list, n); break;
        default: list_go(&list, n); break;
        }
        if (list.rows > 0) {
            assert_sane(&list);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_moves_stop_at_the_ends),
        cmocka_unit_test(test_the_cursor_pulls_the_window),
        cmocka_unit_test(test_it_stays_sane_whatever_is_done),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
