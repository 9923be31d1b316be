/* Who is linked to whom across a channel; for order.c and place.c. */
#ifndef STRATA_DIAGRAM_NEIGHBOURS_H
#define STRATA_DIAGRAM_NEIGHBOURS_H

#include "diagram/placing.h"

/* Of each item, its neighbours in the row above or below: list[start[item]] to before
 * list[start[item + 1]]. */
struct neighbours {
    uint32_t *start;
    uint32_t *list;
};

struct neighbours neighbours_above(const struct layout *layout);
struct neighbours neighbours_below(const struct layout *layout);

#endif
