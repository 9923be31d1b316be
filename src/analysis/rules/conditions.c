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

static bool at_least(uint32_t count, quantity number)
{
    return count * MICRO >= number;
}

/* A scale without a number has room for any number of providers. */
static bool over_scale(const struct facts *facts)
{
    uint32_t most = facts->catalog->scales[facts->design->scale].providers_max;

    return most != 0 && facts->providers > most;
}

bool condition_holds(const struct facts *facts, const struct condition *condition)
{
    switch (condition->kind) {
    case CONDITION_CHOSEN: return facts->tagged[condition->tag] > 0;
    case CONDITION_NOT_CHOSEN: return facts->tagged[condition->tag] == 0;
    case CONDITION_CHOSEN_AT_LEAST:
        return at_least(facts->tagged[condition->tag], condition->number);
    case CONDITION_NEEDED: return (facts->design->needs >> condition->tag & 1) != 0;
    case CONDITION_BELOW: return facts->figures[condition->figure] < condition->number;
    case CONDITION_AT_LEAST: return facts->figures[condition->figure] >= condition->number;
    case CONDITION_SCALE_BELOW: return facts->design->scale < condition->scale;
    case CONDITION_PROVIDERS_AT_LEAST: return at_least(facts->providers, condition->number);
    case CONDITION_PROVIDERS_AT_MOST:
        return facts->providers > 0 && facts->providers * MICRO <= condition->number;
    case CONDITION_PROVIDERS_OVER_SCALE: return over_scale(facts);
    case CONDITION__COUNT: break;
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
