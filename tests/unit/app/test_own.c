/* The form for own components, driven by keys, over the frozen catalogue. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "app/app.h"
#include "random.h"
#include "str.h"
#include "strata/model/extend.h"
#include "support/app_fixture.h"

static int open_app(void **state)
{
    app_fixture_open(state, 0, 80, 24);
    return 0;
}

static layer_id vectors(const struct fixture *f)
{
    return catalog_find_layer(&f->catalog, STR("vector-db"));
}

/* The chooser of the vector store's layer. */
static void choose(struct fixture *f)
{
    press(f, "1g");
    while (app_row(&f->app)->kind != ROW_LAYER || app_row(&f->app)->id != vectors(f)) {
        press(f, "j");
    }
    press(f, "c");
}

/* The form, on a name that nothing has. */
static void open_form(struct fixture *f)
{
    choose(f);
    press(f, "Acme<PageDown><Enter>");
    assert_int_equal(f->app.place, PLACE_OWN);
}

static struct own_component only_own(const struct fixture *f)
{
    assert_int_equal(app_design(&f->app)->own_count, 1);
    return catalog_own(f->app.catalog, app_design(&f->app)->own[0]);
}

static component_id last_item(const struct fixture *f)
{
    return app_item_component(&f->app, f->app.menu.list.count - 1);
}

static void test_offered_when_nothing_is_named_so(void **state)
{
    struct fixture *f = *state;

    choose(f);
    assert_int_not_equal(last_item(f), MENU_OWN);
    press(f, "Pinecon");
    assert_int_equal(last_item(f), MENU_OWN);
    press(f, "e");
    assert_int_not_equal(last_item(f), MENU_OWN);
    press(f, "<C-u>zzzz");
    assert_int_equal(f->app.menu.list.count, 1);
    assert_int_equal(last_item(f), MENU_OWN);
}

static void test_described_and_taken(void **state)
{
    struct fixture *f = *state;
    struct own_component own;
    const struct catalog *before = f->app.catalog;

    open_form(f);
    press(f,
          " Store<Down><Down><Space><Left><Tab>120<Down>90<Down>200.5<Down><Right><Down><Space>");
    assert_true(f->app.has_preview);
    assert_int_equal(app_design(&f->app)->own_count, 0);
    press(f, "<Up><Up><Up><Up><Up><Up><Up><Up>");
    assert_int_equal(f->app.form.list.cursor, app_form_end(&f->app));
    assert_ptr_equal(f->app.catalog, before);
    press(f, "<Enter>");
    assert_int_equal(f->app.place, PLACE_STACK);
    own = only_own(f);
    assert_str(own.id, "acme-store");
    assert_str(own.name, "Acme Store");
    assert_int_equal(own.layer, vectors(f));
    assert_int_equal(own.kind, KIND_SERVICE);
    assert_int_equal(own.box, BOX_OWN);
    assert_int_equal(own.pricing, OWN_PRICE_GIVEN);
    assert_int_equal(own.price.low, 90 * MICRO);
    assert_int_equal(own.price.likely, 120 * MICRO);
    assert_int_equal(own.price.high, 200 * MICRO + MICRO / 2);
    assert_int_equal(own.scales, 2);
    assert_true(design_has(app_design(&f->app), vectors(f), app_design(&f->app)->own[0]));
    assert_int_equal(f->app.review.bill.total.likely, 120 * MICRO);
}

/* Undone it is gone, and what was before is as it was; redone it is there. */
static void test_undo(void **state)
{
    struct fixture *f = *state;

    open_form(f);
    press(f, "<Up><Enter>");
    assert_int_equal(f->app.review.bill.unpriced, 1);
    press(f, "u");
    assert_int_equal(app_design(&f->app)->own_count, 0);
    assert_int_equal(f->app.review.bill.line_count, 0);
    choose(f);
    press(f, "Acme");
    assert_int_equal(last_item(f), MENU_OWN);
    press(f, "<Esc><C-r>");
    assert_str(only_own(f).name, "Acme");
    choose(f);
    press(f, "Acme");
    assert_int_not_equal(last_item(f), MENU_OWN);
}

