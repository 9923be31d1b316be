#include "analysis/wiring/links.h"

/* ---- which sites play a role ---- */

static void sort_by_role(struct links *links)
{
    const struct sites *sites = links->sites;
    uint32_t role_count = sites->catalog->role_count, total = 0;

    links->roles = arena_new_array(sites->arena, struct range, role_count);
    for (uint32_t i = 0; i < sites->count; i++) {
        for (uint64_t left = sites->list[i].roles; left != 0; left &= left - 1) {
            links->roles[__builtin_ctzll(left)].count++;
        }
    }
    for (role_id role = 0; role < role_count; role++) {
        links->roles[role].first = total;
        total += links->roles[role].count;
        links->roles[role].count = 0;
    }
    links->by_role = arena_new_array(sites->arena, uint32_t, total);
    for (uint32_t i = 0; i < sites->count; i++) {
        for (uint64_t left = sites->list[i].roles; left != 0; left &= left - 1) {
            struct range *role = &links->roles[__builtin_ctzll(left)];

            links->by_role[role->first + role->count++] = i;
        }
    }
}

/* Sites in a row of a chain of calls. */
struct stage {
    const uint32_t *sites;
    uint32_t count;
};

static struct stage role_stage(const struct links *links, role_id role)
{
    return (struct stage){ links->by_role + links->roles[role].first, links->roles[role].count };
}

/* The first role that is filled; NONE if none is. */
static role_id filled_role(const struct links *links, struct range roles)
{
    for (uint32_t i = 0; i < roles.count; i++) {
        role_id role = links->sites->catalog->refs[roles.first + i];

        if (links->roles[role].count > 0) {
            return role;
        }
    }
    return NONE;
}

/* ---- links ---- */

static struct link *link_between(struct links *links, uint32_t from, uint32_t to)
{
    struct link *link;

    for (uint32_t i = links->first[from]; i != NONE; i = links->list.items[i].next) {
        if (links->list.items[i].to == to) {
            return &links->list.items[i];
        }
    }
    link = vec_add(&links->list, links->sites->arena);
    *link = (struct link){ .from = from, .to = to, .next = links->first[from], .dashed = true };
    links->first[from] = links->list.count - 1;
    return link;
}

static void add_label(const struct catalog *catalog, struct link *link, struct text label)
{
    struct str words = catalog_text(catalog, label);

    for (uint32_t i = 0; i < link->label_count; i++) {
        if (str_eq(catalog_text(catalog, link->labels[i]), words)) {
            return;
        }
    }
    if (link->label_count < LINK_LABELS && words.len > 0) {
        link->labels[link->label_count++] = label;
    }
}

static void link_stages(struct links *links, struct stage from, struct stage to,
                        const struct call *call, bool dashed)
{
    for (uint32_t i = 0; i < from.count; i++) {
        for (uint32_t k = 0; k < to.count; k++) {
            struct link *link;

            if (from.sites[i] == to.sites[k]) {
                continue; /* what happens inside of a box is no arrow */
            }
            link = link_between(links, from.sites[i], to.sites[k]);
            link->dashed &= dashed;
            add_label(links->sites->catalog, link, call->label);
        }
    }
}

/* ---- calls ---- */

/* Who stands in a role on the way to a target: the private endpoint of that very target, or else
 * everybody who is no private endpoint of something. `kept` holds the sites that are left. */
static struct stage way_stage(const struct links *links, role_id role, uint32_t target,
                              uint32_t *kept)
{
    const struct site *sites = links->sites->list;
    uint32_t before = sites[target].before;
    struct stage all = role_stage(links, role), way = { kept, 0 };

    if (before != NONE && (sites[before].roles >> role & 1) != 0) {
        kept[0] = before;
        way.count = 1;
        return way;
    }
    for (uint32_t i = 0; i < all.count; i++) {
        if (sites[all.sites[i]].target == NONE) {
            kept[way.count++] = all.sites[i];
        }
    }
    return way;
}

/* One call to one target: from -> via -> ... -> target. Two buffers suffice, as only neighbours
 * are linked. */
static void draw_way(struct links *links, const struct call *call, role_id from, uint32_t target,
                     bool dashed, uint32_t *buffers[2])
{
    const uint32_t *refs = links->sites->catalog->refs;
    struct stage last = role_stage(links, from), to = { &target, 1 };
    uint32_t turn = 0;

    for (uint32_t i = 0; i < call->via.count; i++) {
        struct stage way = way_stage(links, refs[call->via.first + i], target, buffers[turn]);

        if (way.count == 0) {
            continue;
        }
        link_stages(links, last, way, call, dashed);
        last = way;
        turn = 1 - turn;
    }
    link_stages(links, last, to, call, dashed);
}

static void draw_call(struct links *links, const struct call *call, uint32_t *buffers[2])
{
    const struct sites *sites = links->sites;
    role_id from = filled_role(links, call->from);
    role_id to = filled_role(links, call->to);
    struct stage targets;
    bool dashed;

    if (from == NONE || to == NONE) {
        return;
    }
    /* A tool of observation never stands on the way of a request, whatever the call says. */
    dashed = call->dashed || ((sites->observers >> from | sites->observers >> to) & 1) != 0;
    targets = role_stage(links, to);
    for (uint32_t i = 0; i < targets.count; i++) {
        draw_way(links, call, from, targets.sites[i], dashed, buffers);
    }
}

void links_draw(const struct sites *sites, struct links *ret)
{
    uint32_t *buffers[2];

    *ret = (struct links){ .sites = sites };
    ret->first = arena_new_array(sites->arena, uint32_t, sites->count);
    for (uint32_t i = 0; i < sites->count; i++) {
        ret->first[i] = NONE;
    }
    for (int i = 0; i < 2; i++) {
        buffers[i] = arena_new_array(sites->arena, uint32_t, sites->count + 1);
    }
    sort_by_role(ret);
    for (uint32_t i = 0; i < sites->catalog->call_count; i++) {
        draw_call(ret, &sites->catalog->calls[i], buffers);
    }
}
