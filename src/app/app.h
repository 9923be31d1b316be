/* The state of the designer, and the one function that changes it.
 *
 * app_update() takes an event and changes the state; what it wants done in the world (save, export,
 * quit ...) it returns as a value, and whoever owns the world (cli/designer.c) reports back with
 * app_report(). The views in src/ui only read. No file, clock, terminal or environment is known
 * here. */
#ifndef STRATA_APP_APP_H
#define STRATA_APP_APP_H

#include <stdbool.h>
#include <stdint.h>

#include "app/command.h"
#include "app/effect.h"
#include "app/event.h"
#include "app/history.h"
#include "app/list.h"
#include "app/panes.h"
#include "app/prompt.h"
#include "app/question.h"
#include "app/scene.h"
#include "app/typed.h"
#include "strata/analysis/review.h"
#include "strata/analysis/sweep.h"
#include "strata/base/arena.h"
#include "strata/base/day.h"
#include "strata/base/diag.h"
#include "strata/diagram/diagram.h"
#include "strata/model/catalog.h"
#include "strata/model/edit.h"

/* A row of the table. */
enum stack_row_kind { ROW_HEAD, ROW_GROUP, ROW_LAYER };

struct stack_row {
    enum stack_row_kind kind;
    uint32_t id; /* group_id or layer_id */
};

/* How the diagram is looked at. */
struct scene_look {
    enum diagram_zoom zoom;
    enum diagram_grouping grouping;
    int x, y; /* the upper left cell that is shown */
};

/* An export that goes on beside the person's work. How it ended stays to be read until a key is
 * pressed while nothing else stands in its line. */
enum job_state { JOB_NONE, JOB_RUNNING, JOB_ENDED };

struct app_job {
    enum job_state state;
    struct str path;  /* running */
    unsigned seconds; /* running: since when */
    struct str text;  /* ended: what became of it */
    enum severity severity;
};

#define MENU_OWN (NONE - 1) /* "own component": what is typed in the chooser, to be described */

/* A component in the chooser's list; NONE stands for "nothing". */
struct menu_item {
    uint32_t id; /* component_id or MENU_OWN, or enum command in the help */
    unsigned score;
};

struct menu {
    struct arena arena; /* the items */
    layer_id layer;     /* of the chooser */
    enum place under;   /* the place that the help is about */
    struct typed filter;
    struct menu_item *items;
    struct list list;
};

/* Rows of the form that describes an own component. */
enum form_row {
    FORM_NAME,
    FORM_KIND,
    FORM_BOX,
    FORM_LIKELY, /* a month; nothing typed: unknown */
    FORM_LOW,    /* nothing typed: as likely */
    FORM_HIGH,
    FORM_SCALES, /* one for each scale, and behind them the row that ends the form */
};

struct own_form {
    component_id old; /* described anew; NONE: a new one */
    layer_id layer;
    bool beside; /* the others of the layer, not in their place */
    enum kind kind;
    enum box_rule box;
    uint32_t scales;
    struct typed texts[FORM_SCALES]; /* of the rows that are typed */
    struct list list;
};

/* The bill over a range of a figure: made when it is asked for, and kept while it is looked at. */
struct swept {
    struct arena arena; /* the sweep */
    struct sweep sweep;
    figure_id figure;
    int64_t factor;         /* of the range: see sweep_range() */
    uint32_t cursor;        /* a position on the axis */
    struct sweep_sample at; /* the bill there */
};

/* A report that is looked at before a question is answered. */
struct shown {
    struct arena arena; /* the text */
    struct str text;
    struct list list; /* its lines */
};

/* Rows of the view that tells how the design reads. */
enum reading_row_kind {
    READING_ROW_ANSWER,
    READING_ROW_AIM,
    READING_ROW_SUMS,
    READING_ROW_VOTES, /* headings: */
    READING_ROW_HALLMARKS,
    READING_ROW_CHANGE,
    READING_ROW_ABSTAINING,
    READING_ROW_VOTE,     /* a row of the reading's votes */
    READING_ROW_HALLMARK, /* a row of the reading's hallmarks */
    READING_ROW_STEP,     /* a row of the path's steps */
    READING_ROW_AFTER,    /* what it reads as with all steps taken */
    READING_ROW_ABSTAINS, /* a layer_id */
};

