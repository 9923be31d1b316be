/* The review as a Graphviz graph. dot.c is the one file that knows cgraph. */
#ifndef STRATA_EXPORT_DOT_H
#define STRATA_EXPORT_DOT_H

#include <stdbool.h>

#include "strata/analysis/review.h"
#include "strata/base/arena.h"
#include "strata/base/diag.h"
#include "strata/base/str.h"

/* DOT source. The nodes have the ids of the boxes (wiring.h) as names, so that two versions of a
 * file can be compared; everything a user can write is in labels and tooltips only. `design` goes
 * along as export.h says, if it is not empty. */
bool dot_write(const struct review *review, struct str design, struct arena *arena,
               struct str *ret_text, struct diag_list *diags);

/* Stands for "&" in the text that is laid out. Graphviz decodes "&lt;" in a label but does not
 * encode it again in SVG, so a label that says "&lt;" would come out as "<"; this character it
 * passes through. It is for private use, which clean text (text.h) never has. */
#define DOT_AMPERSAND "\xee\x80\x80" /* U+E000 */

/* What dot_write() gave, with DOT_AMPERSAND for every "&". */
struct str dot_for_layout(struct str text, struct arena *arena);

/* Reads DOT into a graph for libgvc, in the child process; NULL if it is not DOT. The same text
 * gives the same graph, down to the order of everything in it. It is never closed: the process ends
 * first. */
struct Agraph_s;
struct Agraph_s *dot_read(struct str text, struct arena *arena);

#endif
