/* What places and commands do to the state: the floor that they stand on. Nobody outside this room includes it. */
#ifndef STRATA_APP_CORE_H
#define STRATA_APP_CORE_H

#include "app/app.h"
#include "app/commands.h"
#include "app/place_ops.h"

/* A message, shown until the next key. */
void app_say(struct app *app, enum severity severity, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
void app_say_diags(struct app *app, const struct diag_list *diags); /* the first error */

/* Applies, remembers, reviews, says so. False if it cannot be done or changes nothing, and says that. */
bool app_edit(struct app *app, const struct edit *edit);

void app_refresh(struct app *app); /* review of the present design, lists, preview */
void app_preview(struct app *app); /* what the place's edit would make, and the diagram with it */

/* Nothing is in front of `view` any more. */
void app_show(struct app *app, enum place view);
void app_go_to_layer(struct app *app, layer_id layer); /* in the table, which is then shown */
void app_mark_layer(struct app *app,
                    layer_id layer); /* the table's cursor to its row; NONE leaves it */

/* What the event asks the world for; the last one counts. */
void app_want(struct app *app, enum effect_kind kind, struct str path);

/* The command is run when the present one is done. */
void app_then(struct app *app, enum command command, struct str argument);

/* A character is typed into the line under the cursor. */
void app_type(struct app *app, key pressed);

/* A report in front of everything, and the question behind it. */
void difference_show(struct app *app, struct str text);

/* Pasted text goes where something is typed, and does nothing elsewhere. */
void paste_take(struct app *app, const struct event *event);

#endif
