/* A drawing on its page, as what is put there one after the other, from the bottom to the top: the
 * same for everyone who can write or paint shapes and texts. */
#ifndef STRATA_EXPORT_SHEET_H
#define STRATA_EXPORT_SHEET_H

#include "export/colours.h"
#include "export/drawing/drawing.h"

#define SHEET_FIELD_CORNER 300 /* radius, in hundredths of a point */
#define SHEET_FIELD_OPACITY 90 /* percent */

/* How a text looks. */
struct look {
    const char *class;
    enum colour ink;
    unsigned size;
    bool bold;
};

enum piece_kind {
    PIECE_OPEN,  /* a part begins: what it is, for those who ask */
    PIECE_CLOSE, /* it ends */
    PIECE_SHAPE,
    PIECE_FIELD, /* under words that lie on a line, which it hides there; its corners are round */
    PIECE_TEXT,
};

struct piece {
    enum piece_kind kind;
    struct str id; /* PIECE_OPEN; may be empty, as the next two */
    struct str class;
    struct str title;
    const struct shape *shape;
    const char *field; /* its class */
    struct area area;
    uint32_t fill;
    struct look look;
    struct str text;
    struct point at;
    enum anchor anchor;
};

struct sheet {
    struct arena *arena;
    struct point size;
    struct point origin; /* of all that is put on it */
    bool dark;
    uint32_t paper;
    VEC(struct piece) pieces;
};

/* Places the labels of the drawing (labels.h), and keeps pointers into it. */
void sheet_make(struct drawing *drawing, bool dark, struct sheet *ret);

#endif
