#include "strata/analysis/reading.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "support/random_design.h"
#include "support/small_fixture.h"
#include "support/str.h"

static struct reading read_design(struct fixture *fixture, const struct design *design)
{
    struct reading reading;

    reading_make(&fixture->small.catalog, design, &fixture->arena, &reading);
    return reading;
}

static struct reading read_choices(struct fixture *fixture, const struct choice *choices,
                                   uint32_t count)
{
    struct design design = small_design(&fixture->small, SOLO, choices, count);

    return read_design(fixture, &design);
}

static void assert_name(struct fixture *fixture, const struct reading *reading, const char *name)
{
    test_assert_str(reading_name(&fixture->small.catalog, reading, &fixture->arena), str_from(name),
                    __FILE__, __LINE__);
}

static void test_nothing(void **state)
{
    struct fixture *fixture = *state;
    const struct choice policy = small_chosen(L_POLICY, GUIDELINE);
    struct reading reading;

    small_end(&fixture->small);
    reading = read_choices(fixture, NULL, 0);
    assert_int_equal(reading.scale, NONE);
    assert_int_equal(reading.vote_count, 0);
    assert_name(fixture, &reading, "nothing chosen yet");
    /* A layer without weight does not vote either. */
    reading = read_choices(fixture, &policy, 1);
    assert_int_equal(reading.scale, NONE);
}

static void test_a_choice_in_two_columns_splits_its_vote(void **state)
{
    struct fixture *fixture = *state;
    const struct choice choice = small_chosen(L_WORKHORSE, SONNET);
    struct reading reading;

    small_end(&fixture->small);
    reading = read_choices(fixture, &choice, 1);
    assert_int_equal(reading.vote_count, 1);
    assert_int_equal(reading.votes[0].weight[SOLO], MICRO);
    assert_int_equal(reading.votes[0].weight[STARTUP], MICRO);
    assert_int_equal(reading.votes[0].weight[ENTERPRISE], 0);
    assert_int_equal(reading.scale, SOLO);
    assert_int_equal(reading.second, STARTUP);
    assert_int_equal(reading.margin, 0);
    assert_true(reading.mixed);
    assert_name(fixture, &reading, "mixed: Solo / Startup");
}

static void test_choices_of_a_layer_share_its_vote(void **state)
{
    struct fixture *fixture = *state;
    const struct choice choices[] = {
        small_chosen(L_WORKHORSE, GPT_MINI),
        small_chosen(L_WORKHORSE, BEDROCK_CLAUDE),
    };
    struct reading reading;

    small_end(&fixture->small);
    reading = read_choices(fixture, choices, 2);
    assert_int_equal(reading.vote_count, 1);
    assert_int_equal(reading.sums[STARTUP], MICRO);
    assert_int_equal(reading.sums[ENTERPRISE], MICRO);
}

/* One model is made to belong to every column, and the framework to none: neither votes, nor thins
 * out the vote of what stands beside it. */
static void test_what_belongs_everywhere_says_nothing(void **state)
{
    struct fixture *fixture = *state;
    struct small *small = &fixture->small;
    const struct choice choices[] = {
        small_chosen(L_WORKHORSE, GPT_MINI),
        small_chosen(L_WORKHORSE, BEDROCK_CLAUDE),
        small_chosen(L_FRAMEWORK, NEXTJS),
    };
    struct design design;
    struct reading reading;

    small->builder.components.items[GPT_MINI].scales = (1u << SMALL_SCALES) - 1;
    small->builder.components.items[NEXTJS].scales = 0;
    small_end(small);
    design = small_design(small, SOLO, choices, 3);
    reading = read_design(fixture, &design);
    assert_int_equal(reading.vote_count, 1);
    assert_int_equal(reading.sums[ENTERPRISE], 2 * MICRO);
    assert_int_equal(reading.sums[STARTUP], 0);
    assert_int_equal(reading_voice(&small->catalog, &design, L_WORKHORSE), VOICE_VOTES);
    assert_int_equal(reading_voice(&small->catalog, &design, L_FRAMEWORK), VOICE_SAYS_NOTHING);
    assert_int_equal(reading_voice(&small->catalog, &design, L_GATEWAY), VOICE_EMPTY);
}

static void test_one_column(void **state)
{
    struct fixture *fixture = *state;
    const struct choice choices[] = {
        small_chosen(L_GATEWAY, PORTKEY),
        small_chosen(L_VECTORS, PINECONE),
    };
    struct reading reading;

    small_end(&fixture->small);
    reading = read_choices(fixture, choices, 2);
    assert_int_equal(reading.scale, STARTUP);
    assert_int_equal(reading.second, NONE);
    assert_int_equal(reading.margin, 50);
    assert_false(reading.mixed);
    assert_name(fixture, &reading, "Startup");
}

