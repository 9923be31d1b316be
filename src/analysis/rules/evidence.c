#include "strata/analysis/evidence.h"

#include "analysis/rules/evidence_sums.h"
#include "analysis/rules/rule_text.h"

struct looking {
    const struct facts *facts;
    struct arena *arena;
};

static struct str tag_name(const struct looking *looking, tag_id tag)
{
    return catalog_text(looking->facts->catalog, looking->facts->catalog->tags[tag].name);
}

static struct str scale_name(const struct looking *looking, scale_id scale)
{
    return catalog_text(looking->facts->catalog, looking->facts->catalog->scales[scale].name);
}

/* The chosen components with a tag: "LangChain, LlamaIndex"; "none". */
static struct str tagged(const struct looking *looking, tag_id tag)
{
    const struct catalog *catalog = looking->facts->catalog;
    const struct design *design = looking->facts->design;
    struct strbuf names = { .arena = looking->arena };

    for (uint32_t i = 0; i < design->choice_count; i++) {
        component_id component = design->choices[i].component;
        bool told = false;

        for (uint32_t k = 0; k < i; k++) {
            told = told || design->choices[k].component == component;
        }
        if (told || (catalog->components[component].tags >> tag & 1) == 0) {
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

static void compare(const struct looking *looking, struct evidence *evidence, const char *relation,
                    quantity value, quantity number)
{
    struct arena *arena = looking->arena;

    evidence->value = readable_number(value, arena);
    evidence->threshold =
        str_format(arena, "%s %.*s", relation, STR_ARG(readable_number(number, arena)));
    evidence->distance = distance(looking, value, number);
}

static void look_at_figure(const struct looking *looking, const struct condition *condition,
                           struct evidence *evidence)
{
    const struct catalog *catalog = looking->facts->catalog;

    evidence->what = catalog_text(catalog, catalog->figures[condition->figure].name);
    compare(looking, evidence, condition->kind == CONDITION_BELOW ? "below" : "at least",
            looking->facts->figures[condition->figure], condition->number);
}

static void look_at_providers(const struct looking *looking, const struct condition *condition,
                              struct evidence *evidence)
{
    const struct facts *facts = looking->facts;
    quantity usual = facts->catalog->scales[facts->design->scale].providers_max * MICRO;
    quantity value = facts->providers * MICRO;

    evidence->what = STR("Chat-model providers");
    if (condition->kind != CONDITION_PROVIDERS_OVER_SCALE) {
        bool at_least = condition->kind == CONDITION_PROVIDERS_AT_LEAST;

        compare(looking, evidence, at_least ? "at least" : "at most", value, condition->number);
    } else if (usual > 0) {
        compare(looking, evidence, "more than", value, usual);
    } else {
        evidence->value = readable_number(value, looking->arena);
        evidence->threshold = STR("the scale has room for any number");
    }
}

static void look_at_tag(const struct looking *looking, const struct condition *condition,
                        struct evidence *evidence)
{
    evidence->what = tag_name(looking, condition->tag);
    if (condition->kind == CONDITION_CHOSEN_AT_LEAST) {
        compare(looking, evidence, "at least", looking->facts->tagged[condition->tag] * MICRO,
                condition->number);
        return;
    }
    evidence->value = tagged(looking, condition->tag);
    evidence->threshold =
        condition->kind == CONDITION_CHOSEN ? STR("one is chosen") : STR("none is chosen");
}

static void look_at(const struct looking *looking, const struct condition *condition,
                    struct evidence *ret)
{
    ret->holds = condition_holds(looking->facts, condition);
    switch (condition->kind) {
    case CONDITION_CHOSEN:
    case CONDITION_NOT_CHOSEN:
    case CONDITION_CHOSEN_AT_LEAST: look_at_tag(looking, condition, ret); break;
    case CONDITION_NEEDED:
        ret->what = tag_name(looking, condition->tag);
        ret->value = ret->holds ? STR("a stated need") : STR("no stated need");
        ret->threshold = STR("one is stated");
        break;
    case CONDITION_BELOW:
    case CONDITION_AT_LEAST: look_at_figure(looking, condition, ret); break;
    case CONDITION_SCALE_BELOW:
        ret->what = STR("Scale aimed at");
        ret->value = scale_name(looking, looking->facts->design->scale);
        ret->threshold = str_format(looking->arena, "before %.*s",
                                    STR_ARG(scale_name(looking, condition->scale)));
        break;
    case CONDITION_PROVIDERS_AT_LEAST:
    case CONDITION_PROVIDERS_AT_MOST:
    case CONDITION_PROVIDERS_OVER_SCALE: look_at_providers(looking, condition, ret); break;
    case CONDITION__COUNT: break;
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
