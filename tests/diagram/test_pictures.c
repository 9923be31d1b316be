/* The presets as pictures in panes of several sizes, beside this file: what a person has looked at. And what a small
 * change moves. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "strata/analysis/review.h"
#include "strata/diagram/diagram.h"
#include "strata/store/store.h"
#include "support/golden.h"
#include "support/picture_reader.h"
#include "support/shipped_fixture.h"
#include "support/str.h"

static void review_preset(struct fixture *fixture, preset_id preset, struct review *ret)
{
    struct design design;

    assert_true(
        store_read_preset(&fixture->catalog, preset, &fixture->arena, &design, &fixture->diags));
    assert_true(review_make(&fixture->catalog, &design, 0, &fixture->arena, ret, &fixture->diags));
}

static struct diagram_request request_of(const struct review *review, int width, int height)
{
    return (struct diagram_request){ .catalog = review->catalog,
                                     .architecture = &review->architecture,
                                     .regions = review->design.regions,
                                     .region_count = review->design.region_count,
                                     .width = width,
                                     .height = height };
}

/* ---- pictures ---- */

struct pane {
    int width, height;
    enum diagram_zoom zoom;
    enum diagram_grouping grouping;
    bool ascii;
};

static const struct pane panes[] = {
    { .width = 40, .height = 15 },
    { .width = 60, .height = 30 },
    { .width = 80, .height = 24 },
    { .width = 120, .height = 36 },
    { .width = 200, .height = 60 },
    { .width = 80, .height = 24, .ascii = true },
    { .width = 100, .height = 40, .zoom = DIAGRAM_OVERVIEW },
    { .width = 120, .height = 60, .grouping = DIAGRAM_BY_REGION },
    { .width = 120, .height = 60, .grouping = DIAGRAM_BY_BOUNDARY },
};

static void add_picture(struct fixture *fixture, const struct review *review,
                        const struct pane *pane, struct strbuf *text)
{
    struct diagram_request request = request_of(review, pane->width, pane->height);
    struct diagram diagram;
    const char *fault;

    request.zoom = pane->zoom;
    request.grouping = pane->grouping;
    request.ascii = pane->ascii;
    diagram_make(&request, &fixture->arena, &diagram);
    fault = pane->ascii ? picture_fault_ascii(&diagram, &request, &fixture->arena)
                        : picture_fault(&diagram, &request, &fixture->arena);
    if (fault != NULL) {
        fail_msg("%dx%d: %s", pane->width, pane->height, fault);
    }
    strbuf_addf(text, "==== in %dx%d by %s: %s, %dx%d%s\n\n", pane->width, pane->height,
                diagram_grouping_name(pane->grouping), diagram_zoom_name(diagram.zoom),
                diagram.width, diagram.height, pane->ascii ? ", ASCII" : "");
    strbuf_add(
        text, diagram_text(&diagram, &review->architecture, review->design.title, &fixture->arena));
    strbuf_add_char(text, '\n');
}

static void presets_look_as_they_did(void **state)
{
    struct fixture *fixture = *state;

    for (preset_id i = 0; i < fixture->catalog.preset_count; i++) {
        struct strbuf text = { .arena = &fixture->arena };
        struct review review;
        struct str id = catalog_text(&fixture->catalog, fixture->catalog.presets[i].id);

        review_preset(fixture, i, &review);
        for (size_t k = 0; k < sizeof(panes) / sizeof(panes[0]); k++) {
            add_picture(fixture, &review, &panes[k], &text);
        }
        struct str path = str_format(&fixture->arena, "tests/diagram/%.*s.txt", STR_ARG(id));

        golden_check(str_terminated(&fixture->arena, path), strbuf_str(&text));
    }
}

static void a_pane_that_is_large_enough_shows_it_all(void **state)
{
    struct fixture *fixture = *state;

    for (preset_id i = 0; i < fixture->catalog.preset_count; i++) {
        struct review review;
        struct diagram diagram;

        review_preset(fixture, i, &review);
        struct diagram_request request = request_of(&review, 200, 60);

        diagram_make(&request, &fixture->arena, &diagram);
        assert_true(diagram.fits);
        assert_int_equal(diagram.zoom, DIAGRAM_FULL);
    }
}

/* ---- small changes ---- */

/* Another component of the same role in every layer of every preset: how many boxes move. */
static void a_swap_moves_nothing(void **state)
{
    struct fixture *fixture = *state;
    const struct catalog *catalog = &fixture->catalog;
    uint32_t swaps = 0;

    for (preset_id i = 0; i < catalog->preset_count; i++) {
        struct review review;
        struct diagram before;

        review_preset(fixture, i, &review);
        struct diagram_request request = request_of(&review, 120, 36);

        request.zoom = DIAGRAM_SHORT;
        diagram_make(&request, &fixture->arena, &before);
        for (uint32_t b = 0; b < review.architecture.box_count; b++) {
            struct architecture other = review.architecture;
            struct diagram after;

            other.boxes = arena_new_array(&fixture->arena, struct box, other.box_count);
            memcpy(other.boxes, review.architecture.boxes, other.box_count * sizeof(struct box));
            other.boxes[b].label = STR("Quite another name, and a long one");
            request.architecture = &other;
            diagram_make(&request, &fixture->arena, &after);
            assert_int_equal(after.width, before.width);
            assert_int_equal(after.height, before.height);
            for (uint32_t k = 0; k < other.box_count; k++) {
                assert_int_equal(after.boxes[k].x, before.boxes[k].x);
                assert_int_equal(after.boxes[k].y, before.boxes[k].y);
                assert_int_equal(after.boxes[k].width, before.boxes[k].width);
            }
            swaps++;
        }
    }
    assert_true(swaps > 50);
}

/* ---- before and after ---- */

static void a_preview_shows_both(void **state)
{
    struct fixture *fixture = *state;
    struct review before, after;
    struct overlay overlay;
    struct diagram diagram;

    review_preset(fixture, catalog_find_preset(&fixture->catalog, STR("doc-qa-solo")), &before);
    review_preset(fixture, catalog_find_preset(&fixture->catalog, STR("doc-qa-startup")), &after);
    overlay_make(&before.architecture, &after.architecture, &fixture->arena, &overlay);
    struct diagram_request request = request_of(&after, 120, 60);

    request.architecture = &overlay.architecture;
    request.box_marks = overlay.box_marks;
    request.arrow_marks = overlay.arrow_marks;
    diagram_make(&request, &fixture->arena, &diagram);
    const char *fault = picture_fault(&diagram, &request, &fixture->arena);

    if (fault != NULL) {
        fail_msg("%s", fault);
    }
    assert_true(diagram.has_mark[MARK_ADDED] && diagram.has_mark[MARK_REMOVED]);
    golden_check("tests/diagram/preview.txt",
                 diagram_text(&diagram, &overlay.architecture, STR("From solo to startup"),
                              &fixture->arena));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        SHIPPED_TEST(presets_look_as_they_did),
        SHIPPED_TEST(a_pane_that_is_large_enough_shows_it_all),
        SHIPPED_TEST(a_swap_moves_nothing),
        SHIPPED_TEST(a_preview_shows_both),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
