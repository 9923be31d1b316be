/* How old prices are.
 *
 * A component's prices are as old as its newest source: what an older one says beside it was looked
 * at again when the newer one was written down. */
#ifndef STRATA_ANALYSIS_PRICE_AGE_H
#define STRATA_ANALYSIS_PRICE_AGE_H

#include "strata/base/day.h"
#include "strata/model/catalog.h"

/* Prices that are older, in days, are said to be. */
#define PRICE_OLD 180

/* The newest source; NULL if there is none. */
const struct source *price_source(const struct catalog *catalog, component_id component);

/* Its day; DAY_NONE if there is none. */
day price_day(const struct catalog *catalog, component_id component);

/* Days from then until `today`; 0 for one to come, INT32_MAX for DAY_NONE. */
int32_t price_age(day then, day today);

#endif
