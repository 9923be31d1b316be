/* The line that is typed at the foot. */
#include "strata/base/text.h"
#include "ui/view.h"

/* The end of what is typed is what has to be seen. */
static void draw(const struct view *view)
{
    struct area bar = view->panes.bar;
    struct str typed = typed_str(&view->app->prompt.typed);
    struct str label = prompt_label(&view->app->prompt, bar.width, view->frame);
    int x = view_put(view, bar, 0, 0, bar.width, STYLE_HEAD, label);
    int room = bar.width - x - 1;
    int cells = (int)text_width(typed);

    while (cells > room && typed.len > 0) {
        unsigned width;
        struct str first = text_grapheme(typed, &width);

        cells -= (int)width;
        typed = str_part(typed, first.len, typed.len);
    }
    x = view_put(view, bar, x, 0, room, STYLE_INPUT, typed);
    view->canvas->cursor_x = bar.x + x;
    view->canvas->cursor_y = bar.y;
}

const struct view_ops prompt_view = { draw, NULL };
