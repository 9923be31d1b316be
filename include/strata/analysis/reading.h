/* Which scale a design reads as.
 *
 * Each filled layer votes, with the catalogue's weight, for the scales that its choices belong to;
 * a choice that belongs to several splits its vote, and so do several choices in a layer. A choice
 * that belongs to every scale, or to none, says nothing, and so does a layer that has no other.
 * Empty layers abstain. Hallmarks add their weight. The number of boxes, the bill and the workload
 * are no signs. If the best scale leads the second by less than READING_MIXED_BELOW percent of all
 * votes, the answer is "mixed". */
#ifndef STRATA_ANALYSIS_READING_H
#define STRATA_ANALYSIS_READING_H

#include <stdbool.h>
#include <stdint.h>

#include "strata/base/arena.h"
#include "strata/model/catalog.h"
#include "strata/model/design.h"

#define READING_MIXED_BELOW 15 /* percent */
#define READING_FEW 4          /* layers; the answer of fewer is told as theirs */

struct vote {
    layer_id layer;
    quantity weight[SCALES_MAX];
};

struct reading {
    scale_id scale;  /* the best one; NONE if nothing votes */
    scale_id second; /* or NONE */
    bool mixed;
    uint32_t margin; /* percent of all votes between the best and the second, 0 to 100; so many
                        fourths of it as layers vote, where fewer than READING_FEW do */
    uint32_t filled; /* layers that something is chosen for */
    quantity sums[SCALES_MAX];
    struct vote *votes;
    uint32_t vote_count;
    uint32_t *hallmarks; /* rows of the catalogue's hallmarks that hold */
    uint32_t hallmark_count;
};

void reading_make(const struct catalog *catalog, const struct design *design, struct arena *arena,
                  struct reading *ret);

/* Is this the answer, and not a mixed one? */
bool reading_is(const struct reading *reading, scale_id scale);

/* "Startup", "mixed: Startup / Solo"; "nothing chosen yet", "nothing that tells a scale". */
struct str reading_name(const struct catalog *catalog, const struct reading *reading,
                        struct arena *arena);

/* ---- who votes ---- */

/* X(constant, word in reports) */
#define VOICES(X)                                                     \
    X(VOTES, "votes")                                                 \
    X(EMPTY, "empty")                   /* nothing is chosen */       \
    X(WEIGHS_NOTHING, "weighs nothing") /* the layer has no weight */ \
    X(SAYS_NOTHING, "says nothing")     /* what is chosen belongs to every scale, or to none */

#define X(name, word) VOICE_##name,
enum voice { VOICES(X) VOICE__COUNT };
#undef X

const char *voice_name(enum voice voice);

enum voice reading_voice(const struct catalog *catalog, const struct design *design,
                         layer_id layer);

/* ---- what would change it ---- */

/* One layer takes what a column has for it. */
struct reading_step {
    layer_id layer;
    scale_id column;
};

struct reading_path {
    bool reached;               /* with all steps taken, it reads as the scale, and not mixed */
    struct reading_step *steps; /* by layer; none if it reads so already. None can be left out */
    uint32_t step_count;
    struct reading after; /* with all steps taken */
};

/* What would have to change for the design to read as `scale`: a small set of layers that take its
 * column. Each step is the one that brings the most; then those that the others made needless are
 * taken back. Proven by reading again, so what it says holds. Not reached: not even the whole
 * column reads as its scale. */
void reading_towards(const struct catalog *catalog, const struct design *design, scale_id scale,
                     struct arena *arena, struct reading_path *ret);

/* The one layer whose change, to another column's choice, takes the design furthest from the scale
 * that it reads as. False if no single one makes it read as anything else, or mixed. */
bool reading_tip(const struct catalog *catalog, const struct design *design, struct arena *arena,
                 struct reading_step *ret, struct reading *ret_after);

#endif
