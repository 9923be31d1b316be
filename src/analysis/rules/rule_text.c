#include "analysis/rules/rule_text.h"

#include "analysis/rules/counterpart.h"
#include "analysis/rules/ending_words.h"
#include "strata/model/blank.h"

#define MONTHS 12
#define UNKNOWN STR("?")

/* What a place stands for: words, or a number that a noun may follow. */
struct value {
    struct str text;
    bool is_one;
};

struct str component_label(const struct catalog *catalog, component_id component)
{
    const struct component *row;

    if (component == NONE) {
        return STR("");
    }
    row = &catalog->components[component];
    return catalog_text(catalog, row->short_name.len > 0 ? row->short_name : row->name);
}

struct str readable_number(quantity value, struct arena *arena)
{
    return micro_format(arena, value < 100 * MICRO ? value : micro_round(value, MICRO), true);
}

static struct value number(quantity value, struct arena *arena)
{
    return (struct value){ readable_number(value, arena), value == MICRO };
}

static struct value count(uint32_t count, struct arena *arena)
{
    return number(count * MICRO, arena);
}

static struct value words(struct str text)
{
    return (struct value){ .text = text };
}

/* ---- money ---- */

bool telling_cost(const struct telling *telling, money *ret_likely)
{
    money sum = 0, likely;

    if (telling->culprit.component == NONE) {
        *ret_likely = telling->bill->total.likely;
        return true;
    }
    for (uint32_t i = 0; i < telling->count; i++) {
        if (!bill_of_component(telling->bill, telling->culprits[i].component, &likely)
            || !money_add(sum, likely, &sum)) {
            return false;
        }
    }
    *ret_likely = sum;
    return true;
}

money culprits_cost(const struct telling *telling)
{
    money sum = 0, likely;

    for (uint32_t i = 0; i < telling->count && telling->culprit.component != NONE; i++) {
        if (bill_of_component(telling->bill, telling->culprits[i].component, &likely)
            && !money_add(sum, likely, &sum)) {
            return INT64_MAX;
        }
    }
    return sum;
}

/* What triggered the finding costs, or the whole design; "?" if that is not known. */
static struct str cost(const struct telling *telling, uint32_t months, struct arena *arena)
{
    money likely, sum = 0;

    if (!telling_cost(telling, &likely)) {
        return UNKNOWN;
    }
    for (uint32_t i = 0; i < months; i++) {
        if (!money_add(sum, likely, &sum)) {
            return UNKNOWN;
        }
    }
    return money_format_short(arena, sum);
}

/* A price of nothing is no argument. */
static struct str at_cost(const struct telling *telling, struct arena *arena)
{
    money likely;

    if (!telling_cost(telling, &likely)) {
        return STR(", at an unknown price");
    }
    return likely == 0
               ? STR("")
               : str_format(arena, ", at %.*s a month", STR_ARG(money_format_short(arena, likely)));
}

static struct str instead_cost(const struct telling *telling, struct arena *arena)
{
    money likely;

    return counterpart_cost(telling, &likely) ? money_format_short(arena, likely) : UNKNOWN;
}

/* "$49 less a month", "$500 more a month", "the same" */
static struct str change(const struct telling *telling, struct arena *arena)
{
    const struct bill *after = telling->fixed.bill;
    money by;

    if (!after || after->unpriced != telling->bill->unpriced
        || !money_add(after->total.likely, -telling->bill->total.likely, &by)) {
        return STR("not known");
    }
    if (by == 0) {
        return STR("the same");
    }
    return str_format(arena, "%.*s %s a month",
                      STR_ARG(money_format_short(arena, by < 0 ? -by : by)),
                      by < 0 ? "less" : "more");
}

static struct str saving(const struct telling *telling, struct arena *arena)
{
    money saved;

