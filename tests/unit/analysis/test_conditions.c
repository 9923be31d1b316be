#include "strata/analysis/conditions.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "support/small_fixture.h"

static struct facts facts_of(struct fixture *fixture, const struct design *design)
{
    struct facts facts;
    figure_id overflow;

    small_end(&fixture->small);
    assert_true(design_figures(&fixture->small.catalog, design, fixture->figures, &overflow));
    facts_gather(&fixture->small.catalog, design, fixture->figures, &facts);
    return facts;
}

static bool holds(const struct facts *facts, struct condition condition)
{
    return condition_holds(facts, &condition);
}

#define HOLDS(...) assert_true(holds(&facts, (struct condition){ __VA_ARGS__ }))
#define FAILS(...) assert_false(holds(&facts, (struct condition){ __VA_ARGS__ }))

static void test_tags(void **state)
{
    struct fixture *fixture = *state;
    const struct choice choices[] = {
        small_chosen(L_VECTORS, PINECONE),
        small_chosen(L_VECTORS, WEAVIATE),
    };
    struct design design = small_design(&fixture->small, SOLO, choices, 2);
    struct facts facts = facts_of(fixture, &design);

    HOLDS(.kind = CONDITION_CHOSEN, .tag = TAG_HOSTED_VECTORS);
    FAILS(.kind = CONDITION_CHOSEN, .tag = TAG_SQL_VECTORS);
    FAILS(.kind = CONDITION_NOT_CHOSEN, .tag = TAG_HOSTED_VECTORS);
    HOLDS(.kind = CONDITION_NOT_CHOSEN, .tag = TAG_SQL_VECTORS);
    HOLDS(.kind = CONDITION_CHOSEN_AT_LEAST, .tag = TAG_HOSTED_VECTORS, .number = 2 * MICRO);
    FAILS(.kind = CONDITION_CHOSEN_AT_LEAST, .tag = TAG_HOSTED_VECTORS, .number = 3 * MICRO);
}

static void test_component_in_two_layers_counts_once(void **state)
{
    struct fixture *fixture = *state;
    const struct choice choices[] = {
        small_chosen(L_TRACING, LANGFUSE),
        small_chosen(L_EVAL, LANGFUSE),
    };
    struct design design = small_design(&fixture->small, SOLO, choices, 2);
    struct facts facts;

    fixture->small.builder.components.items[LANGFUSE].tags = 1 << TAG_OWN_GATEWAY;
    facts = facts_of(fixture, &design);
    assert_int_equal(facts.tagged[TAG_OWN_GATEWAY], 1);
}

static void test_figures(void **state)
{
    struct fixture *fixture = *state;
    struct design design = design_empty(SOLO, STR("Nothing"));
    struct facts facts = facts_of(fixture, &design);

    FAILS(.kind = CONDITION_BELOW, .figure = F_QUERIES, .number = 1000 * MICRO);
    HOLDS(.kind = CONDITION_BELOW, .figure = F_QUERIES, .number = 1000 * MICRO + 1);
    HOLDS(.kind = CONDITION_AT_LEAST, .figure = F_QUERIES, .number = 1000 * MICRO);
    FAILS(.kind = CONDITION_AT_LEAST, .figure = F_QUERIES, .number = 1000 * MICRO + 1);
    HOLDS(.kind = CONDITION_AT_LEAST, .figure = F_TOTAL, .number = 500000 * MICRO);
}

static void test_needs_and_scales(void **state)
{
    struct fixture *fixture = *state;
    struct design design = design_empty(STARTUP, STR("Nothing"));
    struct facts facts;

    design.needs = UINT64_C(1) << NEED_RESIDENCY;
    facts = facts_of(fixture, &design);
    HOLDS(.kind = CONDITION_NEEDED, .tag = NEED_RESIDENCY);
    FAILS(.kind = CONDITION_NEEDED, .tag = TAG_OWN_GATEWAY);
    HOLDS(.kind = CONDITION_SCALE_BELOW, .scale = ENTERPRISE);
    FAILS(.kind = CONDITION_SCALE_BELOW, .scale = STARTUP);
}

