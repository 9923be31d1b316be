/* Where words stand: arrows' labels on their lines, where they hide as little as possible; headings
 * of clusters in the upper left corner. */
#ifndef STRATA_EXPORT_DRAWING_LABELS_H
#define STRATA_EXPORT_DRAWING_LABELS_H

#include "export/drawing/drawing.h"

#define LABEL_LINE_HEIGHT 1200 /* hundredths of a point */

/* Sets `label` of every part that is an edge with captions, and moves the captions of clusters. */
void labels_place(struct drawing *drawing);

/* How much room an arrow's label takes, and a cluster's heading. */
struct point label_size(const struct part *edge);
struct area heading_area(const struct caption *heading);

#endif
