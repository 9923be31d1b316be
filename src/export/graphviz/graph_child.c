#include "export/graphviz/graph_child.h"

#include <locale.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cgraph.h>

#include "export/graphviz/graph_wire.h"
#include "export/graphviz/render.h"
#include "export/graphviz/sandbox.h"
#include "export/library.h"
#include "strata/base/vec.h"
#include "strata/export/export.h"
#include "strata/export/graph_read.h"
#include "strata/model/catalog.h"

#ifndef CGRAPH_SONAME
#error "CGRAPH_SONAME is the name under which cgraph is opened; the Makefile knows it"
#endif

/* ---- the library ---- */

#define CALLS(X) \
    X(AgIdDisc)  \
    X(AgMemDisc) \
    X(agattr)    \
    X(agbindrec) \
    X(agerrors)  \
    X(agfstnode) \
    X(agfstout)  \
    X(agfstsubg) \
    X(agget)     \
    X(aghtmlstr) \
    X(agnameof)  \
    X(agnedges)  \
    X(agnnodes)  \
    X(agnxtnode) \
    X(agnxtout)  \
    X(agnxtsubg) \
    X(agparent)  \
    X(agread)

struct calls {
#define X(name) __typeof__(name) *name;
    CALLS(X)
#undef X
};

static bool open_calls(struct calls *calls)
{
    void *library = library_open(CGRAPH_SONAME);
    bool all = true;
#define X(name) all = library_find(library, #name, &calls->name, sizeof(calls->name)) && all;
    CALLS(X)
#undef X
    return all;
}

/* ---- what is gathered ---- */

/* All drawings of the file, gathered. Nothing here is freed: the process ends. */
struct gatherer {
    struct calls calls;
    struct arena *arena;
    struct graph_wire wire;
    VEC(struct graph_wire_cluster) clusters;
    VEC(struct graph_wire_node) nodes;
    VEC(struct graph_wire_edge) edges;
};

/* What cgraph keeps for us with each node. */
struct numbered {
    Agrec_t head; /* first: cgraph's */
    uint32_t row;
};

static uint32_t row_of(Agnode_t *node)
{
    return ((const struct numbered *)AGDATA(node))->row;
}

/* ---- what is written on things ---- */

/* The value of an attribute, NULL if nothing in the drawing has one. cgraph takes `char *`
 * everywhere, and changes none. */
static char *find_value(const struct gatherer *gatherer, void *object, const char *name)
{
    char key[24] = { 0 };
    size_t len = strlen(name);
    memcpy(key, name, len < sizeof(key) ? len : sizeof(key) - 1);
    return gatherer->calls.agget(object, key);
}

static const char *value_of(const struct gatherer *gatherer, void *object, const char *name)
{
    const char *value = find_value(gatherer, object, name);
    return value == NULL ? "" : value;
}

/* At most GRAPH_LABEL_BYTES, and no character cut in two. */
static struct str cut(const char *text)
{
    size_t len = strlen(text);
    if (len > GRAPH_LABEL_BYTES) {
        len = GRAPH_LABEL_BYTES;
        for (int i = 0; i < 3 && ((unsigned char)text[len] & 0xc0) == 0x80; i++) {
            len--;
        }
    }
    return (struct str){ text, len };
}

static bool says(const char *value, const char *word)
{
    return strstr(value, word) != NULL;
}

static struct graph_wire_label label_of(const struct gatherer *gatherer, void *object,
                                        const char *attribute)
{
    char *text = find_value(gatherer, object, attribute);
    if (text == NULL) {
        return (struct graph_wire_label){ GRAPH_WIRE_PLAIN, { 0 } };
    }
    return (struct graph_wire_label){ gatherer->calls.aghtmlstr(text) ? GRAPH_WIRE_HTML
                                                                      : GRAPH_WIRE_PLAIN,
                                      cut(text) };
}

static struct graph_wire_label node_label(const struct gatherer *gatherer, Agnode_t *node)
{
    struct graph_wire_label label = label_of(gatherer, node, "label");
    const char *shape = value_of(gatherer, node, "shape");
    if (says(value_of(gatherer, node, "style"), "invis") || strcmp(shape, "point") == 0) {
        label.form = GRAPH_WIRE_HIDDEN;
    } else if (label.form == GRAPH_WIRE_PLAIN && says(shape, "record")) {
        label.form = GRAPH_WIRE_RECORD;
    }
    return label;
}

