/* What `strata diff` tells, as sections of rows in words: one list, from which come the text for
 * a terminal and the page for a pull request. */
#ifndef STRATA_REPORT_DIFF_ROWS_H
#define STRATA_REPORT_DIFF_ROWS_H

#include "strata/analysis/difference.h"
#include "strata/base/vec.h"

struct diff_row {
    enum mark mark;
    struct str what;   /* "Vector DB", "Pinecone: reads" */
    struct str before; /* empty if there was none */
    struct str after;
    struct str change; /* "+$412.00", "+1"; or empty */
};

struct diff_section {
    const char *title;
    VEC(struct diff_row) rows;
};

/* X(constant, title): in the order in which they are told. */
#define DIFF_SECTIONS(X)         \
    X(SUMMARY, "Summary")        \
    X(LAYERS, "Layers")          \
    X(BOXES, "Boxes")            \
    X(ARROWS, "Arrows")          \
    X(BILL, "Bill, USD a month") \
    X(WORKLOAD, "Workload")      \
    X(FINDINGS, "Findings")      \
    X(ACCEPTED, "Accepted")      \
    X(NOTES, "Notes")

#define X(constant, title) DIFF_##constant,
enum diff_section_id { DIFF_SECTIONS(X) DIFF__COUNT };
#undef X

struct diff_report {
    struct diff_section
        sections[DIFF__COUNT]; /* the summary always has rows; others may be empty */
};

void diff_rows(const struct difference *difference, struct arena *arena, struct diff_report *ret);

#endif
