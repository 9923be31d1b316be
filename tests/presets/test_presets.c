/* The worked examples come out as the comparison tells them: every box, every arrow, every line of the bill.
 * The lists are written out here, so that a change of the catalogue that moves them is seen and decided. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "strata/analysis/review.h"
#include "strata/store/store.h"
#include "support/shipped_fixture.h"
#include "support/str.h"

static struct review review_of(struct fixture *f, const char *name)
{
    preset_id id = catalog_find_preset(&f->catalog, str_from(name));
    struct diag_list diags;
    struct design design;
    struct review review;

    diag_init(&diags, &f->arena);
    assert_int_not_equal(id, NONE);
    assert_true(store_read_preset(&f->catalog, id, &f->arena, &design, &diags));
    assert_true(review_make(&f->catalog, &design, 0, &f->arena, &review, &diags));
    assert_int_equal(diags.list.count, 0);
    return review;
}

static void assert_boxes(const struct review *review, const char *const *labels, uint32_t count)
{
    assert_int_equal(review->architecture.box_count, count);
    for (uint32_t i = 0; i < count; i++) {
        assert_str_equal(review->architecture.boxes[i].label, str_from(labels[i]));
    }
}

static struct str arrow_text(struct fixture *f, const struct review *review,
                             const struct arrow *arrow)
{
    const struct box *boxes = review->architecture.boxes;

    return str_format(&f->arena, "%.*s > %.*s", STR_ARG(boxes[arrow->from].id),
                      STR_ARG(boxes[arrow->to].id));
}

/* Exactly these arrows, in any order. */
static void assert_arrows(struct fixture *f, const struct review *review, bool dashed,
                          const char *const *wanted, uint32_t count)
{
    const struct architecture *a = &review->architecture;

    assert_int_equal(dashed ? a->dashed_count : a->solid_count, count);
    for (uint32_t w = 0; w < count; w++) {
        bool found = false;

        for (uint32_t i = 0; i < a->arrow_count; i++) {
            if (a->arrows[i].dashed == dashed
                && str_is(arrow_text(f, review, &a->arrows[i]), wanted[w])) {
                found = true;
            }
        }
        if (!found) {
            fail_msg("there is no arrow %s", wanted[w]);
        }
    }
}

#define COUNT(list) (uint32_t)(sizeof(list) / sizeof(*(list)))

static void test_doc_qa_solo(void **state)
{
    static const char *const boxes[] = {
        "Claude Sonnet + Claude Haiku", "OpenAI embeddings", "Next.js on Vercel",
        "Supabase + pgvector",          "Langfuse",
    };
    static const char *const arrows[] = {
        "nextjs > anthropic-api.chat",
        "nextjs > openai-api.embeddings",
        "nextjs > supabase",
    };
    static const char *const dashed[] = { "nextjs > langfuse" };
    struct review review = review_of(*state, "doc-qa-solo");

    assert_boxes(&review, boxes, COUNT(boxes));
    assert_arrows(*state, &review, false, arrows, COUNT(arrows));
    assert_arrows(*state, &review, true, dashed, COUNT(dashed));
}

static void test_doc_qa_startup(void **state)
{
    static const char *const boxes[] = {
        "Claude Sonnet + Claude Haiku",
        "GPT-6.1 Terra",
        "OpenAI embeddings",
        "Next.js on Vercel",
        "Portkey",
        "Pinecone",
        "Inngest",
        "Modal",
        "Braintrust",
        "Langfuse Pro",
    };
    static const char *const arrows[] = {
        "nextjs > portkey",
        "nextjs > pinecone",
        "portkey > anthropic-api.chat",
        "portkey > openai-api.chat",
        "portkey > openai-api.embeddings",
        "inngest > modal",
        "modal > portkey",
        "modal > pinecone",
    };
    static const char *const dashed[] = { "nextjs > langfuse", "portkey > langfuse",
                                          "langfuse > braintrust" };
    struct review review = review_of(*state, "doc-qa-startup");

    assert_boxes(&review, boxes, COUNT(boxes));
    assert_arrows(*state, &review, false, arrows, COUNT(arrows));
    assert_arrows(*state, &review, true, dashed, COUNT(dashed));
}

