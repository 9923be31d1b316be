#include "strata/model/edit.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#include "support/random_design.h"
#include "support/small_fixture.h"
#include "support/str.h"

static int setup(void **state)
{
    small_setup_open(state);

    struct small *small = &((struct fixture *)*state)->small;

    small->builder.components.items[PORTKEY].plans = (struct range){ 0, 2 };
    builder_add(&small->builder, plan);
    builder_add(&small->builder, plan);
    builder_add(&small->builder, plan);
    small_end(small);
    return 0;
}

static struct design apply(struct fixture *fixture, const struct design *design, struct edit edit)
{
    struct design made;

    assert_true(design_apply(&fixture->small.catalog, design, &edit, &fixture->arena, &made,
                             &fixture->diags));
    return made;
}

/* Cannot be done: the design is left alone, and the reason is told. */
static void refuse(struct fixture *fixture, const struct design *design, struct edit edit,
                   const char *reason)
{
    struct design made = design_empty(ENTERPRISE, STR("untouched"));
    uint32_t before = fixture->diags.list.count;

    assert_false(design_apply(&fixture->small.catalog, design, &edit, &fixture->arena, &made,
                              &fixture->diags));
    assert_str(made.title, "untouched");
    assert_int_equal(fixture->diags.list.count, before + 1);
    test_assert_str(fixture->diags.list.items[before].text, str_from(reason), __FILE__, __LINE__);
}

#define APPLY(design, ...) apply(fixture, (design), (struct edit){ __VA_ARGS__ })
#define REFUSE(design, reason, ...) \
    refuse(fixture, (design), (struct edit){ __VA_ARGS__ }, (reason))

/* "vectors: pinecone weaviate". */
static void assert_layer(struct fixture *fixture, const struct design *design, layer_id layer,
                         const char *expected)
{
    const struct catalog *catalog = &fixture->small.catalog;
    struct strbuf out = { .arena = &fixture->arena };
    const struct choice *choices;
    uint32_t count = design_layer(design, layer, &choices);

    for (uint32_t i = 0; i < count; i++) {
        strbuf_addz(&out, i > 0 ? " " : "");
        strbuf_add(&out, catalog_component_id(catalog, choices[i].component));
    }
    test_assert_str(strbuf_str(&out), str_from(expected), __FILE__, __LINE__);
}

static void test_title_and_scale(void **state)
{
    struct fixture *fixture = *state;
    struct design design = small_solo(&fixture->small), made;
    char long_title[TITLE_MAX + 1];

    memset(long_title, 'x', sizeof(long_title));
    made = APPLY(&design, .kind = EDIT_TITLE, .text = STR("New"));
    assert_str(made.title, "New");
    assert_str(design.title, "A test");
    made = APPLY(&design, .kind = EDIT_TITLE, .text = { long_title, TITLE_MAX });
    assert_int_equal(made.title.len, TITLE_MAX);
    REFUSE(&design, "a title has between 1 and 200 bytes", .kind = EDIT_TITLE,
           .text = { long_title, TITLE_MAX + 1 });
    REFUSE(&design, "a title has between 1 and 200 bytes", .kind = EDIT_TITLE);
    made = APPLY(&design, .kind = EDIT_SCALE, .scale = ENTERPRISE);
    assert_int_equal(made.scale, ENTERPRISE);
    assert_int_equal(made.choice_count, design.choice_count);
}

/* The work is the product's: neither the scale aimed at nor a column changes it. */
static void test_the_work_stays(void **state)
{
    struct fixture *fixture = *state;
    struct design design = small_solo(&fixture->small), made;

    made = APPLY(&design, .kind = EDIT_SCALE, .scale = ENTERPRISE);
    assert_int_equal(made.like, SOLO);
    made = APPLY(&design, .kind = EDIT_TAKE_COLUMN, .scale = ENTERPRISE);
    assert_int_equal(made.like, SOLO);
    made = APPLY(&made, .kind = EDIT_LIKE, .scale = STARTUP);
    assert_int_equal(made.like, STARTUP);
    assert_int_equal(made.scale, ENTERPRISE);
    made = APPLY(&made, .kind = EDIT_LIKE, .scale = SOLO);
    assert_int_equal(made.like, SOLO);
}

