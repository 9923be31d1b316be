/* Plain text in columns, for reports and help: no wider than 80 cells, wherever its words allow.
 * All text that comes in is clean (text.h). */
#ifndef STRATA_REPORT_PAGE_TEXT_H
#define STRATA_REPORT_PAGE_TEXT_H

#include "strata/base/str.h"

#define LAYOUT_WIDTH 80

/* Blanks, until the text is `cells` wide from `start`, an earlier length of the buffer. */
void layout_pad(struct strbuf *buf, size_t start, unsigned cells);

/* `text`, wrapped between the columns `indent` and `width`, as lines. */
void layout_paragraph(struct strbuf *buf, unsigned indent, unsigned width, struct str text);

/* `label` at the column `indent`, and beside it, from `column` on, `text`, wrapped. A label that is
 * too long has its own line. */
void layout_item(struct strbuf *buf, unsigned indent, struct str label, unsigned column,
                 struct str text);

/* A title, underlined, and an empty line. */
void layout_title(struct strbuf *buf, struct str title);

/* A heading with an empty line before it. */
void layout_heading(struct strbuf *buf, const char *text);

/* Text to the right of a column of so many cells, with a blank before it where it fills them all:
 * columns never run together. */
void layout_right(struct strbuf *buf, unsigned cells, struct str text);

#endif
