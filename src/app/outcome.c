/* What became of an effect. */
#include "app/core.h"

/* Another design takes the place of the present one. */
static void begin_with(struct app *app, const struct outcome *outcome)
{
    app->catalog = outcome->catalog;
    if (outcome->effect.kind == EFFECT_RECOVER) {
        history_start_unsaved(&app->history, app->session, *outcome->opened);
    } else {
        history_start(&app->history, app->session, *outcome->opened);
        app->file = outcome->file;
    }
    app->column = outcome->opened->scale;
    app_refresh(app);
}

static void done(struct app *app, const struct outcome *outcome)
{
    if (outcome->effect.kind == EFFECT_SAVE) {
        history_saved(&app->history);
        app->file = outcome->effect.path;
        if (app->quit_after_save) {
            app_want(app, EFFECT_QUIT, (struct str){ 0 });
            return;
        }
    }
    if (outcome->opened) {
        begin_with(app, outcome);
    }
    if (outcome->effect.kind == EFFECT_COMPARE_WORK
        || outcome->effect.kind == EFFECT_COMPARE_DISK) {
        difference_show(app, outcome->text);
        return;
    }
    app_say(app, SEVERITY_NOTE, "%.*s", STR_ARG(outcome->text));
}

/* How an export goes on or ended; false if the report is about something else. */
static bool about_job(struct app *app, const struct outcome *outcome)
{
    struct app_job *job = &app->job;

    if (outcome->kind == OUTCOME_STARTED) {
        *job = (struct app_job){ .state = JOB_RUNNING, .path = outcome->effect.path };
        return true;
    }
    if (outcome->effect.kind != EFFECT_EXPORT || job->state != JOB_RUNNING) {
        return false;
    }
    if (outcome->kind == OUTCOME_RUNNING) {
        job->seconds = outcome->seconds;
    } else {
        *job = (struct app_job){
            .state = JOB_ENDED,
            .text = str_copy(app->session, outcome->text),
            .severity = outcome->kind == OUTCOME_FAILED ? SEVERITY_ERROR : SEVERITY_NOTE,
        };
    }
    return true;
}

static void other(struct app *app, const struct outcome *outcome)
{
    switch (outcome->kind) {
    case OUTCOME_STARTED:
    case OUTCOME_RUNNING:
    case OUTCOME_CANCELLED: break; /* of no job that is known */
    case OUTCOME_DONE: done(app, outcome); break;
    case OUTCOME_CHANGED: question_ask(app, QUESTION_OVERWRITE_CHANGED, outcome->effect); break;
    case OUTCOME_EXISTS: question_ask(app, QUESTION_OVERWRITE_OTHER, outcome->effect); break;
    case OUTCOME_TOLD: app_say(app, outcome->severity, "%.*s", STR_ARG(outcome->text)); break;
    case OUTCOME_FOUND:
        question_ask_about(app, QUESTION_RECOVER, outcome->effect, outcome->text);
        break;
    case OUTCOME_DISK:
        question_ask_about(app, QUESTION_DISK, outcome->effect, outcome->text);
        break;
    case OUTCOME_FAILED:
        app->quit_after_save = false;
        if (outcome->effect.kind == EFFECT_COMPARE_WORK
            || outcome->effect.kind == EFFECT_COMPARE_DISK) {
            app->place = PLACE_QUESTION; /* it is not answered yet */
        }
        app_say(app, SEVERITY_ERROR, "%.*s", STR_ARG(outcome->text));
        break;
    }
}

struct effect app_report(struct app *app, const struct outcome *outcome)
{
    app->effect = (struct effect){ 0 };
    if (!about_job(app, outcome)) {
        other(app, outcome);
    }
    return app->effect;
}
