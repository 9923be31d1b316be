#include "app/app.h"

#include "app/parts.h"

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

enum app_line app_line(const struct app *app)
{
    return app->place == PLACE_PROMPT   ? LINE_TYPED
           : app->message.len > 0       ? LINE_MESSAGE
           : app->job.state != JOB_NONE ? LINE_JOB
                                        : LINE_NONE;
}

const struct design *app_design(const struct app *app)
{
    return history_now(&app->history);
}

struct layout app_layout(const struct app *app)
{
    return layout_make(app->width, app->height, app->view, app->card);
}

const struct row *app_row(const struct app *app)
{
    return &app->rows[app->lists[PLACE_STACK].cursor];
}

const struct figure *app_figure(const struct app *app)
{
    return &app->catalog->figures[app->lists[PLACE_WORKLOAD].cursor];
}

struct str app_choice_text(const struct catalog *catalog, const struct design *design,
                           layer_id layer, struct arena *arena)
{
    struct strbuf text = { .arena = arena };
    const struct choice *choices;
    uint32_t count = design_layer(design, layer, &choices);

    for (uint32_t i = 0; i < count; i++) {
        if (i > 0) {
            strbuf_addz(&text, " + ");
        }
        strbuf_add(&text,
                   catalog_text(catalog, catalog->components[choices[i].component].short_name));
    }
    return strbuf_str(&text);
}

/* How many rows each view has. */
static int view_rows(const struct app *app, enum place view)
{
    switch (view) {
    case PLACE_STACK: return (int)app->row_count;
    case PLACE_DIAGRAM: return (int)app->review.architecture.box_count;
    case PLACE_BOXES:
        return (int)(app->review.architecture.box_count + app->review.architecture.arrow_count);
    case PLACE_BILL: return (int)app->review.bill.line_count;
    case PLACE_FINDINGS: return (int)app->review.findings.count;
    case PLACE_WORKLOAD: return (int)app->catalog->figure_count;
    case PLACE_READING: return app->ballot.made ? (int)app->ballot.row_count : 0;
    case PLACE_CHOOSER:
    case PLACE_OWN:
    case PLACE_HELP:
    case PLACE_GROWTH:
    case PLACE_PROMPT:
    case PLACE_CONFIRM:
    case PLACE__COUNT: break;
    }
    return 0;
}

void app_fit(struct app *app)
{
    for (enum place view = 0; view < PLACE__VIEWS; view++) {
        struct layout layout = layout_make(app->width, app->height, view, app->card);
        int rows = layout.body.height;

        if (view == PLACE_FINDINGS) {
            rows /= FINDING_ROWS;
        }
        if (view == PLACE_BILL) {
            rows -= BILL_FOOT_ROWS;
        }
        list_fit(&app->lists[view], view_rows(app, view), rows);
    }
    int rows = app_layout(app).menu.height - MENU_FRAME_ROWS;
    list_fit(&app->menu.list, app->menu.list.count, rows);
    list_fit(&app->form.list, app_form_end(app) + 1, rows);
}

/* What Enter would do here, as an edit over *catalog; that of the form brings its own one. */
static bool possible_edit(struct app *app, const struct catalog **catalog, struct edit *ret)
{
    switch (app->place) {
    case PLACE_STACK: return stack_edit(app, ret);
    case PLACE_CHOOSER: return menu_edit(app, ret);
    case PLACE_READING: return ballot_edit(app, ret);
    case PLACE_FINDINGS: {
        int cursor = app->lists[PLACE_FINDINGS].cursor;

        if (app->review.findings.count == 0 || !app->review.findings.list[cursor].fixable) {
            return false;
        }
        *ret = app->review.findings.list[cursor].fix;
        return true;
    }
    case PLACE_OWN:
        *catalog = own_edit(app, &app->next, &app->next, ret, &app->preview_text);
        if (*catalog == NULL) {
            app->preview_label = STR("not yet");
        }
        return *catalog != NULL;
    case PLACE_DIAGRAM:
    case PLACE_BOXES:
    case PLACE_BILL:
    case PLACE_WORKLOAD:
    case PLACE_HELP:
    case PLACE_GROWTH:
    case PLACE_PROMPT:
    case PLACE_CONFIRM:
    case PLACE__COUNT: break;
    }
    return false;
}

