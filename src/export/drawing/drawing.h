/* A laid-out picture: frames, boxes and arrows, of which shapes they are made, what is written on
 * them, and where.
 *
 * Nothing but numbers within limits, and texts of our own (layout_read.c), so that whatever is
 * written from a drawing is harmless. Coordinates are hundredths of a point, y grows downwards.
 * Everything lives in the arena. */
#ifndef STRATA_EXPORT_DRAWING_H
#define STRATA_EXPORT_DRAWING_H

#include <stdbool.h>
#include <stdint.h>

#include "strata/base/arena.h"
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

/* A curve is a start and then three points for every piece (a cubic Bezier); a polygon is closed. */
enum shape_kind { SHAPE_CURVE, SHAPE_POLYGON };

enum dash { DASH_NONE, DASH_DASHED, DASH_DOTTED };

#define NO_COLOUR UINT32_MAX

struct shape {
    enum shape_kind kind;
    struct point *points;
    uint32_t count;
    uint32_t fill; /* 0xrrggbb, or NO_COLOUR */
    uint32_t line;
    centi width; /* of the line */
    enum dash dash;
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
    struct str class; /* words between blanks: "node box role" */
    struct str tooltip;
    VEC(struct shape) shapes;
    VEC(struct caption) captions;
    struct point label; /* PART_EDGE: the middle of its label, see labels.h */
};

struct drawing {
    struct arena *arena;
    struct point size;
    struct point origin;    /* of the parts' coordinates, in the page */
    VEC(struct part) parts; /* from the bottom to the top; the graph is the first */
};

/* Is `word` among the words of the part's class? */
bool part_is(const struct part *part, const char *word);

struct area area_of(const struct point *points, uint32_t count);

/* About the width of clean text in a common font of this size, rather too wide than too narrow. */
centi text_extent(struct str text, unsigned size);

#endif
