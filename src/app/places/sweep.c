/* The bill over a range of a figure, in front of the workload. */
#include "app/core.h"

#define NARROWEST 2
#define WIDEST INT64_C(1000000)
#define STEPS 100 /* of the cursor from end to end, at most */

/* A plot should stand at once: wide ranges of large designs are then searched in part. */
#define BILLS 20000

static void say_refusal(struct app *app, const struct diag *diag)
{
    if (diag->hint.len > 0) {
        app_say(app, SEVERITY_NOTE, "%.*s: %.*s", STR_ARG(diag->text), STR_ARG(diag->hint));
    } else {
        app_say(app, SEVERITY_ERROR, "%.*s", STR_ARG(diag->text));
    }
}

/* The range around the present value; false, with the reason as the message, if it has no bill. */
static bool reckon(struct app *app)
{
    struct swept *swept = &app->swept;
    struct sweep_request request = { .figure = swept->figure,
                                     .points = SWEEP_POINTS,
                                     .bills = BILLS };
    struct diag_list diags;

    arena_reset(&swept->arena);
    diag_init(&diags, &swept->arena);
    sweep_range(app->catalog, app_design(app), swept->figure, swept->factor, &request.from,
                &request.to);
    if (sweep_make(app->catalog, app_design(app), &request, &swept->arena, &swept->sweep, &diags)) {
        return true;
    }
    say_refusal(app, &diags.list.items[0]);
    return false;
}

static void look_at(struct app *app, uint32_t position)
{
    struct swept *swept = &app->swept;
    struct diag_list diags;
    struct arena scratch;

    swept->cursor = position;
    arena_init(&scratch, swept->arena.memory);
    diag_init(&diags, &swept->arena);
    if (!sweep_sample_at(&swept->sweep, sweep_value_at(&swept->sweep, position), &scratch,
                         &swept->at, &diags)) {
        app_say_diags(app, &diags);
    }
    arena_release(&scratch);
}

void cmd_sweep_here(struct app *app)
{
    look_at(app, sweep_position(&app->swept.sweep, app->swept.sweep.present));
}

void cmd_sweep(struct app *app)
{
    figure_id figure = (figure_id)app->lists[PLACE_WORKLOAD].cursor;

    app->swept.figure = figure;
    app->swept.factor = SWEEP_FACTOR;
    if (!reckon(app)) {
        return;
    }
    app->place = PLACE_SWEEP;
    cmd_sweep_here(app);
}

static void move(struct app *app, int by)
{
    struct swept *swept = &app->swept;
    int64_t next = (int64_t)swept->cursor + by * (SWEEP_AXIS_END / STEPS);

    if (next < 0 || next > SWEEP_AXIS_END) {
        app_say(app, SEVERITY_NOTE, "the range ends here (%.*s widens it)",
                STR_ARG(command_first_key(COMMAND_SWEEP_WIDER)));
    }
    look_at(app, (uint32_t)(next < 0 ? 0 : next > SWEEP_AXIS_END ? SWEEP_AXIS_END : next));
}

/* 2, 10, 100, 1,000 ... */
static int64_t next_factor(int64_t factor, int by)
{
    if (by > 0) {
        return factor < 10 ? 10 : factor * 10;
    }
    return factor <= 10 ? NARROWEST : factor / 10;
}

/* The cursor stays at its value, as far as the new range has it. */
static void set_range(struct app *app, int by)
{
    struct swept *swept = &app->swept;
    struct sweep_span before = swept->sweep.span;
    quantity value = sweep_value_at(&swept->sweep, swept->cursor);
    int64_t factor = swept->factor, next = next_factor(factor, by);

    if (next == factor || next > WIDEST) {
        app_say(app, SEVERITY_NOTE, by > 0 ? "no wider range" : "no narrower range");
        return;
    }
    swept->factor = next;
    if (!reckon(app)) {
        swept->factor = factor;
        reckon(app);
    } else if (swept->sweep.span.from == before.from && swept->sweep.span.to == before.to) {
        swept->factor = factor;
        app_say(app, SEVERITY_NOTE, "this is all that the figure can be");
    }
    look_at(app, sweep_position(&swept->sweep, value));
}

void cmd_sweep_less(struct app *app)
{
    move(app, -1);
}

void cmd_sweep_more(struct app *app)
{
    move(app, 1);
}

void cmd_sweep_wider(struct app *app)
{
    set_range(app, 1);
}

void cmd_sweep_narrower(struct app *app)
{
    set_range(app, -1);
}

void cmd_sweep_leave(struct app *app)
{
    app_show(app, app->view);
}

static void open_sweep(struct app *app)
{
    arena_init(&app->swept.arena, app->now.memory);
}

static void close_sweep(struct app *app)
{
    arena_release(&app->swept.arena);
}

const struct place_ops sweep_ops = {
    .open = open_sweep,
    .close = close_sweep,
    .wheel = move,
};
