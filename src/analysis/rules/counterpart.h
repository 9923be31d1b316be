/* What a design would cost without what a rule finds fault with. Bills are made only for rules that
 * compare, and only once such a rule has something to tell. */
#ifndef STRATA_ANALYSIS_RULES_COUNTERPART_H
#define STRATA_ANALYSIS_RULES_COUNTERPART_H

#include "analysis/rules/rule_text.h"
#include "strata/analysis/rules.h"

/* With the fix. False if it cannot be done or counted. */
bool counterpart_fixed(const struct facts *facts, const struct edit *fix, struct arena *arena,
                       struct counterpart *ret);

/* With what the scale has in the place of the culprit, if that is sold, or else with what does the
 * work in the rule's layer. False if that is nothing else, or cannot be counted. */
bool counterpart_instead(const struct facts *facts, const struct rule *rule, struct culprit culprit,
                         struct arena *arena, struct counterpart *ret);

/* Likely cost a month of what does the work there; false if it is not known. */
bool counterpart_cost(const struct counterpart *counterpart, money *ret_likely);

/* "Claude Sonnet + GPT-5" */
struct str counterpart_names(const struct catalog *catalog, const struct counterpart *counterpart,
                             struct arena *arena);

#endif
