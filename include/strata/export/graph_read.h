/* From DOT, Mermaid and D2 to a graph: any file, whoever wrote it.
 *
 * It is read (DOT by cgraph) in a child process with limits on time and memory, because what a stranger's
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

/* X(constant, name) */
#define GRAPH_LANGUAGES(X) \
    X(DOT, "Graphviz")     \
    X(MERMAID, "Mermaid")  \
    X(D2, "D2")

#define X(constant, name) GRAPH_##constant,
enum graph_language { GRAPH_LANGUAGES(X) GRAPH_LANGUAGE__COUNT };
#undef X

/* Is there a diagram, in which language, and where? Told by how the text begins (of Mermaid's only
 * flowcharts are read), by the first fence of a Markdown page that holds one ("```mermaid"), or by
 * how the name of the file ends (".dot", ".gv", ".d2"). A design file never is one. */
bool graph_find(struct str file, struct str bytes, enum graph_language *ret_language,
                struct str *ret_text);

/* Does it begin as DOT does: comments, then "strict", "graph" or "digraph" and a name or "{"? A
 * design file never does. */
bool graph_is_text(struct str bytes);

/* `name` is for messages, and what graph_find() asks for; what that does not know is read as DOT.
 * Several drawings in the bytes are read as one; what is not drawn (style
 * invis, shape point) has no label. False, with the reason in `diags`: what is wrong with its line,
 * what is too large, or how the child ended. */
bool graph_read(struct str name, struct str bytes, struct arena *arena, struct graph *ret,
                struct diag_list *diags);

#endif
