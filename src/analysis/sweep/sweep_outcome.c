/* What an answer costs at a value, and between which thresholds its bill lies there.
 *
 * The amount of a meter grows evenly with a figure, and so does what it costs, but for thresholds:
 * where the included amount ends or a band begins, where a plan no longer covers, where a minimum is
 * reached or a credit used up, where another plan is the cheapest. A part's shape says on which side
 * of each the value lies, in all plans that may be bought. */
#include "analysis/bill/bill_run.h"
#include "analysis/sweep/sweep_run.h"

/* FNV-1a, a word at a time. */
static void mix(uint64_t *hash, uint64_t word)
{
    *hash = (*hash ^ word) * UINT64_C(1099511628211);
}

/* The band that so much falls in where it is bought `copies` times. */
static uint64_t band_at(const struct catalog *catalog, struct range tiers, quantity amount,
                        uint32_t copies)
{
    uint64_t band = 0;

    while (band < tiers.count && amount / copies > catalog->tiers[tiers.first + band].up_to) {
        band++;
    }
    return band;
}

static money dearest(const struct catalog *catalog, struct range tiers)
{
    money dearest = 0;

    for (uint32_t i = tiers.first; i < tiers.first + tiers.count; i++) {
        if (catalog->tiers[i].price.likely > dearest) {
            dearest = catalog->tiers[i].price.likely;
        }
    }
    return dearest;
}

/* What the charges of one plan come to, as far as thresholds need it. */
struct sums {
    money metered;
    money all;
};

/* The rate may follow the figures, and the bill is then no longer straight: wherever the rate is
 * another one, so is the shape. */
static bool shape_of_percent(struct bill_run *run, const struct item *item,
                             const struct charge *charge, struct outcome_part *part)
{
    quantity rate;

    if (!run_rate(run, charge, &rate)) {
        return run_overflow(run, item->component);
    }
    mix(&part->shape, (uint64_t)rate);
    return true;
}

static void shape_of_requests(const struct bill_run *run, const struct charge *charge,
                              const struct metered *metered, struct outcome_part *part)
{
    for (uint32_t i = 0; i < metered->part_count; i++) {
        mix(&part->shape, band_at(run->catalog, charge->tiers, metered->parts[i].request, 1));
    }
}

static bool shape_of_charge(struct bill_run *run, const struct item *item, plan_id plan,
                            const struct charge *charge, struct outcome_part *part,
                            struct sums *sums)
{
    bool account = charge->account || run->catalog->plans[plan].account;
    struct bill_line line = { .copies = account ? 1 : item->copies };
    struct counted counted = { .meter = NONE };
    bool is_metered = charge->kind == CHARGE_METER;

    if (charge->kind == CHARGE_PERCENT) {
        return shape_of_percent(run, item, charge, part);
    }
    if (is_metered && !run_counted(run, item, plan, charge, &counted)) {
        return false;
    }
    if (!charge_cost(run->catalog, charge, &counted.metered, &line)
        || !money_add(sums->all, line.cost.likely, &sums->all)
        || (charge_credited(charge)
            && !money_add(sums->metered, line.cost.likely, &sums->metered))) {
        return run_overflow(run, item->component);
    }
    if (!is_metered) {
        return true;
    }
    mix(&part->demand, (uint64_t)counted.metered.amount);
    mix(&part->shape, counted.cards);
    mix(&part->shape, counted.metered.amount > line.included);
    if (charge->bands == BANDS_REQUEST) {
        shape_of_requests(run, charge, &counted.metered, part);
    } else {
        mix(&part->shape,
            band_at(run->catalog, charge->tiers, counted.metered.amount, line.copies));
        mix(&part->shape,
            band_at(run->catalog, charge->tiers, line.included + line.billed, line.copies));
    }
    if (charge->round_up) {
        mix(&part->blocks, (uint64_t)line.billed);
        if (!money_add(part->wiggle, dearest(run->catalog, charge->tiers), &part->wiggle)) {
            return run_overflow(run, item->component);
        }
    }
    return true;
}

static bool shape_of_plan(struct bill_run *run, const struct item *item, plan_id id,
                          struct outcome_part *part)
{
    const struct plan *plan = &run->catalog->plans[id];
    uint32_t copies = plan->account ? 1 : item->copies;
    struct sums sums = { 0 };

    for (uint32_t i = plan->limits.first; i < plan->limits.first + plan->limits.count; i++) {
        struct metered metered;

        const struct limit *limit = &run->catalog->limits[i];
        quantity asked;

        if (!run_metered(run, item, id, limit->meter, &metered)) {
            return false;
        }
        asked = limit->request ? metered.request : metered.amount / copies;
        mix(&part->demand, (uint64_t)asked);
        mix(&part->shape, asked > limit->up_to);
    }
    for (uint32_t i = plan->charges.first; i < plan->charges.first + plan->charges.count; i++) {
        if (!shape_of_charge(run, item, id, &run->catalog->charges[i], part, &sums)) {
            return false;
        }
    }
    mix(&part->shape, sums.metered / copies >= plan->credit);
    sums.all -= sums.metered / copies < plan->credit ? sums.metered : plan->credit * copies;
    mix(&part->shape, sums.all / copies >= plan->minimum);
    return true;
}

