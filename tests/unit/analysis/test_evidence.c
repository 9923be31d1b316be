#include "strata/analysis/evidence.h"
#include "strata/analysis/review.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "support/small_fixture.h"
#include "support/small_prices.h"
#include "support/str.h"

static struct range conditions(struct fixture *fixture, const struct condition *rows,
                               uint32_t count)
{
    struct range range = { fixture->small.builder.conditions.count, count };

    for (uint32_t i = 0; i < count; i++) {
        *builder_add(&fixture->small.builder, condition) = rows[i];
    }
    return range;
}

static void add_rule(struct fixture *fixture, const char *text, const char *right, struct rule rule)
{
    rule.text = small_text(&fixture->small, text);
    rule.right = small_text(&fixture->small, right);
    *builder_add(&fixture->small.builder, rule) = rule;
}

static struct review review_of(struct fixture *fixture, const struct design *design)
{
    struct review review;

    small_end(&fixture->small);
    assert_true(
        review_make(&fixture->small.catalog, design, 0, &fixture->arena, &review, &fixture->diags));
    return review;
}

static void assert_evidence(struct fixture *fixture, const struct evidence_list *list, uint32_t row,
                            const char *expected)
{
    assert_true(row < list->count);
    assert_str_equal(evidence_text(&list->list[row], &fixture->arena), str_from(expected));
}

static void test_figures_and_their_distance(void **state)
{
    static const struct condition rows[] = {
        { .kind = CONDITION_BELOW, .figure = F_TOTAL, .number = DOLLARS(600000) },
        { .kind = CONDITION_AT_LEAST, .figure = F_QUERIES, .number = DOLLARS(1000) },
        { .kind = CONDITION_SCALE_BELOW, .scale = ENTERPRISE },
    };
    struct fixture *fixture = *state;
    struct design design = design_empty(SOLO, STR("D"));
    struct evidence_list list;
    struct facts facts;
    struct review review;

    add_rule(fixture, "{total}", "From {threshold:total} or so.",
             (struct rule){
                 .trigger = TRIGGER_DESIGN, .instead = NONE, .all = conditions(fixture, rows, 3) });
    review = review_of(fixture, &design);
    assert_str(review.findings.list[0].right, "From 600,000 or so; you have 500,000 and 1,000.");
    review_facts(&review, &facts);
    evidence_make(&facts, &review.bill, &review.findings.list[0], &fixture->arena, &list);
    assert_int_equal(list.count, 3);
    assert_evidence(fixture, &list, 0, "total: 500,000 (below 600,000; 100,000 to go)");
    assert_evidence(fixture, &list, 1, "queries: 1,000 (at least 1,000; just reached)");
    assert_evidence(fixture, &list, 2, "Scale aimed at: Solo (before Enterprise)");
    assert_int_equal(list.sum_count, 1);
    assert_str(list.sums[0], "total: queries 1,000 x tokens 500 = 500,000");
}

static void test_what_would_silence_it(void **state)
{
    static const struct condition rows[] = {
        { .kind = CONDITION_CHOSEN, .tag = TAG_SQL_VECTORS },
        { .kind = CONDITION_NEEDED, .tag = NEED_RESIDENCY },
        { .kind = CONDITION_PROVIDERS_OVER_SCALE },
        { .kind = CONDITION_CHOSEN_AT_LEAST, .tag = TAG_HOSTED_VECTORS, .number = DOLLARS(2) },
    };
    const struct choice choice = small_chosen(L_VECTORS, PINECONE);
    struct fixture *fixture = *state;
    struct design design = small_design(&fixture->small, SOLO, &choice, 1);
    struct evidence_list list;
    struct facts facts;
    struct review review;

    add_rule(fixture, "x", "",
             (struct rule){ .trigger = TRIGGER_DESIGN,
                            .instead = NONE,
                            .unless = conditions(fixture, rows, 4) });
    review = review_of(fixture, &design);
    review_facts(&review, &facts);
    evidence_of_rule(&facts, 0, &fixture->arena, &list);
    assert_evidence(fixture, &list, 0, "sql-vectors: none (silent if one is chosen)");
    assert_evidence(fixture, &list, 1, "residency: no stated need (silent if one is stated)");
    assert_evidence(fixture, &list, 2, "Chat-model providers: 0 (silent if more than 1; 1 to go)");
    assert_evidence(fixture, &list, 3, "hosted-vectors: 1 (silent if at least 2; 1 to go)");
    for (uint32_t i = 0; i < list.count; i++) {
        assert_true(list.list[i].unless && !list.list[i].holds);
    }
}

