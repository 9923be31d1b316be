/* A drawing as data: boxes, arrows and frames with what is written on them, whoever drew it.
 *
 * The reader of some format makes one (export/graph_read.h does for DOT); recognise.h says what it
 * shows. All texts are clean (text.h) but for line ends inside of labels, which part their lines. */
#ifndef STRATA_ANALYSIS_GRAPH_H
#define STRATA_ANALYSIS_GRAPH_H

#include <stdbool.h>
#include <stdint.h>

#include "strata/base/str.h"

struct graph_node {
    struct str name;  /* what the file calls it */
    struct str label; /* lines as they are drawn; empty if nothing is */
    uint32_t cluster; /* the innermost frame around it; NONE: in no frame */
};

struct graph_edge {
    uint32_t tail;
    uint32_t head;
    struct str label;
    bool dashed;
};

struct graph_cluster {
    struct str name;
    struct str label;
    uint32_t parent; /* stands before this one; or NONE */
};

struct graph {
    struct str title;  /* what is written on the whole; empty if nothing is */
    struct str design; /* the bytes of a design file that came along, or empty; any bytes */
    uint32_t drawings; /* that the file holds; they are read as one */

    struct graph_node *nodes;
    uint32_t node_count;
    struct graph_edge *edges;
    uint32_t edge_count;
    struct graph_cluster *clusters;
    uint32_t cluster_count;
};

#endif
