/* A grid of cells that views draw on: what the screen will show, without a terminal.
 *
 * Every draw call clips. Text must be clean (strata/base/text.h). A wide grapheme takes two cells,
 * the second one empty; if only its first half fits, a blank stands there instead. */
#ifndef STRATA_UI_CANVAS_H
#define STRATA_UI_CANVAS_H

#include <stdbool.h>
#include <stdint.h>

#include "strata/base/arena.h"
#include "strata/base/str.h"
#include "ui/styles.h"

#define CANVAS_MAX 1000 /* cells across and down; larger screens are used up to here */
#define CELL_BYTES 15   /* a base with two combining marks fits */

struct cell_view {
    char bytes[CELL_BYTES]; /* UTF-8 of one grapheme; not terminated */
    uint8_t len;            /* 0: second half of a wide grapheme */
    uint8_t width;          /* 1 or 2 */
    uint8_t style;          /* enum style */
};

struct canvas {
    int width;
    int height;
    struct cell_view *cells; /* height rows of width */
    bool ascii;              /* draw lines and signs in ASCII only */
    int cursor_x, cursor_y;  /* of the text cursor, -1 for none */
};

/* A rectangle of cells. */
struct rect {
    int x, y, width, height;
};

/* All blank, in STYLE_TEXT. Sizes below 1 or above CANVAS_MAX are taken to the nearest allowed. */
struct canvas canvas_new(struct arena *arena, int width, int height, bool ascii);

/* Writes text from (x, y) within `clip` and returns the column behind it. What does not fit is left
 * out. */
int canvas_put(struct canvas *canvas, struct rect clip, int x, int y, enum style style,
               struct str text);

/* The same, at most `cells` wide, with an ellipsis where it was cut. */
int canvas_put_cut(struct canvas *canvas, struct rect clip, int x, int y, int cells,
                   enum style style, struct str text);

/* One grapheme of at most CELL_BYTES whose width (1 or 2) is known already. */
void canvas_grapheme(struct canvas *canvas, struct rect clip, int x, int y, enum style style,
                     struct str grapheme, unsigned width);

/* Right-aligned so that it ends before column `end`. */
void canvas_put_right(struct canvas *canvas, struct rect clip, int end, int y, enum style style,
                      struct str text);

void canvas_fill(struct canvas *canvas, struct rect rect, enum style style);    /* blanks */
void canvas_restyle(struct canvas *canvas, struct rect rect, enum style style); /* keeps the text */

/* Lines join lines of the same style that they cross or end at; a box is laid over what is there,
 * and has its title in STYLE_HEAD. */
void canvas_line(struct canvas *canvas, int x, int y, int length,
                 enum style style); /* horizontal */
void canvas_column(struct canvas *canvas, int x, int y, int length,
                   enum style style); /* vertical */
void canvas_box(struct canvas *canvas, struct rect rect, enum style style, struct str title);

/* The screen as text: a line for each row, without blanks at the ends. With `styles`, followed by a
 * second block that has a letter for the style of each cell, and a legend of the letters used. */
struct str canvas_dump(const struct canvas *canvas, bool styles, struct arena *arena);

#endif
