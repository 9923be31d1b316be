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
        press(f, "Q");
        assert_true(str_ends(f->app.message, STR("; Esc goes back")));
        assert_true(str_find(f->app.message, STR(" or "), &(size_t){ 0 }));
        assert_int_equal(f->app.place, PLACE_QUESTION);
        if (!question_offers(id, COMMAND_YES)) {
            continue;
        }
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

/* What is asked about goes on to what is to be done to it. */
static void assert_answer(struct fixture *f, enum outcome_kind about, enum effect_kind kind,
                          const char *answer, enum effect_kind wanted)
{
    struct outcome outcome = { .kind = about,
                               .effect = { .kind = kind, .path = STR("x.yaml") },
                               .text = STR("There it is.") };

    app_report(&f->app, &outcome);
    assert_int_equal(f->app.place, PLACE_QUESTION);
    assert_str(f->app.asked.about, "There it is.");
    press(f, answer);
    assert_int_equal(f->app.place, PLACE_STACK);
    assert_int_equal(f->effect.kind, wanted);
    assert_true(wanted == EFFECT_NONE || str_is(f->effect.path, "x.yaml"));
}

static void test_what_was_found_is_answered(void **state)
{
    struct fixture *f = *state;

    assert_answer(f, OUTCOME_FOUND, EFFECT_RECOVER, "r", EFFECT_RECOVER);
    assert_answer(f, OUTCOME_FOUND, EFFECT_RECOVER, "d", EFFECT_COMPARE_WORK);
    assert_answer(f, OUTCOME_FOUND, EFFECT_RECOVER, "x", EFFECT_DISCARD);
    assert_answer(f, OUTCOME_FOUND, EFFECT_RECOVER, "<Esc>", EFFECT_NONE);
    assert_answer(f, OUTCOME_DISK, EFFECT_RELOAD, "l", EFFECT_RELOAD);
    assert_answer(f, OUTCOME_DISK, EFFECT_RELOAD, "d", EFFECT_COMPARE_DISK);
    assert_answer(f, OUTCOME_DISK, EFFECT_RELOAD, "k", EFFECT_NONE);
}

/* The report goes to its ends and no further, and back to the question. */
static void test_a_difference_is_read_before_the_answer(void **state)
{
    struct fixture *f = *state;
    struct strbuf text = { .arena = &f->frame };
    struct outcome outcome = { .kind = OUTCOME_DONE, .effect = { .kind = EFFECT_COMPARE_WORK } };

    for (int i = 0; i < 100; i++) {
        strbuf_addf(&text, "line %d\n", i);
    }
    outcome.text = strbuf_str(&text);
    app_report(&f->app, &outcome);
    assert_int_equal(f->app.place, PLACE_DIFFERENCE);
    press(f, "k");
    assert_int_equal(f->app.shown.list.top, 0);
    press(f, "j");
    assert_int_equal(f->app.shown.list.top, 1);
    press(f, "kj");
    assert_int_equal(f->app.shown.list.top, 1);
    press(f, "<PageDown><PageDown><PageDown><PageDown><PageDown>");
    assert_int_equal(f->app.shown.list.top, 100 - f->app.shown.list.rows);
    press(f, "q");
    assert_int_equal(f->app.place, PLACE_QUESTION);
    outcome.kind = OUTCOME_FAILED; /* nothing to be seen: the question stands */
    outcome.text = STR("no such file");
    app_report(&f->app, &outcome);
    assert_int_equal(f->app.place, PLACE_QUESTION);
    assert_str(f->app.message, "no such file");
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
        TEST(test_what_was_found_is_answered),
        TEST(test_a_difference_is_read_before_the_answer),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
