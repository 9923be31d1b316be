/* The state of the designer, driven by keys as a person would, over the frozen catalogue. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "app/app.h"
#include "random.h"
#include "str.h"
#include "support/app_fixture.h"

static int open_app(void **state)
{
    app_fixture_open(state, 0, 100, 30);
    return 0;
}

static layer_id layer(const struct fixture *f, const char *id)
{
    layer_id found = catalog_find_layer(&f->catalog, str_from(id));

    assert_int_not_equal(found, NONE);
    return found;
}

/* The table's cursor onto a layer. */
static void go_to(struct fixture *f, const char *id)
{
    press(f, "g");
    while (app_row(&f->app)->kind != ROW_LAYER || app_row(&f->app)->id != layer(f, id)) {
        press(f, "j");
    }
}

static void assert_chosen(struct fixture *f, const char *layer_name, const char *names)
{
    assert_str_equal(
        app_choice_text(&f->catalog, app_design(&f->app), layer(f, layer_name), &f->session),
        str_from(names));
}

static void test_enter_takes_the_cell(void **state)
{
    struct fixture *f = *state;

    go_to(f, "gateway");
    press(f, "l");
    assert_true(f->app.has_preview);
    assert_int_equal(f->app.preview.architecture.box_count, 1);
    assert_int_equal(f->app.review.architecture.box_count, 0);
    press(f, "<Enter>");
    assert_chosen(f, "gateway", "Portkey");
    assert_int_equal(f->app.review.architecture.box_count, 1);
    assert_true(history_unsaved(&f->app.history));
}

static void test_the_head_takes_the_column_and_aims_at_it(void **state)
{
    struct fixture *f = *state;

    press(f, "gll<Enter>");
    assert_int_equal(app_design(&f->app)->scale, 2);
    for (layer_id i = 0; i < f->catalog.layer_count; i++) {
        assert_true(design_matches_cell(&f->catalog, app_design(&f->app), i, 2));
    }
}

static void test_undo_and_redo_go_all_the_way(void **state)
{
    struct fixture *f = *state;
    struct design before = *app_design(&f->app), after;

    press(f, "g<Enter>l<Enter>l<Enter>");
    go_to(f, "vector-db");
    press(f, "dhh<Enter>s");
    after = *app_design(&f->app);
    for (int i = 0; i < 6; i++) {
        press(f, "u");
    }
    assert_true(design_eq(app_design(&f->app), &before));
    assert_false(history_unsaved(&f->app.history));
    press(f, "u");
    assert_str(f->app.message, "nothing to undo");
    for (int i = 0; i < 6; i++) {
        press(f, "<C-r>");
    }
    assert_true(design_eq(app_design(&f->app), &after));
    press(f, "<C-r>");
    assert_str(f->app.message, "nothing to redo");
}

static void test_the_preview_comes_true(void **state)
{
    struct fixture *f = *state;
    struct test_random random = { 11 };
    static const char *const moves[] = { "j", "k", "h", "l", "<Enter>", "<PageDown>", "g", "G" };

    for (int i = 0; i < 600; i++) {
        bool had = f->app.has_preview;
        struct review expected = f->app.preview;
        uint32_t boxes = expected.architecture.box_count,
                 arrows = expected.architecture.solid_count;
        money likely = expected.bill.total.likely;
        const char *move = moves[test_random_below(&random, 8)];

        press(f, move);
        if (move[1] != 'E' || !had) {
            continue;
        }
        assert_int_equal(f->app.review.architecture.box_count, boxes);
        assert_int_equal(f->app.review.architecture.solid_count, arrows);
        assert_int_equal(f->app.review.bill.total.likely, likely);
    }
}

static void test_the_chooser_takes_one_several_or_none(void **state)
{
    struct fixture *f = *state;

    go_to(f, "vector-db");
    press(f, "<Space>qdr<Enter>");
    assert_chosen(f, "vector-db", "Qdrant");
    press(f, "<Space>weav<Space><Esc>");
    assert_chosen(f, "vector-db", "Qdrant + Weaviate");
    press(f, "<Space>weav<Space><Esc>");
    assert_chosen(f, "vector-db", "Qdrant");
    press(f, "<Space><PageUp><Enter>");
    assert_chosen(f, "vector-db", "");
    press(f, "<Space>qdr<Enter><Space>none<Enter>");
    assert_chosen(f, "vector-db", "");
    assert_int_equal(f->app.place, PLACE_STACK);
}

