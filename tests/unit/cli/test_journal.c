/* The journal of unsaved work: what is written, what is found again, and what is not believed. */
#include "cli/journal.h"

#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#include "memory.h"
#include "str.h"
#include "strata/model/shipped.h"
#include "strata/store/store.h"
#include "support/folder.h"
#include "support/own_folder.h"

#define WALL INT64_C(1795478400)
#define DAY INT64_C(86400)

struct fixture {
    struct test_memory memory;
    struct arena arena;
    struct diag_list diags;
    struct catalog catalog;
    struct journal journal;
    struct file_identity identity;
};

static const struct journal_time start = { 1000, WALL };

static int open_fixture(void **state)
{
    static struct fixture f;
    char here[4096];

    f = (struct fixture){ 0 };
    if (own_folder_enter(state) != 0 || getcwd(here, sizeof(here)) == NULL) {
        return 1;
    }
    setenv("XDG_STATE_HOME", here, 1);
    own_folder_put("d.yaml", "strata: 1\ntitle: Mine\n");
    test_memory_init(&f.memory);
    arena_init(&f.arena, &f.memory.memory);
    diag_init(&f.diags, &f.arena);
    f.identity = files_identity(STR("strata: 1\ntitle: Mine\n"));
    journal_init(&f.journal, &f.memory.memory);
    *state = &f;
    return !catalog_open(&f.catalog, shipped_catalog, shipped_catalog_size);
}

static int close_fixture(void **state)
{
    struct fixture *f = *state;

    journal_release(&f->journal);
    arena_release(&f->arena);
    test_memory_check(&f->memory);
    return own_folder_leave(state);
}

/* ---- what tests do ---- */

static void begin(struct fixture *f, const char *file)
{
    assert_true(
        journal_begin(&f->journal, str_from(file), &f->identity, start, &f->arena, &f->diags));
}

static void note(struct fixture *f, const char *title, unsigned edits, int64_t ms)
{
    struct design design = design_empty(0, str_from(title));

    journal_note(&f->journal, &f->catalog, &design, edits, (struct journal_time){ ms, WALL + 5 });
}

static struct journal_list find(struct fixture *f, enum journal_of of, const char *file)
{
    struct journal_list list;

    assert_true(journal_find(of, str_from(file), WALL + 60, &f->arena, &list, &f->diags));
    return list;
}

/* Of d.yaml, with this work in it, by a process that is gone. Returns its name. */
static const char *leave(struct fixture *f, const char *title)
{
    begin(f, "d.yaml");
    note(f, title, 1, 1000);
    assert_true(journal_write(&f->journal, &f->diags));
    struct str path = journal_path(&f->journal, &f->arena);
    journal_leave(&f->journal);
    return str_terminated(&f->arena, path);
}

static bool there(const char *path)
{
    struct stat status;

    return lstat(path, &status) == 0;
}

/* ---- tests ---- */

static void test_work_is_found_again(void **state)
{
    struct fixture *f = *state;
    char here[4096];
    struct design design;

    leave(f, "Not saved");
    struct journal_list list = find(f, JOURNALS_OF_FILE, "d.yaml");

    assert_int_equal(list.items.count, 1);
    const struct journal_found *found = &list.items.items[0];
    assert_int_equal(found->kind, JOURNAL_WORK);
    assert_non_null(getcwd(here, sizeof(here)));
    assert_str_equal(found->file, str_format(&f->arena, "%s/d.yaml", here));
    assert_true(files_same(&found->identity, &f->identity));
    assert_int_equal(found->at, WALL + 5);
    assert_int_equal(found->process, getpid());
    assert_true(
        store_read_design(&f->catalog, STR("journal"), found->work, &f->arena, &design, &f->diags));
    assert_str(design.title, "Not saved");

    /* The whole is a design as well, for whoever finds it without strata. */
    struct str whole = folder_read(str_terminated(&f->arena, found->path), &f->arena);
    assert_true(
        store_read_design(&f->catalog, STR("journal"), whole, &f->arena, &design, &f->diags));
    assert_false(diag_failed(&f->diags));
}

static void test_other_spellings_are_the_same_file(void **state)
{
    struct fixture *f = *state;

    leave(f, "Not saved");
    assert_int_equal(symlink("d.yaml", "link.yaml"), 0);
    assert_int_equal(find(f, JOURNALS_OF_FILE, "./d.yaml").items.count, 1);
    assert_int_equal(find(f, JOURNALS_OF_FILE, "link.yaml").items.count, 1);
    assert_int_equal(find(f, JOURNALS_OF_FILE, "e.yaml").items.count, 0);
    assert_int_equal(find(f, JOURNALS_OF_FILE, "").items.count, 0);
    assert_int_equal(find(f, JOURNALS_ALL, "").items.count, 1);
}