/* Stated figures outlive it, whoever's usual ones fill the rest. */
static void test_usual_work_beside_stated(void **state)
{
    struct fixture *fixture = *state;
    struct design design = small_solo(&fixture->small);
    quantity values[SMALL_FIGURES];
    figure_id overflow;

    design = APPLY(&design, .kind = EDIT_FIGURE, .figure = F_QUERIES, .value = 7 * MICRO);
    design = APPLY(&design, .kind = EDIT_LIKE, .scale = STARTUP);
    assert_true(design_figures(&fixture->small.catalog, &design, values, &overflow));
    assert_true(values[F_QUERIES] == 7 * MICRO);
    assert_true(values[F_TOKENS]
                == design_usual_figure(&fixture->small.catalog, &design, F_TOKENS));
    design = APPLY(&design, .kind = EDIT_FIGURE_RESET, .figure = F_QUERIES);
    assert_true(design_figures(&fixture->small.catalog, &design, values, &overflow));
    assert_true(values[F_QUERIES]
                == design_usual_figure(&fixture->small.catalog, &design, F_QUERIES));
}

/* Only what says nothing about the product is like the scale it aims at. */
static void test_nothing_said_follows_the_scale(void **state)
{
    struct fixture *fixture = *state;
    const struct str region = STR("eu");
    const struct design empty = design_empty(SOLO, STR("New"));
    const struct edit says[] = {
        { .kind = EDIT_TAKE, .layer = L_VECTORS, .component = PINECONE },
        { .kind = EDIT_FIGURE, .figure = F_QUERIES, .value = MICRO },
        { .kind = EDIT_REGIONS, .texts = &region, .count = 1 },
        { .kind = EDIT_NEED, .tag = NEED_RESIDENCY, .on = true },
    };
    struct design made = APPLY(&empty, .kind = EDIT_SCALE, .scale = STARTUP);

    assert_int_equal(made.like, STARTUP);
    made = APPLY(&empty, .kind = EDIT_TAKE_COLUMN, .scale = STARTUP);
    assert_int_equal(made.like, STARTUP);
    made = APPLY(&empty, .kind = EDIT_TAKE_CELL, .layer = L_VECTORS, .scale = STARTUP);
    assert_int_equal(made.like, SOLO);
    for (size_t i = 0; i < sizeof(says) / sizeof(says[0]); i++) {
        assert_true(design_apply(&fixture->small.catalog, &empty, &says[i], &fixture->arena, &made,
                                 &fixture->diags));
        made = APPLY(&made, .kind = EDIT_SCALE, .scale = STARTUP);
        assert_int_equal(made.like, SOLO);
    }
}

static void test_take(void **state)
{
    struct fixture *fixture = *state;
    struct design design = small_startup(&fixture->small), made;

    made = APPLY(&design, .kind = EDIT_TAKE, .layer = L_VECTORS, .component = WEAVIATE);
    assert_layer(fixture, &made, L_VECTORS, "weaviate");
    assert_layer(fixture, &made, L_SCHEDULER, "inngest");
    assert_layer(fixture, &design, L_VECTORS, "pinecone");
    made = APPLY(&design, .kind = EDIT_TAKE, .layer = L_WORKHORSE, .component = GPT_MINI);
    assert_layer(fixture, &made, L_WORKHORSE, "gpt-mini");
    made = APPLY(&design, .kind = EDIT_TAKE, .layer = L_SIEM, .component = SPLUNK);
    assert_layer(fixture, &made, L_SIEM, "splunk");
    REFUSE(&design, "Splunk is not offered for vectors", .kind = EDIT_TAKE, .layer = L_VECTORS,
           .component = SPLUNK);
}

