/* syscall() is no part of POSIX. */
#define _GNU_SOURCE

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include <cmocka.h>

#include "cli/files.h"
#include "support/memory.h"
#include "support/str.h"

/* ---- system calls that fail when told to; a program's own functions win over the C library's ----
 */

static struct {
    const char *name; /* NULL: none fails */
    int left;         /* this many succeed first */
    int error;        /* 0: a short write of one byte */
    int calls;        /* of the one with this name */
} fault;

static bool fails(const char *name)
{
    if (fault.name == NULL || strcmp(fault.name, name) != 0) {
        return false;
    }
    fault.calls++;
    if (fault.left-- != 0) {
        return false;
    }
    errno = fault.error;
    return true;
}

ssize_t write(int fd, const void *bytes, size_t len)
{
    if (fails("write")) {
        if (fault.error != 0) {
            return -1;
        }
        fault.left = 0; /* from here on byte by byte */
        len = 1;
    }
    return syscall(SYS_write, fd, bytes, len);
}

int fsync(int fd)
{
    return fails("fsync") ? -1 : (int)syscall(SYS_fsync, fd);
}

int fchmod(int fd, mode_t mode)
{
    return fails("fchmod") ? -1 : (int)syscall(SYS_fchmod, fd, mode);
}

int renameat(int from, const char *old, int to, const char *new)
{
    return fails("renameat") ? -1 : (int)syscall(SYS_renameat, from, old, to, new);
}

int linkat(int from, const char *old, int to, const char *new, int flags)
{
    return fails("linkat") ? -1 : (int)syscall(SYS_linkat, from, old, to, new, flags);
}

int close(int fd)
{
    bool failing = fails("close");
    int result = (int)syscall(SYS_close, fd);
    if (failing) {
        errno = fault.error;
    }
    return failing ? -1 : result;
}

/* ---- a folder for each test ---- */

struct fixture {
    struct test_memory memory;
    struct arena arena;
    struct diag_list diags;
    char folder[4096];
    int descriptors;
};

static int count_descriptors(void)
{
    int count = 0;
    for (int fd = 0; fd < 256; fd++) {
        count += fcntl(fd, F_GETFD) != -1;
    }
    return count;
}

static int setup(void **state)
{
    struct fixture *fixture = malloc(sizeof(*fixture));
    const char *base = getenv("TMPDIR");
    *state = fixture;
    if (fixture == NULL) {
        return -1;
    }
    fault.name = NULL;
    fault.calls = 0;
    test_memory_init(&fixture->memory);
    arena_init(&fixture->arena, &fixture->memory.memory);
    diag_init(&fixture->diags, &fixture->arena);
    snprintf(fixture->folder, sizeof(fixture->folder), "%s/strata-files-XXXXXX",
             base != NULL ? base : "/tmp");
    fixture->descriptors = count_descriptors();
    return mkdtemp(fixture->folder) == NULL ? -1 : 0;
}

static void remove_all(const char *path)
{
    struct stat status;
    if (lstat(path, &status) == 0 && S_ISDIR(status.st_mode)) {
        chmod(path, 0700);
        DIR *stream = opendir(path);
        for (struct dirent *entry; stream != NULL && (entry = readdir(stream)) != NULL;) {
            char inner[8192];
            snprintf(inner, sizeof(inner), "%s/%s", path, entry->d_name);
            if (strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0) {
                remove_all(inner);
            }
        }
        if (stream != NULL) {
            closedir(stream);
        }
        rmdir(path);
    } else {
        unlink(path);
    }
}

static int teardown(void **state)
{
    struct fixture *fixture = *state;
    fault.name = NULL;
    remove_all(fixture->folder);
    assert_int_equal(count_descriptors(), fixture->descriptors);
    arena_release(&fixture->arena);
    test_memory_check(&fixture->memory);
    free(fixture);
    return 0;
}

static const char *in_folder(struct fixture *fixture, const char *name)
{
    return str_terminated(&fixture->arena,
                          str_format(&fixture->arena, "%s/%s", fixture->folder, name));
}

static void put(struct fixture *fixture, const char *name, const char *text)
{
    FILE *file = fopen(in_folder(fixture, name), "wb");
    assert_non_null(file);
    fputs(text, file);
    assert_int_equal(fclose(file), 0);
}

