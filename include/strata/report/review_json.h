/* The whole review as JSON, for programs. */
#ifndef STRATA_REPORT_REVIEW_JSON_H
#define STRATA_REPORT_REVIEW_JSON_H

#include "strata/analysis/review.h"

bool review_json(const struct review *review, struct arena *arena, struct str *ret_bytes,
                 struct diag_list *diags);

#endif
