#include "analysis/wiring/sites.h"

/* How one choice takes part, by number of the choice. */
struct part {
    const struct placement *place; /* NULL: not at all */
    uint32_t host;                 /* the choice it is an extension of, or NONE */
    uint32_t site;                 /* the site it is a member of, or NONE */
    bool own;                      /* runs by itself: BOX_OWN, or an extension without a host */
    bool counts;                   /* is enough for a box */
};

static uint64_t role_bit(role_id role)
{
    return role == NONE ? 0 : UINT64_C(1) << role;
}

/* ---- what each choice is ---- */

/* The first thing chosen in the host layer that runs by itself. */
static uint32_t find_host(const struct sites *sites, const struct part *parts, layer_id layer)
{
    const struct choice *first;
    uint32_t count = design_layer(sites->design, layer, &first);
    uint32_t at = count > 0 ? (uint32_t)(first - sites->design->choices) : 0;

    for (uint32_t i = at; i < at + count; i++) {
        if (parts[i].place != NULL && parts[i].place->box == BOX_OWN) {
            return i;
        }
    }
    return NONE;
}

static struct part *sort_choices(const struct sites *sites)
{
    const struct catalog *catalog = sites->catalog;
    const struct design *design = sites->design;
    struct part *parts = arena_new_array(sites->arena, struct part, design->choice_count);

    for (uint32_t i = 0; i < design->choice_count; i++) {
        const struct choice *choice = &design->choices[i];

        parts[i] = (struct part){
            .place = catalog_placement(catalog, choice->component, choice->layer),
            .host = NONE,
            .site = NONE,
        };
        parts[i].own = parts[i].place != NULL && parts[i].place->box == BOX_OWN;
        parts[i].counts = parts[i].own && !catalog->layers[choice->layer].surrounding;
    }
    for (uint32_t i = 0; i < design->choice_count; i++) {
        bool surrounding = catalog->layers[design->choices[i].layer].surrounding;

        if (parts[i].place == NULL || parts[i].place->box != BOX_INSIDE) {
            continue;
        }
        parts[i].host = find_host(sites, parts, parts[i].place->host);
        parts[i].own = parts[i].host == NONE;
        parts[i].counts = parts[i].own && !surrounding;
        if (parts[i].host != NONE && !surrounding) {
            parts[parts[i].host].counts = true; /* the box of a surrounding host shows after all */
        }
    }
    return parts;
}

/* ---- from choices to sites ---- */

static struct site *add_site(struct sites *sites, struct site site)
{
    sites->list[sites->count] = site;
    return &sites->list[sites->count++];
}

/* The site that a choice runs on; made if there is none yet. */
static uint32_t site_of(struct sites *sites, uint32_t choice, const struct part *part)
{
    component_id component = sites->design->choices[choice].component;
    endpoint_id endpoint = sites->catalog->components[component].endpoint;
    role_id apart = sites->apart & role_bit(part->place->role) ? part->place->role : NONE;

    if (endpoint != NONE) {
        component = NONE;
    }
    for (uint32_t i = 0; i < sites->count; i++) {
        const struct site *site = &sites->list[i];

        if (site->endpoint == endpoint && site->component == component && site->apart == apart) {
            return i;
        }
    }
    add_site(sites, (struct site){ .endpoint = endpoint,
                                   .component = component,
                                   .apart = apart,
                                   .implied = NONE,
                                   .target = NONE,
                                   .before = NONE,
                                   .layer = sites->design->choices[choice].layer });
    return sites->count - 1;
}

static void place_choices(struct sites *sites, struct part *parts)
{
    for (uint32_t i = 0; i < sites->design->choice_count; i++) {
        if (!parts[i].own) {
            continue;
        }
        parts[i].site = site_of(sites, i, &parts[i]);
        sites->list[parts[i].site].counted |= parts[i].counts;
    }
    for (uint32_t i = 0; i < sites->design->choice_count; i++) {
        if (parts[i].host != NONE) {
            parts[i].site = parts[parts[i].host].site;
        }
    }
}

/* Gives each site its members: what runs by itself in front of what is inside of it. */
static void fill_members(struct sites *sites, const struct part *parts)
{
    const struct design *design = sites->design;
    struct member *members = arena_new_array(sites->arena, struct member, design->choice_count);

    for (uint32_t i = 0; i < design->choice_count; i++) {
        if (parts[i].site != NONE) {
            sites->list[parts[i].site].member_count++;
        }
    }
    for (uint32_t i = 0; i < sites->count; i++) {
        sites->list[i].members = members;
        members += sites->list[i].member_count;
        sites->list[i].member_count = 0;
    }
    for (int own = 1; own >= 0; own--) {
        for (uint32_t i = 0; i < design->choice_count; i++) {
            struct site *site;

            if (parts[i].site == NONE || parts[i].own != (own == 1)) {
                continue;
            }
            site = &sites->list[parts[i].site];
            site->members[site->member_count++] =
                (struct member){ design->choices[i].component, design->choices[i].layer };
            site->roles |= role_bit(parts[i].place->role);
        }
    }
}

/* Drops what only stands in the surroundings. */
static void drop_uncounted(struct sites *sites)
{
    uint32_t kept = 0;

    for (uint32_t i = 0; i < sites->count; i++) {
        if (sites->list[i].counted) {
            sites->list[kept++] = sites->list[i];
        }
    }
    sites->count = kept;
}

/* ---- private endpoints ---- */

static bool serves(const struct catalog *catalog, const struct placement *place,
                   endpoint_id endpoint)
{
    if (endpoint == NONE) {
        return false;
    }
    for (uint32_t i = 0; i < place->serves.count; i++) {
        if (catalog->refs[place->serves.first + i] == endpoint) {
            return true;
        }
    }
    return false;
}

