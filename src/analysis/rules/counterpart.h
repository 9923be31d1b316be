/* What a design would cost without what a rule finds fault with. Bills are made only for rules that
 * compare, and only once such a rule has something to tell. */
#ifndef STRATA_ANALYSIS_RULES_COUNTERPART_H
#define STRATA_ANALYSIS_RULES_COUNTERPART_H

#include "analysis/rules/rule_text.h"
#include "strata/analysis/rules.h"

/* With the fix. False if it cannot be done or counted. */
bool counterpart_fixed(const struct facts *facts, const struct edit *fix, struct arena *arena,
                       struct counterpart *ret);

/* Without the culprits, with what the scale has where the work was done, if that is sold, or else
 * with what does the work in the rule's layer. False if that is nothing else, or cannot be counted. */
bool counterpart_instead(const struct telling *telling, struct arena *arena,
                         struct counterpart *ret);

/* What it adds, likely and a month, once the culprits are gone; false if that is not known. */
bool counterpart_cost(const struct telling *telling, money *ret_likely);

/* Is the whole bill smaller with it? If nobody knows, yes: the rule stands as it is. */
bool counterpart_is_cheaper(const struct telling *telling);

/* "Claude Sonnet + GPT-5" */
struct str counterpart_names(const struct catalog *catalog, const struct counterpart *counterpart,
                             struct arena *arena);

#endif