static struct str get(struct fixture *fixture, const char *name)
{
    struct str bytes = { 0 };
    assert_true(files_read(in_folder(fixture, name), 1 << 20, &fixture->arena, &bytes, NULL,
                           &fixture->diags));
    return bytes;
}

/* Names in the folder, but for "." and "..". */
static int count_names(struct fixture *fixture)
{
    int count = -2;
    DIR *stream = opendir(fixture->folder);
    assert_non_null(stream);
    while (readdir(stream) != NULL) {
        count++;
    }
    closedir(stream);
    return count;
}

static enum files_result save(struct fixture *fixture, const char *name, const char *text,
                              const struct file_identity *expected, bool force)
{
    diag_init(&fixture->diags, &fixture->arena);
    enum files_result result = files_save(in_folder(fixture, name), str_from(text), expected, force,
                                          NULL, &fixture->arena, &fixture->diags);
    assert_int_equal(fixture->diags.list.count, result == FILES_FAILED ? 1 : 0);
    return result;
}

static void assert_said(const struct fixture *fixture, const char *words)
{
    size_t at;
    assert_int_equal(fixture->diags.list.count, 1);
    if (!str_find(fixture->diags.list.items[0].text, str_from(words), &at)) {
        fail_msg("\"%.*s\" does not say \"%s\"", STR_ARG(fixture->diags.list.items[0].text), words);
    }
}

static struct file_identity identity(struct fixture *fixture, const char *name)
{
    struct file_identity identity;
    struct str bytes;
    assert_true(files_read(in_folder(fixture, name), 1 << 20, &fixture->arena, &bytes, &identity,
                           &fixture->diags));
    return identity;
}

/* ---- reading ---- */

static bool reads(struct fixture *fixture, const char *path, size_t max)
{
    struct str bytes;
    diag_init(&fixture->diags, &fixture->arena);
    return files_read(path, max, &fixture->arena, &bytes, NULL, &fixture->diags);
}

static void test_reading(void **state)
{
    struct fixture *fixture = *state;
    put(fixture, "a", "some\ntext");
    put(fixture, "empty", "");
    assert_str(get(fixture, "a"), "some\ntext");
    assert_str(get(fixture, "empty"), "");
    assert_true(reads(fixture, in_folder(fixture, "a"), 9));
    assert_false(reads(fixture, in_folder(fixture, "a"), 8));
    assert_said(fixture, "is larger than");
    assert_str_equal(fixture->diags.list.items[0].span.file, str_from(in_folder(fixture, "a")));
    assert_true(reads(fixture, in_folder(fixture, "empty"), 0));
}

static void test_what_is_no_file(void **state)
{
    struct fixture *fixture = *state;
    assert_false(reads(fixture, in_folder(fixture, "none"), 100));
    assert_said(fixture, "No such file");
    assert_false(reads(fixture, fixture->folder, 100));
    assert_said(fixture, "is a folder");
    assert_int_equal(mkfifo(in_folder(fixture, "pipe"), 0600), 0);
    assert_false(reads(fixture, in_folder(fixture, "pipe"), 100)); /* and does not wait */
    assert_said(fixture, "is a named pipe");
    assert_false(reads(fixture, "/dev/zero", 100));
    assert_said(fixture, "is a device");
    assert_false(reads(fixture, "", 100));
    assert_false(reads(fixture, in_folder(fixture, "line\nend\x1b[31m"), 100));
    assert_true(fixture->diags.list.count == 1);
    size_t at;
    assert_false(str_find(fixture->diags.list.items[0].span.file, STR("\x1b"), &at));
    int fd = open(in_folder(fixture, "huge"), O_WRONLY | O_CREAT, 0600);
    assert_int_equal(ftruncate(fd, (off_t)5 << 30), 0); /* holes: it takes no room */
    close(fd);
    assert_false(reads(fixture, in_folder(fixture, "huge"), 1 << 20));
    assert_said(fixture, "is larger than 1024 KiB");
    assert_true(fixture->memory.largest < (size_t)4 << 20);
}

