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
    uint32_t tagged[TAGS_MAX]; /* chosen components with each tag */
};

void facts_gather(const struct catalog *catalog, const struct design *design,
                  const quantity *figures, struct facts *ret);

bool condition_holds(const struct facts *facts, const struct condition *condition);
bool conditions_all(const struct facts *facts, struct range conditions);
bool conditions_any(const struct facts *facts, struct range conditions);

#endif
