/* The bill for people and spreadsheets: every line with how its amount comes about. */
#ifndef STRATA_CLI_BILL_TEXT_H
#define STRATA_CLI_BILL_TEXT_H

#include "strata/analysis/bill_report.h"
#include "strata/base/arena.h"
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
struct str bill_line_age(const struct review *review, const struct bill_line *line,
                         struct arena *arena);

/* "about 12.5 hours, an estimate"; what is left out, and what it costs if there is a rate. */
struct str bill_operations(const struct bill_report *report, struct arena *arena);

/* "3 more layers, one with an unknown price": what --top has left out; only if that is something. */
struct str bill_rest(const struct bill_groups *groups, struct arena *arena);

/* "$3", "$1.50", "$0.0472": exact, and with cents if there are any. */
struct str bill_price(struct arena *arena, money price);

struct str bill_table(const struct bill_report *report, struct arena *arena); /* for a terminal */
struct str bill_csv(const struct bill_report *report,
                    struct arena *arena); /* no cell is a formula */
struct str bill_markdown(const struct bill_report *report,
                         struct arena *arena); /* every text is escaped */

/* For programs. False, with the reason, if there was not enough memory. */
bool bill_json(const struct bill_report *report, struct arena *arena, struct str *ret_bytes,
               struct diag_list *diags);

#endif
