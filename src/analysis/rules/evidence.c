#include "strata/analysis/evidence.h"

#include "analysis/rules/evidence_sums.h"
#include "analysis/rules/rule_text.h"

struct looking {
    const struct facts *facts;
    struct arena *arena;
};

/* The chosen components with a tag: "LangChain, LlamaIndex"; "none". */
static struct str tagged(const struct looking *looking, tag_id tag)
{
    const struct catalog *catalog = looking->facts->catalog;
    const struct design *design = looking->facts->design;
    struct strbuf names = { .arena = looking->arena };

    for (uint32_t i = 0; i < design->choice_count; i++) {
        const struct choice *choice = &design->choices[i];
        component_id component = choice->component;
        bool told = !catalog_has_tag(catalog, component, choice->layer, tag);

        for (uint32_t k = 0; k < i && !told; k++) {
            told = design->choices[k].component == component
                   && catalog_has_tag(catalog, component, design->choices[k].layer, tag);
        }
        if (told) {
            continue;
        }
        strbuf_list(&names, 0, component_label(catalog, component));
    }
    return names.len > 0 ? strbuf_str(&names) : STR("none");
}

/* How far a value is from where the condition changes: "55,000 to go", "20,000 past it". */
static struct str distance(const struct looking *looking, quantity value, quantity number)
{
    quantity apart = number > value ? number - value : value - number;

    if (apart == 0) {
        return STR("just reached");
    }
    return str_format(looking->arena, "%.*s %s", STR_ARG(readable_number(apart, looking->arena)),
                      value < number ? "to go" : "past it");
}

/* A number, the name of a scale, or words for what is there or not. */
static struct str in_words(const struct looking *looking, const struct condition *condition,
                           quantity value)
{
    const struct catalog *catalog = looking->facts->catalog;
    const struct condition_form *form = condition_form(condition->kind);
    const struct subject *subject = form->subject;

    if (condition_in_numbers(form)) {
        return readable_number(value, looking->arena);
    }
    if (form->threshold == THRESHOLD_SCALE) {
        return catalog_scale_name(catalog, (scale_id)(value / MICRO));
    }
    if (value == 0) {
        return str_from(subject->none);
    }
    return subject->some ? str_from(subject->some) : tagged(looking, condition->tag);
}

/* "below 100,000", "before Enterprise", "one is chosen" */
static struct str threshold(const struct looking *looking, const struct condition *condition)
{
    const struct condition_form *form = condition_form(condition->kind);
    const char *relation = relation_word(form->relation);
    quantity number;

    if (!condition_threshold(looking->facts, condition, &number)) {
        return STR("the scale has room for any number");
    }
    if (form->threshold == THRESHOLD_NOTHING) {
        return str_format(looking->arena, "%s %s", relation, form->subject->verb);
    }
    return str_format(looking->arena, "%s %.*s", relation,
                      STR_ARG(in_words(looking, condition, number)));
}

static void look_at(const struct looking *looking, const struct condition *condition,
                    struct evidence *ret)
{
    const struct facts *facts = looking->facts;
    const struct condition_form *form = condition_form(condition->kind);
    quantity value = condition_value(facts, condition), number;

    ret->holds = condition_holds(facts, condition);
    ret->what = form->subject->title ? str_from(form->subject->title)
                                     : condition_about_name(facts->catalog, condition);
    ret->value = in_words(looking, condition, value);
    ret->threshold = threshold(looking, condition);
    if (condition_in_numbers(form) && condition_threshold(facts, condition, &number)) {
        ret->distance = distance(looking, value, number);
    }
}

static void look_at_rule(const struct looking *looking, const struct rule *rule,
                         struct evidence_list *ret)
{
    const struct range ranges[] = { rule->all, rule->unless };

    *ret = (struct evidence_list){ 0 };
    ret->list =
        arena_new_array(looking->arena, struct evidence, rule->all.count + rule->unless.count);
    for (int k = 0; k < 2; k++) {
        for (uint32_t i = 0; i < ranges[k].count; i++) {
            struct evidence *evidence = &ret->list[ret->count++];

            evidence->unless = k == 1;
            look_at(looking, &looking->facts->catalog->conditions[ranges[k].first + i], evidence);
        }
    }
}

void evidence_of_rule(const struct facts *facts, rule_id rule, struct arena *arena,
                      struct evidence_list *ret)
{
    struct looking looking = { facts, arena };

    look_at_rule(&looking, &facts->catalog->rules[rule], ret);
}

void evidence_make(const struct facts *facts, const struct bill *bill,
                   const struct finding *finding, struct arena *arena, struct evidence_list *ret)
{
    evidence_of_rule(facts, finding->rule, arena, ret);
    evidence_add_sums(facts, bill, finding, arena, ret);
}

struct str evidence_text(const struct evidence *evidence, struct arena *arena)
{
    struct strbuf text = { .arena = arena };

    strbuf_addf(&text, "%.*s: %.*s (%s%.*s", STR_ARG(evidence->what), STR_ARG(evidence->value),
                evidence->unless  ? "silent if "
                : evidence->holds ? ""
                                  : "not ",
                STR_ARG(evidence->threshold));
    if (evidence->distance.len > 0) {
        strbuf_addf(&text, "; %.*s", STR_ARG(evidence->distance));
    }
    strbuf_add_char(&text, ')');
    return strbuf_str(&text);
}
