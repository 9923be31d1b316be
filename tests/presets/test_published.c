/* Published cost examples, and sums that anybody can do by hand from a published price: each is a small design over the
 * shipped catalogue, with the arithmetic written out. Where a vendor's page has an example, its result is what is asserted. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "strata/analysis/review.h"
#include "strata/store/store.h"
#include "support/shipped_fixture.h"
#include "support/str.h"

/* Figures that would add something of their own are 0 in every example. */
#define QUIET \
    "eval-runs: 0, online-scored: 0, helper-calls-per-query: 0, reasoning-tokens-per-query: 0"

static struct bill bill_of(struct fixture *f, const char *scale, const char *workload,
                           const char *layers)
{
    struct str file =
        str_format(&f->arena, "title: t\nscale: %s\nworkload: { %s }\nlayers: { %s }\n", scale,
                   workload, layers);
    struct diag_list diags;
    struct design design;
    struct bill bill;
    bool read;

    diag_init(&diags, &f->arena);
    read = store_read_design(&f->catalog, STR("t.yaml"), file, &f->arena, &design, &diags);
    for (uint32_t i = 0; i < diags.list.count; i++) {
        print_error("%.*s\n", STR_ARG(diag_format(&f->arena, &diags.list.items[i])));
    }
    assert_true(read);
    assert_true(bill_make(&f->catalog, &design, &f->arena, &bill, &diags));
    return bill;
}

struct example {
    const char *name;
    const char *scale;
    const char *workload;
    const char *layers;
    int64_t cents; /* likely, a month */
};

static void assert_examples(struct fixture *f, const struct example *examples, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        const struct example *e = &examples[i];
        struct bill bill = bill_of(f, e->scale, e->workload, e->layers);

        if (bill.total.likely != e->cents * CENT) {
            fail_msg("%s: %.*s", e->name, STR_ARG(money_format(&f->arena, bill.total.likely)));
        }
        assert_int_equal(bill.unpriced, 0);
    }
}

#define ASSERT_EXAMPLES(list) assert_examples(*state, list, sizeof(list) / sizeof((list)[0]))

static void test_tokens(void **state)
{
    static const struct example examples[] = {
        /* OpenAI's guide to embeddings: 62,500 pages of about 800 tokens for a dollar.
         * 62,500 x 800 = 50,000,000 tokens x 0.02 a million = 1.00 */
        { "text-embedding-3-small", "solo",
          QUIET ", users: 0, documents: 62500, tokens-per-document: 800, reindexed: 100",
          "embeddings: openai-embedding-3-small", 100 },
        /* The same page: 9,615 pages for a dollar. 7,692,000 x 0.13 a million = 0.99996 */
        { "text-embedding-3-large", "solo",
          QUIET ", users: 0, documents: 9615, tokens-per-document: 800, reindexed: 100",
          "embeddings: openai-embedding-3-large", 100 },
        /* docs.rs/claude-cost: 1,000 in and 500 out on Sonnet 4.5 are 0.0105.
         * 10,000 of them: 10M x 3 + 5M x 15 a million = 30 + 75 */
        { "a call of Sonnet 4.5", "solo",
          QUIET ", users: 1000, queries-per-user: 10, input-tokens-per-query: 1000,"
                " output-tokens-per-query: 500",
          "workhorse-model: claude-sonnet-4-5", 10500 },
        /* github.com/pydantic/genai-prices, GPT-5: 1.25 in, 10 out. 10,000 calls of 2,000 in, 300 out and 200 of
         * reasoning: 20M x 1.25 + 5M x 10 a million = 25 + 50 */
        { "a call of GPT-5 that reasons", "startup",
          "eval-runs: 0, online-scored: 0, users: 1000, queries-per-user: 10,"
          " input-tokens-per-query: 2000, output-tokens-per-query: 300,"
          " reasoning-tokens-per-query: 200",
          "workhorse-model: gpt-5", 7500 },
        /* Cohere's price list: 2.00 for 1,000 searches. 25,000 of them. */
        { "a reranker", "startup", QUIET ", users: 1000, queries-per-user: 25",
          "reranker: cohere-rerank", 5000 },
    };

    ASSERT_EXAMPLES(examples);
}