    if (!telling->fixed.bill || telling->fixed.bill->unpriced > telling->bill->unpriced
        || !money_add(telling->bill->total.likely, -telling->fixed.bill->total.likely, &saved)) {
        return UNKNOWN;
    }
    return money_format_short(arena, saved);
}

/* ---- plans that are too small ---- */

static struct str shortfall_text(const struct telling *telling, enum rule_place place,
                                 struct arena *arena)
{
    const struct catalog *catalog = telling->facts->catalog;
    const struct bill_shortfall *shortfall =
        bill_shortfall_of(telling->bill, telling->culprit.component);
    const struct meter *meter;
    struct str covering;

    if (!shortfall) {
        return UNKNOWN;
    }
    meter = &catalog->meters[shortfall->limit->meter];
    if (place == RULE_PLACE_PLAN) {
        return shortfall->plan == NONE ? STR("no plan")
                                       : catalog_plan_name(catalog, shortfall->plan);
    }
    if (place == RULE_PLACE_LIMITED) {
        return catalog_text(catalog, meter->name);
    }
    if (place == RULE_PLACE_COVERING) {
        if (shortfall->instead == NONE) {
            return STR("no plan covers it");
        }
        covering = catalog_plan_name(catalog, shortfall->instead);
        return str_format(arena, "%.*s covers it for %.*s a month", STR_ARG(covering),
                          STR_ARG(money_format(arena, shortfall->likely)));
    }
    return str_format(
        arena, "%.*s %.*s",
        STR_ARG(readable_number(place == RULE_PLACE_COVERS ? shortfall->covers : shortfall->asked,
                                arena)),
        STR_ARG(catalog_text(catalog, meter->unit)));
}

/* ---- places ---- */

static struct str layer_name(const struct catalog *catalog, layer_id layer)
{
    return layer == NONE ? STR("") : catalog_layer_name(catalog, layer);
}

/* "Claude Sonnet, GPU fleet" */
static struct str culprit_names(const struct telling *telling, struct arena *arena)
{
    struct strbuf names = { .arena = arena };

    for (uint32_t i = 0; i < telling->count; i++) {
        strbuf_list(&names, 0,
                    component_label(telling->facts->catalog, telling->culprits[i].component));
    }
    return strbuf_str(&names);
}

/* "above", "below", and "beside" where some are this and some are that. */
static struct str direction(const struct telling *telling)
{
    scale_id scale = telling->facts->design->scale;
    bool above = true, below = true;

    for (uint32_t i = 0; i < telling->count; i++) {
        component_id component = telling->culprits[i].component;
        uint32_t scales =
            component == NONE ? 0 : telling->facts->catalog->components[component].scales;

        above = above && scales >> (scale + 1) != 0;
        below = below && (scales & ((UINT32_C(1) << scale) - 1)) != 0;
    }
    return above == below ? STR("beside") : above ? STR("above") : STR("below");
}

/* "Enterprise"; "Solo, Startup" */
static struct str where(const struct telling *telling, struct arena *arena)
{
    const struct catalog *catalog = telling->facts->catalog;
    uint32_t scales = 0;

    for (uint32_t i = 0; i < telling->count; i++) {
        component_id component = telling->culprits[i].component;

        scales |= component == NONE ? 0 : catalog->components[component].scales;
    }
    return catalog_scale_names(catalog, scales, arena);
}

static struct str status_note(const struct catalog *catalog, component_id component)
{
    return component == NONE ? STR("")
                             : catalog_text(catalog, catalog->components[component].status_note);
}

static enum rule_place place_named(struct str name)
{
    enum rule_place place = 0;

    while (place < RULE_PLACE__COUNT && !str_is(name, rule_place_name(place))) {
        place++;
    }
    return place;
}

static bool value_of(const struct telling *telling, struct str name, struct arena *arena,
                     struct value *ret)
{
    const struct facts *facts = telling->facts;
    const struct catalog *catalog = facts->catalog;
    const struct scale *scale = &catalog->scales[facts->design->scale];
    component_id component = telling->culprit.component;
    figure_id figure;

