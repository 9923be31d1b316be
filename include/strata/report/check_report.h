/* What `strata check` has to tell about files, whatever the format. Everything is in the arena. */
#ifndef STRATA_REPORT_CHECK_REPORT_H
#define STRATA_REPORT_CHECK_REPORT_H

#include <stdbool.h>
#include <stdint.h>

#include "strata/analysis/review.h"
#include "strata/base/arena.h"
#include "strata/base/diag.h"
#include "strata/base/str.h"
#include "strata/base/vec.h"

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
    uint32_t first_diag, diag_count; /* the reader's messages in the report's list */
    uint32_t untold; /* mistakes that were counted, because too many had been told */
    VEC(struct check_message) messages;
    struct str within; /* how the bill keeps to its budget; empty without one, and if it is over */
};

struct check_report {
    struct arena *arena;
    const struct diag_list *diags; /* the readers' messages about all files */
    struct checked *files;
    uint32_t count;
};

struct str check_text(const struct check_report *report);
struct str check_github(const struct check_report *report); /* workflow commands */
bool check_json(const struct check_report *report, bool closed, struct str *ret,
                struct diag_list *diags);

/* "2 files: 1 warning, 3 notes" or what one file has; without a line end. */
struct str check_summary(const struct check_report *report);

#endif
