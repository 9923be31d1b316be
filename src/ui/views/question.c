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

#define ROWS 4 /* of the text: a sentence and a question may take two each */

static void draw(const struct view *view)
{
    const struct asked *asked = &view->app->asked;
    struct area menu = view->panes.menu;
    int rows = asked->about.len > 0 ? ROWS : ROWS / 2;
    struct area box = { menu.x + 2, menu.y + menu.height / 2 - rows / 2 - 2, menu.width - 4,
                        rows + 4 };
    struct area inside = { box.x + 2, box.y + 1, box.width - 4, rows + 2 };
    int y = 0;

    canvas_fill(view->canvas, view_rect(box), STYLE_TEXT);
    canvas_box(view->canvas, view_rect(box), STYLE_FRAME, STR("Question"));
    if (asked->about.len > 0) {
        y = view_wrap(view, inside, 0, 0, ROWS / 2, STYLE_TEXT, asked->about);
    }
    view_wrap(view, inside, 0, y, ROWS / 2, STYLE_HEAD, question_text(asked->id));
    view_put(view, inside, 0, rows + 1, inside.width, STYLE_TEXT, answers(view));
}

const struct view_ops question_view = { draw, NULL };
