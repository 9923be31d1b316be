/* What would change a reading, over the frozen catalogue: every answer is proven by reading again. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "strata/analysis/reading.h"
#include "strata/model/edit.h"
#include "support/random.h"
#include "support/shipped_fixture.h"
#include "support/str.h"

#define DESIGNS 60

static struct design edited(struct fixture *f, struct design design, struct edit edit)
{
    struct design changed;

    assert_true(design_apply(&f->catalog, &design, &edit, &f->arena, &changed, &f->diags));
    return changed;
}

static struct design column(struct fixture *f, scale_id scale)
{
    return edited(f, design_empty(scale, STR("Column")),
                  (struct edit){ .kind = EDIT_TAKE_COLUMN, .scale = scale });
}

static struct design step(struct fixture *f, struct design design, struct reading_step step)
{
    return edited(
        f, design,
        (struct edit){ .kind = EDIT_TAKE_CELL, .layer = step.layer, .scale = step.column });
}

/* Any component that a layer offers, in about two of three layers. */
static struct design random_choices(struct fixture *f, struct test_random *random)
{
    struct design design =
        design_empty(test_random_below(random, f->catalog.scale_count), STR("Anything"));

    for (layer_id layer = 0; layer < f->catalog.layer_count; layer++) {
        component_id component = test_random_below(random, f->catalog.component_count);

        if (test_random_below(random, 3) == 0) {
            continue;
        }
        while (!catalog_placement(&f->catalog, component, layer)) {
            component = (component + 1) % f->catalog.component_count;
        }
        design = edited(f, design,
                        (struct edit){ .kind = EDIT_TAKE, .layer = layer, .component = component });
    }
    return design;
}

static struct reading read(struct fixture *f, struct design design)
{
    struct reading reading;

    reading_make(&f->catalog, &design, &f->arena, &reading);
    return reading;
}

/* ---- towards ---- */

/* Reached, and not without any one of the steps. */
static void assert_path(struct fixture *f, struct design design, scale_id scale)
{
    struct reading_path path;
    struct reading after;

    reading_towards(&f->catalog, &design, scale, &f->arena, &path);
    assert_true(path.reached);
    for (uint32_t without = 0; without <= path.step_count; without++) {
        struct design changed = design;

        for (uint32_t i = 0; i < path.step_count; i++) {
            if (i != without) {
                changed = step(f, changed, path.steps[i]);
            }
        }
        after = read(f, changed);
        assert_int_equal(reading_is(&after, scale), without == path.step_count);
    }
    assert_int_equal(path.after.scale, scale);
    assert_int_equal(path.after.margin, after.margin);
    for (uint32_t i = 1; i < path.step_count; i++) {
        assert_true(path.steps[i - 1].layer < path.steps[i].layer);
    }
}

static void test_from_every_column_to_every_other(void **state)
{
    struct fixture *f = *state;

    for (scale_id from = 0; from < f->catalog.scale_count; from++) {
        for (scale_id to = 0; to < f->catalog.scale_count; to++) {
            struct design design = column(f, from);
            struct reading_path path;

            assert_path(f, design, to);
            reading_towards(&f->catalog, &design, to, &f->arena, &path);
            assert_int_equal(path.step_count == 0, from == to);
        }
    }
}

static void test_from_anywhere_to_every_scale(void **state)
{
    struct fixture *f = *state;

    for (uint64_t seed = 1; seed <= DESIGNS; seed++) {
        struct test_random random = { seed };
        struct design design = random_choices(f, &random);

        assert_path(f, design, (scale_id)(seed % f->catalog.scale_count));
    }
}

static void test_from_nothing(void **state)
{
    struct fixture *f = *state;

    for (scale_id to = 0; to < f->catalog.scale_count; to++) {
        assert_path(f, design_empty(to, STR("Nothing")), to);
    }
}

/* ---- away ---- */

static void test_what_tips_it(void **state)
{
    struct fixture *f = *state;
    uint32_t found = 0;

    for (uint64_t seed = 1; seed <= DESIGNS; seed++) {
        struct test_random random = { seed };
        struct design design = random_choices(f, &random);
        struct reading now = read(f, design), after;
        struct reading_step tip;

        if (!reading_tip(&f->catalog, &design, &f->arena, &tip, &after)) {
            continue;
        }
        found++;
        assert_false(reading_is(&after, now.scale));
        assert_int_equal(read(f, step(f, design, tip)).margin, after.margin);
    }
    assert_true(found > 0);
}

