/* A finding as plain text: what it says, what it went by, what mends it. */
#ifndef STRATA_REPORT_FINDING_TEXT_H
#define STRATA_REPORT_FINDING_TEXT_H

#include "strata/analysis/evidence.h"
#include "strata/analysis/review.h"
#include "strata/base/str.h"

/* As lines of a report, see layout.h. */
void finding_text_add(struct strbuf *text, const struct review *review,
                      const struct finding *finding);

/* What it says, and nothing more. */
void finding_text_add_short(struct strbuf *text, const struct finding *finding);

/* The acceptances that match no finding. */
void finding_text_add_idle(struct strbuf *text, const struct review *review);

/* The conditions of a rule with what they come to in a design. */
void finding_text_add_evidence(struct strbuf *text, unsigned indent,
                               const struct evidence_list *evidence);

#endif
