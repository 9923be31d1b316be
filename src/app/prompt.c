#include <string.h>

#include "app/parts.h"
#include "strata/base/text.h"

struct str typed_str(const struct typed *typed)
{
    return (struct str){ typed->bytes, typed->len };
}

/* Adds a character as UTF-8; special and control keys are none. */
void typed_add(struct typed *typed, key pressed)
{
    char bytes[4];
    size_t n;

    if (pressed == K_SPACE) {
        pressed = ' ';
    }
    if (pressed < 0x20 || pressed == 0x7f || pressed >= K__FIRST) {
        return;
    }
    n = text_encode(pressed, bytes);
    if (typed->len + n > TYPED_MAX || !text_is_clean((struct str){ bytes, n })) {
        return;
    }
    memcpy(typed->bytes + typed->len, bytes, n);
    typed->len += (uint32_t)n;
}

static void erase_character(struct typed *typed)
{
    while (typed->len > 0 && ((unsigned char)typed->bytes[typed->len - 1] & 0xc0) == 0x80) {
        typed->len--;
    }
    if (typed->len > 0) {
        typed->len--;
    }
}

void typed_erase(struct typed *typed, enum command command)
{
    if (command == COMMAND_ERASE_ALL) {
        typed->len = 0;
    } else if (command == COMMAND_ERASE_WORD) {
        while (typed->len > 0 && typed->bytes[typed->len - 1] == ' ') {
            typed->len--;
        }
        while (typed->len > 0 && typed->bytes[typed->len - 1] != ' ') {
            erase_character(typed);
        }
    } else {
        erase_character(typed);
    }
}

void prompt_open(struct app *app, enum ask ask, struct str text)
{
    if (text.len > TYPED_MAX) { /* cut, Enter would make the rest go */
        app_say(app, SEVERITY_ERROR, "this is too long to be typed here; change it in the file");
        return;
    }
    app->ask = ask;
    app->place = PLACE_PROMPT;
    if (text.len > 0) {
        memcpy(app->typed.bytes, text.at, text.len);
    }
    app->typed.len = (uint32_t)text.len;
    app_preview(app);
}

void prompt_question(struct app *app, enum question question, struct effect asked)
{
    app->question = question;
    app->asked = asked;
    app->place = PLACE_CONFIRM;
}

static struct effect run_line(struct app *app, struct str line)
{
    size_t end = 0;
    struct str name;
    enum command command;

    while (end < line.len && line.at[end] != ' ') {
        end++;
    }
    name = str_part(line, 0, end);
    command = command_named(name);
    if (command != COMMAND__COUNT) {
        return app_run(app, command, str_trim(str_part(line, end, line.len - end)));
    }
    if (name.len > 0) {
        enum command near = command_nearest(name);

        if (near != COMMAND__COUNT) {
            app_say(app, SEVERITY_ERROR, "there is no command \"%.*s\"; did you mean \"%s\"?",
                    STR_ARG(name), command_info(near)->name);
        } else {
            app_say(app, SEVERITY_ERROR, "there is no command \"%.*s\"; ? lists them",
                    STR_ARG(name));
        }
    }
    return NO_EFFECT;
}

static void set_figure(struct app *app, struct str text)
{
    struct edit edit = { .kind = EDIT_FIGURE, .figure = app->ask_figure };

    if (!micro_parse(text, &edit.value)) {
        app_say(app, SEVERITY_ERROR, "\"%.*s\" is no number; 1500, 1_500 and 0.05 are",
                STR_ARG(text));
        return;
    }
    app_edit(app, &edit);
}

/* Apart by commas; blanks are part of a name. */
static void set_regions(struct app *app, struct str text)
{
    struct str names[REGIONS_MAX + 1];
    struct edit edit = { .kind = EDIT_REGIONS, .texts = names };
    size_t at = 0;

    while (at < text.len && edit.count <= REGIONS_MAX) {
        size_t start = at;
        struct str name;

        while (at < text.len && text.at[at] != ',') {
            at++;
        }
        name = str_trim(str_part(text, start, at - start));
        if (name.len > 0) {
            names[edit.count++] = name;
        }
        at++;
    }
    app_edit(app, &edit);
}

static struct effect file_effect(struct app *app, enum effect_kind kind, struct str path)
{
    if (path.len == 0) {
        app_say(app, SEVERITY_NOTE, "no name was typed; nothing was done");
        return NO_EFFECT;
    }
    return (struct effect){ kind, str_copy(app->session, path), false };
}

struct effect prompt_open_design(struct app *app, struct str path)
{
    struct effect effect = file_effect(app, EFFECT_OPEN, path);

    if (effect.kind == EFFECT_OPEN && history_unsaved(&app->history)) {
        prompt_question(app, QUESTION_OPEN, effect);
        return NO_EFFECT;
    }
    return effect;
}

void prompt_need(struct app *app, struct str name)
{
    tag_id tag = catalog_find_tag(app->catalog, name);
    struct edit edit = { .kind = EDIT_NEED, .tag = tag };

    if (tag == NONE || !app->catalog->tags[tag].need) {
        app_say(app, SEVERITY_ERROR, "there is no need \"%.*s\"", STR_ARG(name));
        return;
    }
    edit.on = !(app_design(app)->needs >> tag & 1);
    app_edit(app, &edit);
}

struct effect prompt_accept(struct app *app)
{
    struct str text = str_trim(str_copy(app->session, typed_str(&app->typed)));

    app->place = app->view;
    app_preview(app);
    switch (app->ask) {
    case ASK_COMMAND: return run_line(app, text);
    case ASK_TITLE:
        app_edit(app, &(struct edit){ .kind = EDIT_TITLE, .text = text });
        return NO_EFFECT;
    case ASK_NOTE:
        app_edit(app, &(struct edit){ .kind = EDIT_NOTE, .layer = app->ask_layer, .text = text });
        return NO_EFFECT;
    case ASK_FIGURE: set_figure(app, text); return NO_EFFECT;
    case ASK_NEED: prompt_need(app, text); return NO_EFFECT;
    case ASK_REGIONS: set_regions(app, text); return NO_EFFECT;
    case ASK_REASON: accepting_reason(app, text); return NO_EFFECT;
    case ASK_UNTIL: accepting_until(app, text); return NO_EFFECT;
    case ASK_SAVE_QUIT:
        app->quit_after_save = text.len > 0;
        return file_effect(app, EFFECT_SAVE, text);
    case ASK_SAVE: return file_effect(app, EFFECT_SAVE, text);
    case ASK_OPEN: return prompt_open_design(app, text);
    case ASK_EXPORT: return file_effect(app, EFFECT_EXPORT, text);
    }
    return NO_EFFECT;
}

struct effect prompt_answer(struct app *app, bool yes)
{
    app->place = app->view;
    if (!yes) {
        app->quit_after_save = false;
        app_say(app, SEVERITY_NOTE, "nothing was done");
        return NO_EFFECT;
    }
    if (app->question == QUESTION_OVERWRITE_CHANGED || app->question == QUESTION_OVERWRITE_OTHER) {
        app->asked.force = true;
    }
    return app->asked;
}
