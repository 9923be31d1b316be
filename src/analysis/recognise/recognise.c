#include "strata/analysis/recognise.h"

#include "analysis/recognise/recognise_design.h"
#include "analysis/recognise/recognise_label.h"
#include "analysis/recognise/terraform.h"

#define HINT_OWN 4   /* points for a layer that the label itself speaks of ... */
#define HINT_FRAME 2 /* ... a frame around the box ... */
#define HINT_ARROW 1 /* ... an arrow that ends there */

unsigned certainty_percent(enum certainty certainty)
{
    static const unsigned percents[CERTAINTY__COUNT] = {
#define X(constant, percent, name, what) [CERTAINTY_##constant] = (percent),
        CERTAINTIES(X)
#undef X
    };
    return percents[certainty];
}

bool certainty_is_guess(enum certainty certainty)
{
    return certainty_percent(certainty) <= CERTAINTY_GUESS;
}

const char *certainty_name(enum certainty certainty)
{
    static const char *const names[CERTAINTY__COUNT] = {
#define X(constant, percent, name, what) [CERTAINTY_##constant] = (name),
        CERTAINTIES(X)
#undef X
    };
    return names[certainty];
}

const char *certainty_what(enum certainty certainty)
{
    static const char *const whats[CERTAINTY__COUNT] = {
#define X(constant, percent, name, what) [CERTAINTY_##constant] = (what),
        CERTAINTIES(X)
#undef X
    };
    return whats[certainty];
}

/* ---- what is around a box ---- */

struct arrow_end {
    uint32_t edge;
    uint32_t next; /* row of the next arrow that ends at the same box, or NONE */
};

struct matcher {
    const struct catalog *catalog;
    const struct graph *graph;
    struct arena *arena;
    struct names names;
    struct findings_of_label *frames; /* of each cluster */
    bool *legends;                    /* is it, or is it in, a legend? */
    bool terraform;                   /* is it a graph of Terraform's? */
    struct findings_of_label *edges;  /* of each edge */
    uint32_t *first_edge;             /* that ends at each node, or NONE */
    uint32_t *next_edge;              /* by edge: the next one with the same end */
    uint32_t *hints;                  /* points of each layer, for the box that is looked at */
    VEC(layer_id) hinted;             /* those that have some */
    VEC(struct match) matches;
};

static void hint(struct matcher *matcher, const struct findings_of_label *label, uint32_t points)
{
    for (uint32_t i = 0; i < label->count; i++) {
        if (label->list[i].kind == FOUND_LAYER) {
            *vec_add(&matcher->hinted, matcher->arena) = label->list[i].row;
            matcher->hints[label->list[i].row] += points;
        }
    }
}

static void forget_hints(struct matcher *matcher)
{
    for (uint32_t i = 0; i < matcher->hinted.count; i++) {
        matcher->hints[matcher->hinted.items[i]] = 0;
    }
    matcher->hinted.count = 0;
}

static void gather_hints(struct matcher *matcher, uint32_t node,
                         const struct findings_of_label *own)
{
    const struct graph *graph = matcher->graph;
    hint(matcher, own, HINT_OWN);
    for (uint32_t frame = graph->nodes[node].cluster; frame != NONE;
         frame = graph->clusters[frame].parent) {
        hint(matcher, &matcher->frames[frame], HINT_FRAME);
    }
    for (uint32_t edge = matcher->first_edge[node]; edge != NONE; edge = matcher->next_edge[edge]) {
        hint(matcher, &matcher->edges[edge], HINT_ARROW);
    }
}

/* "Supabase (Postgres + pgvector)": the layer of what can stand in one only is taken, whatever an
 * arrow says. */
static void settle_layers(struct matcher *matcher, const struct findings_of_label *own)
{
    for (uint32_t i = 0; i < own->count; i++) {
        if (own->list[i].kind == FOUND_COMPONENT) {
            struct range places = matcher->catalog->components[own->list[i].row].placements;
            if (places.count == 1) {
                matcher->hints[matcher->catalog->placements[places.first].layer] = 0;
            }
        }
    }
}

