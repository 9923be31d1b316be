/* Gates: what ends a run with status 2, after its report was printed. */
#ifndef STRATA_CLI_GATES_H
#define STRATA_CLI_GATES_H

#include <stdbool.h>

#include "cli/options.h"
#include "strata/analysis/bill.h"

/* Is the likely bill over --budget? Never without one. */
bool gate_over_budget(const struct options *options, const struct bill *bill);

/* "the likely bill of $8,176.41 a month is over the budget of $5,000.00" */
struct str gate_budget_text(const struct options *options, const struct bill *bill,
                            struct arena *arena);

/* Does a finding of this severity close the gate that `option` (--fail-on) sets up? */
bool gate_fails(const struct options *options, enum option option, enum severity severity);

#endif
