#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#include "export/graphviz/layout_child.h"
#include "export/graphviz/render.h"
#include "export/graphviz/sandbox.h"
#include "support/memory.h"
#include "support/program.h"
#include "support/str.h"

#define MIB ((size_t)1024 * 1024)

extern char **environ;

struct fixture {
    struct test_memory memory;
    struct arena arena;
    struct diag_list diags;
    struct str result;
    int descriptors; /* that were open before */
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
    *state = fixture;
    if (fixture == NULL) {
        return -1;
    }
    test_memory_init(&fixture->memory);
    arena_init(&fixture->arena, &fixture->memory.memory);
    diag_init(&fixture->diags, &fixture->arena);
    fixture->result = (struct str){ 0 };
    fixture->descriptors = count_descriptors();
    return 0;
}

/* After every test: no zombie, no child, no descriptor is left. */
static int teardown(void **state)
{
    struct fixture *fixture = *state;
    assert_int_equal(waitpid(-1, NULL, WNOHANG), -1);
    assert_int_equal(errno, ECHILD);
    assert_int_equal(count_descriptors(), fixture->descriptors);
    arena_release(&fixture->arena);
    test_memory_check(&fixture->memory);
    free(fixture);
    return 0;
}

static bool run_within(struct fixture *fixture, render_child child, struct str input,
                       unsigned milliseconds, size_t result_bytes)
{
    const struct render_limits limits = {
        .task = "drawing",
        .milliseconds = milliseconds,
        .memory_bytes = 256 * MIB,
        .result_bytes = result_bytes,
    };
    return render_run(child, &input, &limits, &fixture->arena, &fixture->result, &fixture->diags);
}

static bool run(struct fixture *fixture, render_child child, struct str input)
{
    return run_within(fixture, child, input, 20000, MIB);
}

/* It failed, with one message that has `words` in it. */
static void assert_said(const struct fixture *fixture, const char *words)
{
    assert_int_equal(fixture->diags.list.count, 1);
    size_t at;
    if (!str_find(fixture->diags.list.items[0].text, str_from(words), &at)) {
        fail_msg("\"%.*s\" does not say \"%s\"", STR_ARG(fixture->diags.list.items[0].text), words);
    }
    assert_int_equal(fixture->result.len, 0);
}

static void say(int fd, const char *text)
{
    ssize_t written = write(fd, text, strlen(text));
    (void)written;
}

/* ---- children ---- */

static int echo(const void *input, int out)
{
    const struct str *text = input;
    return (int)render_give(out, text->at, text->len);
}

static int hang(const void *input, int out)
{
    echo(input, out);
    while (out >= 0) {
        pause();
    }
    return RENDER_OK;
}

static int spin(const void *input, int out)
{
    (void)input;
    for (volatile unsigned long i = 0; out >= 0; i++) {
    }
    return RENDER_OK;
}

static int close_all_and_hang(const void *input, int out)
{
    echo(input, out);
    close(out);
    close(STDERR_FILENO);
    while (out >= 0) {
        pause();
    }
    return RENDER_OK;
}

static int refuse_to_die(const void *input, int out)
{
    signal(SIGTERM, SIG_IGN);
    signal(SIGINT, SIG_IGN);
    signal(SIGHUP, SIG_IGN);
    return hang(input, out);
}

static int die_by_abort(const void *input, int out)
{
    echo(input, out);
    abort();
}

static int die_by_segv(const void *input, int out)
{
    echo(input, out);
    raise(SIGSEGV);
    return RENDER_OK;
}

static int call_exit(const void *input, int out)
{
    echo(input, out);
    say(STDERR_FILENO, "cannot go on\nand more\n");
    exit(1);
}

static int eat_memory(const void *input, int out)
{
    (void)input;
    for (;;) {
        char *block = malloc(MIB);
        if (block == NULL) {
            return RENDER_FAILED;
        }
        memset(block, 1, MIB);
        (void)out;
    }
}

