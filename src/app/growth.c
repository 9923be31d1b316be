#include "app/parts.h"

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
    struct growth *growth = &app->growth;
    struct sweep_request request = { .figure = growth->figure,
                                     .points = SWEEP_POINTS,
                                     .bills = BILLS };
    struct diag_list diags;

    arena_reset(&growth->arena);
    diag_init(&diags, &growth->arena);
    sweep_range(app->catalog, app_design(app), growth->figure, growth->factor, &request.from,
                &request.to);
    if (sweep_make(app->catalog, app_design(app), &request, &growth->arena, &growth->sweep,
                   &diags)) {
        return true;
    }
    say_refusal(app, &diags.list.items[0]);
    return false;
}

static void look_at(struct app *app, uint32_t position)
{
    struct growth *growth = &app->growth;
    struct diag_list diags;
    struct arena scratch;

    growth->cursor = position;
    arena_init(&scratch, growth->arena.memory);
    diag_init(&diags, &growth->arena);
    if (!sweep_sample_at(&growth->sweep, sweep_value_at(&growth->sweep, position), &scratch,
                         &growth->at, &diags)) {
        app_say_diags(app, &diags);
    }
    arena_release(&scratch);
}

void growth_here(struct app *app)
{
    look_at(app, sweep_position(&app->growth.sweep, app->growth.sweep.present));
}

void growth_open(struct app *app)
{
    figure_id figure = (figure_id)app->lists[PLACE_WORKLOAD].cursor;

    app->growth.figure = figure;
    app->growth.factor = SWEEP_FACTOR;
    if (!reckon(app)) {
        return;
    }
    app->place = PLACE_GROWTH;
    growth_here(app);
}

void growth_move(struct app *app, int by)
{
    struct growth *growth = &app->growth;
    int64_t next = (int64_t)growth->cursor + by * (SWEEP_AXIS_END / STEPS);

    if (next < 0 || next > SWEEP_AXIS_END) {
        app_say(app, SEVERITY_NOTE, "the range ends here (%.*s widens it)",
                STR_ARG(command_first_key(COMMAND_WIDER)));
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
void growth_range(struct app *app, int by)
{
    struct growth *growth = &app->growth;
    struct sweep_span before = growth->sweep.span;
    quantity value = sweep_value_at(&growth->sweep, growth->cursor);
    int64_t factor = growth->factor, next = next_factor(factor, by);

    if (next == factor || next > WIDEST) {
        app_say(app, SEVERITY_NOTE, by > 0 ? "no wider range" : "no narrower range");
        return;
    }
    growth->factor = next;
    if (!reckon(app)) {
        growth->factor = factor;
        reckon(app);
    } else if (growth->sweep.span.from == before.from && growth->sweep.span.to == before.to) {
        growth->factor = factor;
        app_say(app, SEVERITY_NOTE, "this is all that the figure can be");
    }
    look_at(app, sweep_position(&growth->sweep, value));
}
