#include "strata/analysis/rules.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "support/small_fixture.h"
#include "support/small_prices.h"
#include "support/str.h"

static rule_id add_rule(struct fixture *fixture, const char *text, struct rule rule)
{
    rule.text = small_text(&fixture->small, text);
    rule.instead = NONE;
    rule.layer = rule.trigger == TRIGGER_DESIGN && rule.layer == 0 ? NONE : rule.layer;
    *builder_add(&fixture->small.builder, rule) = rule;
    return fixture->small.builder.rules.count - 1;
}

static struct range condition(struct fixture *fixture, struct condition condition)
{
    *builder_add(&fixture->small.builder, condition) = condition;
    return (struct range){ fixture->small.builder.conditions.count - 1, 1 };
}

static struct findings find_on(struct fixture *fixture, const struct design *design, day today)
{
    const struct catalog *catalog = &fixture->small.catalog;
    struct findings findings;
    struct facts facts;
    struct bill bill;
    figure_id overflow;

    small_end(&fixture->small);
    assert_true(design_figures(catalog, design, fixture->figures, &overflow));
    assert_true(bill_make(catalog, design, &fixture->arena, &bill, &fixture->diags));
    facts_gather(catalog, design, fixture->figures, &facts);
    rules_run(&facts, &bill, today, &fixture->arena, &findings);
    return findings;
}

static struct findings find(struct fixture *fixture, const struct design *design)
{
    return find_on(fixture, design, 0);
}

static struct design one_choice(struct fixture *fixture, layer_id layer, component_id component)
{
    const struct choice choice = small_chosen(layer, component);

    return small_design(&fixture->small, SOLO, &choice, 1);
}

/* ---- triggers ---- */

static void test_chosen_tag(void **state)
{
    struct fixture *fixture = *state;
    const struct choice choices[] = {
        small_chosen(L_VECTORS, PINECONE),
        small_chosen(L_VECTORS, PGVECTOR),
        small_chosen(L_VECTORS, WEAVIATE),
    };
    struct design design = small_design(&fixture->small, SOLO, choices, 3);
    struct findings findings;

    add_rule(fixture, "{component} in {layer}",
             (struct rule){ .trigger = TRIGGER_CHOSEN,
                            .tag = TAG_HOSTED_VECTORS,
                            .severity = SEVERITY_WARNING,
                            .take = NONE });
    findings = find(fixture, &design);
    assert_int_equal(findings.count, 2);
    assert_int_equal(findings.counts[SEVERITY_WARNING], 2);
    assert_str(findings.list[0].text, "Pinecone in vectors");
    assert_str(findings.list[1].text, "Weaviate in vectors");
    assert_int_equal(findings.list[1].component, WEAVIATE);
    assert_int_equal(findings.list[1].layer, L_VECTORS);
}

static void test_component_in_two_layers_is_told_once(void **state)
{
    struct fixture *fixture = *state;
    const struct choice choices[] = {
        small_chosen(L_TRACING, LANGFUSE),
        small_chosen(L_EVAL, LANGFUSE),
    };
    struct design design = small_design(&fixture->small, SOLO, choices, 2);
    struct findings findings;

    fixture->small.builder.components.items[LANGFUSE].status = STATUS_RETIRED;
    add_rule(fixture, "{component} is retired",
             (struct rule){ .trigger = TRIGGER_STATUS, .status = STATUS_RETIRED });
    findings = find(fixture, &design);
    assert_int_equal(findings.count, 1);
    assert_int_equal(findings.list[0].layer, L_TRACING);
}

static void test_design_and_empty(void **state)
{
    struct fixture *fixture = *state;
    struct design design = one_choice(fixture, L_VECTORS, PINECONE);
    struct findings findings;

    add_rule(fixture, "no tracing",
             (struct rule){ .trigger = TRIGGER_EMPTY, .layer = L_TRACING, .take = NONE });
    add_rule(fixture, "no vectors", (struct rule){ .trigger = TRIGGER_EMPTY, .layer = L_VECTORS });
    add_rule(fixture, "at {scale}", (struct rule){ .trigger = TRIGGER_DESIGN });
    findings = find(fixture, &design);
    assert_int_equal(findings.count, 2);
    assert_str(findings.list[0].text, "no tracing");
    assert_int_equal(findings.list[0].layer, L_TRACING);
    assert_int_equal(findings.list[0].component, NONE);
    assert_str(findings.list[1].text, "at Solo");
    assert_int_equal(findings.list[1].layer, NONE);
}

