/* review: what a key costs before it reaches the terminal, for every preset: the review of the design, the state's
 * answer to a key (with the preview's review), and the drawing of the screen. Microseconds, means of many. */
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "app/app.h"
#include "cli/system_memory.h"
#include "strata/model/shipped.h"
#include "strata/store/store.h"
#include "ui/screen.h"

#define ROUNDS 2000

static double now(void)
{
    struct timespec time;

    clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec * 1e6 + (double)time.tv_nsec / 1e3;
}

static void measure(const struct memory *memory, const struct catalog *catalog, preset_id preset)
{
    struct arena session, scratch;
    struct diag_list diags;
    struct design design;
    struct review review;
    double start, reviewing, answering = 0, drawing = 0;
    static struct app app;

    arena_init(&session, memory);
    arena_init(&scratch, memory);
    diag_init(&diags, &session);
    if (!store_read_preset(catalog, preset, &session, &design, &diags)) {
        abort();
    }
    start = now();
    for (int i = 0; i < ROUNDS; i++) {
        arena_reset(&scratch);
        if (!review_make(catalog, &design, 0, &scratch, &review, &diags)) {
            abort();
        }
    }
    reviewing = now() - start;
    app_init(&app, &(struct app_start){ .catalog = catalog,
                                        .memory = memory,
                                        .session = &session,
                                        .design = design,
                                        .width = 120,
                                        .height = 36 });
    for (int i = 0; i < ROUNDS; i++) {
        struct event event = { .kind = EVENT_KEY, .key = i / 20 % 2 ? 'k' : 'j' };

        start = now();
        app_update(&app, &event);
        answering += now() - start;
        start = now();
        arena_reset(&scratch);
        screen_draw(&app, false, &scratch);
        drawing += now() - start;
    }
    printf("  %-20.*s %8.1f %8.1f %8.1f\n", STR_ARG(catalog_preset_id(catalog, preset)),
           reviewing / ROUNDS, answering / ROUNDS, drawing / ROUNDS);
    app_release(&app);
    arena_release(&scratch);
    arena_release(&session);
}

int main(void)
{
    struct system_memory memory;
    struct catalog catalog;

    system_memory_init(&memory);
    if (!catalog_open(&catalog, shipped_catalog, shipped_catalog_size)) {
        return EXIT_FAILURE;
    }
    printf("  %-20s %8s %8s %8s\n", "microseconds", "review", "key", "drawing");
    for (preset_id i = 0; i < catalog.preset_count; i++) {
        measure(&memory.memory, &catalog, i);
    }
    return EXIT_SUCCESS;
}