static void test_standard_input(void **state)
{
    struct fixture *fixture = *state;
    struct str bytes;
    struct file_identity identity = { .known = true };
    int ends[2];
    int kept = dup(STDIN_FILENO);
    assert_int_equal(pipe(ends), 0);
    assert_int_equal(write(ends[1], "from a pipe", 11), 11);
    close(ends[1]);
    dup2(ends[0], STDIN_FILENO);
    close(ends[0]);
    assert_true(files_read("-", 100, &fixture->arena, &bytes, &identity, &fixture->diags));
    assert_str(bytes, "from a pipe");
    assert_false(identity.known);

    int zero = open("/dev/zero", O_RDONLY);
    dup2(zero, STDIN_FILENO);
    close(zero);
    assert_false(reads(fixture, "-", 1 << 20)); /* endless */
    assert_said(fixture, "is larger than 1024 KiB");
    dup2(kept, STDIN_FILENO);
    close(kept);
}

/* ---- folders ---- */

static void test_listing(void **state)
{
    struct fixture *fixture = *state;
    struct str *paths;
    uint32_t count;
    mkdir(in_folder(fixture, "b"), 0700);
    mkdir(in_folder(fixture, "b/c"), 0700);
    mkdir(in_folder(fixture, ".git"), 0700);
    put(fixture, "z.yaml", "");
    put(fixture, "a.yaml", "");
    put(fixture, "B.yaml", "");
    put(fixture, "b/c/y.yaml", "");
    put(fixture, "b/x.yaml", "");
    put(fixture, "b/readme.md", "");
    put(fixture, ".git/hidden.yaml", "");
    put(fixture, ".hidden.yaml", "");
    assert_int_equal(symlink("..", in_folder(fixture, "b/up")), 0); /* no endless round */
    assert_true(files_list(fixture->folder, &fixture->arena, &paths, &count, &fixture->diags));
    assert_int_equal(count, 5);
    assert_str(paths[0], "B.yaml");
    assert_str(paths[1], "a.yaml");
    assert_str(paths[2], "b/c/y.yaml");
    assert_str(paths[3], "b/x.yaml");
    assert_str(paths[4], "z.yaml");
}

static void test_listing_refuses(void **state)
{
    struct fixture *fixture = *state;
    struct str *paths;
    uint32_t count;
    put(fixture, "file", "");
    assert_false(
        files_list(in_folder(fixture, "file"), &fixture->arena, &paths, &count, &fixture->diags));
    assert_said(fixture, "cannot be opened");
    diag_init(&fixture->diags, &fixture->arena);
    assert_false(
        files_list(in_folder(fixture, "none"), &fixture->arena, &paths, &count, &fixture->diags));
    assert_said(fixture, "No such file");

    char deep[256] = "d";
    for (int i = 0; i < FILES_LIST_DEPTH + 2; i++) {
        assert_int_equal(mkdir(in_folder(fixture, deep), 0700), 0);
        strncat(deep, "/d", sizeof(deep) - strlen(deep) - 1);
    }
    diag_init(&fixture->diags, &fixture->arena);
    assert_false(files_list(fixture->folder, &fixture->arena, &paths, &count, &fixture->diags));
    assert_said(fixture, "too deep");
}

static void test_empty_folder(void **state)
{
    struct fixture *fixture = *state;
    struct str *paths;
    uint32_t count = 1;
    assert_true(files_list(fixture->folder, &fixture->arena, &paths, &count, &fixture->diags));
    assert_int_equal(count, 0);
}

/* ---- saving ---- */

static void test_saving(void **state)
{
    struct fixture *fixture = *state;
    struct file_identity identity = { 0 };
    const char *path = in_folder(fixture, "design.yaml");
    assert_int_equal(
        files_save(path, STR("one"), NULL, false, &identity, &fixture->arena, &fixture->diags),
        FILES_SAVED);
    assert_true(identity.known);
    assert_str(get(fixture, "design.yaml"), "one");
    assert_int_equal(
        files_save(path, STR("two"), &identity, false, &identity, &fixture->arena, &fixture->diags),
        FILES_SAVED);
    assert_str(get(fixture, "design.yaml"), "two");
    assert_int_equal(
        files_save(path, STR(""), &identity, false, &identity, &fixture->arena, &fixture->diags),
        FILES_SAVED);
    assert_str(get(fixture, "design.yaml"), "");
    assert_int_equal(count_names(fixture), 1);
}

