/* Findings that are accepted, until when, and which. */
#include "strata/analysis/rules.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "strata/analysis/review.h"
#include "strata/model/acceptance.h"
#include "support/small_fixture.h"
#include "support/str.h"

/* Pinecone and Weaviate each raise the fixture's one rule. */
static struct review review_at(struct fixture *fixture, const struct acceptance *accepted,
                               uint32_t count, day today)
{
    const struct choice choices[] = { small_chosen(L_VECTORS, PINECONE),
                                      small_chosen(L_VECTORS, WEAVIATE) };
    struct design *design = arena_new(&fixture->arena, struct design);
    struct review review;

    *design = small_design(&fixture->small, SOLO, choices, 2);
    design->accepted = accepted;
    design->accepted_count = count;
    assert_true(review_make(&fixture->small.catalog, design, today, &fixture->arena, &review,
                            &fixture->diags));
    return review;
}

static void test_until_the_last_day(void **state)
{
    static const struct acceptance accepted[] = { { 0, PINECONE, { "a trial", 7 }, 100 } };
    struct fixture *fixture = *state;
    struct findings on = review_at(fixture, accepted, 1, 100).findings;
    struct findings after = review_at(fixture, accepted, 1, 101).findings;

    assert_int_equal(on.count, 2);
    assert_int_equal(on.counts[SEVERITY_WARNING], 1);
    assert_int_equal(on.accepted_count, 1);
    assert_int_equal(on.idle_count, 0);
    assert_int_equal(on.list[0].component, WEAVIATE); /* what counts stands first */
    assert_true(finding_counts(&on.list[0]));
    assert_false(finding_counts(&on.list[1]));
    assert_str(finding_acceptance_text(&on.list[1], &fixture->arena),
               "accepted until 1970-04-11: a trial");
    assert_int_equal(after.counts[SEVERITY_WARNING], 2);
    assert_int_equal(after.accepted_count, 0);
    assert_int_equal(after.list[0].component, PINECONE);
    assert_true(after.list[0].ran_out);
    assert_str(finding_acceptance_text(&after.list[0], &fixture->arena),
               "the acceptance ran out on 1970-04-11: a trial");
}

static void test_without_a_component_it_covers_all(void **state)
{
    static const struct acceptance accepted[] = { { 0, PINECONE, { "old", 3 }, 10 },
                                                  { 0, NONE, { "all", 3 }, 100 } };
    struct fixture *fixture = *state;
    struct findings findings = review_at(fixture, accepted, 2, 50).findings;

    assert_int_equal(findings.counts[SEVERITY_WARNING], 0);
    assert_int_equal(findings.accepted_count, 2);
    assert_str(findings.list[0].accepted->reason, "all");
    assert_int_equal(findings.idle_count, 0); /* the old one still speaks of a finding */
}

static void test_one_that_matches_nothing_is_idle(void **state)
{
    static const struct acceptance accepted[] = { { 0, PGVECTOR, { "x", 1 }, 100 } };
    struct fixture *fixture = *state;
    struct review review = review_at(fixture, accepted, 1, 50);

    assert_int_equal(review.findings.counts[SEVERITY_WARNING], 2);
    assert_int_equal(review.findings.idle_count, 1);
    assert_int_equal(review.findings.idle[0]->component, PGVECTOR);
}

static struct str apply(struct fixture *fixture, struct design *design, struct edit edit)
{
    uint32_t before = fixture->diags.list.count;

    if (!design_apply(&fixture->small.catalog, design, &edit, &fixture->arena, design,
                      &fixture->diags)) {
        return fixture->diags.list.items[before].text;
    }
    return (struct str){ 0 };
}

static void test_edits(void **state)
{
    struct fixture *fixture = *state;
    struct design design = design_empty(SOLO, STR("D")), before = design;
    struct edit accept = { .kind = EDIT_ACCEPT, .component = NONE, .text = STR("a"), .until = 5 };
    char long_reason[REASON_MAX + 1] = { 0 };

    assert_int_equal(apply(fixture, &design, accept).len, 0);
    accept.component = PINECONE;
    assert_int_equal(apply(fixture, &design, accept).len, 0);
    accept.text = STR("b");
    assert_int_equal(apply(fixture, &design, accept).len, 0);
    assert_int_equal(design.accepted_count, 2);
    assert_int_equal(design.accepted[0].component, PINECONE);
    assert_str(design.accepted[0].reason, "b");
    assert_int_equal(design.accepted[1].component, NONE);
    assert_false(design_eq(&design, &before));
    accept.text = (struct str){ 0 };
    assert_str(apply(fixture, &design, accept), "a finding is accepted with a reason");
    accept.text = (struct str){ long_reason, sizeof(long_reason) };
    assert_str(apply(fixture, &design, accept), "a reason has no more than 1000 bytes");
    accept.text = STR("a");
    accept.until = DAY_NONE;
    assert_str(apply(fixture, &design, accept), "a finding is accepted until a day");
    accept.kind = EDIT_UNACCEPT;
    assert_int_equal(apply(fixture, &design, accept).len, 0);
    assert_int_equal(design.accepted_count, 1);
    accept.component = NONE;
    assert_int_equal(apply(fixture, &design, accept).len, 0);
    assert_true(design_eq(&design, &before));
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, small_setup_priced, small_teardown)
    const struct CMUnitTest tests[] = {
        TEST(test_until_the_last_day),
        TEST(test_without_a_component_it_covers_all),
        TEST(test_one_that_matches_nothing_is_idle),
        TEST(test_edits),
    };
#undef TEST
    return cmocka_run_group_tests(tests, NULL, NULL);
}
