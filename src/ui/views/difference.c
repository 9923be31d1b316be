/* A report in front of everything. */
#include "ui/view.h"

static struct str take_line(struct str *rest)
{
    size_t end = 0;

    while (end < rest->len && rest->at[end] != '\n') {
        end++;
    }
    struct str line = str_part(*rest, 0, end);
    *rest = str_part(*rest, end + 1, rest->len);
    return line;
}

static void draw(const struct view *view)
{
    const struct list *list = &view->app->shown.list;
    struct area cover = view->panes.cover;
    struct str rest = view->app->shown.text;

    canvas_fill(view->canvas, view_rect(cover), STYLE_TEXT);
    for (int i = 0; rest.len > 0 && i < list->top + list->rows; i++) {
        struct str line = take_line(&rest);

        if (i >= list->top) {
            view_put(view, cover, 1, i - list->top, cover.width - 1, STYLE_TEXT, line);
        }
    }
    view_more(view, cover, list);
}

const struct view_ops difference_view = { draw, NULL };