/* docs.rs/claude-cost: 423 tokens in, 380 more from the cache and 18 out on Sonnet 4.5 are 0.001653.
 * A million such calls: 423M x 3 + 380M x 0.30 + 18M x 15 a million = 1,269 + 114 + 270. Cached input is billed once. */
static void test_cached_input(void **state)
{
    static const struct example examples[] = {
        { "from the cache", "solo",
          QUIET ", users: 100000, queries-per-user: 10, input-tokens-per-query: 803,"
                " output-tokens-per-query: 18, cached-share: 47.32254",
          "workhorse-model: claude-sonnet-4-5", 165300 },
        /* all of it: 803M x 0.30 + 270 */
        { "all from the cache", "solo",
          QUIET ", users: 100000, queries-per-user: 10, input-tokens-per-query: 803,"
                " output-tokens-per-query: 18, cached-share: 100",
          "workhorse-model: claude-sonnet-4-5", 51090 },
        /* Anthropic: writing costs 1.25 times the input. 100M in, half of it written: 300 + 50M x 0.75 */
        { "written to the cache", "solo",
          QUIET ", users: 10000, queries-per-user: 10, input-tokens-per-query: 1000,"
                " output-tokens-per-query: 0, cache-writes-share: 50",
          "workhorse-model: claude-sonnet-4-5", 33750 },
    };

    ASSERT_EXAMPLES(examples);
}

/* neverpaytwice.pages.dev on Anthropic's batches: 10,000 requests a month of 5,000 tokens in and 800 out on Opus 5.5
 * (4 and 20 a million) are 360, and 180 in batches. Eval runs are what nobody waits for. */
static void test_batches(void **state)
{
#define EVALS                                                                            \
    "users: 0, eval-runs: 10000, input-tokens-per-query: 5000, eval-output-tokens: 800," \
    " judge-input-tokens: 0, judge-output-tokens: 0, reasoning-tokens-per-query: 0"
    static const struct example examples[] = {
        { "one by one", "startup", EVALS, "workhorse-model: claude-opus-5-5", 36000 },
        { "in batches", "startup", EVALS ", batch-share: 100", "workhorse-model: claude-opus-5-5",
          18000 },
        { "half and half", "startup", EVALS ", batch-share: 50", "workhorse-model: claude-opus-5-5",
          27000 },
        /* answers are never in a batch: 2 x 1 + 10 x 1 a million */
        { "answers are not", "startup",
          QUIET ", users: 1000, queries-per-user: 1, input-tokens-per-query: 1000,"
                " output-tokens-per-query: 1000, batch-share: 100",
          "workhorse-model: claude-sonnet-5-5", 1200 },
    };

    ASSERT_EXAMPLES(examples);
}

/* docs.aws.amazon.com, Claude Platform on AWS: inference in the US alone costs 1.1 times as much.
 * Sonnet 5.5, a million tokens in and out: 2 + 10, and 2.20 + 11. Bedrock has it in its region-pinned price: 3.30 + 16.50. */
static void test_residency(void **state)
{
#define MILLION                                                               \
    QUIET ", users: 1000, queries-per-user: 1, input-tokens-per-query: 1000," \
          " output-tokens-per-query: 1000"
    static const struct example examples[] = {
        { "anywhere", "startup", MILLION, "workhorse-model: claude-sonnet-5-5", 1200 },
        { "in the US", "startup", MILLION ", pinned-share: 100",
          "workhorse-model: claude-sonnet-5-5", 1320 },
        { "a quarter of it", "startup", MILLION ", pinned-share: 25",
          "workhorse-model: claude-sonnet-5-5", 1230 },
        { "Bedrock, pinned", "enterprise", MILLION, "workhorse-model: bedrock-claude-sonnet",
          1980 },
        { "Bedrock, anywhere", "enterprise", MILLION,
          "workhorse-model: { use: bedrock-claude-sonnet, plan: global }", 1800 },
    };

    ASSERT_EXAMPLES(examples);
}

