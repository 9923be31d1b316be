/* Quantities that follow from the work, over the shipped catalogue: what grows with what, and with the number of regions. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "strata/analysis/price_age.h"
#include "strata/analysis/review.h"
#include "strata/model/edit.h"
#include "strata/store/store.h"
#include "support/shipped_fixture.h"
#include "support/str.h"

#define TODAY 20000

static struct design *design_of(struct fixture *f, struct str text)
{
    struct design *design = arena_new(&f->arena, struct design);
    struct diag_list diags;

    diag_init(&diags, &f->arena);
    if (!store_read_design(&f->catalog, STR("case"), text, &f->arena, design, &diags)) {
        fail_msg("%.*s: %.*s", STR_ARG(text), STR_ARG(diags.list.items[0].text));
    }
    return design;
}

static struct bill bill_of(struct fixture *f, const char *workload, const char *rest)
{
    struct design *design = design_of(
        f, str_format(&f->arena,
                      "title: t\nscale: startup\nworkload: { eval-runs: 0, online-scored: 0"
                      "%s }\n%s\n",
                      workload, rest));
    struct bill bill;

    assert_true(bill_make(&f->catalog, design, &f->arena, &bill, &f->diags));
    return bill;
}

static void assert_cents(struct fixture *f, const char *workload, const char *rest, int64_t cents)
{
    struct bill bill = bill_of(f, workload, rest);

    if (bill.total.likely != cents * CENT || bill.unpriced > 0) {
        fail_msg("%s %s: %.*s", workload, rest,
                 STR_ARG(money_format(&f->arena, bill.total.likely)));
    }
}

/* ---- regions ---- */

#define THREE "regions: [a, b, c]\n"

static void test_regions(void **state)
{
    struct fixture *f = *state;

    /* Supabase: the plan once, 25 less the credit of 10, and a project with micro compute in each */
    assert_cents(f, "", "layers: { database: supabase }", 2500);
    assert_cents(f, "", THREE "layers: { database: supabase }", 4500);
    /* 12 GB in each, of which 8 are included: 15 + 3 x 60 + 3 x 4 x 0.125 */
    assert_cents(f, ", database-gb: 12",
                 THREE "layers: { database: { use: supabase, plan: pro-medium } }", 19650);
    /* Pinecone: one minimum; storage and writes in each, searches shared out. 6 GB x 0.33, 10M x 6 x 16 */
    assert_cents(f, "", THREE "layers: { vector-db: pinecone }", 5000);
    assert_cents(f,
                 ", users: 10000, queries-per-user: 1000, documents: 1000000,"
                 " vectors-per-document: 1, reindexed: 0",
                 THREE "layers: { vector-db: pinecone }", 96000 + 3 * 198);
    /* an account: Portkey's 49 and four blocks of 9 for 400,000 requests; tokens by use */
    assert_cents(f, "", "layers: { gateway: portkey }", 7600);
    assert_cents(f, "", THREE "layers: { gateway: portkey }", 7600);
    /* an own gateway: 2,000 in each region, and the licence once */
    assert_cents(f, "", "layers: { gateway: internal-llm-gateway }", 1200000);
    assert_cents(f, "", THREE "layers: { gateway: internal-llm-gateway }", 1600000);
}

/* More regions never make a bill smaller, whatever is chosen; tokens and seats stay as they are. */
static void test_regions_of_every_component(void **state)
{
    struct fixture *f = *state;

    for (component_id i = 0; i < f->catalog.component_count; i++) {
        const struct component *row = &f->catalog.components[i];
        const struct placement *place = &f->catalog.placements[row->placements.first];
        struct str layers =
            str_format(&f->arena, "layers: { %.*s: %.*s }",
                       STR_ARG(catalog_text(&f->catalog, f->catalog.layers[place->layer].id)),
                       STR_ARG(catalog_text(&f->catalog, row->id)));
        struct bill one = bill_of(f, "", str_terminated(&f->arena, layers));
        struct bill three = bill_of(
            f, "", str_terminated(&f->arena, str_format(&f->arena, THREE "%.*s", STR_ARG(layers))));

        if (three.total.likely < one.total.likely || three.total.likely > 3 * one.total.likely) {
            fail_msg("%.*s: %.*s", STR_ARG(layers),
                     STR_ARG(money_format(&f->arena, three.total.likely)));
        }
    }
}

