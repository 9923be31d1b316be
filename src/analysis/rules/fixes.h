/* The one edit that mends what a rule finds fault with. */
#ifndef STRATA_ANALYSIS_RULES_FIXES_H
#define STRATA_ANALYSIS_RULES_FIXES_H

#include "strata/analysis/rules.h"

/* False if no single edit mends it, the edit would change nothing, or it would walk into another
 * mistake: a fix never leaves the product without what it needs. */
bool fix_find(const struct facts *facts, const struct bill *bill, const struct rule *rule,
              struct culprit culprit, struct arena *arena, struct edit *ret);

#endif
