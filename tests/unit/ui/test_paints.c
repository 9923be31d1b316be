#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "support/memory.h"
#include "ui/paints.h"

struct fixture {
    struct test_memory memory;
    struct arena arena;
    struct diag_list diags;
    struct paint paints[STYLE__COUNT];
};

static int open_fixture(void **state)
{
    struct fixture *fixture = calloc(1, sizeof(*fixture));
    test_memory_init(&fixture->memory);
    arena_init(&fixture->arena, &fixture->memory.memory);
    diag_init(&fixture->diags, &fixture->arena);
    *state = fixture;
    return 0;
}

static int close_fixture(void **state)
{
    struct fixture *fixture = *state;
    arena_release(&fixture->arena);
    test_memory_check(&fixture->memory);
    free(fixture);
    return 0;
}

static void assert_paint(struct paint paint, int32_t fg, int32_t bg, uint32_t attributes)
{
    assert_int_equal(paint.fg, fg);
    assert_int_equal(paint.bg, bg);
    assert_int_equal(paint.attributes, attributes);
}

static void test_nearest_256(void **state)
{
    (void)state;
    assert_int_equal(paints_nearest_256(0x000000), 16);
    assert_int_equal(paints_nearest_256(0xffffff), 231);
    assert_int_equal(paints_nearest_256(0xff0000), 196);
    assert_int_equal(paints_nearest_256(0x005f87), 24);
    assert_int_equal(paints_nearest_256(0x5f87ff), 69);
    assert_int_equal(paints_nearest_256(0x080808), 232);
    assert_int_equal(paints_nearest_256(0xeeeeee), 255);
    assert_int_equal(paints_nearest_256(0x303030), 236);
}

static int level(int i)
{
    return i == 0 ? 0 : 55 + 40 * i;
}

static int squared(int32_t rgb, int r, int g, int b)
{
    int dr = (rgb >> 16 & 255) - r;
    int dg = (rgb >> 8 & 255) - g;
    int db = (rgb & 255) - b;
    return dr * dr + dg * dg + db * db;
}

static int distance_of_index(int32_t rgb, int index)
{
    if (index >= 232) {
        int grey = 8 + 10 * (index - 232);
        return squared(rgb, grey, grey, grey);
    }
    int cube = index - 16;
    return squared(rgb, level(cube / 36), level(cube / 6 % 6), level(cube % 6));
}

static void test_nearest_256_is_nearest(void **state)
{
    (void)state;
    for (int32_t rgb = 0; rgb <= 0xffffff; rgb += 4099) {
        int got = paints_nearest_256(rgb);
        assert_true(got >= 16 && got <= 255);
        for (int i = 16; i < 256; i++) {
            assert_true(distance_of_index(rgb, got) <= distance_of_index(rgb, i));
        }
    }
}

static void test_nearest_16(void **state)
{
    (void)state;
    assert_int_equal(paints_nearest_16(0x000000), 0);
    assert_int_equal(paints_nearest_16(0xcc0000), 1);
    assert_int_equal(paints_nearest_16(0xffffff), 15);
    assert_int_equal(paints_nearest_16(0x808080), 8);
    assert_int_equal(paints_nearest_16(0xfefe01), 11);
}

static void test_named_and_unnamed_styles(void **state)
{
    struct fixture *fixture = *state;
    struct theme theme = {
        .name = "t",
        .style_count = 2,
        .styles = { { "text", 0xeeeeee, 0x111111, 0 },
                    { "key", 0xff0000, COLOUR_DEFAULT, ATTRIBUTE_ITALIC } },
    };
    assert_true(paints_resolve(&theme, COLOURS_TRUE, fixture->paints, &fixture->diags));
    assert_paint(fixture->paints[STYLE_TEXT], 0xeeeeee, 0x111111, 0);
    assert_paint(fixture->paints[STYLE_KEY], 0xff0000, COLOUR_DEFAULT, ATTRIBUTE_ITALIC);
    assert_paint(fixture->paints[STYLE_CURSOR], 0xeeeeee, 0x111111, ATTRIBUTE_REVERSE);
}

static void test_without_colours(void **state)
{
    struct fixture *fixture = *state;
    struct theme theme = {
        .name = "t",
        .style_count = 2,
        .styles = { { "text", 0xeeeeee, 0x111111, ATTRIBUTE_BOLD }, { "cursor", 1, 2, 0 } },
    };
    assert_true(paints_resolve(&theme, COLOURS_NONE, fixture->paints, &fixture->diags));
    assert_paint(fixture->paints[STYLE_TEXT], COLOUR_DEFAULT, COLOUR_DEFAULT, 0);
    assert_paint(fixture->paints[STYLE_CURSOR], COLOUR_DEFAULT, COLOUR_DEFAULT, ATTRIBUTE_REVERSE);
}

static void test_two_colours_that_fall_on_one(void **state)
{
    struct fixture *fixture = *state;
    struct theme theme = { .name = "t",
                           .style_count = 1,
                           .styles = { { "cursor", 0x101010, 0x050505, 0 } } };
    assert_true(paints_resolve(&theme, COLOURS_16, fixture->paints, &fixture->diags));
    assert_paint(fixture->paints[STYLE_CURSOR], COLOUR_DEFAULT, COLOUR_DEFAULT, ATTRIBUTE_REVERSE);
    assert_true(paints_resolve(&theme, COLOURS_TRUE, fixture->paints, &fixture->diags));
    assert_paint(fixture->paints[STYLE_CURSOR], 0x101010, 0x050505, 0);
}

static void test_unknown_style(void **state)
{
    struct fixture *fixture = *state;
    struct theme theme = {
        .name = "mine",
        .style_count = 3,
        .styles = { { "curser", 1, 2, 0 }, { "zzzzzz", 1, 2, 0 }, { "bar", 1, 0xffffff, 0 } },
    };
    assert_false(paints_resolve(&theme, COLOURS_TRUE, fixture->paints, &fixture->diags));
    assert_int_equal(fixture->diags.counts[SEVERITY_ERROR], 2);
    assert_true(
        str_is(fixture->diags.list.items[0].text, "theme \"mine\": there is no style \"curser\""));
    assert_true(str_is(fixture->diags.list.items[0].hint, "did you mean \"cursor\"?"));
    assert_int_equal(fixture->diags.list.items[1].hint.len, 0);
    assert_paint(fixture->paints[STYLE_BAR], 1, 0xffffff, 0); /* the rest is used all the same */
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_nearest_256),
        cmocka_unit_test(test_nearest_256_is_nearest),
        cmocka_unit_test(test_nearest_16),
        cmocka_unit_test_setup_teardown(test_named_and_unnamed_styles, open_fixture, close_fixture),
        cmocka_unit_test_setup_teardown(test_without_colours, open_fixture, close_fixture),
        cmocka_unit_test_setup_teardown(test_two_colours_that_fall_on_one, open_fixture,
                                        close_fixture),
        cmocka_unit_test_setup_teardown(test_unknown_style, open_fixture, close_fixture),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
