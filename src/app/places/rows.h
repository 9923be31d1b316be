/* What views that are lists share: the cursor goes from row to row. */
#ifndef STRATA_APP_PLACES_ROWS_H
#define STRATA_APP_PLACES_ROWS_H

#include "app/core.h"

void rows_move(struct app *app, int by); /* the cursor; says so at the ends */

/* For struct place_ops. */
void rows_walk(struct app *app, int columns, int rows);
void rows_wheel(struct app *app, int by);
bool rows_click(struct app *app, int x, int y);

#endif
