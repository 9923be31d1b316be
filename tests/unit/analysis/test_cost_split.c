/* Whose the difference of two bills is: held against bills made one by one, over the shipped
 * catalogue. */
#include "strata/analysis/cost_split.h"

#include "strata/analysis/review.h"
#include "support/random.h"
#include "support/shipped_fixture.h"
#include "support/str.h"

#define PAIRS 1000

/* Any components where the layer offers them, at most one where it holds one. */
static void choose(const struct catalog *catalog, struct test_random *random, struct arena *arena,
                   struct design *design)
{
    struct choice *choices = arena_new_array(arena, struct choice, catalog->layer_count * 2);

    for (layer_id layer = 0; layer < catalog->layer_count; layer++) {
        uint32_t most = catalog->layers[layer].many ? 2 : 1;

        for (uint32_t tries = 0; most > 0 && tries < 40; tries++) {
            component_id component = test_random_below(random, catalog->component_count);

            if (catalog_placement(catalog, component, layer)
                && !design_has(design, layer, component)) {
                choices[design->choice_count++] =
                    (struct choice){ .layer = layer, .component = component, .plan = NONE };
                design->choices = choices;
                most--;
            }
        }
    }
}

static void state_figures(const struct catalog *catalog, struct test_random *random,
                          struct arena *arena, struct design *design)
{
    struct figure_value *figures =
        arena_new_array(arena, struct figure_value, catalog->figure_count);

    for (figure_id i = 0; i < catalog->figure_count; i++) {
        const struct figure *figure = &catalog->figures[i];
        quantity value = (quantity)test_random_below(random, 200) * MICRO;

        if (figure->source == FIGURE_GIVEN && test_random_below(random, 6) == 0
            && value >= figure->min && value <= figure->max) {
            figures[design->figure_count++] = (struct figure_value){ i, value };
        }
    }
    design->figures = figures;
}

static struct design any_design(struct fixture *fixture, struct test_random *random)
{
    static const struct str regions[] = { { "eu", 2 }, { "us", 2 } };
    const struct catalog *catalog = &fixture->catalog;
    struct design design =
        design_empty(test_random_below(random, catalog->scale_count), STR("Any"));

    design.like = test_random_below(random, catalog->scale_count);
    design.regions = regions;
    design.region_count = test_random_below(random, 3);
    choose(catalog, random, &fixture->arena, &design);
    state_figures(catalog, random, &fixture->arena, &design);
    return design;
}

static void review_of(struct fixture *fixture, const struct design *design, struct review *ret)
{
    assert_true(review_make(&fixture->catalog, design, 0, &fixture->arena, ret, &fixture->diags));
}

static void with_work_of(const struct design *work, struct design *design)
{
    design->like = work->like;
    design->figures = work->figures;
    design->figure_count = work->figure_count;
}

/* Choices and work are the difference, to the cent, and each is what a bill made for it says. */
static void test_any_pair_adds_up(void **state)
{
    struct fixture *fixture = *state;
    struct test_random random = { 1910 };

    for (int round = 0; round < PAIRS; round++) {
        struct design a = any_design(fixture, &random), b = any_design(fixture, &random);
        struct design between = b;
        struct review first, second, middle;
        struct cost_split split;

        with_work_of(&a, &between);
        review_of(fixture, &a, &first);
        review_of(fixture, &b, &second);
        review_of(fixture, &between, &middle);
        split = cost_split_make(&first, &second, &fixture->arena);
        assert_true(split.apart);
        assert_int_equal(split.choices.likely, middle.bill.total.likely - first.bill.total.likely);
        assert_int_equal(split.choices.likely + split.work.likely,
                         second.bill.total.likely - first.bill.total.likely);
        assert_int_equal(split.choices.low + split.work.low,
                         second.bill.total.low - first.bill.total.low);
        assert_int_equal(split.choices.high + split.work.high,
                         second.bill.total.high - first.bill.total.high);
        assert_int_equal(split.choices.likely % CENT, 0);
        assert_int_equal(split.choices_unpriced + split.work_unpriced,
                         (int32_t)second.bill.unpriced - (int32_t)first.bill.unpriced);
        arena_reset(&fixture->arena);
        diag_init(&fixture->diags, &fixture->arena);
    }
}

