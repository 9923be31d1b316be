/* Pasted text is text and never keys: it goes where something is typed, in one line, and anywhere
 * else it does nothing and says so. */
#include "app/core.h"
#include "strata/base/text.h"

/* In one line, and clean. A line that was copied whole has its end with it, which nobody means. */
static struct str one_line(struct str text, struct arena *arena)
{
    while (text.len > 0 && (text.at[text.len - 1] == '\n' || text.at[text.len - 1] == '\r')) {
        text.len--;
    }
    return text_clean(arena, text);
}

static void refuse(struct app *app)
{
    switch (place_kind(app->place)) {
    case KIND_OF_QUESTION:
        app_say(app, SEVERITY_NOTE, "pasted text answers nothing; %.*s, and Esc goes back",
                STR_ARG(question_keys(app)));
        break;
    case KIND_OF_FORM:
        app_say(app, SEVERITY_NOTE,
                "pasted text does nothing in this field; Tab goes to the next field");
        break;
    case KIND_OF_VIEW:
    case KIND_OF_MENU:
    case KIND_OF_COVER:
    case KIND_OF_LINE:
        app_say(app, SEVERITY_NOTE,
                "pasted text does nothing here, only where something is typed; : opens a line");
        break;
    }
}

void paste_take(struct app *app, const struct event *event)
{
    struct typed *typed = place_typed(app);

    if (!typed) {
        refuse(app);
        return;
    }
    bool whole = typed_add_text(typed, one_line(event->text, &app->scratch)) && !event->cut;

    place_retyped(app);
    if (!whole) {
        app_say(app, SEVERITY_ERROR, "what was pasted is too long; its end was left out");
    }
}
