/* The designer itself in a real terminal: what it does to files, and what happens to unsaved work. */
#include <dirent.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#include "pty.h"

static const char mine[] =
    "strata: 1\ntitle: Mine\nscale: solo\nlayers:\n  gateway: portkey  # ours\n";

struct fixture {
    const char *program;
    char folder[200];
    char file[300];
    const char *library_path; /* LD_LIBRARY_PATH=... */
    struct pty *pty;
};

static void write_file(const char *path, const char *text)
{
    FILE *file = fopen(path, "w");

    assert_non_null(file);
    assert_int_equal(fputs(text, file) >= 0, 1);
    assert_int_equal(fclose(file), 0);
}

static void read_file(const char *path, char *ret, size_t size)
{
    FILE *file = fopen(path, "r");
    size_t len;

    assert_non_null(file);
    len = fread(ret, 1, size - 1, file);
    ret[len] = '\0';
    fclose(file);
}

static int open_folder(void **state)
{
    static struct fixture f;
    const char *scratch = getenv("TMPDIR");

    f = (struct fixture){ .program = getenv("STRATA") };
    snprintf(f.folder, sizeof(f.folder), "%s/designer-XXXXXX", scratch ? scratch : "/tmp");
    if (!f.program || !mkdtemp(f.folder) || chdir(f.folder) != 0) {
        return 1;
    }
    snprintf(f.file, sizeof(f.file), "%s/mine.yaml", f.folder);
    write_file(f.file, mine);
    *state = &f;
    return 0;
}

/* The runner empties TMPDIR. */
static int close_folder(void **state)
{
    struct fixture *f = *state;

    pty_end(f->pty);
    return 0;
}

static void start(struct fixture *f, const char *term)
{
    static char state_home[300], terminal[60];
    const char *argv[] = { f->program, f->file, NULL };
    const char *environment[] = { state_home, terminal, "COLORTERM",
                                  f->library_path ? f->library_path : "LD_LIBRARY_PATH", NULL };
    struct pty_setup setup = {
        .argv = argv, .environment = environment, .width = 100, .height = 30
    };

    snprintf(state_home, sizeof(state_home), "XDG_STATE_HOME=%s/state", f->folder);
    snprintf(terminal, sizeof(terminal), "TERM=%s", term);
    f->pty = pty_start(&setup);
    assert_true(pty_wait_text(f->pty, "aims at "));
}

static void test_saving_keeps_comments_and_says_so(void **state)
{
    struct fixture *f = *state;
    char text[2000];

    start(f, "xterm-256color");
    pty_type(f->pty, "s");
    assert_true(pty_wait_text(f->pty, "aims at Startup"));
    pty_type(f->pty, "w");
    assert_true(pty_wait_text(f->pty, "saved to"));
    read_file(f->file, text, sizeof(text));
    assert_non_null(strstr(text, "scale: startup"));
    assert_non_null(strstr(text, "gateway: portkey  # ours"));
}

/* As keys, the second line would change the scale, save over the file and open a prompt. */
static void test_pasted_lines_are_no_commands(void **state)
{
    static const char lines[] = "\x1b[200~because\rswt of that\r\x1b[201~";
    struct fixture *f = *state;
    char text[2000];

    start(f, "xterm-256color");
    pty_type(f->pty, lines);
    assert_true(pty_wait_text(f->pty, "pasted text does nothing here"));
    pty_type(f->pty, "jjn");
    pty_type(f->pty, lines);
    assert_true(pty_wait_text(f->pty, ": because swt of that"));
    assert_true(pty_wait_text(f->pty, "aims at Solo"));
    read_file(f->file, text, sizeof(text));
    assert_string_equal(text, mine);
    pty_type(f->pty, "\rw");
    assert_true(pty_wait_text(f->pty, "saved to"));
    read_file(f->file, text, sizeof(text));
    assert_non_null(strstr(text, "because swt of that"));
    assert_non_null(strstr(text, "scale: solo"));
}