/* One site before each model that the choice serves and that has none yet. */
static void stand_before(struct sites *sites, uint32_t models, const struct choice *choice,
                         const struct placement *place)
{
    for (uint32_t i = 0; i < models; i++) {
        struct site *model = &sites->list[i];
        struct site *before;

        if (model->apart == NONE || model->before != NONE
            || !serves(sites->catalog, place, model->endpoint)) {
            continue;
        }
        model->before = sites->count;
        before = add_site(sites, (struct site){ .endpoint = NONE,
                                                .component = choice->component,
                                                .apart = NONE,
                                                .implied = NONE,
                                                .target = i,
                                                .before = NONE,
                                                .roles = role_bit(place->role),
                                                .layer = choice->layer,
                                                .member_count = 1 });
        before->members = arena_new(sites->arena, struct member);
        before->members[0] = (struct member){ choice->component, choice->layer };
    }
}

static void add_private_endpoints(struct sites *sites, const struct part *parts)
{
    uint32_t models = sites->count;

    for (uint32_t i = 0; i < sites->design->choice_count; i++) {
        const struct choice *choice = &sites->design->choices[i];

        if (parts[i].place != NULL && parts[i].place->box == BOX_BEFORE
            && !sites->catalog->layers[choice->layer].surrounding) {
            stand_before(sites, models, choice, parts[i].place);
        }
    }
}

/* ---- what calls need and nobody chose ---- */

static uint64_t roles_in(const struct catalog *catalog, struct range roles)
{
    uint64_t mask = 0;

    for (uint32_t i = 0; i < roles.count; i++) {
        mask |= role_bit(catalog->refs[roles.first + i]);
    }
    return mask;
}

/* The first of the roles that can be assumed. */
static uint64_t first_implied(const struct catalog *catalog, struct range roles)
{
    for (uint32_t i = 0; i < roles.count; i++) {
        role_id role = catalog->refs[roles.first + i];

        if (catalog->roles[role].implied.len > 0) {
            return role_bit(role);
        }
    }
    return 0;
}

/* Telemetry needs nobody: only solid calls imply a box. */
static void add_implied(struct sites *sites)
{
    const struct catalog *catalog = sites->catalog;
    uint64_t filled = 0, implied = 0;

    for (uint32_t i = 0; i < sites->count; i++) {
        filled |= sites->list[i].roles;
    }
    for (uint32_t i = 0; i < catalog->call_count; i++) {
        const struct call *call = &catalog->calls[i];
        bool from = roles_in(catalog, call->from) & filled;
        bool to = roles_in(catalog, call->to) & filled;

        if (!call->dashed && from != to) {
            implied |= first_implied(catalog, from ? call->to : call->from);
        }
    }
    for (role_id role = 0; role < catalog->role_count; role++) {
        if (implied & role_bit(role)) {
            add_site(sites, (struct site){ .endpoint = NONE,
                                           .component = NONE,
                                           .apart = NONE,
                                           .implied = role,
                                           .target = NONE,
                                           .before = NONE,
                                           .roles = role_bit(role),
                                           .layer = NONE });
        }
    }
}

/* ---- all of it ---- */

/* By layer. Nearly all are in order already, and what moves keeps its order: private endpoints. */
static void sort_by_layer(struct sites *sites)
{
    struct site *list = arena_new_array(sites->arena, struct site, sites->count);
    uint32_t *order = arena_new_array(sites->arena, uint32_t, sites->count);
    uint32_t *now_at = arena_new_array(sites->arena, uint32_t, sites->count);

    for (uint32_t i = 0; i < sites->count; i++) {
        uint32_t at = i;

        for (; at > 0 && sites->list[order[at - 1]].layer > sites->list[i].layer; at--) {
            order[at] = order[at - 1];
        }
        order[at] = i;
    }
    for (uint32_t i = 0; i < sites->count; i++) {
        now_at[order[i]] = i;
    }
    for (uint32_t i = 0; i < sites->count; i++) {
        list[i] = sites->list[order[i]];
        list[i].target = list[i].target == NONE ? NONE : now_at[list[i].target];
        list[i].before = list[i].before == NONE ? NONE : now_at[list[i].before];
    }
    sites->list = list;
}

static void mark_sharing(struct sites *sites)
{
    for (uint32_t i = 0; i < sites->count; i++) {
        struct site *site = &sites->list[i];
        const struct site *stands_for = site->target == NONE ? site : &sites->list[site->target];

        site->shared = (stands_for->roles & ~sites->shared) == 0;
        site->observer = (site->roles & ~sites->observers) == 0;
    }
}

void sites_gather(const struct catalog *catalog, const struct design *design, struct arena *arena,
                  struct sites *ret)
{
    struct part *parts;

    *ret = (struct sites){ .catalog = catalog, .design = design, .arena = arena };
    for (role_id role = 0; role < catalog->role_count; role++) {
        ret->apart |= catalog->roles[role].apart ? role_bit(role) : 0;
        ret->shared |= catalog->roles[role].shared ? role_bit(role) : 0;
        ret->observers |= catalog->roles[role].observer ? role_bit(role) : 0;
    }
    /* Each choice makes at most one site, each of those has at most one before it. */
    ret->list =
        arena_new_array(arena, struct site, (size_t)design->choice_count * 2 + catalog->role_count);
    parts = sort_choices(ret);
    place_choices(ret, parts);
    fill_members(ret, parts);
    drop_uncounted(ret);
    add_private_endpoints(ret, parts);
    add_implied(ret);
    sort_by_layer(ret);
    mark_sharing(ret);
}
