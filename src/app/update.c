#include "app/parts.h"
#include "strata/analysis/reading_words.h"
#include "strata/base/text.h"

#define WHEEL_ROWS 3

static void move(struct app *app, int by)
{
    if (!list_move(&app->lists[app->view], by)) {
        app_say(app, SEVERITY_NOTE, by < 0 ? "this is the first row" : "this is the last row");
    }
    app_preview(app);
}

static void move_column(struct app *app, int by)
{
    scale_id last = app->catalog->scale_count - 1;

    if (by < 0 && app->column == 0) {
        app_say(app, SEVERITY_NOTE, "this is the first column");
    } else if (by > 0 && app->column == last) {
        app_say(app, SEVERITY_NOTE, "this is the last column");
    } else {
        app->column = by < 0 ? app->column - 1 : app->column + 1;
    }
    app_preview(app);
}

/* The diagram has no rows. */
static void move_row(struct app *app, int by)
{
    if (app->view == PLACE_DIAGRAM) {
        scene_walk(app, by < 0 ? DIAGRAM_UP : DIAGRAM_DOWN);
    } else {
        move(app, by);
    }
}

static void move_sideways(struct app *app, int by)
{
    if (app->view == PLACE_DIAGRAM) {
        scene_walk(app, by < 0 ? DIAGRAM_LEFT : DIAGRAM_RIGHT);
    } else {
        move_column(app, by);
    }
}

static void move_item(struct app *app, int by)
{
    list_move(&app->menu.list, by);
    app_preview(app);
}

static void take(struct app *app)
{
    struct edit edit;

    if (stack_edit(app, &edit)) {
        app_edit(app, &edit);
    } else {
        app_say(app, SEVERITY_NOTE,
                "this is the name of a group; the layers below it can be taken");
    }
}

/* The layer under the table's cursor, or a word about why there is none. */
static layer_id table_layer(struct app *app)
{
    const struct row *row = app_row(app);

    if (row->kind == ROW_LAYER) {
        return row->id;
    }
    app_say(app, SEVERITY_NOTE, "this row is no layer; move to one first");
    return NONE;
}

static void fix(struct app *app)
{
    const struct finding *finding;

    if (app->review.findings.count == 0) {
        app_say(app, SEVERITY_NOTE, "there is nothing to fix");
        return;
    }
    finding = &app->review.findings.list[app->lists[PLACE_FINDINGS].cursor];
    if (!finding->fixable) {
        app_say(app, SEVERITY_NOTE, "one key cannot mend this one; Enter goes to its layer");
        return;
    }
    struct edit edit = finding->fix; /* the finding goes with the review */
    app_edit(app, &edit);
}

static void edit_figure(struct app *app)
{
    const struct figure *figure = app_figure(app);
    figure_id id = (figure_id)app->lists[PLACE_WORKLOAD].cursor;

    if (figure->source == FIGURE_REGIONS) {
        struct strbuf names = { .arena = &app->scratch };
        const struct design *design = app_design(app);

        for (uint32_t i = 0; i < design->region_count; i++) {
            strbuf_list(&names, 0, design->regions[i]);
        }
        prompt_open(app, ASK_REGIONS, strbuf_str(&names));
    } else if (figure->source == FIGURE_GIVEN && app->review.figures) {
        app->ask_figure = id;
        prompt_open(app, ASK_FIGURE, micro_format(&app->scratch, app->review.figures[id], false));
    } else {
        app_say(app, SEVERITY_NOTE, "%.*s is calculated: %.*s",
                STR_ARG(catalog_text(app->catalog, figure->name)),
                STR_ARG(catalog_text(app->catalog, figure->what)));
    }
}

static void travel(struct app *app, bool back)
{
    struct str label;

    if (back ? history_undo(&app->history, &label) : history_redo(&app->history, &label)) {
        app_refresh(app);
        app_say(app, SEVERITY_NOTE, "%s: %.*s", back ? "undone" : "redone", STR_ARG(label));
    } else {
        app_say(app, SEVERITY_NOTE, back ? "nothing to undo" : "nothing to redo");
    }
}

