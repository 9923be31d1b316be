/* The components that a design brings along. */
#include "store/design/read_design.h"

#include "store/tree/decode.h"
#include "strata/base/text.h"
#include "strata/model/extend.h"

static const struct word keys[] = {
#define X(name, key) [OWN_##name] = WORD(key),
    OWN_KEYS(X)
#undef X
};

static struct str read_name(struct design_reader *reader, const struct node *node)
{
    struct str name = decode_text(reader->in, node);

    if (node && node->kind == NODE_SCALAR && name.len == 0) {
        tree_error(reader->in, node, (struct str){ 0 }, "a name is missing");
    }
    if (text_width(name) > OWN_NAME_CELLS) {
        tree_error(reader->in, node, (struct str){ 0 }, "wider than %d cells", OWN_NAME_CELLS);
    }
    return name;
}

/* If nothing is said a service runs by itself, where others of its layer do; nothing else does. */
static enum box_rule read_box(struct design_reader *reader, const struct node *node,
                              const struct own_component *own)
{
    bool runs = own->kind == KIND_SERVICE && own->layer != NONE
                && own_role(reader->catalog, own->layer, BOX_OWN) != NONE;
    enum box_rule box = decode_box(reader->in, node, BOX_BEFORE, runs ? BOX_OWN : BOX_NONE);

    if (box == BOX_INSIDE && own->layer != NONE && own_host(reader->catalog, own->layer) == NONE) {
        tree_error(reader->in, node, STR("own or none"),
                   "nothing of this layer stands inside the box of another");
    }
    return box;
}

/* "unknown", a price, or 0 for what has no bill of its own. */
static void read_price(struct design_reader *reader, const struct node *node,
                       struct own_component *own)
{
    if (!node || node_is(node, "unknown")) {
        return;
    }
    own->price = decode_price(reader->in, node);
    own->pricing = own->price.high > 0 ? OWN_PRICE_GIVEN : OWN_PRICE_NOTHING;
}

static uint32_t read_scales(struct design_reader *reader, const struct node *node)
{
    struct items items = decode_items(node);
    uint32_t mask = 0;

    for (uint32_t i = 0; i < items.count; i++, items.at = node_next(items.at)) {
        scale_id scale = find_scale(reader, items.at);

        if (scale != NONE) {
            mask |= UINT32_C(1) << scale;
        }
    }
    return mask;
}

/* Another component's id would make it unclear which of the two is chosen. */
static void check_id(struct design_reader *reader, const struct node *key)
{
    component_id other = catalog_find_component(reader->catalog, node_text(key));

    decode_check_id(reader->in, key);
    if (other != NONE && !reader->catalog->components[other].own) {
        tree_error(reader->in, key, STR("give it another id, or choose that one"),
                   "the catalogue has a component \"%.*s\" already",
                   STR_ARG(decode_shown(reader->in, key)));
    }
}

static void read_component(struct design_reader *reader, const struct node *key,
                           struct own_component *own)
{
    const struct node *node = node_next(key);
    const struct node *at[OWN__COUNT];

    *own = (struct own_component){ .id = node_text(key), .layer = NONE };
    check_id(reader, key);
    if (!decode_map(reader->in, node, WORDS(keys), at)) {
        return;
    }
    for (int i = OWN_NAME; i <= OWN_LAYER && !node->cut; i++) {
        if (!at[i]) {
            tree_error(reader->in, node, (struct str){ 0 }, "\"%s\" is missing", keys[i].text.at);
        }
    }
    own->name = read_name(reader, at[OWN_NAME]);
    if (at[OWN_LAYER]) {
        own->layer = find_layer(reader, at[OWN_LAYER]);
    }
    own->kind = decode_kind(reader->in, at[OWN_KIND]);
    own->box = read_box(reader, at[OWN_BOX], own);
    read_price(reader, at[OWN_PRICE], own);
    own->scales = read_scales(reader, at[OWN_SCALES]);
}

/* The row of an equal one that the catalogue got from an earlier design, or NONE. */
static component_id find_equal(const struct catalog *catalog, const struct own_component *own)
{
    for (component_id i = 0; i < catalog->component_count; i++) {
        struct own_component other;

        if (!catalog->components[i].own) {
            continue;
        }
        other = catalog_own(catalog, i);
        if (own_eq(&other, own)) {
            return i;
        }
    }
    return NONE;
}

/* Adds those that the catalogue does not have yet, and makes the design's list of them all. */
static void add_rows(struct design_reader *reader, const struct own_component *all, uint32_t count)
{
    struct own_component *added = arena_new_array(reader->in->arena, struct own_component, count);
    component_id *rows = arena_new_array(reader->arena, component_id, count);
    uint32_t first = reader->catalog->component_count, n = 0;

    for (uint32_t i = 0; i < count; i++) {
        rows[i] = find_equal(reader->catalog, &all[i]);
        if (rows[i] != NONE) {
            continue;
        }
        rows[i] = first + n;
        added[n++] = all[i];
    }
    if (n > 0) {
        catalog_extend(reader->catalog, added, n, reader->in->arena, reader->arena,
                       reader->catalog);
    }
    for (uint32_t i = 0; i < count; i++) {
        reader->own_rows[i] = rows[i];
    }
    reader->design->own = rows;
    reader->design->own_count = count;
}

/* Where they are too many, that is the one mistake: choosing one of them is not another. */
static void remember_ids(struct design_reader *reader, const struct node *map)
{
    const struct node *key = node_first(map);
    uint32_t count = 0;

    reader->own_rows = arena_new_array(reader->in->arena, component_id, map->len);
    for (uint32_t i = 0; i < map->len; i++, key = node_next(node_next(key))) {
        reader->own_rows[count] = NONE;
        count += index_add(&reader->own, node_text(key), count, NULL);
    }
}

/* False if there is nothing to read; what is wrong with it is told. */
static bool has_components(struct design_reader *reader, const struct node *node)
{
    if (!node || node->kind == NODE_BROKEN || node_nothing(node)) {
        return false;
    }
    if (node->kind != NODE_MAP) {
        tree_error(reader->in, node, (struct str){ 0 },
                   "expected keys with values, as in \"acme-store: { name: Acme Store, layer: "
                   "... }\"");
    } else if (reader->preset) {
        tree_error(reader->in, node, STR("put them into the catalogue"),
                   "a preset has no components of its own");
    } else if (node->len > OWN_MAX) {
        tree_error(reader->in, node, STR("a catalogue of your own has room for more"),
                   "a design has no more than %d components of its own", OWN_MAX);
        remember_ids(reader, node);
    } else {
        return node->len > 0;
    }
    return false;
}

void read_own(struct design_reader *reader, const struct node *node)
{
    struct own_component *all;
    const struct node *key;
    uint32_t count = 0;

    if (!has_components(reader, node)) {
        return;
    }
    all = arena_new_array(reader->in->arena, struct own_component, node->len);
    reader->own_rows = arena_new_array(reader->in->arena, component_id, node->len);
    key = node_first(node);
    for (uint32_t i = 0; i < node->len; i++, key = node_next(node_next(key))) {
        if (key->kind != NODE_SCALAR) {
            continue;
        }
        read_component(reader, key, &all[count]);
        reader->own_rows[count] = NONE;
        if (index_add(&reader->own, all[count].id, count, NULL)) {
            count++;
        }
    }
    if (reader->in->diags->counts[SEVERITY_ERROR] == reader->errors) {
        add_rows(reader, all, count);
    }
}
