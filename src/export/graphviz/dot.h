/* The picture as a Graphviz graph. graph_child.c reads those of strangers. */
#ifndef STRATA_EXPORT_GRAPHVIZ_DOT_H
#define STRATA_EXPORT_GRAPHVIZ_DOT_H

#include <stdbool.h>

#include "export/picture.h"
#include "strata/base/arena.h"
#include "strata/base/str.h"

/* DOT source. The nodes have the ids of the boxes (wiring.h) as names, so that two versions of a
 * file can be compared; everything a user can write is in labels and tooltips only. The design's
 * file goes along as export.h says, if there is one. False if cgraph gives up. */
bool dot_write(const struct picture *picture, struct arena *arena, struct str *ret_text);

/* A render_child: the DOT of a `struct picture`. In a process of its own, since cgraph takes some of
 * its memory from malloc(), and does not look whether it got it. */
int dot_child(const void *picture, int out);

/* Stands for "&" in the graph that is laid out. Graphviz decodes "&lt;" in a label but does not
 * encode it again in SVG, so a label that says "&lt;" would come out as "<"; this character it
 * passes through. It is for private use, which clean text (text.h) never has. */
#define DOT_AMPERSAND "\xee\x80\x80" /* U+E000 */

/* The same graph for libgvc, in the child process, with DOT_AMPERSAND for every "&"; NULL if there
 * is none. It is never closed: the process ends first. */
struct Agraph_s;
struct Agraph_s *dot_build(const struct picture *picture, struct arena *arena);

#endif