static void test_add(void **state)
{
    struct fixture *fixture = *state;
    struct design design = small_solo(&fixture->small), made;

    made = APPLY(&design, .kind = EDIT_ADD, .layer = L_WORKHORSE, .component = GPT_MINI);
    assert_layer(fixture, &made, L_WORKHORSE, "sonnet gpt-mini");
    made = APPLY(&made, .kind = EDIT_ADD, .layer = L_WORKHORSE, .component = GPT_MINI);
    assert_layer(fixture, &made, L_WORKHORSE, "sonnet gpt-mini");
    made = APPLY(&design, .kind = EDIT_ADD, .layer = L_GATEWAY, .component = PORTKEY);
    assert_layer(fixture, &made, L_GATEWAY, "portkey");
    REFUSE(&made, "gateway holds one component; taking this one replaces Portkey", .kind = EDIT_ADD,
           .layer = L_GATEWAY, .component = OWN_GATEWAY);
    REFUSE(&design, "Portkey is not offered for workhorse", .kind = EDIT_ADD, .layer = L_WORKHORSE,
           .component = PORTKEY);
}

static void test_too_many_in_a_layer(void **state)
{
    struct fixture *fixture = *state;
    struct small small;
    struct choice choices[CHOICES_MAX];
    struct design design, made;
    struct edit edit = { .kind = EDIT_ADD, .layer = L_WORKHORSE, .component = SMALL_COMPONENTS };

    small_begin(&small, &fixture->arena);
    for (uint32_t i = 0; i < CHOICES_MAX; i++) {
        struct component *more = builder_add(&small.builder, component);

        *more = small.builder.components.items[SONNET];
        choices[i] = small_chosen(L_WORKHORSE, SMALL_COMPONENTS + i);
    }
    small_end(&small);
    design = small_design(&small, SOLO, choices + 1, CHOICES_MAX - 1);
    assert_true(
        design_apply(&small.catalog, &design, &edit, &fixture->arena, &made, &fixture->diags));
    assert_int_equal(made.choice_count, CHOICES_MAX);
    edit.component = SONNET;
    assert_false(
        design_apply(&small.catalog, &made, &edit, &fixture->arena, &design, &fixture->diags));
    assert_str(fixture->diags.list.items[0].text, "workhorse holds no more than 12 components");
}

static void test_remove_and_clear(void **state)
{
    struct fixture *fixture = *state;
    struct design design = small_startup(&fixture->small), made;

    made = APPLY(&design, .kind = EDIT_REMOVE, .layer = L_WORKHORSE, .component = SONNET);
    assert_layer(fixture, &made, L_WORKHORSE, "gpt-mini");
    made = APPLY(&made, .kind = EDIT_REMOVE, .layer = L_WORKHORSE, .component = SONNET);
    assert_layer(fixture, &made, L_WORKHORSE, "gpt-mini");
    made = APPLY(&design, .kind = EDIT_CLEAR, .layer = L_WORKHORSE);
    assert_layer(fixture, &made, L_WORKHORSE, "");
    assert_int_equal(made.choice_count, design.choice_count - 2);
}

static void test_successor(void **state)
{
    struct fixture *fixture = *state;
    struct design design = small_startup(&fixture->small), made;
    const struct choice *choices;

    design = APPLY(&design, .kind = EDIT_SHARE, .layer = L_WORKHORSE, .component = SONNET,
                   .value = 30 * MICRO);
    made = APPLY(&design, .kind = EDIT_SUCCEED, .former = GPT_MINI, .component = AZURE_OPENAI);
    assert_layer(fixture, &made, L_WORKHORSE, "sonnet azure-gpt");
    design_layer(&made, L_WORKHORSE, &choices);
    assert_int_equal(choices[0].share, 30 * MICRO);
    assert_int_equal(choices[1].share, 0); /* what the other leaves */
    assert_int_equal(choices[1].plan, NONE);
    made = APPLY(&design, .kind = EDIT_SUCCEED, .former = GPT_MINI, .component = SONNET);
    assert_layer(fixture, &made, L_WORKHORSE, "sonnet");
    REFUSE(&design, "Pinecone cannot take the place of GPT-5 mini", .kind = EDIT_SUCCEED,
           .former = GPT_MINI, .component = PINECONE);
}

