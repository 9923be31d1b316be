#include "strata/analysis/bill.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "support/memory.h"
#include "support/small_prices.h"
#include "support/str.h"

#define CENTS(n) ((int64_t)(n) * (MICRO / 100))
#define MILLION DOLLARS(1000000)

enum { M_TOKENS, M_REQUESTS };

struct fixture {
    struct test_memory memory;
    struct arena arena;
    struct small small;
    struct diag_list diags;
    struct figure_value figures[SMALL_FIGURES];
};

/* Tokens: answers by the workhorse (queries x tokens) and judgements by the cheap model
 * (queries). Requests: the queries, whoever asks. */
static int setup(void **state)
{
    static struct fixture fixture;
    static const struct small_term tokens[] = {
        { "answers", L_WORKHORSE, { F_QUERIES, F_TOKENS, NONE } },
        { "judgements", L_CHEAP, { F_QUERIES, NONE } },
    };
    static const struct small_term requests[] = { { "requests", NONE, { F_QUERIES, NONE } } };

    test_memory_init(&fixture.memory);
    arena_init(&fixture.arena, &fixture.memory.memory);
    diag_init(&fixture.diags, &fixture.arena);
    small_begin(&fixture.small, &fixture.arena);
    assert_int_equal(small_meter(&fixture.small, "tokens", tokens, 2), M_TOKENS);
    assert_int_equal(small_meter(&fixture.small, "requests", requests, 1), M_REQUESTS);
    *state = &fixture;
    return 0;
}

static int teardown(void **state)
{
    struct fixture *fixture = *state;

    arena_release(&fixture->arena);
    test_memory_check(&fixture->memory);
    return 0;
}

static struct bill bill_of(struct fixture *fixture, const struct design *design)
{
    struct bill bill;

    assert_true(
        bill_make(&fixture->small.catalog, design, &fixture->arena, &bill, &fixture->diags));
    assert_false(diag_failed(&fixture->diags));
    return bill;
}

static struct design one_choice(struct fixture *fixture, layer_id layer, component_id component)
{
    const struct choice choice = small_chosen(layer, component);

    return small_design(&fixture->small, STARTUP, &choice, 1);
}

/* The bill of Portkey alone, at so many queries. */
static struct bill portkey_bill(struct fixture *fixture, quantity queries)
{
    struct design design = one_choice(fixture, L_GATEWAY, PORTKEY);

    fixture->figures[0] = (struct figure_value){ F_QUERIES, queries };
    design.figures = fixture->figures;
    design.figure_count = 1;
    return bill_of(fixture, &design);
}

static void assert_price(struct price actual, money low, money likely, money high)
{
    assert_int_equal(actual.low, low);
    assert_int_equal(actual.likely, likely);
    assert_int_equal(actual.high, high);
}

static void assert_likely(struct fixture *fixture, quantity queries, money likely)
{
    assert_int_equal(portkey_bill(fixture, queries).total.likely, likely);
}

/* ---- quantities ---- */

static void test_product_of_figures(void **state)
{
    struct fixture *fixture = *state;
    struct design design = one_choice(fixture, L_WORKHORSE, SONNET);
    struct bill bill;

    small_plan(&fixture->small, SONNET, "list", (struct plan){ 0 });
    small_metered(&fixture->small, "input", M_TOKENS, MILLION, DOLLARS(3));
    small_end(&fixture->small);
    bill = bill_of(fixture, &design);
    /* 1,000 x 500 answers, and 1,000 judgements as the cheap layer is empty. */
    assert_int_equal(bill.line_count, 1);
    assert_int_equal(bill.lines[0].amount, DOLLARS(501000));
    assert_int_equal(bill.lines[0].billed, DOLLARS(501000));
    assert_price(bill.total, CENTS(150), CENTS(150), CENTS(150));
    assert_price(bill.lines[0].unit, DOLLARS(3), DOLLARS(3), DOLLARS(3));
    assert_int_equal(bill.lines[0].part_count, 2);
    assert_str(bill.lines[0].parts[0].label, "answers");
    assert_int_equal(bill.lines[0].parts[0].amount, DOLLARS(500000));
    assert_str(bill.lines[0].parts[1].label, "judgements");
    assert_int_equal(bill.lines[0].parts[1].amount, DOLLARS(1000));
    assert_int_equal(bill.lines[0].reason, PLAN_ONLY);
}

struct share_case {
    quantity shares[3];
    quantity amounts[3];
};

