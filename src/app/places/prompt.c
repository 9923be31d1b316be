/* A line that is typed at the foot. */
#include "app/core.h"

static void accept(struct app *app)
{
    struct str text = str_trim(str_copy(app->session, typed_str(&app->prompt.typed)));

    app->place = app->view;
    app_preview(app);
    prompt_take(app, text);
}

static struct typed *typed(struct app *app)
{
    return &app->prompt.typed;
}

const struct place_ops prompt_ops = {
    .accept = accept,
    .typed = typed,
};
