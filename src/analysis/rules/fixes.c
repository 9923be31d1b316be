#include "analysis/rules/fixes.h"

#include "analysis/rules/triggers.h"

/* Takes the rule's component where the culprit stands, or else in its home layer, beside what is
 * there if nothing there is to blame and the layer holds several. */
static bool take(const struct facts *facts, const struct rule *rule, struct culprit culprit,
                 struct edit *ret)
{
    const struct catalog *catalog = facts->catalog;
    const struct design *design = facts->design;
    layer_id layer = culprit.layer;
    uint32_t there;
    bool beside;

    if (rule->take == NONE) {
        return false;
    }
    if (layer == NONE || catalog_placement(catalog, rule->take, layer) == NULL) {
        struct range places = catalog->components[rule->take].placements;

        if (places.count == 0) {
            return false;
        }
        layer = catalog->placements[places.first].layer;
    }
    there = design_layer(design, layer, NULL);
    beside = culprit.component == NONE && catalog->layers[layer].many && there > 0;
    *ret = (struct edit){ .kind = beside ? EDIT_ADD : EDIT_TAKE,
                          .layer = layer,
                          .component = rule->take };
    return !design_has(design, layer, rule->take) || (!beside && there > 1);
}

/* The plan that is billed already is named. */
static bool name_plan(const struct bill *bill, struct culprit culprit, struct edit *ret)
{
    const struct bill_shortfall *shortfall = bill_shortfall_of(bill, culprit.component);

    if (!shortfall || shortfall->instead == NONE) {
        return false;
    }
    *ret = (struct edit){ .kind = EDIT_PLAN,
                          .layer = culprit.layer,
                          .component = culprit.component,
                          .plan = shortfall->instead };
    return true;
}

static bool succeed(const struct facts *facts, struct culprit culprit, struct edit *ret)
{
    const struct ending *ending = catalog_ending(facts->catalog, culprit.component);

    if (!ending || ending->successor == NONE
        || !catalog_placement(facts->catalog, ending->successor, culprit.layer)) {
        return false;
    }
    *ret = (struct edit){ .kind = EDIT_SUCCEED,
                          .layer = culprit.layer,
                          .component = ending->successor,
                          .former = culprit.component };
    return true;
}

static bool take_cell(const struct facts *facts, struct culprit culprit, struct edit *ret)
{
    const struct design *design = facts->design;

    *ret = (struct edit){ .kind = EDIT_TAKE_CELL, .layer = culprit.layer, .scale = design->scale };
    return culprit.layer != NONE
           && !design_matches_cell(facts->catalog, design, culprit.layer, design->scale);
}

/* Would another rule have to warn of what the edit makes? */
static bool harms(const struct facts *facts, const struct edit *edit, struct arena *arena)
{
    const struct catalog *catalog = facts->catalog;
    struct diag_list unheard;
    struct design design;
    struct facts after;

    diag_init(&unheard, arena);
    if (!design_apply(catalog, facts->design, edit, arena, &design, &unheard)) {
        return true;
    }
    facts_gather(catalog, &design, facts->figures, &after);
    for (rule_id id = 0; id < catalog->rule_count; id++) {
        const struct rule *rule = &catalog->rules[id];

        if (rule->severity != SEVERITY_NOTE && rule_holds(&after, rule)
            && !rule_holds(facts, rule)) {
            return true;
        }
    }
    return false;
}

/* Does it alone play a part in its layer? Such a thing is replaced rather than removed. */
static bool plays_alone(const struct facts *facts, struct culprit culprit)
{
    const struct placement *place =
        catalog_placement(facts->catalog, culprit.component, culprit.layer);

    return place && place->role != NONE && design_layer(facts->design, culprit.layer, NULL) == 1;
}

static bool first_choice(const struct facts *facts, const struct bill *bill,
                         const struct rule *rule, struct culprit culprit, struct edit *ret)
{
    switch (rule->fix) {
    case FIX_TAKE: return take(facts, rule, culprit, ret);
    case FIX_REMOVE:
        *ret = (struct edit){ .kind = EDIT_REMOVE,
                              .layer = culprit.layer,
                              .component = culprit.component };
        return culprit.layer != NONE && culprit.component != NONE && !plays_alone(facts, culprit);
    case FIX_TAKE_SCALE: return take_cell(facts, culprit, ret);
    case FIX_TAKE_PLAN: return name_plan(bill, culprit, ret);
    case FIX_TAKE_SUCCESSOR: return succeed(facts, culprit, ret);
    case FIX_NONE:
    case FIX__COUNT: break;
    }
    return false;
}

bool fix_find(const struct facts *facts, const struct bill *bill, const struct rule *rule,
              struct culprit culprit, struct arena *arena, struct edit *ret)
{
    if (first_choice(facts, bill, rule, culprit, ret) && !harms(facts, ret, arena)) {
        return true;
    }
    if (rule->fix != FIX_REMOVE || culprit.layer == NONE || culprit.component == NONE) {
        return false;
    }
    /* What cannot go is replaced by what the scale has there; if that is nothing, it is not missed. */
    if (take_cell(facts, culprit, ret) && !harms(facts, ret, arena)) {
        return true;
    }
    *ret = (struct edit){ .kind = EDIT_REMOVE,
                          .layer = culprit.layer,
                          .component = culprit.component };
    return !harms(facts, ret, arena);
}