static void test_shares_of_a_layer(void **state)
{
    struct fixture *fixture = *state;
    static const struct share_case cases[] = {
        { { 0, 0, 0 }, { 166666666667, 166666666667, 166666666667 } },
        { { DOLLARS(30), 0, 0 }, { DOLLARS(150000), DOLLARS(175000), DOLLARS(175000) } },
        { { DOLLARS(60), DOLLARS(40), 0 }, { DOLLARS(300000), DOLLARS(200000), 0 } },
        { { DOLLARS(80), DOLLARS(80), 0 }, { DOLLARS(400000), DOLLARS(400000), 0 } },
        { { DOLLARS(10), DOLLARS(10), DOLLARS(10) },
          { DOLLARS(50000), DOLLARS(50000), DOLLARS(50000) } },
    };
    static const component_id models[] = { SONNET, GPT_MINI, BEDROCK_CLAUDE };

    for (int i = 0; i < 3; i++) {
        small_plan(&fixture->small, models[i], "list", (struct plan){ 0 });
        small_metered(&fixture->small, "input", M_TOKENS, MILLION, DOLLARS(1));
        small_fixed(&fixture->small, "base", FLAT(0));
    }
    small_plan(&fixture->small, HAIKU, "list", (struct plan){ 0 });
    small_end(&fixture->small);
    for (uint32_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        const struct choice choices[] = {
            { L_WORKHORSE, SONNET, NONE, cases[i].shares[0] },
            { L_WORKHORSE, GPT_MINI, NONE, cases[i].shares[1] },
            { L_WORKHORSE, BEDROCK_CLAUDE, NONE, cases[i].shares[2] },
            { L_CHEAP, HAIKU, NONE, 0 },
        };
        struct design design = small_design(&fixture->small, STARTUP, choices, 4);
        struct bill bill = bill_of(fixture, &design);

        for (uint32_t k = 0, line = 0; k < 3; k++) {
            quantity amount = 0;

            for (line = 0; line < bill.line_count; line++) {
                if (bill.lines[line].component == models[k]
                    && bill.lines[line].charge->kind == CHARGE_METER) {
                    amount = bill.lines[line].amount;
                }
            }
            assert_int_equal(amount, cases[i].amounts[k]);
        }
    }
}

static void test_billed_once_in_two_layers(void **state)
{
    struct fixture *fixture = *state;
    const struct choice choices[] = {
        small_chosen(L_WORKHORSE, HAIKU),
        small_chosen(L_CHEAP, HAIKU),
    };
    struct design design;
    struct bill bill;
    money likely;

    small_plan(&fixture->small, HAIKU, "list", (struct plan){ 0 });
    small_fixed(&fixture->small, "base", FLAT(DOLLARS(7)));
    small_metered(&fixture->small, "input", M_TOKENS, MICRO, 10);
    small_end(&fixture->small);
    design = small_design(&fixture->small, STARTUP, choices, 2);
    bill = bill_of(fixture, &design);
    assert_int_equal(bill.line_count, 2);
    assert_int_equal(bill.lines[0].layer, L_WORKHORSE);
    assert_int_equal(bill.lines[1].amount, DOLLARS(501000));
    assert_true(bill_of_component(&bill, HAIKU, &likely));
    assert_int_equal(likely, DOLLARS(7) + CENTS(501));
    assert_false(bill_of_component(&bill, SONNET, &likely));
}

/* ---- charges ---- */

static void test_included(void **state)
{
    struct fixture *fixture = *state;
    const struct tier tier = { NO_END, FLAT(DOLLARS(2)) };

    small_plan(&fixture->small, PORTKEY, "pro", (struct plan){ 0 });
    small_charge(
        &fixture->small, "logs",
        (struct charge){
            .kind = CHARGE_METER, .meter = M_REQUESTS, .per = MICRO, .included = DOLLARS(100) },
        &tier, 1);
    small_end(&fixture->small);
    assert_likely(fixture, DOLLARS(99), 0);
    assert_likely(fixture, DOLLARS(100), 0);
    assert_likely(fixture, DOLLARS(101), DOLLARS(2));
    assert_int_equal(portkey_bill(fixture, DOLLARS(130)).lines[0].amount, DOLLARS(130));
    assert_int_equal(portkey_bill(fixture, DOLLARS(130)).lines[0].billed, DOLLARS(30));
}

static void test_whole_blocks(void **state)
{
    struct fixture *fixture = *state;
    const struct tier tier = { NO_END, FLAT(DOLLARS(9)) };

    small_plan(&fixture->small, PORTKEY, "pro", (struct plan){ 0 });
    small_charge(&fixture->small, "logs",
                 (struct charge){ .kind = CHARGE_METER,
                                  .meter = M_REQUESTS,
                                  .per = DOLLARS(100000),
                                  .included = DOLLARS(100000),
                                  .round_up = true },
                 &tier, 1);
    small_end(&fixture->small);
    assert_likely(fixture, DOLLARS(100000), 0);
    assert_likely(fixture, DOLLARS(100000) + 1, DOLLARS(9));
    assert_likely(fixture, DOLLARS(200000), DOLLARS(9));
    assert_likely(fixture, DOLLARS(434000), DOLLARS(36));
}