/* ---- stores ---- */

#define VECTORS(n) ", reindexed: 0, vectors-per-document: 1, database-gb: 0, documents: " n
#define PGVECTOR "layers: { vector-db: pgvector, database: supabase }"

/* Measured: 3.7, 8.3, 13.8 and 16.5 GB a million; a third more for bloat. The disk of 1M vectors on Supabase is what is
 * above 8 GB, at 0.125; the compute has to hold the index. */
static void test_vectors_in_postgres(void **state)
{
    static const struct {
        const char *kb;
        int64_t gb; /* thousandths */
        const char *plan;
    } cases[] = {
        { "1.5", 4810, "pro-medium" }, /* 384 dimensions, 2.05 GB of index */
        { "3", 10790, "pro-large" },   /* 768, 4.1 */
        { "4", 17940, "pro-xl" },      /* 1,024, 8.2 */
        { "6", 21450, "pro-xl" },      /* 1,536, 8.2 */
    };
    struct fixture *f = *state;

    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        struct str workload =
            str_format(&f->arena, VECTORS("1000000") ", kb-per-vector: %s", cases[i].kb);
        struct bill bill = bill_of(f, str_terminated(&f->arena, workload), PGVECTOR);
        const struct bill_line *disk = &bill.lines[bill.line_count - 1];

        for (uint32_t k = 0; k < bill.line_count; k++) {
            disk = str_is(bill.lines[k].label, "disk") ? &bill.lines[k] : disk;
        }
        assert_int_equal(disk->amount, cases[i].gb * (MICRO / 1000));
        assert_true(
            str_is(catalog_text(&f->catalog, f->catalog.plans[disk->plan].id), cases[i].plan));
    }
}

/* The vectors are where the extension stands, or where the database is the store itself. */
static void test_who_holds_the_vectors(void **state)
{
    struct fixture *f = *state;
    const char *million = VECTORS("1000000");
    struct bill bill;
    money likely;

    /* 15 + 210 + (21.45 - 8) x 0.125 */
    assert_cents(f, million, PGVECTOR, 22668);
    assert_cents(f, million, "layers: { vector-db: supabase }", 22668);
    assert_cents(f, million, "layers: { vector-db: supabase, database: supabase }", 22668);
    /* elsewhere: the plan alone */
    bill = bill_of(f, million, "layers: { vector-db: chroma, database: supabase }");
    assert_true(
        bill_of_component(&bill, catalog_find_component(&f->catalog, STR("supabase")), &likely));
    assert_int_equal(likely, 2500 * CENT);
}

/* 9,000,000 vectors: 193 GB of disk and 73.8 GB of index; ten times as many are more than any plan has. */
static void test_postgres_is_outgrown(void **state)
{
    struct fixture *f = *state;
    struct bill bill = bill_of(f, VECTORS("9000000"), PGVECTOR);

    assert_int_equal(bill.unpriced, 0);
    assert_true(bill.total.likely > 1000 * 100 * CENT);
    bill = bill_of(f, VECTORS("90000000"), PGVECTOR);
    assert_int_equal(bill.unpriced, 1);
    assert_int_equal(bill.shortfall_count, 1);
}

/* A quarter of a read unit at least, and one for each GB above. */
static void test_reads_grow_with_the_namespace(void **state)
{
    struct fixture *f = *state;

    /* 41,666 vectors are 0.249996 GB, 50,000 are 0.3: 100M searches x 0.25 or 0.3, x 16 a million; and storage */
    assert_cents(f, VECTORS("41666") ", users: 100000, queries-per-user: 1000",
                 "layers: { vector-db: pinecone }", 40000 + 8);
    assert_cents(f, VECTORS("50000") ", users: 100000, queries-per-user: 1000",
                 "layers: { vector-db: pinecone }", 48000 + 10);
    /* in a hundred namespaces a search looks at one of them */
    assert_cents(f,
                 VECTORS("10000000") ", users: 100000, queries-per-user: 1000, searched-share: 1",
                 "layers: { vector-db: pinecone }", 96000 + 1980);
}