static void test_a_layer_for_one_says_so(void **state)
{
    struct fixture *f = *state;

    go_to(f, "provider-count");
    press(f, "<Space>one<Enter><Space>two<Space>");
    assert_int_equal(f->app.message_severity, SEVERITY_ERROR);
    assert_int_equal(design_layer(app_design(&f->app), layer(f, "provider-count"), NULL), 1);
}

static void test_escape_changes_nothing(void **state)
{
    struct fixture *f = *state;
    struct design before = *app_design(&f->app);

    go_to(f, "vector-db");
    press(f, "<Space>qdr<Esc>?und<Esc>tXYZ<Esc>:title X<Esc>");
    assert_true(design_eq(app_design(&f->app), &before));
    assert_int_equal(f->app.place, PLACE_STACK);
}

static void test_quit_asks_once_if_unsaved(void **state)
{
    struct fixture *f = *state;

    press(f, "q");
    assert_int_equal(f->effect.kind, EFFECT_QUIT);
    press(f, "s");
    press(f, "q");
    assert_int_equal(f->effect.kind, EFFECT_NONE);
    assert_int_equal(f->app.place, PLACE_QUESTION);
    press(f, "n");
    assert_int_equal(f->app.place, PLACE_STACK);
    press(f, "qy");
    assert_int_equal(f->effect.kind, EFFECT_QUIT);
}

static void test_quit_leaves_another_view_first(void **state)
{
    struct fixture *f = *state;

    press(f, "3q");
    assert_int_equal(f->effect.kind, EFFECT_NONE);
    assert_int_equal(f->app.view, PLACE_STACK);
}

static void test_saving_asks_for_a_name_once(void **state)
{
    struct fixture *f = *state;
    struct outcome outcome = { .kind = OUTCOME_DONE, .text = STR("saved") };

    press(f, "sw");
    assert_int_equal(f->app.place, PLACE_PROMPT);
    press(f, "<C-u>mine.yaml<Enter>");
    assert_int_equal(f->effect.kind, EFFECT_SAVE);
    assert_str(f->effect.path, "mine.yaml");
    outcome.effect = f->effect;
    app_report(&f->app, &outcome);
    assert_false(history_unsaved(&f->app.history));
    press(f, "sw");
    assert_int_equal(f->effect.kind, EFFECT_SAVE);
    assert_false(f->effect.force);
}

static void test_a_failed_save_leaves_it_unsaved_and_says_why(void **state)
{
    struct fixture *f = *state;
    struct outcome outcome = { .kind = OUTCOME_FAILED, .text = STR("disk full") };

    press(f, "s:wq mine.yaml<Enter>");
    outcome.effect = f->effect;
    assert_int_equal(app_report(&f->app, &outcome).kind, EFFECT_NONE);
    assert_true(history_unsaved(&f->app.history));
    assert_str(f->app.message, "disk full");
}

static void test_save_and_quit_quits_when_it_is_saved(void **state)
{
    struct fixture *f = *state;
    struct outcome outcome = { .kind = OUTCOME_DONE };

    press(f, "s:wq mine.yaml<Enter>");
    assert_int_equal(f->effect.kind, EFFECT_SAVE);
    outcome.effect = f->effect;
    assert_int_equal(app_report(&f->app, &outcome).kind, EFFECT_QUIT);
}

static void test_a_file_changed_on_disk_is_overwritten_only_when_told(void **state)
{
    struct fixture *f = *state;
    struct outcome outcome = { .kind = OUTCOME_CHANGED };

    press(f, "s:w mine.yaml<Enter>");
    outcome.effect = f->effect;
    app_report(&f->app, &outcome);
    assert_int_equal(f->app.place, PLACE_QUESTION);
    press(f, "n");
    assert_int_equal(f->effect.kind, EFFECT_NONE);
    press(f, ":w mine.yaml<Enter>");
    app_report(&f->app, &outcome);
    press(f, "y");
    assert_int_equal(f->effect.kind, EFFECT_SAVE);
    assert_true(f->effect.force);
}

