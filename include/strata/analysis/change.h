/* What an edit does, in numbers and in one line. */
#ifndef STRATA_ANALYSIS_CHANGE_H
#define STRATA_ANALYSIS_CHANGE_H

#include <stdbool.h>
#include <stdint.h>

#include "strata/analysis/cost_split.h"
#include "strata/analysis/review.h"
#include "strata/base/arena.h"

/* What is different in `after`: for "+1 box, +2 arrows, +$412/mo, reads as Startup -> mixed". Where
 * the work differs, too: "+$500/mo for the choices, +$10,449 for the work, Users 30 -> 10,000". */
struct change {
    int32_t boxes;
    int32_t arrows;
    int32_t dashed;
    money likely;
    struct cost_split split; /* of `likely` */
    int32_t unpriced;
    bool unknown; /* something new has a price that nobody knows: a lower `likely` is no saving */
    bool reading; /* another scale, or mixed where it was not */
    scale_id scale_before; /* what it read as, or NONE */
    bool mixed_before;
    int32_t findings[SEVERITY__COUNT];
};

struct change review_compare(const struct review *before, const struct review *after,
                             struct arena *arena);

/* In words; "changes nothing" if so. */
struct str change_describe(const struct change *change, const struct review *after,
                           struct arena *arena);

#endif
