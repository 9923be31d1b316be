#include "strata/analysis/wiring.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#include "support/random.h"
#include "support/random_design.h"
#include "support/small_fixture.h"
#include "support/str.h"

#define COUNT(array) ((uint32_t)(sizeof(array) / sizeof((array)[0])))
#define ROUNDS 2000

static struct architecture wire(struct fixture *fixture, const struct design *design)
{
    struct architecture made;

    assert_true(
        wiring_make(&fixture->small.catalog, design, &fixture->arena, &made, &fixture->diags));
    return made;
}

static struct architecture wire_choices(struct fixture *fixture, const struct choice *choices,
                                        uint32_t count)
{
    struct design design = small_design(&fixture->small, STARTUP, choices, count);

    return wire(fixture, &design);
}

/* "from > to", or "from - to" if dashed. */
static struct str arrow_text(struct fixture *fixture, const struct architecture *made, uint32_t i)
{
    const struct arrow *arrow = &made->arrows[i];

    return str_format(&fixture->arena, "%.*s %c %.*s", STR_ARG(made->boxes[arrow->from].id),
                      arrow->dashed ? '-' : '>', STR_ARG(made->boxes[arrow->to].id));
}

static bool has_arrow(struct fixture *fixture, const struct architecture *made, const char *text)
{
    for (uint32_t i = 0; i < made->arrow_count; i++) {
        if (str_is(arrow_text(fixture, made, i), text)) {
            return true;
        }
    }
    return false;
}

static void assert_arrows(struct fixture *fixture, const struct architecture *made,
                          const char *const *expected, uint32_t count)
{
    for (uint32_t i = 0; i < count; i++) {
        if (!has_arrow(fixture, made, expected[i])) {
            fail_msg("no arrow \"%s\"", expected[i]);
        }
    }
}

static const struct box *find_box(const struct architecture *made, const char *id)
{
    for (uint32_t i = 0; i < made->box_count; i++) {
        if (str_is(made->boxes[i].id, id)) {
            return &made->boxes[i];
        }
    }
    return NULL;
}

static void assert_label(const struct architecture *made, const char *id, const char *label)
{
    const struct box *box = find_box(made, id);

    if (box == NULL) {
        fail_msg("no box \"%s\"", id);
    }
    test_assert_str(box->label, str_from(label), __FILE__, __LINE__);
}

/* ---- the worked examples ---- */

static void test_solo(void **state)
{
    struct fixture *fixture = *state;
    static const char *const arrows[] = {
        "nextjs > anthropic-api.chat",
        "nextjs > openai-api.embeddings",
        "nextjs > supabase",
        "nextjs - langfuse",
    };
    struct design design = small_solo(&fixture->small);
    struct architecture made = wire(fixture, &design);

    assert_int_equal(made.box_count, 5);
    assert_int_equal(made.solid_count, 3);
    assert_int_equal(made.dashed_count, 1);
    assert_int_equal(made.arrow_count, COUNT(arrows));
    assert_arrows(fixture, &made, arrows, COUNT(arrows));
    assert_label(&made, "nextjs", "Next.js on Vercel");
    assert_label(&made, "supabase", "Supabase + pgvector");
    assert_true(find_box(&made, "langfuse")->observer);
    assert_int_equal(made.boxes[0].region, NONE);
}

static void test_startup(void **state)
{
    struct fixture *fixture = *state;
    static const char *const solid[] = {
        "nextjs > portkey",
        "nextjs > pinecone",
        "portkey > anthropic-api.chat",
        "portkey > openai-api.chat",
        "portkey > openai-api.embeddings",
        "inngest > modal",
        "modal > portkey",
        "modal > pinecone",
    };
    struct design design = small_startup(&fixture->small);
    struct architecture made = wire(fixture, &design);

    assert_int_equal(made.box_count, 10);
    assert_int_equal(made.solid_count, COUNT(solid));
    assert_arrows(fixture, &made, solid, COUNT(solid));
}

