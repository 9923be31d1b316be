/* A sheet in pixels and on paper, by cairo and pango, which Graphviz brings along. Only ever called
 * in the child process of render.h: they allocate by themselves, and what they load is a lot. */
#ifndef STRATA_EXPORT_DRAWING_PAINT_H
#define STRATA_EXPORT_DRAWING_PAINT_H

#include "export/drawing/sheet.h"
#include "export/graphviz/render.h"
#include "strata/base/day.h"
#include "strata/base/str.h"

/* The bytes of a file, in the sheet's arena. A PDF says that it was made on `date`; a PNG says
 * nothing. */
enum render_status paint_png(const struct sheet *sheet, day date, struct str *ret_bytes);
enum render_status paint_pdf(const struct sheet *sheet, day date, struct str *ret_bytes);

#endif
