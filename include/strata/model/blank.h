/* The {places} of a rule's text, where a finding has the design's own figures.
 *
 *     {users}                     a figure, or one of RULE_PLACES (catalog.h)
 *     {threshold:users}           the number, or the scale, of the rule's own condition on it: a
 *                                 figure, a tag, "providers" or "scale"
 *     {chosen:framework}          how many chosen components have the tag
 *     {teams|team|teams}          a number with its noun: "1 team", "3 teams"
 *
 * What is written otherwise is no place, and stays as it is. */
#ifndef STRATA_MODEL_BLANK_H
#define STRATA_MODEL_BLANK_H

#include <stdbool.h>

#include "strata/base/str.h"

enum blank_kind { BLANK_VALUE, BLANK_THRESHOLD, BLANK_CHOSEN };

struct blank {
    enum blank_kind kind;
    struct str whole; /* as it is written, with its braces */
    struct str name;
    struct str one; /* the noun behind a 1, and behind all others; empty for none */
    struct str many;
};

/* Takes what stands before the next place off the front of *words, and the place. False if there is
 * none; then nothing is taken. */
bool blank_next(struct str *words, struct str *ret_before, struct blank *ret);

#endif
