/* Alternatives: a few choices at once, compared with the design as it is. */
#include "store/catalog/read_catalog.h"

static bool offered(const struct reader *reader, component_id component, layer_id layer)
{
    const struct builder *builder = &reader->builder;
    struct range placements = builder->components.items[component].placements;

    for (uint32_t i = placements.first; i < placements.first + placements.count; i++) {
        if (builder->placements.items[i].layer == layer) {
            return true;
        }
    }
    return false;
}

static plan_id find_plan(const struct reader *reader, component_id component, struct str id)
{
    const struct builder *builder = &reader->builder;
    struct range plans = builder->components.items[component].plans;

    for (plan_id i = plans.first; i < plans.first + plans.count; i++) {
        struct text text = builder->plans.items[i].id;

        if (str_eq(id, (struct str){ builder->pool_bytes.items + text.at, text.len })) {
            return i;
        }
    }
    return NONE;
}

static plan_id read_plan(const struct reader *reader, const struct node *node,
                         component_id component)
{
    plan_id plan;

    if (!node || component == NONE) {
        return NONE;
    }
    plan = find_plan(reader, component, decode_text(reader->in, node));
    if (plan == NONE) {
        tree_error(reader->in, node, (struct str){ 0 }, "it has no plan \"%.*s\"",
                   STR_ARG(decode_shown(reader->in, node)));
    }
    return plan;
}

static void read_take(struct reader *reader, const struct node *node, uint32_t first)
{
    enum { LAYER, USE, PLAN, COUNT };
    static const struct word keys[] = {
        [LAYER] = REQUIRED("layer"), [USE] = REQUIRED("use"), [PLAN] = WORD("plan")
    };
    struct take *take = builder_add(&reader->builder, take);
    const struct node *at[COUNT];

    *take = (struct take){ NONE, NONE, NONE };
    if (!decode_map(reader->in, node, WORDS(keys), at)) {
        return;
    }
    take->layer = read_reference(reader, SECTION_LAYERS, at[LAYER]);
    take->component = read_reference(reader, SECTION_COMPONENTS, at[USE]);
    take->plan = read_plan(reader, at[PLAN], take->component);
    if (take->layer == NONE || take->component == NONE) {
        return;
    }
    if (!offered(reader, take->component, take->layer)) {
        tree_error(reader->in, at[USE], (struct str){ 0 }, "it is not offered in that layer");
    }
    for (uint32_t i = first; i + 1 < reader->builder.takes.count; i++) {
        if (reader->builder.takes.items[i].layer != take->layer) {
            continue;
        }
        tree_error(reader->in, at[LAYER], (struct str){ 0 }, "layer \"%.*s\" is named twice",
                   STR_ARG(decode_shown(reader->in, at[LAYER])));
        break;
    }
}

static struct range read_takes(struct reader *reader, const struct node *node)
{
    struct items items = decode_items(node);
    struct range range = { reader->builder.takes.count, items.count };

    if (items.count > REFERENCES_MAX) {
        tree_error(reader->in, node, (struct str){ 0 }, "more than %d layers are named",
                   REFERENCES_MAX);
        return (struct range){ range.first, 0 };
    }
    for (uint32_t i = 0; i < items.count; i++, items.at = node_next(items.at)) {
        read_take(reader, items.at, range.first);
    }
    return range;
}

void read_alternative(struct reader *reader, const struct node *node, uint32_t row)
{
    enum { ID, NAME, INSTEAD_OF, COUNTED_IN, TAKE, COUNT };
    static const struct word keys[] = {
        [ID] = REQUIRED("id"),
        [NAME] = REQUIRED("name"),
        [INSTEAD_OF] = REQUIRED("instead-of"),
        [COUNTED_IN] = WORD("counted-in"),
        [TAKE] = REQUIRED("take"),
    };
    struct alternative *alternative = builder_add(&reader->builder, alternative);
    const struct node *at[COUNT];

    (void)row;
    decode_map(reader->in, node, WORDS(keys), at);
    *alternative = (struct alternative){
        .id = read_pool_text(reader, at[ID]),
        .name = read_pool_text(reader, at[NAME]),
        .instead_of = read_pool_text(reader, at[INSTEAD_OF]),
        .counted_in = read_reference(reader, SECTION_FIGURES, at[COUNTED_IN]),
        .takes = read_takes(reader, at[TAKE]),
    };
}