/* ---- an export that takes its time ---- */

static void report(struct fixture *f, enum outcome_kind kind, const char *text)
{
    struct outcome outcome = { .kind = kind,
                               .effect = { .kind = EFFECT_EXPORT, .path = STR("out.svg") },
                               .text = str_from(text),
                               .seconds = 2 };

    assert_int_equal(app_report(&f->app, &outcome).kind, EFFECT_NONE);
}

static void start_export(struct fixture *f)
{
    press(f, ":export out.svg<Enter>");
    assert_int_equal(f->effect.kind, EFFECT_EXPORT);
    report(f, OUTCOME_STARTED, "");
    assert_int_equal(app_line(&f->app), LINE_JOB);
}

static void test_an_export_goes_on_beside_the_work(void **state)
{
    struct fixture *f = *state;

    start_export(f);
    press(f, "s");
    assert_int_equal(app_line(&f->app), LINE_MESSAGE); /* what s did is told */
    press(f, "j");
    assert_int_equal(app_line(&f->app), LINE_JOB);
    report(f, OUTCOME_RUNNING, "");
    assert_int_equal(f->app.job.seconds, 2);
    report(f, OUTCOME_DONE, "exported");
    assert_int_equal(f->app.job.state, JOB_ENDED);
    assert_str(f->app.job.text, "exported");
    press(f, "k");
    assert_int_equal(f->app.job.state, JOB_NONE);
}

/* While a line is typed, there is no room to say it. */
static void test_how_an_export_ended_waits_to_be_read(void **state)
{
    struct fixture *f = *state;

    start_export(f);
    press(f, "t");
    report(f, OUTCOME_FAILED, "it took too long");
    assert_int_equal(f->app.place, PLACE_PROMPT);
    press(f, "x<Enter>");
    assert_int_equal(app_line(&f->app), LINE_MESSAGE);
    press(f, "j");
    assert_int_equal(app_line(&f->app), LINE_JOB);
    assert_str(f->app.job.text, "it took too long");
    assert_int_equal(f->app.job.severity, SEVERITY_ERROR);
    press(f, "k");
    assert_int_equal(app_line(&f->app), LINE_NONE);
}

static void test_escape_or_the_same_key_cancels_an_export(void **state)
{
    struct fixture *f = *state;

    press(f, "<Esc>");
    assert_int_equal(f->effect.kind, EFFECT_NONE);
    for (int i = 0; i < 2; i++) {
        start_export(f);
        press(f, i == 0 ? "<Esc>" : "x");
        assert_int_equal(f->effect.kind, EFFECT_CANCEL);
        report(f, OUTCOME_CANCELLED, "cancelled");
        assert_str(f->app.job.text, "cancelled");
        assert_int_equal(f->app.job.severity, SEVERITY_NOTE);
    }
}

static void test_one_export_at_a_time(void **state)
{
    struct fixture *f = *state;

    start_export(f);
    press(f, ":export other.png<Enter>");
    assert_int_equal(f->effect.kind, EFFECT_NONE);
    assert_str(f->app.message, "out.svg is still being exported; Esc cancels it");
    report(f, OUTCOME_DONE, "done");
    press(f, ":export other.png<Enter>");
    assert_int_equal(f->effect.kind, EFFECT_EXPORT);
}

static void test_quitting_asks_while_an_export_is_at_work(void **state)
{
    struct fixture *f = *state;

    start_export(f);
    press(f, "q");
    assert_int_equal(f->app.place, PLACE_QUESTION);
    assert_int_equal(f->app.asked.id, QUESTION_QUIT_JOB);
    press(f, "n");
    assert_int_equal(f->effect.kind, EFFECT_NONE);
    assert_int_equal(f->app.job.state, JOB_RUNNING);
    press(f, "qy");
    assert_int_equal(f->effect.kind, EFFECT_QUIT);
}

static void test_an_export_that_cannot_start_says_so(void **state)
{
    struct fixture *f = *state;

    press(f, ":export out.doc<Enter>");
    report(f, OUTCOME_FAILED, "no such ending");
    assert_str(f->app.message, "no such ending");
    assert_int_equal(f->app.job.state, JOB_NONE);
    report(f, OUTCOME_EXISTS, "");
    assert_int_equal(f->app.place, PLACE_QUESTION);
    press(f, "y");
    assert_int_equal(f->effect.kind, EFFECT_EXPORT);
    assert_true(f->effect.force);
}