static void test_doc_qa_enterprise(void **state)
{
    static const char *const boxes[] = {
        "Bedrock Claude + Bedrock Haiku",
        "Bedrock Claude + Bedrock Haiku",
        "Azure OpenAI",
        "Azure OpenAI",
        "Titan embeddings",
        "Titan embeddings",
        "Internal Next.js on AWS",
        "Internal Next.js on AWS",
        "Internal LLM gateway",
        "Internal LLM gateway",
        "OpenSearch k-NN",
        "OpenSearch k-NN",
        "Temporal",
        "Ingestion pipeline",
        "Ingestion pipeline",
        "Internal eval platform",
        "Datadog",
        "Corporate SIEM (Splunk)",
        "Vault",
        "PrivateLink: Bedrock Claude",
        "PrivateLink: Bedrock Claude",
        "PrivateLink: Titan embeddings",
        "PrivateLink: Titan embeddings",
        "Azure Private Link: Azure OpenAI",
        "Azure Private Link: Azure OpenAI",
    };
    /* those of one region; each stands once more for the other */
    static const char *const arrows[] = {
        "internal-nextjs-framework@R > internal-llm-gateway@R",
        "internal-nextjs-framework@R > opensearch-knn@R",
        "internal-llm-gateway@R > private-endpoint.bedrock.chat@R",
        "private-endpoint.bedrock.chat@R > bedrock.chat@R",
        "internal-llm-gateway@R > private-endpoint.azure-openai.chat@R",
        "private-endpoint.azure-openai.chat@R > azure-openai.chat@R",
        "internal-llm-gateway@R > private-endpoint.bedrock.embeddings@R",
        "private-endpoint.bedrock.embeddings@R > bedrock.embeddings@R",
        "temporal > corporate-ingestion-pipeline@R",
        "corporate-ingestion-pipeline@R > internal-llm-gateway@R",
        "corporate-ingestion-pipeline@R > opensearch-knn@R",
    };
    static const char *const dashed[] = {
        "internal-nextjs-framework@R > datadog",
        "internal-llm-gateway@R > datadog",
        "internal-llm-gateway@R > splunk",
        "internal-llm-gateway@R > vault",
    };
    static const char *const regions[] = { "us-east", "eu-west" };
    struct fixture *f = *state;
    struct review review = review_of(f, "doc-qa-enterprise");
    const char *all[2 * COUNT(arrows)], *all_dashed[2 * COUNT(dashed) + 1];
    uint32_t n = 0, d = 0;

    assert_boxes(&review, boxes, COUNT(boxes));
    for (uint32_t r = 0; r < 2; r++) {
        for (uint32_t i = 0; i < COUNT(arrows) + COUNT(dashed); i++) {
            bool is_dashed = i >= COUNT(arrows);
            struct str text = str_from(is_dashed ? dashed[i - COUNT(arrows)] : arrows[i]);
            struct strbuf named = { .arena = &f->arena };

            for (size_t k = 0; k < text.len; k++) {
                if (text.at[k] == 'R') {
                    strbuf_addz(&named, regions[r]);
                } else {
                    strbuf_add_char(&named, text.at[k]);
                }
            }
            if (is_dashed) {
                all_dashed[d++] = str_terminated(&f->arena, strbuf_str(&named));
            } else {
                all[n++] = str_terminated(&f->arena, strbuf_str(&named));
            }
        }
    }
    all_dashed[d++] = "datadog > hybrid-eval-platform";
    assert_arrows(f, &review, false, all, n);
    assert_arrows(f, &review, true, all_dashed, d);
    assert_int_equal(n, 22);
}

/* Likely cost of everything a component stands for on the bill, in cents. */
static int64_t cents(struct fixture *f, const struct review *review, const char *component)
{
    component_id id = catalog_find_component(&f->catalog, str_from(component));
    money likely;

    assert_int_not_equal(id, NONE);
    assert_true(bill_of_component(&review->bill, id, &likely));
    return likely / (MICRO / 100);
}

/* The worked sums: answers 17.55, evals 7.20 + 0.90, embeddings 0.32, database 25.00. */
static void test_bill_of_solo(void **state)
{
    struct review review = review_of(*state, "doc-qa-solo");

    assert_int_equal(cents(*state, &review, "claude-sonnet-4-5"), 1755 + 720);
    assert_int_equal(cents(*state, &review, "claude-haiku-4-5"), 90);
    assert_int_equal(cents(*state, &review, "openai-embedding-3-small"), 32);
    assert_int_equal(cents(*state, &review, "supabase"), 2500);
    assert_int_equal(review.bill.total.likely, INT64_C(50970000));
    assert_int_equal(review.bill.floor, 25 * MICRO);
    assert_int_equal(review.bill.unpriced, 0);
}

