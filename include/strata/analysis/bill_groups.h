/* The bill in groups, sorted, and cut to the largest: another order of the same lines, so that the
 * groups and the rest still add up to the bill's total. */
#ifndef STRATA_ANALYSIS_BILL_GROUPS_H
#define STRATA_ANALYSIS_BILL_GROUPS_H

#include <stdbool.h>
#include <stdint.h>

#include "strata/analysis/bill.h"
#include "strata/base/arena.h"

/* X(constant, word) */
#define BILL_BY(X)            \
    X(COMPONENT, "component") \
    X(LAYER, "layer")         \
    X(VENDOR, "vendor")       \
    X(LINE, "line")

#define X(constant, word) BILL_BY_##constant,
enum bill_by { BILL_BY(X) BILL_BY__COUNT };
#undef X

/* X(constant, word): of the groups; within a group, lines keep the order of the bill. */
#define BILL_SORT(X)  \
    X(LAYER, "layer") \
    X(COST, "cost")   \
    X(NAME, "name")

#define X(constant, word) BILL_SORT_##constant, /* LAYER is the bill's own order */
enum bill_sort { BILL_SORT(X) BILL_SORT__COUNT };
#undef X

const char *bill_by_name(enum bill_by by);     /* "vendor" */
const char *bill_sort_name(enum bill_sort by); /* "cost" */

struct bill_request {
    enum bill_by by;
    enum bill_sort sort;
    uint32_t top; /* keep so many groups, those that come first; 0: all */
};

struct bill_group {
    struct str id;   /* of the component or layer; empty for a vendor and a line */
    struct str name; /* empty for those without a vendor */
    const struct bill_line **lines;
    uint32_t line_count;
    struct price sum;
    uint32_t unpriced; /* lines without an amount among them, because nobody knows it */
};

struct bill_groups {
    struct bill_request request;
    struct bill_group *list;
    uint32_t count;
    uint32_t rest_count; /* groups that were cut off, and what they come to */
    struct price rest;
    uint32_t rest_unpriced;
};

/* Everything is in the arena, or points into the bill. Components without a bill of their own are
 * in no group. */
void bill_group(const struct catalog *catalog, const struct bill *bill,
                const struct bill_request *request, struct arena *arena, struct bill_groups *ret);

/* Likely cost of the lines that people forget, and of those that are estimates. */
money bill_forgotten(const struct bill *bill);
money bill_estimated(const struct bill *bill);

#endif