/* ---- which component of several, in which layer ---- */

/* The layer that most speaks for; its home if nothing does. */
static layer_id layer_of(const struct matcher *matcher, component_id component,
                         uint32_t *ret_points)
{
    struct range places = matcher->catalog->components[component].placements;
    const struct placement *best = &matcher->catalog->placements[places.first];
    for (uint32_t i = 1; i < places.count; i++) {
        const struct placement *place = &matcher->catalog->placements[places.first + i];
        if (matcher->hints[place->layer] > matcher->hints[best->layer]) {
            best = place;
        }
    }
    *ret_points = matcher->hints[best->layer];
    return best->layer;
}

static bool is_provider(const struct catalog *catalog, component_id component)
{
    endpoint_id endpoint = catalog->components[component].endpoint;
    return endpoint != NONE && catalog->endpoints[endpoint].provider;
}

/* Does a column take it? */
static bool is_usual(const struct catalog *catalog, component_id component)
{
    struct range places = catalog->components[component].placements;
    layer_id home = catalog->placements[places.first].layer;
    for (scale_id scale = 0; scale < catalog->scale_count; scale++) {
        if (catalog_cell_takes(catalog, home, scale, component)) {
            return true;
        }
    }
    return false;
}

static bool is_better(const struct matcher *matcher, component_id component, component_id other)
{
    return is_usual(matcher->catalog, component) && !is_usual(matcher->catalog, other);
}

/* One of the components in a chain: the first in a layer that most speaks for, and of these one that
 * a column takes. NONE leaves it open: a vendor of many things says nothing about which. */
static component_id one_of(const struct matcher *matcher, component_id first, const uint32_t *next,
                           uint32_t *ret_points)
{
    component_id best = NONE;
    *ret_points = 0;
    for (component_id i = first; i != NONE; i = next[i]) {
        uint32_t points;
        layer_of(matcher, i, &points);
        if (points > *ret_points
            || (best != NONE && points == *ret_points && is_better(matcher, i, best))) {
            *ret_points = points;
            best = i;
        }
    }
    return best;
}

/* What a vendor or a brand stands for. What the box itself says about the kind of thing is enough,
 * what its frame says is for what models are called by; less is a guess. A brand of its own makes
 * one, too. */
static component_id settle(const struct matcher *matcher, const struct found *found,
                           enum certainty *ret)
{
    bool brand = found->kind == FOUND_BRAND;
    const struct names *names = &matcher->names;
    uint32_t points;
    component_id component =
        one_of(matcher, found->row, brand ? names->next_of_brand : names->next_of_vendor, &points);
    *ret = found->certainty;
    if (found->open) {
        return NONE;
    }
    if (component == NONE) {
        return brand ? found->row : NONE;
    }
    if (points >= HINT_OWN || (points >= HINT_FRAME && is_provider(matcher->catalog, component))) {
        *ret = CERTAINTY_OFFERED;
    }
    return component;
}

static component_id component_of(const struct matcher *matcher, const struct found *found,
                                 enum certainty *ret)
{
    *ret = found->certainty;
    switch (found->kind) {
    case FOUND_COMPONENT: return found->row;
    case FOUND_VENDOR:
    case FOUND_BRAND: return settle(matcher, found, ret);
    case FOUND_LAYER:
    case FOUND_OUTSIDE: break;
    }
    return NONE;
}

static void add_match(struct matcher *matcher, uint32_t node, uint32_t cluster,
                      const struct found *found)
{
    uint32_t points = 0;
    enum certainty certainty;
    component_id component = component_of(matcher, found, &certainty);
    *vec_add(&matcher->matches, matcher->arena) = (struct match){
        .node = node,
        .cluster = cluster,
        .words = found->words,
        .component = component,
        .layer = component != NONE            ? layer_of(matcher, component, &points)
                 : found->kind == FOUND_LAYER ? found->row
                                              : NONE,
        .certainty = certainty,
        .spoken_for = component != NONE && points > 0,
        .guessed = component != NONE && certainty_is_guess(certainty),
    };
}

