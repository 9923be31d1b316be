/* What a design chooses for each layer. */
#include "store/design/read_design.h"

#include "store/tree/decode.h"
#include "strata/base/money.h"
#include "strata/base/nearest.h"
#include "strata/model/shares.h"

static plan_id read_plan(const struct design_reader *reader, const struct node *node,
                         component_id component)
{
    const struct catalog *catalog = reader->catalog;
    struct range plans = catalog->components[component].plans;
    struct str id = decode_text(reader->in, node);
    struct nearest nearest = nearest_to(id);
    plan_id plan;

    if (!node || node->kind != NODE_SCALAR) {
        return NONE;
    }
    plan = catalog_find_plan(catalog, component, id);
    if (plan != NONE) {
        return plan;
    }
    for (uint32_t i = plans.first; i < plans.first + plans.count; i++) {
        nearest_try(&nearest, catalog_plan_id(catalog, i));
    }
    tell_unknown(reader, node, "plan", &nearest);
    return NONE;
}

static void tell_not_offered(const struct design_reader *reader, const struct node *node,
                             component_id component)
{
    const struct catalog *catalog = reader->catalog;
    struct range places = catalog->components[component].placements;
    struct strbuf hint = { .arena = reader->in->arena };

    for (uint32_t i = places.first; i < places.first + places.count; i++) {
        strbuf_addz(&hint, hint.len > 0 ? ", " : "it is offered in ");
        strbuf_add(&hint, catalog_layer_id(catalog, catalog->placements[i].layer));
    }
    tree_error(reader->in, node, strbuf_str(&hint), "\"%.*s\" is not offered in this layer",
               STR_ARG(decode_shown(reader->in, node)));
}

/* One component, or an entry with more to say. False if it cannot be taken, which is told. */
static bool read_choice(struct design_reader *reader, const struct node *node, layer_id layer,
                        struct choice *ret)
{
    enum { USE, PLAN, SHARE, COUNT };
    static const struct word keys[] = {
        [USE] = REQUIRED("use"), [PLAN] = WORD("plan"), [SHARE] = WORD("share")
    };
    const struct node *at[COUNT] = { [USE] = node };
    component_id component;

    if (node->kind == NODE_MAP && !decode_map(reader->in, node, WORDS(keys), at)) {
        return false;
    }
    if (!at[USE]) {
        return false;
    }
    component = find_component(reader, at[USE]);
    if (component == NONE) {
        return false;
    }
    if (!catalog_placement(reader->catalog, component, layer)) {
        tell_not_offered(reader, at[USE], component);
        return false;
    }
    *ret = (struct choice){
        .layer = layer,
        .component = component,
        .plan = read_plan(reader, at[PLAN], component),
        .share = decode_percent(reader->in, at[SHARE]),
    };
    if (ret->share > 0 && !reader->catalog->layers[layer].shares) {
        tree_warning(reader->in, at[SHARE], (struct str){ 0 },
                     "the components of this layer do not share its demand, so this has no effect");
    }
    return true;
}

static void check_shares(const struct design_reader *reader, const struct node *node,
                         const struct choice *choices, uint32_t count)
{
    struct arena *arena = reader->in->arena;
    quantity sum;
    struct str hint;

    if (count == 0 || shares_add_up(reader->catalog, choices, count, &sum)) {
        return;
    }
    hint = sum > 100 * MICRO ? str_format(arena, "take off %.*s",
                                          STR_ARG(micro_format(arena, sum - 100 * MICRO, false)))
                             : STR("leave out the share of the one that takes the rest");
    tree_error(reader->in, node, hint, "the shares come to %.*s percent instead of 100",
               STR_ARG(micro_format(arena, sum, false)));
}

static uint32_t read_layer_choices(struct design_reader *reader, const struct node *node,
                                   layer_id layer, struct choice *choices)
{
    struct items items = decode_items(node);
    uint32_t most = reader->catalog->layers[layer].many ? CHOICES_MAX : 1;
    const struct node *whole = node;
    uint32_t count = 0;

    if (items.count > most) {
        tree_error(reader->in, whole, (struct str){ 0 }, "this layer holds no more than %u",
                   (unsigned)most);
        return 0;
    }
    for (uint32_t i = 0; i < items.count; i++, items.at = node_next(items.at)) {
        uint32_t same = 0;

        if (!read_choice(reader, items.at, layer, &choices[count])) {
            continue;
        }
        while (choices[same].component != choices[count].component) {
            same++;
        }
        if (same < count) {
            tree_error(reader->in, items.at, (struct str){ 0 }, "the component is chosen twice");
        } else {
            remember_position(reader, items.at, layer, choices[count++].component, NONE);
        }
    }
    check_shares(reader, whole, choices, count);
    return count;
}

void read_layers(struct design_reader *reader, const struct node *node)
{
    uint32_t layers = reader->catalog->layer_count;
    const struct node **values = by_row(reader, node, find_layer, layers, "gateway: portkey");
    struct choice *all;
    uint32_t room = 0;
    uint32_t count = 0;

    for (layer_id i = 0; i < layers; i++) {
        uint32_t items = decode_items(values[i]).count;
        room += items < CHOICES_MAX ? items : CHOICES_MAX;
    }
    all = arena_new_array(reader->arena, struct choice, room);
    for (layer_id i = 0; i < layers; i++) {
        if (values[i]) {
            remember_position(reader, values[i], i, NONE, NONE);
        }
    }
    for (layer_id i = 0; i < layers; i++) {
        count += read_layer_choices(reader, values[i], i, all + count);
    }
    reader->design->choices = all;
    reader->design->choice_count = count;
}