static void test_enterprise(void **state)
{
    struct fixture *fixture = *state;
    static const char *const west[] = {
        "nextjs@eu-west > own-gateway@eu-west",
        "nextjs@eu-west > opensearch@eu-west",
        "own-gateway@eu-west > private-endpoint.bedrock.chat@eu-west",
        "private-endpoint.bedrock.chat@eu-west > bedrock.chat@eu-west",
        "own-gateway@eu-west > private-endpoint.azure-openai.chat@eu-west",
        "private-endpoint.azure-openai.chat@eu-west > azure-openai.chat@eu-west",
        "own-gateway@eu-west > private-endpoint.private-embeddings.embeddings@eu-west",
        "private-endpoint.private-embeddings.embeddings@eu-west > "
        "private-embeddings.embeddings@eu-west",
        "temporal > pipeline@eu-west",
        "pipeline@eu-west > own-gateway@eu-west",
        "pipeline@eu-west > opensearch@eu-west",
        "temporal > pipeline@us-east",
    };
    struct design design = small_enterprise(&fixture->small);
    struct architecture made = wire(fixture, &design);

    assert_int_equal(made.box_count, 25);
    assert_int_equal(made.solid_count, 22);
    assert_arrows(fixture, &made, west, COUNT(west));
    assert_label(&made, "private-endpoint.bedrock.chat@us-east", "PrivateLink: Bedrock Claude");
    assert_int_equal(find_box(&made, "datadog")->member_count, 2);
    assert_int_equal(find_box(&made, "datadog")->region, NONE);
    assert_int_equal(find_box(&made, "nextjs@us-east")->region, 1);
}

/* ---- who is a box ---- */

static void test_one_endpoint_one_box(void **state)
{
    struct fixture *fixture = *state;
    const struct choice choices[] = {
        small_chosen(L_WORKHORSE, SONNET),
        small_chosen(L_CHEAP, HAIKU),
    };
    struct architecture made = wire_choices(fixture, choices, 2);

    assert_int_equal(made.box_count, 2);
    assert_int_equal(made.solid_count, 1);
    assert_label(&made, "anthropic-api.chat", "Claude Sonnet + Claude Haiku");
    assert_label(&made, "app", "Your app");
    assert_true(find_box(&made, "app")->implied);
}

static void test_one_endpoint_two_roles(void **state)
{
    struct fixture *fixture = *state;
    const struct choice choices[] = {
        small_chosen(L_WORKHORSE, GPT_MINI),
        small_chosen(L_EMBEDDINGS, OPENAI_EMBEDDINGS),
    };
    struct architecture made = wire_choices(fixture, choices, 2);

    assert_int_equal(made.box_count, 3);
    assert_non_null(find_box(&made, "openai-api.chat"));
    assert_non_null(find_box(&made, "openai-api.embeddings"));
}

static void test_component_in_two_layers_is_named_once(void **state)
{
    struct fixture *fixture = *state;
    const struct choice choices[] = {
        small_chosen(L_WORKHORSE, HAIKU),
        small_chosen(L_CHEAP, HAIKU),
    };
    struct architecture made = wire_choices(fixture, choices, 2);

    assert_label(&made, "anthropic-api.chat", "Claude Haiku");
    assert_int_equal(find_box(&made, "anthropic-api.chat")->member_count, 2);
}

static void test_surroundings_are_no_boxes(void **state)
{
    struct fixture *fixture = *state;
    const struct choice choices[] = {
        small_chosen(L_DATABASE, SUPABASE),
        small_chosen(L_ERRORS, DATADOG),
        small_chosen(L_POLICY, GUIDELINE),
    };

    assert_int_equal(wire_choices(fixture, choices, 3).box_count, 0);
}

static void test_extension_without_host_stands_alone(void **state)
{
    struct fixture *fixture = *state;
    const struct choice choices[] = { small_chosen(L_VECTORS, PGVECTOR) };
    struct architecture made = wire_choices(fixture, choices, 1);

    assert_int_equal(made.box_count, 2);
    assert_label(&made, "pgvector", "pgvector");
    assert_true(has_arrow(fixture, &made, "app > pgvector"));
}

static void test_observers_imply_nothing(void **state)
{
    struct fixture *fixture = *state;
    const struct choice choices[] = { small_chosen(L_TRACING, LANGFUSE) };
    struct architecture made = wire_choices(fixture, choices, 1);

    assert_int_equal(made.box_count, 1);
    assert_int_equal(made.arrow_count, 0);
}

