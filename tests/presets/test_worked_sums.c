/* The worked examples against a bottom-up sum that was made by hand for them beforehand: line by line, each within one percent of
 * the hand's, or with the reason why it is another. Every line of either side is in the table, so that nothing is left out. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "strata/analysis/review.h"
#include "strata/store/store.h"
#include "support/shipped_fixture.h"
#include "support/str.h"

#define ROW_COMPONENTS 4

/* Amounts in cents, likely, a month. */
struct row {
    const char *line; /* of the sum by hand; several where one component has them */
    int64_t by_hand;  /* 0: it has none */
    const char *components[ROW_COMPONENTS]; /* ours; none: we have none */
    int64_t ours;                           /* where there is a reason; else within one percent */
    const char *reason;
};

static struct bill bill_of(struct fixture *f, const char *preset)
{
    preset_id id = catalog_find_preset(&f->catalog, str_from(preset));
    struct diag_list diags;
    struct design design;
    struct bill bill;

    diag_init(&diags, &f->arena);
    assert_int_not_equal(id, NONE);
    assert_true(store_read_preset(&f->catalog, id, &f->arena, &design, &diags));
    assert_true(bill_make(&f->catalog, &design, &f->arena, &bill, &diags));
    return bill;
}

static int64_t cents(struct fixture *f, const struct bill *bill, const struct row *row)
{
    money sum = 0;

    for (uint32_t i = 0; i < ROW_COMPONENTS && row->components[i]; i++) {
        component_id id = catalog_find_component(&f->catalog, str_from(row->components[i]));
        money likely;

        assert_int_not_equal(id, NONE);
        assert_true(bill_of_component(bill, id, &likely));
        sum += likely;
    }
    return sum / CENT;
}

static void assert_rows(struct fixture *f, const char *preset, const struct row *rows, size_t count,
                        int64_t total_by_hand)
{
    struct bill bill = bill_of(f, preset);
    int64_t total = 0, by_hand = 0;

    for (size_t i = 0; i < count; i++) {
        int64_t seen = cents(f, &bill, &rows[i]);
        int64_t wanted = rows[i].reason ? rows[i].ours : rows[i].by_hand;
        int64_t within = rows[i].reason ? 0 : 1 + wanted / 100;

        if (llabs(seen - wanted) > within) {
            fail_msg("%s: %lld cents, not %lld", rows[i].line, (long long)seen, (long long)wanted);
        }
        total += seen;
        by_hand += rows[i].by_hand;
    }
    assert_int_equal(total * CENT, bill.total.likely);  /* nothing of ours is left out */
    assert_true(llabs(by_hand - total_by_hand) <= 100); /* nor of the hand's, which rounds */
}

#define ASSERT_ROWS(preset, rows, total) \
    assert_rows(*state, preset, rows, sizeof(rows) / sizeof((rows)[0]), total)

static void test_solo(void **state)
{
    static const struct row rows[] = {
        { "Claude Sonnet 4.5 answers, and evals", 1755 + 720, { "claude-sonnet-4-5" }, 0, NULL },
        { "evals, judge (Haiku)", 90, { "claude-haiku-4-5" }, 0, NULL },
        { "OpenAI embeddings", 32, { "openai-embedding-3-small" }, 0, NULL },
        { "Supabase Pro", 2500, { "supabase" }, 0, NULL },
        { "Vercel, Langfuse, Promptfoo, Sentry",
          0,
          { "vercel", "langfuse", "promptfoo", "sentry" },
          0,
          NULL },
        { "GitHub Actions", 0, { "github-actions" }, 0, NULL },
    };

    ASSERT_ROWS("doc-qa-solo", rows, 5097);
}

static void test_startup(void **state)
{
    static const char split[] = "eval answers are split like the live ones, half of them by GPT-5 "
                                "mini, and the rest is on the lines of the models";
    static const char quarter[] =
        "GPT-5 mini ends, and what follows it costs four times as much in and "
        "two and a half out: Sonnet has a quarter, GPT-6.1 Terra the rest";
    static const struct row rows[] = {
        { "Claude Sonnet 4.5", 540000, { "claude-sonnet-4-5" }, 270000 + 9450, quarter },
        { "GPT-5 mini", 70000, { "gpt-6-1-terra" }, 330000 + 11550, quarter },
        { "OpenAI embeddings", 144, { "openai-embedding-3-small" }, 0, NULL },
        { "eval tokens, online scoring", 25550 + 6000, { "claude-haiku-4-5" }, 4200 + 6000, split },
        { "Braintrust Pro", 29700, { "braintrust" }, 0, NULL },
        { "Langfuse Pro", 34240, { "langfuse-pro" }, 0, NULL },
        { "Portkey Production", 8500, { "portkey" }, 0, NULL },
        { "Pinecone Standard", 5000, { "pinecone" }, 0, NULL },
        { "Inngest Pro", 7500, { "inngest" }, 0, NULL },
        { "Modal Team", 25000, { "modal" }, 0, NULL },
        { "Vercel Pro", 12100, { "vercel" }, 0, NULL },
        { "Supabase Pro + medium compute", 7500, { "supabase" }, 0, NULL },
        { "Doppler Team", 16800, { "doppler" }, 0, NULL },
        { "Sentry Team", 2600, { "sentry" }, 0, NULL },
        { "AWS extras and private VPC",
          23000,
          { "aws-compute", "public-plus-private-vpc" },
          0,
          NULL },
        { "CI minutes", 4000, { "github-actions" }, 0, NULL },
    };

    ASSERT_ROWS("doc-qa-startup", rows, 817634);
}

