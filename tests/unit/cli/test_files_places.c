/* What a path leads to: nothing, something hidden, a descriptor, another person's link. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "cli/files.h"
#include "support/memory.h"
#include "support/own_folder.h"
#include "support/str.h"

#define OTHER 65534 /* somebody else */
#define THIRD 65533

struct fixture {
    struct test_memory memory;
    struct arena arena;
    struct diag_list diags;
};

static int setup(void **state)
{
    static struct fixture fixture;
    test_memory_init(&fixture.memory);
    arena_init(&fixture.arena, &fixture.memory.memory);
    diag_init(&fixture.diags, &fixture.arena);
    *state = &fixture;
    return own_folder_enter(state);
}

static int teardown(void **state)
{
    struct fixture *fixture = *state;
    arena_release(&fixture->arena);
    test_memory_check(&fixture->memory);
    return own_folder_leave(state);
}

/* 1 there, 0 not there, -1 hidden, with the reason in the last diag. */
static int find(struct fixture *fixture, const char *path)
{
    bool there;
    return files_find(path, &there, &fixture->diags) ? there : -1;
}

static struct str last(const struct fixture *fixture)
{
    assert_true(fixture->diags.list.count > 0);
    return diag_format(fixture->diags.arena,
                       &fixture->diags.list.items[fixture->diags.list.count - 1]);
}

static void test_find(void **state)
{
    struct fixture *fixture = *state;
    own_folder_put("file", "x");
    assert_int_equal(mkdir("folder", 0700), 0);
    assert_int_equal(symlink("file", "link"), 0);
    assert_int_equal(find(fixture, "file"), 1);
    assert_int_equal(find(fixture, "folder"), 1);
    assert_int_equal(find(fixture, "link"), 1);
    assert_int_equal(find(fixture, "none"), 0);
    assert_int_equal(find(fixture, "folder/none"), 0);
    assert_int_equal(find(fixture, "none/at/all"), 0);
    assert_int_equal(find(fixture, "/none/at/all"), 0);
    assert_int_equal(fixture->diags.list.count, 0);

    assert_int_equal(symlink("nowhere/prices.yaml", "dangling"), 0);
    assert_int_equal(symlink("gone", "away"), 0);
    assert_int_equal(symlink("round", "round"), 0);
    assert_int_equal(find(fixture, "dangling"), -1);
    assert_str(last(fixture), "dangling: is a link to something that does not exist");
    assert_int_equal(find(fixture, "away/strata/prices.yaml"), -1);
    assert_str(last(fixture), "away: is a link to something that does not exist");
    assert_int_equal(find(fixture, "round"), -1);
    assert_int_equal(find(fixture, "file/prices.yaml"), -1);
    assert_str(last(fixture), "file/prices.yaml: cannot be looked for: Not a directory");
}

static void test_descriptors(void **state)
{
    (void)state;
    assert_int_equal(files_descriptor("/dev/stdin"), 0);
    assert_int_equal(files_descriptor("/dev/stdout"), 1);
    assert_int_equal(files_descriptor("/dev/stderr"), 2);
    assert_int_equal(files_descriptor("/dev/fd/63"), 63);
    assert_int_equal(files_descriptor("/proc/self/fd/0"), 0);
    static const char *const others[] = {
        "", "-", "/dev/fd", "/dev/fd/", "/dev/fd/x", "/dev/fd/1/x", "/dev/fd/123456789", "dev/fd/1",
    };
    for (size_t i = 0; i < sizeof(others) / sizeof(others[0]); i++) {
        assert_int_equal(files_descriptor(others[i]), -1);
    }
}

static enum files_result save(struct fixture *fixture, const char *path)
{
    return files_save(path, STR("new"), NULL, true, NULL, &fixture->arena, &fixture->diags);
}

static bool holds(struct fixture *fixture, const char *path, const char *text)
{
    struct str bytes;
    return files_read(path, 100, &fixture->arena, &bytes, NULL, &fixture->diags)
           && str_is(bytes, text);
}

/* The rule of fs.protected_symlinks, in each of its cases. Only root can make other people's links. */
static void test_other_peoples_links(void **state)
{
    static const struct {
        mode_t mode;
        uid_t folder, link;
        bool followed;
    } cases[] = {
        { 01777, 0, 0, true },          /* our own link in /tmp */
        { 01777, 0, OTHER, false },     /* somebody else's */
        { 01777, OTHER, OTHER, true },  /* that of the folder's owner */
        { 01777, THIRD, OTHER, false }, /* a third person's */
        { 0777, 0, OTHER, true },       /* not sticky: whoever can put links there can do more */
        { 01755, 0, OTHER, true },      /* not for everybody */
    };
    struct fixture *fixture = *state;
    if (geteuid() != 0) {
        skip();
    }
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        own_folder_put("target", "old");
        assert_int_equal(mkdir("shared", 0700), 0);
        assert_int_equal(symlink("../target", "shared/link"), 0);
        assert_int_equal(symlink("shared/link", "first"), 0);
        assert_int_equal(lchown("shared/link", cases[i].link, 0), 0);
        assert_int_equal(chown("shared", cases[i].folder, 0), 0);
        assert_int_equal(chmod("shared", cases[i].mode), 0);
        bool saved = save(fixture, "shared/link") == FILES_SAVED;
        assert_int_equal(saved, cases[i].followed);
        assert_true(holds(fixture, "target", saved ? "new" : "old"));
        assert_int_equal(save(fixture, "first") == FILES_SAVED, cases[i].followed);
        if (!saved) {
            assert_str(last(fixture),
                       "first: is somebody else's link, where everybody may put links");
        }
        assert_int_equal(unlink("shared/link"), 0);
        assert_int_equal(unlink("first"), 0);
        assert_int_equal(rmdir("shared"), 0);
    }
}

#define IN_FOLDER(test) cmocka_unit_test_setup_teardown(test, setup, teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        IN_FOLDER(test_find),
        IN_FOLDER(test_descriptors),
        IN_FOLDER(test_other_peoples_links),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