/* Somebody else wrote the file meanwhile: it is overwritten only by y. */
static void test_a_file_changed_on_disk_is_asked_about(void **state)
{
    static const char theirs[] = "strata: 1\ntitle: Theirs\nscale: enterprise\n";
    struct fixture *f = *state;
    char text[2000];

    start(f, "xterm-256color");
    pty_type(f->pty, "s");
    assert_true(pty_wait_text(f->pty, "aims at Startup"));
    write_file(f->file, theirs);
    pty_type(f->pty, "w");
    assert_true(pty_wait_text(f->pty, "changed on disk"));
    pty_type(f->pty, "n");
    assert_true(pty_wait_text(f->pty, "nothing was done"));
    read_file(f->file, text, sizeof(text));
    assert_string_equal(text, theirs);
    pty_type(f->pty, "wy");
    assert_true(pty_wait_text(f->pty, "saved to"));
    read_file(f->file, text, sizeof(text));
    assert_non_null(strstr(text, "title: Mine"));
}

static void test_a_save_that_fails_says_so_and_keeps_the_work(void **state)
{
    struct fixture *f = *state;
    char text[2000];

    start(f, "xterm-256color");
    pty_type(f->pty, "s");
    assert_true(pty_wait_text(f->pty, "aims at Startup"));
    pty_type(f->pty, ":w nowhere/mine.yaml\r");
    assert_true(pty_wait_text(f->pty, "No such file"));
    pty_type(f->pty, "q");
    assert_true(pty_wait_text(f->pty, "not saved"));
    read_file(f->file, text, sizeof(text));
    assert_string_equal(text, mine);
}

/* The one journal that is there; empty if there is none. */
static void find_journal(struct fixture *f, char *ret_path, size_t size)
{
    char folder[300];
    DIR *list;

    snprintf(folder, sizeof(folder), "%s/state/strata", f->folder);
    list = opendir(folder);
    assert_non_null(list);
    ret_path[0] = '\0';
    for (struct dirent *entry = readdir(list); entry; entry = readdir(list)) {
        if (entry->d_name[0] != '.') {
            assert_int_equal(ret_path[0], '\0');
            snprintf(ret_path, size, "%s/%s", folder, entry->d_name);
        }
    }
    closedir(list);
}

/* What the next start would find. */
static void assert_kept(struct fixture *f, const char *text)
{
    char path[600], journal[2000], design[2000];

    read_file(f->file, design, sizeof(design));
    assert_string_equal(design, mine);
    find_journal(f, path, sizeof(path));
    read_file(path, journal, sizeof(journal));
    assert_non_null(strstr(journal, text));
    assert_non_null(strstr(journal, "gateway: portkey  # ours"));
}

/* `stuck`: the terminal does not read any more what the program sends. */
static void ended_by(struct fixture *f, int signal, bool stuck)
{
    int status;

    start(f, "xterm-256color");
    pty_type(f->pty, "s");
    assert_true(pty_wait_text(f->pty, "aims at Startup"));
    assert_true(!stuck || pty_type_until_stuck(f->pty, "jjkk"));
    pty_signal(f->pty, signal);
    assert_true(pty_wait_ended(f->pty, &status));
    assert_true(WIFSIGNALED(status));
    assert_int_equal(WTERMSIG(status), signal);
    if (stuck) {
        pty_read_again(f->pty);
    }
    assert_false(pty_alternate(f->pty));
    assert_true(pty_modes_restored(f->pty));
    assert_true(pty_wait_text(f->pty, "unsaved changes are in"));
    assert_kept(f, "scale: startup");
}

/* A fault of strata itself: the handler has only what was made ready before. */
static void crashed_by(struct fixture *f, int signal)
{
    int status;

    start(f, "xterm-256color");
    pty_type(f->pty, "s");
    assert_true(pty_wait_text(f->pty, "aims at Startup"));
    pty_signal(f->pty, signal);
    assert_true(pty_wait_ended(f->pty, &status));
    assert_true(WIFSIGNALED(status));
    assert_int_equal(WTERMSIG(status), signal);
    assert_true(pty_modes_restored(f->pty));
    assert_kept(f, "scale: startup");
}

#define CRASHES(X) X(SEGV) X(BUS) X(FPE) X(ILL) X(ABRT) X(SYS) X(TRAP)

