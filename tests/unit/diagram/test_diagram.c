/* What a view asks of a picture: what is where, where a cursor goes, which part is in the window. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "strata/analysis/wiring.h"
#include "strata/diagram/diagram.h"
#include "support/small_fixture.h"
#include "support/str.h"

struct scene {
    struct architecture architecture;
    struct diagram_request request;
    struct diagram diagram;
};

/* The startup's worked example, at a fixed level. */
static struct scene scene_of(struct fixture *fixture, int width, int height, enum diagram_zoom zoom)
{
    struct scene scene;
    struct design design = small_startup(&fixture->small);

    assert_true(wiring_make(&fixture->small.catalog, &design, &fixture->arena, &scene.architecture,
                            &fixture->diags));
    scene.request = (struct diagram_request){
        .catalog = &fixture->small.catalog, .width = width, .height = height, .zoom = zoom
    };
    return scene;
}

static void draw(struct fixture *fixture, struct scene *scene)
{
    scene->request.architecture = &scene->architecture;
    diagram_make(&scene->request, &fixture->arena, &scene->diagram);
}

static void nothing_is_a_blank_cell(void **state)
{
    struct fixture *fixture = *state;
    struct scene scene = scene_of(fixture, 80, 24, DIAGRAM_AUTO);

    scene.architecture = (struct architecture){ 0 };
    draw(fixture, &scene);
    assert_int_equal(scene.diagram.box_count, 0);
    assert_int_equal(scene.diagram.width, 1);
    assert_true(scene.diagram.fits);
    assert_int_equal(diagram_walk(&scene.diagram, NONE, DIAGRAM_DOWN), NONE);
    assert_str(diagram_text(&scene.diagram, &scene.architecture, STR("Empty"), &fixture->arena),
               "Empty\n\n0 boxes, 0 arrows\n");
}

static void cells_know_their_box(void **state)
{
    struct fixture *fixture = *state;
    struct scene scene = scene_of(fixture, 120, 40, DIAGRAM_AUTO);

    draw(fixture, &scene);
    assert_int_equal(scene.diagram.box_count, scene.architecture.box_count);
    for (uint32_t i = 0; i < scene.diagram.box_count; i++) {
        const struct diagram_box *box = &scene.diagram.boxes[i];

        assert_int_equal(scene.diagram.shown[i], i);
        assert_int_equal(diagram_box_at(&scene.diagram, box->x, box->y), i);
        assert_int_equal(
            diagram_box_at(&scene.diagram, box->x + box->width - 1, box->y + box->height - 1), i);
        assert_int_not_equal(diagram_box_at(&scene.diagram, box->x - 1, box->y), i);
        assert_int_not_equal(diagram_box_at(&scene.diagram, box->x, box->y + box->height), i);
    }
    assert_int_equal(diagram_box_at(&scene.diagram, -1, 0), NONE);
    assert_int_equal(diagram_box_at(&scene.diagram, 0, scene.diagram.height), NONE);
}

static void lines_know_their_ends(void **state)
{
    struct fixture *fixture = *state;
    struct scene scene = scene_of(fixture, 120, 40, DIAGRAM_AUTO);
    uint32_t arrows = 0;

    draw(fixture, &scene);
    for (uint32_t i = 0; i < scene.diagram.line_count; i++) {
        const struct diagram_line *line = &scene.diagram.lines[i];

        arrows += line->count;
        assert_true(diagram_line_touches(&scene.diagram, &scene.architecture, i, line->root));
        for (uint32_t k = 0; k < line->count; k++) {
            const struct arrow *arrow = &scene.architecture.arrows[line->arrows[k]];

            assert_int_equal(arrow->dashed, line->dashed);
            assert_int_equal(line->dashed ? arrow->to : arrow->from, line->root);
        }
    }
    assert_int_equal(arrows, scene.architecture.arrow_count);
    for (int y = 0; y < scene.diagram.height; y++) {
        for (int x = 0; x < scene.diagram.width; x++) {
            const struct diagram_cell *cell = diagram_at(&scene.diagram, x, y);

            if (cell->class == DIAGRAM_DASHED) {
                assert_true(scene.diagram.lines[cell->line].dashed);
            }
            if (cell->class == DIAGRAM_SOLID) {
                assert_false(scene.diagram.lines[cell->line].dashed);
            }
        }
    }
}

