/* The mistakes a design walks into: the catalogue's rules, run over it.
 *
 * Each finding carries the design's own figures in its text, in the places that the rule's text has
 * for them (blank.h). What the rule looked at, figure by figure, is made when it is asked for
 * (evidence.h). What is one decision is one finding, however many components are in it. Findings
 * stand with the worst first, of equals the one with the most money in it, then in the catalogue's
 * order; those that are accepted stand behind the others. */
#ifndef STRATA_ANALYSIS_RULES_H
#define STRATA_ANALYSIS_RULES_H

#include "strata/analysis/bill.h"
#include "strata/analysis/conditions.h"
#include "strata/base/arena.h"
#include "strata/base/day.h"
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

/* What triggered a rule. */
struct culprit {
    layer_id layer;         /* or NONE */
    component_id component; /* or NONE: the layer, or the design as a whole */
};

struct finding {
    rule_id rule;
    enum severity severity;
    layer_id layer;         /* or NONE */
    component_id component; /* or NONE: of the layer, of the design, or of several components */
    const struct culprit *culprits; /* all that it is about, what costs most first */
    uint32_t culprit_count;
    money at_stake; /* what they cost a month, as far as it is known */
    struct str text;
    struct str right; /* when the choice becomes right; may be empty */
    struct edit fix;  /* one edit that mends it */
    bool fixable;
    struct counterpart instead;        /* if the rule compares */
    const struct acceptance *accepted; /* one of the design's, or NULL */
    bool ran_out;                      /* before today, so that the finding counts again */
};

struct findings {
    struct finding *list;
    uint32_t count;
    uint32_t counts[SEVERITY__COUNT]; /* without those that are accepted */
    uint32_t accepted_count;
    const struct acceptance **idle; /* those of the design's acceptances that match no finding */
    uint32_t idle_count;
};

/* `today`: what ends is told by it. */
void rules_run(const struct facts *facts, const struct bill *bill, day today, struct arena *arena,
               struct findings *ret);

/* Finds out what the design accepts, as of that day. */
void rules_accept(const struct catalog *catalog, const struct design *design, day today,
                  struct arena *arena, struct findings *findings);

/* Is it not accepted? */
bool finding_counts(const struct finding *finding);

/* "accepted until 2027-02-22: a trial", "the acceptance ran out on 2026-05-01: a trial"; empty if
 * nobody accepted it. */
struct str finding_acceptance_text(const struct finding *finding, struct arena *arena);

/* About an acceptance that matches no finding. */
struct str acceptance_idle_text(const struct catalog *catalog, const struct acceptance *acceptance,
                                struct arena *arena);

/* A text of a rule for no design in particular: its thresholds are filled in, other places stay
 * as they are. */
struct str rule_words(const struct catalog *catalog, const struct rule *rule, struct text text,
                      struct arena *arena);

#endif
