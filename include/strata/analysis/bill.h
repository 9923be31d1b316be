/* The monthly bill of a design: lines of quantity x unit price, each rounded to the cent; totals
 * are sums of the lines shown, so that a table of them can be added up by hand.
 *
 * In a design with several regions, what is bought in each (SPREAD_EACH) is paid for in each: fixed
 * prices, minimums, credits and included amounts count so many times, and so does what is kept in
 * each (term.each_region); what is metered by use is shared out. What is the account's (plan.account,
 * charge.account) counts once. Bands and blocks are those of equal shares.
 *
 * A component is billed once, however many layers it is chosen in. Its plan is the one that the
 * design names, else the cheapest (by likely cost) that is sold to the scale whose work the design's
 * is like (design.like: thirty users buy as Solo does, whatever they aim at), covers its quantities,
 * and is not marked by-hand; where none sold to the scale covers them, the cheapest of all that do. A plan that does not cover the quantities is no plan, named or not: what it falls
 * short of is told (struct bill_shortfall), and the next one is billed. A plan's lines are its charges, then its credit as a
 * negative line, then what is missing to its minimum, then a contract's discount on the sum of
 * these as a negative line (catalog->discounts; percent lines are not discounted), then its percent
 * lines. These come from the lines they refer to, never from other percent lines: from the plan's
 * own charges, or from all that is paid (credit, minimum and discount too) to a vendor or in some
 * layers. A price that nobody knows is a line without amounts, counted in `unpriced`, and never $0.
 * Prices are the catalogue's, with those of the price books that lie over it. */
#ifndef STRATA_ANALYSIS_BILL_H
#define STRATA_ANALYSIS_BILL_H

#include <stdbool.h>
#include <stdint.h>

#include "strata/base/arena.h"
#include "strata/base/diag.h"
#include "strata/model/catalog.h"
#include "strata/model/design.h"

/* Where a quantity comes from: "answers: 3,600,000 tokens". */
struct bill_part {
    struct str label;
    quantity amount;
    quantity request; /* how much of it one request has; 0: not known */
};

enum bill_line_kind {
    LINE_CHARGE,
    LINE_CREDIT,
    LINE_MINIMUM,
    LINE_DISCOUNT, /* `billed` has what it is taken off, in micro-dollars */
    LINE_NOTHING,  /* has no bill of its own */
    LINE_UNKNOWN,  /* "?" */
};

enum plan_reason {
    PLAN_ONLY,      /* there is no other that covers the quantity */
    PLAN_ONLY_SOLD, /* the only one that covers it of those sold to the scale */
    PLAN_CHEAPEST,  /* of those that cover the quantity */
    PLAN_ELSEWHERE, /* nothing sold to the scale covers it: the cheapest of the others */
    PLAN_NAMED,     /* by the design */
    PLAN_INSTEAD,   /* the cheapest that covers it: the one that the design names does not */
};

struct bill_line {
    enum bill_line_kind kind;
    component_id component;
    layer_id layer; /* the first one it is chosen in */
    plan_id plan;   /* or NONE */
    enum plan_reason reason;
    struct str why; /* the reason in words: "the only one sold to Solo; Team covers this for $29" */
    const struct discount *discount; /* LINE_DISCOUNT */
    const struct charge *charge; /* LINE_CHARGE; a fixed one without tiers if the plan is free */
    struct str label;            /* "input", "minimum of the plan" */
    uint32_t copies; /* in how many regions this is bought; 1: once, or it says itself how much */
    quantity amount; /* of the charge's meter in all, included part too; MICRO of a fixed one */
    uint32_t cards;  /* of a fleet, in all copies; `billed` are their hours. 0: no fleet */
    meter_id meter;  /* that was counted: the charge's, or what a stated figure puts in its place */
    quantity included; /* of it, in all copies */
    quantity billed;   /* what is paid for; a percent line has its base in micro-dollars here */
    struct bill_part *parts; /* of `amount` */
    uint32_t part_count;
    struct price cost; /* a month */
    quantity rate;     /* of a percent line, for the whole base: 10 % of a tenth of it is 1 % */
    struct price unit; /* effective price for `charge->per`, if one price holds; else zeroes */
    bool forgotten;    /* by people: what the catalogue says of the charge, and every minimum */
    bool estimate;     /* the plan's confidence */
    bool uncovered;    /* LINE_UNKNOWN: `label` says what no plan covers */
};

/* A demand that a plan does not cover. */
struct bill_shortfall {
    component_id component;
    layer_id layer;
    plan_id plan;              /* named by the design; NONE: no plan covers it */
    const struct limit *limit; /* that is too low: of this plan, or the widest of all plans */
    quantity covers;           /* by it, in all regions where it is bought */
    quantity asked;
    plan_id instead; /* what is billed: the cheapest that covers it; or NONE */
    money likely;    /* which is so much a month, without percentages */
};

struct bill {
    struct bill_line *lines; /* by layer, then in the plan's order */
    uint32_t line_count;
    struct price total;
    struct bill_shortfall *shortfalls; /* in the order of the lines; only of a whole bill */
    uint32_t shortfall_count;
    money floor;       /* likely total when all usage figures are 0 */
    uint32_t unpriced; /* components with a price that is not known */
};

/* False, with the reason, when an amount leaves the range of `money` or `quantity`. */
bool bill_make(const struct catalog *catalog, const struct design *design, struct arena *arena,
               struct bill *ret, struct diag_list *diags);

/* The shortfall of a component; NULL if there is none. */
const struct bill_shortfall *bill_shortfall_of(const struct bill *bill, component_id component);

/* "the only plan that fits": why this plan. */
struct str bill_line_why(const struct bill_line *line);

/* "$355.00", and "$355.00 + 1?" where a price is not known: a sum of a bill must not look whole. */
struct str bill_sum_text(const struct bill *bill, money sum, struct arena *arena);

/* "without 2 unknown prices"; empty if there are none. */
struct str bill_without(uint32_t unpriced, struct arena *arena);

/* Does the line have an amount? */
bool bill_line_priced(const struct bill_line *line);

/* Likely cost of one component on a bill; false if it is not known. */
bool bill_of_component(const struct bill *bill, component_id component, money *ret_likely);

#endif