static void set_scale(struct app *app, struct str name)
{
    scale_id scale = (app_design(app)->scale + 1) % app->catalog->scale_count;

    if (name.len > 0) {
        scale = catalog_find_scale(app->catalog, text_fold(&app->scratch, name));
    }
    if (scale == NONE) {
        app_say(app, SEVERITY_ERROR, "there is no scale \"%.*s\"", STR_ARG(name));
    } else {
        app_edit(app, &(struct edit){ .kind = EDIT_SCALE, .scale = scale });
    }
}

static void show(struct app *app, enum place view)
{
    if (view == app->place) {
        app_say(app, SEVERITY_NOTE, "this is the %s view", place_name(view));
    }
    app_show(app, view);
}

static struct effect save(struct app *app, struct str path, bool quit)
{
    if (path.len == 0) {
        path = app->file;
    }
    if (path.len == 0) {
        prompt_open(app, quit ? ASK_SAVE_QUIT : ASK_SAVE, STR("stack.yaml"));
        return NO_EFFECT;
    }
    app->quit_after_save = quit;
    return (struct effect){ EFFECT_SAVE, str_copy(app->session, path), false };
}

static struct effect quit(struct app *app)
{
    struct effect effect = { EFFECT_QUIT, { 0 }, false };

    if (history_unsaved(&app->history)) {
        prompt_question(app, QUESTION_QUIT, effect);
    } else if (app->job.state == JOB_RUNNING) {
        prompt_question(app, QUESTION_QUIT_JOB, effect);
    } else {
        return effect;
    }
    return NO_EFFECT;
}

static void ask_note(struct app *app)
{
    layer_id layer = table_layer(app);

    if (layer == NONE) {
        return;
    }
    app->ask_layer = layer;
    prompt_open(app, ASK_NOTE, design_note(app_design(app), layer));
}

static struct effect open_design(struct app *app, struct str path)
{
    if (path.len > 0) {
        return prompt_open_design(app, path);
    }
    prompt_open(app, ASK_OPEN, (struct str){ 0 });
    return NO_EFFECT;
}

/* The first need there is, to be typed over: most catalogues have one or two. */
static void ask_need(struct app *app)
{
    for (tag_id tag = 0; tag < app->catalog->tag_count; tag++) {
        if (!app->catalog->tags[tag].need) {
            continue;
        }
        prompt_open(app, ASK_NEED, catalog_text(app->catalog, app->catalog->tags[tag].id));
        return;
    }
    app_say(app, SEVERITY_NOTE, "this catalogue knows no needs");
}

static struct effect cancel_export(struct app *app)
{
    if (app->job.state == JOB_RUNNING) {
        return (struct effect){ EFFECT_CANCEL, { 0 }, false };
    }
    app_say(app, SEVERITY_NOTE, "there is nothing to cancel; ? lists the keys");
    return NO_EFFECT;
}

/* One at a time. */
static struct effect export_file(struct app *app, struct str path)
{
    if (app->job.state == JOB_RUNNING) {
        if (path.len == 0) {
            return cancel_export(app);
        }
        app_say(app, SEVERITY_ERROR, "%.*s is still being exported; Esc cancels it",
                STR_ARG(app->job.path));
        return NO_EFFECT;
    }
    if (path.len > 0) {
        return (struct effect){ EFFECT_EXPORT, str_copy(app->session, path), false };
    }
    prompt_open(app, ASK_EXPORT, STR("stack.svg"));
    return NO_EFFECT;
}