static void test_one_product_in_two_observing_roles(void **state)
{
    struct fixture *fixture = *state;
    const struct choice choices[] = {
        small_chosen(L_WORKHORSE, SONNET),
        small_chosen(L_TRACING, LANGFUSE),
        small_chosen(L_EVAL, LANGFUSE),
    };
    struct architecture made = wire_choices(fixture, choices, 3);

    /* Its traces become its own cases: no arrow from it to itself. */
    assert_int_equal(made.box_count, 3);
    assert_int_equal(made.dashed_count, 1);
}

static void test_first_private_endpoint_wins(void **state)
{
    struct fixture *fixture = *state;
    const struct choice choices[] = {
        small_chosen(L_WORKHORSE, BEDROCK_CLAUDE),
        small_chosen(L_WORKHORSE, SONNET),
        small_chosen(L_NETWORK, OTHER_LINK),
        small_chosen(L_NETWORK, PRIVATELINK),
    };
    struct architecture made = wire_choices(fixture, choices, 4);

    assert_int_equal(made.box_count, 4);
    assert_label(&made, "private-endpoint.bedrock.chat", "Other link: Bedrock Claude");
    assert_true(has_arrow(fixture, &made, "app > private-endpoint.bedrock.chat"));
    assert_true(has_arrow(fixture, &made, "private-endpoint.bedrock.chat > bedrock.chat"));
    assert_true(has_arrow(fixture, &made, "app > anthropic-api.chat"));
    assert_int_equal(made.solid_count, 3);
}

/* It stands where its model stands, whatever its own role says. */
static void test_private_endpoint_goes_with_its_model(void **state)
{
    struct fixture *fixture = *state;
    struct small small;
    struct design design;
    struct architecture made;

    small_begin(&small, &fixture->arena);
    small.builder.roles.items[R_PRIVATE].shared = true;
    small_end(&small);
    design = small_enterprise(&small);
    assert_true(wiring_make(&small.catalog, &design, &fixture->arena, &made, &fixture->diags));
    assert_int_equal(made.box_count, 25);
    assert_int_equal(made.solid_count, 22);
}

static void test_solid_and_dashed_is_solid(void **state)
{
    struct fixture *fixture = *state;
    const struct choice choices[] = { small_chosen(L_VECTORS, PINECONE) };
    const uint32_t from[] = { R_APP }, to[] = { R_VECTORS };
    struct small small;
    struct design design;
    struct architecture made;

    small_begin(&small, &fixture->arena);
    *builder_add(&small.builder, call) = (struct call){
        .label = small_text(&small, "statistics"),
        .from = builder_refs(&small.builder, from, 1),
        .to = builder_refs(&small.builder, to, 1),
        .dashed = true,
    };
    small_end(&small);
    design = small_design(&small, SOLO, choices, 1);
    assert_true(wiring_make(&small.catalog, &design, &fixture->arena, &made, &fixture->diags));
    assert_int_equal(made.solid_count, 1);
    assert_int_equal(made.dashed_count, 0);
    assert_str(made.arrows[0].label, "search, statistics");
}

static void test_labels_of_arrows(void **state)
{
    struct fixture *fixture = *state;
    struct design design = small_startup(&fixture->small);
    struct architecture made = wire(fixture, &design);

    for (uint32_t i = 0; i < made.arrow_count; i++) {
        struct str text = arrow_text(fixture, &made, i);

        if (str_is(text, "nextjs > portkey")) {
            assert_str(made.arrows[i].label, "prompts, embeddings");
        }
        if (str_is(text, "modal > portkey")) {
            assert_str(made.arrows[i].label, "embeddings");
        }
    }
}

