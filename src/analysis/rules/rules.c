#include "strata/analysis/rules.h"

#include "analysis/rules/counterpart.h"
#include "analysis/rules/rule_text.h"
#include "strata/base/vec.h"

struct run {
    const struct facts *facts;
    const struct bill *bill;
    day today;
    struct arena *arena;
    VEC(struct finding) found; /* in the catalogue's order */
};

/* ---- fixes ---- */

/* Takes the rule's component where the culprit stands, or else in its home layer, beside what is
 * there if nothing there is to blame and the layer holds several. */
static bool fix_take(const struct run *run, const struct rule *rule, struct culprit culprit,
                     struct edit *ret)
{
    const struct catalog *catalog = run->facts->catalog;
    const struct design *design = run->facts->design;
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
static bool fix_plan(const struct run *run, struct culprit culprit, struct edit *ret)
{
    const struct bill_shortfall *shortfall = bill_shortfall_of(run->bill, culprit.component);

    if (!shortfall || shortfall->instead == NONE) {
        return false;
    }
    *ret = (struct edit){ .kind = EDIT_PLAN,
                          .layer = culprit.layer,
                          .component = culprit.component,
                          .plan = shortfall->instead };
    return true;
}

static bool fix_succeed(const struct run *run, struct culprit culprit, struct edit *ret)
{
    const struct ending *ending = catalog_ending(run->facts->catalog, culprit.component);

    if (!ending || ending->successor == NONE
        || !catalog_placement(run->facts->catalog, ending->successor, culprit.layer)) {
        return false;
    }
    *ret = (struct edit){ .kind = EDIT_SUCCEED,
                          .layer = culprit.layer,
                          .component = ending->successor,
                          .former = culprit.component };
    return true;
}

/* False if no single edit mends it, or the edit would change nothing. */
static bool find_fix(const struct run *run, const struct rule *rule, struct culprit culprit,
                     struct edit *ret)
{
    const struct design *design = run->facts->design;

    switch (rule->fix) {
    case FIX_TAKE: return fix_take(run, rule, culprit, ret);
    case FIX_REMOVE:
        *ret = (struct edit){ .kind = EDIT_REMOVE,
                              .layer = culprit.layer,
                              .component = culprit.component };
        return culprit.layer != NONE && culprit.component != NONE;
    case FIX_TAKE_SCALE:
        *ret =
            (struct edit){ .kind = EDIT_TAKE_CELL, .layer = culprit.layer, .scale = design->scale };
        return culprit.layer != NONE
               && !design_matches_cell(run->facts->catalog, design, culprit.layer, design->scale);
    case FIX_TAKE_PLAN: return fix_plan(run, culprit, ret);
    case FIX_TAKE_SUCCESSOR: return fix_succeed(run, culprit, ret);
    case FIX_NONE:
    case FIX__COUNT: break;
    }
    return false;
}

/* ---- findings ---- */

/* Has a rule of the same topic said something about the component already? */
static bool topic_told(const struct run *run, const struct rule *rule, component_id component)
{
    const struct catalog *catalog = run->facts->catalog;
    struct str topic = catalog_text(catalog, rule->topic);

    if (topic.len == 0) {
        return false;
    }
    for (uint32_t i = 0; i < run->found.count; i++) {
        const struct finding *finding = &run->found.items[i];

        if (finding->component == component
            && str_eq(catalog_text(catalog, catalog->rules[finding->rule].topic), topic)) {
            return true;
        }
    }
    return false;
}

/* Some rules are told only where their fix is known to make the bill smaller: not by a price that
 * nobody knows. */
static bool saves(const struct telling *telling, bool fixable, const struct edit *fix,
                  struct arena *arena, struct counterpart *ret)
{
    money likely;

