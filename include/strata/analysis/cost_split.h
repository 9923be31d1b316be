/* Whose the money is that two designs differ by: that of the choices, or that of the work.
 *
 * The rule: the choices come first, at the old work, and then the work.
 *
 *     choices = (the later choices at the earlier work) - earlier bill
 *     work    = later bill - (the later choices at the earlier work)
 *
 * so that both add up to the difference, to the cent. The work is what is stated of the workload and
 * whose usual figures fill the rest; choices are everything else that is paid for: components, plans,
 * shares, own prices, regions, and the scale aimed at, which decides what is sold. Every preview and
 * every report that tells a difference in money has it from here. */
#ifndef STRATA_ANALYSIS_COST_SPLIT_H
#define STRATA_ANALYSIS_COST_SPLIT_H

#include <stdbool.h>
#include <stdint.h>

#include "strata/analysis/review.h"
#include "strata/base/arena.h"
#include "strata/base/money.h"
#include "strata/model/catalog.h"
#include "strata/model/design.h"

struct cost_split {
    bool apart; /* false: the later choices at the earlier work are more than can be counted */
    struct price choices; /* what they add to the bill a month; less than nothing if they save */
    struct price work;
    bool choices_unknown; /* they bring a price that nobody knows, so that less is no saving */
    bool work_unknown;
    int32_t choices_unpriced; /* prices that are not known, more than before */
    int32_t work_unpriced;
    uint32_t figure_count; /* given figures with another value; 0: the work is the same */
    figure_id figure;      /* the one that grows or shrinks the most by ratio, or NONE */
    quantity before, after;
};

struct cost_split cost_split_make(const struct review *before, const struct review *after,
                                  struct arena *arena);

/* What the work is that differs, before and after: "Users 30" and "10,000, 12 more"; empty if none
 * does. */
struct str cost_split_work(const struct catalog *catalog, const struct cost_split *split,
                           bool after, struct arena *arena);

/* Is there a price that nobody knows, of something that had none such before? */
bool cost_new_unknown(const struct bill *before, const struct bill *after);

/* "+$412", "-$0.35": cents are of interest in small sums only. "?" for less that may be no saving,
 * since something new has an unknown price. */
struct str cost_change(money amount, bool unknown, struct arena *arena);

/* "+$412.00, +4.1 %", the latter where there is something before and after; empty if nothing
 * changes. */
struct str cost_change_exact(money before, money after, struct arena *arena);

/* How much of `before` the change is, in percent to one place; false if there was nothing. */
bool cost_change_percent(money before, money after, quantity *ret_percent);

/* What it would add to take the usual work of the scale aimed at: "Startup's usual work would add
 * $10,449/mo"; empty if it is that already, or cannot be counted. */
struct str cost_of_usual_work(const struct review *review, struct arena *arena);

#endif