/* ---- prompts ---- */

#define PROMPTS(n)                                                        \
    ", reasoning-tokens-per-query: 0, users: 1000, queries-per-user: 1, " \
    "output-tokens-per-query: 100, input-tokens-per-query: " n

static void test_long_prompts(void **state)
{
    struct fixture *f = *state;

    /* Haiku 5.5: five times as much above 100,000: 100M x 0.10 + 0.1M x 0.50, and 500M x 0.50 + 0.1M x 2.50 */
    assert_cents(f, PROMPTS("100000"), "layers: { workhorse-model: claude-haiku-5-5 }", 1005);
    assert_cents(f, PROMPTS("100001"), "layers: { workhorse-model: claude-haiku-5-5 }", 5025);
    assert_cents(f, PROMPTS("500000"), "layers: { workhorse-model: claude-haiku-5-5 }", 25025);
    /* GPT-6 Sol: twice the input and 1.5 times the output above 272,000: 272M x 2 + 0.1M x 10 */
    assert_cents(f, PROMPTS("272000"), "layers: { workhorse-model: gpt-6-sol }", 54500);
    assert_cents(f, PROMPTS("300000"), "layers: { workhorse-model: gpt-6-sol }", 120150);
    /* Grok 4.3, twice above 200,000; from the cache 0.20 and 0.40 */
    assert_cents(f, PROMPTS("200000"), "layers: { workhorse-model: grok-4-3 }", 25025);
    assert_cents(f, PROMPTS("400000"), "layers: { workhorse-model: grok-4-3 }", 100050);
    assert_cents(f, PROMPTS("400000") ", cached-share: 100",
                 "layers: { workhorse-model: grok-4-3 }", 16050);
}

/* Long prompts of the answers do not make the short ones of the judge dearer: half of each. */
static void test_each_prompt_by_itself(void **state)
{
    struct fixture *f = *state;
    struct bill bill = bill_of(f,
                               ", reasoning-tokens-per-query: 0, users: 1, queries-per-user: 1000,"
                               " helper-calls-per-query: 1, helper-input-tokens: 1000,"
                               " helper-output-tokens: 0, output-tokens-per-query: 0,"
                               " cheap-share: 100, input-tokens-per-query: 200000",
                               "layers: { cheap-model: claude-haiku-5-5 }");

    /* 200M x 0.50 + 1M x 0.10 */
    assert_int_equal(bill.total.likely, 10010 * CENT);
}

static void test_prompt_that_does_not_fit(void **state)
{
    struct fixture *f = *state;
    struct bill bill =
        bill_of(f, PROMPTS("200001"), "layers: { workhorse-model: claude-sonnet-4-5 }");

    assert_int_equal(bill.unpriced, 1);
    assert_int_equal(bill.shortfalls[0].covers, 200000 * MICRO);
    assert_int_equal(bill.shortfalls[0].asked, 200001 * MICRO);
    assert_int_equal(
        bill_of(f, PROMPTS("200000"), "layers: { workhorse-model: claude-sonnet-4-5 }").unpriced,
        0);
}

/* ---- thinking ---- */

/* Two vendors with one list price and one kind of model cost the same. */
static void test_thinking(void **state)
{
    struct fixture *f = *state;

    /* 400,000 x 6,000 x 2 + 400,000 x (600 + 400) x 10 a million */
    assert_cents(f, "", "layers: { workhorse-model: claude-sonnet-5-5 }", 880000);
    assert_cents(f, "", "layers: { workhorse-model: gpt-6-sol }", 880000);
    assert_cents(f, ", reasoning-tokens-per-query: 0",
                 "layers: { workhorse-model: claude-sonnet-5-5 }", 720000);
    /* one that does not think unless asked to */
    assert_cents(f, "", "layers: { workhorse-model: claude-sonnet-4-5 }", 1080000);
}