static void test_nothing_tips_a_whole_column(void **state)
{
    struct fixture *f = *state;
    struct design design = column(f, f->catalog.scale_count - 1);
    struct reading_step tip;
    struct reading after;

    assert_false(reading_tip(&f->catalog, &design, &f->arena, &tip, &after));
}

/* ---- what has no voice ---- */

static void assert_same_reading(const struct reading *a, const struct reading *b)
{
    assert_int_equal(a->scale, b->scale);
    assert_int_equal(a->margin, b->margin);
    assert_int_equal(a->mixed, b->mixed);
    assert_int_equal(a->hallmark_count, b->hallmark_count);
    assert_memory_equal(a->sums, b->sums, sizeof(a->sums));
}

/* The workload makes the bill, the regions the boxes: neither moves the reading, nor does the scale
 * that is aimed at. */
static void test_cost_and_size_have_no_voice(void **state)
{
    static struct str regions[] = { { "a", 1 }, { "b", 1 }, { "c", 1 } };
    struct fixture *f = *state;

    for (uint64_t seed = 1; seed <= DESIGNS; seed++) {
        struct test_random random = { seed };
        struct design design = random_choices(f, &random), other = design;
        struct figure_value *figures =
            arena_new_array(&f->arena, struct figure_value, f->catalog.figure_count);
        struct reading a, b;

        for (figure_id i = 0; i < f->catalog.figure_count; i++) {
            const struct figure *figure = &f->catalog.figures[i];
            bool high = test_random_below(&random, 2) != 0;

            if (figure->source == FIGURE_GIVEN) {
                figures[other.figure_count++] =
                    (struct figure_value){ i, high ? figure->max : figure->min };
            }
        }
        other.figures = figures;
        other.regions = regions;
        other.region_count = 3;
        other.scale = (design.scale + 1) % f->catalog.scale_count;
        a = read(f, design);
        b = read(f, other);
        assert_same_reading(&a, &b);
    }
}

/* A layer without weight, and an empty one, have none either. */
static void test_layers_without_a_voice(void **state)
{
    struct fixture *f = *state;
    struct design design = column(f, 1);
    struct reading before = read(f, design);
    uint32_t checked = 0;

    for (layer_id layer = 0; layer < f->catalog.layer_count; layer++) {
        enum voice voice = reading_voice(&f->catalog, &design, layer);
        bool votes = false;

        for (uint32_t i = 0; i < before.vote_count; i++) {
            votes |= before.votes[i].layer == layer;
        }
        assert_int_equal(votes, voice == VOICE_VOTES);
        if (f->catalog.layers[layer].weight == 0 && voice == VOICE_WEIGHS_NOTHING) {
            struct reading after =
                read(f, edited(f, design, (struct edit){ .kind = EDIT_CLEAR, .layer = layer }));

            assert_memory_equal(after.sums, before.sums, sizeof(after.sums));
            checked++;
        }
    }
    assert_true(checked > 0);
}

/* Whoever asks why a sign weighs what it does gets an answer. */
static void test_every_weight_has_its_reason(void **state)
{
    struct fixture *f = *state;

    for (layer_id i = 0; i < f->catalog.layer_count; i++) {
        assert_true(f->catalog.layers[i].why.len > 0);
    }
    assert_true(f->catalog.hallmark_count > 0);
    for (uint32_t i = 0; i < f->catalog.hallmark_count; i++) {
        assert_true(f->catalog.hallmarks[i].why.len > 0);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        SHIPPED_TEST(test_from_every_column_to_every_other),
        SHIPPED_TEST(test_from_anywhere_to_every_scale),
        SHIPPED_TEST(test_from_nothing),
        SHIPPED_TEST(test_what_tips_it),
        SHIPPED_TEST(test_nothing_tips_a_whole_column),
        SHIPPED_TEST(test_cost_and_size_have_no_voice),
        SHIPPED_TEST(test_layers_without_a_voice),
        SHIPPED_TEST(test_every_weight_has_its_reason),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