static void test_names_of_regions(void **state)
{
    struct fixture *fixture = *state;
    const struct choice choices[] = { small_chosen(L_WORKHORSE, SONNET) };
    const struct str regions[] = {
        STR("EU West (Ireland)"),
        STR("東京"),
        STR("eu-west--ireland "),
        STR("region-2"),
    };
    struct design design = small_design(&fixture->small, SOLO, choices, 1);
    struct architecture made;

    design.regions = regions;
    design.region_count = COUNT(regions);
    made = wire(fixture, &design);
    assert_non_null(find_box(&made, "app@eu-west-ireland"));
    assert_non_null(find_box(&made, "app@region-2"));
    assert_non_null(find_box(&made, "app@region-3"));
    assert_non_null(find_box(&made, "app@region-4"));
    design.region_count = 1;
    made = wire(fixture, &design);
    assert_non_null(find_box(&made, "app"));
    assert_int_equal(find_box(&made, "app")->region, NONE);
}

static void test_too_many_boxes(void **state)
{
    struct fixture *fixture = *state;
    struct small small;
    struct choice choices[BOXES_MAX + 1];
    struct architecture made;
    struct design design;

    small_begin(&small, &fixture->arena);
    for (uint32_t i = 0; i <= BOXES_MAX; i++) {
        struct component *more = builder_add(&small.builder, component);

        *more = small.builder.components.items[TEMPORAL];
        more->id =
            builder_text(&small.builder, str_format(&fixture->arena, "more-%u", (unsigned)i));
        choices[i] = small_chosen(L_SCHEDULER, SMALL_COMPONENTS + i);
    }
    small_end(&small);
    /* One place is for the app that is implied. */
    design = small_design(&small, SOLO, choices, BOXES_MAX - 1);
    assert_true(wiring_make(&small.catalog, &design, &fixture->arena, &made, &fixture->diags));
    assert_int_equal(made.box_count, BOXES_MAX);
    design = small_design(&small, SOLO, choices, BOXES_MAX);
    assert_false(wiring_make(&small.catalog, &design, &fixture->arena, &made, &fixture->diags));
    assert_int_equal(fixture->diags.counts[SEVERITY_ERROR], 1);
}

static void test_same_id_from_two_tables(void **state)
{
    struct fixture *fixture = *state;
    struct small small;
    const struct choice choices[] = { small_chosen(L_VECTORS, PINECONE) };
    struct design design;
    struct architecture made;

    small_begin(&small, &fixture->arena);
    small.builder.components.items[PINECONE].id = small_text(&small, "app");
    small_end(&small);
    design = small_design(&small, SOLO, choices, 1);
    assert_true(wiring_make(&small.catalog, &design, &fixture->arena, &made, &fixture->diags));
    assert_non_null(find_box(&made, "app"));
    assert_non_null(find_box(&made, "app.2"));
}

static void test_providers(void **state)
{
    struct fixture *fixture = *state;
    const struct catalog *catalog = &fixture->small.catalog;
    struct design solo = small_solo(&fixture->small);
    struct design startup = small_startup(&fixture->small);
    struct design enterprise = small_enterprise(&fixture->small);
    struct design none = design_empty(SOLO, STR("Nothing"));

    /* An embedding vendor is no provider of chat models. */
    assert_int_equal(wiring_providers(catalog, &solo), 1);
    assert_int_equal(wiring_providers(catalog, &startup), 2);
    assert_int_equal(wiring_providers(catalog, &enterprise), 2);
    assert_int_equal(wiring_providers(catalog, &none), 0);
}

/* ---- whatever is chosen ---- */

static bool id_is_plain(struct str id)
{
    for (size_t i = 0; i < id.len; i++) {
        if (strchr("abcdefghijklmnopqrstuvwxyz0123456789.@-", id.at[i]) == NULL) {
            return false;
        }
    }
    return id.len > 0;
}

static void check_boxes(const struct architecture *made)
{
    for (uint32_t i = 0; i < made->box_count; i++) {
        const struct box *box = &made->boxes[i];

        assert_true(id_is_plain(box->id));
        assert_true(box->label.len > 0);
        assert_true(box->implied == (box->member_count == 0));
        assert_true(i == 0 || made->boxes[i - 1].layer <= box->layer);
        for (uint32_t k = 0; k < i; k++) {
            assert_false(str_eq(made->boxes[k].id, box->id));
        }
    }
}

