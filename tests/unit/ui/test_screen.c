/* The screen at every size and in every state: it draws, it clips, and it says what matters. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "str.h"
#include "support/app_fixture.h"
#include "ui/screen.h"

static int open_app(void **state)
{
    app_fixture_open(state, 1, 80, 24);
    return 0;
}

static struct str screen(struct fixture *f, int width, int height, bool ascii)
{
    struct event event = { .kind = EVENT_RESIZE, .width = width, .height = height };

    app_update(&f->app, &event);
    arena_reset(&f->frame);
    struct canvas canvas = screen_draw(&f->app, ascii, &f->frame);

    assert_int_equal(canvas.width, width);
    assert_int_equal(canvas.height, height);
    assert_true(canvas.cursor_x < width && canvas.cursor_y < height);
    return canvas_dump(&canvas, false, &f->frame);
}

static bool says(struct str screen, const char *what)
{
    size_t at;

    return str_find(screen, str_from(what), &at);
}

static const char *const states[] = {
    "",        "gll<Enter>", "<Space>", "<Esc>2", "3", "4", "5", "1?",  "<Esc>:title",
    "<Esc>sq", "<Esc>i",     "2i",      "3i",     "7", "G", "s", "jjj", "n",
};

static void test_it_draws_at_every_size(void **state)
{
    struct fixture *f = *state;

    for (size_t i = 0; i < sizeof(states) / sizeof(*states); i++) {
        press(f, states[i]);
        for (int width = 1; width < 230; width += 7) {
            for (int height = 1; height < 70; height += 4) {
                screen(f, width, height, false);
            }
        }
    }
}

/* The row of a dump, without blanks. */
static struct str row_of(struct str dump, int row)
{
    struct str line = { 0 };

    for (int i = 0; i <= row; i++) {
        size_t end = dump.len;

        str_find(dump, STR("\n"), &end);
        line = str_part(dump, 0, end);
        dump = str_part(dump, end + 1, dump.len);
    }
    return str_trim(line);
}

/* Heads above its rows, and something on the card below: a view without one of its two halves has a blank there. */
static void test_every_view_has_heads_and_a_card(void **state)
{
    struct fixture *f = *state;

    press(f, "g<Enter>jji");
    for (enum place view = 0; view < PLACE__VIEWS; view++) {
        struct str dump = screen(f, 80, 24, false);
        struct panes panes = app_panes(&f->app);

        assert_int_equal(f->app.view, view);
        assert_true(row_of(dump, panes.columns.y).len > 0);
        assert_true(row_of(dump, panes.side.y + 1).len > 0);
        press(f, "<Tab>");
    }
}

static void test_ascii_is_ascii_but_for_names(void **state)
{
    struct fixture *f = *state;

    press(f, "g<Enter>jjj");
    struct str text = screen(f, 80, 24, true);

    assert_false(says(text, "●"));
    assert_false(says(text, "…"));
    assert_true(says(text, "*"));
}

/* The foot while an export is at work, and in the end; the prompt names the endings if it has room. */
static void test_the_foot_tells_of_an_export(void **state)
{
    struct fixture *f = *state;

    f->app.endings = STR("dot, svg, png, pdf, txt, mmd, d2, md");
    press(f, "x");
    assert_true(says(screen(f, 80, 24, false),
                     "Export to (dot, svg, png, pdf, txt, mmd, d2, md): stack.svg"));
    assert_true(says(screen(f, 60, 24, false), "Export to: stack.svg"));
    press(f, "<Esc>");
    f->app.job = (struct app_job){ .state = JOB_RUNNING, .path = STR("stack.svg") };
    assert_true(says(screen(f, 80, 24, false), "\n exporting stack.svg ... Esc cancels\n"));
    f->app.job.seconds = 12;
    assert_true(says(screen(f, 80, 24, true), "\n exporting stack.svg ... 12 s, Esc cancels\n"));
    f->app.job.path = STR("a/path/much/longer/than/there/is/room/for/it/here/stack.svg");
    assert_true(says(screen(f, 60, 24, true), "... 12 s, Esc cancels\n")); /* it is cut */
    f->app.job = (struct app_job){ .state = JOB_ENDED, .text = STR("exported to stack.svg") };
    assert_true(says(screen(f, 80, 24, false), "\n exported to stack.svg\n"));
}

static void test_the_head_says_what_matters(void **state)
{
    struct fixture *f = *state;

    press(f, "g<Enter>");
    struct str text = screen(f, 80, 24, false);

    assert_true(says(text, "Test"));
    assert_true(says(text, "aims at Startup"));
    assert_true(says(text, "11 boxes"));
    assert_true(says(text, "9 arrows (+3)"));
    assert_true(says(text, "/mo"));
    assert_true(says(text, "reads as Startup"));
}

static void test_a_small_screen_says_what_it_needs(void **state)
{
    struct fixture *f = *state;

    assert_true(says(screen(f, SCREEN_WIDTH_MIN - 1, SCREEN_HEIGHT_MIN, false), "60x16"));
    assert_true(says(screen(f, SCREEN_WIDTH_MIN, SCREEN_HEIGHT_MIN - 1, false), "60x16"));
    assert_false(says(screen(f, SCREEN_WIDTH_MIN, SCREEN_HEIGHT_MIN, false), "needs"));
}

/* Text from people keeps its place and sends nothing to the terminal: the design cleans it before. */
static void test_wide_titles_are_cut_where_they_must_be(void **state)
{
    struct fixture *f = *state;
    struct edit edit = {
        .kind = EDIT_TITLE,
        .text = STR("設計図設計図設計図設計図設計図設計図設計図設計図設計図設計図設計図設計図")
    };
    struct diag_list diags;
    struct design design;

    diag_init(&diags, &f->session);
    assert_true(
        design_apply(&f->catalog, app_design(&f->app), &edit, &f->session, &design, &diags));
    history_put(&f->app.history, design, STR("title"));
    app_update(&f->app, &(struct event){ .kind = EVENT_RESIZE, .width = 80, .height = 24 });
    for (int width = SCREEN_WIDTH_MIN; width < 120; width++) {
        assert_true(says(screen(f, width, 24, false), "aims at Startup"));
    }
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, open_app, app_fixture_close)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_it_draws_at_every_size),
        TEST(test_every_view_has_heads_and_a_card),
        TEST(test_ascii_is_ascii_but_for_names),
        TEST(test_the_head_says_what_matters),
        TEST(test_the_foot_tells_of_an_export),
        TEST(test_a_small_screen_says_what_it_needs),
        TEST(test_wide_titles_are_cut_where_they_must_be),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
