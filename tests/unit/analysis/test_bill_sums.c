/* Any prices at all against an oracle: what a bill says must be what its lines and prices say. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "strata/analysis/bill.h"
#include "support/fixture.h"
#include "support/random_design.h"
#include "support/small_prices.h"

__extension__ typedef __int128 wide;

#define ROUNDS 3000
#define CENT (MICRO / 100)
#define METERS 3
#define TIERS 4

/* ---- a catalogue with any prices ---- */

static money random_price(struct test_random *random)
{
    static const money sizes[] = { 1, 10, 1000, DOLLARS(1) };

    return (money)test_random_below(random, 1000) * sizes[test_random_below(random, 4)];
}

static struct price random_range(struct test_random *random)
{
    money low = random_price(random);
    bool flat = test_random_below(random, 2) == 0;
    money likely = flat ? low : low + random_price(random);

    return (struct price){ low, likely, flat ? low : likely + random_price(random) };
}

static quantity random_amount(struct test_random *random)
{
    static const quantity sizes[] = { 1, 1000, DOLLARS(1), DOLLARS(1000) };

    return (1 + (quantity)test_random_below(random, 2000)) * sizes[test_random_below(random, 4)];
}

static void add_meters(struct small *small)
{
    static const struct small_term models[] = {
        { "answers", L_WORKHORSE, { F_QUERIES, F_TOKENS, NONE } },
        { "judgements", L_CHEAP, { F_QUERIES, F_SHARE, NONE } },
        { "the rest", L_CHEAP, { F_QUERIES, F_REST, F_REGIONS, NONE } },
    };
    static const struct small_term requests[] = { { "requests", NONE, { F_QUERIES, NONE } } };
    static const struct small_term data[] = { { "data", NONE, { F_TOKENS, F_REGIONS, NONE } } };

    small_meter(small, "tokens", models, 3);
    small_meter(small, "requests", requests, 1);
    small_meter(small, "data", data, 1);
}

static void add_metered(struct small *small, struct test_random *random)
{
    struct tier tiers[TIERS];
    uint32_t count = 1 + test_random_below(random, TIERS);
    struct charge charge = {
        .kind = CHARGE_METER,
        .meter = test_random_below(random, METERS),
        .per = MICRO + random_amount(random),
        .included = test_random_below(random, 2) == 0 ? random_amount(random) : 0,
        .round_up = test_random_below(random, 3) == 0,
        .bands = count == 1                          ? BANDS_NONE
                 : test_random_below(random, 2) == 0 ? BANDS_GRADUATED
                                                     : BANDS_VOLUME,
    };
    quantity up_to = 0;

    for (uint32_t i = 0; i < count; i++) {
        up_to += random_amount(random);
        tiers[i] = (struct tier){ i + 1 < count ? up_to : NO_END, random_range(random) };
    }
    small_charge(small, "metered", charge, tiers, count);
}

static void add_percent(struct small *small, struct test_random *random)
{
    const uint32_t layers[] = { L_WORKHORSE, L_GATEWAY };
    struct charge charge = {
        .kind = CHARGE_PERCENT,
        .of = (enum percent_of)test_random_below(random, PERCENT_OF__COUNT),
        .rate = test_random_below(random, 1000) * (MICRO / 7),
        .of_layers = builder_refs(&small->builder, layers, 2),
    };

    small_charge(small, "percent", charge, NULL, 0);
}

static void add_random_plan(struct small *small, struct test_random *random, component_id component)
{
    struct plan plan = {
        .minimum = test_random_below(random, 3) == 0 ? random_price(random) : 0,
        .credit = test_random_below(random, 3) == 0 ? random_price(random) : 0,
        .scales = test_random_below(random, 8),
        .by_hand = test_random_below(random, 8) == 0,
    };

    small_plan(small, component, "plan", plan);
    for (uint32_t left = test_random_below(random, 5); left > 0; left--) {
        uint32_t kind = test_random_below(random, 4);

        if (kind == 0) {
            small_fixed(small, "fixed", random_range(random));
        } else if (kind == 1) {
            add_percent(small, random);
        } else {
            add_metered(small, random);
        }
    }
    if (test_random_below(random, 3) == 0) {
        small_limit(small, test_random_below(random, METERS), random_amount(random));
    }
}

