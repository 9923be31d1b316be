#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "strata/analysis/recognise.h"
#include "strata/model/edit.h"
#include "support/random.h"
#include "support/small_fixture.h"
#include "support/str.h"

/* ---- the small catalogue, with what people call things ---- */

static void add_aliases(struct small *small, struct range *ret, const char *const *names,
                        uint32_t count)
{
    *ret = (struct range){ small->builder.other_names.count, count };
    for (uint32_t i = 0; i < count; i++) {
        *builder_add(&small->builder, other_name) = small_text(small, names[i]);
    }
}

static void name_it(struct small *small, component_id component, const char *name,
                    const char *vendor)
{
    struct component *row = &small->builder.components.items[component];
    row->name = row->short_name = small_text(small, name);
    row->vendor = small_text(small, vendor);
}

static void add_words(struct small *small, enum lexicon lexicon, const char *const *words,
                      uint32_t count)
{
    for (uint32_t i = 0; i < count; i++) {
        *builder_add(&small->builder, lexeme) =
            (struct lexeme){ small_text(small, words[i]), lexicon };
    }
}

#define ADD_WORDS(small, lexicon, ...)                              \
    add_words(small, lexicon, (const char *const[]){ __VA_ARGS__ }, \
              sizeof((const char *const[]){ __VA_ARGS__ }) / sizeof(const char *))

static void add_lexicons(struct small *small)
{
    ADD_WORDS(small, LEXICON_ORDINARY, "render", "workers", "boundary", "cloud", "app", "pinecoat");
    ADD_WORDS(small, LEXICON_EMPTY, "api", "managed", "our", "service");
    ADD_WORDS(small, LEXICON_OUTSIDE, "users", "web browser", "team");
    ADD_WORDS(small, LEXICON_LEGEND, "legend");
    ADD_WORDS(small, LEXICON_BROAD, "Vercel");
    ADD_WORDS(small, LEXICON_OTHER, "CLI", "code");
    ADD_WORDS(small, LEXICON_ENDINGS, "ts", "py");
}

static int setup(void **state)
{
    static const char *const vectors[] = { "vector store", "vector database" };
    static const char *const tracing[] = { "traces", "workers" };
    static const char *const sonnet[] = { "Sonnet" };
    static const char *const hosting[] = { "Render", "Workers" };
    small_setup_open(state);
    struct small *small = &((struct fixture *)*state)->small;
    struct builder *builder = &small->builder;
    add_aliases(small, &builder->layers.items[L_VECTORS].aliases, vectors, 2);
    add_aliases(small, &builder->layers.items[L_TRACING].aliases, tracing, 2);
    add_aliases(small, &builder->components.items[SONNET].aliases, sonnet, 1);
    add_aliases(small, &builder->components.items[MODAL].aliases, hosting, 2);
    name_it(small, SONNET, "Claude Sonnet 4.5", "Anthropic");
    name_it(small, HAIKU, "Claude Haiku", "Anthropic");
    name_it(small, GPT_MINI, "GPT-5 mini", "OpenAI (of San Francisco)");
    name_it(small, PINECONE, "Pinecone", "Pinecone Systems");
    name_it(small, PGVECTOR, "pgvector on Postgres", "own team");
    name_it(small, VERCEL, "Vercel", "Vercel");
    name_it(small, NEXTJS, "Next.js", "Vercel");
    name_it(small, LANGFUSE, "Langfuse", "Langfuse");
    name_it(small, SPLUNK, "Corporate Log Archive", "own team");
    add_lexicons(small);
    *builder_add(builder, resource) = (struct resource){ small_text(small, "aws_sqs"), WEAVIATE };
    *builder_add(builder, resource) = (struct resource){ small_text(small, "aws"), NONE };
    small_end(small);
    return 0;
}

/* ---- drawings ---- */

static struct recognition read_labels(struct fixture *fixture, const char *const *labels,
                                      uint32_t count)
{
    struct graph *graph = arena_new(&fixture->arena, struct graph);
    struct recognition recognition;
    *graph = (struct graph){ .node_count = count, .drawings = 1 };
    graph->nodes = arena_new_array(&fixture->arena, struct graph_node, count);
    for (uint32_t i = 0; i < count; i++) {
        graph->nodes[i] = (struct graph_node){ STR("n"), str_from(labels[i]), NONE };
    }
    recognise(&fixture->small.catalog, graph, &fixture->arena, &recognition);
    return recognition;
}