    return fixable && bill_of_component(telling->bill, telling->culprit.component, &likely)
           && counterpart_fixed(telling->facts, fix, arena, ret)
           && ret->bill->unpriced <= telling->bill->unpriced
           && ret->bill->total.likely < telling->bill->total.likely;
}

static void add_finding(struct run *run, rule_id id, struct culprit culprit)
{
    const struct rule *rule = &run->facts->catalog->rules[id];
    struct telling telling = { run->facts, run->bill, rule, culprit, run->today, { 0 }, { 0 } };
    struct edit fix = { 0 };
    struct finding *finding;
    bool fixable;

    if (topic_told(run, rule, culprit.component)) {
        return;
    }
    fixable = find_fix(run, rule, culprit, &fix);
    if (rule->saving && !saves(&telling, fixable, &fix, run->arena, &telling.fixed)) {
        return;
    }
    if (fixable && rule->fix == FIX_TAKE_SUCCESSOR) {
        counterpart_fixed(run->facts, &fix, run->arena, &telling.fixed);
    }
    if (rule->instead != NONE) {
        counterpart_instead(run->facts, rule, culprit, run->arena, &telling.instead);
    }
    finding = vec_add(&run->found, run->arena);
    *finding = (struct finding){
        .rule = id,
        .severity = (enum severity)rule->severity,
        .layer = culprit.layer,
        .component = culprit.component,
        .text = str_trim(rule_fill(&telling, rule->text, run->arena)),
        .right = rule_right(&telling, run->arena),
        .fix = fix,
        .fixable = fixable,
        .instead = telling.instead,
    };
}

/* ---- triggers ---- */

/* Does it belong elsewhere? A component that belongs to no scale belongs to all of them. */
static bool off_scale(const struct facts *facts, const struct choice *choice)
{
    scale_id scale = facts->design->scale;
    uint32_t scales = facts->catalog->components[choice->component].scales;

    return scales != 0 && (scales >> scale & 1) == 0
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

/* Named or not: is a plan missing that covers what this choice is asked for? */
static bool falls_short(const struct run *run, const struct choice *choice, bool named)
{
    const struct bill_shortfall *shortfall = bill_shortfall_of(run->bill, choice->component);

    return shortfall && (shortfall->plan != NONE) == named
           && (!named || choice->plan == shortfall->plan);
}

static bool ends_within(const struct run *run, const struct rule *rule, component_id component)
{
    int32_t left;

    return catalog_days_left(run->facts->catalog, component, run->today, &left)
           && left <= (int32_t)rule->days;
}

static bool triggers(const struct run *run, const struct rule *rule, const struct choice *choice)
{
    const struct facts *facts = run->facts;
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
    case TRIGGER_ENDS_WITHIN: return ends_within(run, rule, choice->component);
    case TRIGGER_PLAN_TOO_SMALL: return falls_short(run, choice, true);
    case TRIGGER_NO_PLAN:
    case TRIGGER_REQUEST_TOO_LARGE:
        return falls_short(run, choice, false)
               && bill_shortfall_of(run->bill, choice->component)->limit->request
                      == (rule->trigger == TRIGGER_REQUEST_TOO_LARGE);
    case TRIGGER_REGIONS_UNKNOWN:
        return facts->design->region_count > 1 && component->pricing == PRICING_PLANS
               && component->bought == BOUGHT_UNKNOWN;
    case TRIGGER_DESIGN:
    case TRIGGER_EMPTY:
    case TRIGGER__COUNT: break;
    }
    return false;
}

/* Once for each component, in the first layer where it triggers. */
static void blame_choices(struct run *run, rule_id id)
{
    const struct facts *facts = run->facts;
    const struct rule *rule = &facts->catalog->rules[id];
    const struct choice *choices = facts->design->choices;

    if (rule->trigger == TRIGGER_CHOSEN && facts->tagged[rule->tag] == 0) {
        return;
    }
    for (uint32_t i = 0; i < facts->design->choice_count; i++) {
        bool told = false;

        if (!triggers(run, rule, &choices[i])) {
            continue;
        }
        for (uint32_t k = 0; k < i && !told; k++) {
            told = choices[k].component == choices[i].component && triggers(run, rule, &choices[k]);
        }
        if (!told) {
            add_finding(run, id, (struct culprit){ choices[i].layer, choices[i].component });
        }
    }
}

static void run_rule(struct run *run, rule_id id)
{
    const struct rule *rule = &run->facts->catalog->rules[id];

    if (!conditions_all(run->facts, rule->all) || conditions_any(run->facts, rule->unless)) {
        return;
    }
    switch (rule->trigger) {
    case TRIGGER_CHOSEN:
    case TRIGGER_WITHOUT:
    case TRIGGER_NOT_ALONE:
    case TRIGGER_STATUS:
    case TRIGGER_OFF_SCALE:
    case TRIGGER_PLAN_TOO_SMALL:
    case TRIGGER_REQUEST_TOO_LARGE:
    case TRIGGER_REGIONS_UNKNOWN:
    case TRIGGER_ENDS_WITHIN:
    case TRIGGER_NO_PLAN: blame_choices(run, id); break;
    case TRIGGER_DESIGN: add_finding(run, id, (struct culprit){ rule->layer, NONE }); break;
    case TRIGGER_EMPTY:
        if (design_layer(run->facts->design, rule->layer, NULL) == 0) {
            add_finding(run, id, (struct culprit){ rule->layer, NONE });
        }
        break;
    case TRIGGER__COUNT: break;
    }
}

void rules_run(const struct facts *facts, const struct bill *bill, day today, struct arena *arena,
               struct findings *ret)
{
    struct run run = { .facts = facts, .bill = bill, .today = today, .arena = arena };

    *ret = (struct findings){ 0 };
    for (rule_id id = 0; id < facts->catalog->rule_count; id++) {
        run_rule(&run, id);
    }
    ret->list = arena_new_array(arena, struct finding, run.found.count);
    for (int severity = SEVERITY__COUNT - 1; severity >= 0; severity--) {
        for (uint32_t i = 0; i < run.found.count; i++) {
            if ((int)run.found.items[i].severity != severity) {
                continue;
            }
            ret->list[ret->count++] = run.found.items[i];
            ret->counts[severity]++;
        }
    }
}