static void add_random_discount(struct small *small, struct test_random *random)
{
    struct discount *discount = builder_add(&small->builder, discount);
    uint32_t kind = test_random_below(random, 3);

    discount->component = kind == 0 ? test_random_below(random, SMALL_COMPONENTS) : NONE;
    discount->layer = kind == 1 ? test_random_below(random, SMALL_LAYERS) : NONE;
    if (kind == 2) {
        discount->vendor = small_text(small, "Acme");
    }
    discount->percent = test_random_below(random, 100 * MICRO + 1);
}

static void random_catalog(struct fixture *fixture, struct test_random *random, struct small *small)
{
    small_begin(small, &fixture->arena);
    add_meters(small);
    for (component_id i = 0; i < SMALL_COMPONENTS; i++) {
        static const char *const names[] = { "", "Acme", "Initech" };
        uint32_t vendor = test_random_below(random, 3);

        small->builder.components.items[i].vendor = small_text(small, names[vendor]);
        for (uint32_t left = test_random_below(random, 4); left > 0; left--) {
            add_random_plan(small, random, i);
        }
    }
    for (uint32_t left = test_random_below(random, 6); left > 0; left--) {
        add_random_discount(small, random);
    }
    small_end(small);
}

/* ---- the oracle ---- */

/* Price x quantity of everything up to `x`, band by band. */
static wide worth(const struct small *small, const struct charge *charge, quantity x, int which)
{
    wide sum = 0;
    quantity below = 0;

    for (uint32_t i = 0; i < charge->tiers.count; i++) {
        const struct tier *tier = &small->catalog.tiers[charge->tiers.first + i];
        const money price[] = { tier->price.low, tier->price.likely, tier->price.high };
        quantity top = x < tier->up_to ? x : tier->up_to;

        if (top > below) {
            sum += (wide)price[which] * (top - below);
        }
        below = tier->up_to;
    }
    return sum;
}

/* Half away from zero, by doubling; nothing here is negative. */
static money to_cents(wide sum, wide per)
{
    wide unit = per * CENT;

    return (money)((2 * sum + unit) / (2 * unit)) * CENT;
}

static wide volume_price(const struct small *small, const struct charge *charge, quantity amount,
                         int which)
{
    uint32_t i = 0;

    while (small->catalog.tiers[charge->tiers.first + i].up_to < amount) {
        i++;
    }
    const struct price *price = &small->catalog.tiers[charge->tiers.first + i].price;
    const money prices[] = { price->low, price->likely, price->high };

    return prices[which];
}

static money metered_cost(const struct small *small, const struct bill_line *line, int which)
{
    const struct charge *charge = line->charge;
    quantity above = line->amount > charge->included ? line->amount - charge->included : 0;

    if (charge->round_up) {
        above = (above + charge->per - 1) / charge->per * charge->per;
    }
    assert_int_equal(line->billed, above);
    if (charge->bands == BANDS_GRADUATED) {
        return to_cents(worth(small, charge, charge->included + above, which)
                            - worth(small, charge, charge->included, which),
                        charge->per);
    }
    return to_cents(volume_price(small, charge, line->amount, which) * above, charge->per);
}

static money part(const struct price *price, int which)
{
    return which == 0 ? price->low : which == 1 ? price->likely : price->high;
}

static bool percent_applies(const struct small *small, const struct design *design,
                            const struct bill_line *payer, const struct bill_line *other)
{
    struct str mine =
        catalog_text(&small->catalog, small->catalog.components[payer->component].vendor);
    struct str its =
        catalog_text(&small->catalog, small->catalog.components[other->component].vendor);

    if (other->kind == LINE_CHARGE && other->charge->kind == CHARGE_PERCENT) {
        return false;
    }
    switch (payer->charge->of) {
    case PERCENT_OF_OWN: return other->component == payer->component && other->kind == LINE_CHARGE;
    case PERCENT_OF_LAYERS:
        return design_has(design, L_WORKHORSE, other->component)
               || design_has(design, L_GATEWAY, other->component);
    case PERCENT_OF_VENDOR: return mine.len > 0 && str_eq(mine, its);
    case PERCENT_OF__COUNT: break;
    }
    return false;
}