    switch (place_named(name)) {
    case RULE_PLACE_COMPONENT: *ret = words(culprit_names(telling, arena)); break;
    case RULE_PLACE_LAYER: *ret = words(layer_name(catalog, telling->culprit.layer)); break;
    case RULE_PLACE_SCALE: *ret = words(catalog_text(catalog, scale->name)); break;
    case RULE_PLACE_COST: *ret = words(cost(telling, 1, arena)); break;
    case RULE_PLACE_COST_YEAR: *ret = words(cost(telling, MONTHS, arena)); break;
    case RULE_PLACE_AT_COST: *ret = words(at_cost(telling, arena)); break;
    case RULE_PLACE_PROVIDERS: *ret = count(facts->providers, arena); break;
    case RULE_PLACE_PROVIDERS_USUAL: *ret = count(scale->providers_max, arena); break;
    case RULE_PLACE_STATUS_NOTE: *ret = words(status_note(catalog, component)); break;
    case RULE_PLACE_INSTEAD:
        *ret = words(telling->instead.choice_count > 0
                         ? counterpart_names(catalog, &telling->instead, arena)
                         : STR("an API"));
        break;
    case RULE_PLACE_INSTEAD_COST: *ret = words(instead_cost(telling, arena)); break;
    case RULE_PLACE_CHANGE: *ret = words(change(telling, arena)); break;
    case RULE_PLACE_DIRECTION: *ret = words(direction(telling)); break;
    case RULE_PLACE_WHERE: *ret = words(where(telling, arena)); break;
    case RULE_PLACE_SAVING: *ret = words(saving(telling, arena)); break;
    case RULE_PLACE_PLAN:
    case RULE_PLACE_LIMITED:
    case RULE_PLACE_COVERS:
    case RULE_PLACE_ASKED:
    case RULE_PLACE_COVERING:
        *ret = words(shortfall_text(telling, place_named(name), arena));
        break;
    case RULE_PLACE_ENDS: *ret = words(ending_day(telling, arena)); break;
    case RULE_PLACE_DAYS_LEFT: *ret = count(ending_days_left(telling), arena); break;
    case RULE_PLACE_ENDS_NOTE: *ret = words(ending_note(telling)); break;
    case RULE_PLACE_SUCCESSOR: *ret = words(ending_successor(telling, arena)); break;
    case RULE_PLACE__COUNT:
        figure = catalog_find_figure(catalog, name);
        if (figure == NONE) {
            return false;
        }
        *ret = number(facts->figures[figure], arena);
        break;
    }
    return true;
}

/* The condition of the rule that compares what is called so with a number or a scale; NULL if there
 * is none. */
static const struct condition *rule_condition(const struct catalog *catalog,
                                              const struct rule *rule, struct str name)
{
    const struct range ranges[] = { rule->all, rule->unless };

    for (int k = 0; k < 2; k++) {
        for (uint32_t i = 0; i < ranges[k].count; i++) {
            const struct condition *condition = &catalog->conditions[ranges[k].first + i];
            struct str id = condition_about_id(catalog, condition);

            if (condition_gives_threshold(condition, id, name)) {
                return condition;
            }
        }
    }
    return NULL;
}

static bool threshold(const struct catalog *catalog, const struct rule *rule, struct str name,
                      struct arena *arena, struct value *ret)
{
    const struct condition *condition = rule_condition(catalog, rule, name);

    if (!condition) {
        return false;
    }
    *ret = condition_form(condition->kind)->threshold == THRESHOLD_SCALE
               ? words(catalog_scale_name(catalog, condition->scale))
               : number(condition->number, arena);
    return true;
}

static bool fill(const struct telling *telling, const struct blank *blank, struct arena *arena,
                 struct value *ret)
{
    const struct catalog *catalog = telling->facts->catalog;
    tag_id tag;

