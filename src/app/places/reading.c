/* The view of the reading: who votes for what, and what would have to change. */
#include "app/places/rows.h"

#define SINGLE_ROWS 8 /* answer, aim, sums, four headings, and what follows from the steps */

const struct reading_row *app_reading_row(const struct app *app)
{
    if (app->view != PLACE_READING || !place_is_made(app, PLACE_READING)) {
        return NULL;
    }
    return &app->reading.rows[app->lists[PLACE_READING].cursor];
}

static void add(struct reading_table *table, enum reading_row_kind kind, uint32_t index)
{
    table->rows[table->row_count++] = (struct reading_row){ kind, index };
}

/* A heading if there is anything to stand below it, and that. */
static void add_all(struct reading_table *table, enum reading_row_kind heading,
                    enum reading_row_kind kind, uint32_t count)
{
    if (count > 0) {
        add(table, heading, NONE);
    }
    for (uint32_t i = 0; i < count; i++) {
        add(table, kind, i);
    }
}

static void add_abstaining(struct reading_table *table, const struct app *app)
{
    bool any = false;

    for (layer_id layer = 0; layer < app->catalog->layer_count; layer++) {
        if (reading_voice(app->catalog, app_design(app), layer) == VOICE_VOTES) {
            continue;
        }
        if (!any) {
            add(table, READING_ROW_ABSTAINING, NONE);
        }
        add(table, READING_ROW_ABSTAINS, layer);
        any = true;
    }
}

/* The way to the scale aimed at; from there, the one step that leads away. */
static void find_path(struct reading_table *table, const struct app *app)
{
    const struct design *design = app_design(app);
    struct reading_path *path = &table->path;
    struct reading_step *tip = arena_new_array(&table->arena, struct reading_step, 1);

    table->there = reading_is(&app->review.reading, design->scale);
    if (!table->there) {
        reading_towards(app->catalog, design, design->scale, &table->arena, path);
        return;
    }
    *path = (struct reading_path){ .steps = tip };
    if (reading_tip(app->catalog, design, &table->arena, tip, &path->after)) {
        path->step_count = 1;
    }
}

static void make(struct app *app)
{
    struct reading_table *table = &app->reading;
    const struct reading *reading = &app->review.reading;
    /* Every layer votes or abstains, and there is a step for each at most. */
    uint32_t most = SINGLE_ROWS + reading->hallmark_count + 2 * app->catalog->layer_count;

    arena_reset(&table->arena);
    find_path(table, app);
    table->rows = arena_new_array(&table->arena, struct reading_row, most);
    table->row_count = 0;
    add(table, READING_ROW_ANSWER, NONE);
    add(table, READING_ROW_AIM, NONE);
    add(table, READING_ROW_SUMS, NONE);
    add_all(table, READING_ROW_VOTES, READING_ROW_VOTE, reading->vote_count);
    add_all(table, READING_ROW_HALLMARKS, READING_ROW_HALLMARK, reading->hallmark_count);
    add(table, READING_ROW_CHANGE, NONE);
    for (uint32_t i = 0; i < table->path.step_count; i++) {
        add(table, READING_ROW_STEP, i);
    }
    add(table, READING_ROW_AFTER, NONE);
    add_abstaining(table, app);
}

static bool edit(struct app *app, struct possible *ret)
{
    const struct reading_row *row = app_reading_row(app);
    struct reading_step step;

    if (row == NULL || row->kind != READING_ROW_STEP) {
        return false;
    }
    step = app->reading.path.steps[row->index];
    ret->edit = (struct edit){ .kind = EDIT_TAKE_CELL, .layer = step.layer, .scale = step.column };
    return true;
}

static layer_id layer(const struct app *app)
{
    const struct reading_row *row = app_reading_row(app);

    if (row == NULL) {
        return NONE;
    }
    switch (row->kind) {
    case READING_ROW_VOTE: return app->review.reading.votes[row->index].layer;
    case READING_ROW_STEP: return app->reading.path.steps[row->index].layer;
    case READING_ROW_ABSTAINS: return row->index;
    case READING_ROW_ANSWER:
    case READING_ROW_AIM:
    case READING_ROW_SUMS:
    case READING_ROW_VOTES:
    case READING_ROW_HALLMARKS:
    case READING_ROW_CHANGE:
    case READING_ROW_ABSTAINING:
    case READING_ROW_HALLMARK:
    case READING_ROW_AFTER: break;
    }
    return NONE;
}

/* The cursor to a step, or to the last one if there are fewer; to the answer if there are none. */
static void go_to_step(struct app *app, uint32_t index)
{
    const struct reading_table *table = &app->reading;
    int found = 0;

    for (uint32_t i = 0; i < table->row_count; i++) {
        if (table->rows[i].kind == READING_ROW_STEP && table->rows[i].index <= index) {
            found = (int)i;
        }
    }
    list_go(&app->lists[PLACE_READING], found);
    app_preview(app);
}

static void take_step(struct app *app, uint32_t index)
{
    struct possible possible;

    if (!edit(app, &possible) || !app_edit(app, &possible.edit)) {
        return;
    }
    /* Where the way ends, Enter once more must not take the step that leads away again. */
    if (!app->reading.there) {
        go_to_step(app, index);
        return;
    }
    list_go(&app->lists[PLACE_READING], 0);
    app_preview(app);
}

void cmd_step(struct app *app)
{
    const struct reading_row *row = app_reading_row(app);

    if (row->kind == READING_ROW_STEP) {
        take_step(app, row->index);
    } else if (row->kind == READING_ROW_AIM && app->reading.path.step_count > 0) {
        go_to_step(app, 0);
    } else {
        app_go_to_layer(app, layer(app));
    }
}

static int rows(const struct app *app)
{
    return place_is_made(app, PLACE_READING) ? (int)app->reading.row_count : 0;
}

static void open_table(struct app *app)
{
    arena_init(&app->reading.arena, app->now.memory);
}

static void close_table(struct app *app)
{
    arena_release(&app->reading.arena);
}

const struct place_ops reading_ops = {
    .open = open_table,
    .close = close_table,
    .make = make,
    .rows = rows,
    .walk = rows_walk,
    .wheel = rows_wheel,
    .click = rows_click,
    .edit = edit,
    .layer = layer,
};