static void test_a_figure_moves_the_bill(void **state)
{
    struct fixture *f = *state;
    money before;

    press(f, "g<Enter>");
    before = f->app.review.bill.total.likely;
    press(f, "5");
    while (!str_is(catalog_text(&f->catalog, app_figure(&f->app)->id), "users")) {
        press(f, "j");
    }
    press(f, "<Enter><C-u>3_000<Enter>");
    assert_true(f->app.review.bill.total.likely > before);
    press(f, "r");
    assert_int_equal(f->app.review.bill.total.likely, before);
}

/* A note of NOTE_MAX bytes; the "n" has it end in the middle of a character wherever it is cut too early. */
static void test_the_longest_note_comes_back_whole(void **state)
{
    struct fixture *f = *state;
    struct strbuf note = { .arena = &f->session };

    strbuf_add_char(&note, 'n');
    while (note.len + 2 <= NOTE_MAX) {
        strbuf_addz(&note, "é");
    }
    go_to(f, "gateway");
    press(f, "n");
    press(f, str_terminated(&f->session, strbuf_str(&note)));
    press(f, "<Enter>");
    assert_str_equal(design_note(app_design(&f->app), layer(f, "gateway")), strbuf_str(&note));
    press(f, "n<Enter>");
    assert_str_equal(design_note(app_design(&f->app), layer(f, "gateway")), strbuf_str(&note));
}

static void test_what_is_too_long_to_type_is_not_cut(void **state)
{
    struct fixture *f = *state;
    struct strbuf name = { .arena = &f->session };

    while (name.len <= TYPED_MAX) {
        strbuf_addz(&name, "region ");
    }
    struct str names[] = { strbuf_str(&name) };
    struct design design = *app_design(&f->app);
    design.regions = names;
    design.region_count = 1;
    history_put(&f->app.history, design, STR("regions"));
    press(f, "5");
    while (app_figure(&f->app)->source != FIGURE_REGIONS) {
        press(f, "j");
    }
    press(f, "<Enter>");
    assert_int_equal(f->app.place, PLACE_WORKLOAD);
    assert_true(f->app.message.len > 0);
}

static void test_regions_may_have_blanks(void **state)
{
    struct fixture *f = *state;
    const struct design *design;

    press(f, "5");
    while (app_figure(&f->app)->source != FIGURE_REGIONS) {
        press(f, "j");
    }
    press(f, "<Enter>US<Space>East,<Space>,EU<Space><Enter>");
    design = app_design(&f->app);
    assert_int_equal(design->region_count, 2);
    assert_str(design->regions[0], "US East");
    assert_str(design->regions[1], "EU");
    press(f, "<Enter><Enter>");
    assert_true(app_design(&f->app) == design);
}

static void test_a_need_that_is_stated_silences_its_finding(void **state)
{
    struct fixture *f = *state;
    uint32_t warnings;

    go_to(f, "llm-sdk");
    press(f, "<Space>langch<Enter>");
    warnings = f->app.review.findings.counts[SEVERITY_WARNING];
    press(f, "N<Enter>");
    assert_int_equal(f->app.review.findings.counts[SEVERITY_WARNING], warnings - 1);
    press(f, ":need complex-agent-state<Enter>");
    assert_int_equal(f->app.review.findings.counts[SEVERITY_WARNING], warnings);
    press(f, ":need nonsense<Enter>");
    assert_int_equal(f->app.message_severity, SEVERITY_ERROR);
}

static void test_an_amount_out_of_range_is_told_and_undone(void **state)
{
    struct fixture *f = *state;

    press(f, "g<Enter>5");
    while (!str_is(catalog_text(&f->catalog, app_figure(&f->app)->id), "users")) {
        press(f, "j");
    }
    press(f, "<Enter><C-u>1000000000<Enter>");
    press(f, "j<Enter><C-u>1000000<Enter>");
    assert_true(f->app.broken);
    assert_true(f->app.message.len > 0);
    press(f, "1jj<Enter>2345?<Esc>1");
    while (f->app.history.now > 1) {
        press(f, "u");
    }
    assert_false(f->app.broken);
}

