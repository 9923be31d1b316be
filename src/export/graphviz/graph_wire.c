#include "export/graphviz/graph_wire.h"

#include <string.h>

#include "strata/export/graph_read.h"
#include "strata/model/catalog.h"

/* A message of cgraph's is a text and holds no NUL. */
static const struct str mark = { "\0strata graph\n", 14 };

/* ---- writing ---- */

static void put_number(struct strbuf *to, uint32_t number)
{
    for (int shift = 0; shift < 32; shift += 8) {
        strbuf_add_char(to, (char)(number >> shift & 0xff));
    }
}

static void put_text(struct strbuf *to, struct str text)
{
    put_number(to, (uint32_t)text.len);
    strbuf_add(to, text);
}

static void put_label(struct strbuf *to, const struct graph_wire_label *label)
{
    put_number(to, label->form);
    put_text(to, label->text);
}

void graph_wire_write(const struct graph_wire *wire, struct strbuf *to)
{
    strbuf_add(to, mark);
    put_number(to, wire->failed);
    put_number(to, wire->too_many);
    put_number(to, wire->drawings);
    put_text(to, wire->name);
    put_label(to, &wire->label);
    put_text(to, wire->design);
    put_number(to, wire->cluster_count);
    for (uint32_t i = 0; i < wire->cluster_count; i++) {
        put_number(to, wire->clusters[i].parent);
        put_text(to, wire->clusters[i].name);
        put_label(to, &wire->clusters[i].label);
    }
    put_number(to, wire->node_count);
    for (uint32_t i = 0; i < wire->node_count; i++) {
        put_text(to, wire->nodes[i].name);
        put_label(to, &wire->nodes[i].label);
        put_number(to, wire->nodes[i].cluster);
    }
    put_number(to, wire->edge_count);
    for (uint32_t i = 0; i < wire->edge_count; i++) {
        put_number(to, wire->edges[i].tail);
        put_number(to, wire->edges[i].head);
        put_number(to, wire->edges[i].dashed);
        put_label(to, &wire->edges[i].label);
    }
}

/* ---- reading: after a mistake everything is 0 and empty, and `broken` stays ---- */

struct cursor {
    struct str rest;
    bool broken;
};

/* Below `limit`, or else the list is broken. */
static uint32_t take_number(struct cursor *cursor, uint64_t limit)
{
    uint32_t number = 0;
    if (cursor->broken || cursor->rest.len < 4) {
        cursor->broken = true;
        return 0;
    }
    for (int i = 0; i < 4; i++) {
        number |= (uint32_t)(unsigned char)cursor->rest.at[i] << 8 * i;
    }
    cursor->rest = str_part(cursor->rest, 4, cursor->rest.len - 4);
    if (number >= limit) {
        cursor->broken = true;
        return 0;
    }
    return number;
}

static struct str take_text(struct cursor *cursor)
{
    uint32_t len = take_number(cursor, (uint64_t)cursor->rest.len + 1);
    if (cursor->broken || len > cursor->rest.len) {
        cursor->broken = true;
        return (struct str){ 0 };
    }
    struct str text = str_part(cursor->rest, 0, len);
    cursor->rest = str_part(cursor->rest, len, cursor->rest.len - len);
    return text;
}

static struct graph_wire_label take_label(struct cursor *cursor)
{
    enum graph_wire_form form = (enum graph_wire_form)take_number(cursor, GRAPH_WIRE__FORMS);
    return (struct graph_wire_label){ form, take_text(cursor) };
}

/* A row below `limit`, or NONE. */
static uint32_t take_row(struct cursor *cursor, uint32_t limit)
{
    uint32_t row = take_number(cursor, (uint64_t)NONE + 1);
    if (row != NONE && row >= limit) {
        cursor->broken = true;
        return NONE;
    }
    return row;
}

static void take_clusters(struct cursor *cursor, struct arena *arena, struct graph_wire *wire)
{
    wire->cluster_count = take_number(cursor, GRAPH_CLUSTERS + 1);
    wire->clusters = arena_new_array(arena, struct graph_wire_cluster, wire->cluster_count);
    for (uint32_t i = 0; i < wire->cluster_count && !cursor->broken; i++) {
        uint32_t parent = take_row(cursor, i);
        struct str name = take_text(cursor);
        wire->clusters[i] = (struct graph_wire_cluster){ parent, name, take_label(cursor) };
    }
}

static void take_nodes(struct cursor *cursor, struct arena *arena, struct graph_wire *wire)
{
    wire->node_count = take_number(cursor, GRAPH_NODES + 1);
    wire->nodes = arena_new_array(arena, struct graph_wire_node, wire->node_count);
    for (uint32_t i = 0; i < wire->node_count && !cursor->broken; i++) {
        struct str name = take_text(cursor);
        struct graph_wire_label label = take_label(cursor);
        wire->nodes[i] =
            (struct graph_wire_node){ name, label, take_row(cursor, wire->cluster_count) };
    }
}

static void take_edges(struct cursor *cursor, struct arena *arena, struct graph_wire *wire)
{
    wire->edge_count = take_number(cursor, GRAPH_EDGES + 1);
    wire->edges = arena_new_array(arena, struct graph_wire_edge, wire->edge_count);
    for (uint32_t i = 0; i < wire->edge_count && !cursor->broken; i++) {
        uint32_t tail = take_number(cursor, wire->node_count);
        uint32_t head = take_number(cursor, wire->node_count);
        bool dashed = take_number(cursor, 2) == 1;
        wire->edges[i] = (struct graph_wire_edge){ tail, head, dashed, take_label(cursor) };
    }
}

bool graph_wire_read(struct str bytes, struct arena *arena, struct str *ret_messages,
                     struct graph_wire *ret)
{
    size_t at;
    if (!str_find(bytes, mark, &at)) {
        return false;
    }
    *ret_messages = str_part(bytes, 0, at);
    struct cursor cursor = { .rest = str_part(bytes, at + mark.len, bytes.len) };
    *ret = (struct graph_wire){ 0 };
    ret->failed = take_number(&cursor, 2) == 1;
    ret->too_many = (enum graph_wire_too_many)take_number(&cursor, GRAPH_WIRE__COUNT);
    ret->drawings = take_number(&cursor, NONE);
    ret->name = take_text(&cursor);
    ret->label = take_label(&cursor);
    ret->design = take_text(&cursor);
    take_clusters(&cursor, arena, ret);
    take_nodes(&cursor, arena, ret);
    take_edges(&cursor, arena, ret);
    return !cursor.broken && cursor.rest.len == 0;
}
