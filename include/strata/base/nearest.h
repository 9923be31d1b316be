/* "did you mean ...?": the known name that is closest to what somebody wrote. */
#ifndef STRATA_BASE_NEAREST_H
#define STRATA_BASE_NEAREST_H

#include "strata/base/arena.h"
#include "strata/base/str.h"

/* To search more names than these takes too long; in so large a catalogue the hint is left out. */
#define NEAREST_AMONG 20000

struct nearest {
    struct str wrong;
    struct str best; /* empty: nothing is close enough */
    unsigned distance;
};

/* The slices are kept, not copied. */
struct nearest nearest_to(struct str wrong);
void nearest_try(struct nearest *nearest, struct str known);

/* 'did you mean "pinecone"?', or empty. */
struct str nearest_hint(const struct nearest *nearest, struct arena *arena);

#endif
