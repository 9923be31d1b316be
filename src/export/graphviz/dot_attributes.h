/* How each part of the DOT graph looks: tables of attributes, each with an END of two NULLs. All
 * values are constants, and those of colours the names of colours.h; what a part says (label,
 * tooltip, id, class, comment) is in dot_text.h. */
#ifndef STRATA_EXPORT_GRAPHVIZ_DOT_ATTRIBUTES_H
#define STRATA_EXPORT_GRAPHVIZ_DOT_ATTRIBUTES_H

#include "export/colours.h"
#include "strata/analysis/difference.h"

struct attribute {
    const char *name;
    const char *value;
};

/* What all have: declared, with these values where nothing else is set. */
extern const struct attribute dot_graph[];
extern const struct attribute dot_node[];
extern const struct attribute dot_edge[];

/* On top of that. */
extern const struct attribute dot_dashed[];  /* arrows */
extern const struct attribute dot_implied[]; /* boxes */
extern const struct attribute dot_marked_box[MARK__COUNT][4];
extern const struct attribute dot_marked_arrow[MARK__COUNT][4];
extern const struct attribute dot_region[]; /* clusters */
extern const struct attribute dot_group[];
extern const struct attribute dot_tints[TINT__COUNT][4];

/* The legend: its cluster, its words, its sample boxes, and the edges that are only there to keep
 * the two side by side. */
extern const struct attribute dot_legend[];
extern const struct attribute dot_legend_text[];
extern const struct attribute dot_legend_meaning[];
extern const struct attribute dot_legend_sample[];
extern const struct attribute dot_hidden[];

#endif
