/* The bill for people and spreadsheets: every line with how its amount comes about. */
#ifndef STRATA_CLI_BILL_TEXT_H
#define STRATA_CLI_BILL_TEXT_H

#include "strata/analysis/review.h"
#include "strata/base/arena.h"
#include "strata/base/str.h"

/* "1,320,000,000 tokens x $3 per 1,000,000", "8 % of $1,200.00"; what is known where there is no
 * amount. */
struct str bill_line_how(const struct catalog *catalog, const struct bill_line *line,
                         struct arena *arena);

/* "API list: the only plan that fits"; empty if the component has no plans. */
struct str bill_line_plan(const struct catalog *catalog, const struct bill_line *line,
                          struct arena *arena);

/* The date of the component's newest source, or empty. */
struct str bill_line_date(const struct catalog *catalog, const struct bill_line *line);

/* "$3", "$1.50", "$0.0472": exact, and with cents if there are any. */
struct str bill_price(struct arena *arena, money price);

struct str bill_table(const struct review *review, struct arena *arena); /* for a terminal */
struct str bill_csv(const struct review *review, struct arena *arena);   /* no cell is a formula */
struct str bill_markdown(const struct review *review,
                         struct arena *arena); /* every text is escaped */

#endif