    switch (blank->kind) {
    case BLANK_VALUE: return value_of(telling, blank->name, arena, ret);
    case BLANK_THRESHOLD: return threshold(catalog, telling->rule, blank->name, arena, ret);
    case BLANK_CHOSEN:
        tag = catalog_find_tag(catalog, blank->name);
        if (tag == NONE) {
            return false;
        }
        *ret = count(telling->facts->tagged[tag], arena);
        return true;
    }
    return false;
}

static void add_value(struct strbuf *out, const struct blank *blank, const struct value *value)
{
    struct str noun = value->is_one ? blank->one : blank->many;

    strbuf_add(out, value->text);
    strbuf_addz(out, noun.len > 0 ? " " : "");
    strbuf_add(out, noun);
}

/* What is no place stays as it is written. */
struct str rule_fill(const struct telling *telling, struct text text, struct arena *arena)
{
    struct str rest = catalog_text(telling->facts->catalog, text), before;
    struct strbuf out = { .arena = arena };
    struct blank blank;
    struct value value;

    while (blank_next(&rest, &before, &blank)) {
        strbuf_add(&out, before);
        if (fill(telling, &blank, arena, &value)) {
            add_value(&out, &blank, &value);
        } else {
            strbuf_add(&out, blank.whole);
        }
    }
    if (out.len == 0) {
        return rest;
    }
    strbuf_add(&out, rest);
    return strbuf_str(&out);
}

bool rule_tells(const struct catalog *catalog, const struct rule *rule, enum rule_place place)
{
    const struct text texts[] = { rule->text, rule->together_text, rule->otherwise };
    struct blank blank;

    for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++) {
        struct str words = catalog_text(catalog, texts[i]), before;

        while (blank_next(&words, &before, &blank)) {
            if (blank.kind == BLANK_VALUE && str_is(blank.name, rule_place_name(place))) {
                return true;
            }
        }
    }
    return false;
}

struct str rule_words(const struct catalog *catalog, const struct rule *rule, struct text text,
                      struct arena *arena)
{
    struct str rest = catalog_text(catalog, text), before;
    struct strbuf out = { .arena = arena };
    struct blank blank;

    while (blank_next(&rest, &before, &blank)) {
        struct value value = { .text = str_format(arena, "{%.*s}", STR_ARG(blank.name)) };

        strbuf_add(&out, before);
        if (place_named(blank.name) == RULE_PLACE_AT_COST) {
            value.text = STR("");
        } else if (blank.kind == BLANK_THRESHOLD) {
            threshold(catalog, rule, blank.name, arena, &value);
        }
        add_value(&out, &blank, &value);
    }
    strbuf_add(&out, rest);
    return strbuf_str(&out);
}

/* ---- when it is right ---- */

/* "; you have 900 and 40" */
static void add_standing(struct strbuf *out, const struct telling *telling)
{
    const struct facts *facts = telling->facts;
    struct range all = telling->rule->all;
    uint32_t told = 0;

    for (uint32_t i = all.first; i < all.first + all.count; i++) {
        const struct condition *condition = &facts->catalog->conditions[i];

        if (!condition_in_numbers(condition_form(condition->kind))
            || condition_form(condition->kind)->subject->kind == SUBJECT_LAYERS) {
            continue; /* how much of the design is there is no figure of the product */
        }
        strbuf_addz(out, told++ == 0 ? "; you have " : " and ");
        strbuf_add(out, readable_number(condition_value(facts, condition), out->arena));
    }
}

struct str rule_right(const struct telling *telling, struct arena *arena)
{
    struct str words = rule_fill(telling, telling->rule->right, arena);
    struct strbuf out = { .arena = arena };

    if (words.len == 0) {
        return words;
    }
    strbuf_add(&out, str_ends(words, STR(".")) ? str_part(words, 0, words.len - 1) : words);
    add_standing(&out, telling);
    strbuf_add_char(&out, '.');
    return strbuf_str(&out);
}
