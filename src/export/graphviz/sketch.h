/* What is to be laid out: every frame, box and arrow of a picture with all that it says, before
 * anybody knows where it stands.
 *
 * dot.c makes a graph of it, for files and for Graphviz; layout_read.c holds what Graphviz gave
 * against it: each part has to come back, once, and its words are taken from here. The parent makes
 * the sketch, and the child has a copy by birth. Everything but the
 * design lives in the arena. */
#ifndef STRATA_EXPORT_SKETCH_H
#define STRATA_EXPORT_SKETCH_H

#include <stdbool.h>
#include <stdint.h>

#include "export/drawing/drawing.h"
#include "export/picture.h"
#include "strata/base/arena.h"
#include "strata/base/day.h"
#include "strata/base/str.h"
#include "strata/base/vec.h"

#define SKETCH_LINES (PICTURE_LINES + 1)
#define SKETCH_LOOKS 3
#define SKETCH_GRAPH 0 /* the first part: the whole, with the title and the caption */

struct attribute;

/* All text is clean (text.h). */
struct sketch_part {
    enum part_kind kind;
    const char *name; /* of a cluster or node in DOT; NULL for the others */
    uint32_t parent;  /* the cluster it stands in, or SKETCH_GRAPH */
    uint32_t tail;    /* PART_EDGE: its nodes */
    uint32_t head;
    struct str id; /* for SVG; empty: it has none of its own */
    struct str class;
    struct str tooltip;
    struct str comment;
    struct str lines[SKETCH_LINES]; /* what is written on it */
    uint32_t line_count;
    bool left; /* the lines begin at the left, or else they are centred */
    const struct attribute *looks[SKETCH_LOOKS]; /* tables of dot_attributes.h, or NULL; a later one
                                                  goes over an earlier one */
    uint32_t shapes; /* of which it is made, at least; 0: nothing but words */
    bool hidden;     /* it only keeps its ends together and is not drawn */
};

struct sketch {
    struct arena *arena;
    VEC(struct sketch_part)
    parts; /* clusters after those they stand in, nodes after their cluster,
                                    edges after their nodes */
    bool dark;
    const char *box_width; /* in inches, for all boxes */
    day date;              /* on which the picture is made */
    struct str design;     /* the design's file, for DOT; may be empty */
};

void sketch_make(const struct picture *picture, struct arena *arena, struct sketch *ret);

/* What a part is, for messages: "the box pinecone". */
struct str sketch_part_name(const struct sketch *sketch, uint32_t part, struct arena *arena);

#endif
