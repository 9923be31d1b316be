#include "analysis/rules/counterpart.h"

#include "analysis/bill/bill_run.h"

/* Nobody asks why a counterpart cannot be made: its messages go with this. */
static bool apply(const struct facts *facts, const struct design *design, const struct edit *edit,
                  struct arena *arena, struct design *ret)
{
    struct diag_list unheard;

    diag_init(&unheard, arena);
    return design_apply(facts->catalog, design, edit, arena, ret, &unheard);
}

/* The workload is the same, so its figures need not be multiplied out again. */
static bool make_bill(const struct facts *facts, const struct design *design, struct arena *arena,
                      struct counterpart *ret)
{
    struct bill *bill = arena_new(arena, struct bill);
    struct diag_list unheard;

    diag_init(&unheard, arena);
    if (!bill_sketch(facts->catalog, design, facts->figures, arena, bill, &unheard)) {
        return false;
    }
    ret->bill = bill;
    return true;
}

bool counterpart_fixed(const struct facts *facts, const struct edit *fix, struct arena *arena,
                       struct counterpart *ret)
{
    struct design design;

    *ret = (struct counterpart){ 0 };
    return apply(facts, facts->design, fix, arena, &design)
           && make_bill(facts, &design, arena, ret);
}

/* Does the scale's cell name something that is sold, and that the rule would not find fault with?
 */
static bool cell_is_sold(const struct catalog *catalog, const struct rule *rule, layer_id layer,
                         scale_id scale)
{
    struct range take = catalog_cell(catalog, layer, scale)->take;
    bool sold = false;

    for (uint32_t i = 0; i < take.count; i++) {
        const struct component *component = &catalog->components[catalog->refs[take.first + i]];

        if (rule->trigger == TRIGGER_CHOSEN
            && catalog_has_tag(catalog, catalog->refs[take.first + i], layer, rule->tag)) {
            return false;
        }
        sold = sold || component->pricing == PRICING_PLANS;
    }
    return sold;
}

/* The design without a component, wherever it stands. */
static bool leave_out(const struct facts *facts, component_id component, struct arena *arena,
                      struct design *ret)
{
    *ret = *facts->design;
    for (uint32_t i = 0; i < facts->design->choice_count; i++) {
        const struct choice *choice = &facts->design->choices[i];
        struct edit edit = { .kind = EDIT_REMOVE, .layer = choice->layer, .component = component };

        if (choice->component == component && !apply(facts, ret, &edit, arena, ret)) {
            return false;
        }
    }
    return true;
}

bool counterpart_instead(const struct facts *facts, const struct rule *rule, struct culprit culprit,
                         struct arena *arena, struct counterpart *ret)
{
    scale_id scale = facts->design->scale;
    layer_id layer = rule->instead;
    struct design design;

    *ret = (struct counterpart){ 0 };
    if (layer == NONE || culprit.component == NONE) {
        return false;
    }
    if (cell_is_sold(facts->catalog, rule, culprit.layer, scale)) {
        layer = culprit.layer;
    }
    if (!leave_out(facts, culprit.component, arena, &design)) {
        return false;
    }
    if (design_layer(&design, layer, NULL) == 0) {
        struct edit cell = { .kind = EDIT_TAKE_CELL, .layer = layer, .scale = scale };

        if (!cell_is_sold(facts->catalog, rule, layer, scale)
            || !apply(facts, &design, &cell, arena, &design)) {
            return false;
        }
    }
    ret->choice_count = design_layer(&design, layer, &ret->choices);
    return make_bill(facts, &design, arena, ret);
}

bool counterpart_cost(const struct counterpart *counterpart, money *ret_likely)
{
    money sum = 0, likely;

    if (!counterpart->bill || counterpart->choice_count == 0) {
        return false;
    }
    for (uint32_t i = 0; i < counterpart->choice_count; i++) {
        if (!bill_of_component(counterpart->bill, counterpart->choices[i].component, &likely)
            || !money_add(sum, likely, &sum)) {
            return false;
        }
    }
    *ret_likely = sum;
    return true;
}

struct str counterpart_names(const struct catalog *catalog, const struct counterpart *counterpart,
                             struct arena *arena)
{
    struct strbuf names = { .arena = arena };

    for (uint32_t i = 0; i < counterpart->choice_count; i++) {
        strbuf_addz(&names, i > 0 ? " + " : "");
        strbuf_add(&names, component_label(catalog, counterpart->choices[i].component));
    }
    return strbuf_str(&names);
}
