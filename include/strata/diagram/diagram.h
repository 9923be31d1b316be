/* An architecture as a picture in character cells: for a view, a pane and a file.
 *
 *     struct diagram_request request = { .architecture = &review.architecture, ... };
 *     diagram_make(&request, arena, &diagram);
 *
 * Boxes stand in rows, rows in bands (the clusters, with a title in the gutter at the left), the
 * callers above what they call. Solid arrows of one box share a line and part on the way; dashed
 * ones to one box gather. Two lines that cross do so in one cell and go straight on; a line never
 * runs through a box, never ends without a box, and its head touches the box that is called. A
 * label that does not fit ends in a sign of the cut.
 *
 * Pure: the same request gives the same cells. A box is as wide as its level wants and not as its
 * label is long, so that nothing moves sideways when one component takes the place of another. (In
 * boxes of several lines a longer name may make a row higher, and AUTO may then take another level:
 * a preview that should not jump asks for the level that was there before.) Everything lives in the
 * arena, the scratch of the layout too: some 100 KB for 10 boxes, 500 KB for 25. It points into the
 * architecture and the catalogue, which must outlive it.
 *
 * The canvas is as large as the picture needs. Where no level fits, it is larger than the pane, and
 * laid out for that (short names, some boxes side by side): the view then shows a part and pans
 * (diagram_reveal(), diagram_beyond()). */
#ifndef STRATA_DIAGRAM_DIAGRAM_H
#define STRATA_DIAGRAM_DIAGRAM_H

#include <stdbool.h>
#include <stdint.h>

#include "strata/analysis/difference.h"
#include "strata/analysis/wiring.h"
#include "strata/base/arena.h"
#include "strata/base/str.h"
#include "strata/model/catalog.h"

/* More are shown as one box for each layer. */
#define DIAGRAM_BOXES_MAX 200

/* What the bands are. X(constant, word, what) */
#define DIAGRAM_GROUPINGS(X)                                      \
    X(GROUP, "group", "groups of the table")                      \
    X(BOUNDARY, "boundary", "who runs it, and how it is reached") \
    X(REGION, "region", "the design's regions, and what they share")

/* The boundaries that a call crosses. X(constant, title) */
#define DIAGRAM_BOUNDARIES(X)                                                                     \
    X(OWN, "Own cloud")                              /* runs there, or is the product itself */   \
    X(PRIVATE, "Private network")                    /* private endpoints */                      \
    X(VENDOR, "Vendors, privately")                  /* called through private endpoints alone */ \
    X(INTERNET, "Vendors, over the public internet") /* all others */

#define X(constant, word, what) DIAGRAM_BY_##constant,
enum diagram_grouping { DIAGRAM_GROUPINGS(X) DIAGRAM_GROUPING__COUNT };
#undef X

const char *diagram_grouping_name(enum diagram_grouping grouping);

/* How much of a box is shown. X(constant, word, what) */
#define DIAGRAM_ZOOMS(X)                                            \
    X(AUTO, "auto", "the most that fits into the pane")             \
    X(FULL, "full", "whole names, in boxes of several lines")       \
    X(SHORT, "short", "names on one line, cut where they are long") \
    X(MARKS, "marks", "the beginnings of names")                    \
    X(OVERVIEW, "overview", "one box for each layer, with how many boxes it stands for")

#define X(constant, word, what) DIAGRAM_##constant,
enum diagram_zoom { DIAGRAM_ZOOMS(X) DIAGRAM_ZOOM__COUNT };
#undef X

const char *diagram_zoom_name(enum diagram_zoom zoom);

struct diagram_request {
    const struct catalog *catalog;
    const struct architecture *architecture; /* or an overlay's (difference.h), with its marks */
    const enum mark *box_marks;              /* one for each box; NULL: all the same */
    const enum mark *arrow_marks;            /* one for each arrow; NULL: all the same */
    const struct str *regions;               /* the design's, clean; may be none */
    uint32_t region_count;
    int width, height; /* of the pane in cells; the picture may be larger */
    enum diagram_grouping grouping;
    enum diagram_zoom zoom;
    bool ascii;
};

