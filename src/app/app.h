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
#include "app/event.h"
#include "app/history.h"
#include "app/layout.h"
#include "app/list.h"
#include "app/scene.h"
#include "strata/analysis/review.h"
#include "strata/analysis/sweep.h"
#include "strata/base/arena.h"
#include "strata/base/day.h"
#include "strata/base/diag.h"
#include "strata/diagram/diagram.h"
#include "strata/model/catalog.h"
#include "strata/model/edit.h"

#define TYPED_MAX 4096 /* bytes of a line being typed: any note, title or path */

/* A row of the table. */
enum row_kind { ROW_HEAD, ROW_GROUP, ROW_LAYER };

struct row {
    enum row_kind kind;
    uint32_t id; /* group_id or layer_id */
};

/* A line of text being typed; the cursor is always at its end. */
struct typed {
    char bytes[TYPED_MAX];
    uint32_t len;
};

/* What the prompt is asking for. */
enum ask {
    ASK_COMMAND,
    ASK_TITLE,
    ASK_NOTE,    /* of `ask_layer` */
    ASK_FIGURE,  /* value of `ask_figure` */
    ASK_NEED,    /* name of a need to state or to drop */
    ASK_REGIONS, /* names, apart by commas */
    ASK_REASON,  /* why the finding of `ask_rule` about `ask_component` is accepted ... */
    ASK_UNTIL,   /* ... and until which day */
    ASK_SAVE,    /* file names */
    ASK_SAVE_QUIT,
    ASK_OPEN,
    ASK_EXPORT,
};

/* What the confirmation is about. */
enum question {
    QUESTION_QUIT,
    QUESTION_QUIT_JOB, /* an export is at work */
    QUESTION_OPEN,
    QUESTION_OVERWRITE_CHANGED,
    QUESTION_OVERWRITE_OTHER
};

enum effect_kind {
    EFFECT_NONE,
    EFFECT_QUIT,
    EFFECT_SAVE,   /* to `path`; `force` overwrites what is there */
    EFFECT_OPEN,   /* `path` or preset:NAME */
    EFFECT_EXPORT, /* to `path`, by its ending; it may go on while other things happen */
    EFFECT_CANCEL, /* the export that is at work */
    EFFECT_SUSPEND,
    EFFECT_REDRAW, /* everything, even what seems unchanged */
};

struct effect {
    enum effect_kind kind;
    struct str path;
    bool force;
};

enum report_kind {
    REPORT_DONE,    /* what was asked for is done */
    REPORT_CHANGED, /* not saved: the file was changed on disk since it was read */
    REPORT_EXISTS,  /* not saved: there is another file of that name */
    REPORT_FAILED,  /* `text` says why */
    REPORT_STARTED, /* EFFECT_EXPORT is at work; one of the others will say how it ended */
    REPORT_RUNNING, /* it still is, since `seconds` */
    REPORT_CANCELLED,
};

struct report {
    enum report_kind kind;
    struct effect effect;          /* what it is about */
    struct str text;               /* one line to show */
    unsigned seconds;              /* REPORT_RUNNING */
    const struct design *opened;   /* EFFECT_OPEN, done; in the session's arena */
    const struct catalog *catalog; /* EFFECT_OPEN, done: what it is made for; in the same arena */
    struct str file; /* EFFECT_OPEN, done: where it can be saved to; empty for a preset */
};

/* How the diagram is looked at. */
struct look {
    enum diagram_zoom zoom;
    enum diagram_grouping grouping;
    int x, y; /* the upper left cell that is shown */
};

/* An export that goes on beside the person's work. How it ended stays to be read until a key is
 * pressed while nothing else stands in its line. */
enum job_state { JOB_NONE, JOB_RUNNING, JOB_ENDED };