static void test_graduated_bands(void **state)
{
    struct fixture *fixture = *state;
    const struct tier tiers[] = {
        { DOLLARS(1000), FLAT(DOLLARS(8)) },
        { DOLLARS(5000), FLAT(DOLLARS(7)) },
        { NO_END, FLAT(DOLLARS(6)) },
    };
    struct bill bill;

    small_plan(&fixture->small, PORTKEY, "pro", (struct plan){ 0 });
    small_charge(&fixture->small, "units",
                 (struct charge){ .kind = CHARGE_METER,
                                  .meter = M_REQUESTS,
                                  .per = DOLLARS(100),
                                  .included = DOLLARS(100),
                                  .bands = BANDS_GRADUATED },
                 tiers, 3);
    small_end(&fixture->small);
    assert_likely(fixture, DOLLARS(100), 0);
    assert_likely(fixture, DOLLARS(1000), DOLLARS(72));
    assert_likely(fixture, DOLLARS(1100), DOLLARS(79));
    assert_likely(fixture, DOLLARS(5000), DOLLARS(72 + 280));
    assert_likely(fixture, DOLLARS(5100), DOLLARS(72 + 280 + 6));
    bill = portkey_bill(fixture, DOLLARS(900));
    assert_price(bill.lines[0].unit, DOLLARS(8), DOLLARS(8), DOLLARS(8));
    bill = portkey_bill(fixture, DOLLARS(1001));
    assert_price(bill.lines[0].unit, 0, 0, 0);
}

static void test_volume_bands(void **state)
{
    struct fixture *fixture = *state;
    const struct tier tiers[] = {
        { DOLLARS(1000), FLAT(DOLLARS(8)) },
        { NO_END, FLAT(DOLLARS(5)) },
    };

    small_plan(&fixture->small, PORTKEY, "pro", (struct plan){ 0 });
    small_charge(
        &fixture->small, "units",
        (struct charge){
            .kind = CHARGE_METER, .meter = M_REQUESTS, .per = DOLLARS(100), .bands = BANDS_VOLUME },
        tiers, 2);
    small_end(&fixture->small);
    assert_likely(fixture, DOLLARS(1000), DOLLARS(80));
    assert_likely(fixture, DOLLARS(1100), DOLLARS(55));
}

static void test_each_line_is_rounded_once(void **state)
{
    struct fixture *fixture = *state;
    const struct tier tiers[] = {
        { DOLLARS(1), FLAT(4999) },
        { NO_END, FLAT(1) },
    };

    /* Half a cent in two bands: rounding either by itself would lose it. */
    small_plan(&fixture->small, PORTKEY, "pro", (struct plan){ 0 });
    small_charge(
        &fixture->small, "units",
        (struct charge){
            .kind = CHARGE_METER, .meter = M_REQUESTS, .per = MICRO, .bands = BANDS_GRADUATED },
        tiers, 2);
    small_end(&fixture->small);
    assert_likely(fixture, DOLLARS(1), 0);
    assert_likely(fixture, DOLLARS(2) - 1, 0);
    assert_likely(fixture, DOLLARS(2), CENTS(1));
}

static void test_minimum(void **state)
{
    struct fixture *fixture = *state;
    struct bill bill;

    small_plan(&fixture->small, PORTKEY, "pro", (struct plan){ .minimum = DOLLARS(50) });
    small_metered(&fixture->small, "logs", M_REQUESTS, MICRO, DOLLARS(1));
    small_end(&fixture->small);
    bill = portkey_bill(fixture, DOLLARS(49));
    assert_int_equal(bill.line_count, 2);
    assert_int_equal(bill.lines[1].kind, LINE_MINIMUM);
    assert_int_equal(bill.lines[1].cost.likely, DOLLARS(1));
    assert_int_equal(bill.total.likely, DOLLARS(50));
    assert_int_equal(portkey_bill(fixture, DOLLARS(50)).line_count, 1);
    assert_likely(fixture, DOLLARS(51), DOLLARS(51));
    assert_likely(fixture, 0, DOLLARS(50));
}