static struct graph_wire_label edge_label(const struct gatherer *gatherer, Agedge_t *edge)
{
    struct graph_wire_label label = label_of(gatherer, edge, "label");
    return label.text.len > 0 ? label : label_of(gatherer, edge, "xlabel");
}

/* ---- clusters ---- */

static bool is_cluster(const struct gatherer *gatherer, Agraph_t *graph)
{
    return strncmp(gatherer->calls.agnameof(graph), "cluster", 7) == 0
           || strcmp(value_of(gatherer, graph, "cluster"), "true") == 0;
}

/* The title that a graph has is handed down to its clusters, which do not show it. */
static bool is_inherited(const struct gatherer *gatherer, Agraph_t *graph, struct str label)
{
    Agraph_t *parent = gatherer->calls.agparent(graph);
    return parent != NULL && str_eq(label, cut(value_of(gatherer, parent, "label")));
}

static uint32_t add_cluster(struct gatherer *gatherer, Agraph_t *graph, uint32_t parent)
{
    struct graph_wire_cluster *cluster = vec_add(&gatherer->clusters, gatherer->arena);
    *cluster = (struct graph_wire_cluster){ parent, cut(gatherer->calls.agnameof(graph)),
                                            label_of(gatherer, graph, "label") };
    if (is_inherited(gatherer, graph, cluster->label.text)) {
        cluster->label.text = (struct str){ 0 };
    }
    return gatherer->clusters.count - 1;
}

static int by_sequence(const void *a, const void *b)
{
    Agraph_t *const *one = a, *const *other = b;
    return AGSEQ(*one) < AGSEQ(*other) ? -1 : AGSEQ(*one) > AGSEQ(*other);
}

/* In the order of the file: cgraph keeps them by the addresses of their names. */
static Agraph_t **sorted_subgraphs(struct gatherer *gatherer, Agraph_t *graph, uint32_t *ret_count)
{
    VEC(Agraph_t *) list = { 0 };
    for (Agraph_t *inner = gatherer->calls.agfstsubg(graph); inner != NULL;
         inner = gatherer->calls.agnxtsubg(inner)) {
        *vec_add(&list, gatherer->arena) = inner;
    }
    if (list.count > 1) {
        qsort(list.items, list.count, sizeof(*list.items), by_sequence);
    }
    *ret_count = list.count;
    return list.items;
}

/* Inner clusters come after outer ones, so the last one that claims a node has it. */
static void gather_clusters(struct gatherer *gatherer, Agraph_t *graph, uint32_t parent, int depth)
{
    uint32_t count;
    Agraph_t **list = sorted_subgraphs(gatherer, graph, &count);
    for (uint32_t i = 0; i < count; i++) {
        Agraph_t *inner = list[i];
        uint32_t own = parent;
        if (is_cluster(gatherer, inner) && gatherer->clusters.count <= GRAPH_CLUSTERS) {
            own = add_cluster(gatherer, inner, parent);
            for (Agnode_t *node = gatherer->calls.agfstnode(inner); node != NULL;
                 node = gatherer->calls.agnxtnode(inner, node)) {
                gatherer->nodes.items[row_of(node)].cluster = own;
            }
        }
        if (depth < GRAPH_DEPTH) {
            gather_clusters(gatherer, inner, own, depth + 1);
        }
    }
}

/* ---- one drawing ---- */

static void gather_nodes(struct gatherer *gatherer, Agraph_t *graph)
{
    char name[] = "strata";
    for (Agnode_t *node = gatherer->calls.agfstnode(graph); node != NULL;
         node = gatherer->calls.agnxtnode(graph, node)) {
        struct numbered *numbered = gatherer->calls.agbindrec(node, name, sizeof(*numbered), 1);
        numbered->row = gatherer->nodes.count;
        *vec_add(&gatherer->nodes, gatherer->arena) =
            (struct graph_wire_node){ cut(gatherer->calls.agnameof(node)),
                                      node_label(gatherer, node), NONE };
    }
}

