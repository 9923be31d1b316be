/* The frame of a list to search, in front of the view. */
#ifndef STRATA_UI_VIEWS_MENU_H
#define STRATA_UI_VIEWS_MENU_H

#include "ui/card.h"

/* Frame, filter and heads; returns the area of the items. */
struct area menu_frame(const struct view *view, struct str title, struct str what);

/* About the item under the cursor, below the items. */
void menu_sentence(const struct view *view, struct area items, struct str sentence);

#endif
