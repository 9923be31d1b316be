/* Commands that end in something outside, now or after a question. */
#include "app/core.h"

#define NEW_NAME "stack.yaml"
#define NEW_EXPORT "stack.svg"

/* ---- saving ---- */

static void save(struct app *app, struct str path, bool quit)
{
    if (path.len == 0) {
        path = app->file;
    }
    if (path.len == 0) {
        prompt_open(app, quit ? PROMPT_SAVE_QUIT : PROMPT_SAVE, (struct str){ 0 }, STR(NEW_NAME));
        return;
    }
    app->quit_after_save = quit;
    app_want(app, EFFECT_SAVE, path);
}

void cmd_save(struct app *app)
{
    save(app, app->argument, false);
}

void cmd_save_quit(struct app *app)
{
    save(app, app->argument, true);
}

void cmd_save_as(struct app *app)
{
    prompt_open(app, PROMPT_SAVE, (struct str){ 0 }, app->file.len > 0 ? app->file : STR(NEW_NAME));
}

void prompt_save(struct app *app, struct str text)
{
    app_want(app, EFFECT_SAVE, text);
}

void prompt_save_quit(struct app *app, struct str text)
{
    app->quit_after_save = true;
    app_want(app, EFFECT_SAVE, text);
}

/* ---- opening ---- */

void cmd_open(struct app *app)
{
    if (app->argument.len > 0) {
        prompt_file(app, app->argument);
    } else {
        prompt_open(app, PROMPT_OPEN, (struct str){ 0 }, (struct str){ 0 });
    }
}

/* Asks first if that loses something. */
void prompt_file(struct app *app, struct str text)
{
    if (history_unsaved(&app->history)) {
        question_ask(app, QUESTION_OPEN,
                     (struct effect){ .kind = EFFECT_OPEN, .path = str_copy(app->session, text) });
    } else {
        app_want(app, EFFECT_OPEN, text);
    }
}

/* ---- exports, one at a time ---- */

void cmd_stop(struct app *app)
{
    if (app->job.state == JOB_RUNNING) {
        app_want(app, EFFECT_CANCEL, (struct str){ 0 });
    } else {
        app_say(app, SEVERITY_NOTE, "there is nothing to cancel; ? lists the keys");
    }
}

void cmd_export(struct app *app)
{
    bool running = app->job.state == JOB_RUNNING;

    if (running && app->argument.len > 0) {
        app_say(app, SEVERITY_ERROR, "%.*s is still being exported; Esc cancels it",
                STR_ARG(app->job.path));
    } else if (running) {
        cmd_stop(app);
    } else if (app->argument.len > 0) {
        prompt_export(app, app->argument);
    } else {
        prompt_open(app, PROMPT_EXPORT, app->endings, STR(NEW_EXPORT));
    }
}

void prompt_export(struct app *app, struct str text)
{
    app_want(app, EFFECT_EXPORT, text);
}

/* ---- the terminal, and the end ---- */

void cmd_redraw(struct app *app)
{
    app_want(app, EFFECT_REDRAW, (struct str){ 0 });
}

void cmd_suspend(struct app *app)
{
    app_want(app, EFFECT_SUSPEND, (struct str){ 0 });
}

static void quit(struct app *app)
{
    struct effect effect = { .kind = EFFECT_QUIT };

    if (history_unsaved(&app->history)) {
        question_ask(app, QUESTION_QUIT, effect);
    } else if (app->job.state == JOB_RUNNING) {
        question_ask(app, QUESTION_QUIT_JOB, effect);
    } else {
        app->effect = effect;
    }
}

/* From the other views to the table first; with anything typed behind it, out. */
void cmd_quit(struct app *app)
{
    if (app->argument.len == 0 && app->view != PLACE_STACK) {
        app_show(app, PLACE_STACK);
    } else {
        quit(app);
    }
}

void cmd_quit_now(struct app *app)
{
    app_want(app, EFFECT_QUIT, (struct str){ 0 });
}
