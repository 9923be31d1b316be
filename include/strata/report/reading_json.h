/* A reading as JSON: within another report, or as one of its own with everything that speaks for it.
 */
#ifndef STRATA_REPORT_READING_JSON_H
#define STRATA_REPORT_READING_JSON_H

#include "strata/analysis/reading.h"
#include "strata/report/json.h"

/* {"scale", "margin", "votes", "hallmarks"}; the scale is "mixed" where it is, and null where
 * nothing votes. */
void json_put_reading(struct json_writer *writer, const char *key, const struct catalog *catalog,
                      const struct reading *reading);

/* Adds to an open report, after json_begin(): the reading, the votes by layer, the hallmarks, who
 * abstains, what would make the design read as the scale it aims at, and what would tip it. */
void json_put_evidence(struct json_writer *writer, const struct catalog *catalog,
                       const struct design *design);

#endif
