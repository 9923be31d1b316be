/* A sketch as a Graphviz graph. graph_child.c reads those of strangers. */
#ifndef STRATA_EXPORT_DOT_H
#define STRATA_EXPORT_DOT_H

#include "export/graphviz/render.h"
#include "export/graphviz/sketch.h"
#include "strata/base/arena.h"
#include "strata/base/str.h"

/* DOT source. The nodes have the ids of the boxes (wiring.h) as names, so that two versions of a
 * file can be compared; everything a user can write is in labels and tooltips only. The design's
 * file goes along as export.h says, if there is one. RENDER_OK, or what went wrong. */
enum render_status dot_write(const struct sketch *sketch, struct arena *arena,
                             struct str *ret_text);

/* A render_child: the DOT of a `struct sketch`. In a process of its own, since cgraph takes some of
 * its memory from malloc(), and does not look whether it got it. */
int dot_child(const void *sketch, int out);

/* The same graph for libgvc, in the child process, without what does not matter for a layout. It is
 * never closed: the process ends first. */
struct Agraph_s;
enum render_status dot_build(const struct sketch *sketch, struct arena *arena,
                             struct Agraph_s **ret_graph);

#endif
