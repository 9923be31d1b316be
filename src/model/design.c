#include "strata/model/design.h"

#include "strata/model/product.h"

struct design design_empty(scale_id scale, struct str title)
{
    return (struct design){ .title = title, .scale = scale, .like = scale };
}

uint32_t design_layer(const struct design *design, layer_id layer, const struct choice **ret_first)
{
    uint32_t first = 0, count = 0;

    while (first < design->choice_count && design->choices[first].layer < layer) {
        first++;
    }
    while (first + count < design->choice_count && design->choices[first + count].layer == layer) {
        count++;
    }
    if (ret_first) {
        *ret_first = count > 0 ? &design->choices[first] : NULL;
    }
    return count;
}

static const struct position *exact_position(const struct design *design, layer_id layer,
                                             component_id component, rule_id rule)
{
    for (uint32_t i = 0; i < design->position_count; i++) {
        const struct position *position = &design->positions[i];

        if (position->layer == layer && position->component == component
            && position->rule == rule) {
            return position;
        }
    }
    return NULL;
}

const struct position *design_position(const struct design *design, layer_id layer,
                                       component_id component)
{
    const struct position *position = exact_position(design, layer, component, NONE);

    if (!position) {
        position = exact_position(design, layer, NONE, NONE);
    }
    return position ? position : exact_position(design, NONE, NONE, NONE);
}

const struct position *design_position_of_acceptance(const struct design *design, rule_id rule,
                                                     component_id component)
{
    return exact_position(design, NONE, component, rule);
}

bool design_has(const struct design *design, layer_id layer, component_id component)
{
    const struct choice *choices;
    uint32_t count = design_layer(design, layer, &choices);

    for (uint32_t i = 0; i < count; i++) {
        if (choices[i].component == component) {
            return true;
        }
    }
    return false;
}

bool design_owns(const struct design *design, component_id component)
{
    uint32_t i = 0;

    while (i < design->own_count && design->own[i] != component) {
        i++;
    }
    return i < design->own_count;
}

bool design_matches_cell(const struct catalog *catalog, const struct design *design, layer_id layer,
                         scale_id scale)
{
    struct range take = catalog_cell(catalog, layer, scale)->take;

    if (design_layer(design, layer, NULL) != take.count) {
        return false;
    }
    for (uint32_t i = 0; i < take.count; i++) {
        if (!design_has(design, layer, catalog->refs[take.first + i])) {
            return false;
        }
    }
    return true;
}

bool design_own_figure(const struct design *design, figure_id figure, quantity *ret_value)
{
    for (uint32_t i = 0; i < design->figure_count; i++) {
        if (design->figures[i].figure != figure) {
            continue;
        }
        if (ret_value) {
            *ret_value = design->figures[i].value;
        }
        return true;
    }
    return false;
}

quantity design_usual_figure(const struct catalog *catalog, const struct design *design,
                             figure_id figure)
{
    return catalog->numbers[catalog->figures[figure].defaults.first + design->like];
}

struct str design_note(const struct design *design, layer_id layer)
{
    for (uint32_t i = 0; i < design->note_count; i++) {
        if (design->notes[i].layer == layer) {
            return design->notes[i].text;
        }
    }
    return (struct str){ 0 };
}

static bool figure_product(const struct catalog *catalog, const struct figure *figure,
                           const quantity *values, quantity *ret)
{
    struct product product;

    if (!product_of(catalog, figure->times, figure->factors, values, &product)
        || !product_over(&product, figure->per) || !product_value(&product, ret)) {
        return false;
    }
    *ret = *ret < figure->min ? figure->min : *ret;
    return true;
}

static quantity figure_table(const struct catalog *catalog, const struct figure *figure,
                             const quantity *values)
{
    const int64_t *rows = &catalog->numbers[figure->rows.first];
    quantity by = values[catalog->refs[figure->factors.first]];
    uint32_t i = 0;

    while (i + 2 < figure->rows.count && by > rows[i]) {
        i += 2;
    }
    return rows[i + 1];
}

static bool figure_sum(const struct catalog *catalog, const struct figure *figure,
                       const quantity *values, quantity *ret)
{
    quantity sum = 0;

    for (uint32_t i = 0; i < figure->factors.count; i++) {
        if (!quantity_add(sum, values[catalog->refs[figure->factors.first + i]], &sum)) {
            return false;
        }
    }
    *ret = sum;
    return true;
}

