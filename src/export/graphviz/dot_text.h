/* What the DOT graph says: the values of those attributes that are not constants. All of it lives in
 * the arena. */
#ifndef STRATA_EXPORT_DOT_TEXT_H
#define STRATA_EXPORT_DOT_TEXT_H

#include <stdbool.h>
#include <stdint.h>

#include "export/picture.h"
#include "strata/base/arena.h"
#include "strata/base/str.h"

/* The comment in front of the graph. */
extern const char dot_head[];

/* Clean text (text.h) for a tooltip or comment. */
const char *dot_text(struct str clean, struct arena *arena);

/* A label. Centred lines stand between "\n", lines at the left each end in "\l". */
const char *dot_lines(const struct str *lines, uint32_t count, bool left, struct arena *arena);

/* "box-pinecone_eu-west": the id of a box or arrow for SVG, where "@" cannot be in one. */
struct str dot_svg_id(const char *kind, struct str id, struct arena *arena);

/* What the box stands for, in the catalogue's ids: "vector-db: pinecone". */
struct str dot_box_comment(const struct review *review, const struct box *box, struct arena *arena);

/* "box role layer-vector-db added"; `role`: the box has a line that says what it is. */
struct str dot_box_class(const struct picture *picture, uint32_t number, bool role,
                         struct arena *arena);

/* One width for all boxes, in inches, from the longest line in any: a picture of equal boxes is
 * calmer. */
const char *dot_box_width(const struct review *review, struct arena *arena);

#endif
