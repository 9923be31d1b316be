/* What is drawn: the architecture's boxes and arrows, or an overview of them. */
#include "diagram/placing.h"

static enum mark mark_at(const enum mark *marks, uint32_t i)
{
    return marks == NULL ? MARK_SAME : marks[i];
}

void graph_make(const struct diagram_request *request, struct arena *arena, struct graph *ret)
{
    const struct architecture *from = request->architecture;

    *ret = (struct graph){
        .nodes = arena_new_array(arena, struct node, from->box_count),
        .node_count = from->box_count,
        .edges = arena_new_array(arena, struct edge, from->arrow_count),
        .edge_count = from->arrow_count,
        .shown = arena_new_array(arena, uint32_t, from->box_count),
    };
    for (uint32_t i = 0; i < from->box_count; i++) {
        const struct box *box = &from->boxes[i];

        ret->shown[i] = i;
        ret->nodes[i] = (struct node){
            .label = box->label,
            .first = i,
            .count = 1,
            .layer = box->layer,
            .region = box->region,
            .roles = box->roles,
            .observer = box->observer,
            .mark = mark_at(request->box_marks, i),
        };
    }
    for (uint32_t i = 0; i < from->arrow_count; i++) {
        ret->edges[i] = (struct edge){
            .from = from->arrows[i].from,
            .to = from->arrows[i].to,
            .arrow = i,
            .dashed = from->arrows[i].dashed,
            .mark = mark_at(request->arrow_marks, i),
        };
    }
}

/* ---- the overview ---- */

static uint32_t merge_key(const struct diagram_request *request, const struct node *node,
                          enum merge merge)
{
    switch (merge) {
    case MERGE_LAYERS: return node->layer;
    case MERGE_GROUPS:
        return node->layer == NONE ? NONE : request->catalog->layers[node->layer].group;
    case MERGE_ALL: break;
    }
    return 0;
}

static struct str merged_name(const struct diagram_request *request, uint32_t key, enum merge merge)
{
    if (merge == MERGE_ALL) {
        return STR("All");
    }
    if (key == NONE) {
        return STR("Assumed");
    }
    return catalog_text(request->catalog, merge == MERGE_LAYERS
                                              ? request->catalog->layers[key].name
                                              : request->catalog->groups[key].name);
}

static void merge_nodes(const struct diagram_request *request, const struct graph *graph,
                        struct arena *arena, enum merge merge, struct graph *ret)
{
    uint32_t *keys = arena_new_array(arena, uint32_t, graph->node_count);

    *ret = (struct graph){ .nodes = arena_new_array(arena, struct node, graph->node_count),
                           .shown = arena_new_array(arena, uint32_t, graph->node_count) };
    for (uint32_t i = 0; i < graph->node_count; i++) {
        const struct node *node = &graph->nodes[i];
        uint32_t key = merge_key(request, node, merge), to = 0;

        while (to < ret->node_count && keys[to] != key) {
            to++;
        }
        ret->shown[i] = to;
        if (to == ret->node_count) {
            keys[ret->node_count++] = key;
            ret->nodes[to] = *node;
            ret->nodes[to].count = 0;
            ret->nodes[to].region = NONE;
        }
        struct node *merged = &ret->nodes[to];

        merged->count++;
        merged->roles |= node->roles;
        merged->observer = merged->observer && node->observer;
        if (merged->mark != node->mark) {
            merged->mark = MARK_CHANGED;
        }
    }
    for (uint32_t i = 0; i < ret->node_count; i++) {
        struct str name = merged_name(request, keys[i], merge);

        ret->nodes[i].label =
            str_format(arena, "%.*s %u", STR_ARG(name), (unsigned)ret->nodes[i].count);
    }
}

/* One edge for each pair of merged boxes, solid if any is; those within one are left out. */
static void merge_edges(const struct graph *graph, struct arena *arena, struct graph *ret)
{
    uint32_t side = ret->node_count;
    uint32_t *known = arena_new_array(arena, uint32_t, (size_t)side * side); /* number + 1 */

    ret->edges = arena_new_array(arena, struct edge, (size_t)side * side);
    for (uint32_t i = 0; i < graph->edge_count; i++) {
        struct edge edge = graph->edges[i];

        edge.from = ret->shown[edge.from];
        edge.to = ret->shown[edge.to];
        if (edge.from == edge.to) {
            continue;
        }
        uint32_t *at = &known[(size_t)edge.from * side + edge.to];

        if (*at == 0) {
            ret->edges[ret->edge_count++] = edge;
            *at = ret->edge_count;
            continue;
        }
        struct edge *merged = &ret->edges[*at - 1];

        merged->dashed = merged->dashed && edge.dashed;
        if (merged->mark != edge.mark) {
            merged->mark = MARK_CHANGED;
        }
    }
}

bool graph_overview(const struct diagram_request *request, const struct graph *graph,
                    enum merge merge, struct arena *arena, struct graph *ret)
{
    merge_nodes(request, graph, arena, merge, ret);
    if (ret->node_count > OVERVIEW_MAX) {
        return false;
    }
    merge_edges(graph, arena, ret);
    return true;
}