/* Weights of two layers, one voting for Startup and one for Solo: the lead is their difference. */
static struct reading weighed(struct fixture *fixture, uint32_t startup, uint32_t solo)
{
    const struct choice choices[] = {
        small_chosen(L_GATEWAY, PORTKEY),
        small_chosen(L_VECTORS, PGVECTOR),
    };
    struct small *small = &fixture->small;

    small_begin(small, &fixture->arena);
    small->builder.layers.items[L_GATEWAY].weight = startup;
    small->builder.layers.items[L_VECTORS].weight = solo;
    small_end(small);
    return read_choices(fixture, choices, 2);
}

static void test_both_sides_of_mixed(void **state)
{
    struct fixture *fixture = *state;
    struct reading reading = weighed(fixture, 575, 425);

    assert_int_equal(reading.margin, 7);
    assert_false(reading.mixed);
    reading = weighed(fixture, 574, 426);
    assert_int_equal(reading.margin, 7);
    assert_true(reading.mixed);
    assert_name(fixture, &reading, "mixed: Startup / Solo");
}

static void test_hallmarks(void **state)
{
    struct fixture *fixture = *state;
    struct small *small = &fixture->small;
    const struct choice choices[] = {
        small_chosen(L_WORKHORSE, SONNET),
        small_chosen(L_VECTORS, PGVECTOR),
    };
    struct reading reading;

    *builder_add(&small->builder, condition) =
        (struct condition){ .kind = CONDITION_PROVIDERS_AT_MOST, .number = MICRO };
    *builder_add(&small->builder, condition) =
        (struct condition){ .kind = CONDITION_CHOSEN, .tag = TAG_SQL_VECTORS };
    *builder_add(&small->builder, condition) =
        (struct condition){ .kind = CONDITION_CHOSEN, .tag = TAG_OWN_GATEWAY };
    *builder_add(&small->builder, hallmark) =
        (struct hallmark){ .scale = ENTERPRISE, .weight = 9, .all = { 2, 1 } };
    *builder_add(&small->builder, hallmark) =
        (struct hallmark){ .scale = SOLO, .weight = 3, .all = { 0, 2 } };
    small_end(small);
    reading = read_choices(fixture, choices, 2);
    assert_int_equal(reading.hallmark_count, 1);
    assert_int_equal(reading.hallmarks[0], 1);
    assert_int_equal(reading.sums[SOLO], 5 * MICRO);
    assert_int_equal(reading.sums[STARTUP], MICRO);
    assert_int_equal(reading.margin, 33);
    assert_name(fixture, &reading, "Solo");
}

static void test_examples_read_as_their_columns(void **state)
{
    struct fixture *fixture = *state;
    struct design startup, enterprise;
    struct reading reading;

    small_end(&fixture->small);
    startup = small_startup(&fixture->small);
    enterprise = small_enterprise(&fixture->small);
    reading = read_design(fixture, &startup);
    assert_name(fixture, &reading, "Startup");
    reading = read_design(fixture, &enterprise);
    assert_name(fixture, &reading, "Enterprise");
}

static void test_votes_add_up(void **state)
{
    struct fixture *fixture = *state;
    struct test_random random = { 9 };

    small_end(&fixture->small);
    for (int round = 0; round < 2000; round++) {
        struct design design = random_design(&fixture->small, &random);
        struct reading reading = read_design(fixture, &design);
        quantity sums[SCALES_MAX] = { 0 };

        for (uint32_t i = 0; i < reading.vote_count; i++) {
            for (int scale = 0; scale < SMALL_SCALES; scale++) {
                sums[scale] += reading.votes[i].weight[scale];
            }
        }
        for (int scale = 0; scale < SMALL_SCALES; scale++) {
            assert_int_equal(sums[scale], reading.sums[scale]);
            assert_true(reading.scale == NONE || sums[scale] <= sums[reading.scale]);
        }
        assert_true(reading.margin <= 100);
        assert_true(!reading.mixed || reading.margin < READING_MIXED_BELOW);
    }
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, small_setup_open, small_teardown)
    static const struct CMUnitTest tests[] = {
        TEST(test_nothing),
        TEST(test_a_choice_in_two_columns_splits_its_vote),
        TEST(test_choices_of_a_layer_share_its_vote),
        TEST(test_what_belongs_everywhere_says_nothing),
        TEST(test_one_column),
        TEST(test_both_sides_of_mixed),
        TEST(test_hallmarks),
        TEST(test_examples_read_as_their_columns),
        TEST(test_votes_add_up),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
