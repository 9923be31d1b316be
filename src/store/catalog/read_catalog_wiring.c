/* Who calls whom: roles, calls, and what runs. */
#include "store/catalog/read_catalog.h"

void read_role(struct reader *reader, const struct node *node, uint32_t row)
{
    enum { ID, NAME, APART, SHARED, OBSERVER, IMPLIED, HOSTED_IN, COUNT };
    static const struct word keys[] = {
        [ID] = REQUIRED("id"),           [NAME] = REQUIRED("name"),     [APART] = WORD("apart"),
        [SHARED] = WORD("shared"),       [OBSERVER] = WORD("observer"), [IMPLIED] = WORD("implied"),
        [HOSTED_IN] = WORD("hosted-in"),
    };
    struct role *role = builder_add(&reader->builder, role);
    const struct node *at[COUNT];

    (void)row;
    decode_map(reader->in, node, WORDS(keys), at);
    *role = (struct role){
        .id = read_pool_text(reader, at[ID]),
        .name = read_pool_text(reader, at[NAME]),
        .implied = read_pool_text(reader, at[IMPLIED]),
        .hosted_in = read_reference(reader, SECTION_LAYERS, at[HOSTED_IN]),
        .shared = decode_flag(reader->in, at[SHARED], false),
        .observer = decode_flag(reader->in, at[OBSERVER], false),
        .apart = decode_flag(reader->in, at[APART], false),
    };
}

/* Roles that only observe have dashed arrows only. */
static void check_dashed(struct reader *reader, const struct node *node, const struct call *call)
{
    const struct range ends[] = { call->from, call->to, call->via };

    for (size_t end = 0; end < sizeof(ends) / sizeof(ends[0]); end++) {
        for (uint32_t i = 0; i < ends[end].count; i++) {
            uint32_t role = reader->builder.refs.items[ends[end].first + i];

            if (!reader->builder.roles.items[role].observer) {
                continue;
            }
            tree_error(reader->in, node, STR("add \"dashed: true\""),
                       "role \"%.*s\" only observes, so its calls are dashed",
                       STR_ARG(reader->names[SECTION_ROLES].list.items[role].id));
            return;
        }
    }
}

void read_call(struct reader *reader, const struct node *node, uint32_t row)
{
    enum { FROM, TO, VIA, LABEL, DASHED, COUNT };
    static const struct word keys[] = { [FROM] = REQUIRED("from"),
                                        [TO] = REQUIRED("to"),
                                        [VIA] = WORD("via"),
                                        [LABEL] = REQUIRED("label"),
                                        [DASHED] = WORD("dashed") };
    struct call *call = builder_add(&reader->builder, call);
    const struct node *at[COUNT];

    (void)row;
    if (!decode_map(reader->in, node, WORDS(keys), at)) {
        return;
    }
    *call = (struct call){
        .label = read_pool_text(reader, at[LABEL]),
        .from = read_reference_range(reader, SECTION_ROLES, at[FROM]),
        .to = read_reference_range(reader, SECTION_ROLES, at[TO]),
        .via = read_reference_range(reader, SECTION_ROLES, at[VIA]),
        .dashed = decode_flag(reader->in, at[DASHED], false),
    };
    if (!call->dashed) {
        check_dashed(reader, node, call);
    }
}

void read_endpoint(struct reader *reader, const struct node *node, uint32_t row)
{
    enum { ID, NAME, PROVIDER, COUNT };
    static const struct word keys[] = {
        [ID] = REQUIRED("id"), [NAME] = REQUIRED("name"), [PROVIDER] = WORD("provider")
    };
    struct endpoint *endpoint = builder_add(&reader->builder, endpoint);
    const struct node *at[COUNT];

    (void)row;
    decode_map(reader->in, node, WORDS(keys), at);
    *endpoint = (struct endpoint){
        .id = read_pool_text(reader, at[ID]),
        .name = read_pool_text(reader, at[NAME]),
        .provider = decode_flag(reader->in, at[PROVIDER], false),
    };
}
