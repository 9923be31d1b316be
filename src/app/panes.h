/* Where things are on a screen of this size: pure arithmetic, asked by the state (how long is a
 * page?) and by the views (where do I draw?). */
#ifndef STRATA_APP_PANES_H
#define STRATA_APP_PANES_H

#include <stdbool.h>
#include <stdint.h>

#include "app/command.h"

#define SCREEN_WIDTH_MIN 60
#define SCREEN_HEIGHT_MIN 16

#define FINDING_ROWS 5    /* a finding takes so many rows of its view */
#define BILL_FOOT_ROWS 4  /* totals under the bill's lines */
#define MENU_HEAD_ROWS 3  /* of a menu above its items: border, filter, heads */
#define MENU_FOOT_ROWS 2  /* below its items: a sentence about the one under the cursor */
#define MENU_FRAME_ROWS 6 /* those and the border below */

struct area {
    int x, y, width, height;
};

bool area_has(const struct area *area, int x, int y);

struct panes {
    bool too_small;
    struct area head;    /* title and figures: 2 rows */
    struct area columns; /* heads of the table, 1 row; without width in other views */
    struct area body;    /* rows of the view */
    struct area side;    /* the card: at the right, or below if asked for; else without width */
    struct area pane;    /* the diagram: beside the table, or its own view; else without width */
    struct area preview; /* what the key would do: 1 row */
    struct area bar;     /* keys, or a message: 1 row */
    struct area menu;    /* chooser or help, in front of the body; frame included */
    struct area cover;   /* what hides the view: everything between head and preview */
};

/* `card`: show the card where the diagram would be, and on a screen without room at the side, show it
 * below. */
struct panes panes_make(int width, int height, enum place view, bool card);

/* The table in a body of this width: a column of names, then one for each scale. */
int panes_name_width(int width);
int panes_column_x(int width, uint32_t columns,
                   uint32_t column); /* where a column starts; ends at the next's */
uint32_t panes_column(int width, uint32_t columns, int x); /* the nearest column to x */

#endif