/* ---- boxes ---- */

static bool has_kind(const struct findings_of_label *label, enum found_kind first,
                     enum found_kind last)
{
    for (uint32_t i = 0; i < label->count; i++) {
        if (label->list[i].kind >= first && label->list[i].kind <= last) {
            return true;
        }
    }
    return false;
}

/* Is the layer one of those that a component of the label can stand in? */
static bool is_covered(const struct matcher *matcher, const struct findings_of_label *label,
                       layer_id layer)
{
    for (uint32_t i = 0; i < label->count; i++) {
        enum certainty certainty;
        component_id component = component_of(matcher, &label->list[i], &certainty);
        if (component != NONE && catalog_placement(matcher->catalog, component, layer) != NULL) {
            return true;
        }
    }
    return false;
}

/* Each kind of thing is told once. */
static bool is_first_of_kind(const struct findings_of_label *label, const struct found *found)
{
    for (const struct found *other = label->list; other < found; other++) {
        if (other->kind == FOUND_LAYER && other->row == found->row) {
            return false;
        }
    }
    return true;
}

/* "Pinecone vector store" is one thing, "Pinecone + Postgres" are two. A vendor stands beside his
 * product ("OpenAI GPT-5"), people beside nothing. */
static bool tells(const struct matcher *matcher, const struct findings_of_label *label,
                  const struct found *found)
{
    switch (found->kind) {
    case FOUND_COMPONENT: return true;
    case FOUND_VENDOR:
    case FOUND_BRAND: return !has_kind(label, FOUND_COMPONENT, FOUND_COMPONENT);
    case FOUND_LAYER:
        return is_first_of_kind(label, found)
               && (!has_kind(label, FOUND_COMPONENT, FOUND_BRAND)
                   || (found->part && !is_covered(matcher, label, found->row)));
    case FOUND_OUTSIDE: break;
    }
    return false;
}

/* What Terraform makes is told by its type; what a person calls it says nothing. */
static bool match_address(struct matcher *matcher, uint32_t node, struct seen *ret)
{
    struct str label = matcher->graph->nodes[node].label;
    struct terraform_address address;
    component_id component;
    if (!matcher->terraform || !terraform_read(label, &address)) {
        return false;
    }
    *ret = (struct seen){ .shown = SHOWN_OUTSIDE };
    if (!address.makes) {
        return true;
    }
    if (!names_resource(&matcher->names, address.type, &component)) {
        ret->shown = SHOWN_UNKNOWN;
    } else if (component != NONE) {
        const struct found found = {
            .kind = FOUND_COMPONENT,
            .row = component,
            .certainty = CERTAINTY_RESOURCE,
            .words = address.type,
        };
        add_match(matcher, node, NONE, &found);
        ret->shown = SHOWN_STACK;
    }
    return true;
}

static struct seen match_node(struct matcher *matcher, uint32_t node)
{
    struct seen seen;
    const struct graph_node *row = &matcher->graph->nodes[node];
    struct str label = row->label;
    struct findings_of_label found;
    if (label.len == 0) {
        return (struct seen){ .shown = SHOWN_BLANK };
    }
    if (row->cluster != NONE && matcher->legends[row->cluster]) {
        return (struct seen){ .shown = SHOWN_OUTSIDE };
    }
    if (match_address(matcher, node, &seen)) {
        return seen;
    }
    recognise_label(&matcher->names, label, LABEL_BOX, matcher->arena, &found);
    bool outside = has_kind(&found, FOUND_OUTSIDE, FOUND_OUTSIDE);
    if (!has_kind(&found, FOUND_COMPONENT, FOUND_BRAND)
        && (outside || !has_kind(&found, FOUND_LAYER, FOUND_LAYER))) {
        return (struct seen){ .shown = outside ? SHOWN_OUTSIDE : SHOWN_UNKNOWN };
    }
    gather_hints(matcher, node, &found);
    settle_layers(matcher, &found);
    for (uint32_t i = 0; i < found.count; i++) {
        if (tells(matcher, &found, &found.list[i])) {
            add_match(matcher, node, NONE, &found.list[i]);
        }
    }
    forget_hints(matcher);
    return (struct seen){ .shown = SHOWN_STACK, .rest = found.rest };
}

