/* What reading and writing a design share. */
#ifndef STORE_READ_DESIGN_H
#define STORE_READ_DESIGN_H

#include "store/tree.h"
#include "strata/model/design.h"

/* X(enum, key): the keys of a design, in the order in which they are written. */
#define DESIGN_KEYS(X)      \
    X(STRATA, "strata")     \
    X(TITLE, "title")       \
    X(SCALE, "scale")       \
    X(WORKLOAD, "workload") \
    X(REGIONS, "regions")   \
    X(NEEDS, "needs")       \
    X(LAYERS, "layers")     \
    X(NOTES, "notes")

enum design_key {
#define X(name, key) DESIGN_##name,
    DESIGN_KEYS(X)
#undef X
        DESIGN__COUNT,
};

#define DESIGN_VERSION 1

/* The comments of a design's file, which has no mistakes: each with the path of the key it belongs
 * to. */
void read_comments(const struct tree *in, struct arena *arena, struct design *design);

#endif
