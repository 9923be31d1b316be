/* The chooser of a layer and the help: lists to search, in front of the view. */
#ifndef STRATA_APP_PLACES_MENU_H
#define STRATA_APP_PLACES_MENU_H

#include "app/core.h"

void chooser_open(struct app *app, layer_id layer);

/* The form, for a component that the layer does not have, or to describe an own one anew. */
void own_open(struct app *app, layer_id layer, struct str name, bool beside);

/* Puts a menu in front, with nothing typed and its cursor at the top. */
void menu_open(struct app *app, enum place place);

/* A list of so many items at most, in the menu's arena; what was there is gone. */
struct menu_item *menu_new(struct app *app, uint32_t most);

/* The items that were put there, the best first. */
void menu_sort(struct app *app, uint32_t count);

bool menu_any(struct app *app); /* an item under the cursor; false, and a word about it, if not */

/* For struct place_ops. */
struct list *menu_list(struct app *app);
void menu_fit(struct app *app);
void menu_walk(struct app *app, int columns, int rows);
void menu_wheel(struct app *app, int by);
bool menu_click(struct app *app, int x, int y); /* in any list in the menu's frame */
struct typed *menu_typed(struct app *app);

#endif
