/* The {places} in the texts of a rule: each has to stand for something. */
#include "store/catalog/read_catalog.h"

#include "strata/base/nearest.h"
#include "strata/model/blank.h"

#define SHOWN_MAX 64 /* bytes of a stranger's text in a message */

/* NONE if there is nothing of that name. */
static uint32_t row_named(const struct reader *reader, enum section section, struct str name)
{
    uint32_t row = NONE;

    return index_find(&reader->names[section].index, name, &row) ? row : NONE;
}

static void try_section(const struct reader *reader, enum section section, struct nearest *nearest)
{
    const struct names *names = &reader->names[section];

    for (uint32_t i = 0; i < names->list.count && tree_tells_more(reader->in); i++) {
        nearest_try(nearest, names->list.items[i].id);
    }
}

static void tell(const struct reader *reader, const struct node *node, const struct blank *blank,
                 const struct nearest *nearest, const char *what)
{
    tree_error(reader->in, node, nearest_hint(nearest, reader->in->arena), "\"%.*s\" %s",
               STR_ARG(str_part(blank->whole, 0, SHOWN_MAX)), what);
}

static void check_value(const struct reader *reader, const struct node *node,
                        const struct blank *blank)
{
    struct nearest nearest = nearest_to(blank->name);

    for (enum rule_place i = 0; i < RULE_PLACE__COUNT; i++) {
        struct str known = str_from(rule_place_name(i));

        if (str_eq(known, blank->name)) {
            return;
        }
        nearest_try(&nearest, known);
    }
    if (row_named(reader, SECTION_FIGURES, blank->name) != NONE
        || reader->names[SECTION_FIGURES].incomplete) {
        return;
    }
    try_section(reader, SECTION_FIGURES, &nearest);
    tell(reader, node, blank, &nearest, "is neither a place nor a figure");
}

static void check_chosen(const struct reader *reader, const struct node *node,
                         const struct blank *blank)
{
    struct nearest nearest = nearest_to(blank->name);

    if (row_named(reader, SECTION_TAGS, blank->name) != NONE
        || reader->names[SECTION_TAGS].incomplete) {
        return;
    }
    try_section(reader, SECTION_TAGS, &nearest);
    tell(reader, node, blank, &nearest, "names no tag");
}

static bool gives_threshold(const struct reader *reader, const struct condition *condition,
                            struct str name)
{
    return condition->kind != CONDITION__COUNT
           && condition_gives_threshold(condition, read_about_id(reader, condition), name);
}

static void check_threshold(const struct reader *reader, const struct node *node,
                            const struct blank *blank, const struct rule *rule)
{
    const struct condition *conditions = reader->builder.conditions.items;
    const struct range ranges[] = { rule->all, rule->unless };

    for (int k = 0; k < 2; k++) {
        for (uint32_t i = ranges[k].first; i < ranges[k].first + ranges[k].count; i++) {
            if (gives_threshold(reader, &conditions[i], blank->name)) {
                return;
            }
        }
    }
    tree_error(reader->in, node, STR("one that compares a figure, a tag, providers or scale"),
               "\"%.*s\" belongs to no condition of this rule",
               STR_ARG(str_part(blank->whole, 0, SHOWN_MAX)));
}

void check_rule_text(const struct reader *reader, const struct node *node, const struct rule *rule)
{
    struct str words = decode_text(reader->in, node), before;
    struct blank blank;

    while (blank_next(&words, &before, &blank)) {
        switch (blank.kind) {
        case BLANK_VALUE: check_value(reader, node, &blank); break;
        case BLANK_CHOSEN: check_chosen(reader, node, &blank); break;
        case BLANK_THRESHOLD: check_threshold(reader, node, &blank, rule); break;
        }
    }
    if (str_find(words, STR("{"), &(size_t){ 0 })) {
        tree_error(reader->in, node, (struct str){ 0 }, "a \"{\" without a \"}\"");
    }
}
