/* From matches to a design. */
#ifndef STRATA_ANALYSIS_RECOGNISE_RECOGNISE_DESIGN_H
#define STRATA_ANALYSIS_RECOGNISE_RECOGNISE_DESIGN_H

#include "strata/analysis/recognise.h"

/* Sets `design`, and in each match what became of it. */
void recognise_design(const struct catalog *catalog, struct recognition *recognition,
                      struct arena *arena);

#endif