static void test_credit(void **state)
{
    struct fixture *fixture = *state;
    struct bill bill;

    small_plan(&fixture->small, PORTKEY, "pro", (struct plan){ .credit = DOLLARS(20) });
    small_fixed(&fixture->small, "base", FLAT(DOLLARS(5)));
    small_metered(&fixture->small, "logs", M_REQUESTS, MICRO, DOLLARS(1));
    small_end(&fixture->small);
    /* It takes nothing off the base fee. */
    assert_likely(fixture, 0, DOLLARS(5));
    assert_likely(fixture, DOLLARS(19), DOLLARS(5));
    assert_likely(fixture, DOLLARS(20), DOLLARS(5));
    assert_likely(fixture, DOLLARS(21), DOLLARS(6));
    bill = portkey_bill(fixture, DOLLARS(7));
    assert_int_equal(bill.line_count, 3);
    assert_int_equal(bill.lines[2].kind, LINE_CREDIT);
    assert_int_equal(bill.lines[2].cost.likely, -DOLLARS(7));
}

static struct discount *add_discount(struct fixture *fixture, quantity percent)
{
    struct discount *discount = builder_add(&fixture->small.builder, discount);

    *discount = (struct discount){ .label = small_text(&fixture->small, "discount"),
                                   .component = NONE,
                                   .layer = NONE,
                                   .percent = percent };
    return discount;
}

/* Of what is to pay after credit and minimum, to the cent, as a line of its own. */
static void test_discount(void **state)
{
    struct fixture *fixture = *state;
    struct bill bill;

    small_plan(&fixture->small, PORTKEY, "pro",
               (struct plan){ .minimum = DOLLARS(50), .credit = DOLLARS(20) });
    small_metered(&fixture->small, "logs", M_REQUESTS, MICRO, DOLLARS(1));
    add_discount(fixture, 20 * MICRO)->component = PORTKEY;
    small_end(&fixture->small);
    bill = portkey_bill(fixture, DOLLARS(30));
    assert_int_equal(bill.line_count, 4);
    assert_int_equal(bill.lines[3].kind, LINE_DISCOUNT);
    assert_int_equal(bill.lines[3].billed, DOLLARS(50));
    assert_int_equal(bill.lines[3].cost.likely, -DOLLARS(10));
    assert_int_equal(bill.total.likely, DOLLARS(40));
    assert_int_equal(bill.floor, DOLLARS(40));
    assert_likely(fixture, DOLLARS(120), DOLLARS(80));
}

/* A component's own discount goes before its layer's, this before its vendor's, and the last of
 * equals before the others. */
static void test_closest_discount(void **state)
{
    struct fixture *fixture = *state;
    struct text vendor = small_text(&fixture->small, "Acme");

    small_plan(&fixture->small, PORTKEY, "pro", (struct plan){ 0 });
    small_fixed(&fixture->small, "base", FLAT(DOLLARS(100)));
    fixture->small.builder.components.items[PORTKEY].vendor = vendor;
    add_discount(fixture, 1 * MICRO)->component = PINECONE;
    add_discount(fixture, 2 * MICRO)->layer = L_VECTORS;
    add_discount(fixture, 3 * MICRO)->vendor = small_text(&fixture->small, "Other");
    small_end(&fixture->small);
    assert_likely(fixture, 0, DOLLARS(100));
    add_discount(fixture, 50 * MICRO)->vendor = vendor;
    small_end(&fixture->small);
    assert_likely(fixture, 0, DOLLARS(50));
    add_discount(fixture, 30 * MICRO)->layer = L_GATEWAY;
    small_end(&fixture->small);
    assert_likely(fixture, 0, DOLLARS(70));
    add_discount(fixture, 10 * MICRO)->component = PORTKEY;
    add_discount(fixture, 100 * MICRO)->component = PORTKEY;
    small_end(&fixture->small);
    assert_likely(fixture, 0, 0);
    add_discount(fixture, 0)->component = PORTKEY;
    small_end(&fixture->small);
    assert_likely(fixture, 0, DOLLARS(100));
}

/* Percent lines of what a vendor or a layer gets come from what is paid. */
static void test_percent_of_discounted(void **state)
{
    struct fixture *fixture = *state;
    const quantity rate = 10 * MICRO;

    small_plan(&fixture->small, PORTKEY, "pro", (struct plan){ 0 });
    small_fixed(&fixture->small, "base", FLAT(DOLLARS(100)));
    fixture->small.builder.components.items[PORTKEY].vendor = small_text(&fixture->small, "Acme");
    small_charge(&fixture->small, "support",
                 (struct charge){ .kind = CHARGE_PERCENT, .of = PERCENT_OF_VENDOR, .rate = rate },
                 NULL, 0);
    add_discount(fixture, 20 * MICRO)->component = PORTKEY;
    small_end(&fixture->small);
    assert_likely(fixture, 0, DOLLARS(88));
}