static void check_arrows(const struct architecture *made)
{
    uint32_t solid = 0;

    assert_true(made->arrow_count
                <= (made->box_count > 0 ? made->box_count * (made->box_count - 1) : 0));
    for (uint32_t i = 0; i < made->arrow_count; i++) {
        const struct arrow *arrow = &made->arrows[i];
        const struct box *from = &made->boxes[arrow->from], *to = &made->boxes[arrow->to];

        assert_true(arrow->from < made->box_count && arrow->to < made->box_count);
        assert_int_not_equal(arrow->from, arrow->to);
        assert_true(from->region == to->region || from->region == NONE || to->region == NONE);
        assert_true(arrow->dashed || (!from->observer && !to->observer));
        solid += arrow->dashed ? 0 : 1;
        for (uint32_t k = 0; k < i; k++) {
            assert_false(made->arrows[k].from == arrow->from && made->arrows[k].to == arrow->to);
        }
    }
    assert_int_equal(solid, made->solid_count);
    assert_int_equal(made->solid_count + made->dashed_count, made->arrow_count);
}

static bool has_solid_arrow(const struct architecture *made, uint32_t box)
{
    for (uint32_t i = 0; i < made->arrow_count; i++) {
        if (!made->arrows[i].dashed && (made->arrows[i].from == box || made->arrows[i].to == box)) {
            return true;
        }
    }
    return false;
}

static void test_always_well_formed(void **state)
{
    struct fixture *fixture = *state;
    struct test_random random = { 1 };

    for (int round = 0; round < ROUNDS; round++) {
        struct design design = random_design(&fixture->small, &random);
        struct architecture made = wire(fixture, &design), again = wire(fixture, &design);

        check_boxes(&made);
        check_arrows(&made);
        assert_int_equal(made.box_count, again.box_count);
        assert_int_equal(made.arrow_count, again.arrow_count);
    }
}

/* Own components play the part of their layer: boxes and arrows are as well formed as ever, and a
 * model of one's own is called like others. */
static void test_own_components(void **state)
{
    struct fixture *fixture = *state;
    struct catalog *catalog = &fixture->small.catalog;
    struct test_random random = { 6 };
    uint32_t seen = 0;

    random_own_rows(&fixture->small);
    for (int round = 0; round < ROUNDS; round++) {
        struct design design = random_design(&fixture->small, &random);
        struct architecture made;

        random_own(&fixture->small, &random, &design);
        made = wire(fixture, &design);
        check_boxes(&made);
        check_arrows(&made);
        for (uint32_t i = 0; i < made.box_count; i++) {
            const struct box *box = &made.boxes[i];

            if (box->layer != L_WORKHORSE || box->member_count == 0
                || !catalog->components[box->members[0].component].own) {
                continue;
            }
            assert_true(has_solid_arrow(&made, i));
            seen++;
        }
    }
    assert_true(seen > 0);
}

/* With something to call, nothing but tools of observation stands aside. */
static void test_every_box_has_a_solid_arrow(void **state)
{
    struct fixture *fixture = *state;
    struct test_random random = { 2 };

    for (int round = 0; round < ROUNDS; round++) {
        struct design design = random_design(&fixture->small, &random);
        struct architecture made;

        if (design_layer(&design, L_WORKHORSE, NULL) == 0
            || design_layer(&design, L_EMBEDDINGS, NULL) == 0) {
            continue;
        }
        made = wire(fixture, &design);
        for (uint32_t i = 0; i < made.box_count; i++) {
            assert_true(made.boxes[i].observer || has_solid_arrow(&made, i));
        }
    }
}

static bool is_shared(const struct small *small, const struct box *box)
{
    for (role_id role = 0; role < SMALL_ROLES; role++) {
        if ((box->roles >> role & 1) != 0 && !small->catalog.roles[role].shared) {
            return false;
        }
    }
    return true;
}