static money percent_cost(const struct small *small, const struct design *design,
                          const struct bill *bill, const struct bill_line *line, int which)
{
    wide base = 0;

    for (uint32_t i = 0; i < bill->line_count; i++) {
        if (percent_applies(small, design, line, &bill->lines[i])) {
            base += part(&bill->lines[i].cost, which);
        }
    }
    return to_cents(base * line->charge->rate, 100 * MICRO);
}

/* Lines of the same component around line `at`: sums of its charges, and of the metered ones. */
static void plan_sums(const struct bill *bill, uint32_t at, int which, money *ret_charges,
                      money *ret_metered, money *ret_credit)
{
    *ret_charges = *ret_metered = *ret_credit = 0;
    for (uint32_t i = 0; i < bill->line_count; i++) {
        const struct bill_line *line = &bill->lines[i];
        money cost = part(&line->cost, which);

        if (line->component != bill->lines[at].component) {
            continue;
        }
        if (line->kind == LINE_CREDIT) {
            *ret_credit += cost;
        }
        if (line->kind != LINE_CHARGE || line->charge->kind == CHARGE_PERCENT) {
            continue;
        }
        *ret_charges += cost;
        *ret_metered += line->charge->kind == CHARGE_METER ? cost : 0;
    }
}

/* What a plan comes to before its discount and percent lines. */
static money net_of(const struct bill *bill, uint32_t at, int which)
{
    money sum = 0;

    for (uint32_t i = 0; i < bill->line_count; i++) {
        const struct bill_line *line = &bill->lines[i];
        bool percent = line->kind == LINE_CHARGE && line->charge->kind == CHARGE_PERCENT;

        if (line->component == bill->lines[at].component && line->kind != LINE_DISCOUNT
            && !percent) {
            sum += part(&line->cost, which);
        }
    }
    return sum;
}

static money expected_cost(const struct small *small, const struct design *design,
                           const struct bill *bill, uint32_t at, int which)
{
    const struct bill_line *line = &bill->lines[at];
    const struct plan *plan = line->plan == NONE ? NULL : &small->catalog.plans[line->plan];
    money charges, metered, credit;

    plan_sums(bill, at, which, &charges, &metered, &credit);
    switch (line->kind) {
    case LINE_CHARGE:
        if (line->charge->kind == CHARGE_METER) {
            return metered_cost(small, line, which);
        }
        if (line->charge->kind == CHARGE_PERCENT) {
            return percent_cost(small, design, bill, line, which);
        }
        return line->charge->tiers.count == 0
                   ? 0
                   : to_cents(volume_price(small, line->charge, 0, which), 1);
    case LINE_CREDIT:
        credit = to_cents(plan->credit, 1);
        return -(credit < metered ? credit : metered);
    case LINE_MINIMUM:
        charges = to_cents(plan->minimum, 1) - charges - credit;
        return charges > 0 ? charges : 0;
    case LINE_DISCOUNT:
        return -to_cents((wide)net_of(bill, at, which) * line->discount->percent, 100 * MICRO);
    case LINE_NOTHING:
    case LINE_UNKNOWN: break;
    }
    return 0;
}

static void check_lines(const struct small *small, const struct design *design,
                        const struct bill *bill)
{
    wide sums[3] = { 0 };
    const money totals[] = { bill->total.low, bill->total.likely, bill->total.high };

    for (uint32_t i = 0; i < bill->line_count; i++) {
        const struct bill_line *line = &bill->lines[i];
        quantity parts = 0;

        for (int which = 0; which < 3; which++) {
            money cost = part(&line->cost, which);

            assert_int_equal(cost % CENT, 0);
            assert_int_equal(cost, expected_cost(small, design, bill, i, which));
            sums[which] += cost;
        }
        for (uint32_t k = 0; k < line->part_count; k++) {
            parts += line->parts[k].amount;
        }
        assert_true(line->part_count == 0 || parts == line->amount);
        assert_true(i == 0 || bill->lines[i - 1].layer <= line->layer);
    }
    for (int which = 0; which < 3; which++) {
        assert_true(sums[which] == totals[which]);
    }
    assert_true(bill->total.low <= bill->total.likely && bill->total.likely <= bill->total.high);
}

