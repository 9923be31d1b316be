/* The picture, as SVG. */
#ifndef STRATA_EXPORT_SVG_H
#define STRATA_EXPORT_SVG_H

#include "export/drawing/sheet.h"
#include "strata/export/export.h"

/* What is said besides what is drawn. */
struct svg_words {
    struct str title; /* what people who do not see the picture get instead */
    struct str description;
    enum export_theme theme;
};

/* In the sheet's arena; with EXPORT_AUTO there are colours for dark pages, too. */
struct str svg_write(const struct sheet *sheet, const struct svg_words *words);

#endif
