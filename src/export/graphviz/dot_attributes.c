#include "export/graphviz/dot_attributes.h"

#include <stddef.h>

#include "export/picture.h"

#define END        \
    {              \
        NULL, NULL \
    }

#define TEXT_(n) #n
#define TEXT(n) TEXT_(n)

/* What is left out matters as much: orthogonal lines, edge labels in the line, rank=same across
 * clusters, constraint=false and concentrate all crash or stall the layout of Graphviz 2.42. */
const struct attribute dot_graph[] = {
    { "bgcolor", "paper" },
    { "class", "" },
    { "color", "faint_line" },
    { "fillcolor", "paper" },
    { "fontcolor", "ink" },
    { "fontname", PICTURE_FONTS },
    { "fontsize", "16" }, /* of the title and, for want of two sizes, of the caption */
    { "forcelabels", "true" },
    { "id", "" },
    { "label", "" },
    { "labeljust", "l" },
    { "labelloc", "t" },
    { "linelength", "0" }, /* no line breaks inside a text */
    { "margin", "" },      /* of clusters, in points; for the whole it would be inches */
    { "nodesep", "0.38" },
    { "pad", "0.4" },
    { "rankdir", "LR" },
    { "ranksep", "1.5" }, /* room for the labels of arrows */
    { "splines", "spline" },
    { "style", "" },
    END,
};

const struct attribute dot_node[] = {
    { "class", "" },
    { "color", "box_line" },
    { "comment", "" },
    { "fillcolor", "box" },
    { "fontcolor", "ink" },
    { "fontname", PICTURE_FONTS },
    { "fontsize", TEXT(PICTURE_NAME_SIZE) },
    { "height", "0.62" },
    { "id", "" },
    { "label", "" },
    { "margin", "0.14,0.08" },
    { "penwidth", "1.2" },
    { "peripheries", "" },
    { "shape", "box" },
    { "style", "rounded,filled" },
    { "tooltip", "" },
    { "width", "" },
    END,
};

const struct attribute dot_edge[] = {
    { "arrowsize", "0.8" },
    { "class", "call" },
    { "color", "line" },
    { "fontcolor", "faint_ink" },
    { "fontname", PICTURE_FONTS },
    { "fontsize", TEXT(PICTURE_LABEL_SIZE) },
    { "id", "" },
    { "penwidth", "1.3" },
    { "style", "" },
    { "tooltip", "" },
    { "weight", "1" },
    { "xlabel", "" },
    END,
};

const struct attribute dot_dashed[] = {
    { "color", "faint_line" },
    { "penwidth", "1.1" },
    { "style", "dashed" },
    { "weight", "0" }, /* does not pull boxes together */
    END,
};

const struct attribute dot_implied[] = {
    { "style", "rounded,filled,dashed" },
    END,
};

/* Of a comparison: what became of a part shows without its colour, too. */
const struct attribute dot_marked_box[MARK__COUNT][4] = {
    [MARK_ADDED] = { { "color", "added" }, { "penwidth", "2.6" }, END },
    [MARK_REMOVED] = { { "color", "removed" },
                       { "penwidth", "2" },
                       { "style", "rounded,filled,dashed" },
                       END },
    [MARK_CHANGED] = { { "color", "changed" }, { "peripheries", "2" }, END },
};

const struct attribute dot_marked_arrow[MARK__COUNT][4] = {
    [MARK_ADDED] = { { "color", "added" }, { "penwidth", "2.6" }, END },
    [MARK_REMOVED] = { { "color", "removed" }, { "penwidth", "2" }, { "style", "dotted" }, END },
    [MARK_CHANGED] = { { "color", "changed" }, { "penwidth", "2.6" }, END },
};

const struct attribute dot_region[] = {
    { "color", "faint_line" },
    { "fillcolor", "paper" },
    { "fontcolor", "ink" },
    { "fontsize", TEXT(PICTURE_GROUP_SIZE) },
    { "margin", "16" },
    { "style", "rounded,dashed" },
    END,
};

const struct attribute dot_group[] = {
    { "fontsize", TEXT(PICTURE_GROUP_SIZE) },
    { "margin", "14" },
    { "style", "rounded,filled" },
    END,
};

const struct attribute dot_tints[TINT__COUNT][4] = {
#define X(class, ...)                                   \
    [TINT_##class] = { { "color", #class "_line" },     \
                       { "fillcolor", #class "_fill" }, \
                       { "fontcolor", #class "_ink" },  \
                       END },
    TINTS(X)
#undef X
};

const struct attribute dot_legend[] = {
    { "color", "legend_line" },
    { "fillcolor", "paper" },
    { "fontcolor", "faint_ink" },
    { "fontsize", TEXT(PICTURE_GROUP_SIZE) },
    { "margin", "10" },
    { "style", "rounded" },
    END,
};

const struct attribute dot_legend_text[] = {
    { "fontcolor", "faint_ink" }, { "fontsize", TEXT(PICTURE_LABEL_SIZE) },
    { "height", "0.2" },          { "margin", "0.08,0.02" },
    { "shape", "plaintext" },     { "style", "" },
    { "width", "0.6" },           END,
};

/* The same for all, so that the lines end together. */
const struct attribute dot_legend_meaning[] = { { "width", "3.1" }, END };

const struct attribute dot_legend_sample[] = {
    { "fontsize", TEXT(PICTURE_LABEL_SIZE) },
    { "height", "0.28" },
    { "margin", "0.1,0.03" },
    { "shape", "box" },
    { "style", "rounded,filled" },
    END,
};

const struct attribute dot_hidden[] = { { "style", "invis" }, END };