static void test_off_scale(void **state)
{
    struct fixture *fixture = *state;
    const struct choice choices[] = {
        small_chosen(L_WORKHORSE, SONNET),
        small_chosen(L_GATEWAY, PORTKEY),
        small_chosen(L_TRACING, DATADOG),
        small_chosen(L_POLICY, GUIDELINE),
    };
    struct design design = small_design(&fixture->small, ENTERPRISE, choices, 4);
    struct findings findings;

    add_rule(fixture, "{component}",
             (struct rule){ .trigger = TRIGGER_OFF_SCALE, .fix = FIX_TAKE_SCALE });
    findings = find(fixture, &design);
    assert_int_equal(findings.count, 2);
    assert_str(findings.list[0].text, "Claude Sonnet");
    assert_str(findings.list[1].text, "Portkey");
    assert_true(findings.list[1].fixable);
    assert_int_equal(findings.list[1].fix.kind, EDIT_TAKE_CELL);
    assert_int_equal(findings.list[1].fix.layer, L_GATEWAY);
    assert_int_equal(findings.list[1].fix.scale, ENTERPRISE);
}

static void test_what_the_cell_takes_is_not_off_scale(void **state)
{
    struct fixture *fixture = *state;
    struct design design = one_choice(fixture, L_FRAMEWORK, NEXTJS);

    fixture->small.builder.components.items[NEXTJS].scales = 1 << ENTERPRISE;
    add_rule(fixture, "{component}", (struct rule){ .trigger = TRIGGER_OFF_SCALE });
    assert_int_equal(find(fixture, &design).count, 0);
}

static void test_conditions(void **state)
{
    struct fixture *fixture = *state;
    struct design design = one_choice(fixture, L_VECTORS, PINECONE);
    struct range below = condition(
        fixture,
        (struct condition){ .kind = CONDITION_BELOW, .figure = F_QUERIES, .number = 1000 * MICRO });
    struct range always =
        condition(fixture, (struct condition){ .kind = CONDITION_AT_LEAST, .figure = F_QUERIES });

    add_rule(fixture, "below", (struct rule){ .trigger = TRIGGER_DESIGN, .all = below });
    add_rule(fixture, "unless", (struct rule){ .trigger = TRIGGER_DESIGN, .unless = always });
    add_rule(fixture, "both",
             (struct rule){ .trigger = TRIGGER_DESIGN, .all = always, .unless = below });
    assert_int_equal(find(fixture, &design).count, 1);
    assert_str(find(fixture, &design).list[0].text, "both");
}

/* ---- words ---- */

static void test_places(void **state)
{
    struct fixture *fixture = *state;
    struct design design = one_choice(fixture, L_VECTORS, PINECONE);
    struct findings findings;
    rule_id id;

    small_plan(&fixture->small, PINECONE, "list", (struct plan){ 0 });
    small_fixed(&fixture->small, "base", FLAT(DOLLARS(50)));
    id = add_rule(fixture,
                  "{cost} a month, {cost-year} a year, {queries} queries, {total} tokens, "
                  "{providers} providers, {unknown} {, {} }",
                  (struct rule){ .trigger = TRIGGER_CHOSEN, .tag = TAG_HOSTED_VECTORS });
    fixture->small.builder.rules.items[id].right = small_text(&fixture->small, "From {tokens}.");
    findings = find(fixture, &design);
    assert_str(findings.list[0].text, "$50 a month, $600 a year, 1,000 queries, 500,000 tokens, "
                                      "0 providers, {unknown} {, {} }");
    assert_str(findings.list[0].right, "From 500.");
}

/* Numbers of the rule's own conditions, and nouns that agree with their numbers. */
static void test_thresholds_and_nouns(void **state)
{
    struct fixture *fixture = *state;
    struct design design = one_choice(fixture, L_VECTORS, PINECONE);
    struct range below = condition(
        fixture,
        (struct condition){ .kind = CONDITION_BELOW, .figure = F_QUERIES, .number = 1001 * MICRO });

    condition(fixture, (struct condition){ .kind = CONDITION_SCALE_BELOW, .scale = ENTERPRISE });
    below.count = 2;
    add_rule(fixture,
             "{queries|query|queries} of {threshold:queries}, {chosen:hosted-vectors|store|stores} "
             "and {providers|provider|providers} before {threshold:scale}, {threshold:tokens}",
             (struct rule){ .trigger = TRIGGER_DESIGN, .all = below });
    assert_str(find(fixture, &design).list[0].text,
               "1,000 queries of 1,001, 1 store and 0 providers before Enterprise, "
               "{threshold:tokens}");
}

