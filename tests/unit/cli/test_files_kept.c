/* What a file has besides its content, and what is beside it, when it is saved. */
#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <sys/xattr.h>
#include <unistd.h>

#include <cmocka.h>

#include "cli/files.h"
#include "support/memory.h"
#include "support/own_folder.h"
#include "support/str.h"

#define OTHER 65534 /* somebody else */

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

static enum files_result save(struct fixture *fixture, const char *path, const char *text)
{
    return files_save(path, str_from(text), NULL, true, NULL, &fixture->arena, &fixture->diags);
}

static struct str get(struct fixture *fixture, const char *path)
{
    struct str bytes = { 0 };
    assert_true(files_read(path, 1000, &fixture->arena, &bytes, NULL, &fixture->diags));
    return bytes;
}

static struct stat look(const char *path)
{
    struct stat status;
    assert_int_equal(stat(path, &status), 0);
    return status;
}

/* Both names have the new words, shorter or longer, and nothing else is in the folder. */
static void test_hard_links(void **state)
{
    struct fixture *fixture = *state;
    own_folder_put("a", "old");
    assert_int_equal(link("a", "b"), 0);
    assert_int_equal(chmod("a", 0640), 0);
    ino_t inode = look("a").st_ino;
    static const char *const texts[] = { "much longer than before", "x", "" };
    for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++) {
        assert_int_equal(save(fixture, "a", texts[i]), FILES_SAVED);
        assert_str_equal(get(fixture, "a"), str_from(texts[i]));
        assert_str_equal(get(fixture, "b"), str_from(texts[i]));
        assert_int_equal(look("a").st_ino, inode);
        assert_int_equal(look("b").st_ino, inode);
        assert_int_equal(look("b").st_mode & 07777, 0640);
    }
    assert_int_equal(fixture->diags.list.count, 0);
}

/* In a folder like /tmp a second name may be somebody else's, who wants us to write through it. */
static void test_hard_links_where_everybody_writes(void **state)
{
    struct fixture *fixture = *state;
    own_folder_put("a", "old");
    assert_int_equal(mkdir("shared", 0700), 0);
    assert_int_equal(chmod("shared", 01777), 0);
    assert_int_equal(link("a", "shared/b"), 0);
    assert_int_equal(save(fixture, "shared/b", "new"), FILES_FAILED);
    assert_str(fixture->diags.list.items[0].text,
               "has another name or owner, where everybody may write");
    assert_str(get(fixture, "a"), "old");
}

/* user::rw-, user:65534:rw-, group::r--, mask::rw-, other::r--, as the kernel keeps it. */
static const unsigned char acl[] = {
    2,    0, 0, 0,                         /* version */
    1,    0, 6, 0, 0xff, 0xff, 0xff, 0xff, /* user:: */
    2,    0, 6, 0, 0xfe, 0xff, 0,    0,    /* user:65534: */
    4,    0, 4, 0, 0xff, 0xff, 0xff, 0xff, /* group:: */
    0x10, 0, 6, 0, 0xff, 0xff, 0xff, 0xff, /* mask:: */
    0x20, 0, 4, 0, 0xff, 0xff, 0xff, 0xff, /* other:: */
};

static void assert_attribute(const char *path, const char *name, const void *bytes, size_t len)
{
    char room[200];
    assert_int_equal(getxattr(path, name, room, sizeof(room)), len);
    assert_memory_equal(room, bytes, len);
}

static void test_attributes(void **state)
{
    struct fixture *fixture = *state;
    own_folder_put("a", "old");
    if (setxattr("a", "user.strata", "\0kept", 5, 0) != 0) {
        assert_int_equal(errno, ENOTSUP); /* this disk knows none */
        skip();
    }
    bool lists = setxattr("a", "system.posix_acl_access", acl, sizeof(acl), 0) == 0;
    mode_t mode = look("a").st_mode;
    assert_int_equal(save(fixture, "a", "new"), FILES_SAVED);
    assert_str(get(fixture, "a"), "new");
    assert_attribute("a", "user.strata", "\0kept", 5);
    assert_int_equal(look("a").st_mode, mode);
    if (lists) {
        assert_attribute("a", "system.posix_acl_access", acl, sizeof(acl));
    }
}

/* What the folder gives to new files is nothing that the old one had. */
static void test_no_attributes_from_the_folder(void **state)
{
    struct fixture *fixture = *state;
    own_folder_put("a", "old");
    if (setxattr(".", "system.posix_acl_default", acl, sizeof(acl), 0) != 0) {
        skip();
    }
    mode_t mode = look("a").st_mode;
    assert_int_equal(save(fixture, "a", "new"), FILES_SAVED);
    assert_int_equal(getxattr("a", "system.posix_acl_access", NULL, 0), -1);
    assert_int_equal(look("a").st_mode, mode);
}