/* The worked sum of 8,176, line by line; eval runs are split like the answers. */
static void test_bill_of_startup(void **state)
{
    struct review review = review_of(*state, "doc-qa-startup");

    assert_int_equal(cents(*state, &review, "claude-sonnet-4-5"), 270000 + 9450);
    assert_int_equal(cents(*state, &review, "gpt-6-1-terra"), 330000 + 11550);
    assert_int_equal(cents(*state, &review, "claude-haiku-4-5"), 4200 + 6000);
    assert_int_equal(cents(*state, &review, "openai-embedding-3-small"), 144);
    assert_int_equal(cents(*state, &review, "braintrust"), 29700);
    assert_int_equal(cents(*state, &review, "langfuse-pro"), 34240);
    assert_int_equal(cents(*state, &review, "portkey"), 8500);
    assert_int_equal(cents(*state, &review, "pinecone"), 5000);
    assert_int_equal(cents(*state, &review, "inngest"), 7500);
    assert_int_equal(cents(*state, &review, "modal"), 25000);
    assert_in_range(cents(*state, &review, "vercel"), 12000, 12200);
    assert_int_equal(cents(*state, &review, "supabase"), 7500);
    assert_int_equal(cents(*state, &review, "doppler"), 16800);
    assert_int_equal(cents(*state, &review, "sentry"), 2600);
    assert_int_equal(cents(*state, &review, "aws-compute")
                         + cents(*state, &review, "public-plus-private-vpc"),
                     23000);
    assert_int_equal(cents(*state, &review, "github-actions"), 4020);
    assert_in_range(review.bill.total.likely, 8012 * MICRO, 8340 * MICRO);
}

static void test_bill_of_enterprise(void **state)
{
    struct review review = review_of(*state, "doc-qa-enterprise");

    /* (2,196,000 queries x (9,000 in, 700 out) + 55,000 eval runs x (9,000 + 3,000 in, 700 + 300 out)) x 85 %
     * at 3.30 and 16.50 a million */
    assert_int_equal(cents(*state, &review, "bedrock-claude-sonnet"), 5728932 + 2233061);
    assert_int_equal(cents(*state, &review, "azure-openai-gpt-5-6"), 1300000);
    assert_int_equal(cents(*state, &review, "opensearch-knn"), 421680);
    assert_int_equal(cents(*state, &review, "hashicorp-vault"), 1526222);
    assert_int_equal(cents(*state, &review, "aws-privatelink")
                         + cents(*state, &review, "azure-private-link"),
                     113960);
    assert_int_equal(cents(*state, &review, "splunk"), 346667 + 400000);
    assert_in_range(review.bill.total.likely, 200000 * MICRO, 225000 * MICRO);
    assert_true(review.bill.total.low < review.bill.total.likely);
    assert_true(review.bill.total.high > review.bill.total.likely);
}

static const char *const presets[][2] = {
    { "solo", "solo" },
    { "startup", "startup" },
    { "enterprise", "enterprise" },
    { "doc-qa-solo", "solo" },
    { "doc-qa-startup", "startup" },
    { "doc-qa-enterprise", "enterprise" },
};

static void test_totals_are_the_sums_of_their_lines(void **state)
{
    for (uint32_t i = 0; i < COUNT(presets); i++) {
        struct review review = review_of(*state, presets[i][0]);
        money low = 0, likely = 0, high = 0;

        for (uint32_t k = 0; k < review.bill.line_count; k++) {
            const struct price *cost = &review.bill.lines[k].cost;

            assert_int_equal(cost->likely % (MICRO / 100), 0);
            low += cost->low;
            likely += cost->likely;
            high += cost->high;
        }
        assert_int_equal(low, review.bill.total.low);
        assert_int_equal(likely, review.bill.total.likely);
        assert_int_equal(high, review.bill.total.high);
    }
}

/* "Each is correct for its column." */
static void test_presets_read_as_their_scale_without_a_warning(void **state)
{
    struct fixture *f = *state;

    for (uint32_t i = 0; i < COUNT(presets); i++) {
        struct review review = review_of(f, presets[i][0]);

        assert_str_equal(catalog_text(&f->catalog, f->catalog.scales[review.reading.scale].id),
                         str_from(presets[i][1]));
        assert_false(review.reading.mixed);
        assert_int_equal(review.findings.counts[SEVERITY_WARNING], 0);
        assert_int_equal(review.findings.counts[SEVERITY_ERROR], 0);
    }
}

