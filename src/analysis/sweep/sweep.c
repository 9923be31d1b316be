#include "strata/analysis/sweep.h"

#include <stdlib.h>

#include "analysis/bill/bill_run.h"
#include "analysis/sweep/sweep_run.h"

#define RANGE_WHOLE 1000 /* bounds no further apart than this are the range */
#define STEPS 1000       /* at least, where a step is not 1 */

/* ---- the figure ---- */

static bool made_of(const struct catalog *catalog, const struct figure *figure, const bool *among)
{
    for (uint32_t i = 0; i < figure->factors.count; i++) {
        if (among[catalog->refs[figure->factors.first + i]]) {
            return true;
        }
    }
    return false;
}

/* The last figure that follows from this one. Figures stand behind what they are made of, so that
 * one look at each is enough. */
static figure_id counted_in(const struct catalog *catalog, figure_id figure, struct arena *arena)
{
    bool *follows = arena_new_array(arena, bool, catalog->figure_count);
    figure_id last = NONE;

    follows[figure] = true;
    for (figure_id i = figure + 1; i < catalog->figure_count; i++) {
        follows[i] = made_of(catalog, &catalog->figures[i], follows);
        if (follows[i]) {
            last = i;
        }
    }
    return last;
}

static struct str figure_text(const struct catalog *catalog, figure_id figure)
{
    return catalog_figure_id(catalog, figure);
}

/* The given figures that a calculated one is made of, directly or not. */
static struct str made_of_given(const struct catalog *catalog, figure_id figure,
                                struct arena *arena)
{
    struct strbuf text = { .arena = arena };
    bool *needed = arena_new_array(arena, bool, catalog->figure_count);

    needed[figure] = true;
    for (figure_id i = figure + 1; i-- > 0;) {
        struct range factors = catalog->figures[i].factors;

        for (uint32_t k = 0; needed[i] && k < factors.count; k++) {
            needed[catalog->refs[factors.first + k]] = true;
        }
    }
    for (figure_id i = 0; i < figure; i++) {
        if (needed[i] && catalog->figures[i].source == FIGURE_GIVEN) {
            strbuf_list(&text, 0, figure_text(catalog, i));
        }
    }
    return strbuf_str(&text);
}

static bool check_figure(const struct catalog *catalog, figure_id figure, struct arena *arena,
                         struct diag_list *diags)
{
    struct str id = figure_text(catalog, figure), given;

    if (catalog->figures[figure].source == FIGURE_GIVEN) {
        return true;
    }
    given = made_of_given(catalog, figure, arena);
    diag_tell(diags, SEVERITY_ERROR,
              given.len > 0 ? str_format(arena, "sweep one of %.*s", STR_ARG(given))
                            : STR("it follows from the design"),
              "%.*s is calculated", STR_ARG(id));
    return false;
}

static bool check_bound(const struct catalog *catalog, const struct sweep_request *request,
                        const char *name, quantity value, struct arena *arena,
                        struct diag_list *diags)
{
    const struct figure *figure = &catalog->figures[request->figure];

    if (value >= figure->min && value <= figure->max) {
        return true;
    }
    diag_error(diags, "%s: %.*s goes from %.*s to %.*s, not to %.*s", name,
               STR_ARG(figure_text(catalog, request->figure)),
               STR_ARG(micro_format(arena, figure->min, true)),
               STR_ARG(micro_format(arena, figure->max, true)),
               STR_ARG(micro_format(arena, value, true)));
    return false;
}

static bool check_request(const struct catalog *catalog, const struct sweep_request *request,
                          struct arena *arena, struct diag_list *diags)
{
    bool fine;

    if (!check_figure(catalog, request->figure, arena, diags)) {
        return false;
    }
    fine = check_bound(catalog, request, "from", request->from, arena, diags);
    fine &= check_bound(catalog, request, "to", request->to, arena, diags);
    if (request->from >= request->to) {
        diag_error(diags, "the range has to begin below its end, not go from %.*s to %.*s",
                   STR_ARG(micro_format(arena, request->from, true)),
                   STR_ARG(micro_format(arena, request->to, true)));
        fine = false;
    }
    if (request->axis == SWEEP_AXIS_LOG && request->from <= 0) {
        diag_tell(diags, SEVERITY_ERROR, STR("begin above 0, or take a linear axis"),
                  "a logarithmic axis has no 0");
        fine = false;
    }
    if (request->points < 2 || request->points > SWEEP_POINTS_MAX) {
        diag_error(diags, "there can be 2 to %d points, not %u", SWEEP_POINTS_MAX,
                   (unsigned)request->points);
        fine = false;
    }
    return fine;
}

/* ---- the range ---- */

static quantity step_of(quantity from, quantity to)
{
    quantity step = MICRO;

    if (from % MICRO == 0 && to % MICRO == 0 && (to - from) / MICRO >= SWEEP_STEPS_MIN) {
        return step;
    }
    while (step > 1 && (to - from) / step < STEPS) {
        step /= 10;
    }
    return step;
}

static quantity clamp(quantity value, quantity min, quantity max)
{
    return value < min ? min : value > max ? max : value;
}

static quantity present_value(const struct catalog *catalog, const struct design *design,
                              figure_id figure)
{
    quantity value;

    if (design_own_figure(design, figure, &value)) {
        return value;
    }
    return design_usual_figure(catalog, design, figure);
}

