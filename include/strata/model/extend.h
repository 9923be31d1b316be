/* Components that a design brings along: what the catalogue does not have, described briefly.
 *
 * They become rows of a catalogue like any other, behind all that is there, so that every row
 * number in use stays valid: catalogues only grow. An own component that is described anew is a new
 * row with the old one's id; which of the two a design means is in design.own, and an undo finds
 * the old one where it was.
 *
 * What is not asked for is decided by its layer: the role in the wiring is the one that most of the
 * layer's components with a box have, the host of a component that stands inside another's box the
 * one that most of the layer's have. Nothing else of it is known: no endpoint (so a model of one's
 * own is a box of its own, and no provider), no tags, no vendor. */
#ifndef STRATA_MODEL_EXTEND_H
#define STRATA_MODEL_EXTEND_H

#include <stdbool.h>
#include <stdint.h>

#include "strata/base/arena.h"
#include "strata/base/str.h"
#include "strata/model/catalog.h"
#include "strata/model/design.h"

#define OWN_NAME_CELLS 24 /* the name is the short name, too */

enum own_price {
    OWN_PRICE_UNKNOWN, /* "?" on the bill */
    OWN_PRICE_NOTHING, /* no bill of its own */
    OWN_PRICE_GIVEN,   /* `price` a month, a plan "own" of one fixed charge */
};

struct own_component {
    struct str id; /* as own_id() makes it, or chosen by hand */
    struct str name;
    layer_id layer;
    enum kind kind;
    enum box_rule box; /* BOX_INSIDE only where own_host() knows one; never BOX_BEFORE */
    enum own_price pricing;
    struct price price; /* USD a month; 0 <= low <= likely <= high, high > 0 */
    uint32_t scales;    /* bit per scale_id; none: it has no vote in the reading */
};

/* The catalogue with these components behind its rows, marked `own`; the new block lies in `arena`.
 * *ret may be *catalog. `scratch` gets what is not needed afterwards; it may be `arena`. An arena
 * that is reset and used again makes this a matter of copying, without memory that is new. */
void catalog_extend(const struct catalog *catalog, const struct own_component *own, uint32_t count,
                    struct arena *scratch, struct arena *arena, struct catalog *ret);

/* What catalog_extend() was told about an own component; its texts are the catalogue's. */
struct own_component catalog_own(const struct catalog *catalog, component_id component);

bool own_eq(const struct own_component *a, const struct own_component *b);

/* What a component of this layer plays in the wiring, and where one without a box of its own
 * stands; NONE if the catalogue's components of the layer say nothing about it. */
role_id own_role(const struct catalog *catalog, layer_id layer, enum box_rule box);
layer_id own_host(const struct catalog *catalog, layer_id layer);

/* An id for a name ("Acme Store" -> "acme-store") that no component of the catalogue and none of
 * the design has. */
struct str own_id(const struct catalog *catalog, struct str name, struct arena *arena);

#endif
