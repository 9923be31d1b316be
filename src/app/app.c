/* The core of the state: one design, its review, and what is said about it. It knows places by their table alone. */
#include "app/app.h"

#include "app/core.h"
#include "strata/analysis/change.h"

/* ---- messages and wishes ---- */

void app_say(struct app *app, enum severity severity, const char *format, ...)
{
    struct strbuf text = { .arena = &app->scratch };
    va_list args;

    va_start(args, format);
    strbuf_addv(&text, format, args);
    va_end(args);
    app->message = strbuf_str(&text);
    app->message_severity = severity;
}

void app_say_diags(struct app *app, const struct diag_list *diags)
{
    if (diags->list.count > 0) {
        app_say(app, SEVERITY_ERROR, "%.*s", STR_ARG(diags->list.items[0].text));
    }
}

void app_want(struct app *app, enum effect_kind kind, struct str path)
{
    app->effect = (struct effect){ .kind = kind, .path = str_copy(app->session, path) };
}

void app_then(struct app *app, enum command command, struct str argument)
{
    app->then = command;
    app->argument = argument;
}

/* ---- the design ---- */

/* False if nothing would be changed here. */
static bool find_edit(struct app *app, struct possible *ret)
{
    *ret = (struct possible){ .catalog = app->catalog, .when = command_bare_key(COMMAND_ACCEPT) };
    bool there = place_edit(app, ret);

    app->preview_when = ret->when;
    if (!there && ret->why.len > 0) {
        app->preview_label = STR("not yet");
        app->preview_text = ret->why;
    }
    return there;
}

/* Where the scale aimed at is another than the one whose usual work holds: what that would cost. */
static struct str with_usual_work(const struct edit *edit, const struct review *review,
                                  struct str text, struct arena *arena)
{
    struct str usual = { 0 };

    if (edit->kind == EDIT_TAKE_COLUMN || edit->kind == EDIT_SCALE) {
        usual = cost_of_usual_work(review, arena);
    }
    return usual.len == 0 ? text : str_format(arena, "%.*s; %.*s", STR_ARG(text), STR_ARG(usual));
}

static void make_preview(struct app *app)
{
    struct possible possible;
    struct diag_list diags;
    struct design next;

    arena_reset(&app->next);
    app->has_preview = false;
    app->preview_label = app->preview_text = (struct str){ 0 };
    if (!find_edit(app, &possible)) {
        return;
    }
    diag_init(&diags, &app->next);
    app->preview_label = edit_describe(possible.catalog, &possible.edit, &app->next);
    if (design_apply(possible.catalog, app_design(app), &possible.edit, &app->next, &next, &diags)
        && review_make(possible.catalog, &next, app->today, &app->next, &app->preview, &diags)) {
        struct change change = review_compare(&app->review, &app->preview, &app->next);

        app->has_preview = true;
        app->preview_text = design_eq(&next, app_design(app))
                                ? STR("as it is")
                                : change_describe(&change, &app->preview, &app->next);
        app->preview_text =
            with_usual_work(&possible.edit, &app->preview, app->preview_text, &app->next);
    } else if (diags.list.count > 0) {
        app->preview_text = diags.list.items[0].text;
    }
}

void app_preview(struct app *app)
{
    make_preview(app);
    scene_refresh(app);
}

void app_refresh(struct app *app)
{
    struct diag_list diags;

    arena_reset(&app->now);
    diag_init(&diags, &app->now);
    app->broken =
        !review_make(app->catalog, app_design(app), app->today, &app->now, &app->review, &diags);
    if (app->broken) {
        app->review = (struct review){ .catalog = app->catalog, .design = *app_design(app) };
        reading_make(app->catalog, app_design(app), &app->now, &app->review.reading);
        app_say_diags(app, &diags);
    }
    app->made = 0;
    place_make(app);
    places_fit(app);
    app_preview(app);
}

bool app_edit(struct app *app, const struct edit *edit)
{
    struct diag_list diags;
    struct design next;
    struct str label = edit_describe(app->catalog, edit, &app->scratch);

    diag_init(&diags, &app->scratch);
    if (!design_apply(app->catalog, app_design(app), edit, app->session, &next, &diags)) {
        app_say_diags(app, &diags);
        return false;
    }
    if (!history_put(&app->history, next, label)) {
        app_say(app, SEVERITY_NOTE, "%.*s: it is so already", STR_ARG(label));
        return false;
    }
    app_refresh(app);
    if (!app->broken) { /* which is what is said then */
        label = str_format(&app->scratch, "%.*s: done (u undoes it)", STR_ARG(label));
        label = with_usual_work(edit, &app->review, label, &app->scratch);
        app_say(app, SEVERITY_NOTE, "%.*s", STR_ARG(label));
    }
    return true;
}

/* ---- where the person is ---- */

void app_show(struct app *app, enum place view)
{
    bool enters = app->view != view;

    app->view = app->place = view;
    place_make(app);
    places_fit(app);
    app_preview(app);
    if (enters) {
        place_enter(app);
    }
}

void app_mark_layer(struct app *app, layer_id layer)
{
    for (uint32_t i = 0; i < app->row_count; i++) {
        if (app->rows[i].kind == ROW_LAYER && app->rows[i].id == layer) {
            list_go(&app->lists[PLACE_STACK], (int)i);
        }
    }
}

void app_go_to_layer(struct app *app, layer_id layer)
{
    if (layer == NONE) {
        app_say(app, SEVERITY_NOTE, "this belongs to no layer");
        return;
    }
    app_mark_layer(app, layer);
    app_show(app, PLACE_STACK);
}

/* ---- beginning and end ---- */

void app_init(struct app *app, const struct app_start *start)
{
    *app = (struct app){
        .catalog = start->catalog,
        .today = start->today,
        .session = start->session,
        .width = start->width,
        .height = start->height,
        .ascii = start->ascii,
        .view = PLACE_STACK,
        .place = PLACE_STACK,
        .column = start->design.scale,
        .then = COMMAND__COUNT,
        .file = start->file,
        .endings = start->endings,
    };
    arena_init(&app->now, start->memory);
    arena_init(&app->next, start->memory);
    arena_init(&app->scratch, start->memory);
    arena_init(&app->scene.arena, start->memory);
    history_start(&app->history, start->session, start->design);
    places_open(app);
    app_refresh(app);
    if (start->design.choice_count == 0) {
        app_say(app, SEVERITY_NOTE,
                "Nothing is chosen yet: Enter takes a cell, \"Whole column\" all of one, ? helps");
    }
}

void app_release(struct app *app)
{
    arena_release(&app->now);
    arena_release(&app->next);
    arena_release(&app->scratch);
    arena_release(&app->scene.arena);
    places_close(app);
}
