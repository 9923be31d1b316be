/* The screen as an SVG picture, in the colours of a theme: for documents and slides.
 *
 * The text is clean, as the canvas wants it, and escaped. A colour that the theme leaves to the
 * terminal is near black or near white, as suits the theme's ground. */
#ifndef STRATA_UI_CANVAS_SVG_H
#define STRATA_UI_CANVAS_SVG_H

#include "strata/base/arena.h"
#include "ui/canvas.h"
#include "ui/paints.h"

/* `light`: the theme is meant for light grounds. `title` is for readers who do not see the picture. */
struct str canvas_svg(const struct canvas *canvas, const struct paint paints[STYLE__COUNT],
                      bool light, struct str title, struct arena *arena);

#endif