static void make_preview(struct app *app)
{
    const struct catalog *catalog = app->catalog;
    struct diag_list diags;
    struct design next;
    struct edit edit;

    arena_reset(&app->next);
    app->has_preview = false;
    app->preview_label = app->preview_text = (struct str){ 0 };
    if (!possible_edit(app, &catalog, &edit)) {
        return;
    }
    diag_init(&diags, &app->next);
    app->preview_label = edit_describe(catalog, &edit, &app->next);
    if (design_apply(catalog, app_design(app), &edit, &app->next, &next, &diags)
        && review_make(catalog, &next, app->today, &app->next, &app->preview, &diags)) {
        struct change change = review_compare(&app->review, &app->preview);

        app->has_preview = true;
        app->preview_text = design_eq(&next, app_design(app))
                                ? STR("as it is")
                                : change_describe(&change, &app->preview, &app->next);
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
    app->ballot.made = false;
    ballot_make(app);
    app_fit(app);
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
    app_say(app, SEVERITY_NOTE, "%.*s: done (u undoes it)", STR_ARG(label));
    app_refresh(app);
    return true;
}

void app_show(struct app *app, enum place view)
{
    bool enters = view == PLACE_DIAGRAM && app->view != PLACE_DIAGRAM;

    app->view = app->place = view;
    ballot_make(app);
    app_fit(app);
    app_preview(app);
    if (enters) {
        scene_enter(app);
    }
}

void app_go_to_layer(struct app *app, layer_id layer)
{
    if (layer == NONE) {
        app_say(app, SEVERITY_NOTE, "this belongs to no layer");
        return;
    }
    stack_go(app, layer);
    app_show(app, PLACE_STACK);
}

layer_id app_layer(const struct app *app)
{
    const struct architecture *architecture = &app->review.architecture;
    uint32_t cursor = app->view < PLACE__VIEWS ? (uint32_t)app->lists[app->view].cursor : 0;

    if (app->place == PLACE_CHOOSER || app->place == PLACE_OWN) {
        return app->menu.layer;
    }
    if (app->view == PLACE_STACK) {
        return app_row(app)->kind == ROW_LAYER ? app_row(app)->id : NONE;
    }
    if (app->view == PLACE_READING) {
        return ballot_layer(app);
    }
    if (app->view == PLACE_BILL && cursor < app->review.bill.line_count) {
        return app->review.bill.lines[cursor].layer;
    }
    if (app->view == PLACE_FINDINGS && cursor < app->review.findings.count) {
        return app->review.findings.list[cursor].layer;
    }
    if ((app->view == PLACE_BOXES || app->view == PLACE_DIAGRAM)
        && cursor < architecture->box_count) {
        return architecture->boxes[cursor].layer;
    }
    if (app->view == PLACE_BOXES && cursor < architecture->box_count + architecture->arrow_count) {
        return architecture->boxes[architecture->arrows[cursor - architecture->box_count].to].layer;
    }
    return NONE;
}

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
        .file = start->file,
        .endings = start->endings,
    };
    arena_init(&app->now, start->memory);
    arena_init(&app->next, start->memory);
    arena_init(&app->scratch, start->memory);
    arena_init(&app->scene.arena, start->memory);
    arena_init(&app->growth.arena, start->memory);
    arena_init(&app->ballot.arena, start->memory);
    history_start(&app->history, start->session, start->design);
    stack_init(app);
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
    arena_release(&app->growth.arena);
    arena_release(&app->ballot.arena);
}
