/* What is different between two designs: what was added, removed and changed, part by part.
 *
 * Boxes are the same where their ids are, arrows where both their ends are, lines of the bill where
 * component and label are. Everything lives in the arena, and points into the two reviews, which
 * must outlive it. Their catalogues may differ in what stands behind the components that they have
 * in common, as where each design brings components of its own: components are compared by id. */
#ifndef STRATA_ANALYSIS_DIFFERENCE_H
#define STRATA_ANALYSIS_DIFFERENCE_H

#include <stdbool.h>
#include <stdint.h>

#include "strata/analysis/change.h"
#include "strata/analysis/review.h"
#include "strata/base/arena.h"

/* X(constant, word, sign): what became of a part. Changed is the same box with another label or
 * other members, an arrow that is solid where it was dashed, or labelled otherwise, and a line with
 * other amounts. */
#define MARKS(X)               \
    X(SAME, "same", ' ')       \
    X(ADDED, "added", '+')     \
    X(REMOVED, "removed", '-') \
    X(CHANGED, "changed", '~')

#define X(constant, word, sign) MARK_##constant,
enum mark { MARKS(X) MARK__COUNT };
#undef X

const char *mark_name(enum mark mark);
char mark_sign(enum mark mark);

/* Both architectures in one, to be drawn: the boxes and arrows of the later one in their order, and
 * those that are gone from it where they stood. `solid_count` and `dashed_count` are those of the
 * later one. */
struct overlay {
    struct architecture architecture;
    enum mark *box_marks;   /* one for each box */
    enum mark *arrow_marks; /* one for each arrow */
};

void overlay_make(const struct architecture *before, const struct architecture *after,
                  struct arena *arena, struct overlay *ret);

/* A layer whose choices, plans or shares are others. */
struct layer_difference {
    layer_id layer;
    enum mark mark;    /* ADDED: it was empty; REMOVED: it is empty now */
    struct str before; /* names, joined by " + "; empty if nothing was chosen */
    struct str after;
};

/* What is written down about a layer. */
struct note_difference {
    layer_id layer;
    struct str before; /* empty: there was none */
    struct str after;
};

struct figure_difference {
    figure_id figure;
    quantity before;
    quantity after;
    bool given; /* set by the person or a scale's default, not calculated */
};

struct line_difference {
    enum mark mark;
    const struct bill_line *before; /* NULL if ADDED */
    const struct bill_line *after;  /* NULL if REMOVED */
};

struct finding_difference {
    enum mark mark; /* ADDED or REMOVED; of all others nothing is told */
    const struct finding *finding;
};

/* A finding that is accepted, no longer, or with another reason or date. */
struct acceptance_difference {
    enum mark mark;
    const struct acceptance *before; /* NULL if ADDED */
    const struct acceptance *after;  /* NULL if REMOVED */
};

struct difference {
    const struct review *before;
    const struct review *after;
    struct change change; /* the counts, see change.h */
    struct overlay overlay;
    struct layer_difference *layers; /* only those that differ, as the rest below */
    uint32_t layer_count;
    struct note_difference *notes;
    uint32_t note_count;
    struct figure_difference *figures;
    uint32_t figure_count;
    struct line_difference *lines; /* those that are the same are left out */
    uint32_t line_count;
    struct finding_difference *findings;
    uint32_t finding_count;
    struct acceptance_difference *acceptances;
    uint32_t acceptance_count;
    bool title;
    bool scale;
    bool like; /* whose usual figures fill what is not stated */
    bool regions;
    bool needs;
};

/* Is there a price that is known on one side only? Then nobody knows how the bills differ, and the
 * lower sum is no saving. */
bool difference_of_unknown(const struct difference *difference);

void difference_make(const struct review *before, const struct review *after, struct arena *arena,
                     struct difference *ret);

/* "Ours -> Theirs", of two titles; of one and the same, "Ours: before -> after". */
struct str difference_title(struct str before, struct str after, struct arena *arena);

/* Is there nothing to tell? */
bool difference_none(const struct difference *difference);

#endif