static void test_cells_and_columns(void **state)
{
    struct fixture *fixture = *state;
    const struct catalog *catalog = &fixture->small.catalog;
    struct design design = small_solo(&fixture->small), made;

    made = APPLY(&design, .kind = EDIT_TAKE_CELL, .layer = L_WORKHORSE, .scale = STARTUP);
    assert_layer(fixture, &made, L_WORKHORSE, "sonnet gpt-mini");
    assert_int_equal(made.scale, SOLO);
    made = APPLY(&design, .kind = EDIT_TAKE_CELL, .layer = L_DATABASE, .scale = ENTERPRISE);
    assert_layer(fixture, &made, L_DATABASE, "");
    for (scale_id scale = 0; scale < SMALL_SCALES; scale++) {
        made = APPLY(&design, .kind = EDIT_TAKE_COLUMN, .scale = scale);
        assert_int_equal(made.scale, scale);
        for (layer_id layer = 0; layer < SMALL_LAYERS; layer++) {
            assert_true(design_matches_cell(catalog, &made, layer, scale));
        }
    }
}

static void test_plan_and_share(void **state)
{
    struct fixture *fixture = *state;
    struct design design = small_startup(&fixture->small), made;
    const struct choice *choices;

    made = APPLY(&design, .kind = EDIT_PLAN, .layer = L_GATEWAY, .component = PORTKEY, .plan = 1);
    design_layer(&made, L_GATEWAY, &choices);
    assert_int_equal(choices[0].plan, 1);
    made = APPLY(&made, .kind = EDIT_PLAN, .layer = L_GATEWAY, .component = PORTKEY, .plan = NONE);
    assert_true(design_eq(&made, &design));
    REFUSE(&design, "Portkey has no such plan", .kind = EDIT_PLAN, .layer = L_GATEWAY,
           .component = PORTKEY, .plan = 2);
    REFUSE(&design, "Pinecone has no such plan", .kind = EDIT_PLAN, .layer = L_VECTORS,
           .component = PINECONE, .plan = 0);
    made = APPLY(&design, .kind = EDIT_SHARE, .layer = L_WORKHORSE, .component = GPT_MINI,
                 .value = 40 * MICRO);
    design_layer(&made, L_WORKHORSE, &choices);
    assert_int_equal(choices[0].share, 0);
    assert_int_equal(choices[1].share, 40 * MICRO);
    REFUSE(&design, "a share is between 0 and 100 percent", .kind = EDIT_SHARE,
           .layer = L_WORKHORSE, .component = SONNET, .value = 100 * MICRO + 1);
    REFUSE(&design, "Claude Haiku is not chosen for cheap", .kind = EDIT_SHARE, .layer = L_CHEAP,
           .component = HAIKU, .value = MICRO);
    /* Who has the layer alone has all of it, but keeps the plan. */
    made = APPLY(&made, .kind = EDIT_TAKE, .layer = L_WORKHORSE, .component = GPT_MINI);
    design_layer(&made, L_WORKHORSE, &choices);
    assert_int_equal(choices[0].share, 0);
}

