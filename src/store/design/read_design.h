/* What reading and writing a design share. */
#ifndef STORE_DESIGN_READ_DESIGN_H
#define STORE_DESIGN_READ_DESIGN_H

#include "store/tree/tree.h"
#include "strata/base/index.h"
#include "strata/base/nearest.h"
#include "strata/base/vec.h"
#include "strata/model/design.h"

/* X(enum, key): the keys of a design, in the order in which they are written. */
#define DESIGN_KEYS(X)          \
    X(STRATA, "strata")         \
    X(TITLE, "title")           \
    X(SCALE, "scale")           \
    X(WORKLOAD, "workload")     \
    X(REGIONS, "regions")       \
    X(NEEDS, "needs")           \
    X(COMPONENTS, "components") \
    X(LAYERS, "layers")         \
    X(NOTES, "notes")           \
    X(ACCEPTED, "accepted")

#define X(name, key) DESIGN_##name,
enum design_key { DESIGN_KEYS(X) DESIGN__COUNT };
#undef X

#define DESIGN_VERSION 1

/* Beside the figures' ids in "workload": the scale whose usual figures hold. No figure is called so
 * (read_catalog_figures.c). */
#define WORKLOAD_LIKE "like"

/* X(enum, key): the keys of an own component, in the order in which they are written. */
#define OWN_KEYS(X)   \
    X(NAME, "name")   \
    X(LAYER, "layer") \
    X(KIND, "kind")   \
    X(BOX, "box")     \
    X(PRICE, "price") \
    X(SCALES, "scales")

#define X(name, key) OWN_##name,
enum own_key { OWN_KEYS(X) OWN__COUNT };
#undef X

struct design_reader {
    struct catalog *catalog; /* gets the own components as soon as they are read */
    const struct tree *in;
    struct arena *arena; /* for the design's parts */
    struct design *design;
    VEC(struct position) positions;
    uint32_t errors;        /* that were told before this file */
    bool preset;            /* which has no components of its own */
    struct index own;       /* ids of all own components that the file describes ... */
    component_id *own_rows; /* ... and their rows, NONE where the description has mistakes */
};

/* ---- names (read_names.c) ---- */

/* One row that a node names; NONE, and that is told, if there is none. Own components come first;
 * those of other designs, which the catalogue may have, are not meant. A need is a tag. */
uint32_t find_layer(const struct design_reader *reader, const struct node *node);
uint32_t find_scale(const struct design_reader *reader, const struct node *node);
uint32_t find_figure(const struct design_reader *reader, const struct node *node);
uint32_t find_rule(const struct design_reader *reader, const struct node *node);
component_id find_component(const struct design_reader *reader, const struct node *node);
tag_id find_need(const struct design_reader *reader, const struct node *node);

void tell_unknown(const struct design_reader *reader, const struct node *node, const char *what,
                  const struct nearest *nearest);

/* The values of a map in the order of the rows that its keys name; NULL where there is none. */
typedef uint32_t finder(const struct design_reader *reader, const struct node *node);
const struct node **by_row(const struct design_reader *reader, const struct node *map, finder *find,
                           uint32_t rows, const char *example);

/* ---- sections ---- */

void read_own(struct design_reader *reader, const struct node *node);    /* "components" */
void read_layers(struct design_reader *reader, const struct node *node); /* "layers" */

/* Where a choice, a layer (component NONE) or an accepted finding stands in the file. */
void remember_position(struct design_reader *reader, const struct node *node, layer_id layer,
                       component_id component, rule_id rule);

/* A preset's file, as store_read_design() reads others. */
bool read_preset_design(const struct catalog *catalog, struct str name, struct str bytes,
                        struct arena *arena, struct design *ret, struct diag_list *diags);

/* X(enum, key): the keys of an accepted finding, in the order in which they are written. */
#define ACCEPTED_KEYS(X)      \
    X(FINDING, "finding")     \
    X(COMPONENT, "component") \
    X(REASON, "reason")       \
    X(UNTIL, "until")

#define X(name, key) ACCEPTED_##name,
enum accepted_key { ACCEPTED_KEYS(X) ACCEPTED__COUNT };
#undef X

/* The comments of a design's file, which has no mistakes: each with the path of the key it belongs
 * to. */
void read_comments(const struct tree *in, struct arena *arena, struct design *design);

#endif