static void test_a_second_region_doubles_the_data_plane(void **state)
{
    struct fixture *fixture = *state;
    struct test_random random = { 3 };

    for (int round = 0; round < ROUNDS; round++) {
        struct design design = random_design(&fixture->small, &random);
        struct architecture one, two;
        uint32_t boxes = 0, solid = 0, dashed = 0;

        design.region_count = 0;
        one = wire(fixture, &design);
        small_regions(&design, 2);
        two = wire(fixture, &design);
        for (uint32_t i = 0; i < one.box_count; i++) {
            boxes += is_shared(&fixture->small, &one.boxes[i]) ? 1 : 2;
        }
        for (uint32_t i = 0; i < one.arrow_count; i++) {
            const struct arrow *arrow = &one.arrows[i];
            bool shared = is_shared(&fixture->small, &one.boxes[arrow->from])
                          && is_shared(&fixture->small, &one.boxes[arrow->to]);

            *(arrow->dashed ? &dashed : &solid) += shared ? 1 : 2;
        }
        assert_int_equal(two.box_count, boxes);
        assert_int_equal(two.solid_count, solid);
        assert_int_equal(two.dashed_count, dashed);
    }
}

static uint32_t arrows_without(const struct architecture *made, const char *id)
{
    uint32_t count = 0;

    for (uint32_t i = 0; i < made->arrow_count; i++) {
        count += !str_is(made->boxes[made->arrows[i].from].id, id)
                 && !str_is(made->boxes[made->arrows[i].to].id, id);
    }
    return count;
}

static void test_removing_a_component_removes_its_arrows(void **state)
{
    struct fixture *fixture = *state;
    struct test_random random = { 4 };

    for (int round = 0; round < ROUNDS; round++) {
        struct design design = random_design(&fixture->small, &random);
        struct architecture with, without;

        design.region_count = 0;
        if (design_layer(&design, L_WORKHORSE, NULL) == 0) {
            continue;
        }
        random_design_put(&fixture->small, &design, L_VECTORS, PINECONE);
        with = wire(fixture, &design);
        random_design_put(&fixture->small, &design, L_VECTORS, NONE);
        without = wire(fixture, &design);
        assert_non_null(find_box(&with, "pinecone"));
        assert_null(find_box(&without, "pinecone"));
        assert_int_equal(without.box_count, with.box_count - 1);
        assert_int_equal(without.arrow_count, arrows_without(&with, "pinecone"));
    }
}

static void test_swapping_like_for_like_changes_no_count(void **state)
{
    struct fixture *fixture = *state;
    static const component_id stores[] = { PINECONE, OPENSEARCH, WEAVIATE };
    static const component_id gateways[] = { PORTKEY, OWN_GATEWAY };
    struct test_random random = { 5 };

    for (int round = 0; round < ROUNDS; round++) {
        struct design design = random_design(&fixture->small, &random);
        struct architecture before, after;

        random_design_put(&fixture->small, &design, L_VECTORS, stores[0]);
        random_design_put(&fixture->small, &design, L_GATEWAY, gateways[0]);
        before = wire(fixture, &design);
        random_design_put(&fixture->small, &design, L_VECTORS,
                          stores[test_random_below(&random, COUNT(stores))]);
        random_design_put(&fixture->small, &design, L_GATEWAY, gateways[1]);
        after = wire(fixture, &design);
        assert_int_equal(after.box_count, before.box_count);
        assert_int_equal(after.solid_count, before.solid_count);
        assert_int_equal(after.dashed_count, before.dashed_count);
    }
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, small_setup_whole, small_teardown)
    static const struct CMUnitTest tests[] = {
        TEST(test_solo),
        TEST(test_startup),
        TEST(test_enterprise),
        TEST(test_one_endpoint_one_box),
        TEST(test_own_components),
        TEST(test_one_endpoint_two_roles),
        TEST(test_component_in_two_layers_is_named_once),
        TEST(test_surroundings_are_no_boxes),
        TEST(test_extension_without_host_stands_alone),
        TEST(test_observers_imply_nothing),
        TEST(test_one_product_in_two_observing_roles),
        TEST(test_first_private_endpoint_wins),
        TEST(test_private_endpoint_goes_with_its_model),
        TEST(test_solid_and_dashed_is_solid),
        TEST(test_labels_of_arrows),
        TEST(test_names_of_regions),
        TEST(test_too_many_boxes),
        TEST(test_same_id_from_two_tables),
        TEST(test_providers),
        TEST(test_always_well_formed),
        TEST(test_every_box_has_a_solid_arrow),
        TEST(test_a_second_region_doubles_the_data_plane),
        TEST(test_removing_a_component_removes_its_arrows),
        TEST(test_swapping_like_for_like_changes_no_count),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