/* What a cell is part of, for its colour. */
enum diagram_class {
    DIAGRAM_BLANK,
    DIAGRAM_BOX,     /* a box's border, and the blanks in it */
    DIAGRAM_LABEL,   /* a box's name */
    DIAGRAM_SOLID,   /* an arrow's line */
    DIAGRAM_DASHED,  /* a dashed arrow's line */
    DIAGRAM_HEAD,    /* an arrow's head */
    DIAGRAM_SIGN,    /* the sign of a mark: + - ~ */
    DIAGRAM_BRACKET, /* of a band */
    DIAGRAM_TITLE,   /* of a band */
    DIAGRAM_CLASS__COUNT,
};

#define DIAGRAM_CELL_BYTES 15 /* a base with two combining marks */

struct diagram_cell {
    char bytes[DIAGRAM_CELL_BYTES]; /* UTF-8 of one grapheme; not terminated */
    uint8_t len;                    /* 0: blank, or the second half of a wide grapheme */
    uint8_t class;                  /* enum diagram_class */
    uint8_t mark;                   /* enum mark, of the box or of the arrow */
    bool second;                    /* the second half of a wide grapheme */
    uint32_t box;                   /* row of `boxes`, or NONE */
    uint32_t line;                  /* row of `lines`, or NONE; where two cross, the vertical one */
};

/* A box as it is drawn. */
struct diagram_box {
    uint32_t first; /* the box of the architecture; the first one in an overview */
    uint32_t count; /* how many it stands for: 1 but in an overview */
    layer_id layer; /* or NONE */
    enum mark mark;
    struct str label; /* whole, without the mark's sign */
    int x, y, width, height;
    bool cut; /* the label is not all there */
};

/* Arrows that share a line: all solid from one box, or all dashed to one box. */
struct diagram_line {
    uint32_t *arrows; /* rows of the architecture's (an overview's: the first of each merged one) */
    uint32_t count;
    uint32_t root; /* row of `boxes`: the common source of solid, the common target of dashed */
    bool dashed;
};

struct diagram {
    int width, height;          /* of the canvas; both at least 1 */
    struct diagram_cell *cells; /* height rows of width */
    struct diagram_box *boxes;  /* those of the architecture in their order, but in an overview */
    uint32_t box_count;
    uint32_t *shown; /* for each box of the architecture, the row of `boxes` that shows it */
    struct diagram_line *lines;
    uint32_t line_count;
    enum diagram_zoom zoom; /* the one taken; never AUTO */
    uint32_t cut;           /* labels that are cut */
    bool fits;              /* the canvas is not larger than the pane */
    bool has_solid, has_dashed;
    bool has_mark[MARK__COUNT];
    bool ascii;
};

void diagram_make(const struct diagram_request *request, struct arena *arena, struct diagram *ret);

/* The cell; a blank one outside of the canvas. */
const struct diagram_cell *diagram_at(const struct diagram *diagram, int x, int y);

/* The box there, or NONE. */
uint32_t diagram_box_at(const struct diagram *diagram, int x, int y);

/* Does the line begin or end at the box (a row of `boxes`)? For lighting what touches it. */
bool diagram_line_touches(const struct diagram *diagram, const struct architecture *architecture,
                          uint32_t line, uint32_t box);

enum diagram_direction { DIAGRAM_LEFT, DIAGRAM_RIGHT, DIAGRAM_UP, DIAGRAM_DOWN };

/* The nearest box in that direction, or `box` itself if there is none. From NONE: the first box. */
uint32_t diagram_walk(const struct diagram *diagram, uint32_t box,
                      enum diagram_direction direction);

/* The part of the canvas that a pane shows: its upper left cell, and its size. */
struct diagram_window {
    int x, y, width, height;
};

/* Moves the window by as little as shows the box with a margin, and onto the canvas. With NONE only
 * the latter. */
void diagram_reveal(const struct diagram *diagram, uint32_t box, struct diagram_window *window);

/* Boxes of which nothing is in the window, by the direction in which they are (a corner counts as
 * above or below). */
struct diagram_beyond {
    uint32_t left, right, above, below;
};
struct diagram_beyond diagram_beyond(const struct diagram *diagram, struct diagram_window window);

/* The picture as text, for a README or a chat: a line for each row, without blanks at the ends;
 * then, under an empty line, the legend of what is used, the counts, and the names of what is cut.
 * The counts are those of `architecture`: the diagram's own, or, of a comparison, the later one.
 * `title` (clean) stands above, unless it is empty. With a request for ASCII all bytes of names
 * beyond it become "?". */
struct str diagram_text(const struct diagram *diagram, const struct architecture *architecture,
                        struct str title, struct arena *arena);

#endif