static void test_conflicts(void **state)
{
    struct fixture *fixture = *state;
    put(fixture, "a", "old");
    struct file_identity old = identity(fixture, "a");
    const struct file_identity unknown = { 0 };

    assert_int_equal(save(fixture, "a", "mine", NULL, false), FILES_CONFLICT);
    assert_int_equal(save(fixture, "a", "mine", &unknown, false), FILES_CONFLICT);
    assert_str(get(fixture, "a"), "old");

    put(fixture, "a", "new"); /* as long as before, and at once: no clock shows it */
    assert_int_equal(save(fixture, "a", "mine", &old, false), FILES_CONFLICT);
    assert_str(get(fixture, "a"), "new");
    put(fixture, "a", "longer than before");
    assert_int_equal(save(fixture, "a", "mine", &old, false), FILES_CONFLICT);
    put(fixture, "a", "");
    assert_int_equal(save(fixture, "a", "mine", &old, false), FILES_CONFLICT);
    assert_int_equal(save(fixture, "a", "mine", &old, true), FILES_SAVED);
    assert_str(get(fixture, "a"), "mine");
    assert_int_equal(count_names(fixture), 1);
}

static void test_what_is_no_conflict(void **state)
{
    struct fixture *fixture = *state;
    put(fixture, "a", "old");
    struct file_identity old = identity(fixture, "a");
    unlink(in_folder(fixture, "a"));
    assert_int_equal(save(fixture, "a", "mine", &old, false), FILES_SAVED); /* gone */
    assert_int_equal(save(fixture, "a", "mine", &old, false), FILES_SAVED); /* has it already */
    put(fixture, "a", "old"); /* another inode, another time, the same words */
    assert_int_equal(save(fixture, "a", "mine", &old, false), FILES_SAVED);
    assert_str(get(fixture, "a"), "mine");
}

static mode_t mode_of(struct fixture *fixture, const char *name)
{
    struct stat status;
    assert_int_equal(lstat(in_folder(fixture, name), &status), 0);
    return status.st_mode & 07777;
}

static void test_rights(void **state)
{
    struct fixture *fixture = *state;
    mode_t old = umask(027);
    assert_int_equal(save(fixture, "new", "x", NULL, false), FILES_SAVED);
    assert_int_equal(mode_of(fixture, "new"), 0640);
    umask(old);
    static const mode_t modes[] = { 0600, 0644, 0664, 0755 };
    for (size_t i = 0; i < sizeof(modes) / sizeof(modes[0]); i++) {
        assert_int_equal(chmod(in_folder(fixture, "new"), modes[i]), 0);
        assert_int_equal(save(fixture, "new", i % 2 ? "y" : "z", NULL, true), FILES_SAVED);
        assert_int_equal(mode_of(fixture, "new"), modes[i]);
    }
    if (geteuid() == 0) {
        struct stat status;
        assert_int_equal(chown(in_folder(fixture, "new"), 12345, 23456), 0);
        assert_int_equal(save(fixture, "new", "w", NULL, true), FILES_SAVED);
        assert_int_equal(stat(in_folder(fixture, "new"), &status), 0);
        assert_int_equal(status.st_uid, 12345);
        assert_int_equal(status.st_gid, 23456);
    }
}

static void test_links(void **state)
{
    struct fixture *fixture = *state;
    struct stat status;
    mkdir(in_folder(fixture, "elsewhere"), 0700);
    put(fixture, "elsewhere/real", "old");
    assert_int_equal(symlink("elsewhere/real", in_folder(fixture, "link")), 0);
    assert_int_equal(symlink("link", in_folder(fixture, "second")), 0);
    struct file_identity old = identity(fixture, "second");
    assert_int_equal(save(fixture, "second", "new", &old, false), FILES_SAVED);
    assert_str(get(fixture, "elsewhere/real"), "new");
    assert_int_equal(lstat(in_folder(fixture, "second"), &status), 0);
    assert_true(S_ISLNK(status.st_mode));

    assert_int_equal(symlink("nowhere", in_folder(fixture, "dangling")), 0);
    assert_int_equal(save(fixture, "dangling", "new", NULL, true), FILES_FAILED);
    assert_said(fixture, "is a link to a file that does not exist");
    assert_int_equal(symlink("round", in_folder(fixture, "round")), 0);
    assert_int_equal(save(fixture, "round", "new", NULL, true), FILES_FAILED);
}

