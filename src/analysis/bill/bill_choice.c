/* Which plan of a component is bought. */
#include <string.h>

#include "analysis/bill/bill_run.h"
#include "strata/base/wide.h"

static const struct component *component_of(const struct bill_run *run, const struct item *item)
{
    return &run->catalog->components[item->component];
}

/* ---- what a plan covers ---- */

/* A limit that is too low for what is asked for. */
struct excess {
    const struct limit *limit; /* NULL: none is */
    quantity up_to;
    quantity asked;
};

/* A plan that is bought in several regions covers so many times as much, but for single requests. */
static bool limit_for(const struct limit *limit, uint32_t copies, quantity *ret)
{
    *ret = limit->up_to;
    return limit->request || limit->up_to == INT64_MAX
           || !__builtin_mul_overflow(limit->up_to, (int64_t)copies, ret);
}

static uint32_t plan_copies(const struct bill_run *run, const struct item *item, plan_id plan)
{
    return run->catalog->plans[plan].account ? 1 : item->copies;
}

/* Does the plan cover what is asked for? If not, *ret is the first limit that is too low. */
static bool covers(struct bill_run *run, const struct item *item, plan_id plan, struct excess *ret)
{
    struct range limits = run->catalog->plans[plan].limits;

    *ret = (struct excess){ 0 };
    for (uint32_t i = limits.first; i < limits.first + limits.count && !ret->limit; i++) {
        const struct limit *limit = &run->catalog->limits[i];
        struct metered metered;
        quantity asked, up_to;

        if (!run_metered(run, item, plan, limit->meter, &metered)
            || !limit_for(limit, plan_copies(run, item, plan), &up_to)) {
            return false;
        }
        asked = limit->request ? metered.request : metered.amount;
        if (asked > up_to) {
            *ret = (struct excess){ limit, up_to, asked };
        }
    }
    return true;
}

/* ---- which plan ---- */

static bool sold_to(const struct plan *plan, scale_id scale)
{
    return plan->scales == 0 || (plan->scales >> scale & 1) != 0;
}

/* The candidates' lines are written behind the best ones so far, and take their place if they
 * are cheaper. */
struct contest {
    uint32_t start;      /* of the best plan's lines */
    uint32_t candidates; /* plans that cover it */
    plan_id best;        /* or NONE */
    struct sum sum;      /* of the best */
    struct excess over;  /* what the widest plan that does not cover it is too small for */
};

/* Which of two limits is nearer to what is asked for? */
static bool wider(const struct excess *a, const struct excess *b)
{
    return !b->limit || (wide)a->up_to * b->asked >= (wide)b->up_to * a->asked;
}

static bool try_plan(struct bill_run *run, const struct item *item, plan_id plan,
                     struct contest *contest)
{
    uint32_t behind = run->lines.count, count;
    struct sum sum = { 0 };
    struct excess over;

    if (!covers(run, item, plan, &over)) {
        return false;
    }
    if (over.limit) {
        if (wider(&over, &contest->over)) {
            contest->over = over;
        }
        return true;
    }
    contest->candidates++;
    if (!run_add_plan(run, item, plan, &sum)) {
        return false;
    }
    count = run->lines.count - behind;
    if (contest->best == NONE || sum.net.likely < contest->sum.net.likely) {
        if (behind > contest->start) {
            memmove(&run->lines.items[contest->start], &run->lines.items[behind],
                    count * sizeof(*run->lines.items));
        }
        contest->best = plan;
        contest->sum = sum;
        run->lines.count = contest->start + count;
    } else {
        run->lines.count = behind;
    }
    return true;
}

/* Those sold to the scale, or those that are not; plans to be taken by hand are never tried. */
static bool try_plans(struct bill_run *run, const struct item *item, bool sold,
                      struct contest *contest)
{
    struct range plans = component_of(run, item)->plans;

    for (plan_id i = plans.first; i < plans.first + plans.count; i++) {
        const struct plan *plan = &run->catalog->plans[i];

        if (plan->by_hand || sold_to(plan, run->design->like) != sold) {
            continue;
        }
        if (!try_plan(run, item, i, contest)) {
            return false;
        }
    }
    return true;
}

/* "the only one sold to Enterprise; Team covers this for $29.00" */
static struct str only_sold(const struct bill_run *run, const struct contest *best,
                            const struct contest *others)
{
    const struct catalog *catalog = run->catalog;
    struct strbuf text = { .arena = run->arena };

    strbuf_addf(&text, "the only one sold to %.*s",
                STR_ARG(catalog_scale_name(catalog, run->design->like)));
    if (others->sum.net.likely < best->sum.net.likely) {
        strbuf_addf(&text, "; %.*s covers this for %.*s",
                    STR_ARG(catalog_plan_name(catalog, others->best)),
                    STR_ARG(money_format(run->arena, others->sum.net.likely)));
    }
    return strbuf_str(&text);
}

/* One plan of those sold to the scale covers it: do others, too? */
static bool look_elsewhere(struct bill_run *run, struct item *item, const struct contest *contest)
{
    struct contest others = { .start = run->lines.count, .best = NONE };

    item->reason = PLAN_ONLY;
    if (!try_plans(run, item, false, &others)) {
        return false;
    }
    run->lines.count = others.start;
    if (others.best != NONE) {
        item->reason = PLAN_ONLY_SOLD;
        item->why = only_sold(run, contest, &others);
    }
    return true;
}