static void test_unknown_cost(void **state)
{
    struct fixture *fixture = *state;
    struct design design = one_choice(fixture, L_VECTORS, PINECONE);

    add_rule(fixture, "{cost} {cost-year}",
             (struct rule){ .trigger = TRIGGER_CHOSEN, .tag = TAG_HOSTED_VECTORS });
    assert_str(find(fixture, &design).list[0].text, "? ?");
}

/* ---- order and topics ---- */

static void test_worst_first(void **state)
{
    struct fixture *fixture = *state;
    struct design design = design_empty(SOLO, STR("Nothing"));
    struct findings findings;
    static const struct {
        const char *text;
        enum severity severity;
    } rows[] = {
        { "a note", SEVERITY_NOTE },
        { "an error", SEVERITY_ERROR },
        { "a warning", SEVERITY_WARNING },
        { "another note", SEVERITY_NOTE },
    };

    for (uint32_t i = 0; i < 4; i++) {
        add_rule(fixture, rows[i].text,
                 (struct rule){ .trigger = TRIGGER_DESIGN, .severity = rows[i].severity });
    }
    findings = find(fixture, &design);
    assert_int_equal(findings.count, 4);
    assert_str(findings.list[0].text, "an error");
    assert_str(findings.list[1].text, "a warning");
    assert_str(findings.list[2].text, "a note");
    assert_str(findings.list[3].text, "another note");
    assert_int_equal(findings.counts[SEVERITY_NOTE], 2);
}

static void test_one_finding_of_a_topic(void **state)
{
    struct fixture *fixture = *state;
    struct text topic = small_text(&fixture->small, "vectors");
    const struct choice choices[] = {
        small_chosen(L_VECTORS, PINECONE),
        small_chosen(L_VECTORS, WEAVIATE),
    };
    struct design design = small_design(&fixture->small, SOLO, choices, 2);
    struct rule rule = { .trigger = TRIGGER_CHOSEN, .tag = TAG_HOSTED_VECTORS, .topic = topic };
    struct findings findings;

    add_rule(fixture, "first {component}", rule);
    add_rule(fixture, "second {component}", rule);
    findings = find(fixture, &design);
    assert_int_equal(findings.count, 2);
    assert_str(findings.list[0].text, "first Pinecone");
    assert_str(findings.list[1].text, "first Weaviate");
}

/* ---- fixes ---- */

static void test_fix_takes_in_the_same_layer_or_at_home(void **state)
{
    struct fixture *fixture = *state;
    struct design design = one_choice(fixture, L_VECTORS, PINECONE), fixed;
    struct findings findings;

    add_rule(fixture, "same layer",
             (struct rule){ .trigger = TRIGGER_CHOSEN,
                            .tag = TAG_HOSTED_VECTORS,
                            .fix = FIX_TAKE,
                            .take = PGVECTOR });
    add_rule(fixture, "home layer",
             (struct rule){ .trigger = TRIGGER_DESIGN, .fix = FIX_TAKE, .take = LANGFUSE });
    findings = find(fixture, &design);
    assert_true(findings.list[0].fixable);
    assert_int_equal(findings.list[0].fix.layer, L_VECTORS);
    assert_true(findings.list[1].fixable);
    assert_int_equal(findings.list[1].fix.layer, L_TRACING);
    assert_true(design_apply(&fixture->small.catalog, &design, &findings.list[0].fix,
                             &fixture->arena, &fixed, &fixture->diags));
    assert_int_equal(find(fixture, &fixed).count, 1);
}

static void test_fix_adds_beside_what_is_not_to_blame(void **state)
{
    struct fixture *fixture = *state;
    struct design design = one_choice(fixture, L_TRACING, DATADOG), fixed;
    struct findings findings;

    add_rule(fixture, "no Langfuse",
             (struct rule){ .trigger = TRIGGER_DESIGN, .fix = FIX_TAKE, .take = LANGFUSE });
    findings = find(fixture, &design);
    assert_true(findings.list[0].fixable);
    assert_int_equal(findings.list[0].fix.kind, EDIT_ADD);
    assert_true(design_apply(&fixture->small.catalog, &design, &findings.list[0].fix,
                             &fixture->arena, &fixed, &fixture->diags));
    assert_int_equal(fixed.choice_count, 2);
    assert_false(find(fixture, &fixed).list[0].fixable);
}

