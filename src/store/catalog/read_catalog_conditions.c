/* Conditions of rules and hallmarks: each is one word with its value, { below: [users, 1000] }. */
#include "store/catalog/read_catalog.h"

static const struct word words[] = {
#define X(name, word) [CONDITION_##name] = WORD(word),
    CONDITIONS(X)
#undef X
};

static tag_id read_condition_tag(struct reader *reader, const struct node *node, bool need)
{
    tag_id tag = read_reference(reader, SECTION_TAGS, node);

    if (tag != NONE && reader->names[SECTION_TAGS].list.items[tag].need != need) {
        tree_error(reader->in, node, (struct str){ 0 },
                   need ? "this is a tag of components, not a need"
                        : "this is a need, not a tag of components");
    }
    return tag;
}

/* [WHAT, NUMBER]; false, and told, if it has not that shape. */
static bool split_pair(const struct reader *reader, const struct node *node,
                       const struct node **ret_what, const struct node **ret_number)
{
    if (node->kind == NODE_BROKEN) {
        return false;
    }
    if (node->kind != NODE_LIST || node->len != 2) {
        tree_error(reader->in, node, (struct str){ 0 }, "expected two values, as in [id, 10]");
        return false;
    }
    *ret_what = node_first(node);
    *ret_number = node_next(node_first(node));
    return true;
}

static void read_pair(struct reader *reader, const struct node *node, struct condition *condition)
{
    const struct node *what;
    const struct node *number;

    if (!split_pair(reader, node, &what, &number)) {
        return;
    }
    if (condition->kind == CONDITION_CHOSEN_AT_LEAST) {
        condition->tag = read_condition_tag(reader, what, false);
    } else {
        condition->figure = read_reference(reader, SECTION_FIGURES, what);
    }
    condition->number = decode_number(reader->in, number, 0, AMOUNT_MAX, 0);
}

static void read_value(struct reader *reader, const struct node *node, struct condition *condition)
{
    switch (condition->kind) {
    case CONDITION_CHOSEN:
    case CONDITION_NOT_CHOSEN: condition->tag = read_condition_tag(reader, node, false); break;
    case CONDITION_NEEDED: condition->tag = read_condition_tag(reader, node, true); break;
    case CONDITION_CHOSEN_AT_LEAST:
    case CONDITION_BELOW:
    case CONDITION_AT_LEAST: read_pair(reader, node, condition); break;
    case CONDITION_SCALE_BELOW:
        condition->scale = read_reference(reader, SECTION_SCALES, node);
        break;
    case CONDITION_PROVIDERS_AT_LEAST:
    case CONDITION_PROVIDERS_AT_MOST:
        condition->number = decode_count(reader->in, node, 0, 1000, 0) * MICRO;
        break;
    case CONDITION_PROVIDERS_OVER_SCALE:
        tree_error(reader->in, node, STR("write the word alone"), "this condition has no value");
        break;
    case CONDITION__COUNT: break;
    }
}

static void read_condition(struct reader *reader, const struct node *node)
{
    struct condition *condition = builder_add(&reader->builder, condition);
    const struct node *word = node->kind == NODE_MAP && node->len == 1 ? node_first(node) : node;

    *condition =
        (struct condition){ .kind = CONDITION__COUNT, .tag = NONE, .figure = NONE, .scale = NONE };
    if (word->kind == NODE_MAP || word->kind == NODE_LIST) {
        tree_error(reader->in, node, (struct str){ 0 },
                   "expected one condition, as in { below: [users, 1000] }");
        return;
    }
    condition->kind =
        (enum condition_kind)decode_word(reader->in, word, WORDS(words), CONDITION__COUNT);
    if (word != node) {
        read_value(reader, node_next(word), condition);
    } else if (condition->kind != CONDITION_PROVIDERS_OVER_SCALE
               && condition->kind != CONDITION__COUNT) {
        tree_error(reader->in, node, (struct str){ 0 }, "the condition \"%s\" needs a value",
                   words[condition->kind].text.at);
    }
}

struct range read_conditions(struct reader *reader, const struct node *node)
{
    struct items items = decode_items(node);
    struct range range = { reader->builder.conditions.count, items.count };

    for (uint32_t i = 0; i < items.count; i++, items.at = node_next(items.at)) {
        read_condition(reader, items.at);
    }
    return range;
}
