/* What would make a design read as something else. Every answer is found, and proven, by reading
 * the changed design. */
#include "strata/analysis/reading.h"

#include "strata/model/edit.h"

/* By how much the scale leads all others, in votes; below 0 it trails. */
static quantity lead_of(const struct catalog *catalog, const struct reading *reading,
                        scale_id scale)
{
    quantity best = 0;

    for (scale_id other = 0; other < catalog->scale_count; other++) {
        if (other != scale && reading->sums[other] > best) {
            best = reading->sums[other];
        }
    }
    return reading->sums[scale] - best;
}

static struct design with_step(const struct catalog *catalog, const struct design *design,
                               struct reading_step step, struct arena *arena)
{
    struct edit edit = { .kind = EDIT_TAKE_CELL, .layer = step.layer, .scale = step.column };
    struct design changed = *design;
    struct diag_list diags;

    /* A column's own choice for a layer can always be taken. */
    diag_init(&diags, arena);
    (void)design_apply(catalog, design, &edit, arena, &changed, &diags);
    return changed;
}

static struct reading read_with_step(const struct catalog *catalog, const struct design *design,
                                     struct reading_step step, struct arena *scratch)
{
    struct design changed = with_step(catalog, design, step, scratch);
    struct reading reading;

    reading_make(catalog, &changed, scratch, &reading);
    return reading;
}

/* ---- towards a scale ---- */

/* The layer whose change brings the most: to the goal at once, or else the greatest lead. Of equal
 * ones the first. NONE if every layer has what the column has. */
static layer_id best_layer(const struct catalog *catalog, const struct design *design,
                           scale_id scale, struct arena *scratch)
{
    layer_id best = NONE;
    quantity best_lead = 0;
    bool best_there = false;

    for (layer_id layer = 0; layer < catalog->layer_count; layer++) {
        struct reading_step step = { layer, scale };
        struct reading reading;
        quantity lead;
        bool there;

        if (design_matches_cell(catalog, design, layer, scale)) {
            continue;
        }
        arena_reset(scratch);
        reading = read_with_step(catalog, design, step, scratch);
        lead = lead_of(catalog, &reading, scale);
        there = reading_is(&reading, scale);
        if (best == NONE || (there && !best_there) || (there == best_there && lead > best_lead)) {
            best = layer;
            best_lead = lead;
            best_there = there;
        }
    }
    return best;
}

/* Does it still read as the scale if step `without` is not taken? */
static bool there_without(const struct catalog *catalog, const struct design *design,
                          const struct reading_path *path, uint32_t without, struct arena *scratch)
{
    struct design changed = *design;
    struct reading reading;

    arena_reset(scratch);
    for (uint32_t i = 0; i < path->step_count; i++) {
        if (i != without) {
            changed = with_step(catalog, &changed, path->steps[i], scratch);
        }
    }
    reading_make(catalog, &changed, scratch, &reading);
    return reading_is(&reading, path->steps[without].column);
}

/* Takes back what later steps made needless; what brought least goes first. */
static void drop_needless(const struct catalog *catalog, const struct design *design,
                          struct reading_path *path, struct arena *scratch)
{
    for (uint32_t i = path->step_count; i-- > 0;) {
        if (!there_without(catalog, design, path, i, scratch)) {
            continue;
        }
        path->step_count--;
        for (uint32_t j = i; j < path->step_count; j++) {
            path->steps[j] = path->steps[j + 1];
        }
        i = path->step_count; /* what was needed beside it may not be any more */
    }
}

static void sort_by_layer(struct reading_path *path)
{
    for (uint32_t i = 1; i < path->step_count; i++) {
        struct reading_step step = path->steps[i];
        uint32_t j = i;

        for (; j > 0 && path->steps[j - 1].layer > step.layer; j--) {
            path->steps[j] = path->steps[j - 1];
        }
        path->steps[j] = step;
    }
}

void reading_towards(const struct catalog *catalog, const struct design *design, scale_id scale,
                     struct arena *arena, struct reading_path *ret)
{
    struct design changed = *design;
    struct arena scratch;

    *ret = (struct reading_path){
        .steps = arena_new_array(arena, struct reading_step, catalog->layer_count),
    };
    arena_init(&scratch, arena->memory);
    reading_make(catalog, &changed, arena, &ret->after);
    while (!reading_is(&ret->after, scale)) {
        struct reading_step step = { best_layer(catalog, &changed, scale, &scratch), scale };

        if (step.layer == NONE) {
            break;
        }
        ret->steps[ret->step_count++] = step;
        changed = with_step(catalog, &changed, step, arena);
        reading_make(catalog, &changed, arena, &ret->after);
    }
    ret->reached = reading_is(&ret->after, scale);
    if (ret->reached) {
        drop_needless(catalog, design, ret, &scratch);
    }
    arena_release(&scratch);
    sort_by_layer(ret);
    changed = *design;
    for (uint32_t i = 0; i < ret->step_count; i++) {
        changed = with_step(catalog, &changed, ret->steps[i], arena);
    }
    reading_make(catalog, &changed, arena, &ret->after);
}

/* ---- away from one ---- */

bool reading_tip(const struct catalog *catalog, const struct design *design, struct arena *arena,
                 struct reading_step *ret, struct reading *ret_after)
{
    struct reading now;
    struct arena scratch;
    quantity least = INT64_MAX;
    bool found = false;

    arena_init(&scratch, arena->memory);
    reading_make(catalog, design, arena, &now);
    for (layer_id layer = 0; now.scale != NONE && layer < catalog->layer_count; layer++) {
        for (scale_id column = 0; column < catalog->scale_count; column++) {
            struct reading_step step = { layer, column };
            struct reading reading;
            quantity lead;

            if (column == now.scale || design_matches_cell(catalog, design, layer, column)) {
                continue;
            }
            arena_reset(&scratch);
            reading = read_with_step(catalog, design, step, &scratch);
            lead = lead_of(catalog, &reading, now.scale);
            if (reading_is(&reading, now.scale) || lead >= least) {
                continue;
            }
            *ret = step;
            least = lead;
            found = true;
        }
    }
    arena_release(&scratch);
    if (found) {
        *ret_after = read_with_step(catalog, design, *ret, arena);
    }
    return found;
}