static void test_stores(void **state)
{
    static const struct example examples[] = {
        /* facts of prices-notes: 45,000 vectors of 6 KB, 400,000 searches and four runs of re-indexing are
         * 0.27 GB x 0.33 + 0.108M x 16 + 1.08M x 4 = 0.09 + 1.73 + 4.32; Pinecone's minimum of 50 applies */
        { "Pinecone at its minimum", "startup", QUIET, "vector-db: pinecone", 5000 },
        /* docs.pinecone.io, understanding read units: a search is 1 for each GB of the namespace. Above the minimum:
         * 1M vectors of 6 KB, 10M searches, nothing written: 6 GB x 0.33 + 60 x 16 */
        { "Pinecone above it", "startup",
          QUIET ", users: 10000, queries-per-user: 1000, documents: 1000000,"
                " vectors-per-document: 1, reindexed: 0",
          "vector-db: pinecone", 96198 },
        /* exploreagentic.ai: OpenSearch Serverless has a floor of two units, about 350 a month:
         * 2 x 730 h x 0.24 = 350.40, and nothing stored */
        { "OpenSearch Serverless at its floor", "startup",
          QUIET ", search-units-per-region: 2, search-hours: 730, search-gb: 0",
          "vector-db: opensearch-knn", 35040 },
        /* docs.aws.amazon.com, NextGen: nothing while it sleeps */
        { "OpenSearch Serverless asleep", "startup",
          QUIET ", search-units-per-region: 2, search-hours: 0, search-gb: 0",
          "vector-db: opensearch-knn", 0 },
        /* weaviate.io/pricing, 2026-10-07: 3,333,333 x 1,536 dimensions x 0.00465 a million = 23.81 and 20 GB, below the
         * minimum; three times as many are 71.42, 55.88 GiB x 0.12 = 6.71 and x 0.03036 = 1.70 */
        { "Weaviate Flex at its minimum", "startup",
          QUIET ", documents: 3333333, vectors-per-document: 1, users: 1", "vector-db: weaviate",
          4500 },
        { "Weaviate Flex above it", "startup",
          QUIET ", documents: 10000000, vectors-per-document: 1, users: 1", "vector-db: weaviate",
          7983 },
        /* Supabase: Pro is 25 with 10 of compute, which a micro instance takes up */
        { "Supabase Pro with its compute credit", "startup", QUIET ", database-gb: 8",
          "database: { use: supabase, plan: pro }", 2500 },
        /* and 60 of medium compute less the credit: 25 + 60 - 10; 12 GB of disk have 8 included: 4 x 0.125 */
        { "Supabase Pro with medium compute", "startup", QUIET ", database-gb: 12",
          "database: { use: supabase, plan: pro-medium }", 7550 },
    };

    ASSERT_EXAMPLES(examples);
}

/* The example of aws.amazon.com/s3/pricing: 10 million vectors of 6.17 KB are 58.8 GB, 3.54 a month; writing 16.7 % of them
 * is 1.97, and a million searches 2.50. Ours comes to 3.53 of storage (the page rounds to 59 GB). What a search reads of its
 * index is a line by itself: the page spreads the vectors over 40 indexes, so a search looks at 2.5 % of them. */
