/* What the reading of strangers' drawings has to know: words, and Terraform's types. */
#include "store/catalog/read_catalog.h"

#define TYPE_BYTES 64

static const struct word lexicons[] = {
#define X(name, key) [LEXICON_##name] = WORD(key),
    LEXICONS(X)
#undef X
};

void read_words(struct reader *reader, const struct node *node, uint32_t row)
{
    const struct node *at[LEXICON__COUNT];

    (void)row;
    if (!decode_map(reader->in, node, WORDS(lexicons), at)) {
        return;
    }
    for (int i = 0; i < LEXICON__COUNT; i++) {
        struct items items = decode_items(at[i]);

        for (uint32_t k = 0; k < items.count; k++, items.at = node_next(items.at)) {
            struct text text = read_pool_text(reader, items.at);
            *builder_add(&reader->builder, lexeme) = (struct lexeme){ text, (enum lexicon)i };
        }
    }
}

static bool is_type(struct str type)
{
    bool fine = type.len > 0 && type.len <= TYPE_BYTES;

    for (size_t i = 0; i < type.len; i++) {
        char c = type.at[i];
        fine = fine && ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_');
    }
    return fine;
}

void read_resource(struct reader *reader, const struct node *node, uint32_t row)
{
    enum { TYPE, MEANS, COUNT };
    static const struct word keys[] = { [TYPE] = REQUIRED("type"), [MEANS] = WORD("means") };
    struct resource *resource = builder_add(&reader->builder, resource);
    const struct node *at[COUNT];

    (void)row;
    *resource = (struct resource){ .component = NONE };
    if (!decode_map(reader->in, node, WORDS(keys), at)) {
        return;
    }
    if (at[TYPE] && !is_type(decode_text(reader->in, at[TYPE]))) {
        tree_error(reader->in, at[TYPE], STR("as in \"aws_lambda\""),
                   "a type has small letters, digits and \"_\", at most %d", TYPE_BYTES);
    }
    resource->type = read_pool_text(reader, at[TYPE]);
    resource->component = read_reference(reader, SECTION_COMPONENTS, at[MEANS]);
}
