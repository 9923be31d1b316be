#include "analysis/rules/triggers.h"

/* Does it belong elsewhere? A component that belongs to no scale belongs to all of them. */
static bool off_scale(const struct facts *facts, const struct choice *choice)
{
    const struct component *component = &facts->catalog->components[choice->component];
    scale_id scale = facts->design->scale;
    uint32_t scales = component->scales | component->also;

    return component->scales != 0 && (scales >> scale & 1) == 0
           && !catalog_cell_takes(facts->catalog, choice->layer, scale, choice->component);
}

/* Is it a model that somebody else runs, and that has none of the tags? Of an own component, and of
 * what is no model, nobody asks. */
static bool goes_without(const struct facts *facts, const struct choice *choice, uint64_t tags)
{
    const struct catalog *catalog = facts->catalog;
    const struct component *component = &catalog->components[choice->component];
    const struct placement *place = catalog_placement(catalog, choice->component, choice->layer);

    return !component->own && component->runs == RUNS_VENDOR && (component->tags & tags) == 0
           && place && place->box == BOX_OWN && place->role != NONE
           && catalog->roles[place->role].apart;
}

bool trigger_looks(const struct facts *facts, const struct rule *rule, const struct choice *choice)
{
    const struct component *component = &facts->catalog->components[choice->component];

    switch (rule->trigger) {
    case TRIGGER_CHOSEN:
        return catalog_has_tag(facts->catalog, choice->component, choice->layer, rule->tag);
    case TRIGGER_NOT_ALONE:
        return catalog_has_tag(facts->catalog, choice->component, choice->layer, rule->tag)
               && design_layer(facts->design, choice->layer, NULL) > 1;
    case TRIGGER_WITHOUT: return goes_without(facts, choice, rule->tags);
    case TRIGGER_STATUS: return component->status == rule->status;
    case TRIGGER_OFF_SCALE: return off_scale(facts, choice);
    case TRIGGER_REGIONS_UNKNOWN:
        return facts->design->region_count > 1 && component->pricing == PRICING_PLANS
               && component->bought == BOUGHT_UNKNOWN;
    case TRIGGER_PLAN_TOO_SMALL:
    case TRIGGER_ENDS_WITHIN:
    case TRIGGER_NO_PLAN:
    case TRIGGER_REQUEST_TOO_LARGE:
    case TRIGGER_DESIGN:
    case TRIGGER_EMPTY:
    case TRIGGER__COUNT: break;
    }
    return false;
}

bool rule_holds(const struct facts *facts, const struct rule *rule)
{
    const struct design *design = facts->design;

    if (!conditions_all(facts, rule->all) || conditions_any(facts, rule->unless)) {
        return false;
    }
    if (rule->trigger == TRIGGER_DESIGN) {
        return true;
    }
    if (rule->trigger == TRIGGER_EMPTY) {
        return design_layer(design, rule->layer, NULL) == 0;
    }
    for (uint32_t i = 0; i < design->choice_count; i++) {
        if (trigger_looks(facts, rule, &design->choices[i])) {
            return true;
        }
    }
    return false;
}
