/* Lines that are typed, wherever they are. */
#include "app/core.h"

void app_type(struct app *app, key pressed)
{
    struct typed *typed = place_typed(app);

    if (typed) {
        typed_add(typed, pressed);
    } else if (place_untyped(app)) {
        app_say(app, SEVERITY_NOTE, "%s", place_untyped(app));
    }
    place_retyped(app);
}

static void erase(struct app *app, void (*how)(struct typed *typed))
{
    struct typed *typed = place_typed(app);

    if (typed) {
        how(typed);
    }
    place_retyped(app);
}

void cmd_erase(struct app *app)
{
    erase(app, typed_erase);
}

void cmd_erase_word(struct app *app)
{
    erase(app, typed_erase_word);
}

void cmd_erase_all(struct app *app)
{
    erase(app, typed_erase_all);
}

void cmd_accept(struct app *app)
{
    place_accept(app);
}

void cmd_cancel(struct app *app)
{
    app->quit_after_save = false;
    app_show(app, app->view);
}

/* ---- the line of commands ---- */

void cmd_command(struct app *app)
{
    prompt_open(app, PROMPT_COMMAND, (struct str){ 0 }, (struct str){ 0 });
}

static void say_unknown(struct app *app, struct str name)
{
    enum command near = command_nearest(name);

    if (near != COMMAND__COUNT) {
        app_say(app, SEVERITY_ERROR, "there is no command \"%.*s\"; did you mean \"%s\"?",
                STR_ARG(name), command_info(near)->name);
    } else {
        app_say(app, SEVERITY_ERROR, "there is no command \"%.*s\"; ? lists them", STR_ARG(name));
    }
}

void prompt_command(struct app *app, struct str text)
{
    size_t end = 0;
    struct str name;
    enum command command;

    while (end < text.len && text.at[end] != ' ') {
        end++;
    }
    name = str_part(text, 0, end);
    command = command_named(name);
    if (command != COMMAND__COUNT) {
        app_then(app, command, str_trim(str_part(text, end, text.len - end)));
    } else if (name.len > 0) {
        say_unknown(app, name);
    }
}
