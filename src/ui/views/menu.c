#include "ui/views/menu.h"

struct area menu_frame(const struct view *view, struct str title, struct str what)
{
    struct area menu = view->panes.menu;
    struct area inside = { menu.x + 2, menu.y + 1, menu.width - 4, menu.height - 2 };
    struct str filter = typed_str(&view->app->menu.filter);
    int x;

    canvas_fill(view->canvas, view_rect(menu), STYLE_TEXT);
    canvas_box(view->canvas, view_rect(menu), STYLE_FRAME, title);
    x = view_put(view, inside, 0, 0, 8, STYLE_DIM, STR("search: "));
    x = view_put(view, inside, x, 0, inside.width / 2, STYLE_INPUT, filter);
    view->canvas->cursor_x = inside.x + x;
    view->canvas->cursor_y = inside.y;
    view_put(view, inside, 0, 1, inside.width, STYLE_DIM, what);
    inside.y += MENU_HEAD_ROWS - 1;
    inside.height = menu.height - MENU_FRAME_ROWS;
    return inside;
}

void menu_sentence(const struct view *view, struct area items, struct str sentence)
{
    struct area foot = { items.x, items.y + items.height, items.width, MENU_FOOT_ROWS };

    view_wrap(view, foot, 0, 0, MENU_FOOT_ROWS, STYLE_DIM, sentence);
}
