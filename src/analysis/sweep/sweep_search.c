/* Who holds: from one sample to the next, split until an interval is certain or has no inside.
 *
 * An interval is certain if at its ends nobody is cheaper by the margin, and if between its ends the
 * difference of what holds and each other answer is straight. It is when all that the two bills do
 * not have in common is of the same shape at both ends. Lines are rounded and things sold in whole
 * blocks go in steps, so that what is straight still leaves its chord a little: by no more than
 * ROUNDING, and the price of a block of each kind. Percentages of those (support) at most double
 * it. */
#include "analysis/sweep/sweep_run.h"
#include "strata/base/wide.h"

#define ROUNDING (MICRO / 4)
#define DEPTH_MAX 64 /* a range of 2^63 steps is split no deeper */

/* All answers at one value. */
struct slot {
    quantity value;
    struct outcome *outcomes;
};

struct search {
    struct sweep *sweep;
    struct sweep_contest *contest;
    uint32_t contest_row;
    struct arena *arena;
    struct arena *scratch;
    crossover_list *crossovers;
    struct diag_list *diags;
    uint32_t *bills;
    uint32_t holder;
    bool differ;
    struct slot left;
    struct slot right[DEPTH_MAX + 1]; /* ends still to be reached, the nearest one last */
    uint32_t depth;
};

static struct slot new_slot(const struct sweep_contest *contest, struct arena *arena)
{
    struct slot slot = { .outcomes =
                             arena_new_array(arena, struct outcome, contest->option_count) };

    for (uint32_t i = 0; i < contest->option_count; i++) {
        slot.outcomes[i].parts =
            arena_new_array(arena, struct outcome_part, contest->options[i].design->choice_count);
    }
    return slot;
}

static void swap_slots(struct slot *a, struct slot *b)
{
    struct slot kept = *a;

    *a = *b;
    *b = kept;
}

static bool fill(struct search *search, struct slot *slot, quantity value)
{
    const struct sweep_contest *contest = search->contest;

    if (slot->outcomes == NULL) {
        *slot = new_slot(contest, search->arena);
    }
    slot->value = value;
    for (uint32_t i = 0; i < contest->option_count; i++) {
        if (!sweep_outcome(search->sweep->catalog, contest, &contest->options[i], value,
                           search->scratch, &slot->outcomes[i], search->diags)) {
            return false;
        }
        search->differ |= slot->outcomes[i].cost != slot->outcomes[0].cost;
    }
    *search->bills -=
        *search->bills < contest->option_count ? *search->bills : contest->option_count;
    return true;
}

money sweep_margin(money held)
{
    money part = held / SWEEP_MARGIN_PART;

    return part > SWEEP_MARGIN ? part : SWEEP_MARGIN;
}

/* The cheapest answer that beats the holder by the margin; the holder if none does. */
static uint32_t winner(const struct search *search, const struct slot *slot)
{
    money held = slot->outcomes[search->holder].cost;
    uint32_t best = search->holder;

    for (uint32_t i = 0; i < search->contest->option_count; i++) {
        money cost = slot->outcomes[i].cost;

        if (cost == COST_UNKNOWN || (held != COST_UNKNOWN && cost > held - sweep_margin(held))) {
            continue;
        }
        if (best == search->holder || cost < slot->outcomes[best].cost) {
            best = i;
        }
    }
    return best;
}

/* ---- straight between ---- */

static const struct outcome_part *find_part(const struct outcome *outcome, component_id component)
{
    for (uint32_t i = 0; i < outcome->count; i++) {
        if (outcome->parts[i].component == component) {
            return &outcome->parts[i];
        }
    }
    return NULL;
}

/* What is asked for grows evenly: where it is equal at both ends, it is between them. */
static bool equal_parts(const struct outcome_part *a, const struct outcome_part *b)
{
    return b != NULL && a->cost == b->cost && a->shape == b->shape && a->demand == b->demand;
}

/* The parts of one answer that the other has not: are they of one shape from `a` to `b`? Adds what
 * they may leave the chord by. */
static bool straight(const struct slot *a, const struct slot *b, uint32_t one, uint32_t other,
                     money *wiggle)
{
    const struct outcome *left = &a->outcomes[one], *right = &b->outcomes[one];

    for (uint32_t i = 0; i < left->count; i++) {
        const struct outcome_part *at_left = &left->parts[i], *at_right = &right->parts[i];

        if (equal_parts(at_left, find_part(&a->outcomes[other], at_left->component))
            && equal_parts(at_right, find_part(&b->outcomes[other], at_left->component))) {
            continue;
        }
        if (at_left->shape != at_right->shape) {
            return false;
        }
        if (at_left->blocks != at_right->blocks
            && !money_add(*wiggle,
                          at_left->wiggle > INT64_MAX / 2 ? INT64_MAX : 2 * at_left->wiggle,
                          wiggle)) {
            return false;
        }
    }
    return true;
}

