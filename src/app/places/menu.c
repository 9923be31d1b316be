#include "app/places/menu.h"

#include <stdlib.h>

#define WHEEL_ITEMS 3

static int by_score(const void *a, const void *b)
{
    const struct menu_item *x = a, *y = b;

    if (x->score != y->score) {
        return x->score > y->score ? -1 : 1;
    }
    return x->id < y->id ? -1 : x->id > y->id;
}

component_id app_item_component(const struct app *app, int item)
{
    return item < app->menu.list.count ? app->menu.items[item].id : NONE;
}

void menu_open(struct app *app, enum place place)
{
    typed_erase_all(&app->menu.filter);
    app->menu.list = (struct list){ 0 };
    app->place = place;
    place_retyped(app);
}

struct menu_item *menu_new(struct app *app, uint32_t most)
{
    arena_reset(&app->menu.arena);
    app->menu.items = arena_new_array(&app->menu.arena, struct menu_item, most);
    return app->menu.items;
}

void menu_sort(struct app *app, uint32_t count)
{
    qsort(app->menu.items, count, sizeof(*app->menu.items), by_score);
    app->menu.list.count = (int)count;
    app->menu.list.cursor = 0;
    places_fit(app);
    app_preview(app);
}

bool menu_any(struct app *app)
{
    if (app->menu.list.count == 0) {
        app_say(app, SEVERITY_NOTE, "nothing matches; Backspace widens the search");
        return false;
    }
    return true;
}

struct list *menu_list(struct app *app)
{
    return &app->menu.list;
}

void menu_fit(struct app *app)
{
    list_fit(&app->menu.list, app->menu.list.count, app_panes(app).menu.height - MENU_FRAME_ROWS);
}

void menu_walk(struct app *app, int columns, int rows)
{
    (void)columns;
    list_move(&app->menu.list, rows);
    app_preview(app);
}

void menu_wheel(struct app *app, int by)
{
    menu_walk(app, 0, by * WHEEL_ITEMS);
}

bool menu_click(struct app *app, int x, int y)
{
    struct area frame = app_panes(app).menu;
    struct list *list = place_list(app);

    if (!list || !area_has(&frame, x, y)) {
        return false;
    }
    list_go(list, list->top + y - frame.y - MENU_HEAD_ROWS);
    return true;
}

struct typed *menu_typed(struct app *app)
{
    return &app->menu.filter;
}