/* DeepSeek: double in 35 of 168 hours; all of it then, or none. 2,400M x 0.66 + 240M x 1.98 */
static void test_peak_hours(void **state)
{
    struct fixture *f = *state;
    const char *layers = "layers: { workhorse-model: deepseek-v4-pro }";

    assert_cents(f, ", reasoning-tokens-per-query: 0, peak-hours-share: 0", layers, 205920);
    assert_cents(f, ", reasoning-tokens-per-query: 0, peak-hours-share: 100", layers, 411840);
    assert_cents(f, ", reasoning-tokens-per-query: 0", layers, 248820);
}

/* ---- models of one's own ---- */

#define SERVED(queries)                                                                   \
    ", input-tokens-per-query: 6000, output-tokens-per-query: 600, queries-per-user: 1, " \
    "users: " queries
#define OWN_MODEL "layers: { workhorse-model: self-hosted-llama }"

/* Worked by hand (2026-12-01) for Llama 3.3 70B in FP8 on pairs of H100 at 3.99, three times the mean in the busiest hour:
 * 1M, 100M and 1,000M tokens a day are 4, 4 and 18 cards around the clock. */
static void test_gpus_follow_from_tokens(void **state)
{
    struct fixture *f = *state;

    assert_cents(f, SERVED("4545"), OWN_MODEL, 4 * 730 * 399);
    assert_cents(f, SERVED("454545"), OWN_MODEL, 4 * 730 * 399);
    assert_cents(f, SERVED("4545454"), OWN_MODEL, 18 * 730 * 399);
    /* nobody asks anything: the replicas run all the same, and that is the floor */
    assert_cents(f, SERVED("0"), OWN_MODEL, 4 * 730 * 399);
    assert_int_equal(bill_of(f, SERVED("4545454"), OWN_MODEL).floor, 4 * 730 * 399 * CENT);
    assert_cents(f, SERVED("4545") ", replicas-at-least: 1", OWN_MODEL, 2 * 730 * 399);
}

/* A query takes 6 x 0.147124 + 0.6 x 0.0792 = 0.930264 s of a replica; with three times the mean and 1.785714 of headroom
 * 4.983557 s. Two replicas do 2 x 720 h x 3,600 s of them in 30 days: 1,040,221 and not one more. */
static void test_edge_of_a_replica(void **state)
{
    struct fixture *f = *state;

    assert_cents(f, SERVED("1040210"), OWN_MODEL, 4 * 730 * 399);
    assert_cents(f, SERVED("1040230"), OWN_MODEL, 6 * 730 * 399);
    /* batches: no busiest hour, and little headroom: 0.930264 x 1.11 is 4.8 times less */
    assert_cents(f, SERVED("4545454") ", peak-factor: 1, serving-headroom: 1.11", OWN_MODEL,
                 4 * 730 * 399);
}

static void test_sizes_that_are_sold(void **state)
{
    struct fixture *f = *state;
    const char *nodes = "layers: { workhorse-model: { use: self-hosted-llama, plan: h100-nodes } }";

    assert_cents(f, SERVED("4545"), nodes, 8 * 730 * 688);
    assert_cents(f, SERVED("4545454"), nodes, 24 * 730 * 688);
    /* in each region */
    assert_cents(f, SERVED("4545"), "regions: [a, b]\n" OWN_MODEL, 2 * 4 * 730 * 399);
}

/* What a design states wins: for models of one's own, and for rented cards, which are then always on. */
static void test_stated_gpus(void **state)
{
    struct fixture *f = *state;
    const char *rented = "layers: { inference-compute: { use: runpod, plan: h100 } }";

    assert_cents(f, SERVED("4545454") ", gpus: 3", OWN_MODEL, 3 * 730 * 399);
    assert_cents(f, ", gpus: 1", rented, 291270);
    assert_cents(f, ", gpus: 2", rented, 2 * 291270);
    assert_cents(f, "", rented, 3990); /* ten hours on demand */
    assert_cents(f, ", gpus: 1", "layers: { inference-compute: modal-gpu }", 73000 * 8 / 10);
}