/* Is the other one not cheaper by `margin`, whatever may be hidden between? */
static bool ahead(money held, money other, money margin, money wiggle)
{
    if (other == COST_UNKNOWN) {
        return true;
    }
    return held != COST_UNKNOWN && (wide)held - other < (wide)margin - ROUNDING - wiggle;
}

/* The margin between two values is no smaller than the smaller one of their own. */
static money margin_between(money at_left, money at_right)
{
    return sweep_margin(at_left < at_right ? at_left : at_right);
}

static bool certain(const struct search *search, const struct slot *a, const struct slot *b)
{
    uint32_t holder = search->holder;
    money left = a->outcomes[holder].cost, right = b->outcomes[holder].cost;

    for (uint32_t i = 0; i < search->contest->option_count; i++) {
        money margin = margin_between(left, right), wiggle = 0;

        if (i == holder) {
            continue;
        }
        if (!straight(a, b, holder, i, &wiggle) || !straight(a, b, i, holder, &wiggle)) {
            return false;
        }
        if (!ahead(left, a->outcomes[i].cost, margin, wiggle)
            || !ahead(right, b->outcomes[i].cost, margin, wiggle)) {
            return false;
        }
    }
    return true;
}

/* ---- from sample to sample ---- */

static quantity counted_at(const struct search *search, quantity value, struct arena *arena)
{
    const struct sweep *sweep = search->sweep;
    const struct sweep_option *option = &search->contest->options[0];
    quantity *figures;
    figure_id overflow;

    if (sweep->counted == NONE) {
        return 0;
    }
    figures = arena_new_array(arena, quantity, sweep->catalog->figure_count);
    *option->value = value;
    /* it could be counted a moment ago, for the bill */
    return design_figures(sweep->catalog, option->design, figures, &overflow)
               ? figures[sweep->counted]
               : 0;
}

static void cross(struct search *search, const struct slot *at)
{
    uint32_t after = winner(search, at);

    if (after == search->holder) {
        return;
    }
    *vec_add(search->crossovers, search->arena) = (struct crossover){
        .contest = search->contest_row,
        .before = search->holder,
        .after = after,
        .value = at->value,
        .counted = counted_at(search, at->value, search->scratch),
    };
    search->holder = after;
}

/* Steps between two values of the grid. */
static int64_t steps(const struct search *search, quantity from, quantity to)
{
    return (to - from + search->sweep->step - 1) / search->sweep->step;
}

/* Nothing that can be seen from its ends, and no bills left to look closer. */
static bool given_up(struct search *search, const struct slot *end)
{
    if (*search->bills > 0 || winner(search, end) != search->holder) {
        return false;
    }
    search->sweep->complete = false;
    return true;
}

/* Moves `left` to `value`, over all crossovers between. */
static bool advance(struct search *search, quantity value)
{
    search->depth = 1;
    if (!fill(search, &search->right[0], value)) {
        return false;
    }
    while (search->depth > 0) {
        struct slot *end = &search->right[search->depth - 1];
        int64_t apart = steps(search, search->left.value, end->value);

        if (apart > 1 && search->depth <= DEPTH_MAX && !certain(search, &search->left, end)
            && !given_up(search, end)) {
            if (!fill(search, &search->right[search->depth++],
                      search->left.value + apart / 2 * search->sweep->step)) {
                return false;
            }
            continue;
        }
        cross(search, end);
        swap_slots(&search->left, end);
        search->depth--;
    }
    return true;
}

bool sweep_search(struct sweep *sweep, uint32_t contest, struct arena *arena, struct arena *scratch,
                  uint32_t *bills, bool *ret_differ, crossover_list *crossovers,
                  struct diag_list *diags)
{
    struct search search = { .sweep = sweep,
                             .contest = &sweep->contests[contest],
                             .contest_row = contest,
                             .arena = arena,
                             .scratch = scratch,
                             .crossovers = crossovers,
                             .diags = diags,
                             .bills = bills };

    search.contest->winners = arena_new_array(arena, uint32_t, sweep->sample_count);
    if (!fill(&search, &search.left, sweep->samples[0].value)) {
        return false;
    }
    search.holder = winner(&search, &search.left);
    search.contest->winners[0] = search.holder;
    for (uint32_t i = 1; i < sweep->sample_count; i++) {
        if (!advance(&search, sweep->samples[i].value)) {
            return false;
        }
        search.contest->winners[i] = search.holder;
    }
    *ret_differ = search.differ;
    return true;
}