static struct recognition read_label(struct fixture *fixture, const char *label)
{
    return read_labels(fixture, &label, 1);
}

static void check(struct fixture *fixture, const char *label, component_id component,
                  enum certainty certainty)
{
    struct recognition recognition = read_label(fixture, label);
    if (recognition.match_count != 1 || recognition.matches[0].component != component
        || recognition.matches[0].certainty != certainty) {
        const struct match *match = recognition.matches;
        fail_msg("\"%s\": %u matches, component %u, %s", label, recognition.match_count,
                 recognition.match_count > 0 ? match->component : NONE,
                 recognition.match_count > 0 ? certainty_name(match->certainty) : "none");
    }
    assert_int_equal(recognition.seen[0].shown, SHOWN_STACK);
}

static void check_none(struct fixture *fixture, const char *label, enum shown shown)
{
    struct recognition recognition = read_label(fixture, label);
    for (uint32_t i = 0; i < recognition.match_count; i++) {
        assert_int_equal(recognition.matches[i].component, NONE);
    }
    assert_int_equal(recognition.seen[0].shown, shown);
}

/* ---- one label ---- */

static void test_names(void **state)
{
    struct fixture *fixture = *state;
    check(fixture, "Pinecone", PINECONE, CERTAINTY_EXACT);
    check(fixture, "pine cone", PINECONE, CERTAINTY_EXACT);
    check(fixture, "PINECONE\n(managed)", PINECONE, CERTAINTY_EXACT);
    check(fixture, "Pinecone index 3", PINECONE, CERTAINTY_NAMED);
    check(fixture, "Pinecone (2 nodes)", PINECONE, CERTAINTY_EXACT);
    check(fixture, "PineconeVectorStore", PINECONE, CERTAINTY_NAMED);
    check(fixture, "next js", NEXTJS, CERTAINTY_EXACT);
    check(fixture, "claude-sonnet-4-5", SONNET, CERTAINTY_EXACT);
    check(fixture, "Postgres with the pgvector extension on it", PGVECTOR, CERTAINTY_NAMED);
}

static void test_versions(void **state)
{
    struct fixture *fixture = *state;
    check(fixture, "Claude 3.5 Sonnet", SONNET, CERTAINTY_VERSION);
    check(fixture, "gpt-4o-mini", GPT_MINI, CERTAINTY_VERSION);
    check(fixture, "Claude 3 Haiku", HAIKU, CERTAINTY_VERSION);
}

static void test_slips(void **state)
{
    struct fixture *fixture = *state;
    check(fixture, "Pincone", PINECONE, CERTAINTY_SPELLING);
    check(fixture, "Langfsue", LANGFUSE, CERTAINTY_SPELLING);
    check_none(fixture, "Pinc", SHOWN_UNKNOWN);
    check_none(fixture, "Lang", SHOWN_UNKNOWN);
    check_none(fixture, "Binecone", SHOWN_UNKNOWN); /* the first letter must be right */
    check_none(fixture, "Pimacone", SHOWN_UNKNOWN);
}

/* Another end makes another word, and a word of the language is no slip. */
static void test_no_slips(void **state)
{
    struct fixture *fixture = *state;
    check(fixture, "Pinecon", PINECONE, CERTAINTY_SPELLING);
    check_none(fixture, "Pinecones", SHOWN_UNKNOWN);
    check_none(fixture, "Pineconed", SHOWN_UNKNOWN);
    check_none(fixture, "Pineconic", SHOWN_UNKNOWN);
    check_none(fixture, "Pinecoat", SHOWN_UNKNOWN);
    check(fixture, "Langfsue", LANGFUSE, CERTAINTY_SPELLING);
}

static void test_words_apart(void **state)
{
    struct fixture *fixture = *state;
    check(fixture, "Archive of the corporate log", SPLUNK, CERTAINTY_SCATTERED);
    check_none(fixture, "Archive of the log", SHOWN_UNKNOWN);
    check_none(fixture, "Archive\nthe corporate log", SHOWN_UNKNOWN); /* not in one line */
    check_none(fixture, "Archive; the corporate log", SHOWN_UNKNOWN);
    check_none(fixture, "Log-Archive, Corporate", SHOWN_UNKNOWN);      /* nor by themselves */
    check(fixture, "Corporate\nLog Archive", SPLUNK, CERTAINTY_EXACT); /* a line that was broken */
    check_none(fixture, "- Corporate\n- Log Archive", SHOWN_UNKNOWN);
}