static void test_a_fix_mends_its_finding(void **state)
{
    struct fixture *f = *state;
    int tries = 0;

    go_to(f, "vector-db");
    press(f, "<Space>pinec<Enter>4");
    while (f->app.review.findings.counts[SEVERITY_WARNING] > 0 && tries++ < 10) {
        press(f, "gf");
    }
    assert_int_equal(f->app.review.findings.counts[SEVERITY_WARNING], 0);
    assert_chosen(f, "vector-db", "pgvector");
}

static uint32_t warnings_of(const struct fixture *f)
{
    return f->app.review.findings.counts[SEVERITY_WARNING];
}

/* There is nothing to be seen before it is done where there is nothing to do. */
static void test_a_finding_without_a_fix_promises_nothing(void **state)
{
    struct fixture *f = *state;
    int count[2] = { 0 };

    press(f, "gl<Enter>ss4g");
    for (uint32_t i = 0; i < f->app.review.findings.count; i++) {
        bool fixable = f->app.review.findings.list[i].fixable;

        count[fixable]++;
        assert_int_equal(f->app.preview_label.len > 0, fixable);
        assert_int_equal(f->app.preview_text.len > 0, fixable);
        assert_int_equal(f->app.has_preview, fixable);
        if (!fixable) {
            uint32_t now = f->app.history.now;
            press(f, "f");
            assert_true(f->app.message.len > 0);
            assert_int_equal(f->app.history.now, now);
        }
        press(f, "j");
    }
    assert_true(count[false] > 0 && count[true] > 0);
}

static void test_a_finding_is_accepted_and_no_longer(void **state)
{
    struct fixture *f = *state;
    uint32_t warnings;

    go_to(f, "vector-db");
    press(f, "<Space>pinec<Enter>4");
    warnings = warnings_of(f);
    press(f, "aa<Space>trial<Enter><Enter>");
    assert_int_equal(warnings_of(f), warnings - 1);
    assert_int_equal(f->app.review.findings.accepted_count, 1);
    assert_int_equal(app_design(&f->app)->accepted_count, 1);
    assert_str(app_design(&f->app)->accepted[0].reason, "a trial");
    assert_int_equal(app_design(&f->app)->accepted[0].until, 90);
    press(f, "u");
    assert_int_equal(warnings_of(f), warnings);
    press(f, "<C-r>G");
    assert_int_equal(warnings_of(f), warnings - 1);
    press(f, "a");
    assert_int_equal(warnings_of(f), warnings);
    assert_int_equal(app_design(&f->app)->accepted_count, 0);
}

static void test_an_acceptance_needs_a_reason_and_a_day_to_come(void **state)
{
    static const char *const refused[] = { "a<Enter>", "ax<Enter><C-u>soon<Enter>",
                                           "ax<Enter><C-u>1969-12-31<Enter>", "ax<Esc>" };
    struct fixture *f = *state;

    press(f, "4");
    for (size_t i = 0; i < sizeof(refused) / sizeof(refused[0]); i++) {
        press(f, refused[i]);
        assert_int_equal(app_design(&f->app)->accepted_count, 0);
        assert_int_equal(f->app.place, PLACE_FINDINGS);
    }
    press(f, "ax<Enter><C-u>1970-01-01<Enter>");
    assert_int_equal(app_design(&f->app)->accepted_count, 1);
}

static void test_every_key_that_can_do_nothing_says_why(void **state)
{
    struct fixture *f = *state;

    for (key pressed = '!'; pressed < 0x7f; pressed++) {
        struct event event = { .kind = EVENT_KEY, .key = pressed };

        if (command_of_key(PLACE_STACK, pressed) != COMMAND__COUNT) {
            continue;
        }
        app_update(&f->app, &event);
        assert_true(f->app.message.len > 0);
    }
}