/* Whatever stands in a path comes back as it is, and never ends the comment. */
static void test_paths_of_any_bytes(void **state)
{
    static const char *const names[] = { "a\nlayers: {}.yaml", "50%25.yaml", "\xff\xfe.yaml",
                                         "é ü.yaml", "\x1b[2J" };
    struct fixture *f = *state;

    for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
        own_folder_put(names[i], "strata: 1\n");
        begin(f, names[i]);
        note(f, "Odd", 1, 1000);
        assert_true(journal_write(&f->journal, &f->diags));
        journal_leave(&f->journal);
        struct journal_list list = find(f, JOURNALS_OF_FILE, names[i]);
        assert_int_equal(list.items.count, 1);
        assert_int_equal(list.items.items[0].kind, JOURNAL_WORK);
        assert_true(str_ends(list.items.items[0].file, str_from(names[i])));
    }
}

static void test_nobody_else_can_read_it(void **state)
{
    struct fixture *f = *state;
    struct stat status;

    mode_t old = umask(0);
    assert_int_equal(mkdir("strata", 0755), 0);
    const char *path = leave(f, "Secret");
    umask(old);
    assert_int_equal(stat("strata", &status), 0);
    assert_int_equal(status.st_mode & 0777, 0700);
    assert_int_equal(stat(path, &status), 0);
    assert_int_equal(status.st_mode & 0777, 0600);
}

static void test_it_is_due_after_edits_or_time(void **state)
{
    struct fixture *f = *state;

    begin(f, "d.yaml");
    assert_int_equal(journal_wait(&f->journal, 1000), -1);
    note(f, "One", 1, 2000);
    assert_int_equal(journal_wait(&f->journal, 2000), JOURNAL_MS);
    note(f, "Two", 1, 5000); /* the first one counts */
    assert_int_equal(journal_wait(&f->journal, 5000), JOURNAL_MS - 3000);
    assert_true(journal_step(&f->journal, 5999, &f->diags));
    assert_int_equal(find(f, JOURNALS_ALL, "").items.items[0].work.len, 0);
    assert_true(journal_step(&f->journal, 6000, &f->diags));
    assert_int_equal(journal_wait(&f->journal, 6000), -1);
    assert_int_not_equal(find(f, JOURNALS_ALL, "").items.items[0].work.len, 0);
    note(f, "Three", JOURNAL_EDITS - 1, 7000);
    assert_int_equal(journal_wait(&f->journal, 7000), JOURNAL_MS);
    note(f, "Four", 1, 7000);
    assert_int_equal(journal_wait(&f->journal, 7000), 0);
}

/* What was undone back to the file leaves nothing to recover. */
static void test_no_work_is_no_journal(void **state)
{
    struct fixture *f = *state;

    begin(f, "d.yaml");
    note(f, "One", 1, 2000);
    journal_note(&f->journal, &f->catalog, NULL, 1, start);
    assert_int_equal(journal_wait(&f->journal, 2000), -1);
    note(f, "One", 1, 2000);
    assert_true(journal_write(&f->journal, &f->diags));
    journal_note(&f->journal, &f->catalog, NULL, 1, start);
    assert_true(journal_write(&f->journal, &f->diags));
    journal_leave(&f->journal);
    assert_int_equal(find(f, JOURNALS_ALL, "").items.count, 0);
}

static void test_the_end_removes_it(void **state)
{
    struct fixture *f = *state;

    begin(f, "d.yaml");
    note(f, "One", 1, 2000);
    assert_true(journal_write(&f->journal, &f->diags));
    struct str path = journal_path(&f->journal, &f->arena);
    journal_end(&f->journal);
    assert_false(there(str_terminated(&f->arena, path)));
}

static void test_the_living_are_told_apart(void **state)
{
    struct fixture *f = *state;

    begin(f, "d.yaml");
    for (int i = 0; i < 2; i++) { /* also when it has another version */
        struct journal_list list = find(f, JOURNALS_OF_FILE, "d.yaml");
        assert_int_equal(list.items.count, 1);
        assert_int_equal(list.items.items[0].kind, JOURNAL_LIVING);
        assert_false(journal_discard(&list.items.items[0], &f->arena, &f->diags));
        assert_true(there(str_terminated(&f->arena, list.items.items[0].path)));
        note(f, "One", 1, 2000);
        assert_true(journal_write(&f->journal, &f->diags));
    }
}

