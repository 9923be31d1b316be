/* What the child that reads a diagram tells its parent: a list, as bytes.
 *
 * The child may have been talked into anything by the file it read, so the parent takes nothing on
 * trust: lengths and counts must fit the bytes that are there, numbers must be of rows that exist.
 */
#ifndef STRATA_EXPORT_GRAPHVIZ_GRAPH_WIRE_H
#define STRATA_EXPORT_GRAPHVIZ_GRAPH_WIRE_H

#include <stdbool.h>
#include <stdint.h>

#include "strata/analysis/graph.h"
#include "strata/base/arena.h"
#include "strata/base/str.h"

/* X(constant, what there are too many of) */
#define GRAPH_WIRE_TOO_MANY(X) \
    X(NOTHING, "nothing")      \
    X(NODES, "boxes")          \
    X(EDGES, "arrows")         \
    X(CLUSTERS, "frames")

#define X(constant, what) GRAPH_WIRE_##constant,
enum graph_wire_too_many { GRAPH_WIRE_TOO_MANY(X) GRAPH_WIRE__COUNT };
#undef X

/* How a label is written. */
enum graph_wire_form {
    GRAPH_WIRE_PLAIN,
    GRAPH_WIRE_HTML,
    GRAPH_WIRE_RECORD, /* "{a|<port> b}" */
    GRAPH_WIRE_HIDDEN, /* it is not drawn */
    GRAPH_WIRE__FORMS,
};

struct graph_wire_label {
    enum graph_wire_form form;
    struct str text; /* as in the file, any bytes */
};

struct graph_wire_node {
    struct str name;
    struct graph_wire_label label;
    uint32_t cluster; /* or NONE */
};

struct graph_wire_edge {
    uint32_t tail;
    uint32_t head;
    bool dashed;
    struct graph_wire_label label;
};

struct graph_wire_cluster {
    uint32_t parent; /* an earlier one, or NONE */
    struct str name;
    struct graph_wire_label label;
};

struct graph_wire {
    bool failed; /* cgraph found mistakes */
    enum graph_wire_too_many too_many;
    uint32_t drawings;
    struct str name;
    struct graph_wire_label label;
    struct str design;
    struct graph_wire_cluster *clusters;
    uint32_t cluster_count;
    struct graph_wire_node *nodes;
    uint32_t node_count;
    struct graph_wire_edge *edges;
    uint32_t edge_count;
};

/* The list as bytes: a mark, and all that follows it. */
void graph_wire_write(const struct graph_wire *wire, struct strbuf *to);

/* Finds the mark and reads what is behind it; *ret_messages is what stands in front, which is what
 * cgraph had to say. Texts stay in `bytes`. False if it is not such a list, whole and true in
 * itself. */
bool graph_wire_read(struct str bytes, struct arena *arena, struct str *ret_messages,
                     struct graph_wire *ret);

#endif
