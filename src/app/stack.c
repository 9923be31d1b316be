#include "app/parts.h"

/* The table: a row for the columns' heads, then each group with its layers. */
void stack_init(struct app *app)
{
    const struct catalog *catalog = app->catalog;
    uint32_t n = 0;

    app->rows =
        arena_new_array(app->session, struct row, 1 + catalog->group_count + catalog->layer_count);
    app->rows[n++] = (struct row){ ROW_HEAD, NONE };
    for (group_id group = 0; group < catalog->group_count; group++) {
        app->rows[n++] = (struct row){ ROW_GROUP, group };
        for (layer_id layer = 0; layer < catalog->layer_count; layer++) {
            if (catalog->layers[layer].group == group) {
                app->rows[n++] = (struct row){ ROW_LAYER, layer };
            }
        }
    }
    app->row_count = n;
    /* The first layer, not the heads: Enter on those replaces everything. */
    list_fit(&app->lists[PLACE_STACK], (int)n, (int)n);
    list_go(&app->lists[PLACE_STACK], n > 2 ? 2 : 0);
}

void stack_go(struct app *app, layer_id layer)
{
    for (uint32_t i = 0; i < app->row_count; i++) {
        if (app->rows[i].kind == ROW_LAYER && app->rows[i].id == layer) {
            list_go(&app->lists[PLACE_STACK], (int)i);
        }
    }
}

bool stack_edit(const struct app *app, struct edit *ret)
{
    const struct row *row = app_row(app);

    switch (row->kind) {
    case ROW_HEAD:
        *ret = (struct edit){ .kind = EDIT_TAKE_COLUMN, .scale = app->column };
        return true;
    case ROW_LAYER:
        *ret = (struct edit){ .kind = EDIT_TAKE_CELL, .layer = row->id, .scale = app->column };
        return true;
    case ROW_GROUP: break;
    }
    return false;
}
