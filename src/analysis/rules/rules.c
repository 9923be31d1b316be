#include "strata/analysis/rules.h"

#include "analysis/rules/counterpart.h"
#include "analysis/rules/fixes.h"
#include "analysis/rules/rule_text.h"
#include "analysis/rules/triggers.h"
#include "strata/base/vec.h"
#include "strata/model/acceptance.h"

struct run {
    const struct facts *facts;
    const struct bill *bill;
    day today;
    struct arena *arena;
    VEC(struct finding) found; /* in the catalogue's order */
};

/* ---- findings ---- */

/* Is the finding about this one, or about its layer as a whole? */
static bool concerns(const struct finding *finding, struct culprit culprit)
{
    for (uint32_t i = 0; i < finding->culprit_count; i++) {
        const struct culprit *told = &finding->culprits[i];

        if (told->component == culprit.component
            || (told->component == NONE && told->layer != NONE && told->layer == culprit.layer)) {
            return true;
        }
    }
    return false;
}

/* Has a rule of the same topic said something about it already? */
static bool topic_told(const struct run *run, const struct rule *rule, struct culprit culprit)
{
    const struct catalog *catalog = run->facts->catalog;
    struct str topic = catalog_text(catalog, rule->topic);

    for (uint32_t i = 0; topic.len > 0 && i < run->found.count; i++) {
        const struct finding *finding = &run->found.items[i];

        if (concerns(finding, culprit)
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

/* The edit that mends the first of the culprits that one edit can mend. */
static bool fix_any(const struct run *run, const struct rule *rule, const struct culprit *culprits,
                    uint32_t count, struct edit *ret)
{
    for (uint32_t i = 0; i < count; i++) {
        if (fix_find(run->facts, run->bill, rule, culprits[i], run->arena, ret)) {
            return true;
        }
    }
    return false;
}

/* Says what the rule says if its own sums bear it out, and else what it has for that case. */
static void tell(const struct run *run, const struct telling *telling, struct finding *finding)
{
    const struct rule *rule = telling->rule;
    bool borne_out = rule->otherwise.len == 0 || counterpart_is_cheaper(telling);

    finding->severity = borne_out ? (enum severity)rule->severity : SEVERITY_NOTE;
    finding->text =
        str_trim(rule_fill(telling,
                           !borne_out                                          ? rule->otherwise
                           : telling->count > 1 && rule->together_text.len > 0 ? rule->together_text
                                                                               : rule->text,
                           run->arena));
    finding->right = rule_right(telling, run->arena);
}

/* About one culprit, or several that are one decision. */
static void add_finding(struct run *run, rule_id id, const struct culprit *culprits, uint32_t count)
{
    const struct rule *rule = &run->facts->catalog->rules[id];
    struct telling telling = { .facts = run->facts,
                               .bill = run->bill,
                               .rule = rule,
                               .culprit = culprits[0],
                               .culprits = culprits,
                               .count = count,
                               .today = run->today };
    struct edit fix = { 0 };
    struct finding *finding;
    bool fixable = fix_any(run, rule, culprits, count, &fix);

    if (rule->saving && !saves(&telling, fixable, &fix, run->arena, &telling.fixed)) {
        return;
    }
    if (fixable && !telling.fixed.bill
        && (rule->fix == FIX_TAKE_SUCCESSOR
            || rule_tells(run->facts->catalog, rule, RULE_PLACE_CHANGE))) {
        counterpart_fixed(run->facts, &fix, run->arena, &telling.fixed);
    }
    if (rule->instead != NONE) {
        counterpart_instead(&telling, run->arena, &telling.instead);
    }
    finding = vec_add(&run->found, run->arena);
    *finding = (struct finding){
        .rule = id,
        .layer = culprits[0].layer,
        .component = count > 1 ? NONE : culprits[0].component,
        .culprits = culprits,
        .culprit_count = count,
        .at_stake = culprits_cost(&telling),
        .fix = fix,
        .fixable = fixable,
        .instead = telling.instead,
    };
    tell(run, &telling, finding);
}

/* ---- triggers ---- */

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
    switch (rule->trigger) {
    case TRIGGER_ENDS_WITHIN: return ends_within(run, rule, choice->component);
    case TRIGGER_PLAN_TOO_SMALL: return falls_short(run, choice, true);
    case TRIGGER_NO_PLAN:
    case TRIGGER_REQUEST_TOO_LARGE:
        return falls_short(run, choice, false)
               && bill_shortfall_of(run->bill, choice->component)->limit->request
                      == (rule->trigger == TRIGGER_REQUEST_TOO_LARGE);
    case TRIGGER_CHOSEN:
    case TRIGGER_WITHOUT:
    case TRIGGER_NOT_ALONE:
    case TRIGGER_STATUS:
    case TRIGGER_OFF_SCALE:
    case TRIGGER_REGIONS_UNKNOWN: return trigger_looks(run->facts, rule, choice);
    case TRIGGER_DESIGN:
    case TRIGGER_EMPTY:
    case TRIGGER__COUNT: break;
    }
    return false;
}

/* Has the person a word of their own for this component, which a finding on several would not
 * meet? */
static bool named_in_acceptance(const struct run *run, rule_id rule, component_id component)
{
    const struct design *design = run->facts->design;

    for (uint32_t i = 0; i < design->accepted_count; i++) {
        if (design->accepted[i].rule == rule && design->accepted[i].component != NONE
            && acceptance_covers(run->facts->catalog, &design->accepted[i], rule, component)) {
            return true;
        }
    }
    return false;
}

/* A price that nobody knows counts as none. */
static money cost_of(const struct bill *bill, component_id component)
{
    money likely;

    return bill_of_component(bill, component, &likely) ? likely : 0;
}

/* What costs most first. */
static void sort_by_cost(const struct bill *bill, struct culprit *culprits, uint32_t count)
{
    for (uint32_t i = 1; i < count; i++) {
        struct culprit culprit = culprits[i];
        money cost = cost_of(bill, culprit.component);
        uint32_t k = i;

        for (; k > 0 && cost_of(bill, culprits[k - 1].component) < cost; k--) {
            culprits[k] = culprits[k - 1];
        }
        culprits[k] = culprit;
    }
}

/* Each component once, in the first layer where it triggers, unless a rule of the same topic has
 * said something about it; those that the person has named come last. */
static uint32_t gather(const struct run *run, rule_id id, struct culprit *ret, uint32_t *ret_named)
{
    const struct facts *facts = run->facts;
    const struct rule *rule = &facts->catalog->rules[id];
    const struct choice *choices = facts->design->choices;
    uint32_t count = 0;

    *ret_named = 0;
    for (int named = 0; named < 2; named++) {
        for (uint32_t i = 0; i < facts->design->choice_count; i++) {
            component_id component = choices[i].component;
            bool told = !triggers(run, rule, &choices[i])
                        || topic_told(run, rule, (struct culprit){ choices[i].layer, component })
                        || named_in_acceptance(run, id, component) != (named == 1);

            for (uint32_t k = 0; k < count && !told; k++) {
                told = ret[k].component == component;
            }
            if (!told) {
                ret[count++] = (struct culprit){ choices[i].layer, component };
                *ret_named += (uint32_t)named;
            }
        }
    }
    return count;
}

/* From so many on as the rule says, what is one decision is told as one. */
static void blame_choices(struct run *run, rule_id id)
{
    const struct rule *rule = &run->facts->catalog->rules[id];
    struct culprit *culprits;
    uint32_t count, named, together = 0;

    if (rule->trigger == TRIGGER_CHOSEN && run->facts->tagged[rule->tag] == 0) {
        return;
    }
    culprits = arena_new_array(run->arena, struct culprit, run->facts->design->choice_count);
    count = gather(run, id, culprits, &named);
    if (rule->together > 0 && count - named >= rule->together) {
        together = count - named;
        sort_by_cost(run->bill, culprits, together);
        add_finding(run, id, culprits, together);
    }
    for (uint32_t i = together; i < count; i++) {
        add_finding(run, id, &culprits[i], 1);
    }
}

/* Once for the design, or for a layer of it. */
static void blame_design(struct run *run, rule_id id, layer_id layer)
{
    struct culprit *culprit = arena_new(run->arena, struct culprit);

    *culprit = (struct culprit){ layer, NONE };
    if (!topic_told(run, &run->facts->catalog->rules[id], *culprit)) {
        add_finding(run, id, culprit, 1);
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
    case TRIGGER_DESIGN: blame_design(run, id, rule->layer); break;
    case TRIGGER_EMPTY:
        if (design_layer(run->facts->design, rule->layer, NULL) == 0) {
            blame_design(run, id, rule->layer);
        }
        break;
    case TRIGGER__COUNT: break;
    }
}

/* The worst first, of equals the one with the most money in it, then the catalogue's order. */
static bool goes_before(const struct finding *a, const struct finding *b)
{
    return a->severity != b->severity ? a->severity > b->severity : a->at_stake > b->at_stake;
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
    for (uint32_t i = 0; i < run.found.count; i++) {
        uint32_t k = ret->count++;

        for (; k > 0 && goes_before(&run.found.items[i], &ret->list[k - 1]); k--) {
            ret->list[k] = ret->list[k - 1];
        }
        ret->list[k] = run.found.items[i];
        ret->counts[run.found.items[i].severity]++;
    }
}
