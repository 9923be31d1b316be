/* Which questions a sweep asks, and the answers to each. */
#include "analysis/sweep/sweep_run.h"

#include <string.h>

/* ---- designs ---- */

struct design *sweep_design(const struct design *design, figure_id figure, struct arena *arena,
                            quantity **ret_value)
{
    struct design *copy = arena_new(arena, struct design);
    struct figure_value *figures =
        arena_new_array(arena, struct figure_value, (size_t)design->figure_count + 1);
    uint32_t count = 0;

    *copy = *design;
    for (uint32_t i = 0; i < design->figure_count; i++) {
        if (design->figures[i].figure != figure) {
            figures[count++] = design->figures[i];
        }
    }
    figures[count].figure = figure;
    *ret_value = &figures[count].value;
    copy->figures = figures;
    copy->figure_count = count + 1;
    return copy;
}

/* Puts `count` choices in the place of what a layer of the copy holds. */
static void put_layer(struct design *design, layer_id layer, const struct choice *choices,
                      uint32_t count, struct arena *arena)
{
    struct choice *all =
        arena_new_array(arena, struct choice, (size_t)design->choice_count + count);
    uint32_t filled = 0, i = 0;

    while (i < design->choice_count && design->choices[i].layer < layer) {
        all[filled++] = design->choices[i++];
    }
    for (uint32_t k = 0; k < count; k++) {
        all[filled++] = choices[k];
    }
    while (i < design->choice_count && design->choices[i].layer == layer) {
        i++;
    }
    while (i < design->choice_count) {
        all[filled++] = design->choices[i++];
    }
    design->choices = all;
    design->choice_count = filled;
}

/* ---- answers ---- */

struct asking {
    const struct catalog *catalog;
    const struct design *design;
    const struct sweep_request *request;
    struct arena *arena;
    VEC(struct sweep_option) options; /* of the contest at hand */
    VEC(struct sweep_contest) contests;
};

static struct str joined_names(const struct asking *asking, const struct choice *choices,
                               uint32_t count)
{
    struct strbuf text = { .arena = asking->arena };

    for (uint32_t i = 0; i < count; i++) {
        const struct component *component = &asking->catalog->components[choices[i].component];

        strbuf_addz(&text, i > 0 ? " + " : "");
        strbuf_add(&text, catalog_text(asking->catalog, component->short_name));
    }
    return strbuf_str(&text);
}

static bool priced(const struct asking *asking, const struct choice *choices, uint32_t count)
{
    for (uint32_t i = 0; i < count; i++) {
        if (asking->catalog->components[choices[i].component].pricing == PRICING_UNKNOWN) {
            return false;
        }
    }
    return true;
}

/* Nothing runs and nothing is bought. */
static bool nothing(const struct asking *asking, const struct choice *choices, uint32_t count)
{
    for (uint32_t i = 0; i < count; i++) {
        const struct component *component = &asking->catalog->components[choices[i].component];

        if (component->pricing != PRICING_NOTHING
            || (component->kind != KIND_PRACTICE && component->kind != KIND_POLICY)) {
            return false;
        }
    }
    return true;
}

static bool holds(const struct choice *choices, uint32_t count, component_id component)
{
    for (uint32_t i = 0; i < count; i++) {
        if (choices[i].component == component) {
            return true;
        }
    }
    return false;
}

/* The same components, in whatever order? */
static bool same_set(const struct choice *a, uint32_t a_count, const struct choice *b,
                     uint32_t b_count)
{
    if (a_count != b_count) {
        return false;
    }
    for (uint32_t i = 0; i < a_count; i++) {
        if (!holds(b, b_count, a[i].component)) {
            return false;
        }
    }
    return true;
}

static bool known_option(const struct asking *asking, layer_id layer, const struct choice *choices,
                         uint32_t count)
{
    for (uint32_t i = 0; i < asking->options.count; i++) {
        const struct choice *others;
        uint32_t other_count = design_layer(asking->options.items[i].design, layer, &others);

        if (same_set(others, other_count, choices, count)) {
            return true;
        }
    }
    return false;
}

static struct sweep_option new_option(const struct asking *asking, struct str name)
{
    struct sweep_option option = { .name = name };

    option.design =
        sweep_design(asking->design, asking->request->figure, asking->arena, &option.value);
    return option;
}

static void add_option(struct asking *asking, layer_id layer, const struct choice *choices,
                       uint32_t count)
{
    struct sweep_option option;

    if (nothing(asking, choices, count) || !priced(asking, choices, count)
        || known_option(asking, layer, choices, count)) {
        return;
    }
    option = new_option(asking, joined_names(asking, choices, count));
    put_layer(option.design, layer, choices, count, asking->arena);
    *vec_add(&asking->options, asking->arena) = option;
}

