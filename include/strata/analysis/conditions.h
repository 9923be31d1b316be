/* Conditions of rules and hallmarks: facts about a design that can be asked without its bill. */
#ifndef STRATA_ANALYSIS_CONDITIONS_H
#define STRATA_ANALYSIS_CONDITIONS_H

#include <stdbool.h>
#include <stdint.h>

#include "strata/model/catalog.h"
#include "strata/model/design.h"

/* What the conditions look at, gathered once for a design. */
struct facts {
    const struct catalog *catalog;
    const struct design *design;
    const quantity *figures; /* all values, see design_figures() */
    uint32_t providers;
    uint32_t layers;           /* that something is chosen for */
    uint64_t perhaps;          /* tags of which an own component does not say whether it has them */
    uint32_t tagged[TAGS_MAX]; /* chosen components with each tag, in layers where it counts */
};

void facts_gather(const struct catalog *catalog, const struct design *design,
                  const quantity *figures, struct facts *ret);

/* How much of its subject the design has: a number, 1 for what is simply there, the row of a scale. */
quantity condition_value(const struct facts *facts, const struct condition *condition);

/* What it is compared with, as the value is told; 0 for nothing. False where there is no threshold, and
 * the condition cannot hold. */
bool condition_threshold(const struct facts *facts, const struct condition *condition,
                         quantity *ret);

bool condition_holds(const struct facts *facts, const struct condition *condition);
bool conditions_all(const struct facts *facts, struct range conditions);
bool conditions_any(const struct facts *facts, struct range conditions);

#endif
