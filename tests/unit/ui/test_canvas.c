#include <limits.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "strata/base/text.h"
#include "support/memory.h"
#include "ui/canvas.h"

static const struct rect all = { 0, 0, CANVAS_MAX, CANVAS_MAX };

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

static void assert_screen(void **state, const struct canvas *canvas, bool styles,
                          const char *expected)
{
    const char *got = str_terminated(*state, canvas_dump(canvas, styles, *state));
    assert_string_equal(got, expected);
}

/* Every row is made of whole graphemes, and a second half stands behind each wide one and nowhere
 * else. */
static void assert_sound(const struct canvas *canvas)
{
    for (int y = 0; y < canvas->height; y++) {
        const struct cell_view *row = canvas->cells + (ptrdiff_t)y * canvas->width;
        for (int x = 0; x < canvas->width; x++) {
            bool second = x > 0 && row[x - 1].width == 2;
            assert_int_equal(row[x].len == 0, second);
            assert_true(row[x].width == 1 || (row[x].width == 2 && x + 1 < canvas->width));
            assert_true(row[x].len <= CELL_BYTES);
            assert_true(row[x].style < STYLE__COUNT);
        }
    }
}

static void test_sizes_are_kept_in_bounds(void **state)
{
    struct canvas canvas = canvas_new(*state, 0, INT_MIN, false);
    assert_int_equal(canvas.width, 1);
    assert_int_equal(canvas.height, 1);
    canvas = canvas_new(*state, 5000, 2, false);
    assert_int_equal(canvas.width, CANVAS_MAX);
    assert_int_equal(canvas.height, 2);
    assert_int_equal(canvas.cursor_x, -1);
    assert_sound(&canvas);
    assert_screen(state, &canvas, false, "\n\n");
}

static void test_put_goes_on_behind(void **state)
{
    struct canvas canvas = canvas_new(*state, 12, 2, false);
    int x = canvas_put(&canvas, all, 1, 0, STYLE_TEXT, STR("ab"));
    assert_int_equal(x, 3);
    x = canvas_put(&canvas, all, x, 0, STYLE_HEAD, STR("日本"));
    assert_int_equal(x, 7);
    x = canvas_put(&canvas, all, x, 0, STYLE_TEXT, STR("e\xcc\x81x"));
    assert_int_equal(x, 9);
    assert_screen(state, &canvas, false, " ab日本e\xcc\x81x\n\n");
    assert_sound(&canvas);
}

static void test_put_clips(void **state)
{
    struct canvas canvas = canvas_new(*state, 10, 3, false);
    struct rect clip = { 2, 1, 4, 1 };
    assert_int_equal(canvas_put(&canvas, clip, 0, 1, STYLE_TEXT, STR("abcdefgh")), 6);
    canvas_put(&canvas, clip, 2, 0, STYLE_TEXT, STR("no"));
    canvas_put(&canvas, clip, 2, 2, STYLE_TEXT, STR("no"));
    canvas_put(&canvas, all, -2, 0, STYLE_TEXT, STR("xyz"));
    canvas_put(&canvas, all, 9, 0, STYLE_TEXT, STR("xyz"));
    canvas_put(&canvas, all, 3, -1, STYLE_TEXT, STR("no"));
    canvas_put(&canvas, all, 3, INT_MAX, STYLE_TEXT, STR("no"));
    canvas_put(&canvas, all, INT_MAX, 0, STYLE_TEXT, STR("no"));
    canvas_put(&canvas, all, INT_MIN, 0, STYLE_TEXT, STR("no"));
    assert_screen(state, &canvas, false, "z        x\n  cdef\n\n");
}

static void test_half_a_wide_grapheme_is_a_blank(void **state)
{
    struct canvas canvas = canvas_new(*state, 8, 4, false);
    struct rect clip = { 1, 0, 4, 4 };
    canvas_fill(&canvas, all, STYLE_TEXT);
    canvas_put(&canvas, all, 0, 0, STYLE_TEXT, STR("........"));
    assert_int_equal(canvas_put(&canvas, clip, 0, 0, STYLE_TEXT, STR("日本語")),
                     5); /* both ends cut */
    assert_screen(state, &canvas, false, ". 本 ...\n\n\n\n");
    canvas_put(&canvas, all, 7, 1, STYLE_TEXT, STR("日"));
    assert_sound(&canvas);
    canvas_put(&canvas, all, 0, 2, STYLE_TEXT, STR("日本"));
    canvas_put(&canvas, all, 1, 2, STYLE_TEXT, STR("xy")); /* over a second half and a first one */
    canvas_put(&canvas, all, 0, 3, STYLE_TEXT, STR("日本語"));
    canvas_fill(&canvas, (struct rect){ 3, 3, 2, 1 }, STYLE_TEXT);
    assert_screen(state, &canvas, false, ". 本 ...\n\n xy\n日\n");
    assert_sound(&canvas);
}