static void test_ranges(void **state)
{
    struct fixture *fixture = *state;
    struct bill bill;

    small_plan(&fixture->small, PORTKEY, "contract",
               (struct plan){ .minimum = DOLLARS(10), .confidence = CONFIDENCE_ESTIMATE });
    small_fixed(&fixture->small, "contract",
                (struct price){ DOLLARS(4), DOLLARS(10), DOLLARS(20) });
    small_end(&fixture->small);
    bill = portkey_bill(fixture, 0);
    assert_price(bill.total, DOLLARS(10), DOLLARS(10), DOLLARS(20));
    assert_int_equal(bill.line_count, 2);
    assert_price(bill.lines[1].cost, DOLLARS(6), 0, 0);
    assert_true(bill.lines[0].estimate);
}

/* ---- plans ---- */

static void add_free_and_pro(struct fixture *fixture)
{
    small_plan(&fixture->small, PORTKEY, "free", (struct plan){ 0 });
    small_limit(&fixture->small, M_REQUESTS, DOLLARS(10000));
    small_plan(&fixture->small, PORTKEY, "pro", (struct plan){ 0 });
    small_fixed(&fixture->small, "base fee", FLAT(DOLLARS(49)));
    small_limit(&fixture->small, M_REQUESTS, DOLLARS(20000));
}

static void test_cheapest_plan_that_covers(void **state)
{
    struct fixture *fixture = *state;
    struct bill bill;

    add_free_and_pro(fixture);
    small_end(&fixture->small);
    bill = portkey_bill(fixture, DOLLARS(10000));
    assert_int_equal(bill.line_count, 1);
    assert_str(bill.lines[0].label, "free");
    assert_int_equal(bill.lines[0].kind, LINE_CHARGE);
    assert_int_equal(bill.lines[0].reason, PLAN_CHEAPEST);
    assert_int_equal(bill.total.likely, 0);
    bill = portkey_bill(fixture, DOLLARS(10000) + 1);
    assert_str(bill.lines[0].label, "base fee");
    assert_int_equal(bill.lines[0].reason, PLAN_ONLY);
    bill = portkey_bill(fixture, DOLLARS(20001));
    assert_int_equal(bill.lines[0].kind, LINE_UNKNOWN);
    assert_str(bill.lines[0].label, "no plan covers 20,001 requests");
    assert_int_equal(bill.unpriced, 1);
}

static void test_first_of_equal_plans(void **state)
{
    struct fixture *fixture = *state;
    plan_id first = small_plan(&fixture->small, PORTKEY, "a", (struct plan){ 0 });

    small_fixed(&fixture->small, "a", FLAT(DOLLARS(5)));
    small_plan(&fixture->small, PORTKEY, "b", (struct plan){ 0 });
    small_fixed(&fixture->small, "b", FLAT(DOLLARS(5)));
    small_end(&fixture->small);
    assert_int_equal(portkey_bill(fixture, 0).lines[0].plan, first);
}

static void test_plans_by_scale_and_by_hand(void **state)
{
    struct fixture *fixture = *state;
    plan_id solo =
        small_plan(&fixture->small, PORTKEY, "solo", (struct plan){ .scales = 1 << SOLO });
    plan_id batch, team, hand;
    struct design design;

    small_fixed(&fixture->small, "solo", FLAT(DOLLARS(1)));
    batch = small_plan(&fixture->small, PORTKEY, "batch", (struct plan){ .by_hand = true });
    small_fixed(&fixture->small, "batch", FLAT(DOLLARS(2)));
    team = small_plan(&fixture->small, PORTKEY, "team", (struct plan){ .scales = 1 << STARTUP });
    small_fixed(&fixture->small, "team", FLAT(DOLLARS(3)));
    hand = small_plan(&fixture->small, PINECONE, "hand", (struct plan){ .by_hand = true });
    small_end(&fixture->small);

    design = one_choice(fixture, L_GATEWAY, PORTKEY);
    assert_int_equal(bill_of(fixture, &design).lines[0].plan, team);
    design.scale = ENTERPRISE; /* what is aimed at sells nothing */
    assert_int_equal(bill_of(fixture, &design).lines[0].plan, team);
    design.like = SOLO;
    assert_int_equal(bill_of(fixture, &design).lines[0].plan, solo);
    /* Nothing is sold to an enterprise: then whatever there is. */
    design.like = ENTERPRISE;
    assert_int_equal(bill_of(fixture, &design).lines[0].plan, solo);
    assert_int_equal(bill_of(fixture, &design).lines[0].reason, PLAN_CHEAPEST);
    design.choices = &(const struct choice){ L_GATEWAY, PORTKEY, batch, 0 };
    assert_int_equal(bill_of(fixture, &design).lines[0].plan, batch);
    assert_int_equal(bill_of(fixture, &design).lines[0].reason, PLAN_NAMED);
    /* A plan of something else is no plan of this. */
    design.choices = &(const struct choice){ L_GATEWAY, PORTKEY, hand, 0 };
    assert_int_equal(bill_of(fixture, &design).lines[0].plan, solo);
    design = one_choice(fixture, L_VECTORS, PINECONE);
    assert_int_equal(bill_of(fixture, &design).lines[0].kind, LINE_UNKNOWN);
}

