#include "analysis/bill/bill_run.h"
#include "strata/model/product.h"
#include "strata/model/shares.h"

/* ---- who serves which layer ---- */

/* Explicit shares stand as they are; the others divide equally what those leave. */
static void divide(const struct catalog *catalog, const struct design *design, struct range choices,
                   struct portion *portions)
{
    quantity left = 100 * MICRO;
    uint32_t among = 0;

    for (uint32_t i = choices.first; i < choices.first + choices.count; i++) {
        if (design->choices[i].share == 0) {
            among += choice_serves(catalog, &design->choices[i]);
        } else {
            left = design->choices[i].share < left ? left - design->choices[i].share : 0;
        }
    }
    for (uint32_t i = choices.first; i < choices.first + choices.count; i++) {
        quantity share = design->choices[i].share;

        if (share != 0) {
            portions[i] = (struct portion){ share, 1 };
        } else if (choice_serves(catalog, &design->choices[i])) {
            portions[i] = (struct portion){ left, among };
        } else {
            portions[i] = (struct portion){ 0, 1 };
        }
    }
}

/* The layer that serves the demand on this one. A chain of empty layers may go round in a
 * circle. */
static layer_id serving_layer(const struct catalog *catalog, const uint32_t *servers,
                              layer_id layer)
{
    for (uint32_t step = 0; step < catalog->layer_count; step++) {
        if (servers[layer] > 0 || catalog->layers[layer].stand_in == NONE) {
            break;
        }
        layer = catalog->layers[layer].stand_in;
    }
    return layer;
}

void demand_gather(const struct catalog *catalog, const struct design *design, struct arena *arena,
                   struct demand *ret)
{
    struct range *choices = arena_new_array(arena, struct range, catalog->layer_count);
    uint32_t *servers = arena_new_array(arena, uint32_t, catalog->layer_count);

    ret->chosen = choices;
    ret->served_by = arena_new_array(arena, struct range, catalog->layer_count);
    ret->portions = arena_new_array(arena, struct portion, design->choice_count);
    for (uint32_t i = 0; i < design->choice_count; i++) {
        struct range *layer = &choices[design->choices[i].layer];

        if (layer->count++ == 0) {
            layer->first = i;
        }
        servers[design->choices[i].layer] += choice_serves(catalog, &design->choices[i]);
        ret->portions[i] = (struct portion){ 100 * MICRO, 1 };
    }
    for (layer_id layer = 0; layer < catalog->layer_count; layer++) {
        if (catalog->layers[layer].shares && choices[layer].count > 0) {
            divide(catalog, design, choices[layer], ret->portions);
        }
        ret->served_by[layer] = choices[serving_layer(catalog, servers, layer)];
    }
}

/* ---- how much ---- */

/* Does the component hold what is chosen in the layer: as the host of an extension, or by itself? */
static bool hosts(const struct bill_run *run, layer_id layer, component_id component)
{
    struct range choices = run->demand->chosen[layer];

    for (uint32_t i = choices.first; i < choices.first + choices.count; i++) {
        const struct choice *choice = &run->design->choices[i];
        const struct placement *placement =
            catalog_placement(run->catalog, choice->component, choice->layer);

        if (choice->component == component) {
            return true;
        }
        if (placement && placement->box == BOX_INSIDE
            && design_has(run->design, placement->host, component)) {
            return true;
        }
    }
    return false;
}

/* The part of a term's demand that falls on the component: nothing, all, or its share. */
static bool find_portion(const struct bill_run *run, const struct term *term,
                         component_id component, struct portion *ret)
{
    struct range choices;

    *ret = (struct portion){ 100 * MICRO, 1 };
    if (term->layer == NONE) {
        return true;
    }
    if (term->hosted) {
        return hosts(run, term->layer, component);
    }
    choices = run->demand->served_by[term->layer];
    for (uint32_t i = choices.first; i < choices.first + choices.count; i++) {
        if (run->design->choices[i].component == component) {
            *ret = run->demand->portions[i];
            return true;
        }
    }
    return false;
}

