/* Where the labels of arrows go: the middle of their line, unless something lies there. Edges that only touch do not
 * hide each other. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "export/drawing/labels.h"
#include "support/fixture.h"

#define LENGTH 24000 /* of the line, in hundredths of a point */

static void add_shape(struct drawing *drawing, enum part_kind kind, enum shape_kind shape,
                      const struct point points[4])
{
    struct part *part = vec_add(&drawing->parts, drawing->arena);

    *part = (struct part){ .kind = kind };
    *vec_add(&part->shapes, drawing->arena) = (struct shape){
        .kind = shape,
        .points =
            memcpy(arena_new_array(drawing->arena, struct point, 4), points, 4 * sizeof(*points)),
        .count = 4,
    };
}

/* A straight line from left to right with a label on it, and a box. */
static struct drawing line_and_box(struct arena *arena, struct area box)
{
    struct drawing drawing = { .arena = arena };
    const struct point line[] = { { 0, 0 }, { 8000, 0 }, { 16000, 0 }, { LENGTH, 0 } };
    const struct point corners[] = {
        box.min, { box.max.x, box.min.y }, box.max, { box.min.x, box.max.y }
    };

    add_shape(&drawing, PART_EDGE, SHAPE_CURVE, line);
    *vec_add(&drawing.parts.items[0].captions, arena) = (struct caption){ .text = STR("calls") };
    add_shape(&drawing, PART_NODE, SHAPE_POLYGON, corners);
    return drawing;
}

static struct point placed(struct arena *arena, struct area box)
{
    struct drawing drawing = line_and_box(arena, box);

    labels_place(&drawing);
    return drawing.parts.items[0].label;
}

static bool in_the_middle(struct point label)
{
    return label.x == LENGTH / 2 && label.y == 0;
}

/* A box at each side of the label's place: one that ends where the label begins is not in the way, and one that ends a
 * hundredth of a point later is. */
static void test_a_label_may_touch_a_box(void **state)
{
    struct arena *arena = &((struct fixture *)*state)->arena;
    struct drawing drawing = line_and_box(arena, (struct area){ { 0, 9000 }, { 10, 9010 } });
    struct point size = label_size(&drawing.parts.items[0]);
    centi left = LENGTH / 2 - size.x / 2, right = LENGTH / 2 + size.x / 2;
    centi top = -(size.y / 2), bottom = size.y / 2;
    const struct area boxes[] = {
        { { left - 300, -200 }, { left, 200 } },
        { { right, -200 }, { right + 300, 200 } },
        { { 0, top - 5000 }, { LENGTH, top } },
        { { 0, bottom }, { LENGTH, bottom + 5000 } },
    };
    const struct point inwards[] = { { 1, 0 }, { -1, 0 }, { 0, 1 }, { 0, -1 } };

    for (size_t i = 0; i < sizeof(boxes) / sizeof(boxes[0]); i++) {
        struct area box = boxes[i];
        assert_true(in_the_middle(placed(arena, box)));
        box.min = (struct point){ box.min.x + inwards[i].x, box.min.y + inwards[i].y };
        box.max = (struct point){ box.max.x + inwards[i].x, box.max.y + inwards[i].y };
        assert_false(in_the_middle(placed(arena, box)));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = { FIXTURE_TEST(test_a_label_may_touch_a_box) };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
