#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "app/panes.h"

static void assert_inside(struct area area, int width, int height)
{
    assert_true(area.x >= 0 && area.y >= 0 && area.width >= 0 && area.height >= 0);
    assert_true(area.x + area.width <= width);
    assert_true(area.y + area.height <= height);
}

static int overlap(struct area a, struct area b)
{
    return a.width > 0 && b.width > 0 && a.x < b.x + b.width && b.x < a.x + a.width
           && a.y < b.y + b.height && b.y < a.y + a.height;
}

static void check(int width, int height, enum place view, bool card)
{
    struct panes l = panes_make(width, height, view, card);

    assert_int_equal(l.too_small, width < SCREEN_WIDTH_MIN || height < SCREEN_HEIGHT_MIN);
    if (l.too_small) {
        return;
    }
    struct area areas[] = { l.head, l.columns, l.body, l.side, l.preview, l.bar };
    size_t count = sizeof(areas) / sizeof(*areas);

    for (size_t i = 0; i < count; i++) {
        assert_inside(areas[i], width, height);
        for (size_t k = i + 1; k < count; k++) {
            assert_false(overlap(areas[i], areas[k]));
        }
    }
    assert_inside(l.menu, width, height);
    assert_inside(l.pane, width, height);
    assert_false(overlap(l.pane, l.side) || overlap(l.pane, l.preview) || overlap(l.pane, l.head));
    assert_true(view == PLACE_DIAGRAM || !overlap(l.pane, l.body));
    assert_true(l.body.width >= 50 && l.body.height >= 1);
    assert_true(l.menu.height > MENU_FRAME_ROWS);
}

static void test_nothing_overlaps_on_any_screen(void **state)
{
    (void)state;
    for (int width = 1; width < 260; width += 3) {
        for (int height = 1; height < 90; height += 1) {
            for (enum place view = 0; view < PLACE__VIEWS; view++) {
                check(width, height, view, false);
                check(width, height, view, true);
            }
        }
    }
}

static void test_a_wide_screen_has_a_card_or_the_diagram(void **state)
{
    (void)state;
    assert_int_equal(panes_make(80, 24, PLACE_STACK, false).side.width, 0);
    assert_int_equal(panes_make(80, 24, PLACE_STACK, false).pane.width, 0);
    assert_true(panes_make(80, 24, PLACE_STACK, true).side.width > 0);
    assert_true(panes_make(120, 36, PLACE_STACK, false).pane.width > 0);
    assert_int_equal(panes_make(120, 36, PLACE_STACK, false).side.width, 0);
    assert_true(panes_make(120, 36, PLACE_STACK, true).side.width > 0);
    assert_int_equal(panes_make(120, 36, PLACE_STACK, true).pane.width, 0);
    assert_true(panes_make(120, 36, PLACE_BILL, false).side.width > 0);
}

static void test_the_diagram_has_the_whole_screen(void **state)
{
    (void)state;
    assert_int_equal(panes_make(120, 36, PLACE_DIAGRAM, false).side.width, 0);
    assert_true(panes_make(120, 36, PLACE_DIAGRAM, false).pane.width > 110);
    assert_true(panes_make(120, 36, PLACE_DIAGRAM, true).side.width > 0);
    assert_true(panes_make(120, 36, PLACE_DIAGRAM, true).pane.width > 60);
}

static void test_columns_are_where_they_are_found(void **state)
{
    (void)state;
    for (int width = SCREEN_WIDTH_MIN; width < 200; width++) {
        for (uint32_t columns = 1; columns <= 8; columns++) {
            for (uint32_t column = 0; column < columns; column++) {
                int x = panes_column_x(width, columns, column);

                assert_int_equal(panes_column(width, columns, x), column);
                assert_true(x >= panes_name_width(width));
                assert_true(panes_column_x(width, columns, column + 1) <= width);
            }
        }
    }
    assert_int_equal(panes_column(80, 3, 0), 0);
    assert_int_equal(panes_column(80, 3, 500), 2);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_nothing_overlaps_on_any_screen),
        cmocka_unit_test(test_a_wide_screen_has_a_card_or_the_diagram),
        cmocka_unit_test(test_the_diagram_has_the_whole_screen),
        cmocka_unit_test(test_columns_are_where_they_are_found),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
