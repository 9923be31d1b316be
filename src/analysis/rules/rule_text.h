/* The words of a finding: a rule's text with the design's own figures in its places (blank.h). */
#ifndef STRATA_ANALYSIS_RULES_RULE_TEXT_H
#define STRATA_ANALYSIS_RULES_RULE_TEXT_H

#include "strata/analysis/rules.h"

/* All that the places of a rule's text are filled from. */
struct telling {
    const struct facts *facts;
    const struct bill *bill;
    const struct rule *rule;
    struct culprit culprit; /* the first of them */
    const struct culprit *culprits;
    uint32_t count;
    day today;
    struct counterpart fixed;
    struct counterpart instead;
};

/* What they cost a month together; false if that is not known of one. culprits_cost() leaves such
 * out. */
bool telling_cost(const struct telling *telling, money *ret_likely);
money culprits_cost(const struct telling *telling);

/* Has the rule's text this place? */
bool rule_tells(const struct catalog *catalog, const struct rule *rule, enum rule_place place);

struct str rule_fill(const struct telling *telling, struct text text, struct arena *arena);

/* When the choice becomes right, and where the design stands: "From 100,000 vectors or 1,000 users;
 * you have 900 and 40." */
struct str rule_right(const struct telling *telling, struct arena *arena);

/* The short name of a component; empty for NONE. */
struct str component_label(const struct catalog *catalog, component_id component);

/* Nobody reads the decimals of a large figure. */
struct str readable_number(quantity value, struct arena *arena);

#endif