static void test_fix_removes(void **state)
{
    struct fixture *fixture = *state;
    const struct choice choices[] = {
        small_chosen(L_VECTORS, PINECONE),
        small_chosen(L_VECTORS, PGVECTOR),
    };
    struct design design = small_design(&fixture->small, SOLO, choices, 2), fixed;
    struct findings findings;

    add_rule(
        fixture, "remove",
        (struct rule){ .trigger = TRIGGER_CHOSEN, .tag = TAG_HOSTED_VECTORS, .fix = FIX_REMOVE });
    add_rule(fixture, "nothing to remove",
             (struct rule){ .trigger = TRIGGER_DESIGN, .fix = FIX_REMOVE });
    findings = find(fixture, &design);
    assert_true(findings.list[0].fixable);
    assert_false(findings.list[1].fixable);
    assert_true(design_apply(&fixture->small.catalog, &design, &findings.list[0].fix,
                             &fixture->arena, &fixed, &fixture->diags));
    assert_int_equal(fixed.choice_count, 1);
}

static void test_fix_that_changes_nothing_is_none(void **state)
{
    struct fixture *fixture = *state;
    struct design design = one_choice(fixture, L_VECTORS, PINECONE);

    add_rule(fixture, "take what is there",
             (struct rule){ .trigger = TRIGGER_CHOSEN,
                            .tag = TAG_HOSTED_VECTORS,
                            .fix = FIX_TAKE,
                            .take = PINECONE });
    assert_false(find(fixture, &design).list[0].fixable);
}

/* Where the part is played the tag counts, and nowhere else. */
static void test_tag_counts_in_its_layers(void **state)
{
    static const uint32_t vectors[] = { L_VECTORS };
    struct fixture *fixture = *state;
    struct small *small = &fixture->small;
    struct design design = one_choice(fixture, L_DATABASE, PINECONE);
    struct findings findings;

    small->builder.tags.items[TAG_HOSTED_VECTORS].layers =
        builder_refs(&small->builder, vectors, 1);
    add_rule(fixture, "{component}",
             (struct rule){ .trigger = TRIGGER_CHOSEN, .tag = TAG_HOSTED_VECTORS });
    findings = find(fixture, &design);
    assert_int_equal(findings.count, 0);
    design = one_choice(fixture, L_VECTORS, PINECONE);
    findings = find(fixture, &design);
    assert_int_equal(findings.count, 1);
}

static void test_one_decision_is_one_finding(void **state)
{
    struct fixture *fixture = *state;
    const struct choice choices[] = {
        small_chosen(L_VECTORS, PINECONE),
        small_chosen(L_VECTORS, WEAVIATE),
    };
    const struct acceptance mine = { .component = WEAVIATE, .reason = STR("a trial"), .until = 1 };
    struct design design = small_design(&fixture->small, SOLO, choices, 2);
    struct findings findings;

    add_rule(fixture, "{component}",
             (struct rule){ .trigger = TRIGGER_CHOSEN, .tag = TAG_HOSTED_VECTORS, .together = 2 });
    findings = find(fixture, &design);
    assert_int_equal(findings.count, 1);
    assert_str(findings.list[0].text, "Pinecone, Weaviate");
    assert_int_equal(findings.list[0].component, NONE);
    assert_int_equal(findings.list[0].culprit_count, 2);
    /* what the person has accepted by name stands alone */
    design.accepted = &mine;
    design.accepted_count = 1;
    findings = find(fixture, &design);
    assert_int_equal(findings.count, 2);
    assert_int_equal(findings.list[0].component, PINECONE);
    assert_int_equal(findings.list[1].component, WEAVIATE);
}

/* What plays a part alone is replaced by what the scale has, not removed; a fix that another rule
 * would warn of is none. */
