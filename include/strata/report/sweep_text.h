/* Growth for a terminal: the plot, and what changes where. */
#ifndef STRATA_REPORT_SWEEP_TEXT_H
#define STRATA_REPORT_SWEEP_TEXT_H

#include <stdbool.h>

#include "strata/analysis/sweep.h"

/* `plot` is the picture in characters with its lines ended, and `legend` what its signs mean: another
 * room draws them. */
struct str sweep_report(const struct sweep *sweep, struct str title, struct str plot,
                        struct str legend, struct arena *arena);

#endif
