/* The diagram as the designer shows it: a part of the picture in a pane, with a box under the
 * cursor, and with what a choice would do while it is only considered.
 *
 * It is made anew whenever it is asked for, in the caller's arena; the state keeps only how it is
 * looked at (struct look). */
#ifndef STRATA_APP_SCENE_H
#define STRATA_APP_SCENE_H

#include <stdbool.h>

#include "app/app.h"
#include "app/layout.h"
#include "strata/diagram/diagram.h"

struct scene {
    struct overlay
        overlay; /* what is drawn; its marks are all MARK_SAME if nothing is considered */
    struct diagram diagram;
    struct diagram_window window; /* the part that the pane shows */
    uint32_t selected; /* a row of `diagram.boxes`: under the cursor of the view, or NONE */
};

/* False if there is no box to draw. */
bool scene_make(const struct app *app, struct area pane, bool ascii, struct arena *arena,
                struct scene *ret);

/* Does the box (a row of `diagram.boxes`) stand for the layer under the cursor? */
bool scene_lit(const struct app *app, const struct scene *scene, uint32_t box);

#endif
