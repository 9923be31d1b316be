/* A review: everything derived from a design, made in one go, in one arena.
 *
 *     catalogue + design + today -> review -> what is drawn, printed or exported
 *
 * Pure: the same catalogue, design and day give the same review, and nothing else is looked at. It
 * points into the catalogue and the design, which must outlive it. */
#ifndef STRATA_ANALYSIS_REVIEW_H
#define STRATA_ANALYSIS_REVIEW_H

#include "strata/analysis/bill.h"
#include "strata/analysis/conditions.h"
#include "strata/analysis/reading.h"
#include "strata/analysis/rules.h"
#include "strata/analysis/wiring.h"
#include "strata/base/day.h"

struct review {
    const struct catalog *catalog;
    struct design design;
    day today;
    const quantity *figures; /* all values, in the catalogue's order */
    struct architecture architecture;
    struct bill bill;
    struct reading reading;
    struct findings findings;
};

/* False, with the reasons in `diags`, when a figure or an amount leaves its range or there are too
 * many boxes. */
bool review_make(const struct catalog *catalog, const struct design *design, day today,
                 struct arena *arena, struct review *ret, struct diag_list *diags);

/* What the rules looked at, for evidence.h; points into the review. */
void review_facts(const struct review *review, struct facts *ret);

#endif