/* Of more than all there is no rest, and not less than none. */
static quantity figure_rest(quantity percent)
{
    return percent < 100 * MICRO ? 100 * MICRO - percent : 0;
}

static bool figure_value(const struct catalog *catalog, const struct design *design, figure_id id,
                         quantity *values)
{
    const struct figure *figure = &catalog->figures[id];
    uint32_t regions = design->region_count > 0 ? design->region_count : 1;

    switch (figure->source) {
    case FIGURE_GIVEN:
        if (!design_own_figure(design, id, &values[id])) {
            values[id] = design_usual_figure(catalog, design, id);
        }
        return true;
    case FIGURE_PRODUCT: return figure_product(catalog, figure, values, &values[id]);
    case FIGURE_SUM: return figure_sum(catalog, figure, values, &values[id]);
    case FIGURE_REST:
        values[id] = figure_rest(values[catalog->refs[figure->factors.first]]);
        return true;
    case FIGURE_REGIONS: values[id] = regions * MICRO; return true;
    case FIGURE_TABLE: values[id] = figure_table(catalog, figure, values); return true;
    case FIGURE__COUNT: break;
    }
    return false;
}

static bool all_figures(const struct catalog *catalog, const struct design *design, bool at_rest,
                        quantity *values, figure_id *ret_overflow)
{
    for (figure_id i = 0; i < catalog->figure_count; i++) {
        if (at_rest && catalog->figures[i].usage) {
            values[i] = 0;
            continue;
        }
        if (!figure_value(catalog, design, i, values)) {
            *ret_overflow = i;
            return false;
        }
    }
    return true;
}

bool design_figures(const struct catalog *catalog, const struct design *design, quantity *values,
                    figure_id *ret_overflow)
{
    return all_figures(catalog, design, false, values, ret_overflow);
}

bool design_figures_at_rest(const struct catalog *catalog, const struct design *design,
                            quantity *values, figure_id *ret_overflow)
{
    return all_figures(catalog, design, true, values, ret_overflow);
}

static bool same_choices(const struct design *a, const struct design *b)
{
    if (a->choice_count != b->choice_count) {
        return false;
    }
    for (uint32_t i = 0; i < a->choice_count; i++) {
        const struct choice *x = &a->choices[i], *y = &b->choices[i];

        if (x->layer != y->layer || x->component != y->component || x->plan != y->plan
            || x->share != y->share) {
            return false;
        }
    }
    return true;
}

static bool same_figures(const struct design *a, const struct design *b)
{
    if (a->figure_count != b->figure_count) {
        return false;
    }
    for (uint32_t i = 0; i < a->figure_count; i++) {
        if (a->figures[i].figure != b->figures[i].figure
            || a->figures[i].value != b->figures[i].value) {
            return false;
        }
    }
    return true;
}

static bool same_texts(const struct design *a, const struct design *b)
{
    if (a->region_count != b->region_count || a->note_count != b->note_count) {
        return false;
    }
    for (uint32_t i = 0; i < a->region_count; i++) {
        if (!str_eq(a->regions[i], b->regions[i])) {
            return false;
        }
    }
    for (uint32_t i = 0; i < a->note_count; i++) {
        if (a->notes[i].layer != b->notes[i].layer || !str_eq(a->notes[i].text, b->notes[i].text)) {
            return false;
        }
    }
    return str_eq(a->title, b->title);
}

static bool same_own(const struct design *a, const struct design *b)
{
    if (a->own_count != b->own_count) {
        return false;
    }
    for (uint32_t i = 0; i < a->own_count; i++) {
        if (a->own[i] != b->own[i]) {
            return false;
        }
    }
    return true;
}

static bool same_acceptances(const struct design *a, const struct design *b)
{
    if (a->accepted_count != b->accepted_count) {
        return false;
    }
    for (uint32_t i = 0; i < a->accepted_count; i++) {
        const struct acceptance *x = &a->accepted[i], *y = &b->accepted[i];

        if (x->rule != y->rule || x->component != y->component || x->until != y->until
            || !str_eq(x->reason, y->reason)) {
            return false;
        }
    }
    return true;
}

bool design_eq(const struct design *a, const struct design *b)
{
    return a->scale == b->scale && a->like == b->like && a->needs == b->needs && same_choices(a, b)
           && same_own(a, b) && same_figures(a, b) && same_texts(a, b) && same_acceptances(a, b);
}
