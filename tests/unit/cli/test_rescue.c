/* Unsaved work, written down as often as it takes. */
#include "cli/rescue.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "cli/load.h"
#include "memory.h"
#include "str.h"
#include "strata/model/shipped.h"

struct fixture {
    struct test_memory memory;
    struct arena arena;
    struct diag_list diags;
    struct catalog catalog;
    char folder[200];
};

static int open_folder(void **state)
{
    static struct fixture f;
    const char *scratch = getenv("TMPDIR");

    f = (struct fixture){ 0 };
    test_memory_init(&f.memory);
    arena_init(&f.arena, &f.memory.memory);
    diag_init(&f.diags, &f.arena);
    snprintf(f.folder, sizeof(f.folder), "%s/rescue-XXXXXX", scratch ? scratch : "/tmp");
    if (!mkdtemp(f.folder) || !catalog_open(&f.catalog, shipped_catalog, shipped_catalog_size)) {
        return 1;
    }
    setenv("XDG_STATE_HOME", f.folder, 1);
    *state = &f;
    return 0;
}

static int close_folder(void **state)
{
    struct fixture *f = *state;

    arena_release(&f->arena);
    test_memory_check(&f->memory);
    return 0;
}

static bool rescue(struct fixture *f, const char *title)
{
    struct design design = design_empty(0, str_from(title));

    return rescue_write(&f->catalog, &design, &f->arena, &f->diags);
}

static mode_t mode_of(struct fixture *f, struct str path)
{
    struct stat status;

    assert_int_equal(stat(str_terminated(&f->arena, path), &status), 0);
    return status.st_mode & 0777;
}

/* A design that nobody else could read is not readable as a rescue, wherever that is put. */
static void test_nobody_else_may_read_it(void **state)
{
    struct fixture *f = *state;
    struct str folder = str_format(&f->arena, "%s/strata", f->folder);
    mode_t old = umask(0);

    assert_int_equal(mkdir(str_terminated(&f->arena, folder), 0755), 0);
    assert_true(rescue(f, "First"));
    umask(old);
    assert_int_equal(mode_of(f, folder), 0700);
    assert_int_equal(
        mode_of(f, str_format(&f->arena, "%.*s/rescued-%ld.yaml", STR_ARG(folder), (long)getpid())),
        0600);
}

/* The same process number comes again, in containers nearly always: nothing may be written over. */
static void test_an_older_rescue_is_left_alone(void **state)
{
    struct fixture *f = *state;
    struct str folder = str_format(&f->arena, "%s/strata", f->folder);
    struct str *names;
    uint32_t count;

    assert_true(rescue(f, "First"));
    assert_true(rescue(f, "Second"));
    assert_false(diag_failed(&f->diags));
    assert_true(
        files_list(str_terminated(&f->arena, folder), &f->arena, &names, &count, &f->diags));
    assert_int_equal(count, 2);
    for (uint32_t i = 0; i < count; i++) {
        struct str path = str_format(&f->arena, "%.*s/%.*s", STR_ARG(folder), STR_ARG(names[i]));
        struct design design;

        assert_true(load_design(&f->catalog, str_terminated(&f->arena, path), &f->arena, &design,
                                NULL, &f->diags));
    }
}

static void test_what_is_lost_is_said(void **state)
{
    struct fixture *f = *state;

    setenv("XDG_STATE_HOME", "/proc/self", 1);
    assert_false(rescue(f, "Lost"));
    assert_true(diag_failed(&f->diags));
    unsetenv("XDG_STATE_HOME");
    unsetenv("HOME");
    assert_false(rescue(f, "Lost"));
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, open_folder, close_folder)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_nobody_else_may_read_it),
        TEST(test_an_older_rescue_is_left_alone),
        TEST(test_what_is_lost_is_said),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
