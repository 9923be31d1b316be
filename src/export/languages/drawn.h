/* What the readers of Mermaid and D2 fill: a list as graph_child.c makes it of DOT (graph_wire.h).
 *
 * They run where that does, in a child with limits, and have none of their own but for how many
 * things there may be. What they do not understand they pass over: both languages have far more to
 * say about looks than about what is drawn. */
#ifndef STRATA_EXPORT_LANGUAGES_DRAWN_H
#define STRATA_EXPORT_LANGUAGES_DRAWN_H

#include "export/graphviz/graph_wire.h"
#include "strata/base/index.h"
#include "strata/base/vec.h"

struct drawn {
    struct arena *arena;
    struct graph_wire wire;
    VEC(struct graph_wire_cluster) clusters;
    VEC(struct graph_wire_node) nodes;
    VEC(struct graph_wire_edge) edges;
    struct index names; /* of the nodes */
};

void drawn_init(struct drawn *drawn, struct arena *arena);

/* The box of that name, which is added if there is none yet. NONE if there are too many. */
uint32_t drawn_node(struct drawn *drawn, struct str name);

void drawn_edge(struct drawn *drawn, uint32_t tail, uint32_t head, struct str label,
                enum graph_wire_form form, bool dashed);

/* A frame in another one, or in NONE. */
uint32_t drawn_cluster(struct drawn *drawn, uint32_t parent, struct str name, struct str label,
                       enum graph_wire_form form);

/* The list, once all is in it; it failed if nothing is. */
const struct graph_wire *drawn_wire(struct drawn *drawn);

/* The value of a comment that holds a design, as strata writes it; empty if it is another one. */
struct str drawn_design(struct str comment);

/* From the text of a flowchart, and of a D2 file. Texts stay in `text` or are in the arena. */
void mermaid_read(struct str text, struct drawn *drawn);
void d2_read(struct str text, struct drawn *drawn);

/* The same as children (render.h) with a struct str as input. */
int mermaid_child(const void *text, int out);
int d2_child(const void *text, int out);

#endif
