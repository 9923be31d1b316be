/* Text in a Markdown page. */
#ifndef STRATA_REPORT_MARKDOWN_H
#define STRATA_REPORT_MARKDOWN_H

#include "strata/base/str.h"

/* Adds text so that it means nothing to Markdown or HTML, and so that no service makes a link, a
 * mention or a reference of it; it stays on its line, and within its cell of a table. */
void markdown_text(struct strbuf *page, struct str text);

#endif