/* The hand has 2.0M queries, the preset 12,000 x 183 = 2.196M, which carry it beyond $200K without the Langfuse and the GPUs. */
static void test_enterprise(void **state)
{
    static const char more[] = "2.196M queries where the hand has 2.0M";
    static const struct row rows[] = {
        /* 70,125 x 1.098 of answers; 46,750 of the 55,000 eval runs at 0.0561, the others are within Azure's units */
        { "Bedrock Claude Sonnet",
          7012500,
          { "bedrock-claude-sonnet" },
          7961993,
          "2.196M queries where the hand has 2.0M, and the eval runs are on this line" },
        { "Azure OpenAI, 50 reserved units", 1300000, { "azure-openai-gpt-5-6" }, 0, NULL },
        /* 7,480 x 1.098, and 109,800 answers scored online at 0.00495 */
        { "Bedrock Haiku",
          748000,
          { "private-endpoint-haiku" },
          875655,
          "2.196M queries where the hand has 2.0M, and online scoring is on this line" },
        { "embeddings",
          340,
          { "bedrock-titan-embed-v2" },
          312,
          "600 % of the corpus in a month and 30 tokens a question, at 0.02" },
        { "eval tokens", 358000, { NULL }, 0, "on the lines of the models" },
        /* 7,760 x 1.098 */
        { "PII redaction", 776000, { "bedrock-guardrails" }, 852048, more },
        { "GPU fleet", 995500, { NULL }, 0, "the comparison's example has none" },
        { "OpenSearch Serverless", 421700, { "opensearch-knn" }, 0, NULL },
        { "LLM gateway, licence and runtime",
          1000000 + 400000,
          { "internal-llm-gateway" },
          0,
          NULL },
        { "Datadog LLM spans, hosts and logs",
          606000 + 435000,
          { "datadog-llm-observability" },
          1099800,
          "2.196M queries leave 6.588M LLM spans: 160 + 648.8 x 10, and 4,350" },
        { "Langfuse Enterprise", 333100, { NULL }, 0, "the comparison's example has none" },
        { "Splunk and Enterprise Security", 346700 + 400000, { "splunk" }, 0, NULL },
        { "internal eval platform", 750000, { "hybrid-eval-platform" }, 0, NULL },
        { "Temporal Cloud",
          295000,
          { "temporal-cloud" },
          250000,
          "1.8M steps follow from the documents, within the 10M included; the hand has 20M" },
        { "Vault", 1526200, { "hashicorp-vault" }, 0, NULL },
        { "PrivateLink", 114000, { "aws-privatelink", "azure-private-link" }, 0, NULL },
        { "circuits, transit, firewalls", 450000, { "private-circuits" }, 0, NULL },
        /* 8 % of what else is paid to AWS */
        { "isolated hosting and Enterprise Support",
          1800000 + 1002400,
          { "aws-compute" },
          2761585,
          "support is 8 % of AWS's own lines: without the GPU nodes, with more queries" },
        { "ingestion pipeline", 250000, { "corporate-ingestion-pipeline" }, 0, NULL },
        { "KMS and Secrets Manager",
          11800,
          { NULL },
          0,
          "the comparison's example has Vault for its keys, and no KMS" },
    };

    ASSERT_ROWS("doc-qa-enterprise", rows, 21332240);
}

static void test_totals(void **state)
{
    assert_in_range(bill_of(*state, "doc-qa-solo").total.likely, 4998 * CENT, 5202 * CENT);
    assert_in_range(bill_of(*state, "doc-qa-startup").total.likely, 801248 * CENT, 833952 * CENT);
    assert_in_range(bill_of(*state, "doc-qa-enterprise").total.likely, 200000 * MICRO,
                    225000 * MICRO);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_solo),
        cmocka_unit_test(test_startup),
        cmocka_unit_test(test_enterprise),
        cmocka_unit_test(test_totals),
    };
    return cmocka_run_group_tests(tests, shipped_setup, shipped_teardown);
}
