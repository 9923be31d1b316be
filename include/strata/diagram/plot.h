/* The bill over a range as a plot in character cells: for a view and for a terminal.
 *
 * The figure goes to the right, dollars go up, each logarithmic where struct sweep says so. The
 * likely bill is a line, what lies between low and high a band behind it. The design's own value is
 * a dotted column, a crossover (struct sweep_turn) a number at the top, which the legend below or
 * beside tells: the turns in their order, from 1. Pure; everything lives in the arena. */
#ifndef STRATA_DIAGRAM_PLOT_H
#define STRATA_DIAGRAM_PLOT_H

#include <stdbool.h>
#include <stdint.h>

#include "strata/analysis/sweep.h"

#define PLOT_WIDTH_MIN 30
#define PLOT_HEIGHT_MIN 8

struct plot_request {
    const struct sweep *sweep;
    int width, height;      /* at least the smallest; less is taken for those */
    const uint32_t *cursor; /* a position on the axis to mark, or NULL */
    bool ascii;
};

/* What a cell is part of, for its colour. */
enum plot_class {
    PLOT_BLANK,
    PLOT_AXIS,
    PLOT_LABEL,
    PLOT_BAND,
    PLOT_LINE,
    PLOT_PRESENT, /* the column of the design's own value */
    PLOT_NUMBER,  /* of a crossover */
    PLOT_CURSOR,
};

#define PLOT_CELL_BYTES 3

struct plot_cell {
    char bytes[PLOT_CELL_BYTES]; /* UTF-8 of one character, one cell wide; not terminated */
    uint8_t len;                 /* 0: blank */
    uint8_t class;               /* enum plot_class */
};

struct plot {
    int width, height;
    struct plot_cell *cells; /* height rows of width */
    int left;                /* the first column of the axis */
    int columns;             /* of the axis: position 0 is its first, SWEEP_AXIS_END its last */
};

void plot_make(const struct plot_request *request, struct arena *arena, struct plot *ret);

/* A line for each row, without blanks at the ends. */
struct str plot_text(const struct plot *plot, struct arena *arena);

/* "* likely   : low to high   ! you (10K)": what the signs of the plot are. */
struct str plot_legend(const struct sweep *sweep, bool ascii, struct arena *arena);

#endif
