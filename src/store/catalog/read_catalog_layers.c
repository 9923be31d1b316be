/* The table that the person sees: columns, groups and rows. */
#include "store/catalog/read_catalog.h"

void read_head(struct reader *reader, const struct node *node, uint32_t row)
{
    enum { ID, NAME, DATE, COUNT };
    static const struct word keys[] = {
        [ID] = REQUIRED("id"), [NAME] = REQUIRED("name"), [DATE] = REQUIRED("date")
    };
    const struct node *at[COUNT];

    if (!decode_map(reader->in, node, WORDS(keys), at) || row > 0) {
        return;
    }
    decode_check_id(reader->in, at[ID]);
    reader->builder.head = (struct catalog_head){
        .id = read_pool_text(reader, at[ID]),
        .name = read_pool_text(reader, at[NAME]),
        .date = builder_text(&reader->builder, decode_date(reader->in, at[DATE])),
    };
}

void read_scale(struct reader *reader, const struct node *node, uint32_t row)
{
    enum { ID, NAME, WHAT, PROVIDERS, COUNT };
    static const struct word keys[] = { [ID] = REQUIRED("id"),
                                        [NAME] = REQUIRED("name"),
                                        [WHAT] = REQUIRED("what"),
                                        [PROVIDERS] = WORD("providers") };
    struct scale *scale = builder_add(&reader->builder, scale);
    const struct node *at[COUNT];

    (void)row;
    decode_map(reader->in, node, WORDS(keys), at);
    *scale = (struct scale){
        .id = read_pool_text(reader, at[ID]),
        .name = read_pool_text(reader, at[NAME]),
        .what = read_pool_text(reader, at[WHAT]),
        .providers_max = decode_count(reader->in, at[PROVIDERS], 1, 1000, 0),
    };
}

void read_group(struct reader *reader, const struct node *node, uint32_t row)
{
    enum { ID, NAME, COUNT };
    static const struct word keys[] = { [ID] = REQUIRED("id"), [NAME] = REQUIRED("name") };
    struct group *group = builder_add(&reader->builder, group);
    const struct node *at[COUNT];

    (void)row;
    decode_map(reader->in, node, WORDS(keys), at);
    group->id = read_pool_text(reader, at[ID]);
    group->name = read_pool_text(reader, at[NAME]);
}

void read_layer(struct reader *reader, const struct node *node, uint32_t row)
{
    enum {
        ID,
        NAME,
        GROUP,
        WHAT,
        CHANGES,
        WEIGHT,
        WHY,
        MANY,
        SHARES,
        STAND_IN,
        SURROUNDING,
        ALIASES,
        CELLS,
        COUNT
    };
    static const struct word keys[] = {
        [ID] = REQUIRED("id"),
        [NAME] = REQUIRED("name"),
        [GROUP] = REQUIRED("group"),
        [WHAT] = REQUIRED("what"),
        [CHANGES] = WORD("changes"),
        [WEIGHT] = WORD("weight"),
        [WHY] = WORD("why"),
        [MANY] = WORD("many"),
        [SHARES] = WORD("shares"),
        [STAND_IN] = WORD("stand-in"),
        [SURROUNDING] = WORD("surrounding"),
        [ALIASES] = WORD("aliases"),
        [CELLS] = REQUIRED("cells"),
    };
    struct layer *layer = builder_add(&reader->builder, layer);
    const struct node *at[COUNT];

    decode_map(reader->in, node, WORDS(keys), at);
    *layer = (struct layer){
        .id = read_pool_text(reader, at[ID]),
        .name = read_pool_text(reader, at[NAME]),
        .what = read_pool_text(reader, at[WHAT]),
        .changes = read_pool_text(reader, at[CHANGES]),
        .aliases = read_aliases(reader, at[ALIASES]),
        .group = read_reference(reader, SECTION_GROUPS, at[GROUP]),
        .stand_in = read_reference(reader, SECTION_LAYERS, at[STAND_IN]),
        .weight = decode_count(reader->in, at[WEIGHT], 0, 100, 1),
        .why = read_pool_text(reader, at[WHY]),
        .many = decode_flag(reader->in, at[MANY], false),
        .shares = decode_flag(reader->in, at[SHARES], false),
        .surrounding = decode_flag(reader->in, at[SURROUNDING], false),
    };
    if (layer->stand_in == row) {
        tree_error(reader->in, at[STAND_IN], (struct str){ 0 },
                   "a layer cannot stand in for itself");
    }
    if (layer->shares && !layer->many) {
        tree_error(reader->in, at[SHARES], STR("add \"many: true\""),
                   "only a layer that may hold several components can share its demand");
    }
}