/* Moving about: commands that change no design. */
static bool run_move(struct app *app, enum command command)
{
    int page = app->lists[app->view].rows;

    switch ((int)command) {
    case COMMAND_UP: move_row(app, -1); return true;
    case COMMAND_DOWN: move_row(app, 1); return true;
    case COMMAND_PAGE_UP: move(app, -page); return true;
    case COMMAND_PAGE_DOWN: move(app, page); return true;
    case COMMAND_FIRST: move(app, -app->lists[app->view].count); return true;
    case COMMAND_LAST: move(app, app->lists[app->view].count); return true;
    case COMMAND_LEFT: move_sideways(app, -1); return true;
    case COMMAND_RIGHT: move_sideways(app, 1); return true;
    case COMMAND_ITEM_UP: move_item(app, -1); return true;
    case COMMAND_ITEM_DOWN: move_item(app, 1); return true;
    case COMMAND_ITEM_PAGE_UP: move_item(app, -app->menu.list.rows); return true;
    case COMMAND_ITEM_PAGE_DOWN: move_item(app, app->menu.list.rows); return true;
    case COMMAND_FIELD_UP: own_move(app, -1); return true;
    case COMMAND_FIELD_DOWN: own_move(app, 1); return true;
    default: return false;
    }
}

/* How the diagram is looked at. */
static bool run_look(struct app *app, enum command command)
{
    switch ((int)command) {
    case COMMAND_CLOSER: scene_zoom(app, -1); return true;
    case COMMAND_FURTHER: scene_zoom(app, 1); return true;
    case COMMAND_ZOOM_FIT: scene_fit(app); return true;
    case COMMAND_BANDS: scene_group(app); return true;
    case COMMAND_PAN_LEFT: scene_pan(app, -1, 0); return true;
    case COMMAND_PAN_RIGHT: scene_pan(app, 1, 0); return true;
    case COMMAND_PAN_UP: scene_pan(app, 0, -1); return true;
    case COMMAND_PAN_DOWN: scene_pan(app, 0, 1); return true;
    default: return false;
    }
}

/* The plot of a figure. */
static bool run_growth(struct app *app, enum command command)
{
    switch ((int)command) {
    case COMMAND_GROWTH: growth_open(app); return true;
    case COMMAND_GROWTH_LEFT: growth_move(app, -1); return true;
    case COMMAND_GROWTH_RIGHT: growth_move(app, 1); return true;
    case COMMAND_GROWTH_HERE: growth_here(app); return true;
    case COMMAND_WIDER: growth_range(app, 1); return true;
    case COMMAND_NARROWER: growth_range(app, -1); return true;
    case COMMAND_LEAVE: app_show(app, app->view); return true;
    default: return false;
    }
}

static bool run_view(struct app *app, enum command command)
{
    switch ((int)command) {
    case COMMAND_VIEW_STACK: show(app, PLACE_STACK); return true;
    case COMMAND_VIEW_DIAGRAM: show(app, PLACE_DIAGRAM); return true;
    case COMMAND_VIEW_BOXES: show(app, PLACE_BOXES); return true;
    case COMMAND_VIEW_BILL: show(app, PLACE_BILL); return true;
    case COMMAND_VIEW_FINDINGS: show(app, PLACE_FINDINGS); return true;
    case COMMAND_VIEW_WORKLOAD: show(app, PLACE_WORKLOAD); return true;
    case COMMAND_VIEW_READING: show(app, PLACE_READING); return true;
    case COMMAND_NEXT_VIEW: app_show(app, (app->view + 1) % PLACE__VIEWS); return true;
    case COMMAND_PREVIOUS_VIEW:
        app_show(app, (app->view + PLACE__VIEWS - 1) % PLACE__VIEWS);
        return true;
    case COMMAND_CARD:
        app->card = !app->card;
        app_fit(app);
        app_preview(app);
        return true;
    case COMMAND_HELP: menu_open_help(app); return true;
    case COMMAND_COMMAND: prompt_open(app, ASK_COMMAND, (struct str){ 0 }); return true;
    default: return false;
    }
}

