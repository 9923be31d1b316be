/* reading_make() for somebody who has gathered the facts already. */
#ifndef STRATA_ANALYSIS_READING_READING_FACTS_H
#define STRATA_ANALYSIS_READING_READING_FACTS_H

#include "strata/analysis/conditions.h"
#include "strata/analysis/reading.h"

void reading_of_facts(const struct facts *facts, struct arena *arena, struct reading *ret);

#endif