/* Whatever is done to a layer, its shares are all of the demand. */
static void test_shares_stay_whole(void **state)
{
    struct fixture *fixture = *state;
    const struct choice three[] = {
        { L_WORKHORSE, SONNET, NONE, 50 * MICRO },
        { L_WORKHORSE, GPT_MINI, NONE, 30 * MICRO },
        { L_WORKHORSE, BEDROCK_CLAUDE, NONE, 20 * MICRO },
    };
    struct design design = small_design(&fixture->small, STARTUP, three, 3), made;
    const struct choice *choices;

    made = APPLY(&design, .kind = EDIT_REMOVE, .layer = L_WORKHORSE, .component = SONNET);
    assert_int_equal(design_layer(&made, L_WORKHORSE, &choices), 2);
    assert_int_equal(choices[0].share, 60 * MICRO);
    assert_int_equal(choices[1].share, 40 * MICRO);
    made = APPLY(&made, .kind = EDIT_REMOVE, .layer = L_WORKHORSE, .component = GPT_MINI);
    assert_int_equal(design_layer(&made, L_WORKHORSE, &choices), 1);
    assert_int_equal(choices[0].share, 0);
    /* the share that is set stays, and the others keep their proportion */
    made = APPLY(&design, .kind = EDIT_SHARE, .layer = L_WORKHORSE, .component = SONNET,
                 .value = 75 * MICRO);
    design_layer(&made, L_WORKHORSE, &choices);
    assert_int_equal(choices[0].share, 75 * MICRO);
    assert_int_equal(choices[1].share, 15 * MICRO);
    assert_int_equal(choices[2].share, 10 * MICRO);
    made = APPLY(&design, .kind = EDIT_SHARE, .layer = L_WORKHORSE, .component = SONNET,
                 .value = 100 * MICRO);
    design_layer(&made, L_WORKHORSE, &choices);
    assert_int_equal(choices[1].share + choices[2].share, 0);
    /* a third that does not go up goes to somebody */
    made = APPLY(&design, .kind = EDIT_SHARE, .layer = L_WORKHORSE, .component = GPT_MINI,
                 .value = MICRO / 3);
    design_layer(&made, L_WORKHORSE, &choices);
    assert_int_equal(choices[0].share + choices[1].share + choices[2].share, 100 * MICRO);
    /* who comes along takes what is left, and nothing where nothing is */
    made = APPLY(&design, .kind = EDIT_ADD, .layer = L_WORKHORSE, .component = HAIKU);
    design_layer(&made, L_WORKHORSE, &choices);
    assert_int_equal(choices[0].share, 50 * MICRO);
    assert_int_equal(choices[3].share, 0);
}

static void test_figures(void **state)
{
    struct fixture *fixture = *state;
    struct design design = small_solo(&fixture->small), made;
    quantity value;

    made = APPLY(&design, .kind = EDIT_FIGURE, .figure = F_SHARE, .value = 5 * MICRO);
    made = APPLY(&made, .kind = EDIT_FIGURE, .figure = F_QUERIES, .value = 7 * MICRO);
    assert_int_equal(made.figure_count, 2);
    assert_int_equal(made.figures[0].figure, F_QUERIES);
    assert_true(design_own_figure(&made, F_QUERIES, &value));
    assert_int_equal(value, 7 * MICRO);
    made = APPLY(&made, .kind = EDIT_FIGURE, .figure = F_QUERIES, .value = 8 * MICRO);
    assert_int_equal(made.figure_count, 2);
    made = APPLY(&made, .kind = EDIT_FIGURE_RESET, .figure = F_QUERIES);
    assert_false(design_own_figure(&made, F_QUERIES, NULL));
    assert_true(design_own_figure(&made, F_SHARE, NULL));
    REFUSE(&design, "share must be between 0 and 100", .kind = EDIT_FIGURE, .figure = F_SHARE,
           .value = 100 * MICRO + 1);
    REFUSE(&design, "share must be between 0 and 100", .kind = EDIT_FIGURE, .figure = F_SHARE,
           .value = -1);
    REFUSE(&design, "total is calculated from other figures", .kind = EDIT_FIGURE,
           .figure = F_TOTAL);
}

static void test_regions(void **state)
{
    struct fixture *fixture = *state;
    struct design design = small_solo(&fixture->small), made;
    struct str names[REGIONS_MAX + 1] = { STR("a"), STR("b"), STR("c"), STR("d"), STR("e"),
                                          STR("f"), STR("g"), STR("h"), STR("i") };

    made = APPLY(&design, .kind = EDIT_REGIONS, .texts = names, .count = REGIONS_MAX);
    assert_int_equal(made.region_count, REGIONS_MAX);
    REFUSE(&design, "a design has no more than 8 regions", .kind = EDIT_REGIONS, .texts = names,
           .count = REGIONS_MAX + 1);
    made = APPLY(&made, .kind = EDIT_REGIONS);
    assert_int_equal(made.region_count, 0);
    names[1] = STR("a");
    REFUSE(&design, "region \"a\" is named twice", .kind = EDIT_REGIONS, .texts = names,
           .count = 2);
}

