/* Has somebody edited the diagram of a design? */
#ifndef STRATA_ANALYSIS_REDRAWN_H
#define STRATA_ANALYSIS_REDRAWN_H

#include "strata/analysis/graph.h"
#include "strata/analysis/wiring.h"

struct redrawn {
    struct str *added; /* labels of boxes that the design does not have */
    uint32_t added_count;
    struct str *removed; /* labels of the design's boxes that are not drawn */
    uint32_t removed_count;
    uint32_t arrows; /* that are drawn */
};

/* Compares a graph with what a design would be drawn as. Boxes are told by their names, which are
 * the ids of strata's own (wiring.h); what stands in the legend does not count. */
void redrawn_find(const struct architecture *architecture, const struct graph *graph,
                  struct arena *arena, struct redrawn *ret);

bool redrawn_is(const struct redrawn *redrawn, const struct architecture *architecture);

#endif
