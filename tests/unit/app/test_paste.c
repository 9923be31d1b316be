/* Pasted text is text where something is typed, and nothing anywhere else. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "str.h"
#include "support/app_fixture.h"

static int open_app(void **state)
{
    app_fixture_open(state, 0, 100, 30);
    return 0;
}

static void paste(struct fixture *f, struct str text)
{
    struct event event = { .kind = EVENT_PASTE, .text = text };

    f->effect = app_update(&f->app, &event);
}

/* As keys this would change the scale, take a cell, save, quit and answer any question. */
#define HARMFUL STR("s\n\r\n:w x.yaml\n:q!\ny\nq")

static void test_it_does_nothing_in_views_and_says_so(void **state)
{
    static const char *const places[] = { "1", "2", "3", "4", "5", "6", "7", "5p", "1sq" };
    struct fixture *f = *state;

    for (size_t i = 0; i < sizeof(places) / sizeof(places[0]); i++) {
        press(f, places[i]);
        struct design before = *app_design(&f->app);
        enum place place = f->app.place;
        paste(f, HARMFUL);
        assert_int_equal(f->effect.kind, EFFECT_NONE);
        assert_int_equal(f->app.place, place);
        assert_true(design_eq(app_design(&f->app), &before));
        assert_str_equal(str_part(f->app.message, 0, 12), STR("pasted text "));
        press(f, place == PLACE_SWEEP ? "<Esc>" : "");
    }
    assert_int_equal(f->app.place, PLACE_QUESTION);
}

static void test_it_is_one_line_in_a_prompt(void **state)
{
    struct fixture *f = *state;

    press(f, ":<C-u>");
    paste(f, HARMFUL);
    assert_int_equal(f->app.place, PLACE_PROMPT);
    assert_str(typed_str(&f->app.prompt.typed), "s  :w x.yaml :q! y q");
    press(f, "<C-u>a");
    paste(f, STR("b\tc\r\nd\re\n"));
    paste(f, STR("\x1b[31mf\x07\xff\xe2\x80\xaeg"));
    assert_str(typed_str(&f->app.prompt.typed), "ab c d e<U+001B>[31mf<U+0007><0xFF><U+202E>g");
    paste(f, (struct str){ 0 });
    paste(f, STR("\n"));
    press(f, "h");
    assert_str(typed_str(&f->app.prompt.typed), "ab c d e<U+001B>[31mf<U+0007><0xFF><U+202E>gh");
    assert_int_equal(f->app.message.len, 0);
}

static void test_it_filters_the_chooser_and_the_help(void **state)
{
    struct fixture *f = *state;

    press(f, "j");
    while (app_row(&f->app)->kind != ROW_LAYER
           || app_row(&f->app)->id != catalog_find_layer(&f->catalog, STR("vector-db"))) {
        press(f, "j");
    }
    press(f, "c");
    paste(f, STR("Qdrant\n"));
    assert_str(typed_str(&f->app.menu.filter), "Qdrant");
    component_id found = app_item_component(&f->app, 0);
    assert_str(catalog_text(&f->catalog, f->catalog.components[found].short_name), "Qdrant");
    press(f, "<Esc>?");
    int all = f->app.menu.list.count;
    paste(f, STR("undo"));
    assert_in_range(f->app.menu.list.count, 1, all - 1);
}

static void test_it_fills_fields_of_the_form_that_are_typed(void **state)
{
    struct fixture *f = *state;

    press(f, "jj");
    while (app_row(&f->app)->kind != ROW_LAYER) {
        press(f, "j");
    }
    press(f, "cno-such-thing<PageDown><Enter><C-u>");
    assert_int_equal(f->app.place, PLACE_OWN);
    paste(f, STR("Acme\nStore"));
    assert_str(typed_str(&f->app.form.texts[FORM_NAME]), "Acme Store");
    press(f, "<Down>");
    struct own_form before = f->app.form;
    paste(f, HARMFUL);
    assert_memory_equal(&f->app.form, &before, sizeof(before));
    assert_str(f->app.message,
               "pasted text does nothing in this field; Tab goes to the next field");
}

static void test_what_is_too_long_is_cut_and_said(void **state)
{
    static char bytes[TYPED_MAX + 10];
    static const char cut[] = "what was pasted is too long; its end was left out";
    struct fixture *f = *state;

    memset(bytes, 'x', sizeof(bytes));
    memcpy(bytes + TYPED_MAX - 1, "\xc3\xa4", 2); /* only half of it would fit */
    press(f, ":");
    paste(f, (struct str){ bytes, sizeof(bytes) });
    assert_int_equal(f->app.prompt.typed.len, TYPED_MAX - 1);
    assert_str(f->app.message, cut);
    press(f, "<C-u>");
    assert_int_equal(f->app.message.len, 0);
    app_update(&f->app, &(struct event){ .kind = EVENT_PASTE, .text = STR("a"), .cut = true });
    assert_str(typed_str(&f->app.prompt.typed), "a");
    assert_str(f->app.message, cut);
}

#define TEST(function) cmocka_unit_test_setup_teardown(function, open_app, app_fixture_close)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_it_does_nothing_in_views_and_says_so),
        TEST(test_it_is_one_line_in_a_prompt),
        TEST(test_it_filters_the_chooser_and_the_help),
        TEST(test_it_fills_fields_of_the_form_that_are_typed),
        TEST(test_what_is_too_long_is_cut_and_said),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
