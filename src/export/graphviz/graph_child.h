/* DOT to a list by cgraph. Only ever called in the child process of render.h. */
#ifndef STRATA_EXPORT_GRAPHVIZ_GRAPH_CHILD_H
#define STRATA_EXPORT_GRAPHVIZ_GRAPH_CHILD_H

#include "export/graphviz/render.h"
#include "strata/analysis/graph.h"

/* A render_child: reads all graphs in `dot`, a struct str, and writes a list (graph_wire.h) to the file descriptor
 * `out`, with what cgraph has to say in front of it. Its status is RENDER_OK even if the file is
 * full of mistakes: the list says so. */
int graph_child(const void *dot, int out);

/* graph_read() by another child, within other limits: for tests. */
bool graph_read_by(render_child child, const struct render_limits *limits, struct str name,
                   struct str bytes, struct arena *arena, struct graph *ret,
                   struct diag_list *diags);

#endif