/* From any box a cursor can get to any other one, and each step goes where it should. */
static void a_cursor_reaches_every_box(void **state)
{
    struct fixture *fixture = *state;
    struct scene scene = scene_of(fixture, 120, 40, DIAGRAM_AUTO);

    draw(fixture, &scene);
    for (uint32_t start = 0; start < scene.diagram.box_count; start++) {
        uint64_t seen = 1ull << start;

        for (uint32_t round = 0; round < scene.diagram.box_count; round++) {
            for (uint32_t i = 0; i < scene.diagram.box_count; i++) {
                for (enum diagram_direction to = DIAGRAM_LEFT; to <= DIAGRAM_DOWN; to++) {
                    if ((seen >> i & 1) != 0) {
                        seen |= 1ull << diagram_walk(&scene.diagram, i, to);
                    }
                }
            }
        }
        assert_true(seen == (1ull << scene.diagram.box_count) - 1);
    }
    for (uint32_t i = 0; i < scene.diagram.box_count; i++) {
        const struct diagram_box *boxes = scene.diagram.boxes;
        uint32_t left = diagram_walk(&scene.diagram, i, DIAGRAM_LEFT);
        uint32_t down = diagram_walk(&scene.diagram, i, DIAGRAM_DOWN);

        assert_true(left == i || (boxes[left].x < boxes[i].x && boxes[left].y == boxes[i].y));
        assert_true(down == i || boxes[down].y > boxes[i].y);
    }
    assert_int_equal(diagram_walk(&scene.diagram, NONE, DIAGRAM_UP), 0);
}

static void a_window_follows_the_cursor(void **state)
{
    struct fixture *fixture = *state;
    struct scene scene = scene_of(fixture, 40, 10, DIAGRAM_FULL);

    draw(fixture, &scene);
    assert_false(scene.diagram.fits);
    assert_true(scene.diagram.height > 10);
    for (uint32_t i = 0; i < scene.diagram.box_count; i++) {
        const struct diagram_box *box = &scene.diagram.boxes[i];
        struct diagram_window window = { .x = 7, .y = 3, .width = 40, .height = 10 };
        struct diagram_window same;

        diagram_reveal(&scene.diagram, i, &window);
        assert_true(window.x <= box->x && box->x + box->width <= window.x + window.width);
        assert_true(window.y <= box->y && box->y + box->height <= window.y + window.height);
        assert_true(window.x >= 0 && window.y >= 0);
        assert_true(window.y + window.height <= scene.diagram.height);
        same = window;
        diagram_reveal(&scene.diagram, i, &same);
        assert_int_equal(same.x, window.x);
        assert_int_equal(same.y, window.y);
    }
}

static void what_is_beyond_the_window_is_counted(void **state)
{
    struct fixture *fixture = *state;
    struct scene scene = scene_of(fixture, 40, 10, DIAGRAM_FULL);
    struct diagram_window top = { .width = 200, .height = 1 },
                          all = { .width = 500, .height = 500 };
    struct diagram_window right = { .x = 400, .width = 10, .height = 500 };

    draw(fixture, &scene);
    struct diagram_beyond beyond = diagram_beyond(&scene.diagram, top);

    assert_true(beyond.below > 0 && beyond.below < scene.diagram.box_count);
    assert_int_equal(beyond.above + beyond.left + beyond.right, 0);
    beyond = diagram_beyond(&scene.diagram, all);
    assert_int_equal(beyond.above + beyond.below + beyond.left + beyond.right, 0);
    assert_int_equal(diagram_beyond(&scene.diagram, right).left, scene.diagram.box_count);
}

