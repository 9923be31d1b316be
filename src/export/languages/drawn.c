#include "export/languages/drawn.h"

#include "export/graphviz/render.h"
#include "export/graphviz/sandbox.h"
#include "strata/export/export.h"
#include "strata/export/graph_read.h"
#include "strata/model/catalog.h"

void drawn_init(struct drawn *drawn, struct arena *arena)
{
    *drawn = (struct drawn){ .arena = arena, .names.arena = arena };
}

static struct str cut(struct str text)
{
    size_t len = text.len < GRAPH_LABEL_BYTES ? text.len : GRAPH_LABEL_BYTES;
    while (len < text.len && len > 0 && ((unsigned char)text.at[len] & 0xc0) == 0x80) {
        len--;
    }
    return str_part(text, 0, len);
}

uint32_t drawn_node(struct drawn *drawn, struct str name)
{
    uint32_t row = drawn->nodes.count;
    name = cut(name);
    if (index_find(&drawn->names, name, &row)) {
        return row;
    }
    if (row >= GRAPH_NODES) {
        drawn->wire.too_many = GRAPH_WIRE_NODES;
        return NONE;
    }
    index_add(&drawn->names, name, row, NULL);
    *vec_add(&drawn->nodes, drawn->arena) =
        (struct graph_wire_node){ name, { GRAPH_WIRE_PLAIN, STR("\\N") }, NONE };
    return row;
}

void drawn_edge(struct drawn *drawn, uint32_t tail, uint32_t head, struct str label,
                enum graph_wire_form form, bool dashed)
{
    if (tail == NONE || head == NONE) {
        return;
    }
    if (drawn->edges.count >= GRAPH_EDGES) {
        drawn->wire.too_many = GRAPH_WIRE_EDGES;
        return;
    }
    *vec_add(&drawn->edges, drawn->arena) =
        (struct graph_wire_edge){ tail, head, dashed, { form, cut(label) } };
}

uint32_t drawn_cluster(struct drawn *drawn, uint32_t parent, struct str name, struct str label,
                       enum graph_wire_form form)
{
    if (drawn->clusters.count >= GRAPH_CLUSTERS) {
        drawn->wire.too_many = GRAPH_WIRE_CLUSTERS;
        return NONE;
    }
    *vec_add(&drawn->clusters, drawn->arena) =
        (struct graph_wire_cluster){ parent, cut(name), { form, cut(label) } };
    return drawn->clusters.count - 1;
}

const struct graph_wire *drawn_wire(struct drawn *drawn)
{
    struct graph_wire *wire = &drawn->wire;
    if (wire->too_many == GRAPH_WIRE_NOTHING) {
        wire->clusters = drawn->clusters.items;
        wire->cluster_count = drawn->clusters.count;
        wire->nodes = drawn->nodes.items;
        wire->node_count = drawn->nodes.count;
        wire->edges = drawn->edges.items;
        wire->edge_count = drawn->edges.count;
    }
    wire->drawings = 1;
    return wire;
}

struct str drawn_design(struct str comment)
{
    const struct str key = STR(EXPORT_DESIGN " ");
    comment = str_trim(comment);
    return str_starts(comment, key) ? str_part(comment, key.len, comment.len) : (struct str){ 0 };
}

/* ---- as a child ---- */

static int read_as_child(const void *text, int out, void (*read)(struct str, struct drawn *))
{
    struct arena arena;
    struct drawn drawn;
    arena_init(&arena, &render_memory);
    sandbox_only_compute();
    drawn_init(&drawn, &arena);
    read(*(const struct str *)text, &drawn);
    struct strbuf bytes = { .arena = &arena };
    graph_wire_write(drawn_wire(&drawn), &bytes);
    return render_give(out, bytes.at, bytes.len);
}

int mermaid_child(const void *text, int out)
{
    return read_as_child(text, out, mermaid_read);
}

int d2_child(const void *text, int out)
{
    return read_as_child(text, out, d2_read);
}