/* ---- bands that were missing ---- */

static void test_bands(void **state)
{
    struct fixture *f = *state;

    /* sentry.io/pricing, 2026-09-20: 26 + 50K x 0.0003625 + 400K x 0.0002188 + 500K x 0.0001875 */
    assert_cents(f, ", errors: 1000000", "layers: { error-tracking: sentry }", 22540);
    assert_cents(f, ", errors: 50000", "layers: { error-tracking: sentry }", 2600);
    /* Langfuse Core: 29 + 9 x 8 + 40 x 7 */
    assert_cents(f, ", users: 1000, queries-per-user: 1000, units-per-eval-run: 0",
                 "layers: { llm-observability: { use: langfuse, plan: core } }", 38100);
}

/* ---- where a price comes from ---- */

/* Memory, own arithmetic and the text strata grew from are no sources: they have no day, another source goes before them,
 * and a price with nothing else is an estimate. */
static void test_no_source_has_no_day(void **state)
{
    struct fixture *f = *state;
    size_t at;

    for (component_id i = 0; i < f->catalog.component_count; i++) {
        const struct component *row = &f->catalog.components[i];
        const struct source *source = price_source(&f->catalog, i);
        struct str where = source ? catalog_text(&f->catalog, source->where) : STR("");
        bool none = str_find(where, STR("from memory"), &at)
                    || str_find(where, STR("own arithmetic"), &at)
                    || str_find(where, STR("text strata grew from"), &at);

        assert_int_equal(none || !source, price_day(&f->catalog, i) == DAY_NONE);
        for (plan_id k = row->plans.first; none && k < row->plans.first + row->plans.count; k++) {
            assert_int_equal(f->catalog.plans[k].confidence, CONFIDENCE_ESTIMATE);
        }
    }
    assert_int_equal(
        price_day(&f->catalog, catalog_find_component(&f->catalog, STR("azure-key-vault"))),
        DAY_NONE);
}

/* ---- shares, bounds and plans ---- */

static void test_edit_keeps_the_bounds(void **state)
{
    struct fixture *f = *state;
    struct design *design =
        design_of(f, STR("title: t\nscale: startup\nworkload: { cached-share: 60 }\nlayers: {}\n"));
    struct edit edit = { .kind = EDIT_FIGURE,
                         .figure = catalog_find_figure(&f->catalog, STR("cache-writes-share")),
                         .value = 40 * MICRO };
    struct design next;

    assert_true(design_apply(&f->catalog, design, &edit, &f->arena, &next, &f->diags));
    edit.value += 1;
    assert_false(design_apply(&f->catalog, design, &edit, &f->arena, &next, &f->diags));
}

/* Whatever plan a design names: it covers the demand, or it is not billed and that is told. */
static void check_named_plan(struct fixture *f, component_id component, plan_id plan,
                             scale_id scale)
{
    const struct component *row = &f->catalog.components[component];
    const struct choice choice = { f->catalog.placements[row->placements.first].layer, component,
                                   plan, 0 };
    struct design design = design_empty(scale, STR("t"));
    const struct bill_shortfall *shortfall;
    struct review review;

    design.choices = &choice;
    design.choice_count = 1;
    assert_true(review_make(&f->catalog, &design, TODAY, &f->arena, &review, &f->diags));
    shortfall = bill_shortfall_of(&review.bill, component);
    if (!shortfall) {
        assert_int_equal(review.bill.lines[0].plan, plan);
        return;
    }
    assert_true(shortfall->asked > shortfall->covers);
    assert_int_equal(shortfall->plan, plan);
    assert_int_equal(review.bill.lines[0].plan, shortfall->instead);
    assert_int_not_equal(review.bill.lines[0].plan, plan);
    assert_true(review.findings.counts[SEVERITY_ERROR] > 0);
}

static void test_every_plan_covers_or_is_told(void **state)
{
    struct fixture *f = *state;

    for (component_id i = 0; i < f->catalog.component_count; i++) {
        struct range plans = f->catalog.components[i].plans;

        for (plan_id plan = plans.first; plan < plans.first + plans.count; plan++) {
            for (scale_id scale = 0; scale < f->catalog.scale_count; scale++) {
                check_named_plan(f, i, plan, scale);
            }
        }
    }
}

