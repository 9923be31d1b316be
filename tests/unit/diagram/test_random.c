/* Pictures of random architectures, read back from their cells. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "strata/diagram/diagram.h"
#include "strata/model/shipped.h"
#include "support/memory.h"
#include "support/picture_reader.h"
#include "support/random_architecture.h"
#include "support/str.h"

#define PICTURES 2000
#define BOXES 60

struct fixture {
    struct test_memory memory;
    struct arena arena;
    struct catalog catalog;
    struct random_architecture made;
    struct diagram_request request;
};

static int setup(void **state)
{
    static struct fixture fixture;

    test_memory_init(&fixture.memory);
    arena_init(&fixture.arena, &fixture.memory.memory);
    assert_true(catalog_open(&fixture.catalog, shipped_catalog, shipped_catalog_size));
    *state = &fixture;
    return 0;
}

static int teardown(void **state)
{
    struct fixture *fixture = *state;

    arena_release(&fixture->arena);
    test_memory_check(&fixture->memory);
    return 0;
}

/* One architecture and pane; all of it follows from the seed. */
static void make(struct fixture *fixture, uint64_t seed, uint32_t most)
{
    struct test_random random = { .state = seed };

    arena_reset(&fixture->arena);
    random_architecture(&fixture->catalog, 1 + test_random_below(&random, most), &random,
                        &fixture->arena, &fixture->made);
    bool marked = test_random_below(&random, 2) == 0;

    fixture->request = (struct diagram_request){
        .catalog = &fixture->catalog,
        .architecture = &fixture->made.architecture,
        .box_marks = marked ? fixture->made.box_marks : NULL,
        .arrow_marks = marked ? fixture->made.arrow_marks : NULL,
        .regions = fixture->made.regions,
        .region_count = fixture->made.region_count,
        .width = 40 + (int)test_random_below(&random, 161),
        .height = 15 + (int)test_random_below(&random, 46),
        .grouping = test_random_below(&random, DIAGRAM_GROUPING__COUNT),
        .zoom = test_random_below(&random, DIAGRAM_ZOOM__COUNT),
    };
}

static void check(struct fixture *fixture, uint64_t seed)
{
    struct diagram diagram;
    const char *fault;

    fixture->request.ascii = false;
    diagram_make(&fixture->request, &fixture->arena, &diagram);
    fault = picture_fault(&diagram, &fixture->request, &fixture->arena);
    if (fault != NULL) {
        struct str text =
            diagram_text(&diagram, fixture->request.architecture, STR(""), &fixture->arena);

        fprintf(stderr, "%.*s\n", STR_ARG(text));
        fail_msg("seed %llu, %s in %dx%d: %s", (unsigned long long)seed,
                 diagram_zoom_name(diagram.zoom), fixture->request.width, fixture->request.height,
                 fault);
    }
    fixture->request.ascii = true;
    diagram_make(&fixture->request, &fixture->arena, &diagram);
    fault = picture_fault_ascii(&diagram, &fixture->request, &fixture->arena);
    if (fault != NULL) {
        fail_msg("seed %llu, in ASCII: %s", (unsigned long long)seed, fault);
    }
}

static void pictures_read_back(void **state)
{
    struct fixture *fixture = *state;
    uint32_t levels[DIAGRAM_ZOOM__COUNT] = { 0 };

    for (uint64_t seed = 0; seed < PICTURES; seed++) {
        struct diagram diagram;

        make(fixture, seed, BOXES);
        check(fixture, seed);
        diagram_make(&fixture->request, &fixture->arena, &diagram);
        levels[diagram.zoom]++;
        if (fixture->request.zoom != DIAGRAM_AUTO && diagram.zoom != DIAGRAM_OVERVIEW) {
            assert_int_equal(diagram.zoom, fixture->request.zoom);
        }
    }
    for (enum diagram_zoom zoom = DIAGRAM_FULL; zoom < DIAGRAM_ZOOM__COUNT; zoom++) {
        assert_true(levels[zoom] > PICTURES / 10);
    }
}

/* Twice the same, byte for byte, whatever was in memory before. */
static void pictures_do_not_vary(void **state)
{
    struct fixture *fixture = *state;

    for (uint64_t seed = 0; seed < 100; seed++) {
        struct diagram first, second;

        make(fixture, seed, BOXES);
        diagram_make(&fixture->request, &fixture->arena, &first);
        diagram_make(&fixture->request, &fixture->arena, &second);
        struct str text =
            diagram_text(&first, &fixture->made.architecture, STR("Title"), &fixture->arena);

        assert_str_equal(
            diagram_text(&second, &fixture->made.architecture, STR("Title"), &fixture->arena),
            text);
        assert_memory_equal(first.cells, second.cells,
                            (size_t)first.width * (size_t)first.height * sizeof(first.cells[0]));
    }
}

/* Beyond what is drawn box by box, too. */
static void large_architectures_are_drawn_as_an_overview(void **state)
{
    struct fixture *fixture = *state;

    for (uint64_t seed = 0; seed < 20; seed++) {
        struct diagram diagram;

        make(fixture, seed, BOXES_MAX);
        check(fixture, seed);
        diagram_make(&fixture->request, &fixture->arena, &diagram);
        if (fixture->made.architecture.box_count > DIAGRAM_BOXES_MAX) {
            assert_int_equal(diagram.zoom, DIAGRAM_OVERVIEW);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(pictures_read_back, setup, teardown),
        cmocka_unit_test_setup_teardown(pictures_do_not_vary, setup, teardown),
        cmocka_unit_test_setup_teardown(large_architectures_are_drawn_as_an_overview, setup,
                                        teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
