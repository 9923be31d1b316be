/* Growth as a picture.
 *
 * All texts are escaped and cleaned; the same sweep gives the same bytes. `title` is the design's. */
#ifndef STRATA_EXPORT_SWEEP_SVG_H
#define STRATA_EXPORT_SWEEP_SVG_H

#include "strata/analysis/sweep.h"
#include "strata/base/arena.h"
#include "strata/base/str.h"

/* One picture for light and for dark pages, with the crossovers numbered and told below it. */
struct str sweep_svg(const struct sweep *sweep, struct str title, struct arena *arena);

#endif
