#include "strata/analysis/conditions.h"

#include "strata/analysis/wiring.h"

/* What has the tag in the part that it plays, wherever it stands: a component with one part that
 * counts and another that does not has it once. */
static bool counted_with_tag(const struct facts *facts, uint32_t choice, tag_id tag)
{
    const struct choice *choices = facts->design->choices;

    for (uint32_t i = 0; i < choice; i++) {
        if (choices[i].component == choices[choice].component
            && catalog_tag_counts(facts->catalog, tag, choices[i].layer)) {
            return true;
        }
    }
    return false;
}

/* An own component that says nothing of itself may be whatever its layer's components are. */
static uint64_t tags_of_layer(const struct catalog *catalog, layer_id layer)
{
    uint64_t tags = 0;

    for (tag_id tag = 0; tag < catalog->tag_count; tag++) {
        if (catalog->tags[tag].layers.count > 0 && catalog_tag_counts(catalog, tag, layer)) {
            tags |= UINT64_C(1) << tag;
        }
    }
    return tags;
}

static void count_tags(struct facts *facts, uint32_t choice)
{
    const struct choice *row = &facts->design->choices[choice];
    const struct component *component = &facts->catalog->components[row->component];
    uint64_t tags = catalog_tags_in(facts->catalog, row->component, row->layer);

    if (component->own && component->tags == 0) {
        facts->perhaps |= tags_of_layer(facts->catalog, row->layer);
    }
    for (; tags != 0; tags &= tags - 1) {
        tag_id tag = (tag_id)__builtin_ctzll(tags);

        facts->tagged[tag] += counted_with_tag(facts, choice, tag) ? 0 : 1;
    }
}

void facts_gather(const struct catalog *catalog, const struct design *design,
                  const quantity *figures, struct facts *ret)
{
    *ret = (struct facts){ .catalog = catalog, .design = design, .figures = figures };
    ret->providers = wiring_providers(catalog, design);
    for (uint32_t i = 0; i < design->choice_count; i++) {
        count_tags(ret, i);
        ret->layers += i == 0 || design->choices[i].layer != design->choices[i - 1].layer ? 1 : 0;
    }
}

/* ---- what conditions look at ---- */

static quantity value_tagged(const struct facts *facts, const struct condition *condition)
{
    return facts->tagged[condition->tag] * MICRO;
}

static quantity value_need(const struct facts *facts, const struct condition *condition)
{
    return (facts->design->needs >> condition->tag & 1) != 0 ? MICRO : 0;
}

static quantity value_filled(const struct facts *facts, const struct condition *condition)
{
    return design_layer(facts->design, condition->layer, NULL) > 0 ? MICRO : 0;
}

/* Does something chosen play the part, with a box of its own, inside another's or in the app? */
static quantity value_played(const struct facts *facts, const struct condition *condition)
{
    const struct design *design = facts->design;

    for (uint32_t i = 0; i < design->choice_count; i++) {
        const struct placement *place = catalog_placement(
            facts->catalog, design->choices[i].component, design->choices[i].layer);

        if (place && place->role == condition->role) {
            return MICRO;
        }
    }
    return 0;
}

static quantity value_figure(const struct facts *facts, const struct condition *condition)
{
    return facts->figures[condition->figure];
}

static quantity value_scale(const struct facts *facts, const struct condition *condition)
{
    (void)condition;
    return facts->design->scale * MICRO;
}

static quantity value_providers(const struct facts *facts, const struct condition *condition)
{
    (void)condition;
    return facts->providers * MICRO;
}

static quantity value_layers(const struct facts *facts, const struct condition *condition)
{
    (void)condition;
    return facts->layers * MICRO;
}

quantity condition_value(const struct facts *facts, const struct condition *condition)
{
    static quantity (*const values[SUBJECT__COUNT])(const struct facts *,
                                                    const struct condition *) = {
#define X(kind, name, ...) [SUBJECT_##kind] = value_##name,
        SUBJECTS(X)
#undef X
    };
    return values[condition_form(condition->kind)->subject->kind](facts, condition);
}

/* ---- what it is compared with ---- */

/* A scale without a number has room for any number of providers. */
static bool usual(const struct facts *facts, quantity *ret)
{
    *ret = facts->catalog->scales[facts->design->scale].providers_max * MICRO;
    return *ret != 0;
}

bool condition_threshold(const struct facts *facts, const struct condition *condition,
                         quantity *ret)
{
    *ret = 0;
    switch (condition_form(condition->kind)->threshold) {
    case THRESHOLD_NOTHING: break;
    case THRESHOLD_AMOUNT:
    case THRESHOLD_COUNT: *ret = condition->number; break;
    case THRESHOLD_SCALE: *ret = condition->scale * MICRO; break;
    case THRESHOLD_USUAL: return usual(facts, ret);
    }
    return true;
}

bool condition_holds(const struct facts *facts, const struct condition *condition)
{
    quantity value = condition_value(facts, condition), threshold;

    if (!condition_threshold(facts, condition, &threshold)) {
        return false;
    }
    switch (condition_form(condition->kind)->relation) {
    case RELATION_HAS: return value > 0;
    case RELATION_LACKS:
        return value == 0
               && (condition_form(condition->kind)->subject->about != ABOUT_TAG
                   || (facts->perhaps >> condition->tag & 1) == 0);
    case RELATION_BELOW:
    case RELATION_BEFORE: return value < threshold;
    case RELATION_AT_LEAST: return value >= threshold;
    case RELATION_UP_TO: return value > 0 && value <= threshold;
    case RELATION_OVER: return value > threshold;
    case RELATION__COUNT: break;
    }
    return false;
}

bool conditions_all(const struct facts *facts, struct range conditions)
{
    for (uint32_t i = 0; i < conditions.count; i++) {
        if (!condition_holds(facts, &facts->catalog->conditions[conditions.first + i])) {
            return false;
        }
    }
    return true;
}

bool conditions_any(const struct facts *facts, struct range conditions)
{
    for (uint32_t i = 0; i < conditions.count; i++) {
        if (condition_holds(facts, &facts->catalog->conditions[conditions.first + i])) {
            return true;
        }
    }
    return false;
}
