/* The characters that lines, boxes and brackets are made of. */
#ifndef STRATA_DIAGRAM_GLYPHS_H
#define STRATA_DIAGRAM_GLYPHS_H

#include <stdbool.h>

/* Ways out of a cell. */
enum { GLYPH_NORTH = 1, GLYPH_EAST = 2, GLYPH_SOUTH = 4, GLYPH_WEST = 8 };

const char *glyph_line(unsigned ways, bool dashed, bool ascii);
const char *glyph_crossing(bool ascii);          /* two lines, each straight on */
const char *glyph_head(unsigned to, bool ascii); /* one way: where it points */

#endif