static void test_fix_makes_no_mistake(void **state)
{
    struct fixture *fixture = *state;
    struct design design = one_choice(fixture, L_VECTORS, PINECONE);
    struct findings findings;

    add_rule(
        fixture, "{component}",
        (struct rule){ .trigger = TRIGGER_CHOSEN, .tag = TAG_HOSTED_VECTORS, .fix = FIX_REMOVE });
    findings = find(fixture, &design);
    assert_true(findings.list[0].fixable);
    assert_int_equal(findings.list[0].fix.kind, EDIT_TAKE_CELL);
    add_rule(fixture, "pgvector",
             (struct rule){
                 .trigger = TRIGGER_CHOSEN, .tag = TAG_SQL_VECTORS, .severity = SEVERITY_WARNING });
    findings = find(fixture, &design);
    assert_int_equal(findings.list[0].fix.kind, EDIT_REMOVE);
    add_rule(fixture, "no vectors",
             (struct rule){
                 .trigger = TRIGGER_EMPTY, .layer = L_VECTORS, .severity = SEVERITY_WARNING });
    findings = find(fixture, &design);
    assert_int_equal(findings.count, 1);
    assert_false(findings.list[0].fixable);
}

static void test_not_alone(void **state)
{
    struct fixture *fixture = *state;
    const struct choice choices[] = {
        small_chosen(L_VECTORS, PINECONE),
        small_chosen(L_VECTORS, PGVECTOR),
    };
    struct design design = small_design(&fixture->small, SOLO, choices, 2);
    struct findings findings;

    add_rule(fixture, "{component}",
             (struct rule){ .trigger = TRIGGER_NOT_ALONE, .tag = TAG_HOSTED_VECTORS });
    findings = find(fixture, &design);
    assert_int_equal(findings.count, 1);
    assert_str(findings.list[0].text, "Pinecone");
    design = one_choice(fixture, L_VECTORS, PINECONE);
    findings = find(fixture, &design);
    assert_int_equal(findings.count, 0);
}

/* Models of vendors, and nothing else, are asked for what they go without. */
static void test_without(void **state)
{
    struct fixture *fixture = *state;
    const struct choice choices[] = {
        small_chosen(L_WORKHORSE, SONNET),
        small_chosen(L_VECTORS, PINECONE),
    };
    struct design design = small_design(&fixture->small, SOLO, choices, 2);
    struct findings findings;

    add_rule(fixture, "{component}",
             (struct rule){ .trigger = TRIGGER_WITHOUT, .tags = 1 << TAG_SQL_VECTORS });
    findings = find(fixture, &design);
    assert_int_equal(findings.count, 1);
    assert_int_equal(findings.list[0].component, SONNET);
    fixture->small.builder.components.items[SONNET].tags = 1 << TAG_SQL_VECTORS;
    findings = find(fixture, &design);
    assert_int_equal(findings.count, 0);
    fixture->small.builder.components.items[SONNET].tags = 0;
    fixture->small.builder.components.items[SONNET].runs = RUNS_OWN_CLOUD;
    findings = find(fixture, &design);
    assert_int_equal(findings.count, 0);
}

static void test_finding_on_the_design_may_have_a_layer(void **state)
{
    struct fixture *fixture = *state;
    struct design design = one_choice(fixture, L_VECTORS, PINECONE);
    struct findings findings;

    add_rule(fixture, "{layer}",
             (struct rule){ .trigger = TRIGGER_DESIGN, .layer = L_TRACING, .fix = FIX_TAKE_SCALE });
    findings = find(fixture, &design);
    assert_int_equal(findings.list[0].layer, L_TRACING);
    assert_int_equal(findings.list[0].component, NONE);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, small_setup_open, small_teardown)
    static const struct CMUnitTest tests[] = {
        TEST(test_chosen_tag),
        TEST(test_tag_counts_in_its_layers),
        TEST(test_one_decision_is_one_finding),
        TEST(test_fix_makes_no_mistake),
        TEST(test_not_alone),
        TEST(test_without),
        TEST(test_finding_on_the_design_may_have_a_layer),
        TEST(test_component_in_two_layers_is_told_once),
        TEST(test_design_and_empty),
        TEST(test_off_scale),
        TEST(test_what_the_cell_takes_is_not_off_scale),
        TEST(test_conditions),
        TEST(test_places),
        TEST(test_thresholds_and_nouns),
        TEST(test_unknown_cost),
        TEST(test_worst_first),
        TEST(test_one_finding_of_a_topic),
        TEST(test_fix_takes_in_the_same_layer_or_at_home),
        TEST(test_fix_adds_beside_what_is_not_to_blame),
        TEST(test_fix_removes),
        TEST(test_fix_that_changes_nothing_is_none),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
