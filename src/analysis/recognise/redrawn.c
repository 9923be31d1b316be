#include "strata/analysis/redrawn.h"

#include "strata/base/index.h"

#define LEGEND "legend"

static bool is_legend(const struct graph *graph, uint32_t node)
{
    uint32_t cluster = graph->nodes[node].cluster;
    struct str name = cluster != NONE ? graph->clusters[cluster].name : (struct str){ 0 };
    return str_is(name, LEGEND) || str_is(name, "cluster_" LEGEND);
}

/* Each language has its own way to write a box's id: "api.chat" in DOT, "box-api.chat" in D2,
 * "box_api_chat" in Mermaid. This is what they have in common. */
static struct str key_of(struct str name, struct arena *arena)
{
    const struct str prefix = STR("box_");
    struct strbuf key = { .arena = arena };
    for (size_t i = 0; i < name.len; i++) {
        char c = name.at[i];
        bool plain = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
        strbuf_add_char(&key, plain ? c : '_');
    }
    struct str whole = strbuf_str(&key);
    return str_starts(whole, prefix) ? str_part(whole, prefix.len, whole.len) : whole;
}

/* A box whose id cannot be a node's name is drawn by its number. */
static bool is_drawn(const struct index *drawn, const struct box *box, uint32_t number,
                     struct arena *arena, struct index *known)
{
    struct str other = key_of(str_format(arena, "box.%u", number), arena);
    struct str own = key_of(box->id, arena);
    struct str name = index_find(drawn, own, NULL) ? own : other;
    index_add(known, name, number, NULL);
    return index_find(drawn, name, NULL);
}

static void count_arrows(const struct graph *graph, struct redrawn *ret)
{
    for (uint32_t i = 0; i < graph->edge_count; i++) {
        ret->arrows += !is_legend(graph, graph->edges[i].tail);
    }
}

void redrawn_find(const struct architecture *architecture, const struct graph *graph,
                  struct arena *arena, struct redrawn *ret)
{
    struct index drawn = { .arena = arena }, known = { .arena = arena };
    *ret = (struct redrawn){ 0 };
    ret->added = arena_new_array(arena, struct str, graph->node_count);
    ret->removed = arena_new_array(arena, struct str, architecture->box_count);
    for (uint32_t i = 0; i < graph->node_count; i++) {
        index_add(&drawn, key_of(graph->nodes[i].name, arena), i, NULL);
    }
    for (uint32_t i = 0; i < architecture->box_count; i++) {
        const struct box *box = &architecture->boxes[i];
        if (!is_drawn(&drawn, box, i, arena, &known)) {
            ret->removed[ret->removed_count++] = box->label;
        }
    }
    for (uint32_t i = 0; i < graph->node_count; i++) {
        const struct graph_node *node = &graph->nodes[i];
        if (!is_legend(graph, i) && !index_find(&known, key_of(node->name, arena), NULL)) {
            ret->added[ret->added_count++] = node->label.len > 0 ? node->label : node->name;
        }
    }
    count_arrows(graph, ret);
}

bool redrawn_is(const struct redrawn *redrawn, const struct architecture *architecture)
{
    return redrawn->added_count > 0 || redrawn->removed_count > 0
           || redrawn->arrows != architecture->arrow_count;
}
