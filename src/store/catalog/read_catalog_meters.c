/* What is counted to be paid for. */
#include "store/catalog/read_catalog.h"

static void read_term(struct reader *reader, const struct node *node)
{
    enum { FOR, LAYER, FIGURES, TIMES, PER, COUNT };
    static const struct word keys[] = { [FOR] = REQUIRED("for"),
                                        [LAYER] = WORD("layer"),
                                        [FIGURES] = REQUIRED("figures"),
                                        [TIMES] = WORD("times"),
                                        [PER] = WORD("per") };
    struct term *term = builder_add(&reader->builder, term);
    const struct node *at[COUNT];

    if (!decode_map(reader->in, node, WORDS(keys), at)) {
        return;
    }
    *term = (struct term){
        .label = read_pool_text(reader, at[FOR]),
        .layer = read_reference(reader, SECTION_LAYERS, at[LAYER]),
        .factors = read_reference_range(reader, SECTION_FIGURES, at[FIGURES]),
        .times = decode_number(reader->in, at[TIMES], 0, AMOUNT_MAX, MICRO),
        .per = decode_count(reader->in, at[PER], 1, PER_MAX, 1),
    };
}

void read_meter(struct reader *reader, const struct node *node, uint32_t row)
{
    enum { ID, NAME, UNIT, TERMS, COUNT };
    static const struct word keys[] = { [ID] = REQUIRED("id"),
                                        [NAME] = REQUIRED("name"),
                                        [UNIT] = REQUIRED("unit"),
                                        [TERMS] = REQUIRED("terms") };
    struct meter *meter = builder_add(&reader->builder, meter);
    const struct node *at[COUNT];
    struct items items;

    (void)row;
    decode_map(reader->in, node, WORDS(keys), at);
    items = decode_items(at[TERMS]);
    *meter = (struct meter){
        .id = read_pool_text(reader, at[ID]),
        .name = read_pool_text(reader, at[NAME]),
        .unit = read_pool_text(reader, at[UNIT]),
        .terms = { reader->builder.terms.count, items.count },
    };
    for (uint32_t i = 0; i < items.count; i++, items.at = node_next(items.at)) {
        read_term(reader, items.at);
    }
}
