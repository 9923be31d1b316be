/* The view of the reading: its rows, its steps, and the ways into it and out of it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "app/app.h"
#include "str.h"
#include "strata/analysis/reading_words.h"
#include "strata/base/text.h"
#include "support/app_fixture.h"

static int open_app(void **state)
{
    app_fixture_open(state, 1, 100, 30);
    return 0;
}

static uint32_t count_rows(const struct app *app, enum reading_row_kind kind)
{
    uint32_t count = 0;

    for (uint32_t i = 0; i < app->reading.row_count; i++) {
        count += app->reading.rows[i].kind == kind;
    }
    return count;
}

/* The cursor to the first row of the kind. */
static void go_to(struct fixture *f, enum reading_row_kind kind)
{
    press(f, "g");
    while (app_reading_row(&f->app)->kind != kind) {
        int before = f->app.lists[PLACE_READING].cursor;

        press(f, "j");
        assert_int_not_equal(f->app.lists[PLACE_READING].cursor, before);
    }
}

static void click(struct fixture *f, int x, int y)
{
    app_update(&f->app,
               &(struct event){ .kind = EVENT_MOUSE, .button = MOUSE_LEFT, .x = x, .y = y });
}

static void test_every_layer_votes_or_abstains(void **state)
{
    static const char *const designs[] = { "d", "1g<Enter>", "1gl<Enter>", "1ghh<Enter>" };
    struct fixture *f = *state;

    for (size_t i = 0; i < sizeof(designs) / sizeof(*designs); i++) {
        const struct reading *reading = &f->app.review.reading;

        press(f, designs[i]);
        press(f, "7");
        assert_int_equal(count_rows(&f->app, READING_ROW_VOTE), reading->vote_count);
        assert_int_equal(count_rows(&f->app, READING_ROW_VOTE)
                             + count_rows(&f->app, READING_ROW_ABSTAINS),
                         f->catalog.layer_count);
        assert_int_equal(count_rows(&f->app, READING_ROW_HALLMARK), reading->hallmark_count);
        assert_int_equal(count_rows(&f->app, READING_ROW_STEP), f->app.reading.path.step_count);
        assert_int_equal(f->app.lists[PLACE_READING].count, f->app.reading.row_count);
    }
}

/* One Enter for each step, and it reads as the scale aimed at, as the last row has said. */
static void test_the_steps_lead_to_the_scale(void **state)
{
    struct fixture *f = *state;
    uint32_t steps, taken = 0;

    press(f, "g<Enter>7"); /* the second column, taken and aimed at */
    assert_true(f->app.reading.there);
    press(f, "s");
    assert_false(f->app.reading.there);
    assert_true(f->app.reading.path.reached);
    steps = f->app.reading.path.step_count;
    assert_in_range(steps, 2, 10);
    go_to(f, READING_ROW_AIM);
    press(f, "<Enter>");
    while (!f->app.reading.there) {
        money likely = f->app.preview.bill.total.likely;

        assert_int_equal(app_reading_row(&f->app)->kind, READING_ROW_STEP);
        assert_true(f->app.has_preview);
        press(f, "<Enter>");
        assert_int_equal(f->app.review.bill.total.likely, likely);
        assert_in_range(++taken, 1, steps);
    }
    assert_int_equal(taken, steps);
    assert_true(reading_is(&f->app.review.reading, 2));
    assert_int_equal(app_reading_row(&f->app)->kind, READING_ROW_ANSWER);
    press(f, "<Enter>");
    assert_str(f->app.message, "this belongs to no layer");
    for (uint32_t i = 0; i < steps; i++) {
        press(f, "u");
    }
    assert_int_equal(f->app.reading.path.step_count, steps);
    assert_int_equal(app_design(&f->app)->scale, 2);
    assert_true(reading_is(&f->app.review.reading, 1));
}

static void test_a_tip_is_a_step_too(void **state)
{
    struct fixture *f = *state;

    /* Only one layer speaks. */
    press(f, "jj");
    while (catalog_find_layer(&f->catalog, STR("gateway")) != app_row(&f->app)->id
           || app_row(&f->app)->kind != ROW_LAYER) {
        press(f, "j");
    }
    press(f, "<Enter>7");
    assert_true(f->app.reading.there);
    assert_int_equal(count_rows(&f->app, READING_ROW_STEP), 1);
    go_to(f, READING_ROW_STEP);
    press(f, "<Enter>");
    assert_false(reading_is(&f->app.review.reading, 1));
}

