/* What the two views of boxes share. */
#ifndef STRATA_UI_VIEWS_BOXES_H
#define STRATA_UI_VIEWS_BOXES_H

#include "ui/card.h"

/* About a box of the architecture, or behind the last one about arrows. */
void boxes_card(struct card *card, uint32_t cursor);

#endif
