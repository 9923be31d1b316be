#include "support/app_fixture.h"
#include "support/str.h"

static int setup(void **state)
{
    app_fixture_open(state, 1, 120, 36);
    press(*state, "g<Enter>5g"); /* the Startup column, its workload */
    return 0;
}

static figure_id users(const struct fixture *f)
{
    return catalog_find_figure(&f->catalog, STR("users"));
}

static void go_to(struct fixture *f, figure_id id)
{
    press(f, "g");
    for (figure_id i = 0; i < id; i++) {
        press(f, "j");
    }
}

static void test_opens_and_closes(void **state)
{
    struct fixture *f = *state;

    go_to(f, users(f));
    press(f, "p");
    assert_int_equal(f->app.place, PLACE_SWEEP);
    assert_int_equal(f->app.view, PLACE_WORKLOAD);
    assert_int_equal(f->app.swept.figure, users(f));
    /* at the design's own value, with the design's own bill */
    assert_int_equal(f->app.swept.at.value, f->app.review.figures[users(f)]);
    assert_int_equal(f->app.swept.at.total.likely, f->app.review.bill.total.likely);
    press(f, "q");
    assert_int_equal(f->app.place, PLACE_WORKLOAD);
    press(f, "p<Esc>");
    assert_int_equal(f->app.place, PLACE_WORKLOAD);
}

/* Calculated figures have no growth of their own, and say of what they are made. */
static void test_calculated(void **state)
{
    struct fixture *f = *state;
    figure_id id = 0;

    while (id < f->catalog.figure_count && f->catalog.figures[id].source == FIGURE_GIVEN) {
        id++;
    }
    assert_int_not_equal(id, f->catalog.figure_count);
    go_to(f, id);
    press(f, "p");
    assert_int_equal(f->app.place, PLACE_WORKLOAD);
    assert_true(str_starts(f->app.message, catalog_text(&f->catalog, f->catalog.figures[id].id)));
}

static void test_cursor(void **state)
{
    struct fixture *f = *state;
    quantity here;

    go_to(f, users(f));
    press(f, "p");
    here = f->app.swept.at.value;
    press(f, "l");
    assert_true(f->app.swept.at.value > here);
    press(f, "hh");
    assert_true(f->app.swept.at.value < here);
    press(f, "0");
    assert_int_equal(f->app.swept.at.value, here);
    for (int i = 0; i < 120; i++) {
        press(f, "l");
    }
    assert_int_equal(f->app.swept.at.value, f->app.swept.sweep.span.to);
    assert_str(f->app.message, "the range ends here (- widens it)");
}

static void test_range(void **state)
{
    struct fixture *f = *state;
    struct sweep_span first;

    go_to(f, users(f));
    press(f, "p");
    first = f->app.swept.sweep.span;
    press(f, "+");
    assert_true(f->app.swept.sweep.span.to < first.to);
    press(f, "-");
    assert_int_equal(f->app.swept.sweep.span.to, first.to);
    for (int i = 0; i < 12; i++) {
        press(f, "+");
    }
    assert_int_equal(f->app.swept.factor, 2);
    assert_true(f->app.message.len > 0);
    for (int i = 0; i < 20; i++) {
        press(f, "-");
    }
    assert_true(f->app.message.len > 0);
    assert_true(f->app.swept.sweep.span.to <= f->catalog.figures[users(f)].max);
    press(f, "q");
    assert_int_equal(f->app.place, PLACE_WORKLOAD);
}

/* What belongs to other places does nothing here, and nothing is changed by looking. */
static void test_only_looks(void **state)
{
    struct fixture *f = *state;

    go_to(f, users(f));
    press(f, "pw");
    assert_str(f->app.message, "w does nothing here; Esc goes back");
    press(f, "5d<Enter>");
    assert_int_equal(f->app.place, PLACE_SWEEP);
    app_update(&f->app, &(struct event){ .kind = EVENT_RESIZE, .width = 80, .height = 24 });
    assert_int_equal(f->app.place, PLACE_SWEEP);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_opens_and_closes, setup, app_fixture_close),
        cmocka_unit_test_setup_teardown(test_calculated, setup, app_fixture_close),
        cmocka_unit_test_setup_teardown(test_cursor, setup, app_fixture_close),
        cmocka_unit_test_setup_teardown(test_range, setup, app_fixture_close),
        cmocka_unit_test_setup_teardown(test_only_looks, setup, app_fixture_close),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
