/* Cells being painted; what paint.c and the painters of parts share. */
#ifndef STRATA_DIAGRAM_PAINTER_H
#define STRATA_DIAGRAM_PAINTER_H

#include "diagram/placing.h"

struct painter {
    const struct layout *layout;
    struct diagram *out;
    bool ascii;
};

struct diagram_cell *paint_cell(const struct painter *p, int x, int y);

/* One glyph ("": a blank) that is a cell wide. */
struct diagram_cell *paint_put(const struct painter *p, int x, int y, const char *glyph,
                               enum diagram_class class, enum mark mark);

/* Clean text, as far as it fits before column `end`. */
void paint_text(const struct painter *p, int x, int y, int end, struct str text,
                enum diagram_class class, enum mark mark, uint32_t box);

/* Lines come first, boxes over them, then where lines meet boxes. */
void paint_lines(const struct painter *p);
void paint_boxes(const struct painter *p);
void paint_ends(const struct painter *p);

/* Do boxes have a frame of their own rows? */
bool is_framed(const struct layout *layout);

enum mark edge_mark(const struct layout *layout, uint32_t edge);

/* What all arrows of a bundle are; the same as ever if they differ. */
enum mark bundle_mark(const struct layout *layout, const struct bundle *bundle);

#endif