/* A frame called "AWS" or "Vercel" says where things run, one called "Ingestion" what is in it; for
 * less than a name it is no evidence. */
static void match_frame(struct matcher *matcher, uint32_t cluster)
{
    const struct findings_of_label *found = &matcher->frames[cluster];
    for (uint32_t i = 0; i < found->count; i++) {
        const struct found *one = &found->list[i];
        struct str before = str_part(matcher->graph->clusters[cluster].label, 0, one->at);
        size_t open; /* what stands in parentheses only explains */
        bool kind = one->kind == FOUND_LAYER && tells(matcher, found, one)
                    && !str_find(before, STR("("), &open);
        bool name = one->kind == FOUND_COMPONENT && one->certainty <= CERTAINTY_NAMED;
        if (!matcher->legends[cluster] && (kind || name)) {
            add_match(matcher, NONE, cluster, one);
        }
    }
}

/* ---- the whole ---- */

/* Is there a box that only Terraform writes so, of a type that is known? */
static bool is_of_terraform(const struct matcher *matcher)
{
    for (uint32_t i = 0; i < matcher->graph->node_count; i++) {
        struct terraform_address address;
        component_id component;
        if (terraform_read(matcher->graph->nodes[i].label, &address) && address.type.len > 0
            && names_resource(&matcher->names, address.type, &component)) {
            return true;
        }
    }
    return false;
}

static void look_around(struct matcher *matcher)
{
    const struct graph *graph = matcher->graph;
    struct arena *arena = matcher->arena;
    matcher->hints = arena_new_array(arena, uint32_t, matcher->catalog->layer_count);
    matcher->frames = arena_new_array(arena, struct findings_of_label, graph->cluster_count);
    matcher->edges = arena_new_array(arena, struct findings_of_label, graph->edge_count);
    matcher->next_edge = arena_new_array(arena, uint32_t, graph->edge_count);
    matcher->first_edge = arena_new_array(arena, uint32_t, graph->node_count);
    matcher->legends = arena_new_array(arena, bool, graph->cluster_count);
    for (uint32_t i = 0; i < graph->cluster_count; i++) {
        const struct graph_cluster *cluster = &graph->clusters[i];
        recognise_label(&matcher->names, cluster->label, LABEL_FRAME, arena, &matcher->frames[i]);
        matcher->legends[i] = names_is_legend(&matcher->names, cluster->label)
                              || (cluster->parent != NONE && matcher->legends[cluster->parent]);
    }
    for (uint32_t i = 0; i < graph->node_count; i++) {
        matcher->first_edge[i] = NONE;
    }
    for (uint32_t i = 0; i < graph->edge_count; i++) {
        uint32_t head = graph->edges[i].head;
        recognise_label(&matcher->names, graph->edges[i].label, LABEL_BOX, arena,
                        &matcher->edges[i]);
        matcher->next_edge[i] = matcher->first_edge[head];
        matcher->first_edge[head] = i;
    }
}

void recognise(const struct catalog *catalog, const struct graph *graph, struct arena *arena,
               struct recognition *ret)
{
    struct matcher matcher = { .catalog = catalog, .graph = graph, .arena = arena };
    *ret = (struct recognition){ .graph = graph };
    ret->seen = arena_new_array(arena, struct seen, graph->node_count);
    names_init(&matcher.names, catalog, arena);
    matcher.terraform = is_of_terraform(&matcher);
    look_around(&matcher);
    for (uint32_t i = 0; i < graph->node_count; i++) {
        ret->seen[i] = match_node(&matcher, i);
        ret->counts[ret->seen[i].shown]++;
    }
    for (uint32_t i = 0; i < graph->cluster_count; i++) {
        match_frame(&matcher, i);
    }
    ret->matches = matcher.matches.items;
    ret->match_count = matcher.matches.count;
    recognise_design(catalog, ret, arena);
}
