/* The designer's state over the frozen catalogue, with an empty design, driven by keys. */
#ifndef STRATA_TESTS_SUPPORT_APP_FIXTURE_H
#define STRATA_TESTS_SUPPORT_APP_FIXTURE_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "app/app.h"
#include "strata/model/shipped.h"
#include "support/memory.h"

struct fixture {
    struct test_memory memory;
    struct arena session;
    struct arena frame; /* for drawings */
    struct catalog catalog;
    struct app app;
    struct effect effect; /* what the last key asked for */
};

static inline void app_fixture_open(void **state, scale_id scale, int width, int height)
{
    static struct fixture f;

    f = (struct fixture){ 0 };
    test_memory_init(&f.memory);
    arena_init(&f.session, &f.memory.memory);
    arena_init(&f.frame, &f.memory.memory);
    assert_true(catalog_open(&f.catalog, shipped_catalog, shipped_catalog_size));
    app_init(&f.app, &(struct app_start){ .catalog = &f.catalog,
                                          .memory = &f.memory.memory,
                                          .session = &f.session,
                                          .design = design_empty(scale, STR("Test")),
                                          .width = width,
                                          .height = height });
    *state = &f;
}

static inline int app_fixture_close(void **state)
{
    struct fixture *f = *state;

    app_release(&f->app);
    arena_release(&f->frame);
    arena_release(&f->session);
    test_memory_check(&f->memory);
    return 0;
}

static inline void press(struct fixture *f, const char *keys)
{
    struct str rest = str_from(keys);
    struct event event = { .kind = EVENT_KEY };

    while (rest.len > 0) {
        assert_true(key_parse(&rest, &event.key));
        f->effect = app_update(&f->app, &event);
    }
}

#endif