static void test_needs_and_notes(void **state)
{
    struct fixture *fixture = *state;
    struct design design = small_solo(&fixture->small), made;
    char long_note[NOTE_MAX + 1];

    made = APPLY(&design, .kind = EDIT_NEED, .tag = NEED_RESIDENCY, .on = true);
    assert_true(made.needs == UINT64_C(1) << NEED_RESIDENCY);
    made = APPLY(&made, .kind = EDIT_NEED, .tag = NEED_RESIDENCY, .on = false);
    assert_true(made.needs == 0);

    made = APPLY(&design, .kind = EDIT_NOTE, .layer = L_VECTORS, .text = STR("why"));
    made = APPLY(&made, .kind = EDIT_NOTE, .layer = L_GATEWAY, .text = STR("first"));
    assert_int_equal(made.note_count, 2);
    assert_int_equal(made.notes[0].layer, L_GATEWAY);
    made = APPLY(&made, .kind = EDIT_NOTE, .layer = L_VECTORS, .text = STR("because"));
    assert_str(made.notes[1].text, "because");
    made = APPLY(&made, .kind = EDIT_NOTE, .layer = L_GATEWAY);
    assert_int_equal(made.note_count, 1);
    memset(long_note, 'x', sizeof(long_note));
    REFUSE(&design, "a note has no more than 2000 bytes", .kind = EDIT_NOTE, .layer = L_GATEWAY,
           .text = { long_note, sizeof(long_note) });
}

static void test_descriptions(void **state)
{
    struct fixture *fixture = *state;
    struct edit edit = { .kind = EDIT_TAKE, .layer = L_VECTORS, .component = PINECONE };

    assert_str(edit_describe(&fixture->small.catalog, &edit, &fixture->arena),
               "take Pinecone for vectors");
    for (int kind = 0; kind < EDIT__COUNT; kind++) {
        edit.kind = (enum edit_kind)kind;
        assert_true(edit_describe(&fixture->small.catalog, &edit, &fixture->arena).len > 0);
    }
}

static struct edit random_edit(struct test_random *random)
{
    return (struct edit){
        .kind =
            (enum edit_kind)(EDIT_SCALE + test_random_below(random, EDIT_CLEAR - EDIT_SCALE + 1)),
        .layer = test_random_below(random, SMALL_LAYERS),
        .scale = test_random_below(random, SMALL_SCALES),
        .component = test_random_below(random, SMALL_COMPONENTS),
    };
}

/* Whatever is done in whatever order: choices stay sorted and unique, within limits, and old
 * designs stay. */
static void test_any_edits(void **state)
{
    struct fixture *fixture = *state;
    struct test_random random = { 13 };
    struct design design = small_solo(&fixture->small);

    for (int round = 0; round < 20000; round++) {
        struct edit edit = random_edit(&random);
        struct design before = random_design(&fixture->small, &random), next;

        if (round % 50 == 0) {
            design = before;
        }
        before = design;
        if (!design_apply(&fixture->small.catalog, &design, &edit, &fixture->arena, &next,
                          &fixture->diags)) {
            continue;
        }
        assert_true(design_eq(&before, &design));
        for (uint32_t i = 1; i < next.choice_count; i++) {
            const struct choice *choice = &next.choices[i];

            assert_true(choice[-1].layer <= choice->layer);
            assert_true(choice[-1].layer != choice->layer
                        || choice[-1].component != choice->component);
            assert_non_null(
                catalog_placement(&fixture->small.catalog, choice->component, choice->layer));
        }
        design = next;
    }
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, small_teardown)
    static const struct CMUnitTest tests[] = {
        TEST(test_title_and_scale),
        TEST(test_the_work_stays),
        TEST(test_usual_work_beside_stated),
        TEST(test_nothing_said_follows_the_scale),
        TEST(test_take),
        TEST(test_add),
        TEST(test_too_many_in_a_layer),
        TEST(test_remove_and_clear),
        TEST(test_successor),
        TEST(test_cells_and_columns),
        TEST(test_plan_and_share),
        TEST(test_shares_stay_whole),
        TEST(test_figures),
        TEST(test_regions),
        TEST(test_needs_and_notes),
        TEST(test_descriptions),
        TEST(test_any_edits),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