/* ---- more work ---- */

static struct bill bill_with(struct fixture *f, const struct design *design, figure_id figure,
                             quantity value)
{
    struct edit edit = { .kind = EDIT_FIGURE, .figure = figure, .value = value };
    struct design more;
    struct bill bill;

    assert_true(design_apply(&f->catalog, design, &edit, &f->arena, &more, &f->diags));
    assert_true(bill_make(&f->catalog, &more, &f->arena, &bill, &f->diags));
    return bill;
}

/* More of what is used never makes the bill of a component smaller. No plan of the catalogue has bands in which all of a
 * quantity gets cheaper (bands: volume), so there is no exception; one that has would have to be named here. */
static void check_more_use(struct fixture *f, component_id component, figure_id figure)
{
    const struct figure *row = &f->catalog.figures[figure];
    const struct placement *place =
        &f->catalog.placements[f->catalog.components[component].placements.first];
    const struct choice choice = { place->layer, component, NONE, 0 };
    static const int64_t percents[] = { 0, 10, 50, 100, 101, 130, 300, 1000, 4000 };
    struct design design = design_empty(1, STR("t"));
    money before = 0;

    design.choices = &choice;
    design.choice_count = 1;
    for (size_t i = 0; i < sizeof(percents) / sizeof(percents[0]); i++) {
        quantity value =
            micro_round(f->catalog.numbers[row->defaults.first + 1] / 100 * percents[i], MICRO);
        struct bill bill;

        if (value > row->max || value < row->min) {
            continue;
        }
        bill = bill_with(f, &design, figure, value);
        if (bill.unpriced > 0) {
            return; /* no plan covers so much */
        }
        if (bill.total.likely < before) {
            fail_msg("%.*s at %d %% of %.*s",
                     STR_ARG(catalog_text(&f->catalog, f->catalog.components[component].id)),
                     (int)percents[i], STR_ARG(catalog_text(&f->catalog, row->id)));
        }
        before = bill.total.likely;
    }
}

static void test_more_use_costs_no_less(void **state)
{
    struct fixture *f = *state;

    for (figure_id figure = 0; figure < f->catalog.figure_count; figure++) {
        struct str id = catalog_text(&f->catalog, f->catalog.figures[figure].id);
        bool usage = f->catalog.figures[figure].usage || str_is(id, "users")
                     || str_is(id, "documents") || str_is(id, "input-tokens-per-query");

        for (component_id i = 0; usage && i < f->catalog.component_count; i++) {
            if (f->catalog.components[i].pricing == PRICING_PLANS) {
                check_more_use(f, i, figure);
            }
        }
    }
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        SHIPPED_TEST(test_regions),
        SHIPPED_TEST(test_regions_of_every_component),
        SHIPPED_TEST(test_vectors_in_postgres),
        SHIPPED_TEST(test_who_holds_the_vectors),
        SHIPPED_TEST(test_postgres_is_outgrown),
        SHIPPED_TEST(test_reads_grow_with_the_namespace),
        SHIPPED_TEST(test_long_prompts),
        SHIPPED_TEST(test_each_prompt_by_itself),
        SHIPPED_TEST(test_prompt_that_does_not_fit),
        SHIPPED_TEST(test_thinking),
        SHIPPED_TEST(test_peak_hours),
        SHIPPED_TEST(test_gpus_follow_from_tokens),
        SHIPPED_TEST(test_edge_of_a_replica),
        SHIPPED_TEST(test_sizes_that_are_sold),
        SHIPPED_TEST(test_stated_gpus),
        SHIPPED_TEST(test_more_use_costs_no_less),
        SHIPPED_TEST(test_bands),
        SHIPPED_TEST(test_no_source_has_no_day),
        SHIPPED_TEST(test_edit_keeps_the_bounds),
        SHIPPED_TEST(test_every_plan_covers_or_is_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