#define X(name)                                                      \
    static void test_a_crash_by_##name##_loses_nothing(void **state) \
    {                                                                \
        crashed_by(*state, SIG##name);                               \
    }
CRASHES(X)
#undef X

/* Not even a handler is called then: it is what was written before. */
static void test_kill_loses_no_more_than_200_edits(void **state)
{
    struct fixture *f = *state;
    char keys[212] = "";
    int status;

    start(f, "xterm-256color");
    memcpy(keys, "t!\r", 3);
    memset(keys + 3, 's', 199);
    memcpy(keys + 202, "t?\r", 4);
    pty_type(f->pty, keys);
    assert_true(pty_wait_text(f->pty, "Mine!?"));
    pty_signal(f->pty, SIGKILL);
    assert_true(pty_wait_ended(f->pty, &status));
    assert_kept(f, "title: Mine!");
    assert_kept(f, "scale: startup");
}

static void end(struct fixture *f)
{
    pty_end(f->pty);
    f->pty = NULL;
}

static void kill_with_work(struct fixture *f)
{
    int status;

    start(f, "xterm-256color");
    pty_type(f->pty, "s");
    assert_true(pty_wait_text(f->pty, "aims at Startup"));
    pty_signal(f->pty, SIGSEGV);
    assert_true(pty_wait_ended(f->pty, &status));
    end(f);
}

static void test_unsaved_work_is_offered(void **state)
{
    struct fixture *f = *state;
    char text[2000], path[600];
    int status;

    kill_with_work(f);
    start(f, "xterm-256color");
    assert_true(pty_wait_text(f->pty, "There is unsaved work of mine.yaml from "));
    pty_type(f->pty, "d");
    assert_true(pty_wait_text(f->pty, "Scale             Solo                    Startup"));
    pty_type(f->pty, "q");
    assert_true(pty_wait_text(f->pty, "There is unsaved work of mine.yaml from "));
    pty_type(f->pty, "r");
    assert_true(pty_wait_text(f->pty, "the unsaved work is recovered"));
    assert_kept(f, "scale: startup"); /* it is ours now, and safe again */
    pty_signal(f->pty, SIGKILL);
    end(f);
    start(f, "xterm-256color");
    assert_true(pty_wait_text(f->pty, "There is unsaved work of mine.yaml from "));
    pty_type(f->pty, "rw");
    assert_true(pty_wait_text(f->pty, "saved to"));
    read_file(f->file, text, sizeof(text));
    assert_non_null(strstr(text, "scale: startup"));
    assert_non_null(strstr(text, "gateway: portkey  # ours"));
    pty_type(f->pty, "q");
    assert_true(pty_wait_ended(f->pty, &status));
    find_journal(f, path, sizeof(path));
    assert_string_equal(path, "");
}

static void test_unsaved_work_can_wait_or_be_discarded(void **state)
{
    struct fixture *f = *state;
    char path[600];
    int status;

    kill_with_work(f);
    start(f, "xterm-256color");
    pty_type(f->pty, "\x1b");
    assert_true(pty_wait_text(f->pty, "Enter:"));
    pty_type(f->pty, "q");
    assert_true(pty_wait_ended(f->pty, &status));
    end(f);
    assert_kept(f, "scale: startup");
    start(f, "xterm-256color");
    assert_true(pty_wait_text(f->pty, "There is unsaved work of mine.yaml from "));
    pty_type(f->pty, "x");
    assert_true(pty_wait_text(f->pty, "the unsaved work is removed"));
    pty_type(f->pty, "q");
    assert_true(pty_wait_ended(f->pty, &status));
    find_journal(f, path, sizeof(path));
    assert_string_equal(path, "");
}

/* Both stay until somebody says which is to go. */
static void test_unsaved_work_of_a_file_that_changed_since(void **state)
{
    static const char theirs[] = "strata: 1\ntitle: Theirs\nscale: solo\n";
    struct fixture *f = *state;
    char text[2000];

    kill_with_work(f);
    write_file(f->file, theirs);
    start(f, "xterm-256color");
    assert_true(pty_wait_text(f->pty, "The file was changed since"));
    pty_type(f->pty, "rw");
    assert_true(pty_wait_text(f->pty, "Save over what is there now?"));
    read_file(f->file, text, sizeof(text));
    assert_string_equal(text, theirs);
    pty_type(f->pty, "d");
    assert_true(pty_wait_text(f->pty, "Title             Theirs                  Mine"));
    pty_type(f->pty, "qy");
    assert_true(pty_wait_text(f->pty, "saved to"));
    read_file(f->file, text, sizeof(text));
    assert_non_null(strstr(text, "title: Mine"));
}

static void test_a_second_designer_is_told_at_once(void **state)
{
    struct fixture *f = *state;
    struct pty *first;

    start(f, "xterm-256color");
    first = f->pty;
    start(f, "xterm-256color");
    assert_true(pty_wait_text(f->pty, "mine.yaml is open in another strata, process "));
    pty_end(first);
    end(f);
    start(f, "xterm-256color"); /* it is gone, and so is its lock */
    assert_true(pty_wait_text(f->pty, "w save"));
}

static void test_a_change_on_disk_is_told_at_the_next_key(void **state)
{
    static const char theirs[] = "strata: 1\ntitle: Theirs\nscale: enterprise\n";
    struct fixture *f = *state;

    start(f, "xterm-256color");
    write_file(f->file, mine); /* touched is not changed */
    pty_type(f->pty, "j");
    assert_true(pty_wait_text(f->pty, "Enter: take Solo for Cheap model"));
    write_file(f->file, theirs);
    pty_type(f->pty, "j");
    assert_true(pty_wait_text(f->pty, "mine.yaml was changed on disk."));
    pty_type(f->pty, "k");
    assert_true(pty_wait_text(f->pty, "kept; saving asks"));
    pty_type(f->pty, "jw"); /* it is told once */
    assert_true(pty_wait_text(f->pty, "Save over what is there now?"));
    pty_type(f->pty, "n");
    assert_true(pty_wait_text(f->pty, "nothing was done"));
    write_file(f->file, "strata: 1\ntitle: Again\nscale: enterprise\n");
    pty_type(f->pty, "j");
    assert_true(pty_wait_text(f->pty, "mine.yaml was changed on disk."));
    pty_type(f->pty, "l");
    assert_true(pty_wait_text(f->pty, "aims at Enterprise"));
    assert_int_equal(remove(f->file), 0);
    pty_type(f->pty, "j");
    assert_true(pty_wait_text(f->pty, "mine.yaml is gone from the disk"));
}

/* What was not saved here is in nobody's way, and in no danger. */
static void test_reloading_loses_no_work(void **state)
{
    struct fixture *f = *state;

    start(f, "xterm-256color");
    pty_type(f->pty, "s");
    assert_true(pty_wait_text(f->pty, "aims at Startup"));
    write_file(f->file, "strata: 1\ntitle: Theirs\nscale: enterprise\n");
    pty_type(f->pty, "j");
    assert_true(pty_wait_text(f->pty, "kept for the next start if you"));
    pty_type(f->pty, "l");
    assert_true(pty_wait_text(f->pty, "aims at Enterprise"));
    end(f);
    start(f, "xterm-256color");
    assert_true(pty_wait_text(f->pty, "There is unsaved work of mine.yaml from "));
}

static void test_work_that_cannot_be_kept_goes_on(void **state)
{
    struct fixture *f = *state;

    write_file("state", "in the way of a folder\n");
    start(f, "xterm-256color");
    assert_true(pty_wait_text(f->pty, "unsaved work is not kept: "));
    pty_type(f->pty, "s");
    assert_true(pty_wait_text(f->pty, "aims at Startup"));
    assert_true(pty_wait_text(f->pty, "done (u undoes it)")); /* it is told once */
    pty_type(f->pty, "w");
    assert_true(pty_wait_text(f->pty, "saved to"));
}

static void test_saving_and_leaving_leave_no_journal(void **state)
{
    struct fixture *f = *state;
    char path[600];
    int status;

    start(f, "xterm-256color");
    pty_type(f->pty, "swsqy");
    assert_true(pty_wait_ended(f->pty, &status));
    assert_true(WIFEXITED(status) && WEXITSTATUS(status) == 0);
    find_journal(f, path, sizeof(path));
    assert_string_equal(path, "");
}

static void test_sigterm_keeps_what_is_not_saved(void **state)
{
    ended_by(*state, SIGTERM, false);
}

static void test_sighup_keeps_what_is_not_saved(void **state)
{
    ended_by(*state, SIGHUP, false);
}

static void test_sigpwr_keeps_what_is_not_saved(void **state)
{
    ended_by(*state, SIGPWR, false);
}

static void test_sigterm_is_heard_while_nobody_reads(void **state)
{
    ended_by(*state, SIGTERM, true);
}

static void test_sighup_is_heard_while_nobody_reads(void **state)
{
    ended_by(*state, SIGHUP, true);
}

static void test_sigint_is_heard_while_nobody_reads(void **state)
{
    ended_by(*state, SIGINT, true);
}

/* "-" is standard input, and that is where the keys come from: waiting for its end would be for ever. */
static void test_standard_input_is_not_opened(void **state)
{
    struct fixture *f = *state;

    start(f, "xterm-256color");
    pty_type(f->pty, "o-\r");
    assert_true(pty_wait_text(f->pty, "where the keys come from"));
    pty_type(f->pty, ":w -\r");
    assert_true(pty_wait_text(f->pty, "is no name of a file"));
    pty_type(f->pty, ":w preset:solo\r");
    assert_true(pty_wait_text(f->pty, "\"preset:solo\" is no name of a file"));
}

/* What could not be opened leaves the open file as it was known: nobody has changed it. */
static void test_a_file_that_cannot_be_opened_changes_nothing(void **state)
{
    struct fixture *f = *state;

    start(f, "xterm-256color");
    pty_type(f->pty, ":open nowhere.yaml\r");
    assert_true(pty_wait_text(f->pty, "No such file"));
    write_file("bad.yaml", "strata: 1\ntitel: Bad\n");
    pty_type(f->pty, ":open bad.yaml\r");
    assert_true(pty_wait_text(f->pty, "bad.yaml:1:1"));
    pty_type(f->pty, "s");
    assert_true(pty_wait_text(f->pty, "aims at Startup"));
    pty_type(f->pty, "w");
    assert_true(pty_wait_text(f->pty, "saved to"));
}

/* Grey on a terminal of eight colours is black, and black on black is nothing. */
static void test_dim_text_is_seen_with_eight_colours(void **state)
{
    struct fixture *f = *state;
    int fg, bg;

    start(f, "linux");
    assert_true(pty_wait_text(f->pty, "Whole column"));
    pty_colours(f->pty, 2, 3, &fg, &bg);
    assert_int_equal(fg, -1);
    assert_int_equal(bg, -1);
}

static void test_exports_stand_beside_it(void **state)
{
    struct fixture *f = *state;
    char text[2000];

    start(f, "xterm-256color");
    pty_type(f->pty, ":export out.svg\r");
    assert_true(pty_wait_text(f->pty, "exported to out.svg"));
    read_file("out.svg", text, sizeof(text));
    assert_non_null(strstr(text, "<svg"));
    pty_type(f->pty, ":export out.svg\r");
    assert_true(pty_wait_text(f->pty, "file of that name already"));
    pty_type(f->pty, "y");
    assert_true(pty_wait_text(f->pty, "exported to out.svg"));
}

/* A layout that never ends: its library cannot be loaded, as nobody writes into the pipe that has
 * its name. The path is read when the program starts, so that its child has it, too. */
static void start_hanging(struct fixture *f)
{
    static char path[300];

    assert_int_equal(mkfifo("libgvc.so.6", 0600), 0);
    snprintf(path, sizeof(path), "LD_LIBRARY_PATH=%s", f->folder);
    f->library_path = path;
    start(f, "xterm-256color");
    pty_type(f->pty, ":export out.svg\r");
    assert_true(pty_wait_text(f->pty, "exporting out.svg ... Esc cancels"));
}

/* Keys, the size and being stopped go on as ever, the seconds are counted, and Esc ends it. */
static void test_an_export_that_hangs_is_no_hindrance(void **state)
{
    struct fixture *f = *state;
    struct stat status;

    start_hanging(f);
    pty_type(f->pty, "s");
    assert_true(pty_wait_text(f->pty, "aims at Startup"));
    pty_type(f->pty, ":export out.png\r");
    assert_true(pty_wait_text(f->pty, "out.svg is still being exported; Esc cancels it"));
    pty_type(f->pty, "2");
    assert_true(pty_wait_text(f->pty, "exporting out.svg ... 1 s, Esc cancels"));
    pty_resize(f->pty, 90, 26);
    assert_true(pty_wait_text(f->pty, "exporting out.svg ... 2 s, Esc cancels"));
    pty_type(f->pty, "\x1a");
    assert_true(pty_wait_stopped(f->pty));
    pty_continue(f->pty);
    assert_true(pty_wait_text(f->pty, "exporting out.svg"));
    pty_type(f->pty, "\x1b");
    assert_true(pty_wait_text(f->pty, "exporting out.svg was cancelled; nothing is written"));
    assert_int_not_equal(stat("out.svg", &status), 0);
}

static void test_an_export_that_hangs_is_ended(void **state)
{
    struct fixture *f = *state;

    start_hanging(f);
    assert_true(pty_wait_text(f->pty, "drawing took longer than 10 s and was stopped"));
    pty_type(f->pty, ":export out.txt\r"); /* this needs no layout */
    assert_true(pty_wait_text(f->pty, "exported to out.txt"));
    pty_type(f->pty, ":export out.dot\r");
    assert_true(pty_wait_text(f->pty, "exported to out.dot"));
}

static void test_leaving_cancels_an_export(void **state)
{
    struct fixture *f = *state;
    int status;

    start_hanging(f);
    pty_type(f->pty, "q");
    assert_true(pty_wait_text(f->pty, "An export is still at work. Cancel it and leave?"));
    pty_type(f->pty, "y");
    assert_true(pty_wait_ended(f->pty, &status));
    assert_true(WIFEXITED(status) && WEXITSTATUS(status) == 0);
    assert_true(pty_wait_text(f->pty, "out.svg was not exported"));
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, open_folder, close_folder)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_saving_keeps_comments_and_says_so),
        TEST(test_pasted_lines_are_no_commands),
        TEST(test_a_file_changed_on_disk_is_asked_about),
        TEST(test_a_save_that_fails_says_so_and_keeps_the_work),
        TEST(test_sigterm_keeps_what_is_not_saved),
        TEST(test_sighup_keeps_what_is_not_saved),
        TEST(test_sigpwr_keeps_what_is_not_saved),
        TEST(test_sigterm_is_heard_while_nobody_reads),
        TEST(test_sighup_is_heard_while_nobody_reads),
        TEST(test_sigint_is_heard_while_nobody_reads),
#define X(name) TEST(test_a_crash_by_##name##_loses_nothing),
        CRASHES(X)
#undef X
            TEST(test_kill_loses_no_more_than_200_edits),
        TEST(test_work_that_cannot_be_kept_goes_on),
        TEST(test_saving_and_leaving_leave_no_journal),
        TEST(test_unsaved_work_is_offered),
        TEST(test_unsaved_work_can_wait_or_be_discarded),
        TEST(test_unsaved_work_of_a_file_that_changed_since),
        TEST(test_a_second_designer_is_told_at_once),
        TEST(test_a_change_on_disk_is_told_at_the_next_key),
        TEST(test_reloading_loses_no_work),
        TEST(test_standard_input_is_not_opened),
        TEST(test_a_file_that_cannot_be_opened_changes_nothing),
        TEST(test_dim_text_is_seen_with_eight_colours),
        TEST(test_exports_stand_beside_it),
        TEST(test_an_export_that_hangs_is_no_hindrance),
        TEST(test_an_export_that_hangs_is_ended),
        TEST(test_leaving_cancels_an_export),
    };
    setenv("LC_ALL", "C.UTF-8", 1);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
