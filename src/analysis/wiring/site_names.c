/* What boxes are called. */
#include <string.h>

#include "analysis/wiring/sites.h"

struct str join_texts(struct arena *arena, const struct str *parts, uint32_t count)
{
    size_t len = 0;
    char *at, *end;

    for (uint32_t i = 0; i < count; i++) {
        len += parts[i].len;
    }
    at = end = arena_alloc(arena, len);
    for (uint32_t i = 0; i < count; i++) {
        if (parts[i].len > 0) {
            memcpy(end, parts[i].at, parts[i].len);
        }
        end += parts[i].len;
    }
    return (struct str){ at, len };
}

static struct str short_name(const struct sites *sites, component_id component)
{
    return catalog_text(sites->catalog, sites->catalog->components[component].short_name);
}

/* "Claude Sonnet + Claude Haiku": each name once. */
static struct str member_names(const struct sites *sites, const struct site *site)
{
    struct strbuf names = { .arena = sites->arena };

    if (site->member_count == 1) {
        return short_name(sites, site->members[0].component);
    }
    for (uint32_t i = 0; i < site->member_count; i++) {
        struct str name = short_name(sites, site->members[i].component);
        bool told = false;

        for (uint32_t k = 0; k < i && !told; k++) {
            told = str_eq(short_name(sites, site->members[k].component), name);
        }
        if (told) {
            continue;
        }
        if (names.len > 0) {
            strbuf_add(&names, STR(" + "));
        }
        strbuf_add(&names, name);
    }
    return strbuf_str(&names);
}

/* The name of what hosts the site, or nothing. */
static struct str host_name(const struct sites *sites, const struct site *site)
{
    for (role_id role = 0; role < sites->catalog->role_count; role++) {
        layer_id layer = sites->catalog->roles[role].hosted_in;
        const struct choice *hosts;

        if ((site->roles >> role & 1) == 0 || layer == NONE) {
            continue;
        }
        if (design_layer(sites->design, layer, &hosts) > 0) {
            return short_name(sites, hosts[0].component);
        }
    }
    return STR("");
}

struct str site_label(const struct sites *sites, const struct site *site)
{
    struct str label, host;
    size_t at;

    if (site->target != NONE) {
        /* One name is enough to tell the models apart, and the label stays short. */
        const struct site *target = &sites->list[site->target];

        return join_texts(sites->arena,
                          (struct str[]){ short_name(sites, site->component), STR(": "),
                                          short_name(sites, target->members[0].component) },
                          3);
    }
    label = site->implied != NONE
                ? catalog_text(sites->catalog, sites->catalog->roles[site->implied].implied)
                : member_names(sites, site);
    host = host_name(sites, site);
    if (host.len == 0 || str_find(label, host, &at)) {
        return label;
    }
    return join_texts(sites->arena, (struct str[]){ label, STR(" on "), host }, 3);
}

static struct str role_id_text(const struct sites *sites, role_id role)
{
    return catalog_text(sites->catalog, sites->catalog->roles[role].id);
}

struct str site_id(const struct sites *sites, const struct site *site)
{
    const struct catalog *catalog = sites->catalog;
    struct str id;

    if (site->implied != NONE) {
        return role_id_text(sites, site->implied);
    }
    if (site->target != NONE) {
        struct str target = site_id(sites, &sites->list[site->target]);
        role_id role = catalog_placement(catalog, site->component, site->layer)->role;

        id = role != NONE ? role_id_text(sites, role)
                          : catalog_component_id(catalog, site->component);
        return join_texts(sites->arena, (struct str[]){ id, STR("."), target }, 3);
    }
    id = site->endpoint != NONE ? catalog_text(catalog, catalog->endpoints[site->endpoint].id)
                                : catalog_component_id(catalog, site->component);
    if (site->apart == NONE) {
        return id;
    }
    return join_texts(sites->arena,
                      (struct str[]){ id, STR("."), role_id_text(sites, site->apart) }, 3);
}
