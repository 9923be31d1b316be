#include "strata/analysis/reading_words.h"

/* ", from 2 of 28 layers", where few of them vote. */
static struct str from_few(const struct catalog *catalog, const struct reading *reading,
                           struct arena *arena)
{
    if (reading->vote_count >= READING_FEW) {
        return STR("");
    }
    return str_format(arena, ", from %u of %u layers", (unsigned)reading->vote_count,
                      (unsigned)catalog->layer_count);
}

struct str reading_answer(const struct catalog *catalog, const struct reading *reading,
                          struct arena *arena)
{
    struct str name = reading_name(catalog, reading, arena);

    if (reading->scale == NONE) {
        return name;
    }
    if (reading->second == NONE || reading->vote_count < READING_FEW) {
        return str_format(arena, "%.*s%.*s", STR_ARG(name),
                          STR_ARG(from_few(catalog, reading, arena)));
    }
    return str_format(arena, "%.*s, %u %% of the votes ahead of %.*s", STR_ARG(name),
                      (unsigned)reading->margin,
                      STR_ARG(catalog_scale_name(catalog, reading->second)));
}

struct str reading_brief(const struct catalog *catalog, const struct reading *reading,
                         struct arena *arena)
{
    struct str name = reading_name(catalog, reading, arena);

    if (reading->scale == NONE) {
        return name;
    }
    if (reading->mixed) {
        return str_format(arena, "reads as %.*s", STR_ARG(name));
    }
    return str_format(arena, "reads as %.*s %u%%", STR_ARG(name), (unsigned)reading->margin);
}

struct str reading_votes(quantity votes, struct arena *arena)
{
    return micro_format(arena, micro_round(votes, MICRO / 100), false);
}

static void add_name(struct strbuf *text, const struct catalog *catalog, component_id component)
{
    strbuf_list(text, 0, catalog_text(catalog, catalog->components[component].short_name));
}

static struct str names_or_nothing(const struct strbuf *names)
{
    return names->len > 0 ? strbuf_str(names) : STR("nothing");
}

struct str reading_chosen(const struct catalog *catalog, const struct design *design,
                          layer_id layer, struct arena *arena)
{
    struct strbuf names = { .arena = arena };
    const struct choice *choices;
    uint32_t count = design_layer(design, layer, &choices);

    for (uint32_t i = 0; i < count; i++) {
        add_name(&names, catalog, choices[i].component);
    }
    return names_or_nothing(&names);
}

struct str reading_step_text(const struct catalog *catalog, const struct design *design,
                             struct reading_step step, struct arena *arena)
{
    struct range take = catalog_cell(catalog, step.layer, step.column)->take;
    struct str now = reading_chosen(catalog, design, step.layer, arena);
    struct strbuf names = { .arena = arena };

    for (uint32_t i = 0; i < take.count; i++) {
        add_name(&names, catalog, catalog->refs[take.first + i]);
    }
    return str_format(arena, "%.*s -> %.*s", STR_ARG(now), STR_ARG(names_or_nothing(&names)));
}

struct str reading_after(const struct catalog *catalog, const struct reading *after,
                         struct arena *arena)
{
    return str_format(arena, "Then it reads as %.*s.",
                      STR_ARG(reading_answer(catalog, after, arena)));
}
