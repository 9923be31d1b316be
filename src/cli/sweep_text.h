/* Growth for a terminal: the plot, and what changes where. */
#ifndef STRATA_CLI_SWEEP_TEXT_H
#define STRATA_CLI_SWEEP_TEXT_H

#include <stdbool.h>

#include "strata/analysis/sweep.h"

struct str sweep_report(const struct sweep *sweep, struct str title, int width, int height,
                        bool ascii, struct arena *arena);

#endif
