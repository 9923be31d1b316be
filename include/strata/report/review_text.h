/* What `strata show` prints, and the phrases that other reports share with it. */
#ifndef STRATA_REPORT_REVIEW_TEXT_H
#define STRATA_REPORT_REVIEW_TEXT_H

#include "strata/analysis/review.h"
#include "strata/base/arena.h"
#include "strata/base/str.h"

/* The whole review as plain text, no wider than 80 columns. */
struct str review_text(const struct review *review, struct arena *arena);

/* "2 warnings, 1 note"; "nothing found" */
struct str review_text_findings(const struct findings *findings, struct arena *arena);

/* What mends a finding, and when the choice becomes right; may be empty. */
struct str review_text_hint(const struct review *review, const struct finding *finding,
                            struct arena *arena);

#endif
