/* What a label of a DOT file says, without how it is drawn. */
#ifndef STRATA_EXPORT_GRAPHVIZ_GRAPH_LABEL_H
#define STRATA_EXPORT_GRAPHVIZ_GRAPH_LABEL_H

#include "export/graphviz/graph_wire.h"

/* The lines that are drawn, clean, without empty ones, joined by line ends. Escapes ("\n", "\l",
 * "\N" for `node`, "\G" for `drawing`), the fields of records, tags and entities of HTML are
 * resolved; bytes that are not UTF-8 are taken for Latin-1, as Graphviz does. */
struct str graph_label(const struct graph_wire_label *label, struct str node, struct str drawing,
                       struct arena *arena);

/* A name as text: clean, from Latin-1 if it must be. */
struct str graph_name(struct str bytes, struct arena *arena);

#endif
