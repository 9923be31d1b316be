/* The mistakes a design walks into: the catalogue's rules, run over it.
 *
 * Each finding carries the design's own figures in its text, in the places that the rule's text has
 * for them (blank.h). What the rule looked at, figure by figure, is made when it is asked for
 * (evidence.h). Findings stand with the worst first, then in the catalogue's order. */
#ifndef STRATA_ANALYSIS_RULES_H
#define STRATA_ANALYSIS_RULES_H

#include "strata/analysis/bill.h"
#include "strata/analysis/conditions.h"
#include "strata/base/arena.h"
#include "strata/base/diag.h"
#include "strata/model/catalog.h"
#include "strata/model/design.h"
#include "strata/model/edit.h"

/* How else the work could be done, as a bill. */
struct counterpart {
    const struct bill *bill;      /* of the whole design; NULL if it was not made */
    const struct choice *choices; /* what does the work in it */
    uint32_t choice_count;
};

struct finding {
    rule_id rule;
    enum severity severity;
    layer_id layer;         /* or NONE */
    component_id component; /* or NONE */
    struct str text;
    struct str right; /* when the choice becomes right; may be empty */
    struct edit fix;  /* one edit that mends it */
    bool fixable;
    struct counterpart instead; /* if the rule compares */
};

struct findings {
    struct finding *list;
    uint32_t count;
    uint32_t counts[SEVERITY__COUNT];
};

void rules_run(const struct facts *facts, const struct bill *bill, struct arena *arena,
               struct findings *ret);

/* A text of a rule for no design in particular: its thresholds are filled in, other places stay
 * as they are. */
struct str rule_words(const struct catalog *catalog, const struct rule *rule, struct text text,
                      struct arena *arena);

#endif
