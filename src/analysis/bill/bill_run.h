/* Between the files of the bill: one run of the sums over a design.
 *
 *     demand.c       how much of each meter a component is asked for
 *     charges.c      what a charge comes to
 *     bill_plans.c   the lines of a plan
 *     bill_choice.c  which plan is bought
 *     bill.c         the whole, percent lines and totals
 *
 * A bill takes two runs, one with the design's figures and one at rest, over the same items. */
#ifndef STRATA_ANALYSIS_BILL_BILL_RUN_H
#define STRATA_ANALYSIS_BILL_BILL_RUN_H

#include <stdbool.h>
#include <stdint.h>

#include "strata/analysis/bill.h"
#include "strata/base/vec.h"

/* ---- demand.c ---- */

/* One component's part in its layer's demand: percent / among. */
struct portion {
    quantity percent;
    uint32_t among;
};

/* Who serves which layer. */
struct demand {
    struct range *chosen;     /* choices of each layer */
    struct range *served_by;  /* the same, or those of its stand-in while it is empty */
    struct portion *portions; /* of each choice */
};

void demand_gather(const struct catalog *catalog, const struct design *design, struct arena *arena,
                   struct demand *ret);

/* How much of a meter, and what it is made of. */
struct metered {
    meter_id meter;
    quantity amount;
    quantity request; /* the largest that one request of it is; 0 if that is not known */
    struct bill_part *parts;
    uint32_t part_count;
};

/* ---- charges.c ---- */

/* What so much of the meter (NULL: a fixed charge) comes to where it is bought `line->copies` times:
 * sets amount, billed, cost and unit. What is included, and where bands end, counts for each copy.
 * False if it leaves the range of money. */
bool charge_cost(const struct catalog *catalog, const struct charge *charge,
                 const struct metered *metered, struct bill_line *line);

/* A percentage of other lines, at the line's rate. */
bool charge_percent(const struct price *base, struct bill_line *line);

/* `percent` of a price, each of the three rounded to the cent. */
bool price_percent_of(const struct price *base, quantity percent, struct price *ret);

bool price_add(struct price *sum, const struct price *more);

/* ---- a run ---- */

/* A component on the bill. */
struct item {
    component_id component;
    layer_id layer; /* the first one it is chosen in */
    plan_id named;  /* by the design, or NONE */
    plan_id plan;   /* bought; NONE: none, or not decided yet */
    enum plan_reason reason;
    struct str why;
    bool decided;
    uint32_t copies;      /* in how many regions it is bought */
    struct price charges; /* sum of its charges, without percent lines */
    struct price net;     /* sum of all its lines, without percent lines */
};

struct bill_run {
    const struct catalog *catalog;
    const struct design *design;
    struct arena *arena;
    struct diag_list *diags;
    const struct demand *demand;
    const quantity *figures;
    bool explain; /* keep the parts of each quantity */
    struct item *items;
    uint32_t item_count;
    VEC(struct bill_line) lines;
    VEC(struct bill_shortfall) shortfalls;
    VEC(struct metered) metered; /* of the item at hand, ... */
    plan_id metered_for;         /* ... as this plan asks for it, if plans differ in that */
};

/* In how many regions the design buys the component. */
uint32_t run_copies(const struct bill_run *run, component_id component);

/* How much of a meter an item is asked for; looked up when asked again. False, told in `diags`,
 * if it leaves the range. */
bool run_metered(struct bill_run *run, const struct item *item, plan_id plan, meter_id meter,
                 struct metered *ret);

/* ---- bill_fleet.c ---- */

/* How much a metered charge counts for an item: of its own meter, or of the one that a stated figure
 * puts in its place; of a fleet, the hours of its cards (ret->cards > 0). */
struct counted {
    struct metered metered;
    meter_id meter;
    uint32_t cards;
};

bool run_counted(struct bill_run *run, const struct item *item, plan_id plan,
                 const struct charge *charge, struct counted *ret);

/* ---- bill_plans.c ---- */

/* Sums over a plan's lines. */
struct sum {
    struct price charges;
    struct price metered; /* those of the charges that a credit covers */
    struct price net;
};

struct bill_line *run_add_line(struct bill_run *run, const struct item *item, plan_id plan,
                               enum bill_line_kind kind, struct str label);

/* Adds the plan's lines; percent lines come without amounts. */
bool run_add_plan(struct bill_run *run, const struct item *item, plan_id plan, struct sum *sum);

/* Does a plan's credit cover it? */
bool charge_credited(const struct charge *charge);

/* What the rate of a percent charge is of the whole base. False if it leaves the range. */
bool run_rate(const struct bill_run *run, const struct charge *charge, quantity *ret);

/* ---- bill_choice.c ---- */

/* Adds the item's lines; percent lines come without amounts. Decides on the plan if that is not
 * done. */
bool run_item(struct bill_run *run, struct item *item);

/* "the cost of X is more than can be counted", "X is more ...": always false. */
bool run_overflow(struct bill_run *run, component_id component);
bool bill_figure_overflow(const struct catalog *catalog, figure_id figure, struct diag_list *diags);

/* bill_make() for somebody who knows the figures already. */
bool bill_of_figures(const struct catalog *catalog, const struct design *design,
                     const quantity *figures, struct arena *arena, struct bill *ret,
                     struct diag_list *diags);

/* The same without the floor and without the parts of quantities, at half the cost: to compare. */
bool bill_sketch(const struct catalog *catalog, const struct design *design,
                 const quantity *figures, struct arena *arena, struct bill *ret,
                 struct diag_list *diags);

#endif
