/* A question, and the keys that answer it. */
#include "ui/view.h"

/* "y yes    n no    Esc back" */
static struct str answers(const struct view *view)
{
    struct strbuf text = { .arena = view->frame };

    for (enum command i = 0; i < COMMAND__COUNT; i++) {
        if (app_offers(view->app, i)) {
            strbuf_addf(&text, "%s%.*s", text.len > 0 ? "    " : "",
                        STR_ARG(view_key_word(view, i)));
        }
    }
    return strbuf_str(&text);
}

static void draw(const struct view *view)
{
    struct area menu = view->panes.menu;
    struct area box = { menu.x + 2, menu.y + menu.height / 2 - 3, menu.width - 4, 6 };
    struct area inside = { box.x + 2, box.y + 1, box.width - 4, 4 };

    canvas_fill(view->canvas, view_rect(box), STYLE_TEXT);
    canvas_box(view->canvas, view_rect(box), STYLE_FRAME, STR("Question"));
    view_wrap(view, inside, 0, 0, 2, STYLE_HEAD, question_text(view->app->asked.id));
    view_put(view, inside, 0, 3, inside.width, STYLE_TEXT, answers(view));
}

const struct view_ops question_view = { draw, NULL };
