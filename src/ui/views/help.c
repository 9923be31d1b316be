/* The keys of the view, to be searched. */
#include "ui/views/menu.h"

static void draw(const struct view *view)
{
    const struct app *app = view->app;
    const struct list *list = &app->menu.list;
    struct str title = str_format(view->frame, "Keys of the %s view", place_name(app->menu.under));
    struct area area =
        menu_frame(view, title, STR("Type to search by name, key or text; Enter runs."));

    for (int y = 0; y < list->rows && list->top + y < list->count; y++) {
        const struct command_info *info =
            command_info((enum command)app->menu.items[list->top + y].id);

        view_put(view, area, 0, y, 16, STYLE_KEY, str_from(info->keys));
        view_put(view, area, 17, y, 14, STYLE_HEAD, str_from(info->name));
        view_put(view, area, 32, y, area.width - 33, STYLE_TEXT, str_from(info->help));
        view_cursor(view, area, y, list->top + y == list->cursor);
    }
    if (list->count == 0) {
        view_put(view, area, 0, 0, area.width, STYLE_DIM,
                 STR("Nothing matches; Backspace widens the search."));
    } else {
        menu_sentence(view, area,
                      str_from(command_info((enum command)app->menu.items[list->cursor].id)->help));
    }
    view_more(view, area, list);
}

const struct view_ops help_view = { draw, NULL };
