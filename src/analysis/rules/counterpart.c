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

/* The design without what the rule finds fault with, wherever it stands. */
static bool leave_out(const struct telling *telling, struct arena *arena, struct design *ret)
{
    const struct facts *facts = telling->facts;

    *ret = *facts->design;
    for (uint32_t k = 0; k < telling->count; k++) {
        component_id component = telling->culprits[k].component;

        for (uint32_t i = 0; i < facts->design->choice_count; i++) {
            const struct choice *choice = &facts->design->choices[i];
            struct edit edit = { .kind = EDIT_REMOVE,
                                 .layer = choice->layer,
                                 .component = component };

            if (choice->component == component && !apply(facts, ret, &edit, arena, ret)) {
                return false;
            }
        }
    }
    return true;
}

/* The first of them that plays a part says where its work would be done otherwise; what only stands
 * by leaves that to the rule. */
static layer_id where_the_work_is(const struct telling *telling)
{
    const struct catalog *catalog = telling->facts->catalog;

    for (uint32_t i = 0; i < telling->count; i++) {
        const struct culprit *culprit = &telling->culprits[i];
        const struct placement *place =
            catalog_placement(catalog, culprit->component, culprit->layer);

        if (place && place->role != NONE
            && cell_is_sold(catalog, telling->rule, culprit->layer,
                            telling->facts->design->scale)) {
            return culprit->layer;
        }
    }
    return telling->rule->instead;
}

bool counterpart_instead(const struct telling *telling, struct arena *arena,
                         struct counterpart *ret)
{
    const struct facts *facts = telling->facts;
    scale_id scale = facts->design->scale;
    struct design design;
    layer_id layer;

    *ret = (struct counterpart){ 0 };
    if (telling->rule->instead == NONE || telling->culprit.component == NONE) {
        return false;
    }
    layer = where_the_work_is(telling);
    if (!leave_out(telling, arena, &design)) {
        return false;
    }
    if (design_layer(&design, layer, NULL) == 0) {
        struct edit cell = { .kind = EDIT_TAKE_CELL, .layer = layer, .scale = scale };

        if (!cell_is_sold(facts->catalog, telling->rule, layer, scale)
            || !apply(facts, &design, &cell, arena, &design)) {
            return false;
        }
    }
    ret->choice_count = design_layer(&design, layer, &ret->choices);
    return make_bill(facts, &design, arena, ret);
}

/* What the bill without the culprits is above what is left of this one when they go. */
bool counterpart_cost(const struct telling *telling, money *ret_likely)
{
    const struct bill *instead = telling->instead.bill;
    money culprits, more;

    return instead && telling->instead.choice_count > 0
           && instead->unpriced <= telling->bill->unpriced && telling_cost(telling, &culprits)
           && money_add(instead->total.likely, -telling->bill->total.likely, &more)
           && money_add(more, culprits, ret_likely);
}

bool counterpart_is_cheaper(const struct telling *telling)
{
    const struct bill *instead = telling->instead.bill;

    return !instead || instead->unpriced > telling->bill->unpriced
           || instead->total.likely < telling->bill->total.likely;
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
