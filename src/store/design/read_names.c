/* Names of the catalogue's rows, as a design's file uses them. */
#include "store/design/read_design.h"

#include "store/tree/decode.h"
#include "strata/base/nearest.h"

/* ---- one name ---- */

void tell_unknown(const struct design_reader *reader, const struct node *node, const char *what,
                  const struct nearest *nearest)
{
    tree_error(reader->in, node, nearest_hint(nearest, reader->in->arena),
               "there is no %s \"%.*s\"", what, STR_ARG(decode_shown(reader->in, node)));
}

/* A reader for references to one of the catalogue's tables: the row, or NONE, and that is told. */
#define FIND_NAMED(name)                                                                    \
    uint32_t find_##name(const struct design_reader *reader, const struct node *node)       \
    {                                                                                       \
        const struct catalog *catalog = reader->catalog;                                    \
        struct str id = decode_text(reader->in, node);                                      \
        struct nearest nearest = nearest_to(id);                                            \
        uint32_t row;                                                                       \
                                                                                            \
        if (node->kind != NODE_SCALAR)                                                      \
            return NONE;                                                                    \
        row = catalog_find_##name(catalog, id);                                             \
        if (row != NONE)                                                                    \
            return row;                                                                     \
        for (uint32_t i = 0; i < catalog->name##_count && tree_tells_more(reader->in); i++) \
            nearest_try(&nearest, catalog_text(catalog, catalog->name##s[i].id));           \
        tell_unknown(reader, node, #name, &nearest);                                        \
        return NONE;                                                                        \
    }
FIND_NAMED(scale)
FIND_NAMED(layer)
FIND_NAMED(figure)
FIND_NAMED(rule)
#undef FIND_NAMED

/* People write what they see on the screen, so a name gets its id as the hint. */
static struct nearest nearest_component(const struct design_reader *reader, struct str name)
{
    const struct catalog *catalog = reader->catalog;
    struct nearest nearest = nearest_to(name);
    component_id named;

    if (!tree_tells_more(reader->in)) {
        return nearest;
    }
    named = catalog_named_component(catalog, name);
    if (named != NONE && !catalog->components[named].own) {
        nearest.best = catalog_component_id(catalog, named);
        return nearest;
    }
    for (uint32_t i = 0; i < catalog->component_count && i < NEAREST_AMONG; i++) {
        if (!catalog->components[i].own || design_owns(reader->design, i)) {
            nearest_try(&nearest, catalog_component_id(catalog, i));
        }
    }
    return nearest;
}

/* The design's own ones first; those of other designs, which the catalogue may have, are not
 * meant. */
component_id find_component(const struct design_reader *reader, const struct node *node)
{
    struct str id = decode_text(reader->in, node);
    struct nearest nearest;
    component_id found;
    uint32_t own;

    if (node->kind != NODE_SCALAR) {
        return NONE;
    }
    if (index_find(&reader->own, id, &own)) {
        return reader->own_rows[own];
    }
    found = catalog_find_component(reader->catalog, id);
    if (found != NONE && !reader->catalog->components[found].own) {
        return found;
    }
    nearest = nearest_component(reader, id);
    tell_unknown(reader, node, "component", &nearest);
    return NONE;
}

tag_id find_need(const struct design_reader *reader, const struct node *node)
{
    const struct catalog *catalog = reader->catalog;
    struct str id = decode_text(reader->in, node);
    struct nearest nearest = nearest_to(id);
    tag_id tag = catalog_find_tag(catalog, id);

    if (node->kind != NODE_SCALAR || (tag != NONE && catalog->tags[tag].need)) {
        return node->kind == NODE_SCALAR ? tag : NONE;
    }
    for (tag_id i = 0; i < catalog->tag_count; i++) {
        if (catalog->tags[i].need) {
            nearest_try(&nearest, catalog_text(catalog, catalog->tags[i].id));
        }
    }
    tell_unknown(reader, node, "need", &nearest);
    return NONE;
}

/* ---- maps from layers or figures to something ---- */

const struct node **by_row(const struct design_reader *reader, const struct node *map, finder *find,
                           uint32_t rows, const char *example)
{
    const struct node **values = arena_new_array(reader->in->arena, const struct node *, rows);
    const struct node *key;

    if (!map || map->kind == NODE_BROKEN || node_nothing(map)) {
        return values;
    }
    if (map->kind != NODE_MAP) {
        tree_error(reader->in, map, (struct str){ 0 }, "expected keys with values, as in \"%s\"",
                   example);
        return values;
    }
    key = node_first(map);
    for (uint32_t i = 0; i < map->len; i++, key = node_next(node_next(key))) {
        uint32_t row = key->kind == NODE_SCALAR ? find(reader, key) : NONE;

        if (row != NONE) {
            values[row] = node_next(key);
        }
    }
    return values;
}
