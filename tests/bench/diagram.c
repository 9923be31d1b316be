/* diagram: what one picture costs, for every preset and for random architectures, in a pane beside
 * the table and on a whole screen. Microseconds, means of many. */
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "cli/system_memory.h"
#include "strata/analysis/review.h"
#include "strata/diagram/diagram.h"
#include "strata/model/shipped.h"
#include "strata/store/store.h"
#include "support/random_architecture.h"

#define ROUNDS 20
#define SEEDS 50

static double now(void)
{
    struct timespec time;

    clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec * 1e6 + (double)time.tv_nsec / 1e3;
}

static double measure(const struct memory *memory, const struct diagram_request *request)
{
    struct arena arena;
    struct diagram diagram;
    double start = now(), taken;

    arena_init(&arena, memory);
    for (int i = 0; i < ROUNDS; i++) {
        arena_reset(&arena);
        diagram_make(request, &arena, &diagram);
    }
    taken = now() - start;
    arena_release(&arena);
    return taken / ROUNDS;
}

static void measure_both(const struct memory *memory, struct diagram_request request,
                         const char *name)
{
    double pane, screen;

    request.width = 60;
    request.height = 30;
    pane = measure(memory, &request);
    request.width = 200;
    request.height = 60;
    screen = measure(memory, &request);
    printf("  %-20s %4u boxes %8.1f %8.1f\n", name, (unsigned)request.architecture->box_count, pane,
           screen);
}

static void measure_preset(const struct memory *memory, const struct catalog *catalog,
                           preset_id preset)
{
    struct arena arena;
    struct diag_list diags;
    struct design design;
    struct review review;

    arena_init(&arena, memory);
    diag_init(&diags, &arena);
    if (!store_read_preset(catalog, preset, &arena, &design, &diags)
        || !review_make(catalog, &design, 0, &arena, &review, &diags)) {
        abort();
    }
    measure_both(memory,
                 (struct diagram_request){ .catalog = catalog,
                                           .architecture = &review.architecture,
                                           .regions = design.regions,
                                           .region_count = design.region_count },
                 str_terminated(&arena, catalog_preset_id(catalog, preset)));
    arena_release(&arena);
}

/* The mean of many random architectures, and the worst. */
static void measure_random(const struct memory *memory, const struct catalog *catalog,
                           uint32_t boxes, int width, int height)
{
    double sum = 0, worst = 0;

    for (uint64_t seed = 0; seed < SEEDS; seed++) {
        struct test_random random = { .state = seed };
        struct random_architecture made;
        struct arena arena;

        arena_init(&arena, memory);
        random_architecture(catalog, boxes, &random, &arena, &made);
        double taken =
            measure(memory, &(struct diagram_request){ .catalog = catalog,
                                                       .architecture = &made.architecture,
                                                       .width = width,
                                                       .height = height });
        sum += taken;
        worst = taken > worst ? taken : worst;
        arena_release(&arena);
    }
    printf("  random, in %3dx%-6d %4u boxes %8.1f %8.1f\n", width, height, (unsigned)boxes,
           sum / SEEDS, worst);
}

int main(void)
{
    static const uint32_t sizes[] = { 5, 10, 25, 35, 60, 200, 1000 };
    struct system_memory memory;
    struct catalog catalog;

    system_memory_init(&memory);
    if (!catalog_open(&catalog, shipped_catalog, shipped_catalog_size)) {
        return EXIT_FAILURE;
    }
    printf("  %-20s %10s %8s %8s\n", "microseconds", "", "60x30", "200x60");
    for (preset_id i = 0; i < catalog.preset_count; i++) {
        measure_preset(&memory.memory, &catalog, i);
    }
    printf("  %-20s %10s %8s %8s\n", "", "", "mean", "worst");
    for (size_t i = 0; i < sizeof(sizes) / sizeof(sizes[0]); i++) {
        measure_random(&memory.memory, &catalog, sizes[i], 60, 30);
        measure_random(&memory.memory, &catalog, sizes[i], 200, 60);
    }
    return EXIT_SUCCESS;
}
