#include "strata/analysis/wiring.h"

#include "analysis/wiring/links.h"
#include "analysis/wiring/sites.h"

/* Sites and links on their way to boxes and arrows. */
struct drawing {
    struct sites sites;
    struct links links;
    uint32_t regions;    /* at least 1 */
    struct str *slugs;   /* of the regions; unused if there is one */
    uint32_t *first_box; /* of each site: its box in the first region */
    struct architecture *out;
};

/* ---- regions ---- */

/* "EU West (Ireland)" -> "eu-west-ireland". */
static struct str slug(struct arena *arena, struct str name)
{
    char *at = arena_alloc(arena, name.len);
    size_t len = 0;

    for (size_t i = 0; i < name.len; i++) {
        char c = char_lower(name.at[i]);

        if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) {
            at[len++] = c;
        } else if (len > 0 && at[len - 1] != '-') {
            at[len++] = '-';
        }
    }
    if (len > 0 && at[len - 1] == '-') {
        len--;
    }
    return (struct str){ at, len };
}

static bool among(struct str text, const struct str *texts, uint32_t count)
{
    for (uint32_t i = 0; i < count; i++) {
        if (str_eq(texts[i], text)) {
            return true;
        }
    }
    return false;
}

/* Names in other scripts leave nothing, and two names may leave the same: "region-N" then. */
static void name_regions(struct drawing *drawing)
{
    struct arena *arena = drawing->sites.arena;
    struct str *slugs = arena_new_array(arena, struct str, drawing->regions);

    for (uint32_t i = 0; i < drawing->regions; i++) {
        slugs[i] = slug(arena, drawing->sites.design->regions[i]);
        for (uint32_t n = i + 1; slugs[i].len == 0 || among(slugs[i], slugs, i); n++) {
            slugs[i] = str_format(arena, "region-%u", (unsigned)n);
        }
    }
    drawing->slugs = slugs;
}

/* ---- boxes ---- */

static uint32_t copies(const struct drawing *drawing, const struct site *site)
{
    return site->shared ? 1 : drawing->regions;
}

static bool count_boxes(struct drawing *drawing, struct diag_list *diags)
{
    uint64_t total = 0;

    drawing->first_box = arena_new_array(drawing->sites.arena, uint32_t, drawing->sites.count);
    for (uint32_t i = 0; i < drawing->sites.count; i++) {
        drawing->first_box[i] = (uint32_t)total;
        total += copies(drawing, &drawing->sites.list[i]);
        if (total > BOXES_MAX) {
            diag_error(diags, "the design has more than %d boxes, which is as many as are drawn",
                       BOXES_MAX);
            return false;
        }
    }
    drawing->out->box_count = (uint32_t)total;
    return true;
}

/* Ids of endpoints, components and roles come from different tables, so two may be alike. */
static struct str unique_id(const struct drawing *drawing, uint32_t site, const struct str *taken)
{
    struct str id = site_id(&drawing->sites, &drawing->sites.list[site]), candidate = id;

    for (uint32_t n = 2; among(candidate, taken, site); n++) {
        candidate = str_format(drawing->sites.arena, "%.*s.%u", STR_ARG(id), (unsigned)n);
    }
    return candidate;
}

static void make_boxes(struct drawing *drawing)
{
    struct arena *arena = drawing->sites.arena;
    struct str *ids = arena_new_array(arena, struct str, drawing->sites.count);
    struct box *box = arena_new_array(arena, struct box, drawing->out->box_count);

    drawing->out->boxes = box;
    for (uint32_t i = 0; i < drawing->sites.count; i++) {
        const struct site *site = &drawing->sites.list[i];
        struct str label = site_label(&drawing->sites, site);
        bool regional = !site->shared && drawing->regions > 1;

        ids[i] = unique_id(drawing, i, ids);
        for (uint32_t region = 0; region < copies(drawing, site); region++) {
            *box++ = (struct box){
                .id = regional ? join_texts(
                          arena, (struct str[]){ ids[i], STR("@"), drawing->slugs[region] }, 3)
                               : ids[i],
                .label = label,
                .roles = site->roles,
                .endpoint = site->endpoint,
                .layer = site->layer,
                .region = regional ? region : NONE,
                .members = site->members,
                .member_count = site->member_count,
                .observer = site->observer,
                .implied = site->implied != NONE,
            };
        }
    }
}

/* ---- arrows ---- */

static struct str link_label(const struct drawing *drawing, const struct link *link)
{
    const struct catalog *catalog = drawing->sites.catalog;
    struct str parts[LINK_LABELS * 2];
    uint32_t count = 0;

