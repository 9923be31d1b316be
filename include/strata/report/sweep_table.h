/* Growth as files: a table for spreadsheets, and everything for programs.
 *
 * All texts are escaped and cleaned; the same sweep gives the same bytes. `title` is the design's. */
#ifndef STRATA_REPORT_SWEEP_TABLE_H
#define STRATA_REPORT_SWEEP_TABLE_H

#include <stdbool.h>

#include "strata/analysis/sweep.h"
#include "strata/base/arena.h"
#include "strata/base/diag.h"
#include "strata/base/str.h"

/* A line for each sample: the figure's value, low, likely and high, how many components have no known
 * price, and the cheapest answer of each contest. */
struct str sweep_csv(const struct sweep *sweep, struct arena *arena);

/* False, with the reason, if there was not enough memory. */
bool sweep_json(const struct sweep *sweep, struct str title, struct arena *arena,
                struct str *ret_bytes, struct diag_list *diags);

#endif