/* Where only one of the two differs, all of it is that one's. */
static void test_one_side_alone(void **state)
{
    struct fixture *fixture = *state;
    struct test_random random = { 7 };

    for (int round = 0; round < 100; round++) {
        struct design a = any_design(fixture, &random), b = any_design(fixture, &random), c = a;
        struct review first, second, third;
        struct cost_split split;

        with_work_of(&a, &b);
        with_work_of(&(struct design){ .like = (a.like + 1) % fixture->catalog.scale_count }, &c);
        review_of(fixture, &a, &first);
        review_of(fixture, &b, &second);
        review_of(fixture, &c, &third);
        split = cost_split_make(&first, &second, &fixture->arena);
        assert_int_equal(split.figure_count, 0);
        assert_int_equal(split.figure, NONE);
        assert_int_equal(split.work.likely, 0);
        split = cost_split_make(&first, &third, &fixture->arena);
        assert_true(split.figure_count > 0);
        assert_int_equal(split.choices.likely, 0);
        assert_int_equal(split.work.likely, third.bill.total.likely - first.bill.total.likely);
    }
}

/* Taking a column leaves the work alone, so that all it changes are the choices; what the column's
 * usual work would add is told apart, and is what taking it then adds. */
static void test_columns_change_choices_alone(void **state)
{
    struct fixture *fixture = *state;
    const struct catalog *catalog = &fixture->catalog;
    struct design solo = design_empty(0, STR("Ours")), column, usual;
    struct edit edit = { .kind = EDIT_TAKE_COLUMN, .scale = 0 };
    struct review before, after, then;
    struct cost_split split;

    assert_true(design_apply(catalog, &solo, &edit, &fixture->arena, &solo, &fixture->diags));
    edit.scale = 1;
    assert_true(design_apply(catalog, &solo, &edit, &fixture->arena, &column, &fixture->diags));
    edit.kind = EDIT_LIKE;
    assert_true(design_apply(catalog, &column, &edit, &fixture->arena, &usual, &fixture->diags));
    review_of(fixture, &solo, &before);
    review_of(fixture, &column, &after);
    review_of(fixture, &usual, &then);
    split = cost_split_make(&before, &after, &fixture->arena);
    assert_int_equal(split.figure_count, 0);
    assert_true(split.choices.likely > 0);
    split = cost_split_make(&after, &then, &fixture->arena);
    assert_int_equal(split.choices.likely, 0);
    assert_str_equal(
        cost_of_usual_work(&after, &fixture->arena),
        str_format(&fixture->arena, "Startup's usual work would add %.*s/mo",
                   STR_ARG(str_part(cost_change(split.work.likely, false, &fixture->arena), 1,
                                    SIZE_MAX))));
    assert_int_equal(cost_of_usual_work(&then, &fixture->arena).len, 0);
}

static void test_in_words(void **state)
{
    struct fixture *fixture = *state;
    struct arena *arena = &fixture->arena;
    const struct figure_value figures[] = { { catalog_find_figure(&fixture->catalog, STR("users")),
                                              20000 * MICRO } };
    struct design a = design_empty(0, STR("a")), b = a;
    struct review before, after;
    struct cost_split split;
    quantity percent;

    b.figures = figures;
    b.figure_count = 1;
    review_of(fixture, &a, &before);
    review_of(fixture, &b, &after);
    split = cost_split_make(&before, &after, arena);
    assert_str(cost_split_work(&fixture->catalog, &split, false, arena), "Users 30");
    assert_str(cost_split_work(&fixture->catalog, &split, true, arena), "20,000");
    split.figure_count = 13;
    assert_str(cost_split_work(&fixture->catalog, &split, true, arena), "20,000, 12 more");
    assert_str(cost_change(-350000, false, arena), "-$0.35");
    assert_str(cost_change(412400000, true, arena), "+$412");
    assert_str(cost_change(-350000, true, arena), "?");
    assert_str(cost_change_exact(100 * MICRO, 112345000, arena), "+$12.35, +12.3 %");
    assert_str(cost_change_exact(100 * MICRO, 0, arena), "-$100.00");
    assert_str(cost_change_exact(MICRO, 4345000, arena), "+$3.35, +335 %");
    assert_str(cost_change_exact(0, MICRO, arena), "+$1.00");
    assert_int_equal(cost_change_exact(MICRO, MICRO, arena).len, 0);
    assert_false(cost_change_percent(0, MICRO, &percent));
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        SHIPPED_TEST(test_any_pair_adds_up),
        SHIPPED_TEST(test_one_side_alone),
        SHIPPED_TEST(test_columns_change_choices_alone),
        SHIPPED_TEST(test_in_words),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