static void test_s3_vectors(void **state)
{
    struct fixture *f = *state;
    struct bill bill = bill_of(
        f, "startup",
        QUIET ", documents: 10000000, vectors-per-document: 1, kb-per-vector: 5.884,"
              " writes-per-vector: 5.884, reindexed: 16.7, users: 100000, queries-per-user: 10,"
              " searched-share: 2.5",
        "vector-db: s3-vectors");

    assert_int_equal(bill.line_count, 4);
    assert_int_equal(bill.lines[0].cost.likely, 353 * CENT);
    assert_int_equal(bill.lines[1].cost.likely, 197 * CENT);
    assert_int_equal(bill.lines[2].cost.likely, 250 * CENT);
    /* 1.471 GB x 1M searches = 1,471 TB x 0.002; the page has 11.38 in all, ours 10.94, since the first 100,000 vectors of
     * an index are dearer */
    assert_int_equal(bill.lines[3].cost.likely, 294 * CENT);
    assert_int_equal(bill.total.likely, 1094 * CENT);
}

static void test_network(void **state)
{
    static const struct example examples[] = {
        /* cloudcostkit.com, interface endpoint calculator: 2 endpoints in 3 zones for 30.4 days are 4,378 hours,
         * 43.78; 2,000 GB are 20.00; together 63.78 */
        { "the calculator's example", "startup",
          QUIET ", aws-endpoints: 2, zones: 3, environments: 1, hours: 729.6, endpoint-gb: 2000",
          "network: aws-privatelink", 6378 },
        /* an endpoint in three zones around the clock: 3 x 730 x 0.01 = 21.90 and 100 GB x 0.01 */
        { "three zones", "startup",
          QUIET ", aws-endpoints: 1, zones: 3, environments: 1, endpoint-gb: 100",
          "network: aws-privatelink", 2290 },
        /* Azure bills an endpoint and no zones: 8 x 730 x 0.01 */
        { "Azure", "startup", QUIET ", azure-endpoints: 8", "network: azure-private-link", 5840 },
    };

    ASSERT_EXAMPLES(examples);
}

/* A p5.48xlarge is 55.04 an hour for eight H100: 55.04 x 730 = 40,179.20, around the clock and whether used or not. */
static void test_gpus(void **state)
{
    struct fixture *f = *state;
    struct bill bill = bill_of(f, "enterprise", "gpus: 8",
                               "inference-compute: { use: self-hosted-gpu-fleet, plan: h100-aws }");

    assert_int_equal(bill.total.likely, 4017920 * CENT);
    assert_int_equal(bill.floor, 4017920 * CENT);
}

static void test_provisioned_throughput(void **state)
{
    static const struct example examples[] = {
        /* Azure OpenAI Essentials: 260 a month for a reserved unit; 50 of them */
        { "reserved for a month", "enterprise", QUIET ", provisioned-units: 50",
          "workhorse-model: { use: azure-openai-gpt-5, plan: ptu-month }", 1300000 },
        /* 1 an hour: 50 x 730 */
        { "by the hour", "enterprise", QUIET ", provisioned-units: 50",
          "workhorse-model: { use: azure-openai-gpt-5, plan: ptu-hour }", 3650000 },
    };

    ASSERT_EXAMPLES(examples);
}

/* docs.temporal.io: 20 actions x 100 runs x 30 days = 60,000 actions; on the Developer plan 0.06M x 50 = 3.00 and 10 % of it.
 * On the Business plan 11.25M above the 2.5M included are 5 x 50 + 5 x 45 + 1.25 x 40 = 525, and 500 for the plan. */
static void test_temporal(void **state)
{
    static const struct example examples[] = {
        { "Developer", "startup", QUIET ", documents: 60000, reindexed: 100, steps-per-document: 1",
          "orchestration: { use: temporal-cloud, plan: developer }", 330 },
        { "Business", "startup",
          QUIET ", documents: 13750000, reindexed: 100, steps-per-document: 1",
          "orchestration: { use: temporal-cloud, plan: business }", 102500 },
    };

    ASSERT_EXAMPLES(examples);
}

