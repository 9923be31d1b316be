/* A list of rows with a cursor, of which a window is seen: how far it is scrolled, without any
 * screen. */
#ifndef STRATA_APP_LIST_H
#define STRATA_APP_LIST_H

#include <stdbool.h>

struct list {
    int count;
    int cursor; /* 0 to count - 1; 0 if there are none */
    int top;    /* first row in the window */
    int rows;   /* of the window */
};

/* New numbers of rows; the cursor stays where it can, and in the window. */
void list_fit(struct list *list, int count, int rows);

/* Moves the cursor by so many rows, at most to the ends. False if it did not move. */
bool list_move(struct list *list, int by);

bool list_go(struct list *list, int to);

#endif
