/* The card: what is known about the thing under the cursor. Each view says what that is. */
#ifndef STRATA_UI_CARD_H
#define STRATA_UI_CARD_H

#include "ui/view.h"

/* A column of text that fills the card from the top; what has no room is left out. */
struct card {
    const struct view *view;
    struct area area; /* inside the frame */
    int y;
};

/* The frame, and the content in it. */
void card_draw(const struct view *view, void (*content)(struct card *card));

/* Wrapped; nothing for an empty text. */
void card_add(struct card *card, enum style style, struct str text);
void card_add_labelled(struct card *card, const char *label, struct str text);
void card_gap(struct card *card); /* a row that stays free */
void card_add_component(struct card *card, component_id id);

struct str card_text(const struct card *card, struct text text); /* of the catalogue */

#endif