static void test_columns_fill_every_seed_row(void **state)
{
    static const char *const rows[] = {
        "workhorse-model",     "cheap-model",       "embeddings",      "provider-count",
        "provider-redundancy", "llm-sdk",           "gateway",         "vector-db",
        "orchestration",       "agent-framework",   "eval-tool",       "eval-cadence",
        "llm-observability",   "prompt-versioning", "drift-detection", "hosting",
        "inference-compute",   "secrets",           "network",         "data-residency",
    };
    struct fixture *f = *state;

    for (uint32_t i = 0; i < 3; i++) {
        struct review review = review_of(f, presets[i][0]);

        for (uint32_t k = 0; k < COUNT(rows); k++) {
            layer_id layer = catalog_find_layer(&f->catalog, str_from(rows[k]));

            assert_int_not_equal(layer, NONE);
            assert_true(design_layer(&review.design, layer, NULL) > 0);
            assert_true(
                design_matches_cell(&f->catalog, &review.design, layer, review.design.scale));
        }
    }
}

static void test_writing_and_reading_gives_the_same_design(void **state)
{
    struct fixture *f = *state;

    for (uint32_t i = 0; i < COUNT(presets); i++) {
        struct review review = review_of(f, presets[i][0]);
        struct diag_list diags;
        struct design again;

        struct str file = store_write_design(&f->catalog, &review.design, false, &f->arena);
        struct str explained = store_write_design(&f->catalog, &review.design, true, &f->arena);

        diag_init(&diags, &f->arena);
        assert_true(
            store_read_design(&f->catalog, STR("file.yaml"), file, &f->arena, &again, &diags));
        assert_true(design_eq(&review.design, &again));
        assert_str_equal(store_write_design(&f->catalog, &again, false, &f->arena), file);
        assert_true(store_read_design(&f->catalog, STR("explained.yaml"), explained, &f->arena,
                                      &again, &diags));
        assert_true(design_eq(&review.design, &again));
        assert_true(explained.len > file.len);
    }
}

/* Nobody is given what is about to be switched off. */
static void test_presets_stand_on_what_lasts(void **state)
{
    struct fixture *f = *state;
    day looked_at;

    assert_true(day_parse(catalog_text(&f->catalog, f->catalog.head.date), &looked_at));
    for (uint32_t i = 0; i < COUNT(presets); i++) {
        struct review review = review_of(f, presets[i][0]);

        for (uint32_t k = 0; k < review.design.choice_count; k++) {
            component_id component = review.design.choices[k].component;
            int32_t left;

            if (catalog_days_left(&f->catalog, component, looked_at, &left) && left <= 90) {
                fail_msg("%s: choice %u ends in %d days", presets[i][0], (unsigned)k, (int)left);
            }
        }
    }
}

static money total_of(struct fixture *f, const char *layers)
{
    struct str file =
        str_format(&f->arena, "strata: 1\ntitle: t\nscale: enterprise\nlayers: %s\n", layers);
    struct diag_list diags;
    struct design design;
    struct review review;

    diag_init(&diags, &f->arena);
    assert_true(store_read_design(&f->catalog, STR("t.yaml"), file, &f->arena, &design, &diags));
    assert_true(review_make(&f->catalog, &design, 0, &f->arena, &review, &diags));
    return review.bill.total.likely;
}

/* A policy in a layer that divides its demand runs nothing, and so takes nothing of it. */
static void test_a_policy_beside_a_model_takes_no_share(void **state)
{
    struct fixture *f = *state;

    assert_int_equal(
        total_of(f, "{ workhorse-model: [bedrock-claude-sonnet, private-model-endpoints] }"),
        total_of(f, "{ workhorse-model: bedrock-claude-sonnet }"));
    assert_int_equal(
        total_of(f, "{ workhorse-model: [private-model-endpoints, bedrock-claude-sonnet] }"),
        total_of(f, "{ workhorse-model: bedrock-claude-sonnet }"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_doc_qa_solo),
        cmocka_unit_test(test_doc_qa_startup),
        cmocka_unit_test(test_doc_qa_enterprise),
        cmocka_unit_test(test_bill_of_solo),
        cmocka_unit_test(test_bill_of_startup),
        cmocka_unit_test(test_bill_of_enterprise),
        cmocka_unit_test(test_totals_are_the_sums_of_their_lines),
        cmocka_unit_test(test_presets_read_as_their_scale_without_a_warning),
        cmocka_unit_test(test_columns_fill_every_seed_row),
        cmocka_unit_test(test_writing_and_reading_gives_the_same_design),
        cmocka_unit_test(test_presets_stand_on_what_lasts),
        cmocka_unit_test(test_a_policy_beside_a_model_takes_no_share),
    };
    return cmocka_run_group_tests(tests, shipped_setup, shipped_teardown);
}