/* A vendor's name says which product only together with what kind of thing it is; a brand is a guess.
 */
static void test_brands_and_vendors(void **state)
{
    struct fixture *fixture = *state;
    check(fixture, "Claude", SONNET, CERTAINTY_BRAND);
    check(fixture, "our Claude API", SONNET, CERTAINTY_BRAND);
    check(fixture, "Anthropic API", NONE, CERTAINTY_VENDOR);
    check(fixture, "OpenAI", NONE, CERTAINTY_VENDOR);
    check(fixture, "Anthropic cheap", HAIKU, CERTAINTY_OFFERED);
    check(fixture, "OpenAI GPT-5 mini", GPT_MINI,
          CERTAINTY_NAMED); /* the vendor says nothing new */
    check_none(fixture, "own team", SHOWN_OUTSIDE);
}

static void test_other_products(void **state)
{
    struct fixture *fixture = *state;
    check(fixture, "Claude Code", NONE, CERTAINTY_VENDOR);
    check(fixture, "Claude Frobnicator", NONE, CERTAINTY_VENDOR);
    check(fixture, "OpenAI Whisper cheap", NONE, CERTAINTY_VENDOR);
    check(fixture, "Pinecone CLI", NONE, CERTAINTY_VENDOR);
    check(fixture, "Pinecone Frobnicator", PINECONE, CERTAINTY_NAMED);
    check(fixture, "Vercel WAF", NONE, CERTAINTY_VENDOR); /* a name for all that a vendor has */
    check(fixture, "managed Vercel", VERCEL, CERTAINTY_NAMED);
    check_none(fixture, "ErrorBoundary", SHOWN_UNKNOWN);
    check_none(fixture, "SelfClaudeHosted", SHOWN_STACK);
}

/* Neither is a name in the name of a file. */
static void test_files(void **state)
{
    struct fixture *fixture = *state;
    check_none(fixture, "pinecone-client.ts", SHOWN_UNKNOWN);
    check_none(fixture, "src/pinecone/index.py", SHOWN_UNKNOWN);
    check_none(fixture, "./pinecone", SHOWN_UNKNOWN);
    check_none(fixture, "POST /api/pinecone", SHOWN_UNKNOWN);
    check(fixture, "Pinecone (client.ts)", PINECONE, CERTAINTY_EXACT);
    check(fixture, "pinecone.io", PINECONE, CERTAINTY_NAMED);
    check(fixture, "Next.js", NEXTJS, CERTAINTY_EXACT);
}

static void test_kinds_and_people(void **state)
{
    struct fixture *fixture = *state;
    struct recognition recognition = read_label(fixture, "Vector store");
    assert_int_equal(recognition.match_count, 1);
    assert_int_equal(recognition.matches[0].component, NONE);
    assert_int_equal(recognition.matches[0].layer, L_VECTORS);
    assert_int_equal(recognition.matches[0].certainty, CERTAINTY_KIND);
    assert_int_equal(recognition.design.choice_count, 0);
    check_none(fixture, "Users", SHOWN_OUTSIDE);
    check_none(fixture, "Web browser", SHOWN_OUTSIDE);
    check_none(fixture, "Redis", SHOWN_UNKNOWN);
    check_none(fixture, "", SHOWN_BLANK);
    check_none(fixture, "\xf0\x9f\x94\xa5", SHOWN_UNKNOWN);
}

/* Names that are words: only where nothing else is written, and not if it is a kind of thing. */
static void test_ordinary_words(void **state)
{
    struct fixture *fixture = *state;
    check(fixture, "Render", MODAL, CERTAINTY_WORD);
    check_none(fixture, "Render the page", SHOWN_UNKNOWN);
    check(fixture, "Render ingestion", MODAL, CERTAINTY_NAMED); /* beside what it is for */
    check_none(fixture, "Render gateway", SHOWN_STACK);         /* or for something else */
    check_none(fixture, "render-ingestion", SHOWN_STACK);
    check_none(fixture, "pre-render", SHOWN_UNKNOWN);
    check_none(fixture, "Workers", SHOWN_STACK);
    check_none(fixture, "GitHub", SHOWN_UNKNOWN);
}

