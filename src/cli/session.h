/* One run of strata: what a subcommand has at hand. */
#ifndef STRATA_CLI_SESSION_H
#define STRATA_CLI_SESSION_H

#include "cli/options.h"
#include "strata/analysis/review.h"
#include "strata/base/arena.h"
#include "strata/base/day.h"
#include "strata/base/diag.h"
#include "strata/base/memory.h"
#include "strata/model/catalog.h"

/* Exit statuses besides EXIT_SUCCESS and EXIT_FAILURE. */
#define EXIT_GATE 2

struct session {
    const struct memory *memory;
    struct arena arena;     /* until the end of the run */
    struct diag_list diags; /* printed at the end of the run */
    struct options options;
    day today;              /* see today.h */
    struct catalog catalog; /* that of --catalog, or the shipped one */
};

/* To standard output; returns the exit status. */
int session_print(struct session *session, struct str text);

/* As output_save() does it, but never over a file that was read (inputs.h). */
bool session_save(const struct session *session, const char *path, struct str bytes, bool replace,
                  struct arena *arena, struct diag_list *diags);

/* The same with the session's own arena and messages; returns the exit status. */
int session_write(struct session *session, const char *path, struct str bytes, bool replace);

/* The review of the design that an operand names. False, with the reasons, if there is none. */
bool session_review(struct session *session, const char *operand, struct review *ret);

/* What --doc asks for, printed. */
int session_doc(struct session *session);

/* The subcommands: each returns the exit status, and leaves its messages in session->diags. */
#define VERB(constant, name, function, ...) int verb_##function(struct session *session);
#include "cli/options.def"

#endif
