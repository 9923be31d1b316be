/* What `strata read` prints, and the phrases that other reports share with it. */
#ifndef STRATA_REPORT_READING_TEXT_H
#define STRATA_REPORT_READING_TEXT_H

#include "strata/analysis/reading.h"
#include "strata/base/arena.h"
#include "strata/base/str.h"

/* The reading of a design with all that speaks for it, and what would change it, no wider than 80
 * columns. */
struct str reading_text(const struct catalog *catalog, const struct design *design,
                        struct arena *arena);

/* "Solo 2.6, Startup 24.2, Enterprise 0.2": by scale, in the catalogue's order. */
struct str reading_text_votes(const struct catalog *catalog, const quantity *weights,
                              struct arena *arena);

#endif