static void test_several_in_one_label(void **state)
{
    struct fixture *fixture = *state;
    struct recognition recognition =
        read_label(fixture, "Next.js on Vercel + vector store / Frobnicator");
    assert_int_equal(recognition.match_count, 3);
    assert_int_equal(recognition.matches[0].component, NEXTJS);
    assert_int_equal(recognition.matches[1].component, VERCEL);
    assert_int_equal(recognition.matches[2].component, NONE);
    assert_int_equal(recognition.matches[2].layer, L_VECTORS);
    assert_str(recognition.seen[0].rest, "Frobnicator");
    assert_true(design_has(&recognition.design, L_FRAMEWORK, NEXTJS));
    assert_true(design_has(&recognition.design, L_HOSTING, VERCEL));

    recognition = read_label(fixture, "Pinecone vector store"); /* one thing */
    assert_int_equal(recognition.match_count, 1);
}

/* ---- the whole drawing ---- */

static void test_one_place_only(void **state)
{
    struct fixture *fixture = *state;
    static const char *const labels[] = { "weaviate x", "Pinecone", "Pinecone again" };
    struct recognition recognition = read_labels(fixture, labels, 3);
    assert_true(design_has(&recognition.design, L_VECTORS, PINECONE)); /* the more certain one */
    assert_int_equal(design_layer(&recognition.design, L_VECTORS, NULL), 1);
    assert_true(recognition.matches[0].crowded);
    assert_true(recognition.matches[1].chosen);
    assert_true(recognition.matches[2].repeated);
}

static void test_frames_and_arrows_say_which(void **state)
{
    struct fixture *fixture = *state;
    struct graph_cluster cluster = { STR("cluster_c"), STR("cheap"), NONE };
    struct graph_node nodes[] = { { STR("a"), STR("Anthropic"), 0 } };
    struct graph graph = {
        .nodes = nodes, .node_count = 1, .clusters = &cluster, .cluster_count = 1, .drawings = 1
    };
    struct recognition recognition;
    recognise(&fixture->small.catalog, &graph, &fixture->arena, &recognition);
    assert_int_equal(recognition.matches[0].component, HAIKU); /* of the layer "cheap" */
    assert_int_equal(recognition.matches[0].certainty, CERTAINTY_OFFERED);
    assert_true(recognition.matches[0].chosen);

    struct graph_edge edge = { 0, 0, STR("cheap"), false };
    nodes[0].cluster = NONE;
    graph.edges = &edge;
    graph.edge_count = 1;
    recognise(&fixture->small.catalog, &graph, &fixture->arena, &recognition);
    assert_int_equal(recognition.matches[0].component, HAIKU);
    assert_int_equal(recognition.matches[0].certainty, CERTAINTY_VENDOR); /* an arrow is a hint */
    assert_false(recognition.matches[0].chosen);
}

static void test_legends_and_regions(void **state)
{
    struct fixture *fixture = *state;
    struct graph_cluster clusters[] = {
        { STR("cluster_0"), STR("Legend"), NONE },
        { STR("cluster_1"), STR("AWS eu-west-1"), NONE },
        { STR("cluster_2"), STR("inner"), 0 },
    };
    struct graph_node nodes[] = { { STR("a"), STR("Pinecone"), 0 },
                                  { STR("b"), STR("Vercel"), 1 },
                                  { STR("c"), STR("Langfuse"), 2 } };
    struct graph graph = { .title = STR("T\nand more"),
                           .nodes = nodes,
                           .node_count = 3,
                           .clusters = clusters,
                           .cluster_count = 3,
                           .drawings = 1 };
    struct recognition recognition;
    recognise(&fixture->small.catalog, &graph, &fixture->arena, &recognition);
    assert_int_equal(recognition.match_count, 1);
    assert_int_equal(recognition.seen[0].shown, SHOWN_OUTSIDE);
    assert_int_equal(recognition.seen[2].shown, SHOWN_OUTSIDE);
    assert_int_equal(recognition.design.region_count, 1);
    assert_str(recognition.design.regions[0], "AWS eu-west-1");
    assert_str(recognition.design.title, "T");
}

/* What is no more certain than CERTAINTY_GUESS is no part of the design. */
static void test_guesses(void **state)
{
    struct fixture *fixture = *state;
    static const char *const labels[] = { "Pincone", "Claude", "Render" };
    struct recognition recognition = read_labels(fixture, labels, 3);
    assert_int_equal(recognition.design.choice_count, 0);
    assert_int_equal(recognition.design.comment_count, 2);
    assert_str(recognition.design.comments[1].path, "layers.");
    for (uint32_t i = 0; i < 3; i++) {
        assert_true(recognition.matches[i].guessed);
        assert_false(recognition.matches[i].chosen || recognition.matches[i].crowded);
    }
    static const char *const told[] = { "Pincone", "Pinecone" };
    recognition = read_labels(fixture, told, 2);
    assert_true(recognition.matches[0].repeated); /* and no comment is needed */
    assert_int_equal(recognition.design.comment_count, 1);
    for (int i = 0; i < CERTAINTY__COUNT; i++) {
        assert_int_equal(certainty_is_guess((enum certainty)i),
                         certainty_percent((enum certainty)i) <= CERTAINTY_GUESS);
    }
    assert_false(certainty_is_guess(CERTAINTY_OFFERED));
    assert_true(certainty_is_guess(CERTAINTY_SPELLING));
}

