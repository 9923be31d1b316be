/* Which stack a drawing shows: what is written on its boxes and frames, taken for components.
 *
 * Drawings come from strangers, who write "GPT-4o", "pgvector (Supabase)" or "Vector store". So every
 * match says how certain it is and what it rests on, and what could not be matched is told as well:
 * nothing is guessed in silence. Letter case, punctuation and blanks do not count, in any script.
 *
 * Pure and deterministic. Time grows with the length of the labels, not with the number of names. */
#ifndef STRATA_ANALYSIS_RECOGNISE_H
#define STRATA_ANALYSIS_RECOGNISE_H

#include <stdbool.h>
#include <stdint.h>

#include "strata/analysis/graph.h"
#include "strata/analysis/reading.h"
#include "strata/base/arena.h"
#include "strata/base/diag.h"
#include "strata/model/catalog.h"
#include "strata/model/design.h"

/* X(constant, percent, name, what it rests on). From the most certain to the least; the percentages
 * order the grounds and are no measured frequencies. */
#define CERTAINTIES(X)                                                              \
    X(EXACT, 100, "exact", "a part of the label is one of its names")               \
    X(RESOURCE, 95, "resource", "the type of a resource of Terraform's")            \
    X(NAMED, 90, "named", "one of its names stands among other words")              \
    X(SCATTERED, 75, "scattered", "all words of one of its names are there, apart") \
    X(VERSION, 70, "version", "its name with another version")                      \
    X(OFFERED, 65, "offered", "its vendor, and what kind of thing it is")           \
    X(SPELLING, 60, "spelling", "one of its names, misspelt")                       \
    X(BRAND, 50, "brand", "the brand it belongs to, without saying which of it")    \
    X(WORD, 45, "word", "one of its names, but an ordinary word too")               \
    X(VENDOR, 40, "vendor", "only its vendor is named")                             \
    X(KIND, 30, "kind", "what kind of thing it is, without a product")

#define X(constant, percent, name, what) CERTAINTY_##constant,
enum certainty { CERTAINTIES(X) CERTAINTY__COUNT };
#undef X

/* What is no more certain is a guess: told, but no part of the design, so that it has no vote, costs
 * nothing, and waits in a comment for somebody who knows. */
#define CERTAINTY_GUESS 60

unsigned certainty_percent(enum certainty certainty);
bool certainty_is_guess(enum certainty certainty);
const char *certainty_name(enum certainty certainty);
const char *certainty_what(enum certainty certainty);

/* A few words on a box or a frame, and what they are taken for. */
struct match {
    uint32_t node;    /* of the graph; NONE: it is written on a frame */
    uint32_t cluster; /* that frame; or NONE */
    struct str words; /* as they are written */
    component_id
        component;  /* NONE: no product is named (CERTAINTY_KIND), or it stays open which one
                               of a vendor's is meant (CERTAINTY_VENDOR) */
    layer_id layer; /* NONE: as above */
    enum certainty certainty;
    bool spoken_for; /* something on the drawing says that it is this layer */
    bool guessed;    /* a component, but not certain enough to be in the design */
    bool chosen;     /* it is in the design */
    bool crowded;    /* it is not, since the layer holds one component and has a more certain one */
    bool repeated;   /* an earlier match of the component is in the design */
};

/* What a box is. */
enum shown {
    SHOWN_BLANK,   /* nothing is written on it */
    SHOWN_STACK,   /* something was matched */
    SHOWN_OUTSIDE, /* people and what they use; what Terraform needs but no stack is made of */
    SHOWN_UNKNOWN,
};

struct seen {
    enum shown shown;
    struct str rest; /* of a box of the stack: words that were not used, joined by " / " */
};

struct recognition {
    const struct graph *graph;
    struct match *matches; /* in the order of the boxes, then of the frames */
    uint32_t match_count;
    struct seen *seen;    /* of each box */
    struct design design; /* what the drawing says, as far as it could be matched */
    uint32_t counts[SHOWN_UNKNOWN + 1];
};

/* The design aims at the scale that it reads as. Its comments say what was not certain and what was
 * not matched, so that nothing of the drawing is lost. */
void recognise(const struct catalog *catalog, const struct graph *graph, struct arena *arena,
               struct recognition *ret);

#endif
