/* What a place does: the half of a place that is state. app/places/FILE.c has one of these for each row of place.def,
 * and everything else reaches it through the functions at the end, by which a place that lacks one does nothing. */
#ifndef STRATA_APP_PLACE_OPS_H
#define STRATA_APP_PLACE_OPS_H

#include "app/app.h"

/* What would be changed here: what the preview shows before it is done. */
struct possible {
    const struct catalog *catalog; /* that the edit is over: a form brings its own */
    struct edit edit;
    struct str when; /* what does it; the key of ACCEPT unless it is told */
    struct str why;  /* if there is no edit yet: what is missing */
};

struct place_ops {
    /* The state that belongs to the place: made when the designer begins, and given back at its end. What is made from
     * the design is made again by `make` when the place is shown and the design has changed since. */
    void (*open)(struct app *app);
    void (*close)(struct app *app);
    void (*make)(struct app *app);
    void (*enter)(struct app *app); /* a view that was not shown before is shown now */

    /* The list. A view has it in app->lists; anything else says where it is, and fits it to the screen by itself. */
    int (*rows)(const struct app *app); /* of a view: how many it has now; none: 0 */
    int row_height;                     /* of a view, in rows of the screen; 0: 1 */
    int foot_rows;                      /* of a view's body that are no rows of the list */
    struct list *(*list)(struct app *app);
    void (*fit)(struct app *app);

    /* Keys and the mouse. */
    void (*walk)(struct app *app, int columns, int rows);
    void (*wheel)(struct app *app, int by);       /* -1: up, 1: down */
    bool (*click)(struct app *app, int x, int y); /* false: nothing was meant there */
    void (*accept)(struct app *app);              /* Enter, in front of a view */
    struct typed *(*typed)(struct app *app);      /* the line under the cursor; NULL: none */
    void (*retyped)(struct app *app);             /* a key was typed or erased */
    const char *untyped; /* said to a character that has no line to go to */
    bool (*offers)(const struct app *app,
                   enum command command); /* none: each that the table gives to the place */

    /* What is under the cursor. */
    bool (*edit)(struct app *app, struct possible *ret); /* false: nothing would be changed */
    layer_id (*layer)(const struct app *app);            /* none: that of the view behind it */
    struct str (*hint)(const struct app *app);
};

#define VIEW(constant, file, key, name, help) extern const struct place_ops file##_ops;
#define FRONT(constant, file, kind, name) extern const struct place_ops file##_ops;
#include "app/place.def"

/* All places. */
void places_open(struct app *app);
void places_close(struct app *app);
void places_fit(struct app *app); /* the lists to the screen */

/* The view that is shown. */
void place_make(struct app *app); /* unless it is made already */
void place_enter(struct app *app);
bool place_is_made(const struct app *app, enum place view);
int place_row_height(enum place view); /* in rows of the screen */

/* The place where keys go. */
struct list *place_list(struct app *app); /* NULL: none */
void place_walk(struct app *app, int columns, int rows);
void place_wheel(struct app *app, int by);
bool place_click(struct app *app, int x, int y);
void place_accept(struct app *app);
struct typed *place_typed(struct app *app);
void place_retyped(struct app *app);
const char *place_untyped(const struct app *app); /* NULL: nothing is said */
bool place_edit(struct app *app, struct possible *ret);

#endif