static void add_one(struct asking *asking, layer_id layer, component_id component)
{
    const struct choice choice = { .layer = layer, .component = component, .plan = NONE };

    if (component != NONE && catalog_placement(asking->catalog, component, layer) != NULL) {
        add_option(asking, layer, &choice, 1);
    }
}

static void add_cell(struct asking *asking, layer_id layer, scale_id scale)
{
    const struct range take = catalog_cell(asking->catalog, layer, scale)->take;
    struct choice choices[CHOICES_MAX];
    uint32_t count = take.count < CHOICES_MAX ? take.count : CHOICES_MAX;

    for (uint32_t i = 0; i < count; i++) {
        choices[i] = (struct choice){ .layer = layer,
                                      .component = asking->catalog->refs[take.first + i],
                                      .plan = NONE };
    }
    add_option(asking, layer, choices, count);
}

static void end_contest(struct asking *asking, struct sweep_contest contest)
{
    if (asking->options.count >= 2) {
        contest.options = asking->options.items;
        contest.option_count = asking->options.count;
        *vec_add(&asking->contests, asking->arena) = contest;
    }
    memset(&asking->options, 0, sizeof(asking->options));
}

static void ask_layer(struct asking *asking, layer_id layer)
{
    const struct catalog *catalog = asking->catalog;
    const struct choice *chosen;
    uint32_t count = design_layer(asking->design, layer, &chosen);

    if (nothing(asking, chosen, count) || !priced(asking, chosen, count)) {
        return;
    }
    add_option(asking, layer, chosen, count);
    for (scale_id scale = 0; scale < catalog->scale_count; scale++) {
        add_cell(asking, layer, scale);
    }
    for (rule_id rule = 0; rule < catalog->rule_count; rule++) {
        if (catalog->rules[rule].fix == FIX_TAKE) {
            add_one(asking, layer, catalog->rules[rule].take);
        }
    }
    for (uint32_t i = 0; i < asking->request->against_count; i++) {
        add_one(asking, layer, asking->request->against[i]);
    }
    end_contest(asking, (struct sweep_contest){ .name = catalog_layer_name(catalog, layer),
                                                .id = catalog_layer_id(catalog, layer),
                                                .layer = layer,
                                                .alternative = NONE });
}

/* ---- alternatives ---- */

/* Is there something in each of its layers, and in one of them something else? */
static bool applies(const struct asking *asking, struct range takes)
{
    bool other = false;

    for (uint32_t i = takes.first; i < takes.first + takes.count; i++) {
        const struct take *take = &asking->catalog->takes[i];
        const struct choice *chosen;
        uint32_t count = design_layer(asking->design, take->layer, &chosen);

        if (count == 0 || !priced(asking, chosen, count)) {
            return false;
        }
        other |= count > 1 || chosen->component != take->component;
    }
    return other;
}

static void ask_alternative(struct asking *asking, uint32_t row)
{
    const struct catalog *catalog = asking->catalog;
    const struct alternative *alternative = &catalog->alternatives[row];
    const struct range takes = alternative->takes;
    struct sweep_option other;

    if (!applies(asking, takes)) {
        return;
    }
    other = new_option(asking, catalog_text(catalog, alternative->name));
    for (uint32_t i = takes.first; i < takes.first + takes.count; i++) {
        const struct take *take = &catalog->takes[i];
        const struct choice choice = { .layer = take->layer,
                                       .component = take->component,
                                       .plan = take->plan };

        put_layer(other.design, take->layer, &choice, 1, asking->arena);
    }
    *vec_add(&asking->options, asking->arena) =
        new_option(asking, catalog_text(catalog, alternative->instead_of));
    *vec_add(&asking->options, asking->arena) = other;
    end_contest(asking, (struct sweep_contest){ .name = catalog_text(catalog, alternative->name),
                                                .id = catalog_text(catalog, alternative->id),
                                                .layer = NONE,
                                                .alternative = row });
}

void sweep_contests(const struct catalog *catalog, const struct design *design,
                    const struct sweep_request *request, struct arena *arena, struct sweep *ret)
{
    struct asking asking = {
        .catalog = catalog, .design = design, .request = request, .arena = arena
    };

    for (uint32_t row = 0; row < catalog->alternative_count; row++) {
        ask_alternative(&asking, row);
    }
    for (layer_id layer = 0; layer < catalog->layer_count; layer++) {
        ask_layer(&asking, layer);
    }
    ret->contests = asking.contests.items;
    ret->contest_count = asking.contests.count;
}
