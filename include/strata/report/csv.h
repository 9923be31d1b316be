/* Tables for spreadsheets: RFC 4180, and no cell is a formula. */
#ifndef STRATA_REPORT_CSV_H
#define STRATA_REPORT_CSV_H

#include "strata/base/str.h"

/* Adds a cell of text, behind a comma if it is not the first one of its line. One that
 * a spreadsheet would run as a formula gets an apostrophe in front. */
void csv_text(struct strbuf *csv, struct str text);

/* Ends the line. */
void csv_end(struct strbuf *csv);

#endif
