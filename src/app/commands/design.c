/* Commands that change the design from any view. */
#include "app/core.h"
#include "strata/base/text.h"

void cmd_undo(struct app *app)
{
    struct str label;

    if (history_undo(&app->history, &label)) {
        app_refresh(app);
        app_say(app, SEVERITY_NOTE, "undone: %.*s", STR_ARG(label));
    } else {
        app_say(app, SEVERITY_NOTE, "nothing to undo");
    }
}

void cmd_redo(struct app *app)
{
    struct str label;

    if (history_redo(&app->history, &label)) {
        app_refresh(app);
        app_say(app, SEVERITY_NOTE, "redone: %.*s", STR_ARG(label));
    } else {
        app_say(app, SEVERITY_NOTE, "nothing to redo");
    }
}

/* The one that is named, or else the next after `now`; NONE, which is told, if there is none. */
static scale_id other_scale(struct app *app, scale_id now)
{
    struct str name = app->argument;
    scale_id scale = (now + 1) % app->catalog->scale_count;

    if (name.len > 0) {
        scale = catalog_find_scale(app->catalog, text_fold(&app->scratch, name));
    }
    if (scale == NONE) {
        app_say(app, SEVERITY_ERROR, "there is no scale \"%.*s\"", STR_ARG(name));
    }
    return scale;
}

void cmd_scale(struct app *app)
{
    scale_id scale = other_scale(app, app_design(app)->scale);

    if (scale != NONE) {
        app_edit(app, &(struct edit){ .kind = EDIT_SCALE, .scale = scale });
    }
}

/* The work is the product's: it is not changed by the way, so this asks, and previews it. */
void cmd_usual_work(struct app *app)
{
    scale_id scale = other_scale(app, app_design(app)->like);

    if (scale != NONE) {
        question_ask(app, QUESTION_USUAL_WORK, (struct effect){ .kind = EFFECT_NONE });
        app->asked.scale = scale;
        app_preview(app);
    }
}

void cmd_title(struct app *app)
{
    if (app->argument.len > 0) {
        prompt_title(app, app->argument);
    } else {
        prompt_open(app, PROMPT_TITLE, (struct str){ 0 }, app_design(app)->title);
    }
}

void prompt_title(struct app *app, struct str text)
{
    app_edit(app, &(struct edit){ .kind = EDIT_TITLE, .text = text });
}

/* The first need there is, to be typed over: most catalogues have one or two. */
static void ask_need(struct app *app)
{
    for (tag_id tag = 0; tag < app->catalog->tag_count; tag++) {
        if (app->catalog->tags[tag].need) {
            prompt_open(app, PROMPT_NEED, (struct str){ 0 },
                        catalog_text(app->catalog, app->catalog->tags[tag].id));
            return;
        }
    }
    app_say(app, SEVERITY_NOTE, "this catalogue knows no needs");
}

void cmd_need(struct app *app)
{
    if (app->argument.len > 0) {
        prompt_need(app, app->argument);
    } else {
        ask_need(app);
    }
}

void prompt_need(struct app *app, struct str text)
{
    tag_id tag = catalog_find_tag(app->catalog, text);
    struct edit edit = { .kind = EDIT_NEED, .tag = tag };

    if (tag == NONE || !app->catalog->tags[tag].need) {
        app_say(app, SEVERITY_ERROR, "there is no need \"%.*s\"", STR_ARG(text));
        return;
    }
    edit.on = !(app_design(app)->needs >> tag & 1);
    app_edit(app, &edit);
}
