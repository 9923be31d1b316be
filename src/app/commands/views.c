/* Going about: from row to row, from view to view. */
#include "app/places/rows.h"

/* ---- rows ---- */

void cmd_up(struct app *app)
{
    place_walk(app, 0, -1);
}

void cmd_down(struct app *app)
{
    place_walk(app, 0, 1);
}

void cmd_left(struct app *app)
{
    place_walk(app, -1, 0);
}

void cmd_right(struct app *app)
{
    place_walk(app, 1, 0);
}

static int page(struct app *app)
{
    const struct list *list = place_list(app);

    return list ? list->rows : 0;
}

void cmd_page_up(struct app *app)
{
    place_walk(app, 0, -page(app));
}

void cmd_page_down(struct app *app)
{
    place_walk(app, 0, page(app));
}

void cmd_first(struct app *app)
{
    rows_move(app, -app->lists[app->view].count);
}

void cmd_last(struct app *app)
{
    rows_move(app, app->lists[app->view].count);
}

/* ---- views ---- */

static void show(struct app *app, enum place view)
{
    if (view == app->place) {
        app_say(app, SEVERITY_NOTE, "this is the %s view", place_name(view));
    }
    app_show(app, view);
}

#define VIEW(constant, file, key, name, help) \
    void cmd_view_##file(struct app *app)     \
    {                                         \
        show(app, PLACE_##constant);          \
    }
#include "app/place.def"

void cmd_next_view(struct app *app)
{
    app_show(app, (app->view + 1) % PLACE__VIEWS);
}

void cmd_previous_view(struct app *app)
{
    app_show(app, (app->view + PLACE__VIEWS - 1) % PLACE__VIEWS);
}

void cmd_go(struct app *app)
{
    app_go_to_layer(app, app_layer(app));
}

void cmd_card(struct app *app)
{
    app->card = !app->card;
    places_fit(app);
    app_preview(app);
}