/* The type says what Terraform makes, and no name does. */
static void test_terraform(void **state)
{
    struct fixture *fixture = *state;
    static const char *const labels[] = {
        "aws_sqs_queue.vercel", "module.a.aws_sqs_queue.b[\"x.y\"]", "data.aws_sqs_queue.c",
        "var.pinecone",         "provider[\"registry.x/pinecone\"]", "aws_iam_role.pinecone",
        "pinecone_index.docs",  "[root] output.langfuse (expand)",   "other_thing.langfuse",
    };
    struct recognition recognition = read_labels(fixture, labels, 9);
    static const component_id wanted[] = { WEAVIATE, WEAVIATE, PINECONE };
    assert_int_equal(recognition.match_count, 3);
    for (uint32_t i = 0; i < 3; i++) {
        assert_int_equal(recognition.matches[i].component, wanted[i]);
        assert_int_equal(recognition.matches[i].certainty, CERTAINTY_RESOURCE);
    }
    assert_int_equal(recognition.counts[SHOWN_OUTSIDE], 5);
    assert_int_equal(recognition.counts[SHOWN_UNKNOWN], 1);
    check(fixture, "var.pinecone", PINECONE, CERTAINTY_NAMED); /* no graph of Terraform's */
}

/* What strata writes on its own boxes it recognises, all of it. */
static void test_own_names(void **state)
{
    struct fixture *fixture = *state;
    const struct catalog *catalog = &fixture->small.catalog;
    for (component_id i = 0; i < catalog->component_count; i++) {
        struct str label = catalog_text(catalog, catalog->components[i].short_name);
        check(fixture, str_terminated(&fixture->arena, label), i, CERTAINTY_EXACT);
    }
}

/* Any words: matches are in their bounds, and what is chosen could be. Twice the same. */
static void test_any_labels(void **state)
{
    struct fixture *fixture = *state;
    static const char *const words[] = {
        "Pinecone", "Claude", "3.5",    "Sonnet",   "+",    "/", "\n", "vector", "store",
        "on",       "User",   "Vercel", "Weaviate", "\xff", "(", ")",  "gpt",    "Langfus"
    };
    struct test_random random = { 11 };
    for (int round = 0; round < 300; round++) {
        const char *labels[8];
        for (int i = 0; i < 8; i++) {
            struct strbuf label = { .arena = &fixture->arena };
            for (uint32_t n = test_random_below(&random, 9); n > 0; n--) {
                strbuf_addz(&label, words[test_random_below(&random, 18)]);
                strbuf_addz(&label, test_random_below(&random, 4) == 0 ? "" : " ");
            }
            labels[i] = str_terminated(&fixture->arena, strbuf_str(&label));
        }
        struct recognition one = read_labels(fixture, labels, 8),
                           two = read_labels(fixture, labels, 8);
        assert_true(design_eq(&one.design, &two.design));
        assert_int_equal(one.match_count, two.match_count);
        for (uint32_t i = 0; i < one.match_count; i++) {
            const struct match *match = &one.matches[i];
            assert_true(match->node < 8 && match->words.len > 0);
            assert_int_equal(match->certainty, two.matches[i].certainty);
            if (match->chosen) {
                assert_true(design_has(&one.design, match->layer, match->component));
            }
        }
    }
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, small_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_names),
        TEST(test_versions),
        TEST(test_slips),
        TEST(test_no_slips),
        TEST(test_words_apart),
        TEST(test_brands_and_vendors),
        TEST(test_other_products),
        TEST(test_files),
        TEST(test_kinds_and_people),
        TEST(test_ordinary_words),
        TEST(test_several_in_one_label),
        TEST(test_one_place_only),
        TEST(test_frames_and_arrows_say_which),
        TEST(test_legends_and_regions),
        TEST(test_guesses),
        TEST(test_terraform),
        TEST(test_own_names),
        TEST(test_any_labels),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