static void test_what_cannot_be_saved(void **state)
{
    struct fixture *fixture = *state;
    mkdir(in_folder(fixture, "folder"), 0700);
    assert_int_equal(save(fixture, "folder", "x", NULL, true), FILES_FAILED);
    assert_said(fixture, "is a folder");
    assert_int_equal(save(fixture, "new/", "x", NULL, true), FILES_FAILED);
    assert_int_equal(save(fixture, "none/new", "x", NULL, true), FILES_FAILED);
    assert_said(fixture, "folder cannot be opened");
    assert_int_equal(mkfifo(in_folder(fixture, "pipe"), 0600), 0);
    assert_int_equal(save(fixture, "pipe", "x", NULL, true), FILES_FAILED);
    assert_said(fixture, "is a named pipe");
    diag_init(&fixture->diags, &fixture->arena);
    assert_int_equal(
        files_save("/dev/full", STR("x"), NULL, true, NULL, &fixture->arena, &fixture->diags),
        FILES_FAILED);
    assert_said(fixture, "is a device");
    diag_init(&fixture->diags, &fixture->arena);
    assert_int_equal(files_save("", STR("x"), NULL, true, NULL, &fixture->arena, &fixture->diags),
                     FILES_FAILED);

    char longest[300];
    memset(longest, 'n', sizeof(longest));
    longest[255] = '\0';
    assert_int_equal(save(fixture, longest, "x", NULL, false), FILES_SAVED);
    longest[255] = 'n';
    longest[256] = '\0';
    assert_int_equal(save(fixture, longest, "x", NULL, false), FILES_FAILED);
}

/* In the working folder. */
static bool refused(struct fixture *fixture, const char *path, const char *words)
{
    size_t at;
    diag_init(&fixture->diags, &fixture->arena);
    return files_save(path, STR("new"), NULL, true, NULL, &fixture->arena, &fixture->diags)
               == FILES_FAILED
           && str_find(fixture->diags.list.items[0].text, str_from(words), &at);
}

/* As somebody who is not root, who may do everything. */
static void test_no_rights(void **state)
{
    struct fixture *fixture = *state;
    put(fixture, "a", "old");
    put(fixture, "locked", "old");
    chmod(in_folder(fixture, "locked"), 0444);
    chmod(fixture->folder, 0555);
    if (geteuid() == 0) {
        assert_int_equal(chown(fixture->folder, 65534, 65534), 0);
        assert_int_equal(chown(in_folder(fixture, "a"), 65534, 65534), 0);
    }
    pid_t pid = fork();
    if (pid == 0) {
        /* From inside, because the folder for all tests may not be open to others. */
        bool fine = chdir(fixture->folder) == 0;
        fine = fine && (geteuid() != 0 || (setgid(65534) == 0 && setuid(65534) == 0));
        fine = fine && refused(fixture, "a", "in this folder: Permission denied");
        fine = fine && chmod(".", 0755) == 0;
        fine = fine && refused(fixture, "locked", "cannot be written to: Permission denied");
        _exit(fine ? 0 : 1);
    }
    int status;
    assert_int_equal(waitpid(pid, &status, 0), pid);
    assert_int_equal(status, 0);
    assert_str(get(fixture, "a"), "old");
    assert_str(get(fixture, "locked"), "old");
    assert_int_equal(count_names(fixture), 2);
}

/* ---- when things go wrong halfway ---- */

static const char *const saving_calls[] = { "write", "fchmod", "fsync", "renameat", "close" };

/* The n-th of each call fails: the file is the old one or the new one, the answer is true, and
 * nothing is left. */
static void test_every_call_fails_once(void **state)
{
    struct fixture *fixture = *state;
    static const int errors[] = { ENOSPC, EIO, EDQUOT, EROFS, EACCES };
    for (size_t call = 0; call < sizeof(saving_calls) / sizeof(saving_calls[0]); call++) {
        for (size_t error = 0; error < sizeof(errors) / sizeof(errors[0]); error++) {
            for (int n = 0;; n++) {
                put(fixture, "a", "old");
                struct file_identity old = identity(fixture, "a");
                fault.name = saving_calls[call];
                fault.left = n;
                fault.calls = 0;
                fault.error = errors[error];
                enum files_result result = save(fixture, "a", "new", &old, false);
                fault.name = NULL;
                bool reached = fault.calls > n;
                bool is_new = str_is(get(fixture, "a"), "new");
                assert_true(is_new || str_is(get(fixture, "a"), "old"));
                assert_true(result != FILES_SAVED || is_new);
                assert_true(result == FILES_SAVED || reached);
                assert_int_equal(count_names(fixture), 1);
                if (!reached) {
                    break;
                }
            }
        }
    }
}