static void test_described_anew_and_forgotten(void **state)
{
    struct fixture *f = *state;
    component_id first, second;

    open_form(f);
    press(f, "<Down><Down><Down>7<Up><Up><Up><Up><Enter>");
    first = app_design(&f->app)->own[0];
    choose(f);
    press(f, "acme<C-e>");
    assert_int_equal(f->app.place, PLACE_OWN);
    press(f, "<C-u>Better<Down><Down><Down><Backspace>9<Up><Up><Up><Up><Enter>");
    second = app_design(&f->app)->own[0];
    assert_int_not_equal(first, second);
    assert_str(only_own(f).id, "acme");
    assert_str(only_own(f).name, "Better");
    assert_true(design_has(app_design(&f->app), vectors(f), second));
    assert_int_equal(f->app.review.bill.total.likely, 9 * MICRO);
    press(f, "u");
    assert_int_equal(app_design(&f->app)->own[0], first);
    assert_int_equal(f->app.review.bill.total.likely, 7 * MICRO);
    choose(f);
    press(f, "acme<Delete>");
    assert_int_equal(app_design(&f->app)->own_count, 0);
    assert_int_equal(app_design(&f->app)->choice_count, 0);
    press(f, "u");
    assert_str(only_own(f).name, "Acme");
}

/* The catalogue's components cannot be changed. */
static void test_only_own_ones(void **state)
{
    struct fixture *f = *state;

    choose(f);
    press(f, "Pinecone<C-e>");
    assert_int_equal(f->app.place, PLACE_CHOOSER);
    assert_true(f->app.message.len > 0);
    press(f, "<Delete>");
    assert_int_equal(f->app.place, PLACE_CHOOSER);
}

/* Enter in the last row says what is missing, and stays. */
static void refused(struct fixture *f, const char *keys, const char *why)
{
    open_form(f);
    press(f, keys);
    assert_false(f->app.has_preview);
    test_assert_str(f->app.preview_text, str_from(why), __FILE__, __LINE__);
    while (f->app.form.list.cursor != app_form_end(&f->app)) {
        press(f, "<Down>");
    }
    press(f, "<Enter>");
    assert_int_equal(f->app.place, PLACE_OWN);
    test_assert_str(f->app.message, str_from(why), __FILE__, __LINE__);
    press(f, "<Esc>");
    assert_int_equal(f->app.place, PLACE_STACK);
    assert_int_equal(app_design(&f->app)->own_count, 0);
}

static void test_mistakes(void **state)
{
    struct fixture *f = *state;

    refused(f, "<C-u>", "a name has between 1 and 24 cells");
    refused(f, " that has no room in any box", "a name has between 1 and 24 cells");
    refused(f, "<Down><Down><Down>much",
            "\"much\" is no price (like 12, 0.05, 20,000, 20k or 1.5M)");
    refused(f, "<Down><Down><Down>-1", "\"-1\" is no price (like 12, 0.05, 20,000, 20k or 1.5M)");
    refused(f, "<Down><Down><Down>10<Down>11", "the prices must rise from lowest to highest");
    refused(f, "<Down><Down><Down>10<Down><Down>9", "the prices must rise from lowest to highest");
    refused(f, "<Down><Down><Down><Down>9", "a lowest or highest price needs a likely one");
}

/* Beside the others where the layer holds several, and no more than one where it does not. */
static void test_beside(void **state)
{
    struct fixture *f = *state;
    layer_id models = catalog_find_layer(&f->catalog, STR("workhorse-model"));

    press(f, "g");
    while (app_row(&f->app)->kind != ROW_LAYER || app_row(&f->app)->id != models) {
        press(f, "j");
    }
    press(f, "<Enter>cZzz<Space><Up><Enter>");
    assert_int_equal(design_layer(app_design(&f->app), models, NULL), 2);
}

/* Any keys in the form: it stays whole, and what it takes can be reviewed. */
static void test_any_keys(void **state)
{
    static const char *const keys[] = {
        "<Up>",    "<Down>",      "<Tab>",    "<S-Tab>",    "<Space>",  "<Left>", "<Right>",
        "<Enter>", "<Backspace>", "<C-w>",    "<C-u>",      "a",        "1",      "0",
        ".",       "-",           "\xc3\xa4", "<PageDown>", "<Delete>", "<Home>", "<C-e>"
    };
    struct fixture *f = *state;
    struct test_random random = { 5 };

    for (int round = 0; round < 300; round++) {
        if (f->app.place == PLACE_STACK) {
            choose(f);
            press(f, "Zz<PageDown><Enter>");
        }
        for (uint32_t i = test_random_below(&random, 12); i > 0; i--) {
            press(f, keys[test_random_below(&random, sizeof(keys) / sizeof(keys[0]))]);
        }
        assert_false(f->app.broken);
    }
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, open_app, app_fixture_close)
    static const struct CMUnitTest tests[] = {
        TEST(test_offered_when_nothing_is_named_so),
        TEST(test_described_and_taken),
        TEST(test_undo),
        TEST(test_described_anew_and_forgotten),
        TEST(test_only_own_ones),
        TEST(test_mistakes),
        TEST(test_beside),
        TEST(test_any_keys),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
