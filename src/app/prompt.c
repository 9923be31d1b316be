#include "app/prompt.h"

#include "app/core.h"
#include "strata/base/text.h"

#define TYPED_CELLS 16 /* columns that stay for what is typed */

static const struct {
    const char *before, *after, *brief, *missing;
    void (*accept)(struct app *app, struct str text);
} prompts[PROMPT__COUNT] = {
#define PROMPT(constant, before, after, brief, missing, accept) \
    [PROMPT_##constant] = { before, after, brief, missing, accept },
#include "app/prompt.def"
};

void prompt_open(struct app *app, enum prompt_id id, struct str about, struct str text)
{
    if (text.len > TYPED_MAX) { /* cut, Enter would make the rest go */
        app_say(app, SEVERITY_ERROR, "this is too long to be typed here; change it in the file");
        return;
    }
    app->prompt.id = id;
    app->prompt.about = about;
    typed_set(&app->prompt.typed, text);
    app->place = PLACE_PROMPT;
    app_preview(app);
}

struct str prompt_label(const struct prompt *prompt, int cells, struct arena *arena)
{
    struct str brief = str_from(prompts[prompt->id].brief);
    struct str label = str_format(arena, "%s%.*s%s", prompts[prompt->id].before,
                                  STR_ARG(prompt->about), prompts[prompt->id].after);
    bool fits = prompt->about.len > 0 && (int)text_width(label) + TYPED_CELLS <= cells;

    return fits || brief.len == 0 ? label : brief;
}

void prompt_take(struct app *app, struct str text)
{
    const char *missing = prompts[app->prompt.id].missing;

    if (text.len == 0 && missing[0] != '\0') {
        app_say(app, SEVERITY_NOTE, "%s", missing);
    } else {
        prompts[app->prompt.id].accept(app, text);
    }
}