static void levels_show_less_and_less(void **state)
{
    struct fixture *fixture = *state;
    int last = 0;

    for (enum diagram_zoom zoom = DIAGRAM_MARKS; zoom >= DIAGRAM_FULL; zoom--) {
        struct scene scene = scene_of(fixture, 150, 60, zoom);

        draw(fixture, &scene);
        assert_int_equal(scene.diagram.zoom, zoom);
        int size = scene.diagram.width * scene.diagram.height;

        assert_true(size > last);
        last = size;
    }
}

static void an_overview_counts(void **state)
{
    struct fixture *fixture = *state;
    struct scene scene = scene_of(fixture, 120, 60, DIAGRAM_OVERVIEW);
    uint32_t count = 0;

    draw(fixture, &scene);
    assert_int_equal(scene.diagram.zoom, DIAGRAM_OVERVIEW);
    assert_true(scene.diagram.box_count < scene.architecture.box_count);
    for (uint32_t i = 0; i < scene.diagram.box_count; i++) {
        count += scene.diagram.boxes[i].count;
    }
    assert_int_equal(count, scene.architecture.box_count);
    for (uint32_t i = 0; i < scene.architecture.box_count; i++) {
        assert_int_equal(scene.diagram.boxes[scene.diagram.shown[i]].layer,
                         scene.architecture.boxes[i].layer);
    }
}

/* Of very many layers, groups are one box each; of very many groups, all is one. */
static void overviews_stay_small(void **state)
{
    struct fixture *fixture = *state;

    for (uint32_t groups = 1; groups <= 100; groups += 99) {
        struct small small;
        struct scene scene;

        small_begin(&small, &fixture->arena);
        for (uint32_t i = 0; i < groups; i++) {
            builder_add(&small.builder, group)->name = small_text(&small, "A group");
        }
        uint32_t first = small.builder.layers.count, group = small.builder.groups.count - groups;

        for (uint32_t i = 0; i < 100; i++) {
            builder_add(&small.builder, layer)->group = group + i % groups;
        }
        small_end(&small);
        scene.architecture = (struct architecture){
            .boxes = arena_new_array(&fixture->arena, struct box, 100),
            .box_count = 100,
        };
        for (uint32_t i = 0; i < 100; i++) {
            scene.architecture.boxes[i] =
                (struct box){ .layer = first + i, .region = NONE, .endpoint = NONE };
        }
        scene.request = (struct diagram_request){
            .catalog = &small.catalog, .width = 80, .height = 24, .zoom = DIAGRAM_OVERVIEW
        };
        draw(fixture, &scene);
        assert_int_equal(scene.diagram.box_count, 1);
        assert_int_equal(scene.diagram.boxes[0].count, 100);
        assert_str_equal(scene.diagram.boxes[0].label,
                         groups == 1 ? STR("A group 100") : STR("All 100"));
    }
}

static void marks_are_told_in_the_text(void **state)
{
    struct fixture *fixture = *state;
    struct scene scene = scene_of(fixture, 120, 60, DIAGRAM_SHORT);
    enum mark *marks = arena_new_array(&fixture->arena, enum mark, 100);
    size_t at;

    marks[0] = MARK_ADDED;
    scene.request.box_marks = marks;
    draw(fixture, &scene);
    struct str text = diagram_text(&scene.diagram, &scene.architecture, STR(""), &fixture->arena);

    assert_int_equal(scene.diagram.boxes[0].mark, MARK_ADDED);
    assert_true(str_find(text, STR("+ added"), &at));
    assert_false(str_find(text, STR("- removed"), &at));
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, small_setup_whole, small_teardown)
    const struct CMUnitTest tests[] = {
        TEST(nothing_is_a_blank_cell),     TEST(cells_know_their_box),
        TEST(lines_know_their_ends),       TEST(a_cursor_reaches_every_box),
        TEST(a_window_follows_the_cursor), TEST(what_is_beyond_the_window_is_counted),
        TEST(levels_show_less_and_less),   TEST(an_overview_counts),
        TEST(overviews_stay_small),        TEST(marks_are_told_in_the_text),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