    if (link->label_count == 0) {
        return STR("");
    }
    for (uint32_t i = 0; i < link->label_count; i++) {
        parts[count++] = STR(", ");
        parts[count++] = catalog_text(catalog, link->labels[i]);
    }
    if (link->label_count == 1) {
        return parts[1];
    }
    return join_texts(drawing->sites.arena, parts + 1, count - 1);
}

/* A box calls those of its own region and shared ones; a shared one calls those of every region. */
static uint32_t link_copies(const struct drawing *drawing, const struct link *link)
{
    uint32_t from = copies(drawing, &drawing->sites.list[link->from]);
    uint32_t to = copies(drawing, &drawing->sites.list[link->to]);

    return from > to ? from : to;
}

static void make_arrows(struct drawing *drawing)
{
    struct architecture *out = drawing->out;
    uint32_t total = 0;

    for (uint32_t i = 0; i < drawing->links.list.count; i++) {
        total += link_copies(drawing, &drawing->links.list.items[i]);
    }
    out->arrows = arena_new_array(drawing->sites.arena, struct arrow, total);
    for (uint32_t i = 0; i < drawing->links.list.count; i++) {
        const struct link *link = &drawing->links.list.items[i];
        bool from_shared = drawing->sites.list[link->from].shared;
        bool to_shared = drawing->sites.list[link->to].shared;
        struct str label = link_label(drawing, link);
        uint32_t count = link_copies(drawing, link);

        for (uint32_t region = 0; region < count; region++) {
            out->arrows[out->arrow_count++] = (struct arrow){
                .from = drawing->first_box[link->from] + (from_shared ? 0 : region),
                .to = drawing->first_box[link->to] + (to_shared ? 0 : region),
                .label = label,
                .dashed = link->dashed,
            };
        }
        *(link->dashed ? &out->dashed_count : &out->solid_count) += count;
    }
}

bool wiring_make(const struct catalog *catalog, const struct design *design, struct arena *arena,
                 struct architecture *ret, struct diag_list *diags)
{
    struct architecture made = { 0 };
    struct drawing drawing = {
        .regions = design->region_count > 1 ? design->region_count : 1,
        .out = &made,
    };

    sites_gather(catalog, design, arena, &drawing.sites);
    if (!count_boxes(&drawing, diags)) {
        return false;
    }
    links_draw(&drawing.sites, &drawing.links);
    if (drawing.regions > 1) {
        name_regions(&drawing);
    }
    make_boxes(&drawing);
    make_arrows(&drawing);
    *ret = made;
    return true;
}

struct str architecture_counts(const struct architecture *architecture, struct arena *arena)
{
    struct strbuf text = { .arena = arena };

    strbuf_addf(&text, "%u box%s, %u arrow%s", (unsigned)architecture->box_count,
                plural_es(architecture->box_count), (unsigned)architecture->solid_count,
                plural_s(architecture->solid_count));
    if (architecture->dashed_count > 0) {
        strbuf_addf(&text, " (+%u dashed)", (unsigned)architecture->dashed_count);
    }
    return strbuf_str(&text);
}

/* ---- providers ---- */

static role_id answering_role(const struct catalog *catalog)
{
    role_id role = 0;

    while (role < catalog->role_count && !catalog->roles[role].apart) {
        role++;
    }
    return role < catalog->role_count ? role : NONE;
}

/* The provider that this choice answers on, or NONE. */
static endpoint_id provider_of(const struct catalog *catalog, const struct choice *choice,
                               role_id role)
{
    endpoint_id endpoint = catalog->components[choice->component].endpoint;
    const struct placement *place;

    if (endpoint == NONE || !catalog->endpoints[endpoint].provider) {
        return NONE;
    }
    place = catalog_placement(catalog, choice->component, choice->layer);
    return place != NULL && place->box == BOX_OWN && place->role == role ? endpoint : NONE;
}

uint32_t wiring_providers(const struct catalog *catalog, const struct design *design)
{
    role_id role = answering_role(catalog);
    uint32_t count = 0;

    if (role == NONE) {
        return 0;
    }
    for (uint32_t i = 0; i < design->choice_count; i++) {
        endpoint_id provider = provider_of(catalog, &design->choices[i], role);
        bool counted = provider == NONE;

        for (uint32_t k = 0; k < i && !counted; k++) {
            counted = provider_of(catalog, &design->choices[k], role) == provider;
        }
        count += counted ? 0 : 1;
    }
    return count;
}
