/* Which band a box stands in, and which band stands above which: callers above what they call, as
 * the catalogue's calls have it, and what only observes below all. So a band keeps its place
 * whatever is chosen in it. */
#include "diagram/placing.h"

/* ---- how far a role is from the first caller ---- */

static bool relax(uint32_t *ranks, uint32_t from, uint32_t to, uint32_t limit)
{
    if (ranks[from] + 1 <= ranks[to] || ranks[from] + 1 >= limit) {
        return false;
    }
    ranks[to] = ranks[from] + 1;
    return true;
}

static bool relax_call(const struct catalog *catalog, const struct call *call, uint32_t *ranks)
{
    const uint32_t *refs = catalog->refs;
    uint32_t limit = catalog->role_count + 1;
    bool moved = false;

    for (uint32_t i = 0; i < call->from.count; i++) {
        uint32_t at = refs[call->from.first + i];

        for (uint32_t v = 0; v < call->via.count; v++) {
            moved = relax(ranks, at, refs[call->via.first + v], limit) || moved;
            at = refs[call->via.first + v];
        }
        for (uint32_t t = 0; t < call->to.count; t++) {
            moved = relax(ranks, at, refs[call->to.first + t], limit) || moved;
        }
    }
    return moved;
}

/* The longest way of calls to each role; roles that call each other end at the limit. */
static uint32_t *rank_roles(const struct catalog *catalog, struct arena *arena)
{
    uint32_t *ranks = arena_new_array(arena, uint32_t, catalog->role_count);
    bool moved = true;

    for (uint32_t round = 0; moved && round <= catalog->role_count; round++) {
        moved = false;
        for (uint32_t i = 0; i < catalog->call_count; i++) {
            moved = relax_call(catalog, &catalog->calls[i], ranks) || moved;
        }
    }
    return ranks;
}

static uint32_t rank_of(const struct catalog *catalog, const uint32_t *ranks, uint64_t roles)
{
    uint32_t least = UINT32_MAX;

    for (uint32_t i = 0; i < catalog->role_count && i < 64; i++) {
        if ((roles >> i & 1) != 0 && ranks[i] < least) {
            least = ranks[i];
        }
    }
    return least;
}

/* ---- the key of a box ---- */

/* An assumed box is in no layer: it belongs where others of its role are offered. */
static group_id group_of_roles(const struct catalog *catalog, uint64_t roles)
{
    for (uint32_t i = 0; i < catalog->placement_count; i++) {
        const struct placement *place = &catalog->placements[i];

        if (place->role != NONE && place->role < 64 && (roles >> place->role & 1) != 0) {
            return catalog->layers[place->layer].group;
        }
    }
    return NONE;
}

/* ---- boundaries ---- */

#define X(constant, title) BOUNDARY_##constant,
enum boundary { DIAGRAM_BOUNDARIES(X) BOUNDARY__COUNT };
#undef X

static const char *const boundary_titles[BOUNDARY__COUNT] = {
#define X(constant, title) title,
    DIAGRAM_BOUNDARIES(X)
#undef X
};

static bool is_private_endpoint(const struct catalog *catalog, const struct box *box)
{
    for (uint32_t i = 0; i < box->member_count; i++) {
        const struct placement *place =
            catalog_placement(catalog, box->members[i].component, box->members[i].layer);

        if (place != NULL && place->box == BOX_BEFORE) {
            return true;
        }
    }
    return false;
}

/* The first member decides: an extension of a database is where the database is. */
static bool is_own(const struct catalog *catalog, const struct box *box)
{
    return box->member_count == 0
           || catalog->components[box->members[0].component].runs == RUNS_OWN_CLOUD;
}

static bool is_reached_privately(const struct diagram_request *request, uint32_t box)
{
    const struct architecture *in = request->architecture;
    bool any = false;

    for (uint32_t i = 0; i < in->arrow_count; i++) {
        if (in->arrows[i].to != box || in->arrows[i].dashed) {
            continue;
        }
        if (!is_private_endpoint(request->catalog, &in->boxes[in->arrows[i].from])) {
            return false;
        }
        any = true;
    }
    return any;
}

static enum boundary boundary_of(const struct diagram_request *request, uint32_t number)
{
    const struct box *box = &request->architecture->boxes[number];

