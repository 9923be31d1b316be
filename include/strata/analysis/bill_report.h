/* What is told of a bill on its own: its groups, and beside the money the hours of work. */
#ifndef STRATA_ANALYSIS_BILL_REPORT_H
#define STRATA_ANALYSIS_BILL_REPORT_H

#include <stdbool.h>

#include "strata/analysis/bill_groups.h"
#include "strata/analysis/operations.h"
#include "strata/analysis/review.h"

struct bill_report {
    const struct review *review;
    struct bill_groups groups;
    struct operations operations;
    bool has_rate;
    money hourly_rate; /* of the work, if somebody has given one; the bill's total is without it */
    money work;        /* a month at that rate */
};

/* `hourly_rate` is NULL where nobody has given one. False, with the reason, if the hours or what
 * they cost are more than can be counted. The review must outlive the report. */
bool bill_report_make(const struct review *review, const struct bill_request *request,
                      const money *hourly_rate, struct arena *arena, struct bill_report *ret,
                      struct diag_list *diags);

#endif
