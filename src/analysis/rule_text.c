#include "analysis/rule_text.h"

#define MONTHS 12

struct filling {
    const struct facts *facts;
    const struct bill *bill;
    struct culprit culprit;
    struct strbuf out;
};

/* What triggered the finding costs, or the whole design; "?" if that is not known. */
static struct str cost(const struct filling *filling, uint32_t months)
{
    money likely, sum = 0;

    if (filling->culprit.component == NONE)
        likely = filling->bill->total.likely;
    else if (!bill_of_component(filling->bill, filling->culprit.component, &likely))
        return STR("?");
    for (uint32_t i = 0; i < months; i++)
        if (!money_add(sum, likely, &sum))
            return STR("?");
    return money_format_short(filling->out.arena, sum);
}

static struct str component_name(const struct catalog *catalog, component_id component)
{
    const struct component *row;

    if (component == NONE)
        return STR("");
    row = &catalog->components[component];
    return catalog_text(catalog, row->short_name.len > 0 ? row->short_name : row->name);
}

static struct str layer_name(const struct catalog *catalog, layer_id layer)
{
    return layer == NONE ? STR("") : catalog_text(catalog, catalog->layers[layer].name);
}

/* Nobody reads the decimals of a large figure. */
static quantity readable(quantity value)
{
    return value < 100 * MICRO ? value : micro_round(value, MICRO);
}

static enum rule_place place_named(struct str name)
{
    enum rule_place place = 0;

    while (place < RULE_PLACE__COUNT && !str_is(name, rule_place_name(place)))
        place++;
    return place;
}

/* The value of a place; false if there is none of that name. */
static bool value_of(const struct filling *filling, struct str name, struct str *ret)
{
    const struct facts *facts = filling->facts;
    const struct catalog *catalog = facts->catalog;
    struct arena *arena = filling->out.arena;
    figure_id figure;

    switch (place_named(name)) {
    case RULE_PLACE_COMPONENT: *ret = component_name(catalog, filling->culprit.component); break;
    case RULE_PLACE_LAYER: *ret = layer_name(catalog, filling->culprit.layer); break;
    case RULE_PLACE_SCALE:
        *ret = catalog_text(catalog, catalog->scales[facts->design->scale].name);
        break;
    case RULE_PLACE_COST: *ret = cost(filling, 1); break;
    case RULE_PLACE_COST_YEAR: *ret = cost(filling, MONTHS); break;
    case RULE_PLACE_PROVIDERS: *ret = micro_format(arena, facts->providers * MICRO, true); break;
    case RULE_PLACE__COUNT:
        figure = catalog_find_figure(catalog, name);
        if (figure == NONE)
            return false;
        *ret = micro_format(arena, readable(facts->figures[figure]), true);
        break;
    }
    return true;
}

/* Puts the place that `rest` begins with into words; returns how many bytes it took. What is no
 * place stays as it is written. */
static size_t fill_place(struct filling *filling, struct str rest)
{
    struct str value;
    size_t end;

    if (!str_find(rest, STR("}"), &end) || !value_of(filling, str_part(rest, 1, end - 1), &value)) {
        strbuf_add_char(&filling->out, '{');
        return 1;
    }
    strbuf_add(&filling->out, value);
    return end + 1;
}

struct str rule_fill(const struct facts *facts, const struct bill *bill, struct culprit culprit,
                     struct text text, struct arena *arena)
{
    struct str words = catalog_text(facts->catalog, text);
    struct filling filling = { facts, bill, culprit, { .arena = arena } };
    size_t brace;

    if (!str_find(words, STR("{"), &brace))
        return words;
    while (str_find(words, STR("{"), &brace)) {
        strbuf_add(&filling.out, str_part(words, 0, brace));
        words = str_part(words, brace, words.len);
        words = str_part(words, fill_place(&filling, words), words.len);
    }
    strbuf_add(&filling.out, words);
    return strbuf_str(&filling.out);
}
