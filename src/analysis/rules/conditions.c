#include "strata/analysis/conditions.h"

#include "strata/analysis/wiring.h"

/* Is this the first layer that the choice's component stands in? Designs are short. */
static bool counted_before(const struct design *design, uint32_t choice)
{
    for (uint32_t i = 0; i < choice; i++) {
        if (design->choices[i].component == design->choices[choice].component) {
            return true;
        }
    }
    return false;
}

void facts_gather(const struct catalog *catalog, const struct design *design,
                  const quantity *figures, struct facts *ret)
{
    *ret = (struct facts){ .catalog = catalog, .design = design, .figures = figures };
    ret->providers = wiring_providers(catalog, design);
    for (uint32_t i = 0; i < design->choice_count; i++) {
        uint64_t tags = catalog->components[design->choices[i].component].tags;

        if (tags == 0 || counted_before(design, i)) {
            continue;
        }
        for (; tags != 0; tags &= tags - 1) {
            ret->tagged[__builtin_ctzll(tags)]++;
        }
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
    case RELATION_LACKS: return value == 0;
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
