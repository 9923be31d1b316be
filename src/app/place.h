/* Where keys can be pressed: a view, or something in front of it. The table is place.def; what a place does is in
 * place_ops.h, how it is drawn in ui/view.h. */
#ifndef STRATA_APP_PLACE_H
#define STRATA_APP_PLACE_H

enum place {
#define VIEW(constant, file, key, name, help) PLACE_##constant,
#include "app/place.def"
    PLACE__VIEWS, /* the places before this are views */
    PLACE__LAST_VIEW = PLACE__VIEWS - 1,
#define FRONT(constant, file, kind, name) PLACE_##constant,
#include "app/place.def"
    PLACE__COUNT,
};

enum place_kind {
    KIND_OF_VIEW,
    KIND_OF_MENU,     /* a list to search, in a frame */
    KIND_OF_FORM,     /* fields, in a frame */
    KIND_OF_COVER,    /* hides the view, and its card */
    KIND_OF_LINE,     /* a line at the foot, to be typed */
    KIND_OF_QUESTION, /* to be answered with a key */
};

/* Sets of places, for the table of commands: one bit for each place, and their unions. */
enum {
#define VIEW(constant, file, key, name, help) IN_##constant = 1 << PLACE_##constant,
#define FRONT(constant, file, kind, name) IN_##constant = 1 << PLACE_##constant,
#include "app/place.def"
    IN_VIEWS = (1 << PLACE__VIEWS) - 1,
    IN_LINKS = IN_DIAGRAM | IN_BILL | IN_FINDINGS | IN_BOXES, /* rows that belong to layers */
    IN_PLANES = IN_STACK | IN_DIAGRAM,                        /* there is a left and a right */
    IN_ROWS = IN_VIEWS & ~IN_DIAGRAM,
#define FRONT(constant, file, kind, name) | (KIND_OF_##kind == KIND_OF_MENU ? IN_##constant : 0)
    IN_MENUS = 0
#include "app/place.def"
    ,
#define FRONT(constant, file, kind, name) \
    | (KIND_OF_##kind == KIND_OF_FORM || KIND_OF_##kind == KIND_OF_LINE ? IN_##constant : 0)
    IN_TYPING = IN_MENUS
#include "app/place.def"
    ,
};

enum place_kind place_kind(enum place place);
const char *place_name(enum place place); /* "Stack" */

#endif
