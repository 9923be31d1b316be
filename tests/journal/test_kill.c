/* A session of edits, killed at any moment: what it had not written is no more than the journal
 * allows, and the rest is found every time. The process is another one, the clock is the test's. */
#include <fcntl.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#include "cli/journal.h"
#include "strata/model/shipped.h"
#include "strata/store/store.h"
#include "support/memory.h"
#include "support/own_folder.h"
#include "support/random.h"
#include "support/str.h"

#define KILLS 200
#define EDITS_MAX 260 /* of a session */
#define TITLE 40

/* Milliseconds between two edits are below one of these: so the edits are too many first, or the time
 * is over. */
static const unsigned paces[] = { 8, 60, 400 };

/* What the session has done; it is seen by the test, and outlives the process. */
struct progress {
    volatile unsigned edits;            /* made ready, and written if that was due */
    volatile unsigned begun;            /* one more while one is being made */
    volatile int64_t at[EDITS_MAX + 1]; /* ms of each */
};

struct fixture {
    struct test_memory memory;
    struct arena arena;
    struct diag_list diags;
    struct catalog catalog;
    struct progress *progress;
    int told[2]; /* a byte for each edit */
};

static int open_fixture(void **state)
{
    static struct fixture f;

    f = (struct fixture){ 0 };
    if (own_folder_enter(state) != 0) {
        return 1;
    }
    setenv("XDG_STATE_HOME", getcwd((char[4096]){ 0 }, 4096), 1);
    own_folder_put("d.yaml", "strata: 1\n");
    test_memory_init(&f.memory);
    arena_init(&f.arena, &f.memory.memory);
    own_folder_put("progress", "");
    int shared = open("progress", O_RDWR | O_CLOEXEC);
    if (shared < 0 || ftruncate(shared, (off_t)sizeof(*f.progress)) != 0) {
        return 1;
    }
    f.progress = mmap(NULL, sizeof(*f.progress), PROT_READ | PROT_WRITE, MAP_SHARED, shared, 0);
    close(shared);
    *state = &f;
    return f.progress == MAP_FAILED
           || !catalog_open(&f.catalog, shipped_catalog, shipped_catalog_size);
}

static int close_fixture(void **state)
{
    struct fixture *f = *state;

    munmap(f->progress, sizeof(*f->progress));
    arena_release(&f->arena);
    test_memory_check(&f->memory);
    return own_folder_leave(state);
}

/* As the designer does it: after each edit, and when its time has come. Each edit is a title that
 * says which it was. */
static void session(struct fixture *f, struct test_random *random)
{
    struct file_identity identity = { 0 };
    struct journal_time now = { 0, 1795478400 };
    unsigned pace = paces[test_random_below(random, sizeof(paces) / sizeof(paces[0]))];
    struct journal journal;
    char title[TITLE];

    journal_init(&journal, &f->memory.memory);
    if (!journal_begin(&journal, STR("d.yaml"), &identity, now, &f->arena, &f->diags)) {
        _exit(1);
    }
    for (unsigned i = 1; i <= EDITS_MAX; i++) {
        int64_t next = now.ms + (int64_t)test_random_below(random, pace);
        int wait = journal_wait(&journal, now.ms);
        if (wait >= 0 && now.ms + wait <= next) {
            now.ms += wait;
            journal_step(&journal, now.ms, &f->diags);
        }
        now.ms = next;
        f->progress->at[i] = now.ms;
        f->progress->begun = i;
        snprintf(title, sizeof(title), "edit %u", i);
        struct design design = design_empty(0, str_from(title));
        journal_note(&journal, &f->catalog, &design, 1, now);
        journal_step(&journal, now.ms, &f->diags);
        f->progress->edits = i;
        if (write(f->told[1], "", 1) != 1) {
            _exit(1);
        }
    }
    _exit(0);
}

/* Kills the session when it has made about so many edits, wherever it is then. */
static void run_and_kill(struct fixture *f, struct test_random *random, unsigned at)
{
    int status;
    char byte;

    f->progress->edits = f->progress->begun = 0;
    assert_int_equal(pipe(f->told), 0);
    pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0) {
        session(f, random);
    }
    close(f->told[1]);
    for (unsigned i = 0; i < at && read(f->told[0], &byte, 1) == 1; i++) {
    }
    kill(child, SIGKILL);
    waitpid(child, &status, 0);
    close(f->told[0]);
}

/* The number of the edit that the next start finds; 0: none. */
static unsigned found_edit(struct fixture *f)
{
    struct journal_list list;
    struct design design;
    unsigned edit = 0;

    assert_true(
        journal_find(JOURNALS_OF_FILE, STR("d.yaml"), 1795478400, &f->arena, &list, &f->diags));
    assert_true(list.items.count <= 1);
    for (uint32_t i = 0; i < list.items.count; i++) {
        struct journal_found *found = &list.items.items[i];

        assert_int_equal(found->kind, JOURNAL_WORK);
        assert_true(store_read_design(&f->catalog, STR("journal"), found->work, &f->arena, &design,
                                      &f->diags));
        assert_int_equal(sscanf(str_terminated(&f->arena, design.title), "edit %u", &edit), 1);
        assert_true(journal_discard(found, &f->arena, &f->diags));
    }
    return edit;
}

static void test_killed_at_200_moments(void **state)
{
    struct fixture *f = *state;
    struct test_random random = { 9 };

    for (int i = 0; i < KILLS; i++) {
        diag_init(&f->diags, &f->arena);
        run_and_kill(f, &random, 1 + (unsigned)test_random_below(&random, EDITS_MAX));
        unsigned done = f->progress->edits, found = found_edit(f);

        assert_true(found <= f->progress->begun);
        if (found < done) {
            int64_t lost = f->progress->at[done] - f->progress->at[found + 1];
            assert_true(lost < JOURNAL_MS);
            assert_true(done - found < JOURNAL_EDITS);
        }
        assert_int_equal(diag_count(&f->diags), 0);
        arena_reset(&f->arena);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_killed_at_200_moments, open_fixture, close_fixture),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