/* Pinecone for $50 and $1 a query against pgvector for nothing, and against what stands at Solo. */
static void test_money(void **state)
{
    static const struct small_term terms[] = { { "queries", NONE, { F_QUERIES, NONE } } };
    const struct choice choice = small_chosen(L_VECTORS, PINECONE);
    struct fixture *fixture = *state;
    struct design design = small_design(&fixture->small, SOLO, &choice, 1);
    struct evidence_list list;
    struct facts facts;
    struct review review;
    meter_id meter = small_meter(&fixture->small, "reads", terms, 1);

    small_plan(&fixture->small, PINECONE, "list", (struct plan){ 0 });
    small_fixed(&fixture->small, "base", FLAT(DOLLARS(50)));
    small_metered(&fixture->small, "reads", meter, DOLLARS(100), DOLLARS(1));
    small_plan(&fixture->small, PGVECTOR, "list", (struct plan){ 0 });
    small_fixed(&fixture->small, "disk", FLAT(DOLLARS(5)));
    add_rule(fixture, "{cost-year} a year; {saving} less; {instead} for {instead-cost}", "",
             (struct rule){ .trigger = TRIGGER_CHOSEN,
                            .tag = TAG_HOSTED_VECTORS,
                            .fix = FIX_TAKE,
                            .take = PGVECTOR,
                            .saving = true,
                            .instead = L_VECTORS });
    review = review_of(fixture, &design);
    assert_int_equal(review.findings.count, 1);
    assert_str(review.findings.list[0].text, "$720 a year; $55 less; pgvector for $5");
    review_facts(&review, &facts);
    evidence_make(&facts, &review.bill, &review.findings.list[0], &fixture->arena, &list);
    assert_int_equal(list.sum_count, 5);
    assert_str(list.sums[0], "Pinecone, base: $50.00 a month");
    assert_str(list.sums[1], "Pinecone, reads: 1,000 x $1 per 100 reads = $10.00 a month");
    assert_str(list.sums[2], "$60.00 x 12 months = $720.00 a year");
    assert_str(list.sums[3], "pgvector, disk: $5.00 a month");
    assert_str(list.sums[4], "the bill with pgvector alone: $5.00 a month instead of $60.00");
}

/* What costs the same, and what nobody knows the price of, saves nothing. */
static void test_saving_near_miss(void **state)
{
    const struct choice choice = small_chosen(L_VECTORS, PINECONE);
    struct fixture *fixture = *state;
    struct design design = small_design(&fixture->small, SOLO, &choice, 1);
    struct review review;

    add_rule(fixture, "x", "",
             (struct rule){ .trigger = TRIGGER_CHOSEN,
                            .tag = TAG_HOSTED_VECTORS,
                            .fix = FIX_TAKE,
                            .take = PGVECTOR,
                            .saving = true,
                            .instead = NONE });
    review = review_of(fixture, &design);
    assert_int_equal(review.findings.count, 0);
    small_plan(&fixture->small, PINECONE, "list", (struct plan){ 0 });
    small_fixed(&fixture->small, "base", FLAT(DOLLARS(5)));
    small_plan(&fixture->small, PGVECTOR, "list", (struct plan){ 0 });
    small_fixed(&fixture->small, "disk", FLAT(DOLLARS(5)));
    review = review_of(fixture, &design);
    assert_int_equal(review.findings.count, 0);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, small_setup_open, small_teardown)
    static const struct CMUnitTest tests[] = {
        TEST(test_figures_and_their_distance),
        TEST(test_what_would_silence_it),
        TEST(test_money),
        TEST(test_saving_near_miss),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
