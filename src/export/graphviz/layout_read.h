/* From what Graphviz gave to a drawing. */
#ifndef STRATA_EXPORT_LAYOUT_READ_H
#define STRATA_EXPORT_LAYOUT_READ_H

#include <stdbool.h>

#include "export/drawing/drawing.h"
#include "export/graphviz/sketch.h"
#include "strata/base/diag.h"

/* Reads the layout of `sketch` in Graphviz's `json`. The child that laid it out has C libraries of
 * others in it, so nothing is taken from its answer but numbers within limits: positions, colours,
 * widths. Names only serve to find the part of the sketch, which has the words. False, with the
 * reason in `diags`, if the answer is cut off or has anything that such a picture does not have, or
 * if a part of the sketch, one of its lines of text or its shapes are missing in it. */
bool layout_read(struct str json, const struct sketch *sketch, struct arena *arena,
                 struct drawing *ret, struct diag_list *diags);

#endif
