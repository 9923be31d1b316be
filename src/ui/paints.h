/* From styles to colours: a theme made ready for a terminal with so many colours. */
#ifndef STRATA_UI_PAINTS_H
#define STRATA_UI_PAINTS_H

#include <stdbool.h>
#include <stdint.h>

#include "strata/base/diag.h"
#include "strata/model/theme.h"
#include "ui/styles.h"

enum colours { COLOURS_NONE, COLOURS_16, COLOURS_256, COLOURS_TRUE };

/* One style, ready to use. */
struct paint {
    int32_t fg; /* 0xrrggbb, or COLOUR_DEFAULT; always default with COLOURS_NONE */
    int32_t bg;
    uint32_t attributes; /* enum theme_attribute */
};

/* Styles that the theme does not name look like STYLE_TEXT with the attributes of styles.h; without
 * colours all styles do. A name that is no style is an error in `diags` with the nearest one. */
bool paints_resolve(const struct theme *theme, enum colours colours,
                    struct paint paints[STYLE__COUNT], struct diag_list *diags);

/* The nearest of the 256 (or 16) colours of xterm, by squared distance; 0xrrggbb in, index out. */
int paints_nearest_256(int32_t rgb);
int paints_nearest_16(int32_t rgb);

#endif
