/* What the files of the state share among themselves; nobody else includes this. */
#ifndef STRATA_APP_PARTS_H
#define STRATA_APP_PARTS_H

#include "app/app.h"

#define NO_EFFECT ((struct effect){ EFFECT_NONE, { 0 }, false })

/* app.c */
void app_say(struct app *app, enum severity severity, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
bool app_edit(struct app *app, const struct edit *edit); /* applies, remembers, reviews, says so */
void app_refresh(struct app *app); /* review of the present design, lists, preview */
void app_preview(struct app *app);
void app_say_diags(struct app *app, const struct diag_list *diags); /* the first error */
void app_fit(struct app *app);                                      /* lists to the screen */
struct effect app_run(struct app *app, enum command command, struct str argument);
void app_show(struct app *app, enum place view);
void app_go_to_layer(struct app *app, layer_id layer);

/* stack.c: the table, and what its keys would do. */
void stack_init(struct app *app);
bool stack_edit(const struct app *app,
                struct edit *ret_edit); /* of Enter on the cell under the cursor */

void stack_go(struct app *app, layer_id layer); /* the cursor to its row; NONE leaves it */

/* ballot.c: the reading, and what would change it. */
void ballot_make(struct app *app); /* if the view is shown and it is not made yet */
bool ballot_edit(const struct app *app, struct edit *ret_edit); /* of the step under the cursor */
layer_id ballot_layer(const struct app *app);
void ballot_enter(struct app *app); /* takes the step, or goes where the row belongs */

/* scene.c: the diagram, and its keys. */
void scene_refresh(struct app *app); /* if what it is made of has changed, and it is seen */
void scene_enter(struct app *app);   /* the cursor to a box of the table's layer */
void scene_walk(struct app *app, enum diagram_direction direction);
void scene_pan(struct app *app, int columns, int rows); /* in steps */
void scene_zoom(struct app *app, int by);               /* 1: see more, -1: see less and larger */
void scene_fit(struct app *app);
void scene_group(struct app *app);
void scene_click(struct app *app, int x, int y);

/* growth.c: the bill over a range of a figure, and its keys. */
void growth_open(struct app *app); /* of the figure under the cursor */
void growth_move(struct app *app, int by);
void growth_here(struct app *app);
void growth_range(struct app *app, int by); /* 1: wider, -1: narrower */

/* menu.c: chooser and help. */
void menu_open_chooser(struct app *app, layer_id layer);
void menu_open_help(struct app *app);
void menu_filter(struct app *app);
bool menu_edit(const struct app *app,
               struct edit *ret_edit); /* of Enter on the item under the cursor */
void menu_toggle(struct app *app);
struct effect menu_accept(struct app *app);

/* own.c: the form for own components. */
void own_open(struct app *app, layer_id layer, struct str name, bool beside);
void own_change(struct app *app); /* of the chooser's item */
void own_forget(struct app *app); /* the chooser's item */
void own_move(struct app *app, int by);
void own_turn(struct app *app, int by); /* the next or previous value of a field that has values */
void own_type(struct app *app, key pressed);
struct typed *own_typed(struct app *app); /* the text under the cursor; NULL if the row has none */
void own_erase(struct app *app, enum command command);
struct effect own_accept(struct app *app);
/* What the form describes as a row of a catalogue in `arena`, and the edit that takes it; NULL, and
 * why in *ret_why, while it describes nothing. */
const struct catalog *own_edit(const struct app *app, struct arena *scratch, struct arena *arena,
                               struct edit *ret_edit, struct str *ret_why);

/* accepting.c: living with a finding. */
void accepting_toggle(struct app *app);
void accepting_reason(struct app *app, struct str reason);
void accepting_until(struct app *app, struct str text);

/* prompt.c: lines being typed, and questions. */
void prompt_open(struct app *app, enum ask ask, struct str text);
void prompt_question(struct app *app, enum question question, struct effect asked);
struct effect prompt_accept(struct app *app);
struct effect prompt_answer(struct app *app, bool yes);
void typed_add(struct typed *typed, key pressed);
void typed_erase(struct typed *typed, enum command command);
struct effect prompt_open_design(struct app *app,
                                 struct str path); /* asks first if that loses something */
void prompt_need(struct app *app, struct str name);
struct str typed_str(const struct typed *typed);

/* paste.c: pasted text goes where text is typed, and does nothing elsewhere. */
void paste_take(struct app *app, const struct event *event);

#endif
