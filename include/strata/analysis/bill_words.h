/* Lines of the bill in words: how an amount comes about, why this plan, and whose price it is. */
#ifndef STRATA_ANALYSIS_BILL_WORDS_H
#define STRATA_ANALYSIS_BILL_WORDS_H

#include "strata/analysis/bill.h"
#include "strata/base/arena.h"
#include "strata/base/day.h"
#include "strata/base/str.h"

/* "1,320,000,000 tokens x $3 per 1,000,000", "8 % of $1,200.00"; what is known where there is no
 * amount. */
struct str bill_line_how(const struct catalog *catalog, const struct bill_line *line,
                         struct arena *arena);

/* "API list: the only plan that fits"; empty if the component has no plans. */
struct str bill_line_plan(const struct catalog *catalog, const struct bill_line *line,
                          struct arena *arena);

/* The component's newest source, and its date; empty if there is none. */
struct str bill_line_source(const struct catalog *catalog, const struct bill_line *line);
struct str bill_line_date(const struct catalog *catalog, const struct bill_line *line);

/* "price of 2026-08-21", "price from 2025-06-01, 541 days old"; empty without a source. */
struct str bill_line_age(const struct catalog *catalog, day today, const struct bill_line *line,
                         struct arena *arena);

/* "$3", "$1.50", "$0.0472": exact, and with cents if there are any. */
struct str bill_price(struct arena *arena, money price);

#endif
