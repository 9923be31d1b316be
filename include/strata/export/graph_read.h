/* From DOT to a graph: any Graphviz file, whoever wrote it.
 *
 * cgraph reads it, in a child process with limits on time and memory, because what a stranger's
 * file makes of a parser is not to happen where a person's work is. What comes back is checked like
 * any other stranger's bytes. */
#ifndef STRATA_EXPORT_GRAPH_READ_H
#define STRATA_EXPORT_GRAPH_READ_H

#include <stdbool.h>

#include "strata/analysis/graph.h"
#include "strata/base/arena.h"
#include "strata/base/diag.h"

#define GRAPH_BYTES (4u * 1024 * 1024) /* one file */
#define GRAPH_NODES 5000
#define GRAPH_EDGES 20000
#define GRAPH_CLUSTERS 2000
#define GRAPH_DEPTH 64         /* frames in frames; deeper ones count as the last of them */
#define GRAPH_LABEL_BYTES 4096 /* of one label as it is in the file; the rest of it is cut off */
#define GRAPH_TEXT_BYTES 300   /* of what it says without tags and escapes, likewise ... */
#define GRAPH_WORDS_BYTES \
    (256u * 1024) /* ... and of all of them: what they say is looked up, word by word */
#define GRAPH_SECONDS 5

/* Does the name of a file end as those of DOT files do (".dot", ".gv")? */
bool graph_is_file(struct str file);

/* Does it begin as DOT does: comments, then "strict", "graph" or "digraph" and a name or "{"? A
 * design file never does. */
bool graph_is_text(struct str bytes);

/* `name` is for messages. Several drawings in the bytes are read as one; what is not drawn (style
 * invis, shape point) has no label. False, with the reason in `diags`: what is wrong with its line,
 * what is too large, or how the child ended. */
bool graph_read(struct str name, struct str bytes, struct arena *arena, struct graph *ret,
                struct diag_list *diags);

#endif
