/* Conditions of rules and hallmarks: each is one word with its value, { below: [users, 1000] }. */
#include "store/catalog/read_catalog.h"

static const struct word words[] = {
#define X(name, word, ...) [CONDITION_##name] = WORD(word),
    CONDITIONS(X)
#undef X
};

/* Where the row that a subject is about is defined. */
static const enum section sections[ABOUT__COUNT] = {
#define X(name, table, section) [ABOUT_##name] = SECTION_##section,
    ABOUT_ROWS(X)
#undef X
};

static uint32_t read_about(struct reader *reader, const struct node *node, enum about about)
{
    enum section section = sections[about];
    uint32_t row = read_reference(reader, section, node);

    if (row != NONE && section == SECTION_TAGS
        && reader->names[section].list.items[row].need != (about == ABOUT_NEED)) {
        tree_error(reader->in, node, (struct str){ 0 },
                   about == ABOUT_NEED ? "this is a tag of components, not a need"
                                       : "this is a need, not a tag of components");
    }
    return row;
}

struct str read_about_id(const struct reader *reader, const struct condition *condition)
{
    enum about about = condition_form(condition->kind)->subject->about;

    if (about == ABOUT_NOTHING || condition->about == NONE) {
        return (struct str){ 0 };
    }
    return reader->names[sections[about]].list.items[condition->about].id;
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

static bool has_threshold(const struct condition_form *form)
{
    return form->threshold != THRESHOLD_NOTHING && form->threshold != THRESHOLD_USUAL;
}

static void read_threshold(struct reader *reader, const struct node *node,
                           struct condition *condition)
{
    switch (condition_form(condition->kind)->threshold) {
    case THRESHOLD_AMOUNT:
        condition->number = decode_number(reader->in, node, 0, AMOUNT_MAX, 0);
        break;
    case THRESHOLD_COUNT:
        condition->number = decode_count(reader->in, node, 0, CONDITION_COUNT_MAX, 0) * MICRO;
        break;
    case THRESHOLD_SCALE: condition->scale = read_reference(reader, SECTION_SCALES, node); break;
    case THRESHOLD_NOTHING:
    case THRESHOLD_USUAL: break;
    }
}

/* A word without a value. */
static bool stands_alone(const struct condition_form *form)
{
    return form->subject->about == ABOUT_NOTHING && !has_threshold(form);
}

/* What it is about, what it is compared with, both in a list, or neither. */
static void read_value(struct reader *reader, const struct node *node, struct condition *condition)
{
    const struct condition_form *form = condition_form(condition->kind);
    enum about about = form->subject->about;
    const struct node *what, *threshold;

    if (stands_alone(form)) {
        tree_error(reader->in, node, STR("write the word alone"), "this condition has no value");
    } else if (about == ABOUT_NOTHING) {
        read_threshold(reader, node, condition);
    } else if (!has_threshold(form)) {
        condition->about = read_about(reader, node, about);
    } else if (split_pair(reader, node, &what, &threshold)) {
        condition->about = read_about(reader, what, about);
        read_threshold(reader, threshold, condition);
    }
}

static void read_condition(struct reader *reader, const struct node *node)
{
    struct condition *condition = builder_add(&reader->builder, condition);
    const struct node *word = node->kind == NODE_MAP && node->len == 1 ? node_first(node) : node;

    *condition = (struct condition){ .kind = CONDITION__COUNT, .about = NONE, .scale = NONE };
    if (word->kind == NODE_MAP || word->kind == NODE_LIST) {
        tree_error(reader->in, node, (struct str){ 0 },
                   "expected one condition, as in { below: [users, 1000] }");
        return;
    }
    condition->kind =
        (enum condition_kind)decode_word(reader->in, word, WORDS(words), CONDITION__COUNT);
    if (condition->kind == CONDITION__COUNT) {
        return;
    }
    if (word != node) {
        read_value(reader, node_next(word), condition);
    } else if (!stands_alone(condition_form(condition->kind))) {
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