static int give_nothing(const void *input, int out)
{
    (void)input;
    (void)out;
    return RENDER_OK;
}

static int chatter(const void *input, int out)
{
    for (int i = 0; i < 1000; i++) {
        say(STDOUT_FILENO, "noise on standard output\n");
        say(STDERR_FILENO, "noise on standard error\x1b[31m\n");
    }
    return echo(input, out);
}

static int chatter_and_fail(const void *input, int out)
{
    chatter(input, out);
    return RENDER_NO_LAYOUT;
}

static int no_library(const void *input, int out)
{
    return layout_with("libnothing-like-this.so.0", input, out);
}

static int wrong_library(const void *input, int out)
{
    return layout_with("libm.so.6", input, out);
}

/* What the child finds around it. */
static int look_around(const void *input, int out)
{
    (void)input;
    sigset_t blocked;
    struct sigaction action;
    int open = 0;
    for (int fd = 0; fd < 256; fd++) {
        open += fcntl(fd, F_GETFD) != -1;
    }
    sigprocmask(SIG_SETMASK, NULL, &blocked);
    sigaction(SIGTERM, NULL, &action);
    bool fine = environ[0] == NULL && open == 4 && out == 3 && !sigismember(&blocked, SIGTERM)
                && action.sa_handler == SIG_DFL && !isatty(0) && getpgrp() == getpid();
    say(out, fine ? "fine" : "not fine");
    return RENDER_OK;
}

/* ---- tests ---- */

static void test_result_comes_whole(void **state)
{
    struct fixture *fixture = *state;
    assert_true(run(fixture, echo, STR("a picture")));
    assert_str(fixture->result, "a picture");

    size_t len = MIB; /* far more than a pipe holds */
    char *bytes = arena_alloc(&fixture->arena, len);
    memset(bytes, 'x', len);
    assert_true(run(fixture, echo, (struct str){ bytes, len }));
    assert_int_equal(fixture->result.len, len);
    assert_int_equal(fixture->diags.list.count, 0);
}

static void test_hanging_children_are_stopped(void **state)
{
    static const render_child children[] = { hang, spin, close_all_and_hang, refuse_to_die };
    struct fixture *fixture = *state;
    for (size_t i = 0; i < sizeof(children) / sizeof(children[0]); i++) {
        diag_init(&fixture->diags, &fixture->arena);
        assert_false(run_within(fixture, children[i], STR("half"), 50, MIB));
        assert_said(fixture, "took longer than 1 s and was stopped");
    }
}

static void test_dying_children_are_told(void **state)
{
    struct fixture *fixture = *state;
    assert_false(run(fixture, die_by_abort, STR("half")));
    assert_said(fixture, "crashed with signal 6");
    diag_init(&fixture->diags, &fixture->arena);
    assert_false(run(fixture, die_by_segv, STR("half")));
    assert_int_equal(fixture->diags.list.count, 1); /* a sanitizer exits instead */
    assert_int_equal(fixture->result.len, 0);
}

/* Stands for the terminal: what an exit handler of the parent would write to. */
static int terminal[2];

static void draw_on_terminal(void)
{
    say(terminal[1], "an exit handler of the parent");
}

static void test_exit_in_the_child(void **state)
{
    struct fixture *fixture = *state;
    char byte;
    assert_int_equal(pipe(terminal), 0);
    assert_int_equal(fcntl(terminal[0], F_SETFL, O_NONBLOCK), 0);
    atexit(draw_on_terminal);
    assert_false(run(fixture, call_exit, STR("half")));
    assert_said(fixture, "failed with status 1 (cannot go on)");
    assert_int_equal(read(terminal[0], &byte, 1), -1);
    assert_int_equal(errno, EAGAIN);
    close(terminal[0]);
    close(terminal[1]);
    terminal[1] = -1; /* at our own end there is nothing to write to */
}

static void test_memory_is_limited(void **state)
{
    struct fixture *fixture = *state;
    assert_false(run(fixture, eat_memory, STR("")));
    assert_int_equal(fixture->diags.list.count, 1);
}