void sweep_range(const struct catalog *catalog, const struct design *design, figure_id figure,
                 int64_t factor, quantity *ret_from, quantity *ret_to)
{
    const struct figure *row = &catalog->figures[figure];
    quantity present = present_value(catalog, design, figure);

    *ret_from = row->min;
    *ret_to = row->max;
    if (row->max - row->min <= RANGE_WHOLE * MICRO) {
        return;
    }
    if (present <= 0) {
        *ret_from = clamp(MICRO, row->min, row->max);
        *ret_to = clamp(RANGE_WHOLE * MICRO, row->min, row->max);
        return;
    }
    /* of things that come in ones, from one on */
    *ret_from = present / factor;
    if (present % MICRO == 0) {
        *ret_from = *ret_from < MICRO ? MICRO : micro_round(*ret_from, MICRO);
    }
    *ret_from = clamp(*ret_from > 0 ? *ret_from : 1, row->min, row->max);
    *ret_to = present > row->max / factor ? row->max : present * factor;
    if (*ret_from >= *ret_to) {
        *ret_from = row->min;
    }
}

/* ---- samples ---- */

static void place_samples(struct sweep *sweep, uint32_t points, struct arena *arena)
{
    sweep->samples = arena_new_array(arena, struct sweep_sample, points);
    for (uint32_t i = 0; i < points; i++) {
        uint64_t position = (uint64_t)SWEEP_AXIS_END * i / (points - 1);
        quantity value = sweep_value_at(sweep, (uint32_t)position);

        if (i == 0 || value > sweep->samples[sweep->sample_count - 1].value) {
            sweep->samples[sweep->sample_count++].value = value;
        }
    }
}

bool sweep_sample_at(const struct sweep *sweep, quantity value, struct arena *scratch,
                     struct sweep_sample *ret, struct diag_list *diags)
{
    struct bill bill;

    arena_reset(scratch);
    *sweep->value = value;
    if (!bill_make(sweep->catalog, sweep->design, scratch, &bill, diags)) {
        return false;
    }
    *ret = (struct sweep_sample){ value, bill.total, bill.unpriced };
    return true;
}

static bool price_samples(struct sweep *sweep, struct arena *scratch, struct diag_list *diags)
{
    for (uint32_t i = 0; i < sweep->sample_count; i++) {
        if (!sweep_sample_at(sweep, sweep->samples[i].value, scratch, &sweep->samples[i], diags)) {
            return false;
        }
    }
    return true;
}

/* ---- crossovers ---- */

static int by_value(const void *a, const void *b)
{
    const struct crossover *x = a, *y = b;

    if (x->value != y->value) {
        return x->value < y->value ? -1 : 1;
    }
    if (x->contest != y->contest) {
        return x->contest < y->contest ? -1 : 1;
    }
    return 0;
}

/* Contests whose answers all cost the same say nothing; crossovers of the others follow them. */
static bool search_all(struct sweep *sweep, uint32_t bills, struct arena *arena,
                       struct arena *scratch, struct diag_list *diags)
{
    crossover_list found = { 0 };
    uint32_t kept = 0;

    for (uint32_t i = 0; i < sweep->contest_count; i++) {
        bool differ = false;

        sweep->contests[kept] = sweep->contests[i];
        if (!sweep_search(sweep, kept, arena, scratch, &bills, &differ, &found, diags)) {
            return false;
        }
        kept += differ;
    }
    sweep->contest_count = kept;
    if (found.count > 1) {
        qsort(found.items, found.count, sizeof(*found.items), by_value);
    }
    sweep->crossovers = found.items;
    sweep->crossover_count = found.count;
    sweep_gather_turns(sweep, arena);
    return true;
}

static bool fill_in(struct sweep *sweep, const struct design *design,
                    const struct sweep_request *request, struct arena *arena, struct arena *scratch,
                    struct diag_list *diags)
{
    quantity *figures = arena_new_array(arena, quantity, sweep->catalog->figure_count);
    figure_id overflow;

    if (!design_figures(sweep->catalog, design, figures, &overflow)) {
        return bill_figure_overflow(sweep->catalog, overflow, diags);
    }
    sweep->present = figures[sweep->figure];
    sweep->counted = counted_in(sweep->catalog, sweep->figure, arena);
    sweep->present_counted = sweep->counted != NONE ? figures[sweep->counted] : 0;
    place_samples(sweep, request->points, arena);
    sweep->design = sweep_design(design, sweep->figure, arena, &sweep->value);
    if (!price_samples(sweep, scratch, diags)) {
        return false;
    }
    sweep_contests(sweep->catalog, design, request, arena, sweep);
    return search_all(sweep, request->bills > 0 ? request->bills : SWEEP_BILLS_MAX, arena, scratch,
                      diags);
}

bool sweep_make(const struct catalog *catalog, const struct design *design,
                const struct sweep_request *request, struct arena *arena, struct sweep *ret,
                struct diag_list *diags)
{
    struct sweep sweep = {
        .catalog = catalog,
        .figure = request->figure,
        .span = { request->from, request->to,
                  request->axis == SWEEP_AXIS_LOG
                      || (request->axis == SWEEP_AXIS_AUTO && request->from > 0) },
        .step = step_of(request->from, request->to),
        .complete = true,
    };
    struct arena scratch;
    bool made;

    if (!check_request(catalog, request, arena, diags)) {
        return false;
    }
    arena_init(&scratch, arena->memory);
    made = fill_in(&sweep, design, request, arena, &scratch, diags);
    arena_release(&scratch);
    if (made) {
        *ret = sweep;
    }
    return made;
}
