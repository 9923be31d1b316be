/* Things in a line that each want to be somewhere, and may not come too close: moved as little as
 * keeps their order and distances (pool adjacent violators). In whole numbers, so that every
 * machine has the same picture. */
#ifndef STRATA_DIAGRAM_SPREAD_H
#define STRATA_DIAGRAM_SPREAD_H

#include <stdint.h>

#define SPREAD_SCALE 64 /* parts of a column */

/* One thing. `offset`: its distance from the first one where all are as close as may be. */
struct spread {
    int64_t wish;   /* parts */
    int64_t weight; /* above 0 */
    int offset;
    int x; /* the result, columns */
};

/* Scratch; one for each thing. */
struct spread_block {
    int64_t sum;
    int64_t weight;
    uint32_t count;
};

/* The first is at `least` or behind; the last one at `most` or before, if there is room. */
void spread(struct spread *things, uint32_t count, int least, int most,
            struct spread_block *blocks);

#endif
