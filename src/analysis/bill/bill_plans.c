/* What the lines of a plan are. */
#include "analysis/bill/bill_run.h"
#include "strata/model/product.h"

/* What a plan charges that charges nothing: so that every LINE_CHARGE has a charge to look at. */
static const struct charge free_of_charge = { .kind = CHARGE_FIXED, .per = MICRO };

static const struct component *component_of(const struct bill_run *run, const struct item *item)
{
    return &run->catalog->components[item->component];
}

struct bill_line *run_add_line(struct bill_run *run, const struct item *item, plan_id plan,
                               enum bill_line_kind kind, struct str label)
{
    struct bill_line *line = vec_add(&run->lines, run->arena);

    line->kind = kind;
    line->meter = NONE;
    line->copies = 1;
    line->component = item->component;
    line->layer = item->layer;
    line->plan = plan;
    line->label = label;
    line->estimate = plan != NONE && run->catalog->plans[plan].confidence == CONFIDENCE_ESTIMATE;
    return line;
}

/* ---- the lines of one plan ---- */

static money smaller(money a, money b)
{
    return a < b ? a : b;
}

bool charge_credited(const struct charge *charge)
{
    return charge->kind == CHARGE_METER && !charge->uncredited;
}

static bool add_charge(struct bill_run *run, const struct item *item, plan_id plan,
                       const struct charge *charge, struct sum *sum)
{
    bool account = charge->account || run->catalog->plans[plan].account;
    struct bill_line *line, cost = { .copies = account ? 1 : item->copies };
    struct counted counted = { .meter = NONE };

    if (charge->kind == CHARGE_PERCENT) {
        return true;
    }
    if (charge->kind == CHARGE_METER) {
        if (!run_counted(run, item, plan, charge, &counted)) {
            return false;
        }
        if (counted.metered.amount == 0) {
            return true;
        }
    }
    if (!charge_cost(run->catalog, charge, &counted.metered, &cost)
        || !price_add(&sum->charges, &cost.cost) || !price_add(&sum->net, &cost.cost)
        || (charge_credited(charge) && !price_add(&sum->metered, &cost.cost))) {
        return run_overflow(run, item->component);
    }
    line = run_add_line(run, item, plan, LINE_CHARGE, catalog_text(run->catalog, charge->label));
    line->charge = charge;
    line->copies = cost.copies;
    line->included = cost.included;
    line->amount = cost.amount;
    line->billed = cost.billed;
    line->cost = cost.cost;
    line->unit = cost.unit;
    line->meter = counted.meter;
    line->cards = counted.cards;
    if (counted.cards == 0) { /* those of a fleet are busy hours, not what is paid for */
        line->parts = counted.metered.parts;
        line->part_count = counted.metered.part_count;
    }
    line->forgotten = charge->forgotten;
    return true;
}

/* An amount of the plan, in each region where it is bought. */
static bool of_all_copies(const struct bill_run *run, const struct item *item, plan_id plan,
                          money amount, money *ret)
{
    uint32_t copies = run->catalog->plans[plan].account ? 1 : item->copies;

    return !__builtin_mul_overflow(amount, (int64_t)copies, ret);
}

/* A credit takes off no more than there is to take it off. */
static bool add_credit(struct bill_run *run, const struct item *item, plan_id plan, struct sum *sum)
{
    money credit;
    struct price taken;

    if (run->catalog->plans[plan].credit == 0) {
        return true;
    }
    if (!of_all_copies(run, item, plan, run->catalog->plans[plan].credit, &credit)
        || !money_round_to_cent(credit, &credit)) {
        return run_overflow(run, item->component);
    }
    taken =
        (struct price){ -smaller(credit, sum->metered.low), -smaller(credit, sum->metered.likely),
                        -smaller(credit, sum->metered.high) };
    if (taken.high == 0) {
        return true;
    }
    if (!price_add(&sum->net, &taken)) {
        return run_overflow(run, item->component);
    }
    run_add_line(run, item, plan, LINE_CREDIT, STR("credit of the plan"))->cost = taken;
    return true;
}

static money missing(money minimum, money have)
{
    return have < minimum ? minimum - have : 0;
}

static bool add_minimum(struct bill_run *run, const struct item *item, plan_id plan,
                        struct sum *sum)
{
    struct bill_line *line;
    struct price rest;
    money minimum;

