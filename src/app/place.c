#include "app/place.h"

#include "app/place_ops.h"

static const struct {
    enum place_kind kind;
    const char *name;
    const struct place_ops *ops;
} places[] = {
#define VIEW(constant, file, key, name, help) \
    [PLACE_##constant] = { KIND_OF_VIEW, name, &file##_ops },
#define FRONT(constant, file, kind, name) \
    [PLACE_##constant] = { KIND_OF_##kind, name, &file##_ops },
#include "app/place.def"
};

_Static_assert(sizeof(places) / sizeof(places[0]) == PLACE__COUNT, "a row for each place");
_Static_assert(PLACE__COUNT <= 31, "places are bits of an int");

enum place_kind place_kind(enum place place)
{
    return places[place].kind;
}

const char *place_name(enum place place)
{
    return places[place].name;
}

static const struct place_ops *here(const struct app *app)
{
    return places[app->place].ops;
}

/* ---- all places ---- */

void places_open(struct app *app)
{
    for (enum place place = 0; place < PLACE__COUNT; place++) {
        if (places[place].ops->open) {
            places[place].ops->open(app);
        }
    }
}

void places_close(struct app *app)
{
    for (enum place place = 0; place < PLACE__COUNT; place++) {
        if (places[place].ops->close) {
            places[place].ops->close(app);
        }
    }
}

int place_row_height(enum place view)
{
    return places[view].ops->row_height > 0 ? places[view].ops->row_height : 1;
}

static void fit_view(struct app *app, enum place view)
{
    const struct place_ops *ops = places[view].ops;
    struct panes panes = panes_make(app->width, app->height, view, app->card);
    int rows = panes.body.height / place_row_height(view) - ops->foot_rows;

    list_fit(&app->lists[view], ops->rows ? ops->rows(app) : 0, rows);
}

void places_fit(struct app *app)
{
    for (enum place place = 0; place < PLACE__COUNT; place++) {
        if (place < PLACE__VIEWS) {
            fit_view(app, place);
        } else if (places[place].ops->fit) {
            places[place].ops->fit(app);
        }
    }
}

/* ---- the view ---- */

bool place_is_made(const struct app *app, enum place view)
{
    return app->made >> view & 1;
}

void place_make(struct app *app)
{
    if (place_is_made(app, app->view)) {
        return;
    }
    if (places[app->view].ops->make) {
        places[app->view].ops->make(app);
    }
    app->made |= 1u << app->view;
}

void place_enter(struct app *app)
{
    if (places[app->view].ops->enter) {
        places[app->view].ops->enter(app);
    }
}

/* ---- where keys go ---- */

struct list *place_list(struct app *app)
{
    if (app->place < PLACE__VIEWS) {
        return &app->lists[app->place];
    }
    return here(app)->list ? here(app)->list(app) : NULL;
}

void place_walk(struct app *app, int columns, int rows)
{
    if (here(app)->walk) {
        here(app)->walk(app, columns, rows);
    }
}

void place_wheel(struct app *app, int by)
{
    if (here(app)->wheel) {
        here(app)->wheel(app, by);
    }
}

bool place_click(struct app *app, int x, int y)
{
    return here(app)->click && here(app)->click(app, x, y);
}

void place_accept(struct app *app)
{
    if (here(app)->accept) {
        here(app)->accept(app);
    }
}

struct typed *place_typed(struct app *app)
{
    return here(app)->typed ? here(app)->typed(app) : NULL;
}

void place_retyped(struct app *app)
{
    if (here(app)->retyped) {
        here(app)->retyped(app);
    }
}

const char *place_untyped(const struct app *app)
{
    return here(app)->untyped;
}

bool place_edit(struct app *app, struct possible *ret)
{
    return here(app)->edit && here(app)->edit(app, ret);
}

bool app_offers(const struct app *app, enum command command)
{
    return (command_info(command)->places & 1u << app->place)
           && (!here(app)->offers || here(app)->offers(app, command));
}

layer_id app_layer(const struct app *app)
{
    if (here(app)->layer) {
        return here(app)->layer(app);
    }
    return places[app->view].ops->layer ? places[app->view].ops->layer(app) : NONE;
}

struct str app_hint(const struct app *app)
{
    return here(app)->hint ? here(app)->hint(app) : (struct str){ 0 };
}
