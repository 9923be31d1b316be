/* The words of a finding: a rule's text with the design's own figures in it. */
#ifndef STRATA_ANALYSIS_RULE_TEXT_H
#define STRATA_ANALYSIS_RULE_TEXT_H

#include "strata/analysis/rules.h"

/* What triggered a rule. */
struct culprit {
    layer_id layer;         /* or NONE */
    component_id component; /* or NONE: the design as a whole */
};

struct str rule_fill(const struct facts *facts, const struct bill *bill, struct culprit culprit,
                     struct text text, struct arena *arena);

#endif
