#include "strata/analysis/reading.h"

#include "analysis/reading/reading_facts.h"

/* ---- votes ---- */

static uint32_t count_bits(uint32_t bits)
{
    return (uint32_t)__builtin_popcount(bits);
}

/* What belongs everywhere tells nothing about where one is, and neither does what belongs nowhere. */
static bool tells(const struct catalog *catalog, component_id component)
{
    uint32_t scales = catalog->components[component].scales;

    return scales != 0 && count_bits(scales) < catalog->scale_count;
}

static uint32_t count_telling(const struct catalog *catalog, const struct choice *choices,
                              uint32_t count)
{
    uint32_t telling = 0;

    for (uint32_t i = 0; i < count; i++) {
        telling += tells(catalog, choices[i].component);
    }
    return telling;
}

/* One choice's part of its layer's vote, divided among the scales it belongs to. */
static void vote_for(const struct catalog *catalog, component_id component, quantity weight,
                     struct vote *vote)
{
    uint32_t scales = catalog->components[component].scales;

    weight /= count_bits(scales);
    for (scale_id scale = 0; scale < catalog->scale_count; scale++) {
        if ((scales >> scale & 1) != 0) {
            vote->weight[scale] += weight;
        }
    }
}

/* `choices` are all those of one layer. */
static void cast_vote(const struct catalog *catalog, const struct choice *choices, uint32_t count,
                      struct reading *reading)
{
    struct vote vote = { .layer = choices[0].layer };
    quantity weight = catalog->layers[vote.layer].weight * MICRO;
    uint32_t telling = count_telling(catalog, choices, count);

    if (weight == 0 || telling == 0) {
        return;
    }
    for (uint32_t i = 0; i < count; i++) {
        if (tells(catalog, choices[i].component)) {
            vote_for(catalog, choices[i].component, weight / telling, &vote);
        }
    }
    reading->votes[reading->vote_count++] = vote;
    for (scale_id scale = 0; scale < catalog->scale_count; scale++) {
        reading->sums[scale] += vote.weight[scale];
    }
}

const char *voice_name(enum voice voice)
{
    static const char *const names[] = {
#define X(name, word) [VOICE_##name] = word,
        VOICES(X)
#undef X
    };

    return names[voice];
}

enum voice reading_voice(const struct catalog *catalog, const struct design *design, layer_id layer)
{
    const struct choice *choices;
    uint32_t count = design_layer(design, layer, &choices);

    if (count == 0) {
        return VOICE_EMPTY;
    }
    if (catalog->layers[layer].weight == 0) {
        return VOICE_WEIGHS_NOTHING;
    }
    return count_telling(catalog, choices, count) > 0 ? VOICE_VOTES : VOICE_SAYS_NOTHING;
}

static void cast_votes(const struct facts *facts, struct reading *reading)
{
    const struct design *design = facts->design;

    for (uint32_t from = 0, to; from < design->choice_count; from = to) {
        for (to = from + 1; to < design->choice_count; to++) {
            if (design->choices[to].layer != design->choices[from].layer) {
                break;
            }
        }
        cast_vote(facts->catalog, &design->choices[from], to - from, reading);
    }
}

static void find_hallmarks(const struct facts *facts, struct reading *reading)
{
    for (uint32_t i = 0; i < facts->catalog->hallmark_count; i++) {
        const struct hallmark *hallmark = &facts->catalog->hallmarks[i];

        if (!conditions_all(facts, hallmark->all)) {
            continue;
        }
        reading->hallmarks[reading->hallmark_count++] = i;
        reading->sums[hallmark->scale] += hallmark->weight * MICRO;
    }
}

/* ---- the answer ---- */

/* Of scales with as many votes the one that comes first. */
static scale_id best_but(const struct reading *reading, uint32_t scale_count, scale_id not_this)
{
    scale_id best = NONE;

    for (scale_id scale = 0; scale < scale_count; scale++) {
        if (scale != not_this && reading->sums[scale] > 0
            && (best == NONE || reading->sums[scale] > reading->sums[best])) {
            best = scale;
        }
    }
    return best;
}

/* The layers that vote, and READING_FEW if that is enough of them. A hallmark that no layer's vote
 * goes with is as good as one. */
static uint32_t few_of(const struct reading *reading)
{
    uint32_t voices = reading->vote_count > 0 ? reading->vote_count : 1;

    return voices < READING_FEW ? voices : READING_FEW;
}

static void decide(const struct catalog *catalog, struct reading *reading)
{
    quantity total = 0, lead;

    reading->scale = best_but(reading, catalog->scale_count, NONE);
    if (reading->scale == NONE) {
        reading->second = NONE;
        return;
    }
    reading->second = best_but(reading, catalog->scale_count, reading->scale);
    for (scale_id scale = 0; scale < catalog->scale_count; scale++) {
        total += reading->sums[scale];
    }
    lead = reading->sums[reading->scale];
    if (reading->second != NONE) {
        lead -= reading->sums[reading->second];
    }
    reading->margin = (uint32_t)(lead * 100 / total) * few_of(reading) / READING_FEW;
    reading->mixed = lead * 100 < total * READING_MIXED_BELOW;
}

void reading_of_facts(const struct facts *facts, struct arena *arena, struct reading *ret)
{
    *ret = (struct reading){
        .votes = arena_new_array(arena, struct vote, facts->design->choice_count),
        .hallmarks = arena_new_array(arena, uint32_t, facts->catalog->hallmark_count),
    };
    ret->filled = facts->layers;
    cast_votes(facts, ret);
    find_hallmarks(facts, ret);
    decide(facts->catalog, ret);
}

void reading_make(const struct catalog *catalog, const struct design *design, struct arena *arena,
                  struct reading *ret)
{
    quantity *figures = arena_new_array(arena, quantity, catalog->figure_count);
    struct facts facts;
    figure_id overflow;

    /* A figure beyond counting is an error of the bill; to the reading it is just not a small
     * one. */
    if (!design_figures(catalog, design, figures, &overflow)) {
        for (figure_id i = overflow; i < catalog->figure_count; i++) {
            figures[i] = INT64_MAX;
        }
    }
    facts_gather(catalog, design, figures, &facts);
    reading_of_facts(&facts, arena, ret);
}

bool reading_is(const struct reading *reading, scale_id scale)
{
    return reading->scale == scale && scale != NONE && !reading->mixed;
}

struct str reading_name(const struct catalog *catalog, const struct reading *reading,
                        struct arena *arena)
{
    struct str best, second;

    if (reading->scale == NONE) {
        return reading->filled > 0 ? STR("nothing that tells a scale") : STR("nothing chosen yet");
    }
    best = catalog_scale_name(catalog, reading->scale);
    if (!reading->mixed || reading->second == NONE) {
        return best;
    }
    second = catalog_scale_name(catalog, reading->second);
    return str_format(arena, "mixed: %.*s / %.*s", STR_ARG(best), STR_ARG(second));
}
