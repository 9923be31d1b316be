/* Between the files of the reading's view. */
#ifndef STRATA_UI_VIEWS_READING_H
#define STRATA_UI_VIEWS_READING_H

#include "ui/card.h"

void reading_card(struct card *card); /* why the row under the cursor is there */

#endif