static void test_plan_named_in_the_second_layer(void **state)
{
    struct fixture *fixture = *state;
    plan_id hand;
    struct design design;

    small_plan(&fixture->small, HAIKU, "list", (struct plan){ 0 });
    hand = small_plan(&fixture->small, HAIKU, "batch", (struct plan){ .by_hand = true });
    small_end(&fixture->small);
    const struct choice choices[] = {
        { L_WORKHORSE, HAIKU, NONE, 0 },
        { L_CHEAP, HAIKU, hand, 0 },
    };

    design = small_design(&fixture->small, STARTUP, choices, 2);
    assert_int_equal(bill_of(fixture, &design).lines[0].plan, hand);
}

static void test_nothing_and_unknown(void **state)
{
    struct fixture *fixture = *state;
    const struct choice choices[] = {
        small_chosen(L_GATEWAY, PORTKEY),
        small_chosen(L_FRAMEWORK, NEXTJS),
    };
    struct component *nextjs = &fixture->small.builder.components.items[NEXTJS];
    struct design design;
    struct bill bill;
    money likely = 1;

    nextjs->pricing = PRICING_NOTHING;
    nextjs->pricing_note = small_text(&fixture->small, "free software");
    small_end(&fixture->small);
    design = small_design(&fixture->small, STARTUP, choices, 2);
    bill = bill_of(fixture, &design);
    assert_int_equal(bill.lines[0].kind, LINE_UNKNOWN);
    assert_int_equal(bill.lines[1].kind, LINE_NOTHING);
    assert_str(bill.lines[1].label, "free software");
    assert_int_equal(bill.unpriced, 1);
    assert_false(bill_of_component(&bill, PORTKEY, &likely));
    assert_true(bill_of_component(&bill, NEXTJS, &likely));
    assert_int_equal(likely, 0);
}

/* ---- percent ---- */

static void test_percent_lines(void **state)
{
    struct fixture *fixture = *state;
    const struct choice choices[] = {
        small_chosen(L_WORKHORSE, BEDROCK_CLAUDE),
        small_chosen(L_GATEWAY, PORTKEY),
        small_chosen(L_VECTORS, OPENSEARCH),
    };
    struct component *components = fixture->small.builder.components.items;
    struct text aws = small_text(&fixture->small, "AWS");
    const uint32_t models[] = { L_WORKHORSE };
    struct design design;
    struct bill bill;

    components[BEDROCK_CLAUDE].vendor = components[OPENSEARCH].vendor = aws;
    small_plan(&fixture->small, BEDROCK_CLAUDE, "list", (struct plan){ .minimum = DOLLARS(100) });
    small_fixed(&fixture->small, "tokens",
                (struct price){ DOLLARS(50), DOLLARS(200), DOLLARS(300) });
    small_charge(
        &fixture->small, "tax",
        (struct charge){ .kind = CHARGE_PERCENT, .of = PERCENT_OF_OWN, .rate = DOLLARS(10) }, NULL,
        0);
    small_plan(&fixture->small, PORTKEY, "list", (struct plan){ 0 });
    small_charge(&fixture->small, "fee",
                 (struct charge){ .kind = CHARGE_PERCENT,
                                  .of = PERCENT_OF_LAYERS,
                                  .rate = 5500000,
                                  .of_layers = builder_refs(&fixture->small.builder, models, 1) },
                 NULL, 0);
    small_plan(&fixture->small, OPENSEARCH, "list", (struct plan){ 0 });
    small_charge(&fixture->small, "support",
                 (struct charge){ .kind = CHARGE_PERCENT,
                                  .of = PERCENT_OF_VENDOR,
                                  .rate = DOLLARS(8),
                                  .forgotten = true },
                 NULL, 0);
    small_fixed(&fixture->small, "nodes", FLAT(DOLLARS(1000)));
    small_end(&fixture->small);
    design = small_design(&fixture->small, ENTERPRISE, choices, 3);
    bill = bill_of(fixture, &design);

    assert_int_equal(bill.line_count, 6);
    assert_str(bill.lines[1].label, "minimum of the plan");
    assert_price(bill.lines[1].cost, DOLLARS(50), 0, 0);
    assert_str(bill.lines[2].label, "tax");
    assert_price(bill.lines[2].cost, DOLLARS(5), DOLLARS(20), DOLLARS(30));
    assert_str(bill.lines[3].label, "fee");
    assert_price(bill.lines[3].cost, CENTS(550), DOLLARS(11), CENTS(1650));
    assert_int_equal(bill.lines[3].billed, DOLLARS(200));
    assert_str(bill.lines[4].label, "nodes");
    assert_str(bill.lines[5].label, "support");
    assert_price(bill.lines[5].cost, DOLLARS(88), DOLLARS(96), DOLLARS(104));
    assert_true(bill.lines[5].forgotten);
}