/* Commands that change the design at once or ask for what to change it to. */
static bool run_edit(struct app *app, enum command command, struct str argument)
{
    layer_id layer;

    switch ((int)command) {
    case COMMAND_TAKE: take(app); return true;
    case COMMAND_CHOOSE:
        if ((layer = table_layer(app)) != NONE) {
            menu_open_chooser(app, layer);
        }
        return true;
    case COMMAND_CLEAR:
        if ((layer = table_layer(app)) != NONE) {
            app_edit(app, &(struct edit){ .kind = EDIT_CLEAR, .layer = layer });
        }
        return true;
    case COMMAND_NOTE: ask_note(app); return true;
    case COMMAND_NEED:
        if (argument.len > 0) {
            prompt_need(app, argument);
        } else {
            ask_need(app);
        }
        return true;
    case COMMAND_FIX: fix(app); return true;
    case COMMAND_LIVE_WITH: accepting_toggle(app); return true;
    case COMMAND_STEP: ballot_enter(app); return true;
    case COMMAND_EDIT: edit_figure(app); return true;
    case COMMAND_RESET:
        app_edit(app, &(struct edit){ .kind = EDIT_FIGURE_RESET,
                                      .figure = (figure_id)app->lists[PLACE_WORKLOAD].cursor });
        return true;
    case COMMAND_UNDO:
    case COMMAND_REDO: travel(app, command == COMMAND_UNDO); return true;
    case COMMAND_SCALE: set_scale(app, argument); return true;
    case COMMAND_TITLE:
        if (argument.len > 0) {
            app_edit(app, &(struct edit){ .kind = EDIT_TITLE, .text = argument });
        } else {
            prompt_open(app, ASK_TITLE, app_design(app)->title);
        }
        return true;
    case COMMAND_ITEM_TOGGLE: menu_toggle(app); return true;
    case COMMAND_OWN_CHANGE: own_change(app); return true;
    case COMMAND_OWN_FORGET: own_forget(app); return true;
    default: return false;
    }
}

/* Commands that end in something outside, now or after a question. */
static struct effect run_outside(struct app *app, enum command command, struct str argument)
{
    switch ((int)command) {
    case COMMAND_SAVE: return save(app, argument, false);
    case COMMAND_SAVE_QUIT: return save(app, argument, true);
    case COMMAND_SAVE_AS:
        prompt_open(app, ASK_SAVE, app->file.len > 0 ? app->file : STR("stack.yaml"));
        return NO_EFFECT;
    case COMMAND_OPEN: return open_design(app, argument);
    case COMMAND_EXPORT: return export_file(app, argument);
    case COMMAND_STOP: return cancel_export(app);
    case COMMAND_REDRAW: return (struct effect){ EFFECT_REDRAW, { 0 }, false };
    case COMMAND_SUSPEND: return (struct effect){ EFFECT_SUSPEND, { 0 }, false };
    case COMMAND_QUIT:
        if (argument.len == 0 && app->view != PLACE_STACK) {
            app_show(app, PLACE_STACK);
            return NO_EFFECT;
        }
        return quit(app);
    case COMMAND_QUIT_NOW: return (struct effect){ EFFECT_QUIT, { 0 }, false };
    default: return NO_EFFECT;
    }
}

static struct effect run_typing(struct app *app, enum command command)
{
    switch ((int)command) {
    case COMMAND_RUN:
    case COMMAND_ACCEPT:
        return app->place == PLACE_PROMPT ? prompt_accept(app)
               : app->place == PLACE_OWN  ? own_accept(app)
                                          : menu_accept(app);
    case COMMAND_FIELD_NEXT: own_turn(app, 1); return NO_EFFECT;
    case COMMAND_FIELD_BACK: own_turn(app, -1); return NO_EFFECT;
    case COMMAND_YES: return prompt_answer(app, true);
    case COMMAND_NO: return prompt_answer(app, false);
    case COMMAND_CANCEL:
        app->quit_after_save = false;
        app_show(app, app->view);
        return NO_EFFECT;
    default: break;
    }
    if (app->place == PLACE_PROMPT) {
        typed_erase(&app->typed, command);
    } else if (app->place == PLACE_OWN) {
        own_erase(app, command);
    } else {
        typed_erase(&app->menu.filter, command);
        menu_filter(app);
    }
    return NO_EFFECT;
}

struct effect app_run(struct app *app, enum command command, struct str argument)
{
    const struct command_info *info = command_info(command);

