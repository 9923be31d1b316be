/* Finding by a few letters: the pattern's characters in their order, anywhere in the text, without
 * regard to case; better the earlier and the closer together, best at the beginning of words. */
#ifndef STRATA_APP_MATCH_H
#define STRATA_APP_MATCH_H

#include "strata/base/arena.h"
#include "strata/base/str.h"

/* 0: no match. An empty pattern matches everything with 1. */
unsigned match_score(struct arena *scratch, struct str pattern, struct str text);

unsigned match_best(unsigned a, unsigned b); /* of two scores */

#endif
