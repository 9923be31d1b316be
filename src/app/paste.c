/* Pasted text is text and never keys: it goes where something is typed, in one line, and anywhere
 * else it does nothing and says so. */
#include <string.h>

#include "app/parts.h"
#include "strata/base/text.h"

/* In one line, and clean. A line that was copied whole has its end with it, which nobody means. */
static struct str one_line(struct str text, struct arena *arena)
{
    while (text.len > 0 && (text.at[text.len - 1] == '\n' || text.at[text.len - 1] == '\r')) {
        text.len--;
    }
    return text_clean(arena, text);
}

/* Adds as many whole characters as there is room for; false if that is not all. */
static bool add_text(struct typed *typed, struct str text)
{
    struct str part = str_part(text, 0, TYPED_MAX - typed->len);

    while (part.len > 0 && part.len < text.len
           && ((unsigned char)text.at[part.len] & 0xc0) == 0x80) {
        part.len--;
    }
    if (part.len > 0) {
        memcpy(typed->bytes + typed->len, part.at, part.len);
        typed->len += (uint32_t)part.len;
    }
    return part.len == text.len;
}

/* Where typed text goes now; NULL if nothing is typed here. */
static struct typed *typed_now(struct app *app)
{
    if (!(1u << app->place & IN_TYPING)) {
        return NULL;
    }
    return app->place == PLACE_PROMPT ? &app->typed
           : app->place == PLACE_OWN  ? own_typed(app)
                                      : &app->menu.filter;
}

static void refuse(struct app *app)
{
    if (app->place == PLACE_CONFIRM) {
        app_say(app, SEVERITY_NOTE, "pasted text answers nothing; y or n, and Esc goes back");
    } else if (app->place == PLACE_OWN) {
        app_say(app, SEVERITY_NOTE,
                "pasted text does nothing in this field; Tab goes to the next field");
    } else {
        app_say(app, SEVERITY_NOTE,
                "pasted text does nothing here, only where something is typed; : opens a line");
    }
}

void paste_take(struct app *app, const struct event *event)
{
    struct typed *typed = typed_now(app);

    if (!typed) {
        refuse(app);
        return;
    }
    bool whole = add_text(typed, one_line(event->text, &app->scratch)) && !event->cut;
    if (1u << app->place & IN_MENUS) {
        menu_filter(app);
    } else if (app->place == PLACE_OWN) {
        app_preview(app);
    }
    if (!whole) {
        app_say(app, SEVERITY_ERROR, "what was pasted is too long; its end was left out");
    }
}