/* Figures that are read off a table, and those that are at their least, go in steps. */
static void mix_tables(const struct bill_run *run, struct outcome_part *part)
{
    for (figure_id i = 0; i < run->catalog->figure_count; i++) {
        const struct figure *figure = &run->catalog->figures[i];

        if (figure->source == FIGURE_TABLE) {
            mix(&part->shape, (uint64_t)run->figures[i]);
        } else if (figure->source == FIGURE_PRODUCT && figure->min > 0) {
            mix(&part->shape, run->figures[i] == figure->min);
        }
    }
}

static bool shape_of(struct bill_run *run, const struct item *item, struct outcome_part *part)
{
    const struct component *component = &run->catalog->components[item->component];
    struct range plans = component->plans;

    run->metered.count = 0;
    run->metered_for = NONE;
    mix_tables(run, part);
    if (component->pricing != PRICING_PLANS) {
        return true;
    }
    for (plan_id i = plans.first; i < plans.first + plans.count; i++) {
        if ((i == item->named || !run->catalog->plans[i].by_hand)
            && !shape_of_plan(run, item, i, part)) {
            return false;
        }
    }
    return true;
}

/* ---- the parts of a bill ---- */

static struct outcome_part *part_of(struct outcome *outcome, component_id component)
{
    uint32_t i = 0;

    while (i < outcome->count && outcome->parts[i].component != component) {
        i++;
    }
    return i < outcome->count ? &outcome->parts[i] : NULL;
}

static bool gather_parts(struct bill_run *run, struct outcome *outcome)
{
    outcome->count = 0;
    for (uint32_t i = 0; i < run->design->choice_count; i++) {
        const struct choice *choice = &run->design->choices[i];
        struct outcome_part *part = part_of(outcome, choice->component);
        struct item item = { .component = choice->component,
                             .named = choice->plan,
                             .copies = run_copies(run, choice->component) };

        if (part == NULL) {
            part = &outcome->parts[outcome->count++];
            *part = (struct outcome_part){ .component = choice->component };
        } else if (choice->plan == NONE) {
            continue;
        }
        if (!shape_of(run, &item, part)) {
            return false;
        }
    }
    return true;
}

static bool add_costs(const struct bill *bill, struct outcome *outcome)
{
    for (uint32_t i = 0; i < bill->line_count; i++) {
        const struct bill_line *line = &bill->lines[i];
        struct outcome_part *part = part_of(outcome, line->component);

        mix(&part->shape, line->plan);
        if (!money_add(part->cost, line->cost.likely, &part->cost)) {
            return false;
        }
    }
    return true;
}

/* ---- known prices ---- */

static bool in_contest(const struct catalog *catalog, const struct sweep_contest *contest,
                       layer_id layer)
{
    struct range takes;

    if (contest->alternative == NONE) {
        return layer == contest->layer;
    }
    takes = catalog->alternatives[contest->alternative].takes;
    for (uint32_t i = takes.first; i < takes.first + takes.count; i++) {
        if (catalog->takes[i].layer == layer) {
            return true;
        }
    }
    return false;
}

static bool answered_by(const struct catalog *catalog, const struct sweep_contest *contest,
                        const struct design *design, component_id component)
{
    for (uint32_t i = 0; i < design->choice_count; i++) {
        if (design->choices[i].component == component
            && in_contest(catalog, contest, design->choices[i].layer)) {
            return true;
        }
    }
    return false;
}

static bool cost_known(const struct catalog *catalog, const struct sweep_contest *contest,
                       const struct design *design, const struct bill *bill)
{
    for (uint32_t i = 0; i < bill->line_count; i++) {
        if (bill->lines[i].kind == LINE_UNKNOWN
            && answered_by(catalog, contest, design, bill->lines[i].component)) {
            return false;
        }
    }
    return true;
}

bool sweep_outcome(const struct catalog *catalog, const struct sweep_contest *contest,
                   const struct sweep_option *option, quantity value, struct arena *scratch,
                   struct outcome *ret, struct diag_list *diags)
{
    struct demand demand;
    struct bill_run run = { .catalog = catalog,
                            .design = option->design,
                            .arena = scratch,
                            .diags = diags,
                            .demand = &demand };
    quantity *figures;
    figure_id overflow;
    struct bill bill;

    arena_reset(scratch);
    *option->value = value;
    figures = arena_new_array(scratch, quantity, catalog->figure_count);
    if (!design_figures(catalog, option->design, figures, &overflow)) {
        return bill_figure_overflow(catalog, overflow, diags);
    }
    run.figures = figures;
    demand_gather(catalog, option->design, scratch, &demand);
    if (!bill_of_figures(catalog, option->design, figures, scratch, &bill, diags)
        || !gather_parts(&run, ret) || !add_costs(&bill, ret)) {
        return false;
    }
    ret->cost =
        cost_known(catalog, contest, option->design, &bill) ? bill.total.likely : COST_UNKNOWN;
    return true;
}