/* The number of a process comes again, in containers nearly always. */
static void test_an_older_one_is_left_alone(void **state)
{
    struct fixture *f = *state;
    const char *first = leave(f, "First"), *second = leave(f, "Second");

    assert_string_not_equal(first, second);
    assert_int_equal(find(f, JOURNALS_OF_FILE, "d.yaml").items.count, 2);
}

static void test_discarding(void **state)
{
    struct fixture *f = *state;
    const char *path = leave(f, "Dropped");
    struct journal_list list = find(f, JOURNALS_OF_FILE, "d.yaml");

    assert_true(journal_discard(&list.items.items[0], &f->arena, &f->diags));
    assert_false(there(path));
}

static void test_old_ones_are_removed_with_a_word(void **state)
{
    struct fixture *f = *state;
    const char *path = leave(f, "Old");
    struct journal_list list;
    int64_t last = WALL + 5 + JOURNAL_DAYS * DAY;

    assert_true(journal_find(JOURNALS_ALL, STR(""), last, &f->arena, &list, &f->diags));
    assert_int_equal(list.items.count, 1);
    assert_int_equal(f->diags.list.count, 0);
    assert_true(journal_find(JOURNALS_ALL, STR(""), last + 1, &f->arena, &list, &f->diags));
    assert_int_equal(list.items.count, 0);
    assert_int_equal(f->diags.list.count, 1);
    assert_true(str_find(f->diags.list.items[0].text, STR("older than 30 days"), &(size_t){ 0 }));
    assert_false(there(path));
}

/* ---- what is not believed ---- */

static void put(const char *path, struct str bytes)
{
    FILE *file = fopen(path, "w");

    assert_non_null(file);
    assert_int_equal(fwrite(bytes.at, 1, bytes.len, file), bytes.len);
    assert_int_equal(fclose(file), 0);
}

static void assert_unreadable(struct fixture *f, const char *path)
{
    struct journal_list list;

    assert_true(journal_find(JOURNALS_OF_FILE, STR("d.yaml"), WALL + 1000 * DAY, &f->arena, &list,
                             &f->diags));
    assert_int_equal(list.items.count, 1);
    assert_int_equal(list.items.items[0].kind, JOURNAL_UNREADABLE);
    assert_true(list.items.items[0].why.len > 0);
    assert_true(there(path));
}

/* Cut off anywhere, or with another byte anywhere, it is kept, and nothing is offered. */
static void test_half_a_journal_is_none(void **state)
{
    struct fixture *f = *state;
    const char *path = leave(f, "Whole");
    struct str whole = folder_read(path, &f->arena);

    for (size_t len = 0; len < whole.len; len += 1 + len / 40) {
        put(path, str_part(whole, 0, len));
        assert_unreadable(f, path);
    }
    for (size_t at = 0; at < whole.len; at += 11) {
        struct str changed = str_copy(&f->arena, whole);
        struct journal_list list;
        char *bytes = arena_alloc(&f->arena, whole.len);

        memcpy(bytes, changed.at, changed.len);
        bytes[at] = '\xff';
        put(path, (struct str){ bytes, whole.len });
        list = find(f, JOURNALS_ALL, "");
        assert_int_equal(list.items.count, 1);
        assert_true(list.items.items[0].kind == JOURNAL_UNREADABLE
                    || str_find(list.items.items[0].file, STR("\xff"), &(size_t){ 0 }));
        assert_true(there(path));
    }
}

static void test_what_is_no_file_of_ours(void **state)
{
    struct fixture *f = *state;
    const char *path = leave(f, "Ours");

    assert_int_equal(rename(path, "elsewhere.yaml"), 0);
    assert_int_equal(symlink("../elsewhere.yaml", path), 0);
    assert_unreadable(f, path);
    assert_int_equal(unlink(path), 0);
    assert_int_equal(mkfifo(path, 0600), 0);
    assert_unreadable(f, path);
    assert_int_equal(unlink(path), 0);
    assert_int_equal(mkdir(path, 0700), 0);
    assert_unreadable(f, path);
    assert_true(there("elsewhere.yaml"));
}

static void test_somebody_elses_journal(void **state)
{
    struct fixture *f = *state;
    const char *path = leave(f, "Ours");

    if (chown(path, 12345, (gid_t)-1) != 0) {
        skip(); /* only root can give files away */
    }
    assert_unreadable(f, path);
    assert_int_equal(chown("strata", 12345, (gid_t)-1), 0);
    assert_false(
        journal_begin(&f->journal, STR("d.yaml"), &f->identity, start, &f->arena, &f->diags));
    assert_true(str_find(f->diags.list.items[0].text, STR("somebody else"), &(size_t){ 0 }));
}

