#include "strata/model/design.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "support/random_design.h"
#include "support/small_fixture.h"
#include "support/str.h"

static void test_choices_of_a_layer(void **state)
{
    struct fixture *fixture = *state;
    struct design design = small_startup(&fixture->small),
                  empty = design_empty(SOLO, STR("Nothing"));
    const struct choice *first = design.choices;

    assert_int_equal(design_layer(&design, L_WORKHORSE, &first), 2);
    assert_ptr_equal(first, &design.choices[0]);
    assert_int_equal(design_layer(&design, L_VECTORS, &first), 1);
    assert_int_equal(first->component, PINECONE);
    assert_int_equal(design_layer(&design, L_SIEM, &first), 0);
    assert_null(first);
    assert_int_equal(design_layer(&design, L_DATABASE, NULL), 1);
    assert_int_equal(design_layer(&empty, L_WORKHORSE, &first), 0);
    assert_true(design_has(&design, L_WORKHORSE, GPT_MINI));
    assert_false(design_has(&design, L_CHEAP, GPT_MINI));
}

static void test_cells(void **state)
{
    struct fixture *fixture = *state;
    const struct catalog *catalog = &fixture->small.catalog;
    struct design design = small_startup(&fixture->small);

    assert_true(design_matches_cell(catalog, &design, L_WORKHORSE, STARTUP));
    assert_false(design_matches_cell(catalog, &design, L_WORKHORSE, SOLO));
    assert_true(design_matches_cell(catalog, &design, L_SIEM, SOLO));
    assert_true(design_matches_cell(catalog, &design, L_EMBEDDINGS, SOLO));
    random_design_put(&fixture->small, &design, L_WORKHORSE, SONNET);
    assert_false(design_matches_cell(catalog, &design, L_WORKHORSE, STARTUP));
    assert_true(design_matches_cell(catalog, &design, L_WORKHORSE, SOLO));
}

static void test_figures(void **state)
{
    struct fixture *fixture = *state;
    struct design design = small_enterprise(&fixture->small);
    const struct figure_value own[] = { { F_TOKENS, 1500000 }, { F_SHARE, 30 * MICRO } };
    quantity values[SMALL_FIGURES], value;
    figure_id overflow;

    design.figures = own;
    design.figure_count = 2;
    assert_true(design_figures(&fixture->small.catalog, &design, values, &overflow));
    assert_int_equal(values[F_QUERIES], 2000 * MICRO);
    assert_int_equal(values[F_TOKENS], 1500000);
    assert_int_equal(values[F_REGIONS], 2 * MICRO);
    assert_int_equal(values[F_TOTAL], 3000 * MICRO);
    assert_int_equal(values[F_BOTH], 2000 * MICRO + 1500000);
    assert_int_equal(values[F_REST], 70 * MICRO);
    assert_true(design_own_figure(&design, F_SHARE, &value));
    assert_int_equal(value, 30 * MICRO);
    assert_false(design_own_figure(&design, F_QUERIES, NULL));
    design.region_count = 0;
    assert_true(design_figures(&fixture->small.catalog, &design, values, &overflow));
    assert_int_equal(values[F_REGIONS], MICRO);
}

static void test_figures_at_rest(void **state)
{
    struct fixture *fixture = *state;
    struct design design = small_solo(&fixture->small);
    const struct figure_value own[] = { { F_QUERIES, INT64_MAX } };
    quantity values[SMALL_FIGURES];
    figure_id overflow;

    design.figures = own;
    design.figure_count = 1;
    assert_true(design_figures_at_rest(&fixture->small.catalog, &design, values, &overflow));
    assert_int_equal(values[F_QUERIES], 0);
    assert_int_equal(values[F_TOKENS], 500 * MICRO);
    assert_int_equal(values[F_TOTAL], 0);
    assert_int_equal(values[F_BOTH], 500 * MICRO);
}

static void test_figures_out_of_range(void **state)
{
    struct fixture *fixture = *state;
    struct design design = small_solo(&fixture->small);
    struct figure_value own[] = { { F_QUERIES, INT64_MAX / 500 }, { F_SHARE, 200 * MICRO } };
    quantity values[SMALL_FIGURES];
    figure_id overflow = NONE;

    design.figures = own;
    design.figure_count = 2;
    assert_true(design_figures(&fixture->small.catalog, &design, values, &overflow));
    assert_int_equal(values[F_TOTAL], INT64_MAX / 500 * 500);
    assert_int_equal(values[F_REST], 0);
    own[0].value++;
    assert_false(design_figures(&fixture->small.catalog, &design, values, &overflow));
    assert_int_equal(overflow, F_TOTAL);
    own[0].value = INT64_MAX;
    own[1] = (struct figure_value){ F_TOKENS, MICRO };
    design.figures = (const struct figure_value[]){ own[0], { F_TOKENS, MICRO } };
    assert_false(design_figures(&fixture->small.catalog, &design, values, &overflow));
    assert_int_equal(overflow, F_BOTH);
}

static void test_equal_designs(void **state)
{
    struct fixture *fixture = *state;
    const struct design one = small_startup(&fixture->small);
    const struct figure_value figure = { F_QUERIES, 1 };
    const struct note note = { L_VECTORS, STR("why") }, other_note = { L_VECTORS, STR("what") };
    struct design other = small_startup(&fixture->small);

    assert_true(design_eq(&one, &other));
    other.comments = &(const struct comment){ .path = STR("title") };
    other.comment_count = 1;
    assert_true(design_eq(&one, &other));
    other.title = STR("Another");
    assert_false(design_eq(&one, &other));
    other = one;
    other.scale = SOLO;
    assert_false(design_eq(&one, &other));
    other = one;
    other.like = SOLO;
    assert_false(design_eq(&one, &other));
    other = one;
    other.needs = 1;
    assert_false(design_eq(&one, &other));
    other = one;
    other.choice_count--;
    assert_false(design_eq(&one, &other));
    other = one;
    random_design_put(&fixture->small, &other, L_VECTORS, WEAVIATE);
    assert_false(design_eq(&one, &other));
    other = one;
    other.figures = &figure;
    other.figure_count = 1;
    assert_false(design_eq(&one, &other));
    other = one;
    small_regions(&other, 1);
    assert_false(design_eq(&one, &other));
    struct design noted = one;

    noted.notes = &note;
    other = one;
    other.notes = &other_note;
    noted.note_count = other.note_count = 1;
    assert_false(design_eq(&noted, &other));
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, small_setup_whole, small_teardown)
    static const struct CMUnitTest tests[] = {
        TEST(test_choices_of_a_layer),
        TEST(test_cells),
        TEST(test_figures),
        TEST(test_figures_at_rest),
        TEST(test_figures_out_of_range),
        TEST(test_equal_designs),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