    if (is_private_endpoint(request->catalog, box)) {
        return BOUNDARY_PRIVATE;
    }
    if (is_own(request->catalog, box)) {
        return BOUNDARY_OWN;
    }
    return is_reached_privately(request, number) ? BOUNDARY_VENDOR : BOUNDARY_INTERNET;
}

static uint32_t key_of(const struct layout *layout, const struct node *node)
{
    const struct catalog *catalog = layout->request->catalog;

    switch (layout->request->grouping) {
    case DIAGRAM_BY_GROUP:
        return node->layer == NONE ? group_of_roles(catalog, node->roles)
                                   : catalog->layers[node->layer].group;
    case DIAGRAM_BY_BOUNDARY: return boundary_of(layout->request, node->first);
    case DIAGRAM_BY_REGION:
        if (node->region != NONE) {
            return node->region + 1;
        }
        return node->observer ? NONE : 0; /* what is shared stands above, if it calls */
    case DIAGRAM_GROUPING__COUNT: break;
    }
    return NONE;
}

static struct str title_of(const struct layout *layout, uint32_t key)
{
    const struct diagram_request *request = layout->request;

    switch (request->grouping) {
    case DIAGRAM_BY_GROUP: return key == NONE ? STR("") : catalog_group_name(request->catalog, key);
    case DIAGRAM_BY_BOUNDARY: return str_from(boundary_titles[key]);
    case DIAGRAM_BY_REGION:
        if (key == NONE || key == 0) {
            return request->region_count > 1 ? STR("All regions") : STR("");
        }
        return key <= request->region_count ? request->regions[key - 1]
                                            : str_format(layout->arena, "Region %u", (unsigned)key);
    case DIAGRAM_GROUPING__COUNT: break;
    }
    return STR("");
}

/* ---- the bands ---- */

static bool stands_above(const struct layout *layout, const struct band *a, const struct band *b)
{
    if (layout->request->grouping == DIAGRAM_BY_GROUP) {
        if (a->observers != b->observers) {
            return b->observers;
        }
        if (a->rank != b->rank) {
            return a->rank < b->rank;
        }
    }
    return a->key < b->key;
}

static uint32_t find_band(struct layout *layout, uint32_t key)
{
    uint32_t band = 0;

    while (band < layout->bands.count && layout->bands.items[band].key != key) {
        band++;
    }
    if (band == layout->bands.count) {
        *vec_add(&layout->bands, layout->arena) = (struct band){
            .title = title_of(layout, key), .key = key, .observers = true, .rank = UINT32_MAX
        };
    }
    return band;
}

/* Sorts the bands, and says where each came from. */
static void sort_bands(struct layout *layout, uint32_t *ret_places)
{
    uint32_t count = layout->bands.count;
    uint32_t *from = arena_new_array(layout->arena, uint32_t, count);
    struct band *bands = layout->bands.items;

    for (uint32_t i = 0; i < count; i++) {
        struct band band = bands[i];
        uint32_t at = i;

        for (; at > 0 && stands_above(layout, &band, &bands[at - 1]); at--) {
            bands[at] = bands[at - 1];
            from[at] = from[at - 1];
        }
        bands[at] = band;
        from[at] = i;
    }
    for (uint32_t i = 0; i < count; i++) {
        ret_places[from[i]] = i;
    }
}

void bands_make(struct layout *layout)
{
    const struct catalog *catalog = layout->request->catalog;
    const struct graph *graph = layout->graph;
    uint32_t *ranks = rank_roles(catalog, layout->arena);
    uint32_t *places;

    layout->band_of = arena_new_array(layout->arena, uint32_t, graph->node_count);
    for (uint32_t i = 0; i < graph->node_count; i++) {
        const struct node *node = &graph->nodes[i];
        uint32_t band = find_band(layout, key_of(layout, node));
        uint32_t rank = node->observer ? UINT32_MAX : rank_of(catalog, ranks, node->roles);

        layout->band_of[i] = band;
        layout->bands.items[band].observers = layout->bands.items[band].observers && node->observer;
        if (rank < layout->bands.items[band].rank) {
            layout->bands.items[band].rank = rank;
        }
    }
    places = arena_new_array(layout->arena, uint32_t, layout->bands.count);
    sort_bands(layout, places);
    for (uint32_t i = 0; i < graph->node_count; i++) {
        layout->band_of[i] = places[layout->band_of[i]];
    }
}
