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

/* The part of a term's demand that falls on the component: nothing, all, or its share. */
static bool find_portion(const struct bill_run *run, const struct term *term,
                         component_id component, struct portion *ret)
{
    struct range choices;

    if (term->layer == NONE) {
        *ret = (struct portion){ 100 * MICRO, 1 };
        return true;
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

static bool term_amount(const struct bill_run *run, const struct term *term, struct portion portion,
                        quantity *ret)
{
    bool all = portion.percent == 100 * MICRO && portion.among == 1;
    struct product product;

    if (!product_of(run->catalog, term->times, term->factors, run->figures, &product)) {
        return false;
    }
    if (!product_over(&product, term->per)) {
        return false;
    }
    if (!all && !product_share(&product, portion.percent, portion.among)) {
        return false;
    }
    return product_value(&product, ret);
}

static void add_part(struct bill_run *run, struct metered *metered, struct text label,
                     quantity amount, uint32_t terms)
{
    if (!run->explain || amount == 0) {
        return;
    }
    if (metered->parts == NULL) {
        metered->parts = arena_new_array(run->arena, struct bill_part, terms);
    }
    metered->parts[metered->part_count++] =
        (struct bill_part){ catalog_text(run->catalog, label), amount };
}

static bool sum_terms(struct bill_run *run, component_id component, struct metered *metered)
{
    struct range terms = run->catalog->meters[metered->meter].terms;

    for (uint32_t i = 0; i < terms.count; i++) {
        const struct term *term = &run->catalog->terms[terms.first + i];
        struct portion portion;
        quantity amount;

        if (!find_portion(run, term, component, &portion)) {
            continue;
        }
        if (!term_amount(run, term, portion, &amount)
            || !quantity_add(metered->amount, amount, &metered->amount)) {
            return false;
        }
        add_part(run, metered, term->label, amount, terms.count - i);
    }
    return true;
}

bool run_metered(struct bill_run *run, const struct item *item, meter_id meter, struct metered *ret)
{
    for (uint32_t i = 0; i < run->metered.count; i++) {
        if (run->metered.items[i].meter == meter) {
            *ret = run->metered.items[i];
            return true;
        }
    }
    *ret = (struct metered){ .meter = meter };
    if (!sum_terms(run, item->component, ret)) {
        struct str name = catalog_text(run->catalog, run->catalog->meters[meter].name);

        diag_error(run->diags, "the workload asks for more %.*s than can be counted",
                   STR_ARG(name));
        return false;
    }
    *vec_add(&run->metered, run->arena) = *ret;
    return true;
}
