/* The diagram as the designer shows it: the picture in its pane, with what a choice would do while
 * it is only considered.
 *
 * The state keeps it, since most keys leave it as it is: it is laid out anew only when what it is
 * made of has changed, and only while it is seen. */
#ifndef STRATA_APP_SCENE_H
#define STRATA_APP_SCENE_H

#include <stdbool.h>

#include "app/panes.h"
#include "strata/diagram/diagram.h"

struct app;

struct scene {
    bool drawn; /* false: no pane, or no box to draw */
    struct overlay
        overlay; /* what is drawn; its marks are all MARK_SAME if nothing is considered */
    struct diagram diagram;
    struct arena arena; /* of the diagram */
    struct str made_of; /* all that the diagram depends on, byte for byte; in `arena` */
};

/* Lays it out if what it is made of has changed, and it is seen. */
void scene_refresh(struct app *app);

/* The box (a row of `diagram.boxes`) under the cursor of the diagram's view; NONE elsewhere. */
uint32_t scene_selected(const struct app *app);

/* Does the box stand for the layer under the cursor? */
bool scene_lit(const struct app *app, uint32_t box);

/* Has it anything of the layer? */
bool scene_stands_for(const struct box *box, layer_id layer);

/* The architecture's box that a row of `diagram.boxes` shows first, and its layer. */
uint32_t scene_first(const struct app *app, uint32_t box);
layer_id scene_layer(const struct app *app, uint32_t box);

/* The box (a row of `diagram.boxes`) at a cell of the screen; NONE if there is none. */
uint32_t scene_box_at(const struct app *app, int x, int y);

/* The part that the pane shows. */
struct diagram_window scene_window(const struct app *app);

#endif
