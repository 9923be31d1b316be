/* A design: what a person chose, and nothing that can be derived from it.
 *
 * A value that is never changed once it is made. An edit (edit.h) makes a new one that shares every
 * part it did not touch, so that undo is keeping the old ones. All its parts live in one arena (the
 * session's), which outlives every design made in it. Row numbers are those of the catalogue it was
 * made for. */
#ifndef STRATA_MODEL_DESIGN_H
#define STRATA_MODEL_DESIGN_H

#include <stdbool.h>
#include <stdint.h>

#include "strata/base/arena.h"
#include "strata/base/day.h"
#include "strata/base/str.h"
#include "strata/model/catalog.h"

#define TITLE_MAX 200   /* bytes */
#define NOTE_MAX 2000   /* bytes */
#define OWN_MAX 64      /* components of its own */
#define REASON_MAX 1000 /* bytes */
#define ACCEPTED_MAX 200

/* A component in a layer. */
struct choice {
    layer_id layer;
    component_id component;
    plan_id plan;   /* or NONE: the cheapest one that covers the quantity */
    quantity share; /* percent of the layer's demand; 0: an equal part of what the others leave */
};

struct figure_value {
    figure_id figure;
    quantity value;
};

struct note {
    layer_id layer;
    struct str text;
};

/* A finding that the person lives with; see acceptance.h. */
struct acceptance {
    rule_id rule;
    component_id component; /* or NONE: whatever it finds fault with */
    struct str reason;
    day until; /* the last day on which it does not count */
};

/* A comment of the file the design was read from, kept so that saving does not lose it. */
struct comment {
    /* Of the key it stands before or behind: "layers.gateway", "layers.gateway.portkey" (an entry
     * of the list), "components.acme-store.price", "accepted.off-column.portkey" (its rule and
     * component); "" is the head of the file, "layers." the end of a section and "." the end of
     * the file, which have `before` only. Each path once. */
    struct str path;
    struct str before; /* whole lines with their "#", empty ones in between, joined by line ends; or
                          empty */
    struct str behind; /* on the key's own line, with its "#", or empty */
};

/* Where the file that a design was read from says something; edits do not keep it up. */
struct position {
    layer_id layer;         /* of a layer's key or entry; NONE: see `rule` */
    component_id component; /* of an entry; NONE: of the key */
    rule_id rule;           /* of an accepted finding; NONE, without a layer: the key "layers" */
    uint32_t line, column;
};

struct design {
    struct str title;
    scale_id scale; /* the one aimed at */

    const struct choice *choices; /* by layer, within a layer in the order taken */
    uint32_t choice_count;

    scale_id
        like; /* the scale whose usual figures fill what is not stated below. The work belongs to
                      the product: aiming at another scale leaves this as it is, see edit.h */
    const struct figure_value *figures; /* stated, by figure */
    uint32_t figure_count;

    const struct str *regions; /* names; none: one region without a name */
    uint32_t region_count;

    uint64_t needs; /* bit per tag_id of a need */

    const component_id *own; /* its own components (extend.h), chosen or not; each id once */
    uint32_t own_count;

    const struct note *notes; /* by layer */
    uint32_t note_count;

    const struct acceptance *accepted; /* by rule, then by component; each pair once */
    uint32_t accepted_count;

    const struct comment *comments; /* in the file's order */
    uint32_t comment_count;

    const struct position *positions; /* none unless it was read from a file */
    uint32_t position_count;
};

/* The position of what a design says about this; of what it stands in if it says nothing; NULL if the
 * file has not even that. */
const struct position *design_position(const struct design *design, layer_id layer,
                                       component_id component);

/* The position of an acceptance of the rule for exactly that component. */
const struct position *design_position_of_acceptance(const struct design *design, rule_id rule,
                                                     component_id component);

/* An empty design that aims at `scale`, with that scale's usual work. */
struct design design_empty(scale_id scale, struct str title);

/* The choices of a layer: first one in *ret_first (may be NULL), how many returned. */
uint32_t design_layer(const struct design *design, layer_id layer, const struct choice **ret_first);

bool design_has(const struct design *design, layer_id layer, component_id component);

/* Is this one of the design's own components, and not an older description of one? */
bool design_owns(const struct design *design, component_id component);

/* Is what is chosen in this layer exactly what the cell takes? */
bool design_matches_cell(const struct catalog *catalog, const struct design *design, layer_id layer,
                         scale_id scale);

/* All figures' values in the catalogue's order, products multiplied out. False when a product
 * leaves the range of a quantity; *ret_overflow is then the figure. `values` has room for
 * figure_count. */
bool design_figures(const struct catalog *catalog, const struct design *design, quantity *values,
                    figure_id *ret_overflow);

/* The same for a product that nobody uses: all `usage` figures are 0, and what is made of them
 * follows. */
bool design_figures_at_rest(const struct catalog *catalog, const struct design *design,
                            quantity *values, figure_id *ret_overflow);

/* Did the person set this figure? *ret_value (may be NULL) gets it. */
bool design_own_figure(const struct design *design, figure_id figure, quantity *ret_value);

/* The first of the catalogue's bounds that the figures of this design are beyond, and what they come
 * to; NULL if they keep to all of them. */
const struct bound *design_broken_bound(const struct catalog *catalog, const struct design *design,
                                        quantity *ret_sum);

/* "Input from the cache and Input written to the cache come to 120, more than 100: why" */
struct str bound_text(const struct catalog *catalog, const struct bound *bound, quantity sum,
                      struct arena *arena);

/* The note on a layer; empty if there is none. */
struct str design_note(const struct design *design, layer_id layer);

/* The value of a figure that is given, where the design does not state it: the one that is usual at
 * the scale that it is like. */
quantity design_usual_figure(const struct catalog *catalog, const struct design *design,
                             figure_id figure);

/* Same choices, own components, figures, usual ones, regions, needs, notes, acceptances, title and scale?
 * Comments do not count. */
bool design_eq(const struct design *a, const struct design *b);

#endif