static void test_too_much_and_nothing(void **state)
{
    struct fixture *fixture = *state;
    assert_false(run_within(fixture, echo, STR("12345"), 20000, 4));
    assert_said(fixture, "more than 4 bytes");
    diag_init(&fixture->diags, &fixture->arena);
    assert_true(run_within(fixture, echo, STR("1234"), 20000, 4));
    fixture->result = (struct str){ 0 };
    assert_false(run(fixture, give_nothing, STR("")));
    assert_said(fixture, "drawing gave nothing");
}

static void test_chatter_is_caught(void **state)
{
    struct fixture *fixture = *state;
    assert_true(run(fixture, chatter, STR("a picture")));
    assert_str(fixture->result, "a picture");
    fixture->result = (struct str){ 0 };
    assert_false(run(fixture, chatter_and_fail, STR("a picture")));
    assert_said(fixture, "cannot draw this (noise on standard error<U+001B>[31m)");
}

static void test_missing_library(void **state)
{
    struct fixture *fixture = *state;
    assert_false(run(fixture, no_library, STR("digraph { a }")));
    assert_said(fixture, "drawing needs Graphviz");
    size_t at;
    assert_true(str_find(fixture->diags.list.items[0].hint, STR("package graphviz"), &at));
    diag_init(&fixture->diags, &fixture->arena);
    assert_false(run(fixture, wrong_library, STR("digraph { a }")));
    assert_said(fixture, "drawing needs Graphviz");
}

/* ---- beside other work ---- */

static bool begin(struct fixture *fixture, struct render *render, render_child child,
                  unsigned milliseconds)
{
    static const struct str text = { "a picture", 9 };
    const struct render_limits limits = {
        .task = "drawing",
        .milliseconds = milliseconds,
        .memory_bytes = 256 * MIB,
        .result_bytes = MIB,
    };
    return render_start(render, child, &text, &limits, &fixture->arena, &fixture->diags);
}

static void wait_for(const struct render *render)
{
    struct pollfd ready = { .fd = render_fd(render), .events = POLLIN };
    poll(&ready, ready.fd < 0 ? 0 : 1, render_wait(render));
}

static void test_step_by_step(void **state)
{
    struct fixture *fixture = *state;
    struct render render;
    assert_true(begin(fixture, &render, chatter, 20000));
    while (render_step(&render)) {
        wait_for(&render);
    }
    assert_false(render_step(&render));
    assert_true(render_finish(&render, &fixture->result, &fixture->diags));
    assert_str(fixture->result, "a picture");
}

/* A child that says nothing holds nobody up. */
static void test_steps_do_not_wait(void **state)
{
    static const render_child children[] = { hang, spin, close_all_and_hang, refuse_to_die };
    struct fixture *fixture = *state;
    for (size_t i = 0; i < sizeof(children) / sizeof(children[0]); i++) {
        struct render render;
        diag_init(&fixture->diags, &fixture->arena);
        assert_true(begin(fixture, &render, children[i], 3600000));
        for (int step = 0; step < 1000; step++) {
            assert_true(render_step(&render));
        }
        assert_true(render_wait(&render) > 0);
        assert_true(render_elapsed(&render) < 60000);
        render_cancel(&render);
        assert_false(render_step(&render));
        assert_false(render_finish(&render, &fixture->result, &fixture->diags));
        assert_said(fixture, "drawing was cancelled");
    }
}

static void test_time_runs_out_between_steps(void **state)
{
    struct fixture *fixture = *state;
    struct render render;
    assert_true(begin(fixture, &render, hang, 30));
    while (render_step(&render)) {
        wait_for(&render);
    }
    assert_false(render_finish(&render, &fixture->result, &fixture->diags));
    assert_said(fixture, "took longer than 1 s and was stopped");
}

/* More than a pipe holds. */
static int give_much(const void *input, int out)
{
    static const char bytes[300000];
    (void)input;
    return (int)render_give(out, bytes, sizeof(bytes));
}

