/* The facts of tests/catalogs and tests/designs: a folder or file each, with the messages it gets.
 *
 * Every catalogue case stands on tests/catalogs/base.yaml, unless it has a base.yaml of its own.
 * What is in good/ must be read (perhaps with a warning), what is in bad/ must not. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "support/folder.h"
#include "support/golden.h"
#include "support/memory.h"

struct fact {
    const char *path; /* below tests/ */
    bool good;
};

static bool has_base(const struct folder *folder)
{
    for (uint32_t i = 0; i < folder->files.count; i++) {
        if (str_is(folder->files.items[i].path, "base.yaml")) {
            return true;
        }
    }
    return false;
}

static bool read_catalog(const struct folder *folder, struct arena *arena, struct diag_list *diags,
                         struct catalog *ret)
{
    const void *block;
    size_t size;

    return store_read_catalog(folder->files.items, folder->files.count, arena, &block, &size, diags)
           && catalog_open(ret, block, size);
}

static void test_catalog(void **state)
{
    const struct fact *fact = *state;
    struct test_memory memory;
    struct arena arena;
    struct diag_list diags;
    struct folder folder = { 0 };
    struct catalog catalog;
    const char *path;

    test_memory_init(&memory);
    arena_init(&arena, &memory.memory);
    diag_init(&diags, &arena);
    path = folder_tests(fact->path, &arena);
    folder_add(&folder, path, &arena);
    if (!has_base(&folder)) {
        folder_add_file(&folder, folder_tests("catalogs/base.yaml", &arena), "base.yaml", &arena);
    }
    bool read = read_catalog(&folder, &arena, &diags, &catalog);
    golden_check(str_terminated(&arena, str_format(&arena, "%s/expected.txt", path)),
                 folder_messages(&diags, &arena));
    assert_int_equal(read, fact->good);
    assert_int_equal(diag_failed(&diags), !fact->good);
    arena_release(&arena);
    test_memory_check(&memory);
}

static void test_design(void **state)
{
    const struct fact *fact = *state;
    struct test_memory memory;
    struct arena arena;
    struct diag_list diags;
    struct folder folder = { 0 };
    struct catalog catalog;
    struct design design;
    const char *path;
    struct str name;

    test_memory_init(&memory);
    arena_init(&arena, &memory.memory);
    diag_init(&diags, &arena);
    folder_add_file(&folder, folder_tests("catalogs/base.yaml", &arena), "base.yaml", &arena);
    folder_add_file(&folder, folder_tests("catalogs/rules.yaml", &arena), "rules.yaml", &arena);
    assert_true(read_catalog(&folder, &arena, &diags, &catalog));
    path = folder_tests(fact->path, &arena);
    name = str_from(strrchr(path, '/') + 1);
    struct str file = str_format(&arena, "%s.yaml", path);
    bool read = store_read_design(&catalog, str_format(&arena, "%.*s.yaml", STR_ARG(name)),
                                  folder_read(str_terminated(&arena, file), &arena), &arena,
                                  &design, &diags);
    golden_check(str_terminated(&arena, str_format(&arena, "%s.txt", path)),
                 folder_messages(&diags, &arena));
    assert_int_equal(read, fact->good);
    assert_int_equal(diag_failed(&diags), !fact->good);
    arena_release(&arena);
    test_memory_check(&memory);
}

/* One test for each name in a folder. */
struct suite {
    struct arena *arena;
    VEC(struct CMUnitTest) tests;
};

static void add_facts(struct suite *suite, const char *inside, const char *ending, bool good,
                      CMUnitTestFunction test)
{
    const char *const *names;
    uint32_t count = folder_names(folder_tests(inside, suite->arena), ending, suite->arena, &names);

    for (uint32_t i = 0; i < count; i++) {
        struct fact *fact = arena_new(suite->arena, struct fact);

        fact->path =
            str_terminated(suite->arena, str_format(suite->arena, "%s/%s", inside, names[i]));
        fact->good = good;
        *vec_add(&suite->tests, suite->arena) =
            (struct CMUnitTest){ .name = fact->path, .test_func = test, .initial_state = fact };
    }
}

int main(void)
{
    struct test_memory memory;
    struct arena arena;
    struct suite suite = { .arena = &arena };
    int failed;

    test_memory_init(&memory);
    arena_init(&arena, &memory.memory);
    add_facts(&suite, "catalogs/good", "", true, test_catalog);
    add_facts(&suite, "catalogs/bad", "", false, test_catalog);
    add_facts(&suite, "designs/good", ".yaml", true, test_design);
    add_facts(&suite, "designs/bad", ".yaml", false, test_design);
    failed = _cmocka_run_group_tests("facts", suite.tests.items, suite.tests.count, NULL, NULL);
    arena_release(&arena);
    return failed;
}
