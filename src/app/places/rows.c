#include "app/places/rows.h"

#define WHEEL_ROWS 3

void rows_move(struct app *app, int by)
{
    if (!list_move(&app->lists[app->view], by)) {
        app_say(app, SEVERITY_NOTE, by < 0 ? "this is the first row" : "this is the last row");
    }
    app_preview(app);
}

void rows_walk(struct app *app, int columns, int rows)
{
    (void)columns;
    rows_move(app, rows);
}

void rows_wheel(struct app *app, int by)
{
    rows_move(app, by * WHEEL_ROWS);
}

bool rows_click(struct app *app, int x, int y)
{
    struct area body = app_panes(app).body;
    struct list *list = &app->lists[app->view];

    if (area_has(&body, x, y)) {
        list_go(list, list->top + (y - body.y) / place_row_height(app->view));
    }
    return true;
}