/* As Ctrl-Z does it: the child is done but for giving what it has, and the time is long over. One
 * that hangs is late all the same. */
static void test_a_parent_that_was_stopped_takes_what_there_is(void **state)
{
    struct fixture *fixture = *state;
    struct timespec stopped = { .tv_sec = 1, .tv_nsec = 200000000 };
    struct render render, hanging;
    assert_true(begin(fixture, &render, give_much, 50));
    assert_true(begin(fixture, &hanging, hang, 50));
    nanosleep(&stopped, NULL);
    assert_true(render_finish(&render, &fixture->result, &fixture->diags));
    assert_int_equal(fixture->result.len, 300000);
    fixture->result = (struct str){ 0 };
    assert_false(render_finish(&hanging, &fixture->result, &fixture->diags));
    assert_said(fixture, "took longer than 1 s and was stopped");
}

/* It says more than a pipe holds, for ever, and says it before its result. */
static int chatter_for_long(const void *input, int out)
{
    for (int i = 0; i < 100000; i++) {
        say(STDERR_FILENO, "noise on standard error\n");
    }
    return echo(input, out);
}

static void test_nobody_waits_for_messages(void **state)
{
    struct fixture *fixture = *state;
    assert_true(run(fixture, chatter_for_long, STR("a picture")));
    assert_str(fixture->result, "a picture");
}

static int no_cairo(const void *input, int out)
{
    (void)input;
    (void)out;
    return RENDER_NO_CAIRO;
}

static int no_font(const void *input, int out)
{
    (void)input;
    (void)out;
    return RENDER_NO_FONT;
}

static void test_packages_are_named(void **state)
{
    struct fixture *fixture = *state;
    size_t at;
    assert_false(run(fixture, no_cairo, STR("")));
    assert_said(fixture, "need pango and cairo");
    assert_true(str_find(fixture->diags.list.items[0].hint, STR("libpangocairo-1.0-0"), &at));
    diag_init(&fixture->diags, &fixture->arena);
    assert_false(run(fixture, no_font, STR("")));
    assert_said(fixture, "no font");
    assert_true(str_find(fixture->diags.list.items[0].hint, STR("fonts-dejavu-core"), &at));
}

static void on_signal(int number)
{
    (void)number;
}

static void test_surroundings_of_the_child(void **state)
{
    struct fixture *fixture = *state;
    struct sigaction old, action = { .sa_handler = on_signal };
    sigset_t before, after, term;
    sigaction(SIGTERM, &action, &old);
    sigemptyset(&term);
    sigaddset(&term, SIGTERM);
    sigprocmask(SIG_BLOCK, &term, &before);
    assert_true(run(fixture, look_around, STR("")));
    assert_str(fixture->result, "fine");
    sigprocmask(SIG_SETMASK, &before, &after);
    assert_true(sigismember(&after, SIGTERM)); /* ours was left as it was */
    sigaction(SIGTERM, &old, NULL);
}

/* ---- what a child may not do ---- */

static bool is_refused(long result)
{
    return result == -1 && errno == EPERM;
}

/* Of every child. */
static int look_for_a_way_out(const void *input, int out)
{
    char name[] = "true";
    char *const arguments[] = { name, NULL };
    (void)input;
    bool kept = is_refused(socket(AF_UNIX, SOCK_STREAM, 0))
                && is_refused(execve("/bin/true", arguments, &arguments[1]))
                && is_refused(kill(getppid(), 0));
    bool privileges = prctl(PR_GET_NO_NEW_PRIVS, 0, 0, 0, 0) == 1;
    say(out, privileges && kept ? "kept in" : "there is a way out");
    return RENDER_OK;
}