/* A journal that names another file than its own name does. */
static void test_another_files_journal(void **state)
{
    struct fixture *f = *state;
    const char *path = leave(f, "Of d");
    struct str prefix = str_from(path);

    own_folder_put("e.yaml", "strata: 1\n");
    begin(f, "e.yaml");
    struct str other = journal_path(&f->journal, &f->arena);
    journal_end(&f->journal);
    assert_int_equal(rename(path, str_terminated(&f->arena, other)), 0);
    assert_int_equal(find(f, JOURNALS_OF_FILE, "e.yaml").items.count, 0);
    assert_true(there(str_terminated(&f->arena, other)));
    assert_true(prefix.len > 0);
}

/* ---- failing ---- */

static void test_no_folder_is_said(void **state)
{
    struct fixture *f = *state;
    struct journal_list list;

    setenv("XDG_STATE_HOME", "/proc/self", 1);
    assert_false(
        journal_begin(&f->journal, STR("d.yaml"), &f->identity, start, &f->arena, &f->diags));
    assert_int_equal(f->diags.counts[SEVERITY_ERROR], 1);
    unsetenv("XDG_STATE_HOME");
    unsetenv("HOME");
    assert_false(
        journal_begin(&f->journal, STR("d.yaml"), &f->identity, start, &f->arena, &f->diags));
    assert_int_equal(f->diags.counts[SEVERITY_ERROR], 2);
    note(f, "Goes on", 1, 1000);
    assert_int_equal(journal_wait(&f->journal, 1000), -1);
    assert_true(journal_write(&f->journal, &f->diags));
    assert_true(journal_find(JOURNALS_ALL, STR(""), WALL, &f->arena, &list, &f->diags));
}

/* The version before stays, and the next edit tries again. */
static void test_a_write_that_fails(void **state)
{
    struct fixture *f = *state;

    begin(f, "d.yaml");
    note(f, "Kept", 1, 1000);
    assert_true(journal_write(&f->journal, &f->diags));
    struct str path = journal_path(&f->journal, &f->arena);
    struct str unfinished = str_format(&f->arena, "strata/.%s", f->journal.name);
    assert_int_equal(mkdir(str_terminated(&f->arena, unfinished), 0700), 0); /* in its way */
    note(f, "Not kept", 1, 2000);
    assert_false(journal_write(&f->journal, &f->diags));
    assert_int_equal(f->diags.counts[SEVERITY_ERROR], 1);
    assert_int_equal(journal_wait(&f->journal, 100000), -1);
    journal_last(&f->journal);
    assert_true(str_find(folder_read(str_terminated(&f->arena, path), &f->arena),
                         STR("title: Kept"), &(size_t){ 0 }));
    assert_int_equal(rmdir(str_terminated(&f->arena, unfinished)), 0);
    note(f, "Kept again", 1, 3000);
    assert_true(journal_step(&f->journal, 3000 + JOURNAL_MS, &f->diags));
    assert_true(str_find(folder_read(str_terminated(&f->arena, path), &f->arena),
                         STR("title: Kept again"), &(size_t){ 0 }));
}

/* What a fatal signal does: without memory, and with half a version in its way. */
static void test_the_last_moment(void **state)
{
    struct fixture *f = *state;

    begin(f, "d.yaml");
    note(f, "Last", 1, 1000);
    struct str unfinished = str_format(&f->arena, "strata/.%s", f->journal.name);
    own_folder_put(str_terminated(&f->arena, unfinished), "# strata: unsa");
    journal_last(&f->journal);
    assert_false(there(str_terminated(&f->arena, unfinished)));
    journal_leave(&f->journal);
    struct journal_list list = find(f, JOURNALS_OF_FILE, "d.yaml");
    assert_int_equal(list.items.count, 1);
    assert_int_equal(list.items.items[0].kind, JOURNAL_WORK);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, open_fixture, close_fixture)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_work_is_found_again),
        TEST(test_other_spellings_are_the_same_file),
        TEST(test_paths_of_any_bytes),
        TEST(test_nobody_else_can_read_it),
        TEST(test_it_is_due_after_edits_or_time),
        TEST(test_no_work_is_no_journal),
        TEST(test_the_end_removes_it),
        TEST(test_the_living_are_told_apart),
        TEST(test_an_older_one_is_left_alone),
        TEST(test_discarding),
        TEST(test_old_ones_are_removed_with_a_word),
        TEST(test_half_a_journal_is_none),
        TEST(test_what_is_no_file_of_ours),
        TEST(test_somebody_elses_journal),
        TEST(test_another_files_journal),
        TEST(test_no_folder_is_said),
        TEST(test_a_write_that_fails),
        TEST(test_the_last_moment),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
