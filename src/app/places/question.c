/* A question that is answered with a key. */
#include "app/core.h"

static bool offers(const struct app *app, enum command command)
{
    return command == COMMAND_CANCEL || question_offers(app->asked.id, command);
}

void cmd_yes(struct app *app)
{
    question_answer(app, COMMAND_YES);
}

void cmd_no(struct app *app)
{
    question_answer(app, COMMAND_NO);
}

void cmd_recover(struct app *app)
{
    question_answer(app, COMMAND_RECOVER);
}

void cmd_reload(struct app *app)
{
    question_answer(app, COMMAND_RELOAD);
}

void cmd_difference(struct app *app)
{
    question_answer(app, COMMAND_DIFFERENCE);
}

void cmd_discard(struct app *app)
{
    question_answer(app, COMMAND_DISCARD);
}

void cmd_keep(struct app *app)
{
    question_answer(app, COMMAND_KEEP);
}

void answer_do(struct app *app)
{
    app->effect = app->asked.effect;
}

void answer_overwrite(struct app *app)
{
    app->effect = app->asked.effect;
    app->effect.force = true;
}

/* What is asked about, with something else to be done to it. */
static void instead(struct app *app, enum effect_kind kind)
{
    app->effect = app->asked.effect;
    app->effect.kind = kind;
}

void answer_discard(struct app *app)
{
    instead(app, EFFECT_DISCARD);
}

void answer_compare_work(struct app *app)
{
    instead(app, EFFECT_COMPARE_WORK);
}

void answer_compare_disk(struct app *app)
{
    instead(app, EFFECT_COMPARE_DISK);
}

void answer_keep(struct app *app)
{
    app_say(app, SEVERITY_NOTE, "kept; saving asks before it goes over what is on disk");
}

void answer_nothing(struct app *app)
{
    app->quit_after_save = false;
    app_say(app, SEVERITY_NOTE, "nothing was done");
}

static struct edit usual_work(const struct app *app)
{
    return (struct edit){ .kind = EDIT_LIKE, .scale = app->asked.scale };
}

void answer_usual_work(struct app *app)
{
    struct edit edit = usual_work(app);

    app_edit(app, &edit);
}

static bool possible_edit(struct app *app, struct possible *ret)
{
    ret->edit = usual_work(app);
    ret->when = command_bare_key(COMMAND_YES);
    return app->asked.id == QUESTION_USUAL_WORK;
}

const struct place_ops question_ops = {
    .offers = offers,
    .edit = possible_edit,
};
