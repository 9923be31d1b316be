/* Gates: what ends a run with status 2, after its report was printed. */
#ifndef STRATA_CLI_GATES_H
#define STRATA_CLI_GATES_H

#include <stdbool.h>

#include "cli/options.h"
#include "strata/analysis/bill.h"

/* Is the bill within --budget? Not if nobody can know it: with an unknown price, a sum that is
 * within says nothing. Always without a budget. */
bool gate_keeps_budget(const struct options *options, const struct bill *bill);

/* "the likely bill of $8,176.41 a month is over the budget of $5,000.00", "nobody can say whether
 * the bill is within the budget of $5,000.00: it is $12.00 without 1 unknown price" */
struct str gate_budget_text(const struct options *options, const struct bill *bill,
                            struct arena *arena);

/* Does --fail-on, set up by `option`, name "unknown", and is there a price that nobody knows? */
bool gate_unknown(const struct options *options, enum option option, const struct bill *bill);

/* What to do about an unknown price. */
#define GATE_UNKNOWN_HINT "a price book, or a price in the design, says what it costs"

/* Does a finding of this severity close the gate that `option` (--fail-on) sets up? */
bool gate_fails(const struct options *options, enum option option, enum severity severity);

#endif