struct job {
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
    layer_id layer;   /* of the chooser */
    enum place under; /* the place that the help is about */
    struct typed filter;
    struct menu_item *items; /* in `scratch` */
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
struct growth {
    struct arena arena; /* the sweep */
    struct sweep sweep;
    figure_id figure;
    int64_t factor;         /* of the range: see sweep_range() */
    uint32_t cursor;        /* a position on the axis */
    struct sweep_sample at; /* the bill there */
};

/* Rows of the view that tells how the design reads. */
enum ballot_kind {
    BALLOT_ANSWER,
    BALLOT_AIM,
    BALLOT_SUMS,
    BALLOT_VOTES, /* headings: */
    BALLOT_HALLMARKS,
    BALLOT_CHANGE,
    BALLOT_ABSTAINING,
    BALLOT_VOTE,     /* a row of the reading's votes */
    BALLOT_HALLMARK, /* a row of the reading's hallmarks */
    BALLOT_STEP,     /* a row of the path's steps */
    BALLOT_AFTER,    /* what it reads as with all steps taken */
    BALLOT_ABSTAINS, /* a layer_id */
};

struct ballot_row {
    enum ballot_kind kind;
    uint32_t index;
};

/* Made when the view is shown and the design has changed since: it reads the design many times. */
struct ballot {
    struct arena arena;
    bool made;
    struct ballot_row *rows;
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
    struct arena scratch;  /* the menu's list, the message */

    struct history history;
    struct review review; /* of the present design */
    bool has_preview;
    struct review preview;    /* of what Enter (or the chooser's Enter) would make of it */
    struct str preview_label; /* "take Pinecone for Vector DB" */
    struct str preview_text;  /* "+1 box, +2 arrows, +$50/mo", or why it cannot be done */

    int width, height;
    enum place view;  /* one of the views */
    enum place place; /* where keys go: the view, or what is in front of it */
    struct list lists[PLACE__VIEWS];
    struct row *rows; /* of the table: heads, then groups and their layers */
    uint32_t row_count;
    scale_id column; /* under the cursor in the table */
    struct ballot ballot;
    bool card; /* the card is asked for, where it is not shown anyway */
    struct look look;
    struct scene scene; /* the diagram, while it is seen */
    bool ascii;         /* lines and signs in ASCII only */

    struct growth growth;
    struct menu menu;
    struct own_form form;
    enum ask ask;
    layer_id ask_layer;
    figure_id ask_figure;
    rule_id ask_rule;
    component_id ask_component; /* or NONE */
    struct str ask_reason;      /* in `session` */
    struct typed typed;
    enum question question;
    struct effect asked; /* what the question is about */
    bool quit_after_save;

    struct str file;    /* where it is saved to; empty if it has no name yet */
    struct str message; /* shown until the next key */
    enum severity message_severity;
    struct job job;
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
struct effect app_report(struct app *app, const struct report *report);

void app_release(struct app *app);

struct layout app_layout(const struct app *app);

/* What stands in the line of messages: a message, how an export is going, or nothing. */
enum app_line { LINE_NONE, LINE_TYPED, LINE_MESSAGE, LINE_JOB };
enum app_line app_line(const struct app *app);

/* For views. */
const struct design *app_design(const struct app *app);
const struct row *app_row(const struct app *app);                 /* under the table's cursor */
const struct figure *app_figure(const struct app *app);           /* under the workload's cursor */
component_id app_item_component(const struct app *app, int item); /* of the chooser's list */

/* Under the cursor of the reading's view; NULL if that is not shown. */
const struct ballot_row *app_ballot(const struct app *app);

bool app_form_is_typed(int row);         /* the form's row is a text */
int app_form_end(const struct app *app); /* the row that takes what the form describes */

/* The layer that the place under the cursor is about; NONE if it is about none. */
layer_id app_layer(const struct app *app);

/* What is chosen in a layer, by short names joined with " + "; empty if nothing is. */
struct str app_choice_text(const struct catalog *catalog, const struct design *design,
                           layer_id layer, struct arena *arena);

#endif
