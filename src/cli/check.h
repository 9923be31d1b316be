/* What `strata check` has to tell about one file, whatever the format. */
#ifndef STRATA_CLI_CHECK_H
#define STRATA_CLI_CHECK_H

#include "cli/session.h"

/* A finding, a note about an acceptance, or a gate that closed. */
struct check_message {
    enum severity severity;
    bool counts;   /* not an accepted finding */
    struct str id; /* of the rule; "accepted", "budget", "price-age" */
    struct str text;
    struct str hint; /* may be empty */
    uint32_t line;   /* 0: the file as a whole */
    uint32_t column;
    const struct finding *finding; /* or NULL */
};

struct checked {
    struct str file; /* clean; "standard input" */
    bool on_disk;    /* and not a preset or standard input */
    bool read;       /* else there is no review, and the reader's messages say why */
    struct review review;
    uint32_t first_diag, diag_count; /* the reader's messages in the session's list */
    VEC(struct check_message) messages;
};

struct check_report {
    struct session *session;
    struct checked *files;
    uint32_t count;
};

/* Fills in `messages`; true if a gate closed. */
bool check_gather(struct session *session, struct checked *file);

struct str check_text(const struct check_report *report);
struct str check_github(const struct check_report *report); /* workflow commands */
bool check_json(const struct check_report *report, bool closed, struct str *ret,
                struct diag_list *diags);

/* "2 files: 1 warning, 3 notes" or what one file has; without a line end. */
struct str check_summary(const struct check_report *report);

#endif