static void random_workload(struct design *design, struct test_random *random,
                            struct figure_value values[3])
{
    values[0] = (struct figure_value){ F_QUERIES, random_amount(random) };
    values[1] = (struct figure_value){ F_TOKENS, 1 + test_random_below(random, 2000000000) };
    values[2] = (struct figure_value){ F_SHARE, test_random_below(random, 101) * MICRO };
    design->figures = values;
    design->figure_count = 3;
}

static void test_lines_add_up(void **state)
{
    struct fixture *fixture = *state;
    struct test_random random = { 6 };

    for (int round = 0; round < ROUNDS; round++) {
        struct figure_value values[3];
        struct diag_list diags;
        struct design design;
        struct small small;
        struct bill bill;

        arena_reset(&fixture->arena);
        diag_init(&diags, &fixture->arena);
        random_catalog(fixture, &random, &small);
        design = random_design(&small, &random);
        random_workload(&design, &random, values);
        assert_true(bill_make(&small.catalog, &design, &fixture->arena, &bill, &diags));
        check_lines(&small, &design, &bill);
    }
}

/* Cost of each line of a bill does not depend on what stands where within a layer. */
static void test_order_within_a_layer(void **state)
{
    struct fixture *fixture = *state;
    struct test_random random = { 7 };

    for (int round = 0; round < ROUNDS; round++) {
        struct figure_value values[3];
        struct diag_list diags;
        struct design design, turned;
        struct choice *choices;
        struct small small;
        struct bill bill, other;

        arena_reset(&fixture->arena);
        diag_init(&diags, &fixture->arena);
        random_catalog(fixture, &random, &small);
        design = random_design(&small, &random);
        random_workload(&design, &random, values);
        turned = design;
        choices = arena_new_array(&fixture->arena, struct choice, design.choice_count);
        for (uint32_t i = 0; i < design.choice_count; i++) {
            const struct choice *first;
            uint32_t count = design_layer(&design, design.choices[i].layer, &first);

            choices[i] = first[count - 1 - (uint32_t)(&design.choices[i] - first)];
        }
        turned.choices = choices;
        assert_true(bill_make(&small.catalog, &design, &fixture->arena, &bill, &diags));
        assert_true(bill_make(&small.catalog, &turned, &fixture->arena, &other, &diags));
        assert_int_equal(bill.total.low, other.total.low);
        assert_int_equal(bill.total.likely, other.total.likely);
        assert_int_equal(bill.total.high, other.total.high);
        assert_int_equal(bill.floor, other.floor);
        assert_int_equal(bill.line_count, other.line_count);
    }
}

/* With all usage at nothing the bill is its own floor. */
static void test_floor_is_the_bill_at_rest(void **state)
{
    struct fixture *fixture = *state;
    struct test_random random = { 8 };

    for (int round = 0; round < ROUNDS; round++) {
        struct figure_value values[3];
        struct diag_list diags;
        struct design design;
        struct small small;
        struct bill bill;

        arena_reset(&fixture->arena);
        diag_init(&diags, &fixture->arena);
        random_catalog(fixture, &random, &small);
        design = random_design(&small, &random);
        random_workload(&design, &random, values);
        values[0].value = 0;
        assert_true(bill_make(&small.catalog, &design, &fixture->arena, &bill, &diags));
        assert_int_equal(bill.floor, bill.total.likely);
    }
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        FIXTURE_TEST(test_lines_add_up),
        FIXTURE_TEST(test_order_within_a_layer),
        FIXTURE_TEST(test_floor_is_the_bill_at_rest),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
