/* The plot, read back from its cells. */
#include "strata/diagram/plot.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "strata/model/shipped.h"
#include "support/fixture.h"
#include "support/str.h"

/* A design of one model, whose bill grows evenly, over a range of users. */
static void make(struct fixture *f, struct catalog *catalog, quantity from, quantity to,
                 struct sweep *ret)
{
    static struct choice choice;
    struct design design = design_empty(0, STR("One model"));
    struct sweep_request request = { .from = from, .to = to, .points = 40 };

    assert_true(catalog_open(catalog, shipped_catalog, shipped_catalog_size));
    choice =
        (struct choice){ .layer = catalog_find_layer(catalog, STR("workhorse-model")),
                         .component = catalog_find_component(catalog, STR("claude-sonnet-4-5")),
                         .plan = NONE };
    assert_int_not_equal(choice.component, NONE);
    design.choices = &choice;
    design.choice_count = 1;
    request.figure = catalog_find_figure(catalog, STR("users"));
    assert_true(sweep_make(catalog, &design, &request, &f->arena, ret, &f->diags));
}

static struct plot plotted(struct fixture *f, const struct sweep *sweep, int width, int height,
                           const uint32_t *cursor)
{
    struct plot_request request = {
        .sweep = sweep, .width = width, .height = height, .cursor = cursor, .ascii = true
    };
    struct plot plot;

    plot_make(&request, &f->arena, &plot);
    return plot;
}

static const struct plot_cell *at(const struct plot *plot, int x, int y)
{
    return &plot->cells[y * plot->width + x];
}

/* The row of the line in a column: its highest one. */
static int line_row(const struct plot *plot, int x)
{
    for (int y = 0; y < plot->height; y++) {
        if (at(plot, x, y)->class == PLOT_LINE) {
            return y;
        }
    }
    return -1;
}

/* From the lower left to the upper right: both ends of the range are in the plot, no column is
 * without the line, and it never goes down. */
static void test_line(void **state)
{
    struct fixture *f = *state;
    struct catalog catalog;
    struct sweep sweep;
    struct plot plot;
    int before;

    make(f, &catalog, MICRO, 10000 * MICRO, &sweep);
    plot = plotted(f, &sweep, 70, 16, NULL);
    before = plot.height;
    for (int x = plot.left; x < plot.left + plot.columns; x++) {
        int row = line_row(&plot, x);

        assert_in_range(row, 0, before);
        before = row;
    }
    assert_true(line_row(&plot, plot.left) > plot.height / 2);
}

static int column_with(const struct plot *plot, enum plot_class class, int y)
{
    for (int x = 0; x < plot->width; x++) {
        if (at(plot, x, y)->class == class) {
            return x;
        }
    }
    return -1;
}

static void test_present_and_cursor(void **state)
{
    struct fixture *f = *state;
    uint32_t cursor = SWEEP_AXIS_END;
    struct catalog catalog;
    struct sweep sweep;
    struct plot plot;

    make(f, &catalog, 3 * MICRO, 300 * MICRO, &sweep); /* the design has 30: the middle */
    plot = plotted(f, &sweep, 60, 12, &cursor);
    assert_int_equal(column_with(&plot, PLOT_PRESENT, plot.height - 2),
                     plot.left + plot.columns / 2);
    assert_int_equal(column_with(&plot, PLOT_CURSOR, plot.height - 3), plot.width - 1);
    make(f, &catalog, 100 * MICRO, 300 * MICRO, &sweep); /* outside */
    plot = plotted(f, &sweep, 60, 12, NULL);
    assert_int_equal(column_with(&plot, PLOT_PRESENT, plot.height - 2), -1);
}

/* Numbers of changes stand apart, all of them, and labels do not run into each other. */
static void test_words_stand_apart(void **state)
{
    struct fixture *f = *state;
    struct catalog catalog;
    struct sweep sweep;

    make(f, &catalog, MICRO, 10000 * MICRO, &sweep);
    sweep.turn_count = 8;
    sweep.turns = arena_new_array(&f->arena, struct sweep_turn, sweep.turn_count);
    for (uint32_t i = 0; i < sweep.turn_count; i++) {
        sweep.turns[i] = (struct sweep_turn){ .first = { .value = (30 + i % 3) * MICRO } };
    }
    for (int width = PLOT_WIDTH_MIN; width < 120; width += 7) {
        struct plot plot = plotted(f, &sweep, width, 14, NULL);
        unsigned numbers = 0;

        for (int y = 0; y < plot.height; y++) {
            for (int x = 0; x + 1 < plot.width; x++) {
                numbers += at(&plot, x, y)->class == PLOT_NUMBER;
                assert_false(at(&plot, x, y)->class == PLOT_NUMBER
                             && at(&plot, x + 1, y)->class == PLOT_NUMBER);
            }
        }
        assert_int_equal(numbers, 8);
    }
}

/* Smaller than allowed is drawn in the smallest size, and nothing is written outside of it. */
static void test_sizes(void **state)
{
    struct fixture *f = *state;
    struct catalog catalog;
    struct sweep sweep;
    struct plot plot;

    make(f, &catalog, 0, 100 * MICRO, &sweep);
    plot = plotted(f, &sweep, -5, 0, NULL);
    assert_int_equal(plot.width, PLOT_WIDTH_MIN);
    assert_int_equal(plot.height, PLOT_HEIGHT_MIN);
    for (int size = 8; size < 60; size += 5) {
        plotted(f, &sweep, 3 * size, size, NULL);
    }
}

static void test_ascii(void **state)
{
    struct fixture *f = *state;
    struct catalog catalog;
    struct sweep sweep;
    struct plot plot;
    struct str text;

    make(f, &catalog, MICRO, 10000 * MICRO, &sweep);
    plot = plotted(f, &sweep, 60, 12, NULL);
    text = plot_text(&plot, &f->arena);
    for (size_t i = 0; i < text.len; i++) {
        assert_true(text.at[i] == '\n' || (text.at[i] >= ' ' && text.at[i] <= '~'));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        FIXTURE_TEST(test_line),
        FIXTURE_TEST(test_present_and_cursor),
        FIXTURE_TEST(test_words_stand_apart),
        FIXTURE_TEST(test_sizes),
        FIXTURE_TEST(test_ascii),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
