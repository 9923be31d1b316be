/* The view of the reading: who votes for what, and what would have to change. */
#include "app/parts.h"

#define SINGLE_ROWS 8 /* answer, aim, sums, four headings, and what follows from the steps */

const struct ballot_row *app_ballot(const struct app *app)
{
    if (app->view != PLACE_READING || !app->ballot.made) {
        return NULL;
    }
    return &app->ballot.rows[app->lists[PLACE_READING].cursor];
}

static void add(struct ballot *ballot, enum ballot_kind kind, uint32_t index)
{
    ballot->rows[ballot->row_count++] = (struct ballot_row){ kind, index };
}

/* A heading if there is anything to stand below it, and that. */
static void add_all(struct ballot *ballot, enum ballot_kind heading, enum ballot_kind kind,
                    uint32_t count)
{
    if (count > 0) {
        add(ballot, heading, NONE);
    }
    for (uint32_t i = 0; i < count; i++) {
        add(ballot, kind, i);
    }
}

static void add_abstaining(struct ballot *ballot, const struct app *app)
{
    bool any = false;

    for (layer_id layer = 0; layer < app->catalog->layer_count; layer++) {
        if (reading_voice(app->catalog, app_design(app), layer) == VOICE_VOTES) {
            continue;
        }
        if (!any) {
            add(ballot, BALLOT_ABSTAINING, NONE);
        }
        add(ballot, BALLOT_ABSTAINS, layer);
        any = true;
    }
}

/* The way to the scale aimed at; from there, the one step that leads away. */
static void find_path(struct ballot *ballot, const struct app *app)
{
    const struct design *design = app_design(app);
    struct reading_path *path = &ballot->path;
    struct reading_step *tip = arena_new_array(&ballot->arena, struct reading_step, 1);

    ballot->there = reading_is(&app->review.reading, design->scale);
    if (!ballot->there) {
        reading_towards(app->catalog, design, design->scale, &ballot->arena, path);
        return;
    }
    *path = (struct reading_path){ .steps = tip };
    if (reading_tip(app->catalog, design, &ballot->arena, tip, &path->after)) {
        path->step_count = 1;
    }
}

void ballot_make(struct app *app)
{
    struct ballot *ballot = &app->ballot;
    const struct reading *reading = &app->review.reading;
    /* Every layer votes or abstains, and there is a step for each at most. */
    uint32_t most = SINGLE_ROWS + reading->hallmark_count + 2 * app->catalog->layer_count;

    if (ballot->made || app->view != PLACE_READING) {
        return;
    }
    arena_reset(&ballot->arena);
    find_path(ballot, app);
    ballot->rows = arena_new_array(&ballot->arena, struct ballot_row, most);
    ballot->row_count = 0;
    add(ballot, BALLOT_ANSWER, NONE);
    add(ballot, BALLOT_AIM, NONE);
    add(ballot, BALLOT_SUMS, NONE);
    add_all(ballot, BALLOT_VOTES, BALLOT_VOTE, reading->vote_count);
    add_all(ballot, BALLOT_HALLMARKS, BALLOT_HALLMARK, reading->hallmark_count);
    add(ballot, BALLOT_CHANGE, NONE);
    for (uint32_t i = 0; i < ballot->path.step_count; i++) {
        add(ballot, BALLOT_STEP, i);
    }
    add(ballot, BALLOT_AFTER, NONE);
    add_abstaining(ballot, app);
    ballot->made = true;
}

bool ballot_edit(const struct app *app, struct edit *ret)
{
    const struct ballot_row *row = app_ballot(app);
    struct reading_step step;

    if (row == NULL || row->kind != BALLOT_STEP) {
        return false;
    }
    step = app->ballot.path.steps[row->index];
    *ret = (struct edit){ .kind = EDIT_TAKE_CELL, .layer = step.layer, .scale = step.column };
    return true;
}

layer_id ballot_layer(const struct app *app)
{
    const struct ballot_row *row = app_ballot(app);

    if (row == NULL) {
        return NONE;
    }
    switch ((int)row->kind) {
    case BALLOT_VOTE: return app->review.reading.votes[row->index].layer;
    case BALLOT_STEP: return app->ballot.path.steps[row->index].layer;
    case BALLOT_ABSTAINS: return row->index;
    default: return NONE;
    }
}

/* The cursor to a step, or to the last one if there are fewer; to the answer if there are none. */
static void go_to_step(struct app *app, uint32_t index)
{
    const struct ballot *ballot = &app->ballot;
    int found = 0;

    for (uint32_t i = 0; i < ballot->row_count; i++) {
        if (ballot->rows[i].kind == BALLOT_STEP && ballot->rows[i].index <= index) {
            found = (int)i;
        }
    }
    list_go(&app->lists[PLACE_READING], found);
    app_preview(app);
}

static void take_step(struct app *app, uint32_t index)
{
    struct edit edit;

    if (!ballot_edit(app, &edit) || !app_edit(app, &edit)) {
        return;
    }
    /* Where the way ends, Enter once more must not take the step that leads away again. */
    if (!app->ballot.there) {
        go_to_step(app, index);
        return;
    }
    list_go(&app->lists[PLACE_READING], 0);
    app_preview(app);
}

void ballot_enter(struct app *app)
{
    const struct ballot_row *row = app_ballot(app);

    if (row->kind == BALLOT_STEP) {
        take_step(app, row->index);
    } else if (row->kind == BALLOT_AIM && app->ballot.path.step_count > 0) {
        go_to_step(app, 0);
    } else {
        app_go_to_layer(app, ballot_layer(app));
    }
}