    if (!(info->places & 1u << app->place)) {
        app_say(app, SEVERITY_NOTE, "\"%s\" does nothing in the %s view", info->name,
                place_name(app->view));
        return NO_EFFECT;
    }
    if (command == COMMAND_GO) {
        app_go_to_layer(app, app_layer(app));
        return NO_EFFECT;
    }
    if (run_move(app, command) || run_look(app, command) || run_growth(app, command)
        || run_view(app, command) || run_edit(app, command, argument)) {
        return NO_EFFECT;
    }
    if (app->place < PLACE__VIEWS) {
        return run_outside(app, command, argument);
    }
    return run_typing(app, command);
}

static bool is_typing(const struct app *app)
{
    return 1u << app->place & IN_TYPING;
}

static void type(struct app *app, key pressed)
{
    if (app->place == PLACE_PROMPT) {
        typed_add(&app->typed, pressed);
    } else if (app->place == PLACE_OWN) {
        own_type(app, pressed);
    } else {
        typed_add(&app->menu.filter, pressed);
        menu_filter(app);
    }
}

static struct effect press(struct app *app, key pressed)
{
    enum command command = command_of_key(app->place, pressed);
    struct str name;

    if (command != COMMAND__COUNT) {
        return app_run(app, command, (struct str){ 0 });
    }
    if (is_typing(app)) {
        type(app, pressed);
        return NO_EFFECT;
    }
    name = key_format(&app->scratch, pressed);
    if (app->place == PLACE_CONFIRM) {
        app_say(app, SEVERITY_NOTE, "y or n; Esc goes back");
    } else if (app->place == PLACE_GROWTH) {
        app_say(app, SEVERITY_NOTE, "%.*s does nothing here; Esc goes back", STR_ARG(name));
    } else {
        app_say(app, SEVERITY_NOTE, "%.*s does nothing in the %s view; ? lists the keys",
                STR_ARG(name), place_name(app->view));
    }
    return NO_EFFECT;
}

static bool inside(const struct area *area, int x, int y)
{
    return x >= area->x && x < area->x + area->width && y >= area->y && y < area->y + area->height;
}

/* "reads as Startup 80%" ends the head's first row, but for a blank. */
static bool on_reading(struct app *app, const struct event *event)
{
    struct area head = app_layout(app).head;
    struct str text = reading_brief(app->catalog, &app->review.reading, &app->scratch);
    int end = head.x + head.width - 1;

    head = (struct area){ end - (int)text_width(text), head.y, (int)text_width(text), 1 };
    return app->place < PLACE__VIEWS && inside(&head, event->x, event->y);
}

static struct effect click(struct app *app, const struct event *event)
{
    struct layout layout = app_layout(app);
    struct list *list = &app->lists[app->view];

    if (app->place == PLACE_GROWTH) {
        return NO_EFFECT;
    }
    if (on_reading(app, event)) {
        app_show(app, PLACE_READING);
        return NO_EFFECT;
    }
    if (app->place >= PLACE__VIEWS) {
        const struct area *menu = &layout.menu;

        if (!(1u << app->place & (IN_MENUS | IN_OWN)) || !inside(menu, event->x, event->y)) {
            return NO_EFFECT;
        }
        list = app->place == PLACE_OWN ? &app->form.list : &app->menu.list;
        list_go(list, list->top + event->y - menu->y - MENU_HEAD_ROWS);
    } else if (inside(&layout.pane, event->x, event->y)) {
        scene_click(app, event->x, event->y);
    } else if (inside(&layout.body, event->x, event->y)) {
        int row = event->y - layout.body.y;

        list_go(list, list->top + (app->view == PLACE_FINDINGS ? row / FINDING_ROWS : row));
        if (app->view == PLACE_STACK) {
            app->column = layout_column(layout.body.width, app->catalog->scale_count, event->x);
        }
    }
    app_preview(app);
    if (event->button != MOUSE_DOUBLE) {
        return NO_EFFECT;
    }
    return press(app, K_ENTER);
}

static struct effect mouse(struct app *app, const struct event *event)
{
    int by = event->button == MOUSE_WHEEL_UP ? -WHEEL_ROWS : WHEEL_ROWS;