    if (!of_all_copies(run, item, plan, run->catalog->plans[plan].minimum, &minimum)
        || !money_round_to_cent(minimum, &minimum)) {
        return run_overflow(run, item->component);
    }
    rest = (struct price){ missing(minimum, sum->net.low), missing(minimum, sum->net.likely),
                           missing(minimum, sum->net.high) };
    if (rest.low == 0 && rest.likely == 0 && rest.high == 0) {
        return true;
    }
    if (!price_add(&sum->net, &rest)) {
        return run_overflow(run, item->component);
    }
    line = run_add_line(run, item, plan, LINE_MINIMUM, STR("minimum of the plan"));
    line->copies = run->catalog->plans[plan].account ? 1 : item->copies;
    line->cost = rest;
    line->forgotten = true;
    return true;
}

bool run_rate(const struct bill_run *run, const struct charge *charge, quantity *ret)
{
    struct product product;

    return product_of(run->catalog, charge->rate, charge->share, run->figures, &product)
           && product_value(&product, ret);
}

/* How closely a discount names the item: 0 if not at all. */
static int closeness(const struct bill_run *run, const struct item *item,
                     const struct discount *discount)
{
    struct str vendor = catalog_text(run->catalog, component_of(run, item)->vendor);
    struct str wanted = catalog_text(run->catalog, discount->vendor);

    if (discount->component != NONE) {
        return discount->component == item->component ? 3 : 0;
    }
    if (discount->layer != NONE) {
        return discount->layer == item->layer ? 2 : 0;
    }
    return wanted.len > 0 && str_eq(vendor, wanted) ? 1 : 0;
}

static bool add_discount(struct bill_run *run, const struct item *item, plan_id plan,
                         struct sum *sum)
{
    const struct discount *found = NULL;
    struct bill_line *line;
    struct price off;
    int best = 1;

    for (uint32_t i = 0; i < run->catalog->discount_count; i++) {
        int close = closeness(run, item, &run->catalog->discounts[i]);

        if (close >= best) {
            best = close;
            found = &run->catalog->discounts[i];
        }
    }
    if (!found) {
        return true;
    }
    if (!price_percent_of(&sum->net, found->percent, &off)) {
        return run_overflow(run, item->component);
    }
    if (off.high == 0) {
        return true;
    }
    off = (struct price){ -off.low, -off.likely, -off.high };
    line = run_add_line(run, item, plan, LINE_DISCOUNT, catalog_text(run->catalog, found->label));
    line->discount = found;
    line->amount = line->billed = sum->net.likely;
    line->cost = off;
    return price_add(&sum->net, &off) || run_overflow(run, item->component);
}

/* Percent lines stand behind all others, and get their amounts when those are known. One that holds
 * for no part of its base is no line. */
static bool add_percents(struct bill_run *run, const struct item *item, plan_id plan)
{
    struct range charges = run->catalog->plans[plan].charges;

    for (uint32_t i = charges.first; i < charges.first + charges.count; i++) {
        const struct charge *charge = &run->catalog->charges[i];
        struct bill_line *line;
        quantity rate;

        if (charge->kind != CHARGE_PERCENT) {
            continue;
        }
        if (!run_rate(run, charge, &rate)) {
            return run_overflow(run, item->component);
        }
        if (rate == 0 && charge->share.count > 0) {
            continue;
        }
        line =
            run_add_line(run, item, plan, LINE_CHARGE, catalog_text(run->catalog, charge->label));
        line->charge = charge;
        line->rate = rate;
        line->forgotten = charge->forgotten;
    }
    return true;
}

bool run_add_plan(struct bill_run *run, const struct item *item, plan_id plan, struct sum *sum)
{
    struct range charges = run->catalog->plans[plan].charges;
    uint32_t before = run->lines.count;

    for (uint32_t i = charges.first; i < charges.first + charges.count; i++) {
        if (!add_charge(run, item, plan, &run->catalog->charges[i], sum)) {
            return false;
        }
    }
    if (!add_credit(run, item, plan, sum) || !add_minimum(run, item, plan, sum)
        || !add_discount(run, item, plan, sum) || !add_percents(run, item, plan)) {
        return false;
    }
    if (run->lines.count == before) {
        struct bill_line *line =
            run_add_line(run, item, plan, LINE_CHARGE, catalog_plan_name(run->catalog, plan));

        line->charge = &free_of_charge;
        line->amount = line->billed = MICRO;
    }
    return true;
}

bool run_overflow(struct bill_run *run, component_id component)
{
    struct str name = catalog_text(run->catalog, run->catalog->components[component].short_name);

    diag_error(run->diags, "the cost of %.*s is more than can be counted", STR_ARG(name));
    return false;
}