static void gather_edges(struct gatherer *gatherer, Agraph_t *graph)
{
    for (Agnode_t *node = gatherer->calls.agfstnode(graph); node != NULL;
         node = gatherer->calls.agnxtnode(graph, node)) {
        for (Agedge_t *edge = gatherer->calls.agfstout(graph, node); edge != NULL;
             edge = gatherer->calls.agnxtout(graph, edge)) {
            const char *style = value_of(gatherer, edge, "style");
            *vec_add(&gatherer->edges, gatherer->arena) = (struct graph_wire_edge){
                .tail = row_of(agtail(edge)),
                .head = row_of(aghead(edge)),
                .dashed = says(style, "dashed") || says(style, "dotted"),
                .label = edge_label(gatherer, edge),
            };
        }
    }
}

static enum graph_wire_too_many too_many(const struct gatherer *gatherer)
{
    return gatherer->nodes.count > GRAPH_NODES         ? GRAPH_WIRE_NODES
           : gatherer->edges.count > GRAPH_EDGES       ? GRAPH_WIRE_EDGES
           : gatherer->clusters.count > GRAPH_CLUSTERS ? GRAPH_WIRE_CLUSTERS
                                                       : GRAPH_WIRE_NOTHING;
}

static void gather(struct gatherer *gatherer, Agraph_t *graph)
{
    struct graph_wire *wire = &gatherer->wire;
    if ((unsigned)gatherer->calls.agnnodes(graph) > GRAPH_NODES) {
        wire->too_many = GRAPH_WIRE_NODES;
        return;
    }
    if ((unsigned)gatherer->calls.agnedges(graph) > GRAPH_EDGES) {
        wire->too_many = GRAPH_WIRE_EDGES;
        return;
    }
    if (wire->drawings++ == 0) {
        wire->name = cut(gatherer->calls.agnameof(graph));
        wire->label = label_of(gatherer, graph, "label");
        wire->design = str_from(value_of(gatherer, graph, EXPORT_DESIGN));
    }
    gather_nodes(gatherer, graph);
    gather_edges(gatherer, graph);
    gather_clusters(gatherer, graph, NONE, 0);
    wire->too_many = too_many(gatherer);
}

/* ---- the whole ---- */

/* Takes the next bytes off a text; the scanner asks until there are none. */
static int read_text(void *channel, char *buffer, int size)
{
    struct str *rest = channel;
    size_t len = size < 0 ? 0 : (size_t)size;
    len = len < rest->len ? len : rest->len;
    if (len > 0) {
        memcpy(buffer, rest->at, len);
    }
    *rest = str_part(*rest, len, rest->len - len);
    return (int)len;
}

static void read_all(struct gatherer *gatherer, struct str dot)
{
    Agiodisc_t io = { read_text, NULL, NULL };
    Agdisc_t disc = { gatherer->calls.AgMemDisc, gatherer->calls.AgIdDisc, &io };
    Agraph_t *graph;
    char label[] = "label", name[] = "\\N";
    gatherer->calls.agattr(NULL, AGNODE, label,
                           name); /* what Graphviz draws where nothing is said */
    while (gatherer->wire.too_many == GRAPH_WIRE_NOTHING && gatherer->calls.agerrors() == 0
           && (graph = gatherer->calls.agread(&dot, &disc)) != NULL) {
        gather(gatherer, graph);
    }
    gatherer->wire.failed = gatherer->calls.agerrors() != 0;
}

int graph_child(const void *dot, int out)
{
    struct arena arena;
    arena_init(&arena, &render_memory);
    setlocale(LC_ALL, "C");
    struct gatherer gatherer = { .arena = &arena };
    if (!open_calls(&gatherer.calls)) {
        return RENDER_NO_LIBRARY;
    }
    /* What cgraph has to say goes the way of the list, in front of it: its callback for messages
     * has no place for a context. */
    if (dup2(out, STDERR_FILENO) < 0) {
        return RENDER_FAILED;
    }
    sandbox_only_compute();
    read_all(&gatherer, *(const struct str *)dot);

    struct graph_wire *wire = &gatherer.wire;
    if (!wire->failed && wire->too_many == GRAPH_WIRE_NOTHING) {
        wire->clusters = gatherer.clusters.items;
        wire->cluster_count = gatherer.clusters.count;
        wire->nodes = gatherer.nodes.items;
        wire->node_count = gatherer.nodes.count;
        wire->edges = gatherer.edges.items;
        wire->edge_count = gatherer.edges.count;
    }
    struct strbuf bytes = { .arena = &arena };
    graph_wire_write(wire, &bytes);
    return render_give(out, bytes.at, bytes.len);
}
