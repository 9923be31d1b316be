/* From events to commands and places. */
#include "app/core.h"
#include "strata/analysis/reading_words.h"
#include "strata/base/text.h"

static void run_one(struct app *app, enum command command)
{
    const struct command_info *info = command_info(command);

    if (info->places & 1u << app->place) {
        info->run(app);
    } else {
        app_say(app, SEVERITY_NOTE, "\"%s\" does nothing in the %s view", info->name,
                place_name(app->view));
    }
}

/* Help and the line of commands end in another one. */
static void run(struct app *app, enum command command)
{
    app->argument = (struct str){ 0 };
    while (command != COMMAND__COUNT) {
        app->then = COMMAND__COUNT;
        run_one(app, command);
        command = app->then;
    }
}

/* A key that is no command's. */
static void refuse(struct app *app, key pressed)
{
    struct str name = key_format(&app->scratch, pressed);

    switch (place_kind(app->place)) {
    case KIND_OF_VIEW:
        app_say(app, SEVERITY_NOTE, "%.*s does nothing in the %s view; ? lists the keys",
                STR_ARG(name), place_name(app->view));
        break;
    case KIND_OF_MENU:
    case KIND_OF_FORM:
    case KIND_OF_LINE: app_type(app, pressed); break;
    case KIND_OF_COVER:
        app_say(app, SEVERITY_NOTE, "%.*s does nothing here; Esc goes back", STR_ARG(name));
        break;
    case KIND_OF_QUESTION:
        app_say(app, SEVERITY_NOTE, "%.*s; Esc goes back", STR_ARG(question_keys(app)));
        break;
    }
}

static void press(struct app *app, key pressed)
{
    enum command command = command_of_key(app->place, pressed);

    if (command != COMMAND__COUNT && app_offers(app, command)) {
        run(app, command);
    } else {
        refuse(app, pressed);
    }
}

/* "reads as Startup 80%" ends the head's first row, but for a blank. */
static bool on_reading(struct app *app, const struct event *event)
{
    struct area head = app_panes(app).head;
    struct str text = reading_brief(app->catalog, &app->review.reading, &app->scratch);
    int end = head.x + head.width - 1;

    head = (struct area){ end - (int)text_width(text), head.y, (int)text_width(text), 1 };
    return app->place < PLACE__VIEWS && area_has(&head, event->x, event->y);
}

static void click(struct app *app, const struct event *event)
{
    if (on_reading(app, event)) {
        app_show(app, PLACE_READING);
        return;
    }
    if (!place_click(app, event->x, event->y)) {
        return;
    }
    app_preview(app);
    if (event->button == MOUSE_DOUBLE) {
        press(app, K_ENTER);
    }
}

static void mouse(struct app *app, const struct event *event)
{
    switch (event->button) {
    case MOUSE_LEFT:
    case MOUSE_DOUBLE: click(app, event); break;
    case MOUSE_WHEEL_UP: place_wheel(app, -1); break;
    case MOUSE_WHEEL_DOWN: place_wheel(app, 1); break;
    }
}

static void forget_message(struct app *app)
{
    if (app->job.state == JOB_ENDED && app_line(app) == LINE_JOB) {
        app->job = (struct app_job){ 0 };
    }
    app->message = (struct str){ 0 };
    arena_reset(&app->scratch);
}

struct effect app_update(struct app *app, const struct event *event)
{
    app->effect = (struct effect){ 0 };
    switch (event->kind) {
    case EVENT_KEY:
        forget_message(app);
        press(app, event->key);
        break;
    case EVENT_MOUSE:
        forget_message(app);
        mouse(app, event);
        break;
    case EVENT_PASTE:
        forget_message(app);
        paste_take(app, event);
        break;
    case EVENT_RESIZE:
        app->width = event->width;
        app->height = event->height;
        places_fit(app);
        app_preview(app);
        break;
    case EVENT_RESUME: app_want(app, EFFECT_REDRAW, (struct str){ 0 }); break;
    case EVENT_NONE:
    case EVENT_TERMINATE:
    case EVENT__COUNT: break;
    }
    return app->effect;
}