/* The new file is there, but its folder could not be synced: that is told, and who saves again has seen it. */
static void test_saved_but_not_for_certain(void **state)
{
    struct fixture *fixture = *state;
    put(fixture, "a", "old");
    struct file_identity seen = identity(fixture, "a");
    fault.name = "fsync";
    fault.left = 1; /* the first is the file's */
    fault.calls = 0;
    fault.error = EIO;
    enum files_result result = files_save(in_folder(fixture, "a"), STR("new"), &seen, false, &seen,
                                          &fixture->arena, &fixture->diags);
    memset(&fault, 0, sizeof(fault));
    assert_int_equal(result, FILES_FAILED);
    assert_said(fixture, "is saved, but may be lost");
    assert_str(get(fixture, "a"), "new");
    assert_int_equal(save(fixture, "a", "newer", &seen, false), FILES_SAVED);
}

static void test_interrupted_and_short_writes(void **state)
{
    struct fixture *fixture = *state;
    fault.name = "write";
    fault.error = 0; /* one byte at a time */
    assert_int_equal(save(fixture, "a", "a few bytes", NULL, false), FILES_SAVED);
    assert_int_equal(fault.calls, 11);
    fault.left = 0;
    fault.error = EINTR;
    assert_int_equal(save(fixture, "b", "a few bytes", NULL, false), FILES_SAVED);
    fault.name = NULL;
    assert_str(get(fixture, "a"), "a few bytes");
    assert_str(get(fixture, "b"), "a few bytes");
}

static void test_no_links_on_this_disk(void **state)
{
    struct fixture *fixture = *state;
    fault.name = "linkat";
    fault.error = EPERM;
    fault.left = 0;
    assert_int_equal(save(fixture, "a", "new", NULL, false), FILES_SAVED);
    fault.name = NULL;
    assert_str(get(fixture, "a"), "new");
    assert_int_equal(count_names(fixture), 1);
}

static void test_appears_at_the_last_moment(void **state)
{
    struct fixture *fixture = *state;
    fault.name = "linkat";
    fault.error = EEXIST; /* as if somebody had just made it */
    fault.left = 0;
    assert_int_equal(save(fixture, "a", "new", NULL, false), FILES_CONFLICT);
    fault.name = NULL;
    assert_int_equal(count_names(fixture), 0);
}

/* A file with two names is written in place: if that is cut short, all of it is beside it. */
static void test_cut_short_in_place(void **state)
{
    struct fixture *fixture = *state;
    struct str whole = str_format(&fixture->arena, FILES_WHOLE "%ld-0", (long)getpid());
    put(fixture, "a", "old");
    assert_int_equal(link(in_folder(fixture, "a"), in_folder(fixture, "b")), 0);
    fault.name = "write";
    fault.left = 1; /* the first is the copy's */
    fault.calls = 0;
    fault.error = EIO;
    assert_int_equal(save(fixture, "a", "new", NULL, true), FILES_FAILED);
    fault.name = NULL;
    assert_said(fixture, "may be half written; all of it is in " FILES_WHOLE);
    assert_str(get(fixture, str_terminated(&fixture->arena, whole)), "new");
    assert_str(get(fixture, "b"), "old");
    fault.name = "renameat"; /* then nothing was begun */
    fault.left = 0;
    assert_int_equal(save(fixture, "a", "newer", NULL, true), FILES_FAILED);
    fault.name = NULL;
    assert_str(get(fixture, "b"), "old");
    assert_int_equal(count_names(fixture), 3);
}