/* Somebody who may write to a file of another's, in a folder of their own, does not take it over. */
static void test_owner(void **state)
{
    struct fixture *fixture = *state;
    if (geteuid() != 0) {
        skip();
    }
    own_folder_put("a", "old");
    assert_int_equal(chmod("a", 0666), 0);
    assert_int_equal(chown(".", OTHER, OTHER), 0);
    pid_t pid = fork();
    if (pid == 0) {
        _exit(setgid(OTHER) == 0 && setuid(OTHER) == 0 && save(fixture, "a", "new") == FILES_SAVED
                  ? 0
                  : 1);
    }
    int status;
    assert_int_equal(waitpid(pid, &status, 0), pid);
    assert_int_equal(status, 0);
    assert_str(get(fixture, "a"), "new");
    assert_int_equal(look("a").st_uid, 0);
    assert_int_equal(look("a").st_mode & 07777, 0666);
}

/* A number that no process has: of a child that was waited for. */
static pid_t dead(void)
{
    pid_t pid = fork();
    if (pid == 0) {
        _exit(0);
    }
    assert_int_equal(waitpid(pid, NULL, 0), pid);
    return pid;
}

static void test_leftovers(void **state)
{
    struct fixture *fixture = *state;
    char gone[100], whole[100], alive[100];
    snprintf(gone, sizeof(gone), FILES_UNFINISHED "%ld-3", (long)dead());
    snprintf(whole, sizeof(whole), FILES_WHOLE "%ld-0", (long)dead());
    snprintf(alive, sizeof(alive), FILES_UNFINISHED "%ld-9", (long)getppid());
    own_folder_put(gone, "half of");
    own_folder_put(whole, "all of it");
    own_folder_put(alive, "at work");
    own_folder_put(FILES_UNFINISHED "mine", "not ours");
    assert_int_equal(save(fixture, "a", "new"), FILES_SAVED);
    assert_int_equal(access(gone, F_OK), -1);
    assert_str(get(fixture, whole), "all of it");
    assert_str(get(fixture, alive), "at work");
    assert_str(get(fixture, FILES_UNFINISHED "mine"), "not ours");
    assert_int_equal(fixture->diags.counts[SEVERITY_NOTE], 1);
    assert_int_equal(fixture->diags.counts[SEVERITY_WARNING], 1);
    diag_init(&fixture->diags, &fixture->arena);
    assert_int_equal(save(fixture, "a", "newer"), FILES_SAVED);
    assert_int_equal(fixture->diags.list.count, 1); /* as long as it is there */
}

static void test_forms(void **state)
{
    static const struct {
        const char *bytes;
        struct file_form form;
        const char *again; /* "x\ny\n" in that form */
    } rows[] = {
        { "", { false, false }, "x\ny\n" },
        { "one line", { false, false }, "x\ny\n" },
        { "a\nb\n", { false, false }, "x\ny\n" },
        { "a\r\nb\r\n", { false, true }, "x\r\ny\r\n" },
        { "a\r\nb\r\nc\n", { false, true }, "x\r\ny\r\n" },
        { "a\r\nb\nc\n", { false, false }, "x\ny\n" },
        { "\xEF\xBB\xBF"
          "a\n",
          { true, false },
          "\xEF\xBB\xBFx\ny\n" },
        { "\xEF\xBB\xBF"
          "a\r\n",
          { true, true },
          "\xEF\xBB\xBFx\r\ny\r\n" },
    };
    struct fixture *fixture = *state;
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        struct file_identity identity;
        struct str bytes;
        own_folder_put("a", rows[i].bytes);
        assert_true(files_read("a", 100, &fixture->arena, &bytes, &identity, &fixture->diags));
        assert_int_equal(identity.form.mark, rows[i].form.mark);
        assert_int_equal(identity.form.crlf, rows[i].form.crlf);
        assert_str_equal(files_in_form(STR("x\ny\n"), identity.form, &fixture->arena),
                         str_from(rows[i].again));
    }
}

#define IN_FOLDER(test) cmocka_unit_test_setup_teardown(test, setup, teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        IN_FOLDER(test_hard_links), IN_FOLDER(test_hard_links_where_everybody_writes),
        IN_FOLDER(test_attributes), IN_FOLDER(test_no_attributes_from_the_folder),
        IN_FOLDER(test_owner),      IN_FOLDER(test_leftovers),
        IN_FOLDER(test_forms),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
