/* Which scale a design reads as.
 *
 * Each filled layer votes, with the catalogue's weight, for the scales that its choices belong to;
 * a choice that belongs to several splits its vote, and so do several choices in a layer. Empty
 * layers abstain. Hallmarks add their weight. The number of boxes and the bill are no signs. If the
 * best scale leads the second by less than READING_MIXED_BELOW percent of all votes, the answer is
 * "mixed". */
#ifndef STRATA_ANALYSIS_READING_H
#define STRATA_ANALYSIS_READING_H

#include <stdbool.h>
#include <stdint.h>

#include "strata/base/arena.h"
#include "strata/model/catalog.h"
#include "strata/model/design.h"

#define READING_MIXED_BELOW 15 /* percent */

struct vote {
    layer_id layer;
    quantity weight[SCALES_MAX];
};

struct reading {
    scale_id scale;  /* the best one; NONE if nothing votes */
    scale_id second; /* or NONE */
    bool mixed;
    uint32_t margin; /* percent of all votes between the best and the second, 0 to 100 */
    quantity sums[SCALES_MAX];
    struct vote *votes;
    uint32_t vote_count;
    uint32_t *hallmarks; /* rows of the catalogue's hallmarks that hold */
    uint32_t hallmark_count;
};

void reading_make(const struct catalog *catalog, const struct design *design, struct arena *arena,
                  struct reading *ret);

/* "Startup", "mixed: Startup / Solo", "nothing chosen yet". */
struct str reading_name(const struct catalog *catalog, const struct reading *reading,
                        struct arena *arena);

#endif
