/* Our own SVG in pixels and on paper, by cairo and pango, which Graphviz brings along. Only ever called
 * in the child process of render.h: they allocate by themselves, and what they load is a lot. */
#ifndef STRATA_EXPORT_DRAWING_PAINT_H
#define STRATA_EXPORT_DRAWING_PAINT_H

#include "export/graphviz/render.h"
#include "strata/base/arena.h"
#include "strata/base/str.h"

/* `svg` is what svg_finish() gives; what is not in there is not painted. The bytes in `arena`. */
enum render_status paint_png(struct str svg, struct arena *arena, struct str *ret_bytes);
enum render_status paint_pdf(struct str svg, struct arena *arena, struct str *ret_bytes);

#endif
