#include "strata/model/catalog.h"

#include <string.h>

#include "model/block.h"

bool catalog_open(struct catalog *catalog, const void *block, size_t size)
{
    const struct block_head *head = block;
    struct catalog view = { 0 };
    uint32_t table = 0;

    if (size < sizeof(*head) || (uintptr_t)block % BLOCK_ALIGN != 0) {
        return false;
    }
    if (memcmp(head->magic, BLOCK_MAGIC, sizeof(head->magic)) != 0 || head->layout != block_layout()
        || head->size != size) {
        return false;
    }
#define X(type, name)                                                                          \
    view.name##s = (const type *)(const void *)((const char *)block + head->tables[table].at); \
    view.name##_count = head->tables[table].count;                                             \
    table++;
    CATALOG_TABLES(X)
#undef X
    view.head = head->catalog;
    *catalog = view;
    return true;
}

struct str catalog_text(const struct catalog *catalog, struct text text)
{
    return (struct str){ catalog->pool_bytes + text.at, text.len };
}

#define X(row)                                                                   \
    struct str catalog_##row##_id(const struct catalog *catalog, row##_id row)   \
    {                                                                            \
        return catalog_text(catalog, catalog->row##s[row].id);                   \
    }                                                                            \
    struct str catalog_##row##_name(const struct catalog *catalog, row##_id row) \
    {                                                                            \
        return catalog_text(catalog, catalog->row##s[row].name);                 \
    }
CATALOG_NAMED(X)
#undef X

/* Tables of a few dozen rows: looking at each is quicker than any index. */
#define FIND_BY_ID(name)                                                        \
    name##_id catalog_find_##name(const struct catalog *catalog, struct str id) \
    {                                                                           \
        for (uint32_t i = 0; i < catalog->name##_count; i++)                    \
            if (str_eq(catalog_text(catalog, catalog->name##s[i].id), id))      \
                return i;                                                       \
        return NONE;                                                            \
    }
FIND_BY_ID(scale)
FIND_BY_ID(layer)
FIND_BY_ID(figure)
FIND_BY_ID(tag)
FIND_BY_ID(rule)
FIND_BY_ID(preset)
#undef FIND_BY_ID

component_id catalog_find_component(const struct catalog *catalog, struct str id)
{
    uint32_t low = 0, high = catalog->sorted_component_count;
    component_id found = NONE;

    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        component_id candidate = catalog->sorted_components[middle];
        int order = str_cmp(catalog_component_id(catalog, candidate), id);

        if (order == 0) {
            found = candidate;
        }
        if (order <= 0) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return found;
}

static bool has_other_name(const struct catalog *catalog, const struct component *component,
                           struct str name)
{
    for (uint32_t i = 0; i < component->aliases.count; i++) {
        if (str_same(catalog_text(catalog, catalog->other_names[component->aliases.first + i]),
                     name)) {
            return true;
        }
    }
    return false;
}

component_id catalog_named_component(const struct catalog *catalog, struct str name)
{
    component_id found = catalog_find_component(catalog, name);

    for (component_id i = 0; found == NONE && i < catalog->component_count; i++) {
        const struct component *component = &catalog->components[i];

        if (str_same(catalog_text(catalog, component->id), name)
            || str_same(catalog_text(catalog, component->name), name)
            || str_same(catalog_text(catalog, component->short_name), name)) {
            found = i;
        }
    }
    for (component_id i = 0; found == NONE && i < catalog->component_count; i++) {
        if (has_other_name(catalog, &catalog->components[i], name)) {
            found = i;
        }
    }
    return found;
}

const struct ending *catalog_ending(const struct catalog *catalog, component_id component)
{
    struct range ending = catalog->components[component].ending;

    return ending.count > 0 ? &catalog->endings[ending.first] : NULL;
}

bool catalog_days_left(const struct catalog *catalog, component_id component, day today,
                       int32_t *ret)
{
    const struct ending *ending = catalog_ending(catalog, component);

    if (!ending || ending->on == DAY_NONE) {
        return false;
    }
    *ret = ending->on - today;
    return true;
}

plan_id catalog_find_plan(const struct catalog *catalog, component_id component, struct str id)
{
    struct range plans = catalog->components[component].plans;

    for (plan_id i = plans.first; i < plans.first + plans.count; i++) {
        if (str_eq(catalog_plan_id(catalog, i), id)) {
            return i;
        }
    }
    return NONE;
}

const struct placement *catalog_placement(const struct catalog *catalog, component_id component,
                                          layer_id layer)
{
    struct range places = catalog->components[component].placements;

    for (uint32_t i = places.first; i < places.first + places.count; i++) {
        if (catalog->placements[i].layer == layer) {
            return &catalog->placements[i];
        }
    }
    return NULL;
}

bool catalog_tag_counts(const struct catalog *catalog, tag_id tag, layer_id layer)
{
    struct range layers = catalog->tags[tag].layers;

    for (uint32_t i = layers.first; i < layers.first + layers.count; i++) {
        if (catalog->refs[i] == layer) {
            return true;
        }
    }
    return layers.count == 0;
}

uint64_t catalog_tags_in(const struct catalog *catalog, component_id component, layer_id layer)
{
    uint64_t tags = 0;

    for (uint64_t rest = catalog->components[component].tags; rest != 0; rest &= rest - 1) {
        tag_id tag = (tag_id)__builtin_ctzll(rest);

        if (catalog_tag_counts(catalog, tag, layer)) {
            tags |= UINT64_C(1) << tag;
        }
    }
    return tags;
}

bool catalog_has_tag(const struct catalog *catalog, component_id component, layer_id layer,
                     tag_id tag)
{
    return (catalog->components[component].tags >> tag & 1) != 0
           && catalog_tag_counts(catalog, tag, layer);
}

const struct cell *catalog_cell(const struct catalog *catalog, layer_id layer, scale_id scale)
{
    return &catalog->cells[layer * catalog->scale_count + scale];
}

bool catalog_cell_takes(const struct catalog *catalog, layer_id layer, scale_id scale,
                        component_id component)
{
    struct range take = catalog_cell(catalog, layer, scale)->take;

    for (uint32_t i = 0; i < take.count; i++) {
        if (catalog->refs[take.first + i] == component) {
            return true;
        }
    }
    return false;
}

struct str catalog_scale_names(const struct catalog *catalog, uint32_t scales, struct arena *arena)
{
    struct strbuf names = { .arena = arena };

    for (scale_id scale = 0; scale < catalog->scale_count; scale++) {
        if ((scales >> scale & 1) == 0) {
            continue;
        }
        strbuf_list(&names, 0, catalog_scale_name(catalog, scale));
    }
    return strbuf_str(&names);
}

struct str catalog_books(const struct catalog *catalog, struct arena *arena)
{
    struct strbuf text = { .arena = arena };

    for (uint32_t i = 0; i < catalog->book_count; i++) {
        const struct book *book = &catalog->books[i];

        strbuf_comma(&text, 0);
        strbuf_addf(&text, "%.*s (%u change%s)", STR_ARG(catalog_text(catalog, book->name)),
                    (unsigned)book->changes, plural_s(book->changes));
    }
    return strbuf_str(&text);
}

const char *kind_name(enum kind kind)
{
    static const char *const names[KIND__COUNT] = {
        [KIND_SERVICE] = "service",
        [KIND_LIBRARY] = "library",
        [KIND_PRACTICE] = "practice",
        [KIND_POLICY] = "policy",
    };
    return names[kind];
}

const char *status_name(enum status status)
{
    static const char *const names[STATUS__COUNT] = {
        [STATUS_ACTIVE] = "active",
        [STATUS_MAINTENANCE] = "maintenance",
        [STATUS_SUPERSEDED] = "superseded",
        [STATUS_RETIRED] = "retired",
    };
    return names[status];
}

const char *box_rule_name(enum box_rule box)
{
    static const char *const names[BOX__COUNT] = {
        [BOX_NONE] = "none",
        [BOX_OWN] = "own",
        [BOX_INSIDE] = "inside",
        [BOX_BEFORE] = "before",
    };
    return names[box];
}

const char *rule_place_name(enum rule_place place)
{
    static const char *const names[RULE_PLACE__COUNT] = {
#define X(name, word) [RULE_PLACE_##name] = word,
        RULE_PLACES(X)
#undef X
    };
    return names[place];
}