/* A wide grapheme at each place around the ends of columns 2 to 5. */
static void test_a_wide_grapheme_at_the_ends_of_a_clip(void **state)
{
    static const char *const expected[] = {
        "........\n", ". ......\n", ".日.....\n", "..日....\n",
        "...日...\n", ".... ...\n", "........\n",
    };
    for (int x = 0; x < 7; x++) {
        struct canvas canvas = canvas_new(*state, 8, 1, false);
        struct rect clip = { 1, 0, 4, 1 };
        canvas_put(&canvas, all, 0, 0, STYLE_TEXT, STR("........"));
        canvas_grapheme(&canvas, clip, x - 1, 0, STYLE_TEXT, STR("日"), 2);
        assert_screen(state, &canvas, false, expected[x]);
        assert_sound(&canvas);
    }
    /* The right border of the canvas is one, and in a clip without columns there is no half. */
    struct canvas canvas = canvas_new(*state, 3, 1, false);
    canvas_put(&canvas, all, 0, 0, STYLE_TEXT, STR("..."));
    canvas_grapheme(&canvas, all, 3, 0, STYLE_TEXT, STR("日"), 2);
    canvas_grapheme(&canvas, (struct rect){ 1, 0, 0, 1 }, 0, 0, STYLE_TEXT, STR("日"), 2);
    assert_screen(state, &canvas, false, "...\n");
    canvas_grapheme(&canvas, all, 2, 0, STYLE_TEXT, STR("日"), 2);
    assert_screen(state, &canvas, false, "..\n");
    assert_sound(&canvas);
}

static void test_put_cut(void **state)
{
    struct canvas canvas = canvas_new(*state, 10, 6, false);
    assert_int_equal(canvas_put_cut(&canvas, all, 0, 0, 4, STYLE_TEXT, STR("abcd")), 4);
    assert_int_equal(canvas_put_cut(&canvas, all, 0, 1, 4, STYLE_TEXT, STR("abcde")), 4);
    assert_int_equal(canvas_put_cut(&canvas, all, 0, 2, 4, STYLE_TEXT, STR("日本語")), 3);
    assert_int_equal(canvas_put_cut(&canvas, all, 0, 3, 1, STYLE_TEXT, STR("日本語")), 1);
    assert_int_equal(canvas_put_cut(&canvas, all, 5, 4, 0, STYLE_TEXT, STR("x")), 5);
    canvas.ascii = true;
    canvas_put_cut(&canvas, all, 0, 5, 4, STYLE_TEXT, STR("abcde"));
    assert_screen(state, &canvas, false, "abcd\nabc…\n日…\n…\n\nabc~\n");
}

static void test_put_right(void **state)
{
    struct canvas canvas = canvas_new(*state, 6, 2, false);
    canvas_put_right(&canvas, all, 6, 0, STYLE_TEXT, STR("$12"));
    canvas_put_right(&canvas, all, 3, 1, STYLE_TEXT, STR("long"));
    assert_screen(state, &canvas, false, "   $12\nong\n");
}

static void test_grapheme_too_long_for_a_cell_loses_marks(void **state)
{
    struct canvas canvas = canvas_new(*state, 3, 1, false);
    struct strbuf text = { .arena = *state };
    strbuf_addz(&text, "e");
    for (int i = 0; i < 20; i++) {
        strbuf_addz(&text, "\xcc\x81");
    }
    assert_int_equal(canvas_put(&canvas, all, 0, 0, STYLE_TEXT, strbuf_str(&text)), 1);
    assert_int_equal(canvas.cells[0].len, 15);
    assert_sound(&canvas);
}

static void test_box_and_joined_lines(void **state)
{
    struct canvas canvas = canvas_new(*state, 11, 5, false);
    canvas_box(&canvas, (struct rect){ 0, 0, 11, 5 }, STYLE_FRAME, STR("A"));
    canvas_line(&canvas, 0, 2, 11, STYLE_FRAME);
    canvas_column(&canvas, 5, 0, 5, STYLE_FRAME);
    assert_screen(state, &canvas, false,
                  "┌─ A ┬────┐\n"
                  "│    │    │\n"
                  "├────┼────┤\n"
                  "│    │    │\n"
                  "└────┴────┘\n");
    canvas_box(&canvas, (struct rect){ 3, 1, 5, 3 }, STYLE_FRAME, STR(""));
    assert_screen(state, &canvas, false,
                  "┌─ A ┬────┐\n"
                  "│  ┌───┐  │\n"
                  "├──│─┼─│──┤\n"
                  "│  └───┘  │\n"
                  "└────┴────┘\n");
}

static void test_ascii_lines(void **state)
{
    struct canvas canvas = canvas_new(*state, 9, 3, true);
    canvas_box(&canvas, (struct rect){ 0, 0, 9, 3 }, STYLE_FRAME, STR("Long title"));
    canvas_column(&canvas, 7, 0, 3, STYLE_FRAME);
    assert_screen(state, &canvas, false,
                  "+- Lo~ ++\n"
                  "|      ||\n"
                  "+------++\n");
}

