/* What holds between the figures of a design. */
#include "strata/model/design.h"

static quantity stated(const struct catalog *catalog, const struct design *design, figure_id figure)
{
    quantity value;

    return design_own_figure(design, figure, &value)
               ? value
               : catalog->numbers[catalog->figures[figure].defaults.first + design->scale];
}

const struct bound *design_broken_bound(const struct catalog *catalog, const struct design *design,
                                        quantity *ret_sum)
{
    for (uint32_t i = 0; i < catalog->bound_count; i++) {
        const struct bound *bound = &catalog->bounds[i];
        quantity sum = 0;
        bool held = true;

        for (uint32_t k = 0; k < bound->figures.count && held; k++) {
            held = quantity_add(
                sum, stated(catalog, design, catalog->refs[bound->figures.first + k]), &sum);
        }
        if (!held || sum > bound->up_to) {
            *ret_sum = held ? sum : INT64_MAX;
            return bound;
        }
    }
    return NULL;
}

struct str bound_text(const struct catalog *catalog, const struct bound *bound, quantity sum,
                      struct arena *arena)
{
    struct strbuf text = { .arena = arena };

    for (uint32_t i = 0; i < bound->figures.count; i++) {
        figure_id figure = catalog->refs[bound->figures.first + i];

        strbuf_addz(&text, i == 0 ? "" : i + 1 == bound->figures.count ? " and " : ", ");
        strbuf_add(&text, catalog_figure_name(catalog, figure));
    }
    strbuf_addf(&text, " come to %.*s, more than %.*s: %.*s",
                STR_ARG(micro_format(arena, sum, true)),
                STR_ARG(micro_format(arena, bound->up_to, true)),
                STR_ARG(catalog_text(catalog, bound->why)));
    return strbuf_str(&text);
}