/* 10 % of what is pinned, which is the figure's part of $200: nothing, a quarter, all of it. */
static void test_percent_of_a_share(void **state)
{
    static const struct {
        int64_t percent;
        money cost;
    } cases[] = { { 0, 0 }, { DOLLARS(25), DOLLARS(5) }, { DOLLARS(100), DOLLARS(20) } };
    struct fixture *fixture = *state;
    const struct choice choices[] = { small_chosen(L_GATEWAY, PORTKEY) };
    const uint32_t share[] = { F_SHARE };

    small_plan(&fixture->small, PORTKEY, "list", (struct plan){ 0 });
    small_fixed(&fixture->small, "tokens", FLAT(DOLLARS(200)));
    small_charge(&fixture->small, "pinned",
                 (struct charge){ .kind = CHARGE_PERCENT,
                                  .of = PERCENT_OF_OWN,
                                  .rate = DOLLARS(10),
                                  .share = builder_refs(&fixture->small.builder, share, 1) },
                 NULL, 0);
    small_end(&fixture->small);
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        struct figure_value figure = { F_SHARE, cases[i].percent };
        struct design design = small_design(&fixture->small, ENTERPRISE, choices, 1);
        struct bill bill;

        design.figures = &figure;
        design.figure_count = 1;
        bill = bill_of(fixture, &design);
        assert_int_equal(bill.line_count, cases[i].cost == 0 ? 1 : 2);
        assert_int_equal(bill.total.likely, DOLLARS(200) + cases[i].cost);
        if (cases[i].cost != 0) {
            assert_int_equal(bill.lines[1].rate, cases[i].percent / 10);
        }
    }
}

/* ---- floor ---- */

static void test_floor(void **state)
{
    struct fixture *fixture = *state;
    struct bill bill;

    add_free_and_pro(fixture);
    small_metered(&fixture->small, "logs", M_REQUESTS, MICRO, DOLLARS(1));
    small_charge(
        &fixture->small, "support",
        (struct charge){ .kind = CHARGE_PERCENT, .of = PERCENT_OF_OWN, .rate = DOLLARS(10) }, NULL,
        0);
    small_end(&fixture->small);
    /* Without queries the free plan would do, but the one that is paid for stays. */
    bill = portkey_bill(fixture, DOLLARS(15000));
    assert_int_equal(bill.total.likely, DOLLARS(15049) + CENTS(150490));
    assert_int_equal(bill.floor, DOLLARS(49) + CENTS(490));
}

/* ---- the ends of the range ---- */

static void test_overflow_is_an_error(void **state)
{
    struct fixture *fixture = *state;
    struct design design;
    struct bill bill = { .line_count = 4242 };
    struct figure_value figures[] = { { F_QUERIES, INT64_MAX }, { F_TOKENS, DOLLARS(2) } };

    small_plan(&fixture->small, PORTKEY, "list", (struct plan){ 0 });
    small_metered(&fixture->small, "logs", M_REQUESTS, MICRO, DOLLARS(2));
    small_end(&fixture->small);
    design = one_choice(fixture, L_GATEWAY, PORTKEY);
    design.figures = figures;
    design.figure_count = 2;
    assert_false(
        bill_make(&fixture->small.catalog, &design, &fixture->arena, &bill, &fixture->diags));
    assert_str(fixture->diags.list.items[0].text, "total is more than can be counted");
    figures[0].value = INT64_MAX / 4;
    assert_true(
        bill_make(&fixture->small.catalog, &design, &fixture->arena, &bill, &fixture->diags));
    figures[0].value = INT64_MAX - 1;
    figures[1].value = 1;
    assert_false(
        bill_make(&fixture->small.catalog, &design, &fixture->arena, &bill, &fixture->diags));
    assert_str(fixture->diags.list.items[1].text,
               "the cost of Portkey is more than can be counted");
}

