/* Why a finding is told: what its rule looked at in this design, and how its sums come about.
 *
 * Made when somebody looks, from the rule's own conditions, so that it cannot say anything else
 * than what the rule went by. Everything is in the arena. */
#ifndef STRATA_ANALYSIS_EVIDENCE_H
#define STRATA_ANALYSIS_EVIDENCE_H

#include <stdbool.h>
#include <stdint.h>

#include "strata/analysis/conditions.h"
#include "strata/analysis/rules.h"
#include "strata/base/arena.h"

/* One condition of the rule. */
struct evidence {
    bool unless;          /* it would silence the rule if it held */
    bool holds;           /* in this design */
    struct str what;      /* "Vectors" */
    struct str value;     /* "45,000" */
    struct str threshold; /* "below 100,000" */
    struct str distance;  /* "55,000 to go"; empty where there is nothing to measure */
};

struct evidence_list {
    struct evidence *list; /* in the catalogue's order, those of `unless` last */
    uint32_t count;
    struct str *sums; /* "Vectors: 10,000 x 4.5 = 45,000" */
    uint32_t sum_count;
};

/* `finding` and `bill` are those of the design that the facts are about (review_facts()). */
void evidence_make(const struct facts *facts, const struct bill *bill,
                   const struct finding *finding, struct arena *arena, struct evidence_list *ret);

/* The conditions alone, of any rule, whether it tells something or not. */
void evidence_of_rule(const struct facts *facts, rule_id rule, struct arena *arena,
                      struct evidence_list *ret);

/* "Vectors: 45,000 (below 100,000; 55,000 to go)" */
struct str evidence_text(const struct evidence *evidence, struct arena *arena);

#endif
