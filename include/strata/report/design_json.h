/* What the person chose, in a report for programs. */
#ifndef STRATA_REPORT_DESIGN_JSON_H
#define STRATA_REPORT_DESIGN_JSON_H

#include "strata/analysis/review.h"
#include "strata/report/json.h"

/* An object "design": regions, needs, choices, figures, notes and what is accepted. */
void json_put_design(struct json_writer *json, const struct review *review);

#endif