/* A real limit, hit in the middle of a real write. */
static void test_disk_full(void **state)
{
    struct fixture *fixture = *state;
    struct rlimit old, small = { 1000, 0 };
    char *text = arena_alloc(&fixture->arena, 5001);
    memset(text, 'x', 5000);
    put(fixture, "a", "old");
    signal(SIGXFSZ, SIG_IGN);
    assert_int_equal(getrlimit(RLIMIT_FSIZE, &old), 0);
    small.rlim_max = old.rlim_max;
    assert_int_equal(setrlimit(RLIMIT_FSIZE, &small), 0);
    enum files_result result = save(fixture, "a", text, NULL, true);
    assert_int_equal(setrlimit(RLIMIT_FSIZE, &old), 0);
    signal(SIGXFSZ, SIG_DFL);
    assert_int_equal(result, FILES_FAILED);
    assert_said(fixture, "File too large");
    assert_str(get(fixture, "a"), "old");
    assert_int_equal(count_names(fixture), 1);
}

/* ---- two at a time ---- */

#define ROUNDS 200

/* Adds a line to the file, again and again, and tries anew whenever somebody was faster. */
static int add_lines(struct fixture *fixture, char mark)
{
    const char *path = in_folder(fixture, "shared");
    for (int round = 0; round < ROUNDS;) {
        struct file_identity seen;
        struct str bytes;
        if (!files_read(path, 1 << 20, &fixture->arena, &bytes, &seen, &fixture->diags)) {
            return 1;
        }
        struct str more = str_format(&fixture->arena, "%.*s%c", STR_ARG(bytes), mark);
        switch (files_save(path, more, &seen, false, NULL, &fixture->arena, &fixture->diags)) {
        case FILES_SAVED: round++; break;
        case FILES_CONFLICT: break;
        case FILES_FAILED: return 2;
        }
    }
    return 0;
}

static void test_two_writers_lose_nothing(void **state)
{
    struct fixture *fixture = *state;
    put(fixture, "shared", "");
    pid_t pid = fork();
    if (pid == 0) {
        _exit(add_lines(fixture, 'b'));
    }
    assert_int_equal(add_lines(fixture, 'a'), 0);
    int status;
    assert_int_equal(waitpid(pid, &status, 0), pid);
    assert_int_equal(status, 0);
    struct str bytes = get(fixture, "shared");
    int counts[2] = { 0 };
    for (size_t i = 0; i < bytes.len; i++) {
        counts[bytes.at[i] == 'b']++;
    }
    assert_int_equal(counts[0], ROUNDS);
    assert_int_equal(counts[1], ROUNDS);
    assert_int_equal(count_names(fixture), 1);
}

static void test_leftovers_do_not_matter(void **state)
{
    struct fixture *fixture = *state;
    struct str mine = str_format(&fixture->arena, FILES_UNFINISHED "%ld-0", (long)getpid());
    const char *name = str_terminated(&fixture->arena, mine);
    put(fixture, name, "left over from a crash");
    assert_int_equal(save(fixture, "a", "new", NULL, false), FILES_SAVED);
    assert_str(get(fixture, name), "left over from a crash");
    assert_int_equal(count_names(fixture), 2);
}

#define WITH_FOLDER(test) cmocka_unit_test_setup_teardown(test, setup, teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_FOLDER(test_reading),
        WITH_FOLDER(test_what_is_no_file),
        WITH_FOLDER(test_standard_input),
        WITH_FOLDER(test_listing),
        WITH_FOLDER(test_listing_refuses),
        WITH_FOLDER(test_empty_folder),
        WITH_FOLDER(test_saving),
        WITH_FOLDER(test_conflicts),
        WITH_FOLDER(test_what_is_no_conflict),
        WITH_FOLDER(test_rights),
        WITH_FOLDER(test_links),
        WITH_FOLDER(test_what_cannot_be_saved),
        WITH_FOLDER(test_no_rights),
        WITH_FOLDER(test_every_call_fails_once),
        WITH_FOLDER(test_saved_but_not_for_certain),
        WITH_FOLDER(test_interrupted_and_short_writes),
        WITH_FOLDER(test_no_links_on_this_disk),
        WITH_FOLDER(test_appears_at_the_last_moment),
        WITH_FOLDER(test_cut_short_in_place),
        WITH_FOLDER(test_disk_full),
        WITH_FOLDER(test_two_writers_lose_nothing),
        WITH_FOLDER(test_leftovers_do_not_matter),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
