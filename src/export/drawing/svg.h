/* The picture. */
#ifndef STRATA_EXPORT_DRAWING_SVG_H
#define STRATA_EXPORT_DRAWING_SVG_H

#include "strata/export/export.h"

/* What Graphviz does not know of it. */
struct svg_words {
    struct str title; /* what people who do not see the picture get instead */
    struct str description;
    enum export_theme theme;
};

/* Graphviz's SVG to ours: checked (svg_read.c), without its comments and ids, with a title and a
 * description, labels on their lines, and colours for dark pages. False, with the reason, if it is
 * not what it should be. */
bool svg_finish(struct str raw, const struct svg_words *words, struct arena *arena,
                struct str *ret_text, struct diag_list *diags);

#endif