static void test_providers(void **state)
{
    struct fixture *fixture = *state;
    struct design design = small_startup(&fixture->small);
    struct design none = design_empty(SOLO, STR("Nothing"));
    struct facts facts = facts_of(fixture, &design);

    HOLDS(.kind = CONDITION_PROVIDERS_AT_LEAST, .number = 2 * MICRO);
    FAILS(.kind = CONDITION_PROVIDERS_AT_LEAST, .number = 3 * MICRO);
    HOLDS(.kind = CONDITION_PROVIDERS_AT_MOST, .number = 2 * MICRO);
    FAILS(.kind = CONDITION_PROVIDERS_AT_MOST, .number = 1 * MICRO);
    FAILS(.kind = CONDITION_PROVIDERS_OVER_SCALE);
    design.scale = SOLO;
    HOLDS(.kind = CONDITION_PROVIDERS_OVER_SCALE);
    design.scale = ENTERPRISE;
    FAILS(.kind = CONDITION_PROVIDERS_OVER_SCALE);
    /* No provider at all is not "at most one". */
    facts_gather(&fixture->small.catalog, &none, fixture->figures, &facts);
    FAILS(.kind = CONDITION_PROVIDERS_AT_MOST, .number = 1 * MICRO);
}

static void test_all_and_any(void **state)
{
    struct fixture *fixture = *state;
    struct design design = design_empty(SOLO, STR("Nothing"));
    struct facts facts;

    *builder_add(&fixture->small.builder, condition) =
        (struct condition){ .kind = CONDITION_SCALE_BELOW, .scale = STARTUP };
    *builder_add(&fixture->small.builder, condition) =
        (struct condition){ .kind = CONDITION_NEEDED, .tag = NEED_RESIDENCY };
    facts = facts_of(fixture, &design);
    assert_true(conditions_all(&facts, (struct range){ 0, 0 }));
    assert_false(conditions_any(&facts, (struct range){ 0, 0 }));
    assert_true(conditions_all(&facts, (struct range){ 0, 1 }));
    assert_false(conditions_all(&facts, (struct range){ 0, 2 }));
    assert_true(conditions_any(&facts, (struct range){ 0, 2 }));
    assert_false(conditions_any(&facts, (struct range){ 1, 1 }));
}

static void test_parts_and_layers(void **state)
{
    struct fixture *fixture = *state;
    const struct choice choices[] = {
        small_chosen(L_VECTORS, PGVECTOR),
        small_chosen(L_TRACING, LANGFUSE),
    };
    struct design design = small_design(&fixture->small, STARTUP, choices, 2);
    struct facts facts = facts_of(fixture, &design);

    HOLDS(.kind = CONDITION_PLAYED, .role = R_VECTORS);
    FAILS(.kind = CONDITION_NOT_PLAYED, .role = R_VECTORS);
    HOLDS(.kind = CONDITION_NOT_PLAYED, .role = R_GATEWAY);
    HOLDS(.kind = CONDITION_FILLED, .layer = L_VECTORS);
    HOLDS(.kind = CONDITION_NOT_FILLED, .layer = L_DATABASE);
    HOLDS(.kind = CONDITION_LAYERS_AT_LEAST, .number = 2 * MICRO);
    HOLDS(.kind = CONDITION_LAYERS_BELOW, .number = 3 * MICRO);
    FAILS(.kind = CONDITION_LAYERS_BELOW, .number = 2 * MICRO);
    HOLDS(.kind = CONDITION_SCALE_FROM, .scale = STARTUP);
    FAILS(.kind = CONDITION_SCALE_FROM, .scale = ENTERPRISE);
}

/* Nobody has said what an own component is, so it may be what is looked for in its layer. */
static void test_own_component_may_have_any_tag(void **state)
{
    static const uint32_t vectors[] = { L_VECTORS };
    struct fixture *fixture = *state;
    struct component *own = &fixture->small.builder.components.items[PGVECTOR];
    const struct choice choice = small_chosen(L_VECTORS, PGVECTOR);
    struct design design = small_design(&fixture->small, STARTUP, &choice, 1);
    struct facts facts;

    fixture->small.builder.tags.items[TAG_HOSTED_VECTORS].layers =
        builder_refs(&fixture->small.builder, vectors, 1);
    own->own = true;
    own->tags = 0;
    facts = facts_of(fixture, &design);
    FAILS(.kind = CONDITION_CHOSEN, .tag = TAG_HOSTED_VECTORS);
    FAILS(.kind = CONDITION_NOT_CHOSEN, .tag = TAG_HOSTED_VECTORS);
    HOLDS(.kind = CONDITION_NOT_CHOSEN, .tag = TAG_OWN_GATEWAY);
    own->tags = 1 << TAG_SQL_VECTORS;
    facts = facts_of(fixture, &design);
    HOLDS(.kind = CONDITION_NOT_CHOSEN, .tag = TAG_HOSTED_VECTORS);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, small_setup_open, small_teardown)
    static const struct CMUnitTest tests[] = {
        TEST(test_tags),
        TEST(test_component_in_two_layers_counts_once),
        TEST(test_figures),
        TEST(test_needs_and_scales),
        TEST(test_providers),
        TEST(test_all_and_any),
        TEST(test_parts_and_layers),
        TEST(test_own_component_may_have_any_tag),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
