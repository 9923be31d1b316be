/* When a rule looks at a choice, as far as that can be told without the bill. */
#ifndef STRATA_ANALYSIS_RULES_TRIGGERS_H
#define STRATA_ANALYSIS_RULES_TRIGGERS_H

#include "strata/analysis/conditions.h"

/* False of those triggers that ask for the bill. */
bool trigger_looks(const struct facts *facts, const struct rule *rule, const struct choice *choice);

/* Would the rule say something about this design? False of those that ask for the bill. */
bool rule_holds(const struct facts *facts, const struct rule *rule);

#endif
