/* The tables of places, prompts and questions: what their rows say is what the person gets. */
#include "str.h"
#include "support/app_fixture.h"

static int open_app(void **state)
{
    app_fixture_open(state, 0, 100, 30);
    return 0;
}

static void test_places_have_names_of_their_own(void **state)
{
    (void)state;
    for (enum place a = 0; a < PLACE__COUNT; a++) {
        assert_int_equal(place_kind(a) == KIND_OF_VIEW, a < PLACE__VIEWS);
        for (enum place b = a + 1; b < PLACE__COUNT; b++) {
            assert_string_not_equal(place_name(a), place_name(b));
        }
    }
}

static void test_sets_of_places(void **state)
{
    (void)state;
    for (enum place place = 0; place < PLACE__COUNT; place++) {
        enum place_kind kind = place_kind(place);

        assert_int_equal(IN_VIEWS >> place & 1, kind == KIND_OF_VIEW);
        assert_int_equal(IN_MENUS >> place & 1, kind == KIND_OF_MENU);
        assert_int_equal(IN_TYPING >> place & 1,
                         kind == KIND_OF_MENU || kind == KIND_OF_FORM || kind == KIND_OF_LINE);
    }
}

/* With what it is about, unless that leaves no room to type. */
static void test_a_label_leaves_room_to_type(void **state)
{
    struct fixture *f = *state;
    struct prompt prompt = { .id = PROMPT_EXPORT, .about = STR("svg, png") };

    assert_str(prompt_label(&prompt, 80, &f->frame), "Export to (svg, png): ");
    assert_str(prompt_label(&prompt, 22 + 15, &f->frame), "Export to: ");
    assert_str(prompt_label(&prompt, 22 + 16, &f->frame), "Export to (svg, png): ");
    prompt.about = STR("");
    assert_str(prompt_label(&prompt, 80, &f->frame), "Export to: ");
    prompt = (struct prompt){ .id = PROMPT_NOTE, .about = STR("Vector DB") };
    assert_str(prompt_label(&prompt, 10, &f->frame), "Why Vector DB: ");
}

static void test_every_prompt_has_a_label(void **state)
{
    struct fixture *f = *state;

    for (enum prompt_id id = 0; id < PROMPT__COUNT; id++) {
        struct prompt prompt = { .id = id, .about = STR("it") };

        assert_true(prompt_label(&prompt, 200, &f->frame).len > 0);
    }
}

/* Each prompt takes an empty line: it says something, or it asks on; none takes the person anywhere else. */
static void test_every_prompt_takes_nothing_typed(void **state)
{
    struct fixture *f = *state;

    for (enum prompt_id id = 0; id < PROMPT__COUNT; id++) {
        f->app.prompt.id = id;
        f->app.prompt.typed.len = 0;
        f->app.prompt.component = NONE;
        f->app.place = PLACE_PROMPT;
        press(f, "<Enter>");
        assert_int_equal(f->app.place, PLACE_STACK);
        assert_true(id == PROMPT_COMMAND || f->app.message.len > 0);
        assert_int_equal(f->effect.kind, EFFECT_NONE);
    }
}

/* Every question can be left, and other keys say which ones answer it. */
static void test_every_question_has_its_answers(void **state)
{
    struct fixture *f = *state;

    for (enum question_id id = 0; id < QUESTION__COUNT; id++) {
        f->app.asked =
            (struct asked){ .id = id, .effect = { .kind = EFFECT_SAVE, .path = STR("a.yaml") } };
        f->app.place = PLACE_QUESTION;
        assert_true(question_text(id).len > 0);
        assert_true(app_offers(&f->app, COMMAND_CANCEL));
        assert_true(app_offers(&f->app, COMMAND_YES));
        press(f, "x");
        assert_str(f->app.message, "y or n; Esc goes back");
        assert_int_equal(f->app.place, PLACE_QUESTION);
        press(f, "n");
        assert_int_equal(f->effect.kind, EFFECT_NONE);
        assert_str(f->app.message, "nothing was done");
        f->app.place = PLACE_QUESTION;
        press(f, "y");
        /* Another's usual work is taken in the designer itself. */
        assert_int_equal(f->effect.kind, id == QUESTION_USUAL_WORK ? EFFECT_NONE : EFFECT_SAVE);
        assert_int_equal(f->effect.force,
                         id == QUESTION_OVERWRITE_CHANGED || id == QUESTION_OVERWRITE_OTHER);
    }
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, open_app, app_fixture_close)

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_places_have_names_of_their_own),
        cmocka_unit_test(test_sets_of_places),
        TEST(test_a_label_leaves_room_to_type),
        TEST(test_every_prompt_has_a_label),
        TEST(test_every_prompt_takes_nothing_typed),
        TEST(test_every_question_has_its_answers),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
