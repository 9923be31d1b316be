/* The table of layers. */
#include "app/places/menu.h"
#include "app/places/rows.h"

/* A row for the columns' heads, then each group with its layers. */
static void open_rows(struct app *app)
{
    const struct catalog *catalog = app->catalog;
    uint32_t n = 0;

    app->rows = arena_new_array(app->session, struct stack_row,
                                1 + catalog->group_count + catalog->layer_count);
    app->rows[n++] = (struct stack_row){ ROW_HEAD, NONE };
    for (group_id group = 0; group < catalog->group_count; group++) {
        app->rows[n++] = (struct stack_row){ ROW_GROUP, group };
        for (layer_id layer = 0; layer < catalog->layer_count; layer++) {
            if (catalog->layers[layer].group == group) {
                app->rows[n++] = (struct stack_row){ ROW_LAYER, layer };
            }
        }
    }
    app->row_count = n;
    /* The first layer, not the heads: Enter on those replaces everything. */
    list_fit(&app->lists[PLACE_STACK], (int)n, (int)n);
    list_go(&app->lists[PLACE_STACK], n > 2 ? 2 : 0);
}

static bool edit(struct app *app, struct possible *ret)
{
    const struct stack_row *row = app_row(app);

    switch (row->kind) {
    case ROW_HEAD:
        ret->edit = (struct edit){ .kind = EDIT_TAKE_COLUMN, .scale = app->column };
        return true;
    case ROW_LAYER:
        ret->edit = (struct edit){ .kind = EDIT_TAKE_CELL, .layer = row->id, .scale = app->column };
        return true;
    case ROW_GROUP: break;
    }
    return false;
}

static int rows(const struct app *app)
{
    return (int)app->row_count;
}

static layer_id layer(const struct app *app)
{
    return app_row(app)->kind == ROW_LAYER ? app_row(app)->id : NONE;
}

static void move_column(struct app *app, int by)
{
    scale_id last = app->catalog->scale_count - 1;

    if (by < 0 && app->column == 0) {
        app_say(app, SEVERITY_NOTE, "this is the first column");
    } else if (by > 0 && app->column == last) {
        app_say(app, SEVERITY_NOTE, "this is the last column");
    } else {
        app->column = by < 0 ? app->column - 1 : app->column + 1;
    }
    app_preview(app);
}

static void walk(struct app *app, int columns, int rows)
{
    if (rows != 0) {
        rows_move(app, rows);
    } else {
        move_column(app, columns);
    }
}

/* The diagram beside the table leads to layers. */
static bool click(struct app *app, int x, int y)
{
    struct panes panes = app_panes(app);

    if (area_has(&panes.pane, x, y)) {
        uint32_t box = scene_box_at(app, x, y);

        app_mark_layer(app, box == NONE ? NONE : scene_layer(app, box));
        return true;
    }
    if (area_has(&panes.body, x, y)) {
        app->column = panes_column(panes.body.width, app->catalog->scale_count, x);
    }
    return rows_click(app, x, y);
}

/* ---- commands ---- */

void cmd_take(struct app *app)
{
    struct possible possible;

    if (edit(app, &possible)) {
        app_edit(app, &possible.edit);
    } else {
        app_say(app, SEVERITY_NOTE,
                "this is the name of a group; the layers below it can be taken");
    }
}

/* The layer under the table's cursor, or a word about why there is none. */
static layer_id layer_here(struct app *app)
{
    if (layer(app) == NONE) {
        app_say(app, SEVERITY_NOTE, "this row is no layer; move to one first");
    }
    return layer(app);
}

void cmd_clear(struct app *app)
{
    layer_id cleared = layer_here(app);

    if (cleared != NONE) {
        app_edit(app, &(struct edit){ .kind = EDIT_CLEAR, .layer = cleared });
    }
}

void cmd_choose(struct app *app)
{
    layer_id chosen = layer_here(app);

    if (chosen != NONE) {
        chooser_open(app, chosen);
    }
}

void cmd_note(struct app *app)
{
    layer_id noted = layer_here(app);

    if (noted == NONE) {
        return;
    }
    app->prompt.layer = noted;
    prompt_open(app, PROMPT_NOTE, catalog_layer_name(app->catalog, noted),
                design_note(app_design(app), noted));
}

void prompt_note(struct app *app, struct str text)
{
    app_edit(app, &(struct edit){ .kind = EDIT_NOTE, .layer = app->prompt.layer, .text = text });
}

const struct place_ops stack_ops = {
    .open = open_rows,
    .rows = rows,
    .walk = walk,
    .wheel = rows_wheel,
    .click = click,
    .edit = edit,
    .layer = layer,
};