static void test_enter_on_a_vote_goes_to_its_layer(void **state)
{
    static const enum reading_row_kind kinds[] = { READING_ROW_VOTE, READING_ROW_ABSTAINS };
    struct fixture *f = *state;

    press(f, "g<Enter>");
    for (size_t i = 0; i < sizeof(kinds) / sizeof(*kinds); i++) {
        layer_id layer;

        press(f, "7");
        go_to(f, kinds[i]);
        layer = app_layer(&f->app);
        assert_int_not_equal(layer, NONE);
        press(f, "<Enter>");
        assert_int_equal(f->app.view, PLACE_STACK);
        assert_int_equal(app_row(&f->app)->id, layer);
    }
}

/* It is made when it is shown, and anew only when the design has changed. */
static void test_it_is_made_when_it_is_needed(void **state)
{
    struct fixture *f = *state;
    const struct reading_row *rows;

    press(f, "g<Enter>");
    assert_false(f->app.made >> PLACE_READING & 1);
    assert_null(app_reading_row(&f->app));
    press(f, "7jjj");
    rows = f->app.reading.rows;
    assert_true(f->app.made >> PLACE_READING & 1);
    press(f, "jkGg1jj7");
    assert_ptr_equal(f->app.reading.rows, rows);
    assert_true(f->app.made >> PLACE_READING & 1);
    press(f, "1u");
    assert_false(f->app.made >> PLACE_READING & 1);
    press(f, "<Tab><Tab><Tab>:reading<Enter>");
    assert_int_equal(f->app.view, PLACE_READING);
    assert_int_equal(count_rows(&f->app, READING_ROW_VOTE), 0);
}

static void test_a_click_on_the_head_shows_it(void **state)
{
    struct fixture *f = *state;
    int width;

    press(f, "g<Enter>");
    width = (int)text_width(reading_brief(&f->catalog, &f->app.review.reading, &f->session));
    click(f, f->app.width - 2 - width, 0);
    assert_int_equal(f->app.view, PLACE_STACK);
    click(f, f->app.width - 2, 1);
    assert_int_equal(f->app.view, PLACE_STACK);
    click(f, f->app.width - 1 - width, 0);
    assert_int_equal(f->app.view, PLACE_READING);
    press(f, "1");
    click(f, f->app.width - 2, 0);
    assert_int_equal(f->app.view, PLACE_READING);
    press(f, "1:");
    click(f, f->app.width - 2, 0);
    assert_int_equal(f->app.view, PLACE_STACK);
}

/* The bill may be beyond counting; how the design reads is not. */
static void test_it_reads_what_cannot_be_reckoned(void **state)
{
    struct fixture *f = *state;
    scale_id scale;

    press(f, "g<Enter>7");
    scale = f->app.review.reading.scale;
    press(f, "5");
    while (!str_is(catalog_text(&f->catalog, app_figure(&f->app)->id), "users")) {
        press(f, "j");
    }
    press(f, "<Enter><C-u>1000000000<Enter>j<Enter><C-u>1000000<Enter>");
    assert_true(f->app.broken);
    press(f, "7G");
    assert_int_equal(f->app.review.reading.scale, scale);
    assert_true(count_rows(&f->app, READING_ROW_VOTE) > 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_every_layer_votes_or_abstains, open_app,
                                        app_fixture_close),
        cmocka_unit_test_setup_teardown(test_the_steps_lead_to_the_scale, open_app,
                                        app_fixture_close),
        cmocka_unit_test_setup_teardown(test_a_tip_is_a_step_too, open_app, app_fixture_close),
        cmocka_unit_test_setup_teardown(test_enter_on_a_vote_goes_to_its_layer, open_app,
                                        app_fixture_close),
        cmocka_unit_test_setup_teardown(test_it_is_made_when_it_is_needed, open_app,
                                        app_fixture_close),
        cmocka_unit_test_setup_teardown(test_a_click_on_the_head_shows_it, open_app,
                                        app_fixture_close),
        cmocka_unit_test_setup_teardown(test_it_reads_what_cannot_be_reckoned, open_app,
                                        app_fixture_close),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
