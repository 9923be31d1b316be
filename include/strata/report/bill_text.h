/* The bill for people and spreadsheets: every line with how its amount comes about. */
#ifndef STRATA_REPORT_BILL_TEXT_H
#define STRATA_REPORT_BILL_TEXT_H

#include "strata/analysis/bill_report.h"
#include "strata/analysis/bill_words.h"
#include "strata/base/arena.h"
#include "strata/base/str.h"

/* "about 12.5 hours, an estimate"; what is left out, and what it costs if there is a rate. */
struct str bill_operations(const struct bill_report *report, struct arena *arena);

/* "3 more layers, one with an unknown price": what --top has left out; only if that is something. */
struct str bill_rest(const struct bill_groups *groups, struct arena *arena);

struct str bill_table(const struct bill_report *report, struct arena *arena); /* for a terminal */
struct str bill_csv(const struct bill_report *report,
                    struct arena *arena); /* no cell is a formula */
struct str bill_markdown(const struct bill_report *report,
                         struct arena *arena); /* every text is escaped */

/* The same without its heading, for a page that has its own. */
void bill_markdown_add(struct strbuf *page, const struct bill_report *report);

/* For programs. False, with the reason, if there was not enough memory. */
bool bill_json(const struct bill_report *report, struct arena *arena, struct str *ret_bytes,
               struct diag_list *diags);

#endif