/* Whatever is pressed, the state stays whole, and undoing everything brings the first design back. */
static void test_random_keys(void **state)
{
    struct fixture *f = *state;
    struct design before = *app_design(&f->app);
    struct test_random random = { 5 };

    for (int i = 0; i < 20000; i++) {
        struct event event = { .kind = EVENT_KEY };
        uint32_t n = test_random_below(&random, 160);

        event.key = n < 127 ? n + 1 : K__FIRST + 1 + (n - 127) % (K__END - K__FIRST - 1);
        if (n % 41 == 0) {
            event = (struct event){ .kind = EVENT_RESIZE,
                                    .width = (int)test_random_below(&random, 210) + 1,
                                    .height = (int)test_random_below(&random, 70) + 1 };
        }
        if (n % 43 == 0) {
            event = (struct event){ .kind = EVENT_MOUSE,
                                    .button = test_random_below(&random, 4),
                                    .x = (int)test_random_below(&random, 200),
                                    .y = (int)test_random_below(&random, 60) };
        }
        app_update(&f->app, &event);
        assert_true(f->app.place < PLACE__COUNT && f->app.view < PLACE__VIEWS);
        assert_true(f->app.column < f->catalog.scale_count);
        for (enum place view = 0; view < PLACE__VIEWS; view++) {
            assert_true(f->app.lists[view].cursor >= 0
                        && (f->app.lists[view].cursor < f->app.lists[view].count
                            || f->app.lists[view].count == 0));
        }
    }
    press(f, "<Esc><Esc>");
    while (f->app.history.now > 0) {
        press(f, "u");
    }
    assert_true(design_eq(app_design(&f->app), &before));
}

/* What is behind the prompt, a question, the form or the chooser is out of the mouse's reach, and a
 * double click beside them takes nothing. */
static void test_mouse_stays_in_front(void **state)
{
    static const char *const fronts[] = { "N", "?", "c", ":" };
    struct fixture *f = *state;
    struct event wheel = { .kind = EVENT_MOUSE, .button = MOUSE_WHEEL_DOWN };
    struct event twice = { .kind = EVENT_MOUSE, .button = MOUSE_DOUBLE };

    for (size_t i = 0; i < sizeof(fronts) / sizeof(fronts[0]); i++) {
        struct scene_look look;
        enum place place;

        press(f, "2+++");
        press(f, fronts[i]);
        look = f->app.look;
        place = f->app.place;
        assert_true(place >= PLACE__VIEWS);
        app_update(&f->app, &wheel);
        app_update(&f->app, &twice);
        assert_int_equal(f->app.look.y, look.y);
        assert_int_equal(f->app.place, place);
        press(f, "<Esc>");
    }
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, open_app, app_fixture_close)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_mouse_stays_in_front),
        TEST(test_enter_takes_the_cell),
        TEST(test_the_head_takes_the_column_and_aims_at_it),
        TEST(test_undo_and_redo_go_all_the_way),
        TEST(test_the_preview_comes_true),
        TEST(test_the_chooser_takes_one_several_or_none),
        TEST(test_a_layer_for_one_says_so),
        TEST(test_escape_changes_nothing),
        TEST(test_quit_asks_once_if_unsaved),
        TEST(test_quit_leaves_another_view_first),
        TEST(test_saving_asks_for_a_name_once),
        TEST(test_a_failed_save_leaves_it_unsaved_and_says_why),
        TEST(test_save_and_quit_quits_when_it_is_saved),
        TEST(test_a_file_changed_on_disk_is_overwritten_only_when_told),
        TEST(test_an_export_goes_on_beside_the_work),
        TEST(test_how_an_export_ended_waits_to_be_read),
        TEST(test_escape_or_the_same_key_cancels_an_export),
        TEST(test_one_export_at_a_time),
        TEST(test_quitting_asks_while_an_export_is_at_work),
        TEST(test_an_export_that_cannot_start_says_so),
        TEST(test_a_figure_moves_the_bill),
        TEST(test_the_longest_note_comes_back_whole),
        TEST(test_what_is_too_long_to_type_is_not_cut),
        TEST(test_regions_may_have_blanks),
        TEST(test_a_need_that_is_stated_silences_its_finding),
        TEST(test_an_amount_out_of_range_is_told_and_undone),
        TEST(test_a_fix_mends_its_finding),
        TEST(test_a_finding_without_a_fix_promises_nothing),
        TEST(test_a_finding_is_accepted_and_no_longer),
        TEST(test_an_acceptance_needs_a_reason_and_a_day_to_come),
        TEST(test_every_key_that_can_do_nothing_says_why),
        TEST(test_random_keys),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
