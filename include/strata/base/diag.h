/* What is wrong with somebody's input, and where.
 *
 * Readers and checks add one `struct diag` for every mistake and go on, so that all are told in one
 * run. All text in a diag is clean (text.h) and lives in the list's arena. Printing is the business
 * of cli. */
#ifndef STRATA_BASE_DIAG_H
#define STRATA_BASE_DIAG_H

#include <stdbool.h>
#include <stdint.h>

#include "strata/base/arena.h"
#include "strata/base/str.h"
#include "strata/base/vec.h"

enum severity {
    SEVERITY_NOTE,
    SEVERITY_WARNING,
    SEVERITY_ERROR,
    SEVERITY__COUNT,
};

/* A place in a file: line and column count from 1; 0 means "the file as a whole". Columns count
 * characters. */
struct span {
    struct str file;
    uint32_t line;
    uint32_t column;
};

struct diag {
    enum severity severity;
    struct span span;
    struct str path; /* breadcrumb like "components[3].plans[0].scales", may be empty */
    struct str text;
    struct str hint; /* what to do, may be empty: 'did you mean "pinecone"?' */
};

#define DIAG_LIMIT 100 /* more than these of one severity are counted, not kept */

struct diag_list {
    struct arena *arena;
    VEC(struct diag) list;
    uint32_t counts[SEVERITY__COUNT]; /* all of them, kept or not */
};

void diag_init(struct diag_list *diags, struct arena *arena);

/* Adds a finding; text is a printf format. `path` and `hint` may be empty slices. Everything is
 * cleaned, cut to a length that can be shown, and copied. */
void diag_add(struct diag_list *diags, enum severity severity, struct span span, struct str path,
              struct str hint, const char *format, ...) __attribute__((format(printf, 6, 7)));

/* Without a place in a file; `hint` may be empty. */
void diag_tell(struct diag_list *diags, enum severity severity, struct str hint, const char *format,
               ...) __attribute__((format(printf, 4, 5)));
void diag_error(struct diag_list *diags, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

uint32_t diag_count(const struct diag_list *diags); /* all of them, kept or not */
bool diag_failed(const struct diag_list *diags);    /* any error? */

const char *severity_name(enum severity severity); /* "note", "warning", "error" */
bool severity_from_name(struct str name, enum severity *ret_severity);

/* `file:line:col: path: text (hint)`, the one form in which a diag is shown. Errors carry no
 * severity word; notes and warnings have "note: " or "warning: " before the text. */
struct str diag_format(struct arena *arena, const struct diag *diag);

#endif