static bool choose_plan(struct bill_run *run, struct item *item, struct contest *contest)
{
    if (!try_plans(run, item, true, contest)) {
        return false;
    }
    if (contest->candidates == 1) {
        return !run->explain || look_elsewhere(run, item, contest);
    }
    item->reason = PLAN_CHEAPEST;
    if (contest->candidates > 0) {
        return true;
    }
    /* Sold to nobody of this scale or too small for it: it is still bought, where it can be had. */
    if (!try_plans(run, item, false, contest)) {
        return false;
    }
    item->reason = contest->over.limit       ? PLAN_ELSEWHERE
                   : contest->candidates > 1 ? PLAN_CHEAPEST
                                             : PLAN_ONLY;
    return true;
}

/* ---- what falls short ---- */

static void add_shortfall(struct bill_run *run, const struct item *item, plan_id plan,
                          const struct excess *over, const struct contest *contest)
{
    if (!run->explain) {
        return;
    }
    *vec_add(&run->shortfalls, run->arena) = (struct bill_shortfall){
        .component = item->component,
        .layer = item->layer,
        .plan = plan,
        .limit = over->limit,
        .covers = over->up_to,
        .asked = over->asked,
        .instead = contest->best,
        .likely = contest->sum.net.likely,
    };
}

static void add_unknown(struct bill_run *run, const struct item *item,
                        const struct contest *contest)
{
    const struct catalog *catalog = run->catalog;
    const struct component *component = component_of(run, item);
    struct str label = STR("price not known");

    if (contest->over.limit && run->explain) {
        struct str amount = micro_format(run->arena, contest->over.asked, true);
        struct str unit = catalog_text(catalog, catalog->meters[contest->over.limit->meter].unit);

        label = str_format(run->arena, "no plan covers %.*s %.*s%s", STR_ARG(amount), STR_ARG(unit),
                           contest->over.limit->request ? " in one request" : "");
    } else if (component->plans.count > 0) {
        label = STR("every plan has to be taken by hand");
    } else if (component->pricing_note.len > 0) {
        label = catalog_text(catalog, component->pricing_note);
    }
    run_add_line(run, item, NONE, LINE_UNKNOWN, label)->uncovered = contest->over.limit != NULL;
}

/* ---- an item ---- */

static bool plan_of_component(const struct bill_run *run, const struct item *item, plan_id plan)
{
    struct range plans = component_of(run, item)->plans;

    return plan >= plans.first && plan - plans.first < plans.count;
}

/* The plan that an earlier run decided on. */
static bool buy_again(struct bill_run *run, const struct item *item, struct contest *contest)
{
    contest->best = item->plan;
    return item->plan == NONE || run_add_plan(run, item, item->plan, &contest->sum);
}

/* The cheapest plan in the place of the one that the design names. */
static bool buy_instead(struct bill_run *run, struct item *item, const struct excess *over,
                        struct contest *contest)
{
    struct str named = catalog_plan_name(run->catalog, item->named);

    if (!choose_plan(run, item, contest)) {
        return false;
    }
    item->reason = PLAN_INSTEAD;
    if (run->explain) {
        item->why =
            str_format(run->arena, "the cheapest that covers it, instead of %.*s", STR_ARG(named));
    }
    add_shortfall(run, item, item->named, over, contest);
    return true;
}

/* The plan that the design names, if it covers what is asked for, or else the best one. */
static bool buy(struct bill_run *run, struct item *item, struct contest *contest)
{
    struct excess over;

    if (item->decided) {
        return buy_again(run, item, contest);
    }
    if (!plan_of_component(run, item, item->named)) {
        if (!choose_plan(run, item, contest)) {
            return false;
        }
        if (contest->best == NONE && contest->over.limit) {
            add_shortfall(run, item, NONE, &contest->over, contest);
        }
        return true;
    }
    if (!covers(run, item, item->named, &over)) {
        return false;
    }
    if (over.limit) {
        return buy_instead(run, item, &over, contest);
    }
    contest->best = item->named;
    item->reason = PLAN_NAMED;
    return run_add_plan(run, item, item->named, &contest->sum);
}

bool run_item(struct bill_run *run, struct item *item)
{
    const struct component *component = component_of(run, item);
    struct contest contest = { .start = run->lines.count, .best = NONE };

    run->metered.count = 0;
    run->metered_for = NONE;
    if (component->pricing == PRICING_NOTHING) {
        run_add_line(run, item, NONE, LINE_NOTHING,
                     catalog_text(run->catalog, component->pricing_note));
        return true;
    }
    if (component->pricing == PRICING_PLANS && !buy(run, item, &contest)) {
        return false;
    }
    item->plan = contest.best;
    item->decided = true;
    item->charges = contest.sum.charges;
    item->net = contest.sum.net;
    if (contest.best == NONE) {
        add_unknown(run, item, &contest);
    }
    for (uint32_t i = contest.start; i < run->lines.count; i++) {
        run->lines.items[i].reason = item->reason;
        run->lines.items[i].why = item->why;
    }
    return true;
}
