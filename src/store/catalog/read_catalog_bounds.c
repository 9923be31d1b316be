/* What holds between figures of the workload. */
#include "store/catalog/read_catalog.h"

/* False if it is no figure that a design states, which is told. */
static bool add_default(struct reader *reader, const struct node *node, figure_id id,
                        uint32_t scale, quantity *sum)
{
    const struct builder *builder = &reader->builder;
    const struct figure *figure = &builder->figures.items[id];

    if (figure->source != FIGURE_GIVEN) {
        tree_error(reader->in, node, (struct str){ 0 },
                   "a bound is on figures that a design states");
        return false;
    }
    if (scale < figure->defaults.count) {
        *sum += builder->numbers.items[figure->defaults.first + scale];
    }
    return true;
}

/* The defaults of every scale keep to it themselves. */
static void check_defaults(struct reader *reader, const struct node *node,
                           const struct bound *bound)
{
    const struct names *scales = &reader->names[SECTION_SCALES];

    for (uint32_t scale = 0; scale < scales->list.count && scale < SCALES_MAX; scale++) {
        quantity sum = 0;

        for (uint32_t i = 0; i < bound->figures.count; i++) {
            if (!add_default(reader, node, reader->builder.refs.items[bound->figures.first + i],
                             scale, &sum)) {
                return;
            }
        }
        if (sum > bound->up_to) {
            tree_error(reader->in, node, (struct str){ 0 },
                       "the defaults of \"%.*s\" are beyond it",
                       STR_ARG(scales->list.items[scale].id));
        }
    }
}

void read_bound(struct reader *reader, const struct node *node, uint32_t row)
{
    enum { SUM, UP_TO, WHY, COUNT };
    static const struct word keys[] = {
        [SUM] = REQUIRED("sum"), [UP_TO] = REQUIRED("up-to"), [WHY] = REQUIRED("why")
    };
    struct bound *bound = builder_add(&reader->builder, bound);
    const struct node *at[COUNT];

    (void)row;
    if (!decode_map(reader->in, node, WORDS(keys), at)) {
        return;
    }
    *bound = (struct bound){
        .why = read_pool_text(reader, at[WHY]),
        .figures = read_reference_range(reader, SECTION_FIGURES, at[SUM]),
        .up_to = decode_number(reader->in, at[UP_TO], 0, AMOUNT_MAX, AMOUNT_MAX),
    };
    if (at[SUM]) {
        check_defaults(reader, at[SUM], bound);
    }
}
