/* What ends, by its day: `strata catalog list --ends`. */
#ifndef STRATA_REPORT_ENDS_TEXT_H
#define STRATA_REPORT_ENDS_TEXT_H

#include "strata/base/arena.h"
#include "strata/base/day.h"
#include "strata/base/str.h"
#include "strata/model/catalog.h"

/* What a layer offers, or with NONE all of the catalogue. A heading stands before what has ended and
 * before what has not. */
struct str ends_text(const struct catalog *catalog, layer_id layer, day today, struct arena *arena);

#endif