struct reading_row {
    enum reading_row_kind kind;
    uint32_t index;
};

/* Made when the view is shown and the design has changed since: it reads the design many times. */
struct reading_table {
    struct arena arena;
    struct reading_row *rows;
    uint32_t row_count;
    bool there; /* it reads as the scale aimed at: the path is one step away from it, or none */
    struct reading_path path;
};

struct app {
    const struct catalog *catalog; /* rows are only ever added, so that older designs stay valid */
    day today;
    struct arena *session; /* designs, texts that stay; not owned */
    struct arena now;      /* the review */
    struct arena next;     /* the preview */
    struct arena scratch;  /* the message, and what is in use for one event */

    struct history history;
    struct review review; /* of the present design */
    bool has_preview;
    struct review preview;    /* of what Enter (or the chooser's Enter) would make of it */
    struct str preview_when;  /* what makes it so: "Enter" */
    struct str preview_label; /* "take Pinecone for Vector DB" */
    struct str preview_text;  /* "+1 box, +2 arrows, +$50/mo", or why it cannot be done */

    int width, height;
    enum place view;  /* one of the views */
    enum place place; /* where keys go: the view, or what is in front of it */
    struct list lists[PLACE__VIEWS];
    uint32_t made; /* bits of the views that are made from the present design: see place_ops.h */
    struct stack_row *rows; /* of the table: heads, then groups and their layers */
    uint32_t row_count;
    scale_id column; /* under the cursor in the table */
    struct reading_table reading;
    bool card; /* the card is asked for, where it is not shown anyway */
    struct scene_look look;
    struct scene scene; /* the diagram, while it is seen */
    bool ascii;         /* lines and signs in ASCII only */

    struct swept swept;
    struct menu menu;
    struct own_form form;
    struct prompt prompt;
    struct asked asked;
    struct shown shown;

    struct str argument;  /* typed behind the name of the command that is being run */
    enum command then;    /* to be run when this one is done; COMMAND__COUNT: none */
    struct effect effect; /* what the present event asks for */
    bool quit_after_save;

    struct str file;    /* where it is saved to; empty if it has no name yet */
    struct str message; /* shown until the next key */
    enum severity message_severity;
    struct app_job job;
    struct str endings; /* as in app_start */
    bool broken; /* the present design has no review (an amount out of range): message says it */
};

/* What the designer begins with. */
struct app_start {
    const struct catalog *catalog;
    const struct memory *memory; /* for the state's own arenas */
    struct arena *session;
    struct design design; /* lives in `session` */
    struct str file;
    struct str endings; /* of the files that an export can write: "svg, png" */
    day today;
    int width, height;
    bool ascii;
};

void app_init(struct app *app, const struct app_start *start);

struct effect app_update(struct app *app, const struct event *event);

/* What became of an effect; may ask for another one (quit after saving). */
struct effect app_report(struct app *app, const struct outcome *outcome);

void app_release(struct app *app);

struct panes app_panes(const struct app *app);

/* What stands in the line of messages: a message, how an export is going, or nothing. */
enum app_line { LINE_NONE, LINE_TYPED, LINE_MESSAGE, LINE_JOB };
enum app_line app_line(const struct app *app);

/* For views. */
const struct design *app_design(const struct app *app);
const struct stack_row *app_row(const struct app *app);           /* under the table's cursor */
const struct figure *app_figure(const struct app *app);           /* under the workload's cursor */
component_id app_item_component(const struct app *app, int item); /* of the chooser's list */

/* Under the cursor of the reading's view; NULL if that is not shown. */
const struct reading_row *app_reading_row(const struct app *app);

bool app_form_is_typed(int row);         /* the form's row is a text */
int app_form_end(const struct app *app); /* the row that takes what the form describes */

/* A sentence about what is under the cursor, for where nothing would be changed; may be empty. */
struct str app_hint(const struct app *app);

/* Can the command be given now? Of a question's answers only those that it has. */
bool app_offers(const struct app *app, enum command command);

/* The layer that the place under the cursor is about; NONE if it is about none. */
layer_id app_layer(const struct app *app);

/* What is chosen in a layer, by short names joined with " + "; empty if nothing is. */
struct str app_choice_text(const struct catalog *catalog, const struct design *design,
                           layer_id layer, struct arena *arena);

#endif