static void test_overflow_of_a_quantity(void **state)
{
    struct fixture *fixture = *state;
    const struct choice choices[] = {
        small_chosen(L_WORKHORSE, HAIKU),
        small_chosen(L_CHEAP, HAIKU),
    };
    const struct figure_value figure = { F_QUERIES, INT64_MAX / 500 };
    struct design design;
    struct bill bill;

    small_plan(&fixture->small, HAIKU, "list", (struct plan){ 0 });
    small_metered(&fixture->small, "input", M_TOKENS, MILLION, DOLLARS(1));
    small_end(&fixture->small);
    design = small_design(&fixture->small, STARTUP, choices, 2);
    design.figures = &figure;
    design.figure_count = 1;
    assert_false(
        bill_make(&fixture->small.catalog, &design, &fixture->arena, &bill, &fixture->diags));
    assert_str(fixture->diags.list.items[0].text,
               "the workload asks for more tokens than can be counted");
}

/* A credit, a minimum and a percentage may each be what is too much. */
static void test_overflow_within_a_plan(void **state)
{
    struct fixture *fixture = *state;
    const struct plan plans[] = {
        { .minimum = INT64_MAX },
        { .credit = INT64_MAX },
        { .minimum = 0 },
    };

    for (uint32_t i = 0; i < 3; i++) {
        struct design design;
        struct bill bill;

        small_begin(&fixture->small, &fixture->arena);
        small_plan(&fixture->small, PORTKEY, "list", plans[i]);
        small_fixed(&fixture->small, "base", FLAT(DOLLARS(1000000)));
        if (i == 2) {
            small_charge(&fixture->small, "fee",
                         (struct charge){ .kind = CHARGE_PERCENT, .rate = INT64_MAX }, NULL, 0);
        }
        small_end(&fixture->small);
        design = one_choice(fixture, L_GATEWAY, PORTKEY);
        assert_false(
            bill_make(&fixture->small.catalog, &design, &fixture->arena, &bill, &fixture->diags));
        assert_str(fixture->diags.list.items[i].text,
                   "the cost of Portkey is more than can be counted");
    }
}

static void test_overflow_of_the_total(void **state)
{
    struct fixture *fixture = *state;
    const struct choice choices[] = {
        small_chosen(L_GATEWAY, PORTKEY),
        small_chosen(L_VECTORS, PINECONE),
    };
    const money most = INT64_MAX / CENTS(1) * CENTS(1);
    struct design design;
    struct bill bill;

    small_plan(&fixture->small, PORTKEY, "list", (struct plan){ 0 });
    small_fixed(&fixture->small, "all", FLAT(most));
    small_plan(&fixture->small, PINECONE, "list", (struct plan){ 0 });
    small_fixed(&fixture->small, "a cent", FLAT(CENTS(1)));
    small_end(&fixture->small);
    design = small_design(&fixture->small, STARTUP, choices, 1);
    assert_int_equal(bill_of(fixture, &design).total.likely, most);
    design.choice_count = 2;
    design = small_design(&fixture->small, STARTUP, choices, 2);
    assert_false(
        bill_make(&fixture->small.catalog, &design, &fixture->arena, &bill, &fixture->diags));
    assert_str(fixture->diags.list.items[0].text, "the bill is more than can be counted");
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)
    static const struct CMUnitTest tests[] = {
        TEST(test_product_of_figures),
        TEST(test_shares_of_a_layer),
        TEST(test_billed_once_in_two_layers),
        TEST(test_included),
        TEST(test_whole_blocks),
        TEST(test_graduated_bands),
        TEST(test_volume_bands),
        TEST(test_each_line_is_rounded_once),
        TEST(test_minimum),
        TEST(test_credit),
        TEST(test_discount),
        TEST(test_closest_discount),
        TEST(test_percent_of_discounted),
        TEST(test_ranges),
        TEST(test_cheapest_plan_that_covers),
        TEST(test_first_of_equal_plans),
        TEST(test_plans_by_scale_and_by_hand),
        TEST(test_plan_named_in_the_second_layer),
        TEST(test_nothing_and_unknown),
        TEST(test_percent_lines),
        TEST(test_percent_of_a_share),
        TEST(test_floor),
        TEST(test_overflow_is_an_error),
        TEST(test_overflow_of_a_quantity),
        TEST(test_overflow_within_a_plan),
        TEST(test_overflow_of_the_total),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