static void test_areas_off_the_canvas(void **state)
{
    struct canvas canvas = canvas_new(*state, 4, 2, false);
    struct rect huge = { -5, -5, INT_MAX, INT_MAX };
    canvas_fill(&canvas, huge, STYLE_BAR);
    canvas_restyle(&canvas, huge, STYLE_DIM);
    canvas_fill(&canvas, (struct rect){ 4, 2, 3, 3 }, STYLE_BAR);
    canvas_fill(&canvas, (struct rect){ 1, 1, -3, -3 }, STYLE_BAR);
    canvas_line(&canvas, -3, 0, INT_MAX, STYLE_DIM);
    canvas_line(&canvas, 0, 9, 4, STYLE_DIM);
    canvas_line(&canvas, INT_MIN, 0, 4, STYLE_DIM);
    canvas_column(&canvas, 1, -9, 50, STYLE_DIM);
    canvas_column(&canvas, -1, 0, 2, STYLE_DIM);
    canvas_box(&canvas, (struct rect){ -1, -1, 3, 3 }, STYLE_DIM, STR("no room"));
    canvas_box(&canvas, (struct rect){ 0, 0, 1, 1 }, STYLE_ERROR, STR(""));
    assert_screen(state, &canvas, true, "─│──\n─┘\n\naaaa\naaaa\n\na dim\n");
    assert_sound(&canvas);
}

static void test_restyle_takes_whole_graphemes(void **state)
{
    struct canvas canvas = canvas_new(*state, 6, 1, false);
    canvas_put(&canvas, all, 0, 0, STYLE_TEXT, STR("日本語"));
    canvas_restyle(&canvas, (struct rect){ 1, 0, 2, 1 }, STYLE_CURSOR);
    assert_screen(state, &canvas, true, "日本語\n\n..ii\n\n. text\ni cursor\n");
}

static void test_dump_styles(void **state)
{
    struct canvas canvas = canvas_new(*state, 6, 2, false);
    canvas_put(&canvas, all, 0, 0, STYLE_HEAD, STR("A b"));
    canvas_fill(&canvas, (struct rect){ 0, 1, 6, 1 }, STYLE_BAR);
    assert_screen(state, &canvas, true, "A b\n\n\nbbb\nrrrrrr\n\n. text\nb head\nr bar\n");
}

static void test_random_drawing_stays_sound(void **state)
{
    static const struct str texts[] = {
        { "abc", 3 }, { "日本語", 9 }, { "a日b", 5 }, { "e\xcc\x81\xcc\x81z", 6 },
        { "", 0 },    { "😀", 4 },
    };
    struct canvas canvas = canvas_new(*state, 23, 9, false);
    srand(1);
    for (int i = 0; i < 20000; i++) {
        struct rect rect = { rand() % 40 - 8, rand() % 16 - 4, rand() % 30 - 3, rand() % 12 - 2 };
        int x = rand() % 40 - 8;
        int y = rand() % 16 - 4;
        enum style style = (enum style)(rand() % STYLE__COUNT);
        struct str text = texts[(size_t)rand() % (sizeof(texts) / sizeof(texts[0]))];
        switch (rand() % 8) {
        case 0: canvas_fill(&canvas, rect, style); break;
        case 1: canvas_restyle(&canvas, rect, style); break;
        case 2: canvas_line(&canvas, x, y, rect.width, style); break;
        case 3: canvas_column(&canvas, x, y, rect.height, style); break;
        case 4: canvas_box(&canvas, rect, style, text); break;
        case 5: canvas_put_cut(&canvas, rect, x, y, rand() % 9, style, text); break;
        case 6: canvas_put_right(&canvas, rect, x, y, style, text); break;
        default: canvas_put(&canvas, rect, x, y, style, text); break;
        }
        assert_sound(&canvas);
    }
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_sizes_are_kept_in_bounds),
        cmocka_unit_test(test_put_goes_on_behind),
        cmocka_unit_test(test_put_clips),
        cmocka_unit_test(test_half_a_wide_grapheme_is_a_blank),
        cmocka_unit_test(test_a_wide_grapheme_at_the_ends_of_a_clip),
        cmocka_unit_test(test_put_cut),
        cmocka_unit_test(test_put_right),
        cmocka_unit_test(test_grapheme_too_long_for_a_cell_loses_marks),
        cmocka_unit_test(test_box_and_joined_lines),
        cmocka_unit_test(test_ascii_lines),
        cmocka_unit_test(test_areas_off_the_canvas),
        cmocka_unit_test(test_restyle_takes_whole_graphemes),
        cmocka_unit_test(test_dump_styles),
        cmocka_unit_test(test_random_drawing_stays_sound),
    };
    return cmocka_run_group_tests(tests, open_arena, close_arena);
}