/* What the component says of itself, or the plan in its place. */
static quantity trait_of(const struct bill_run *run, component_id component, plan_id plan,
                         trait_id trait)
{
    const struct catalog *catalog = run->catalog;
    const struct range ranges[] = { plan != NONE ? catalog->plans[plan].traits
                                                 : (struct range){ 0, 0 },
                                    catalog->components[component].traits };

    for (int k = 0; k < 2; k++) {
        for (uint32_t i = ranges[k].first; i < ranges[k].first + ranges[k].count; i++) {
            if (catalog->trait_values[i].trait == trait) {
                return catalog->trait_values[i].value;
            }
        }
    }
    return catalog->traits[trait].default_value;
}

static bool multiply_traits(const struct bill_run *run, const struct term *term,
                            const struct item *item, plan_id plan, struct product *product)
{
    for (uint32_t i = term->traits.first; i < term->traits.first + term->traits.count; i++) {
        quantity value = trait_of(run, item->component, plan, run->catalog->refs[i]);

        if (value == 0) {
            *product = (struct product){ .by = 1 };
            return true;
        }
        if (!product_times(product, value)) {
            return false;
        }
    }
    return true;
}

static bool term_amount(const struct bill_run *run, const struct term *term,
                        const struct item *item, plan_id plan, struct portion portion,
                        quantity *ret)
{
    bool all = portion.percent == 100 * MICRO && portion.among == 1;
    struct product product;

    return product_of(run->catalog, term->times, term->factors, run->figures, &product)
           && product_over(&product, term->per) && multiply_traits(run, term, item, plan, &product)
           && (!term->each_region || product_times(&product, item->copies * MICRO))
           && (all || product_share(&product, portion.percent, portion.among))
           && product_value(&product, ret);
}

/* How much of it one request has. */
static bool term_request(const struct bill_run *run, const struct term *term, quantity *ret)
{
    struct product product;

    *ret = 0;
    return term->request.count == 0
           || (product_of(run->catalog, MICRO, term->request, run->figures, &product)
               && product_value(&product, ret));
}

static void add_part(struct bill_run *run, struct metered *metered, const struct term *term,
                     const struct bill_part *part, uint32_t terms)
{
    if (part->amount == 0 || !(run->explain || term->request.count > 0)) {
        return;
    }
    if (metered->parts == NULL) {
        metered->parts = arena_new_array(run->arena, struct bill_part, terms);
    }
    metered->request = part->request > metered->request ? part->request : metered->request;
    metered->parts[metered->part_count++] = *part;
}

static bool sum_terms(struct bill_run *run, const struct item *item, plan_id plan,
                      struct metered *metered)
{
    struct range terms = run->catalog->meters[metered->meter].terms;

    for (uint32_t i = 0; i < terms.count; i++) {
        const struct term *term = &run->catalog->terms[terms.first + i];
        struct bill_part part = { .label = catalog_text(run->catalog, term->label) };
        struct portion portion;

        if (!find_portion(run, term, item->component, &portion)) {
            continue;
        }
        if (!term_amount(run, term, item, plan, portion, &part.amount)
            || !term_request(run, term, &part.request)
            || !quantity_add(metered->amount, part.amount, &metered->amount)) {
            return false;
        }
        add_part(run, metered, term, &part, terms.count - i);
    }
    return true;
}

/* Whatever was looked up for a plan that says something of its own holds for that plan only. */
static void forget_other_plans(struct bill_run *run, plan_id plan)
{
    plan_id of = plan != NONE && run->catalog->plans[plan].traits.count > 0 ? plan : NONE;

    if (run->metered_for != of) {
        run->metered.count = 0;
        run->metered_for = of;
    }
}

bool run_metered(struct bill_run *run, const struct item *item, plan_id plan, meter_id meter,
                 struct metered *ret)
{
    forget_other_plans(run, plan);
    for (uint32_t i = 0; i < run->metered.count; i++) {
        if (run->metered.items[i].meter == meter) {
            *ret = run->metered.items[i];
            return true;
        }
    }
    *ret = (struct metered){ .meter = meter };
    if (!sum_terms(run, item, plan, ret)) {
        struct str name = catalog_meter_name(run->catalog, meter);

        diag_error(run->diags, "the workload asks for more %.*s than can be counted",
                   STR_ARG(name));
        return false;
    }
    *vec_add(&run->metered, run->arena) = *ret;
    return true;
}
