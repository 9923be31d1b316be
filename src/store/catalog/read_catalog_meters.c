/* What is counted to be paid for. */
#include "store/catalog/read_catalog.h"

static void read_term(struct reader *reader, const struct node *node)
{
    enum { FOR, LAYER, HOSTS, FIGURES, TRAITS, REQUEST, EACH_REGION, TIMES, PER, COUNT };
    static const struct word keys[] = { [FOR] = REQUIRED("for"),
                                        [LAYER] = WORD("layer"),
                                        [HOSTS] = WORD("hosts"),
                                        [TRAITS] = WORD("traits"),
                                        [REQUEST] = WORD("request"),
                                        [EACH_REGION] = WORD("each-region"),
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
        .layer = read_reference(reader, SECTION_LAYERS, at[HOSTS] ? at[HOSTS] : at[LAYER]),
        .hosted = at[HOSTS] != NULL,
        .each_region = decode_flag(reader->in, at[EACH_REGION], false),
        .factors = read_reference_range(reader, SECTION_FIGURES, at[FIGURES]),
        .traits = read_reference_range(reader, SECTION_TRAITS, at[TRAITS]),
        .request = read_reference_range(reader, SECTION_FIGURES, at[REQUEST]),
        .times = decode_number(reader->in, at[TIMES], 0, AMOUNT_MAX, MICRO),
        .per = decode_count(reader->in, at[PER], 1, PER_MAX, 1),
    };
    if (at[HOSTS] && at[LAYER]) {
        tree_error(reader->in, at[HOSTS], (struct str){ 0 },
                   "\"layer\" and \"hosts\" exclude each other");
    }
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

/* ---- traits ---- */

void read_trait(struct reader *reader, const struct node *node, uint32_t row)
{
    enum { ID, NAME, WHAT, DEFAULT, COUNT };
    static const struct word keys[] = { [ID] = REQUIRED("id"),
                                        [NAME] = REQUIRED("name"),
                                        [WHAT] = REQUIRED("what"),
                                        [DEFAULT] = REQUIRED("default") };
    struct trait *trait = builder_add(&reader->builder, trait);
    const struct node *at[COUNT];

    (void)row;
    decode_map(reader->in, node, WORDS(keys), at);
    *trait = (struct trait){
        .id = read_pool_text(reader, at[ID]),
        .name = read_pool_text(reader, at[NAME]),
        .what = read_pool_text(reader, at[WHAT]),
        .default_value = decode_number(reader->in, at[DEFAULT], 0, AMOUNT_MAX, MICRO),
    };
}

struct range read_trait_values(struct reader *reader, const struct node *node)
{
    struct range range = { reader->builder.trait_values.count, 0 };
    const struct node *key;

    if (!node || node->kind == NODE_BROKEN) {
        return range;
    }
    if (node->kind != NODE_MAP) {
        tree_error(reader->in, node, (struct str){ 0 }, "expected traits with values");
        return range;
    }
    key = node_first(node);
    for (uint32_t i = 0; i < node->len; i++, key = node_next(node_next(key))) {
        struct trait_value value = {
            .trait = read_reference(reader, SECTION_TRAITS, key),
            .value = decode_number(reader->in, node_next(key), 0, AMOUNT_MAX, MICRO),
        };

        if (value.trait != NONE) {
            *builder_add(&reader->builder, trait_value) = value;
            range.count++;
        }
    }
    return range;
}
