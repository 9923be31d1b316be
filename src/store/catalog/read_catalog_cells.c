/* What the table says at each layer and scale, and what Enter takes there. */
#include "store/catalog/read_catalog.h"

static bool offered(const struct reader *reader, uint32_t component, uint32_t layer)
{
    struct range range = reader->builder.components.items[component].placements;

    for (uint32_t i = 0; i < range.count; i++) {
        if (reader->builder.placements.items[range.first + i].layer == layer) {
            return true;
        }
    }
    return false;
}

/* The layers a component is offered in, for a hint. */
static struct str offers(const struct reader *reader, uint32_t component)
{
    struct range range = reader->builder.components.items[component].placements;
    struct strbuf buf = { .arena = reader->in->arena };

    for (uint32_t i = 0; i < range.count; i++) {
        uint32_t layer = reader->builder.placements.items[range.first + i].layer;

        if (layer == NONE) {
            continue;
        }
        strbuf_addz(&buf, buf.len > 0 ? ", " : "it is offered in ");
        strbuf_add(&buf, reader->names[SECTION_LAYERS].list.items[layer].id);
    }
    return strbuf_str(&buf);
}

/* A component whose own layers could not be read is offered everywhere: that mistake is told
 * already. */
static bool layers_known(const struct reader *reader, uint32_t component)
{
    struct range range = reader->builder.components.items[component].placements;

    for (uint32_t i = 0; i < range.count; i++) {
        if (reader->builder.placements.items[range.first + i].layer == NONE) {
            return false;
        }
    }
    return range.count > 0;
}

static struct range read_take(struct reader *reader, const struct node *node, uint32_t row)
{
    uint32_t ids[REFERENCES_MAX];
    uint32_t count = read_references(reader, SECTION_COMPONENTS, node, ids);
    uint32_t most = reader->builder.layers.items[row].many ? CHOICES_MAX : 1;

    if (decode_items(node).count > most) {
        tree_error(reader->in, node,
                   most == 1 ? STR("or give the layer \"many: true\"") : (struct str){ 0 },
                   "this layer holds no more than %u", (unsigned)most);
    }
    for (uint32_t i = 0; i < count; i++) {
        const struct definition *component = &reader->names[SECTION_COMPONENTS].list.items[ids[i]];

        if (layers_known(reader, ids[i]) && !offered(reader, ids[i], row)) {
            tree_error(reader->in, node, offers(reader, ids[i]),
                       "component \"%.*s\" is not offered in this layer", STR_ARG(component->id));
        }
    }
    return builder_refs(&reader->builder, ids, count);
}

static void read_cell(struct reader *reader, const struct node *node, uint32_t row)
{
    enum { TEXT, TAKE, COUNT };
    static const struct word keys[] = { [TEXT] = REQUIRED("text"), [TAKE] = WORD("take") };
    struct cell *cell = builder_add(&reader->builder, cell);
    const struct node *at[COUNT];

    if (!node || !decode_map(reader->in, node, WORDS(keys), at)) {
        return;
    }
    cell->text = read_pool_text(reader, at[TEXT]);
    cell->take = read_take(reader, at[TAKE], row);
}

void read_cells(struct reader *reader, const struct node *node, uint32_t row)
{
    const struct node *cells = decode_value(node, "cells");
    const struct names *scales = &reader->names[SECTION_SCALES];
    const struct node *values[SCALES_MAX] = { 0 };
    const struct node *key;

    if (!cells || cells->kind == NODE_BROKEN || node->cut) {
        return;
    }
    if (cells->kind != NODE_MAP) {
        tree_error(reader->in, cells, (struct str){ 0 }, "expected a cell for each scale");
        return;
    }
    key = node_first(cells);
    for (uint32_t i = 0; i < cells->len; i++, key = node_next(node_next(key))) {
        uint32_t scale = names_find(scales, reader->in, key);

        if (scale < SCALES_MAX) {
            values[scale] = node_next(key);
        }
    }
    for (uint32_t scale = 0; scale < scales->list.count && scale < SCALES_MAX; scale++) {
        if (!values[scale] && !scales->incomplete) {
            tree_error(reader->in, cells, (struct str){ 0 }, "there is no cell for scale \"%.*s\"",
                       STR_ARG(scales->list.items[scale].id));
        }
        read_cell(reader, values[scale], row);
    }
}
