/* The arithmetic behind a finding, sum by sum. */
#ifndef STRATA_ANALYSIS_RULES_EVIDENCE_SUMS_H
#define STRATA_ANALYSIS_RULES_EVIDENCE_SUMS_H

#include "strata/analysis/evidence.h"

void evidence_add_sums(const struct facts *facts, const struct bill *bill,
                       const struct finding *finding, struct arena *arena,
                       struct evidence_list *list);

#endif