/* Of one that reads strangers' files. */
static int only_compute(const void *input, int out)
{
    (void)input;
    if (!sandbox_only_compute()) {
        say(out, "no filter");
        return RENDER_OK;
    }
    void *memory = mmap(NULL, MIB, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    bool kept = memory != MAP_FAILED && is_refused(open("/dev/null", O_RDONLY))
                && is_refused(fork()) && is_refused(chmod("/nonexistent", 0))
                && is_refused(kill(getppid(), 0));
    say(out, kept ? "kept in" : "there is a way out");
    return RENDER_OK;
}

static int die_inside(const void *input, int out)
{
    (void)input;
    (void)out;
    sandbox_only_compute();
    abort();
}

/* A kernel that installs no filter: the work goes on without one. */
static int without_a_filter(const void *input, int out)
{
    sandbox_only_compute(); /* does not let another one in */
    return sandbox_no_way_out() || sandbox_only_compute() ? RENDER_FAILED : echo(input, out);
}

static bool has_filters(void)
{
    return prctl(PR_GET_SECCOMP, 0, 0, 0, 0) >= 0;
}

static void test_children_are_kept_in(void **state)
{
    struct fixture *fixture = *state;
    if (!has_filters() || program_is_watched()) { /* valgrind does not survive execve() failing */
        skip();
    }
    assert_true(run(fixture, look_for_a_way_out, STR("")));
    assert_str(fixture->result, "kept in");
    assert_true(run(fixture, only_compute, STR("")));
    assert_str(fixture->result, "kept in");
    fixture->result = (struct str){ 0 };
    assert_false(run(fixture, die_inside, STR("")));
    assert_said(fixture, "crashed with signal 6");
}

static void test_work_goes_on_without_filters(void **state)
{
    struct fixture *fixture = *state;
    assert_true(run(fixture, without_a_filter, STR("a picture")));
    assert_str(fixture->result, "a picture");
}

static void test_ignored_sigchld(void **state)
{
    struct fixture *fixture = *state;
    struct sigaction old, action = { .sa_handler = SIG_IGN };
    sigaction(SIGCHLD, &action, &old);
    assert_true(run(fixture, echo, STR("a picture")));
    assert_str(fixture->result, "a picture");
    sigaction(SIGCHLD, &old, NULL);
}

static void test_no_descriptors_left(void **state)
{
    struct fixture *fixture = *state;
    struct rlimit old;
    assert_int_equal(getrlimit(RLIMIT_NOFILE, &old), 0);
    for (int free_ones = 0; free_ones < 4; free_ones++) {
        struct rlimit few = { (rlim_t)(fixture->descriptors + free_ones), old.rlim_max };
        assert_int_equal(setrlimit(RLIMIT_NOFILE, &few), 0);
        diag_init(&fixture->diags, &fixture->arena);
        assert_false(run(fixture, echo, STR("x")));
        assert_said(fixture, free_ones < 2 ? "no pipe for drawing" : "");
        assert_int_equal(setrlimit(RLIMIT_NOFILE, &old), 0);
    }
}

#define WITH_FIXTURE(test) cmocka_unit_test_setup_teardown(test, setup, teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_FIXTURE(test_result_comes_whole),
        WITH_FIXTURE(test_hanging_children_are_stopped),
        WITH_FIXTURE(test_dying_children_are_told),
        WITH_FIXTURE(test_exit_in_the_child),
        WITH_FIXTURE(test_memory_is_limited),
        WITH_FIXTURE(test_too_much_and_nothing),
        WITH_FIXTURE(test_chatter_is_caught),
        WITH_FIXTURE(test_missing_library),
        WITH_FIXTURE(test_step_by_step),
        WITH_FIXTURE(test_steps_do_not_wait),
        WITH_FIXTURE(test_time_runs_out_between_steps),
        WITH_FIXTURE(test_a_parent_that_was_stopped_takes_what_there_is),
        WITH_FIXTURE(test_nobody_waits_for_messages),
        WITH_FIXTURE(test_packages_are_named),
        WITH_FIXTURE(test_surroundings_of_the_child),
        WITH_FIXTURE(test_children_are_kept_in),
        WITH_FIXTURE(test_work_goes_on_without_filters),
        WITH_FIXTURE(test_ignored_sigchld),
        WITH_FIXTURE(test_no_descriptors_left),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
