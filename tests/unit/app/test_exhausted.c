/* Memory that runs out in the designer, wherever it does: what the session has made so far can still
 * be read, for the rescue file, and all memory is given back. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "app/app.h"
#include "strata/model/shipped.h"
#include "support/memory.h"

/* Takes columns, looks at every view, chooses, describes an own component, changes it, undoes. */
static const char keys[] = "l<Enter>23456i1jjjc<Space><Down><Enter>2bbb+-jkl1jcAcme<Down><Enter>"
                           "<Down><Down><Down><Down>9<Up><Up><Up><Up><Up><Enter>1jjc<Enter>uuU2";

struct session {
    struct test_memory memory;
    struct arena session;
    struct catalog catalog;
    struct app app;
};

static void run(struct session *s)
{
    struct str rest = str_from(keys);
    struct event event = { .kind = EVENT_KEY };

    arena_init(&s->session, &s->memory.memory);
    app_init(&s->app, &(struct app_start){ .catalog = &s->catalog,
                                           .memory = &s->memory.memory,
                                           .session = &s->session,
                                           .design = design_empty(0, STR("Test")),
                                           .width = 160,
                                           .height = 40 });
    while (key_parse(&rest, &event.key)) {
        app_update(&s->app, &event);
    }
    assert_int_equal(rest.len, 0);
}

/* What a rescue file would be made of. */
static void check_design(const struct app *app)
{
    const struct design *design = app_design(app);

    for (uint32_t i = 0; i < design->choice_count; i++) {
        assert_true(design->choices[i].component < app->catalog->component_count);
    }
    for (uint32_t i = 0; i < design->own_count; i++) {
        assert_true(design->own[i] < app->catalog->component_count);
    }
    assert_true(str_is(design->title, "Test"));
}

/* True if memory ran out at the n-th block. */
static bool runs_out_at(struct session *s, size_t n)
{
    volatile bool out = false;

    *s = (struct session){ 0 };
    test_memory_init(&s->memory);
    assert_true(catalog_open(&s->catalog, shipped_catalog, shipped_catalog_size));
    s->memory.fail_at = n;
    if (TEST_MEMORY_TRY(&s->memory)) {
        run(s);
        test_memory_end_try(&s->memory);
    } else {
        out = true;
    }
    if (s->app.history.entries.count > 0) {
        check_design(&s->app);
    }
    app_release(&s->app);
    arena_release(&s->session);
    test_memory_check(&s->memory);
    return out;
}

static void test_memory_runs_out_anywhere(void **state)
{
    static struct session s;
    size_t n = 1;
    (void)state;

    while (runs_out_at(&s, n)) {
        n++;
    }
    assert_true(n > 10); /* there were blocks to run out at */
    assert_true(s.app.history.entries.count > 2);
}

int main(void)
{
    const struct CMUnitTest tests[] = { cmocka_unit_test(test_memory_runs_out_anywhere) };

    return cmocka_run_group_tests_name("exhausted", tests, NULL, NULL);
}
