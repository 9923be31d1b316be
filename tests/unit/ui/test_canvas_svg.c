#include "ui/canvas_svg.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "support/fixture.h"
#include "support/str.h"

static const struct rect all = { 0, 0, 20, 3 };

/* A theme that leaves ordinary text to the terminal. */
static void paint(struct paint paints[STYLE__COUNT])
{
    for (int i = 0; i < STYLE__COUNT; i++) {
        paints[i] = (struct paint){ COLOUR_DEFAULT, COLOUR_DEFAULT, 0 };
    }
    paints[STYLE_CHOSEN] = (struct paint){ 0xffffff, 0x005f87, ATTRIBUTE_BOLD };
    paints[STYLE_CURSOR] = (struct paint){ COLOUR_DEFAULT, COLOUR_DEFAULT, ATTRIBUTE_REVERSE };
}

static struct str drawn(struct fixture *fixture, const struct canvas *canvas, bool light)
{
    struct paint paints[STYLE__COUNT];
    paint(paints);
    return canvas_svg(canvas, paints, light, STR("A & B"), &fixture->arena);
}

static uint32_t count_of(struct str text, const char *words)
{
    size_t at;
    uint32_t count = 0;
    while (str_find(text, str_from(words), &at)) {
        text = str_part(text, at + 1, text.len);
        count++;
    }
    return count;
}

static void test_texts_and_grounds(void **state)
{
    struct fixture *fixture = *state;
    struct canvas canvas = canvas_new(&fixture->arena, 20, 3, false);
    canvas_put(&canvas, all, 1, 0, STYLE_TEXT, STR("two words   apart"));
    canvas_put(&canvas, all, 2, 1, STYLE_CHOSEN, STR("lit"));
    canvas_put(&canvas, all, 0, 2, STYLE_CURSOR, STR("on"));
    struct str svg = drawn(fixture, &canvas, false);
    assert_int_equal(count_of(svg, "<text "), 4); /* blanks two and more part texts */
    assert_int_equal(count_of(svg, ">two words</text>"), 1);
    assert_int_equal(count_of(svg, ">apart</text>"), 1);
    /* Column 2 of row 1, three cells wide, on its own ground. */
    assert_int_equal(
        count_of(svg, "<rect x=\"24\" y=\"25\" width=\"24\" height=\"17\" fill=\"#005f87\"/>"), 1);
    assert_int_equal(count_of(svg, "fill=\"#ffffff\" font-weight=\"bold\">lit</text>"), 1);
    /* Ink and ground of the terminal, the other way round. */
    assert_int_equal(count_of(svg, "height=\"17\" fill=\"#d0d0d0\"/>"), 1);
    assert_int_equal(count_of(svg, "fill=\"#10151d\">on</text>"), 1);
    assert_int_equal(count_of(drawn(fixture, &canvas, true), "fill=\"#ffffff\">on</text>"), 1);
}

static void test_escapes(void **state)
{
    struct fixture *fixture = *state;
    struct canvas canvas = canvas_new(&fixture->arena, 20, 3, false);
    canvas_put(&canvas, all, 0, 0, STYLE_TEXT, STR("<a b=\"c\">&"));
    struct str svg = drawn(fixture, &canvas, false);
    assert_int_equal(count_of(svg, "<title>A &amp; B</title>"), 1);
    assert_int_equal(count_of(svg, ">&lt;a b=&quot;c&quot;&gt;&amp;</text>"), 1);
}

/* Two cells, one text. */
static void test_wide(void **state)
{
    struct fixture *fixture = *state;
    struct canvas canvas = canvas_new(&fixture->arena, 20, 3, false);
    canvas_put(&canvas, all, 0, 0, STYLE_TEXT, STR("\xe6\xbc\xa2"));
    assert_int_equal(count_of(drawn(fixture, &canvas, false),
                              "textLength=\"16\" fill=\"#d0d0d0\">\xe6\xbc\xa2</text>"),
                     1);
}

static void test_nothing(void **state)
{
    struct fixture *fixture = *state;
    struct canvas canvas = canvas_new(&fixture->arena, 20, 3, false);
    struct str svg = drawn(fixture, &canvas, false);
    assert_int_equal(count_of(svg, "<text "), 0);
    assert_int_equal(count_of(svg, "<rect "), 1);
    assert_true(str_ends(svg, STR("</svg>\n")));
}

#define WITH_FIXTURE(test) cmocka_unit_test_setup_teardown(test, fixture_setup, fixture_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_FIXTURE(test_texts_and_grounds),
        WITH_FIXTURE(test_escapes),
        WITH_FIXTURE(test_wide),
        WITH_FIXTURE(test_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
