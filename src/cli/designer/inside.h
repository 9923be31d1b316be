/* What the parts of the designer share. */
#ifndef STRATA_CLI_DESIGNER_INSIDE_H
#define STRATA_CLI_DESIGNER_INSIDE_H

#include "app/app.h"
#include "cli/background.h"
#include "cli/designer.h"
#include "cli/journal.h"
#include "term/script.h"
#include "term/terminal.h"

struct designer {
    const struct designer_request *request;
    struct diag_list *diags; /* for after the terminal was given back */
    struct app app;
    struct arena frame;        /* until the next drawing */
    struct arena work;         /* until the effect is reported */
    struct terminal *terminal; /* NULL with a script */
    struct script script;
    struct background background;  /* the export that is at work */
    struct file_identity identity; /* of the file when it was read or saved */
    bool ascii;

    struct journal journal;
    uint32_t followed; /* as app.history.changes was when the journal was made ready */
    bool told;         /* that it cannot be written */

    struct arena finds; /* `found` */
    struct journal_list found;
    const struct journal_found
        *recovered;        /* is the present work, and not yet in our journal; or NULL */
    struct file_mark mark; /* of the file when somebody looked at it last */
};

/* Carries out one effect and tells the state what became of it. False when the designer is to end. */
bool designer_carry_out(struct designer *designer, struct effect effect);

/* A look at the export, whenever something has happened. A script has no time: its jobs end at once. */
void designer_look_after_export(struct designer *designer);

/* Something that nobody asked for, in the line of messages. */
void designer_tell(struct designer *designer, enum severity severity, struct str text);

/* ---- keeping: what is not saved is in the journal, see journal.h ---- */

/* The journal of the file that is open now, in place of that of the one before. */
void keeping_begin(struct designer *designer);

/* The present work is left to be found by the next start. */
void keeping_set_aside(struct designer *designer);

/* All is saved, to `file`. */
void keeping_saved(struct designer *designer, struct str file);

/* Whatever has happened: the present work is ready to be written before it is drawn, and is written
 * if that is due. */
void keeping_follow(struct designer *designer);

/* Milliseconds until keeping_follow() has something to do; -1: until something happens. */
int keeping_wait(const struct designer *designer);

/* The end. What the person has left unsaved on purpose is dropped; what is cut off is written, and
 * `diags` told where. Needs no memory but for that. */
void keeping_end(struct designer *designer, bool on_purpose, struct diag_list *diags);

/* ---- recovery: what others left. True, with what outcome->effect asked for; or why not ---- */

/* Asks about the unsaved work of the design that is open, and tells who else has it open. */
void recovery_offer(struct designer *designer);
void recovery_ask_again(struct designer *designer); /* about the next one */

bool recovery_recover(struct designer *designer, struct outcome *outcome, struct diag_list *diags);
bool recovery_discard(struct designer *designer, struct outcome *outcome, struct diag_list *diags);
bool recovery_compare(struct designer *designer, struct outcome *outcome, struct diag_list *diags);

/* What was recovered is in our own journal now, or saved. */
void recovery_done(struct designer *designer);

/* ---- the design's file, while it is open ---- */

void disk_seen(struct designer *designer); /* as it is now, it is known */
void disk_look(struct designer *designer); /* asks, if it has become another one */
bool disk_compare(struct designer *designer, struct outcome *outcome, struct diag_list *diags);

#endif
