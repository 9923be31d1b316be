#include "strata/analysis/redrawn.h"

#include "strata/base/index.h"

#define LEGEND "cluster_legend"

static bool is_legend(const struct graph *graph, uint32_t node)
{
    uint32_t cluster = graph->nodes[node].cluster;
    return cluster != NONE && str_is(graph->clusters[cluster].name, LEGEND);
}

/* A box whose id cannot be a node's name is drawn by its number. */
static bool is_drawn(const struct index *drawn, const struct box *box, uint32_t number,
                     struct arena *arena, struct index *known)
{
    struct str other = str_format(arena, "box.%u", number);
    struct str name = index_find(drawn, box->id, NULL) ? box->id : other;
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
        index_add(&drawn, graph->nodes[i].name, i, NULL);
    }
    for (uint32_t i = 0; i < architecture->box_count; i++) {
        const struct box *box = &architecture->boxes[i];
        if (!is_drawn(&drawn, box, i, arena, &known)) {
            ret->removed[ret->removed_count++] = box->label;
        }
    }
    for (uint32_t i = 0; i < graph->node_count; i++) {
        const struct graph_node *node = &graph->nodes[i];
        if (!is_legend(graph, i) && !index_find(&known, node->name, NULL)) {
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
