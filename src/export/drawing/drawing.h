/* A laid-out picture, between Graphviz's SVG and ours: groups of shapes and texts, and where they
 * are.
 *
 * Only what is on the list in svg_read.c gets in, so that whatever is written from a drawing is
 * harmless. Coordinates are hundredths of a point, y grows downwards. Everything lives in the
 * arena. */
#ifndef STRATA_EXPORT_DRAWING_DRAWING_H
#define STRATA_EXPORT_DRAWING_DRAWING_H

#include <stdbool.h>
#include <stdint.h>

#include "export/drawing/xml.h"
#include "strata/base/arena.h"
#include "strata/base/diag.h"
#include "strata/base/str.h"
#include "strata/base/vec.h"

typedef int64_t centi;

struct point {
    centi x;
    centi y;
};

struct area {
    struct point min;
    struct point max;
};

/* A path, polygon, polyline or ellipse; names and values have been checked. */
struct shape {
    struct str name;
    struct xml_attribute *attributes;
    uint32_t attribute_count;
};

enum anchor { ANCHOR_START, ANCHOR_MIDDLE, ANCHOR_END };

struct caption {
    struct str text;
    struct point at; /* of the anchor, on the base line */
    enum anchor anchor;
};

enum part_kind { PART_GRAPH, PART_CLUSTER, PART_NODE, PART_EDGE };

struct part {
    enum part_kind kind;
    struct str id;
    struct str class; /* as Graphviz has it: "node box role" */
    struct str tooltip;
    VEC(struct shape) shapes;
    VEC(struct caption) captions;
    struct point label; /* PART_EDGE: the middle of its label, see labels.h */
};

struct drawing {
    struct arena *arena;
    struct point size;
    struct point origin;    /* of the parts' coordinates, in the page */
    VEC(struct part) parts; /* the graph is the first */
};

/* Reads what Graphviz wrote. False, with the reason in `diags`, if it is cut off or not
 * well-formed, or if there is any element, attribute or value that is not expected in such a
 * picture. */
bool svg_read(struct str text, struct arena *arena, struct drawing *ret, struct diag_list *diags);

/* Is `word` among the words of the part's class? */
bool part_is(const struct part *part, const char *word);

/* The numbers in a path or a list of points, in pairs; returns how many points there are. With
 * `points` NULL it only counts. */
uint32_t points_in(struct str numbers, struct point *points, uint32_t room);
centi centi_from(struct str number);

struct area area_of(const struct point *points, uint32_t count);

/* What a path or polygon takes at most, with the handles of its curves. */
struct area shape_area(struct arena *arena, const struct shape *shape);
struct point *shape_points(struct arena *arena, const struct shape *shape, uint32_t *ret_count);
struct str shape_attribute(const struct shape *shape, const char *name);

/* About the width of clean text in a common font of this size, rather too wide than too narrow. */
centi text_extent(struct str text, unsigned size);

#endif