static void test_traces(void **state)
{
#define SPANS(n) \
    QUIET ", hosts: 0, platform-log-gb: 0, indexed-events: 0, users: " n ", queries-per-user: 1"
    static const struct example examples[] = {
        /* tokenmix.ai on Datadog's list: the first 100,000 LLM spans are a block of 160, each 10,000 more about 10 */
        { "Datadog, few spans", "startup", SPANS("10000") ", llm-spans-per-query: 1",
          "llm-observability: datadog-llm-observability", 16000 },
        { "Datadog, 250,000 spans", "startup", SPANS("250000") ", llm-spans-per-query: 1",
          "llm-observability: datadog-llm-observability", 31000 },
        /* langfuse.com: Pro is 199 with 100,000 units; 5M units are 9 blocks of 8 and 40 of 7: 199 + 72 + 280 */
        { "Langfuse Pro, 5M units", "startup", SPANS("1000000") ", spans-per-query: 5",
          "llm-observability: langfuse-pro", 55100 },
        /* portkey.ai: 49 with 100,000 logs; 434,000 need four more blocks of 9 */
        { "Portkey, 434,000 logs", "startup", SPANS("434000"), "gateway: portkey", 8500 },
        /* Inngest Pro: 75 with a million executions */
        { "Inngest within a million", "startup",
          QUIET ", documents: 40000, reindexed: 100, steps-per-document: 6",
          "orchestration: inngest", 7500 },
    };

    ASSERT_EXAMPLES(examples);
}

/* vercel.com: seats are 20 each; the credit of 20 is for usage. Five people who deploy something that nobody uses pay 100, and
 * the usage of 41 hours of CPU (5.25), 1,000 GB hours (10.60) and no more stays within the credit. */
static void test_vercel(void **state)
{
    static const struct example examples[] = {
        { "no usage", "startup", QUIET ", users: 0, egress-gb: 0, app-seats: 5", "hosting: vercel",
          10000 },
        { "within the credit", "startup",
          QUIET ", egress-gb: 0, app-seats: 5, users: 1000, queries-per-user: 100,"
                " app-cpu-seconds: 1.476, app-open-seconds: 36",
          "hosting: vercel", 10000 },
        /* 100,000 calls of 3.6 s and 72 GB s: 100 h x 0.128 + 2,000 GB h x 0.0106 + 0.06 - 20 */
        { "above it", "startup",
          QUIET ", egress-gb: 0, app-seats: 1, users: 1000, queries-per-user: 100,"
                " app-cpu-seconds: 3.6, app-open-seconds: 72",
          "hosting: vercel", 3406 },
    };

    ASSERT_EXAMPLES(examples);
}

/* AWS: a secret 0.40, a key 1.00 a month: 120 x 0.40 + 60 x 1.00 = 108, and 10 of calls. Modal: 250 with a credit of 100, which
 * covers 40,000 parses of 20 core seconds and 3 s of an L4: 222.22 h x 0.0472 + 33.33 h x 0.80 = 37.16. */
static void test_fixed_and_credits(void **state)
{
    static const struct example examples[] = {
        { "KMS and Secrets Manager", "enterprise", QUIET, "secrets: aws-kms-secrets", 11800 },
        { "Modal within its credit", "startup", QUIET, "hosting: modal", 25000 },
    };

    ASSERT_EXAMPLES(examples);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_tokens),
        cmocka_unit_test(test_cached_input),
        cmocka_unit_test(test_batches),
        cmocka_unit_test(test_residency),
        cmocka_unit_test(test_stores),
        cmocka_unit_test(test_s3_vectors),
        cmocka_unit_test(test_network),
        cmocka_unit_test(test_gpus),
        cmocka_unit_test(test_provisioned_throughput),
        cmocka_unit_test(test_temporal),
        cmocka_unit_test(test_traces),
        cmocka_unit_test(test_vercel),
        cmocka_unit_test(test_fixed_and_credits),
    };
    return cmocka_run_group_tests(tests, shipped_setup, shipped_teardown);
}