    switch (event->button) {
    case MOUSE_LEFT:
    case MOUSE_DOUBLE: return click(app, event);
    case MOUSE_WHEEL_UP:
    case MOUSE_WHEEL_DOWN:
        if (app->place == PLACE_GROWTH) {
            growth_move(app, by < 0 ? -1 : 1);
        } else if (1u << app->place & IN_MENUS) {
            move_item(app, by);
        } else if (app->place == PLACE_DIAGRAM) {
            scene_pan(app, 0, by < 0 ? -1 : 1);
        } else if (app->place < PLACE__VIEWS) {
            move(app, by);
        }
        break;
    }
    return NO_EFFECT;
}

/* The menus keep their items in the scratch arena; only without one may it be emptied. */
static void forget_message(struct app *app)
{
    if (app->job.state == JOB_ENDED && app_line(app) == LINE_JOB) {
        app->job = (struct job){ 0 };
    }
    app->message = (struct str){ 0 };
    if (app->place < PLACE__VIEWS || app->place == PLACE_GROWTH) {
        arena_reset(&app->scratch);
    }
}

struct effect app_update(struct app *app, const struct event *event)
{
    switch (event->kind) {
    case EVENT_KEY: forget_message(app); return press(app, event->key);
    case EVENT_MOUSE: forget_message(app); return mouse(app, event);
    case EVENT_PASTE:
        forget_message(app);
        paste_take(app, event);
        return NO_EFFECT;
    case EVENT_RESIZE:
        app->width = event->width;
        app->height = event->height;
        app_fit(app);
        app_preview(app);
        return NO_EFFECT;
    case EVENT_RESUME: return (struct effect){ EFFECT_REDRAW, { 0 }, false };
    case EVENT_NONE:
    case EVENT_TERMINATE:
    case EVENT__COUNT: break;
    }
    return NO_EFFECT;
}

static struct effect report_done(struct app *app, const struct report *report)
{
    if (report->effect.kind == EFFECT_SAVE) {
        history_saved(&app->history);
        app->file = report->effect.path;
        if (app->quit_after_save) {
            return (struct effect){ EFFECT_QUIT, { 0 }, false };
        }
    }
    if (report->effect.kind == EFFECT_OPEN) {
        app->catalog = report->catalog;
        history_start(&app->history, app->session, *report->opened);
        app->file = report->file;
        app->column = report->opened->scale;
        app_refresh(app);
    }
    app_say(app, SEVERITY_NOTE, "%.*s", STR_ARG(report->text));
    return NO_EFFECT;
}

/* How an export goes on or ended; false if the report is about something else. */
static bool report_job(struct app *app, const struct report *report)
{
    struct job *job = &app->job;

    if (report->kind == REPORT_STARTED) {
        *job = (struct job){ .state = JOB_RUNNING, .path = report->effect.path };
        return true;
    }
    if (report->effect.kind != EFFECT_EXPORT || job->state != JOB_RUNNING) {
        return false;
    }
    if (report->kind == REPORT_RUNNING) {
        job->seconds = report->seconds;
    } else {
        *job = (struct job){
            .state = JOB_ENDED,
            .text = str_copy(app->session, report->text),
            .severity = report->kind == REPORT_FAILED ? SEVERITY_ERROR : SEVERITY_NOTE,
        };
    }
    return true;
}

struct effect app_report(struct app *app, const struct report *report)
{
    if (report_job(app, report)) {
        return NO_EFFECT;
    }
    switch (report->kind) {
    case REPORT_STARTED:
    case REPORT_RUNNING:
    case REPORT_CANCELLED: break; /* of no job that is known */
    case REPORT_DONE: return report_done(app, report);
    case REPORT_CHANGED: prompt_question(app, QUESTION_OVERWRITE_CHANGED, report->effect); break;
    case REPORT_EXISTS: prompt_question(app, QUESTION_OVERWRITE_OTHER, report->effect); break;
    case REPORT_FAILED:
        app->quit_after_save = false;
        app_say(app, SEVERITY_ERROR, "%.*s", STR_ARG(report->text));
        break;
    }
    return NO_EFFECT;
}
