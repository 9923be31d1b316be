/* The terminal is always given back, a resize is never lost, and no byte of anybody's text reaches
 * the terminal as a command. Told about floor (floor.c), which shows what the terminal layer does,
 * and about the designer (STRATA) where what it shows does not matter. */
#include <dirent.h>
#include <fcntl.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include <cmocka.h>

#include "app/event.h"
#include "pty.h"

/* A program under test. */
struct subject {
    const char *name;
    char path[4096];
    const char *quit; /* keys that end it */
    struct pty *pty;
};

#define PTY(state) (((struct subject *)*(state))->pty)

/* What an earlier test left unsaved would be offered at the next start. */
static void forget_unsaved_work(void)
{
    char path[4096];
    struct dirent *entry;
    int written = snprintf(path, sizeof(path), "%s/.local/state/strata", getenv("HOME"));
    DIR *folder = written > 0 && (size_t)written < sizeof(path) ? opendir(path) : NULL;

    while (folder && (entry = readdir(folder)) != NULL) {
        unlinkat(dirfd(folder), entry->d_name, 0); /* "." and ".." stay */
    }
    if (folder) {
        closedir(folder);
    }
}

static void start_with(void **state, const char *const *environment, const char *const *more,
                       int width, int height)
{
    struct subject *subject = *state;
    const char *argv[8] = { subject->path };
    for (int i = 0; more && more[i] && i < 6; i++) {
        argv[i + 1] = more[i];
    }
    struct pty_setup setup = {
        .argv = argv, .environment = environment, .width = width, .height = height
    };
    pty_end(subject->pty);
    forget_unsaved_work();
    subject->pty = pty_start(&setup);
}

static void start(void **state)
{
    start_with(state, NULL, NULL, 80, 24);
}

static void start_drawn(void **state)
{
    start(state);
    assert_true(pty_wait_drawn(PTY(state)));
}

static int stop(void **state)
{
    pty_end(PTY(state));
    PTY(state) = NULL;
    return 0;
}

static void assert_given_back(struct pty *pty)
{
    assert_true(pty_modes_restored(pty));
    assert_false(pty_alternate(pty));
    assert_true(pty_cursor_visible(pty));
    assert_false(pty_mouse(pty));
    assert_false(pty_pastes(pty));
}

static void assert_exits(struct pty *pty, int expected)
{
    int status;
    assert_true(pty_wait_ended(pty, &status));
    assert_true(WIFEXITED(status));
    assert_int_equal(WEXITSTATUS(status), expected);
    assert_given_back(pty);
}

static void assert_dies(struct pty *pty, int signal)
{
    int status;
    assert_true(pty_wait_ended(pty, &status));
    assert_true(WIFSIGNALED(status));
    assert_int_equal(WTERMSIG(status), signal);
}

/* -------------------------------------------------------------- any program: it is given back */

static void test_start_and_quit(void **state)
{
    struct termios modes;
    start_drawn(state);
    assert_true(pty_modes(PTY(state), &modes));
    assert_false(modes.c_lflag & (ICANON | ECHO | ISIG));
    assert_false(modes.c_iflag & IXON);
    assert_true(pty_pastes(PTY(state)));
    pty_type(PTY(state), ((struct subject *)*state)->quit);
    assert_exits(PTY(state), 0);
}

static void test_signals_that_kill(void **state)
{
    const int signals[] = {
        SIGTERM,   SIGHUP,  SIGINT,  SIGQUIT,   SIGUSR1,  SIGUSR2,      SIGALRM,  SIGXCPU,
        SIGVTALRM, SIGPROF, SIGSEGV, SIGBUS,    SIGFPE,   SIGILL,       SIGABRT,  SIGSYS,
        SIGTRAP,   SIGIO,   SIGPWR,  SIGSTKFLT, SIGRTMIN, SIGRTMIN + 7, SIGRTMAX,
    };
    for (size_t i = 0; i < sizeof(signals) / sizeof(signals[0]); i++) {
        start_drawn(state);
        pty_signal(PTY(state), signals[i]);
        assert_dies(PTY(state), signals[i]);
        assert_given_back(PTY(state));
    }
}

static void test_signals_that_do_not(void **state)
{
    start_drawn(state);
    pty_signal(PTY(state), SIGPIPE);
    pty_signal(PTY(state), SIGXFSZ);
    pty_type(PTY(state), ((struct subject *)*state)->quit);
    assert_exits(PTY(state), 0);
}

static void test_killed_while_drawing(void **state)
{
    for (int i = 0; i < 20; i++) {
        start_drawn(state);
        pty_type(PTY(state), "jkjkjkjkjkjkjkjkjkjkjkjkjkjkjkjkjkjkjk");
        pty_resize(PTY(state), 60 + i, 20);
        pty_signal(PTY(state), SIGTERM);
        assert_dies(PTY(state), SIGTERM);
        assert_given_back(PTY(state));
    }
}

static void test_killed_before_the_first_frame(void **state)
{
    for (int i = 0; i < 30; i++) {
        start(state);
        pty_signal(PTY(state), SIGTERM); /* the harness knows its process, and no more */
        assert_dies(PTY(state), SIGTERM);
        assert_given_back(PTY(state));
    }
}

static void test_stopped_from_outside(void **state)
{
    start_drawn(state);
    pty_signal(PTY(state), SIGTSTP);
    assert_true(pty_wait_stopped(PTY(state)));
    assert_given_back(PTY(state));
    pty_continue(PTY(state));
    assert_true(pty_wait_drawn(PTY(state)));
    pty_type(PTY(state), ((struct subject *)*state)->quit);
    assert_exits(PTY(state), 0);
}

static void test_ctrl_z_and_fg(void **state)
{
    char before[65536];
    start_drawn(state);
    for (int i = 0; i < 3; i++) {
        pty_type(PTY(state), "\x1a");
        assert_true(pty_wait_stopped(PTY(state)));
        assert_given_back(PTY(state));
        pty_resize(PTY(state), 90 + i, 30);
        pty_continue(PTY(state));
        assert_true(pty_wait_drawn(PTY(state)));
        assert_true(pty_pastes(PTY(state)));
    }
    snprintf(before, sizeof(before), "%s", pty_screen(PTY(state)));
    assert_true(strlen(before) > 30);
    pty_type(PTY(state), ((struct subject *)*state)->quit);
    assert_exits(PTY(state), 0);
}

static void test_killed_while_stopped(void **state)
{
    start_drawn(state);
    pty_type(PTY(state), "\x1a");
    assert_true(pty_wait_stopped(PTY(state)));
    pty_signal(PTY(state), SIGHUP);
    pty_continue(PTY(state));
    assert_dies(PTY(state), SIGHUP);
    assert_given_back(PTY(state));
}

static void test_stopped_by_what_cannot_be_seen(void **state)
{
    start_drawn(state);
    pty_signal(PTY(state), SIGSTOP);
    assert_true(pty_wait_stopped(PTY(state)));
    pty_continue(PTY(state));
    assert_true(pty_wait_drawn(PTY(state)));
    pty_type(PTY(state), ((struct subject *)*state)->quit);
    assert_exits(PTY(state), 0);
}

/* Closing the terminal is told by the end of the input alone, or by SIGHUP as well. */
static void test_terminal_closed(void **state)
{
    start_drawn(state);
    pty_hang_up(PTY(state));
    assert_dies(PTY(state), SIGHUP);
    start_drawn(state);
    pty_hang_up(PTY(state));
    pty_signal(PTY(state), SIGHUP);
    assert_dies(PTY(state), SIGHUP);
}

/* The terminal's other end has stopped reading: it may be a stopped emulator, or a line that is cut. */
static void test_signals_while_nobody_reads(void **state)
{
    static const int signals[] = { SIGTERM, SIGHUP, SIGINT, SIGPWR, SIGSEGV };
    for (size_t i = 0; i < sizeof(signals) / sizeof(signals[0]); i++) {
        start_drawn(state);
        assert_true(pty_type_until_stuck(PTY(state), "jjkk"));
        pty_signal(PTY(state), signals[i]);
        assert_dies(PTY(state), signals[i]);
        pty_read_again(PTY(state));
        assert_given_back(PTY(state));
    }
}

/* It goes on where it was when the terminal reads again. All that was typed is still to be answered,
 * which takes the designer long under sanitizers. */
static void test_stuck_for_a_while(void **state)
{
    start_drawn(state);
    assert_true(pty_type_until_stuck(PTY(state), "jjkk"));
    pty_signal(PTY(state), SIGWINCH);
    pty_read_again(PTY(state));
    pty_resize(PTY(state), 90, 28);
    pty_type(PTY(state), "x");
    assert_true(pty_wait_text(PTY(state), "key x"));
    assert_true(pty_wait_text(PTY(state), "size 90x28"));
    pty_type(PTY(state), "q");
    assert_exits(PTY(state), 0);
}

static void test_ctrl_s_freezes_nothing(void **state)
{
    start_drawn(state);
    pty_type(PTY(state), "\x13\x13");
    pty_signal(PTY(state), SIGTERM);
    assert_dies(PTY(state), SIGTERM);
    assert_given_back(PTY(state));
}

static void test_odd_sizes(void **state)
{
    static const int sizes[][2] = {
        { 1, 1 }, { 80, 1 },    { 1, 24 },    { 2, 2 },
        { 3, 3 }, { 500, 500 }, { 1200, 20 }, { 20, 1200 },
    };
    start_drawn(state);
    for (size_t i = 0; i < sizeof(sizes) / sizeof(sizes[0]); i++) {
        pty_resize(PTY(state), sizes[i][0], sizes[i][1]);
        pty_type(PTY(state), "\x0c");
        pty_look(PTY(state));
    }
    pty_resize(PTY(state), 0, 0);
    pty_resize(PTY(state), 100, 30);
    assert_true(pty_wait_drawn(PTY(state)));
    pty_signal(PTY(state), SIGTERM);
    assert_dies(PTY(state), SIGTERM);
    assert_given_back(PTY(state));
}

static void test_starts_at_any_size(void **state)
{
    static const int sizes[][2] = { { 1, 1 }, { 80, 1 }, { 1, 24 }, { 1000, 30 }, { 1200, 20 } };
    for (size_t i = 0; i < sizeof(sizes) / sizeof(sizes[0]); i++) {
        start_with(state, NULL, NULL, sizes[i][0], sizes[i][1]);
        assert_true(pty_wait_drawn(PTY(state)));
        pty_signal(PTY(state), SIGTERM);
        assert_dies(PTY(state), SIGTERM);
        assert_given_back(PTY(state));
    }
}

static void test_random_bytes_as_keys(void **state)
{
    char bytes[2000];
    start_drawn(state);
    srand(7);
    for (int round = 0; round < 10; round++) {
        for (size_t i = 0; i < sizeof(bytes); i++) {
            char c = (char)(rand() % 256);
            bool ends = c && strchr("qQZzAOC:\x1a\x03\x04\x11", c);
            bytes[i] = ends ? 'j' : c;
        }
        pty_send(PTY(state), bytes, sizeof(bytes));
        pty_look(PTY(state));
    }
    pty_signal(PTY(state), SIGTERM);
    assert_dies(PTY(state), SIGTERM);
    assert_given_back(PTY(state));
}

static void test_every_terminal_or_a_refusal(void **state)
{
    static const char *const terms[] = {
        "TERM",
        "TERM=",
        "TERM=nosuch",
        "TERM=dumb",
        "TERM=../../etc/passwd",
        "TERM=\x1b[31m",
        "TERM=vt100",
        "TERM=vt220",
        "TERM=ansi",
        "TERM=linux",
        "TERM=xterm",
        "TERM=xterm-mono",
        "TERM=xterm-color",
        "TERM=xterm-256color",
        "TERM=xterm-direct",
        "TERM=screen",
        "TERM=screen-256color",
        "TERM=tmux-256color",
        "TERM=rxvt-unicode-256color",
        "TERM=st-256color",
        "TERM=konsole-256color",
        "TERM=xterm-kitty",
        "TERM=alacritty",
        "TERM=foot",
        "TERM=xterm-nobody-knows",
        "TERM=vt52",
        "TERM=cons25",
        "TERM=hurd",
    };
    const size_t refused = 6;
    for (size_t i = 0; i < sizeof(terms) / sizeof(terms[0]); i++) {
        /* ncurses loses 1,624 bytes when it does not know a terminal. */
        const char *environment[] = { terms[i], "ASAN_OPTIONS=detect_leaks=0", NULL };
        start_with(state, environment, NULL, 80, 24);
        if (i < refused) {
            assert_exits(PTY(state), 1);
            size_t len;
            const unsigned char *sent = pty_sent(PTY(state), &len);
            assert_null(memchr(sent, '\x1b', len)); /* one clean line */
            assert_true(len > 20 && sent[len - 1] == '\n');
            continue;
        }
        /* It waits in the terminal until it is read. */
        pty_type(PTY(state), ((struct subject *)*state)->quit);
        int status;
        assert_true(pty_wait_ended(PTY(state), &status));
        assert_true(WIFEXITED(status) && WEXITSTATUS(status) == 0);
        assert_true(pty_modes_restored(PTY(state)));
        assert_false(pty_alternate(PTY(state)));
    }
}

static void test_locales(void **state)
{
    static const char *const locales[] = { "LC_ALL=C", "LC_ALL=C.UTF-8", "LC_ALL=nosuch" };
    for (size_t i = 0; i < sizeof(locales) / sizeof(locales[0]); i++) {
        const char *environment[] = { locales[i], NULL };
        start_with(state, environment, NULL, 100, 30);
        assert_true(pty_wait_drawn(PTY(state)));
        size_t len;
        const unsigned char *sent = pty_sent(PTY(state), &len);
        for (size_t at = 0; at < len && i != 1; at++) {
            assert_true(sent[at] < 0x80);
        }
        pty_type(PTY(state), ((struct subject *)*state)->quit);
        assert_exits(PTY(state), 0);
    }
}

/* ----------------------------------------------------------------- floor: what the layer does */

static void assert_text(void **state, const char *text)
{
    assert_true(pty_wait_text(PTY(state), text));
}

static void test_keys(void **state)
{
    static const struct {
        const char *bytes;
        const char *name;
    } keys[] = {
        { "j", "key j " },
        { "\x1b[A", "key <Up>" },
        { "\x1bOB", "key <Down>" },
        { "\x1b", "key <Esc>" },
        { "\x1b[5~", "key <PageUp>" },
        { "\x1b[Z", "key <S-Tab>" },
        { "\r", "key <Enter>" },
        { "\t", "key <Tab>" },
        { "\x7f", "key <Backspace>" },
        { "\x03", "key <C-c>" },
        { "\x13", "key <C-s>" },
        { "\xc3\xa4", "key ä" },
        { "\xe6\x9c\xac", "key 本" },
        { "\x1b[15~", "key <F5>" },
        { "\x1b[1;5C", "key <Right>" },
        { " ", "key <Space>" },
        { "\x1bOP", "key <F1>" },
        { "\x1b[24~", "key <F12>" },
        { "\x11", "key <C-q>" },
        { "\034d", "key d" },
        { "\x1b[3~", "key <Delete>" },
    };
    start(state);
    assert_text(state, "start");
    for (size_t i = 0; i < sizeof(keys) / sizeof(keys[0]); i++) {
        char count[32];
        pty_type(PTY(state), keys[i].bytes);
        snprintf(count, sizeof(count), "count %zu", i + 1);
        assert_text(state, count);
        assert_text(state, keys[i].name);
    }
}

static void test_lone_escape_and_what_follows(void **state)
{
    start(state);
    assert_text(state, "start");
    pty_type(PTY(state), "\x1b");
    assert_text(state, "key <Esc>");
    assert_text(state, "count 1");
    pty_type(PTY(state), "\x1bj"); /* both at once: Escape, then j */
    assert_text(state, "count 3");
    assert_text(state, "key j");
    pty_type(PTY(state), "\x1b[99;99;99x\x1b[?1;2c\x1b[Ik"); /* unknown sequences are no keys */
    assert_text(state, "count 4");
    assert_text(state, "key k");
    pty_type(PTY(state), "\x1b"); /* in pieces, but quickly */
    pty_type(PTY(state), "[");
    pty_type(PTY(state), "A");
    assert_text(state, "key <Up>");
    assert_text(state, "count 5");
}

/* Byte by byte, but for the beginning, which has little time. */
static void type_in_pieces(struct pty *pty, const char *beginning, const char *rest)
{
    pty_type(pty, beginning);
    for (; *rest; rest++) {
        pty_send(pty, rest, 1);
    }
}

static void test_pastes(void **state)
{
    start(state);
    assert_text(state, "start");
    pty_type(PTY(state), "\x1b[200~q\rZ\n\x1b[201~");
    assert_text(state, "paste 4 q Z");
    assert_text(state, "count 0");
    pty_type(PTY(state), "x");
    assert_text(state, "count 1");
    type_in_pieces(PTY(state), "\x1b[200~", "C\x1b[Aä\x1b[201~");
    assert_text(state, "paste 6 C<U+001B>[Aä");
    pty_type(PTY(state), "\x1b[200~the end never comes q"); /* a silence ends it */
    assert_text(state, "paste 21 the end never comes q");
    assert_text(state, "count 1");
    pty_type(PTY(state), "k");
    assert_text(state, "count 2");
}

static void test_long_pastes(void **state)
{
    static char text[2 * PASTE_MAX];
    memset(text, 'q', sizeof(text));
    start_drawn(state);
    pty_type(PTY(state), "\x1b[200~");
    pty_send(PTY(state), text, PASTE_MAX);
    pty_type(PTY(state), "\x1b[201~");
    assert_text(state, "paste 65536 qqqqq");
    pty_type(PTY(state), "\x1b[200~");
    pty_send(PTY(state), text, sizeof(text));
    pty_type(PTY(state), "\x1b[201~j");
    assert_text(state, "key j");
    pty_type(PTY(state), "\x1b[200~");
    pty_send(PTY(state), text, sizeof(text)); /* and no end: only silence */
    assert_text(state, "paste 65536 cut qqqqq");
    assert_text(state, "count 1");
    pty_type(PTY(state), "q");
    assert_exits(PTY(state), 0);
}

/* What the terminal tells about itself, asked or not, is no key. */
static void test_answers_are_no_keys(void **state)
{
    static const struct {
        const char *beginning, *rest;
    } answers[] = {
        { "\x1b]11;", "rgb:1e1e/1e1e/1e1e\a" },
        { "\x1b]11;", "rgb:1e1e/1e1e/1e1e\x1b\\" },
        { "\x1b]52;", "c;cXEK\a" },
        { "\x1bP>|X", "Term(390)\x1b\\" },
        { "\x1bP1+r", "544e=787465726d\x1b\\" },
        { "\x1b_Gi=", "31;OK\x1b\\" },
        { "\x1b^q", "q\x1b\\" },
        { "\x1bXq", "q\x1b\\" },
        { "\x1b[?62;22c", "" },
        { "\x1b[>41;390;0c\x1b[0n\x1b[?2004;1$y", "" },
        { "\x1b[12;40R\x1b[1;1R\x1b[?1;0;256S\x1b[?1u\x1b[8;24;80t\x1b[I", "" },
    };
    char count[32];
    start(state);
    assert_text(state, "start");
    for (size_t i = 0; i < sizeof(answers) / sizeof(answers[0]); i++) {
        type_in_pieces(PTY(state), answers[i].beginning, answers[i].rest);
        pty_type(PTY(state), "x");
        snprintf(count, sizeof(count), "count %zu", i + 1);
        assert_text(state, count);
        assert_text(state, "key x");
    }
    pty_type(PTY(state), "\x1b]11;rgb:and no end");
    pty_type(PTY(state), "\x1b[A"); /* another sequence is one */
    assert_text(state, "key <Up>");
    snprintf(count, sizeof(count), "count %zu", sizeof(answers) / sizeof(answers[0]) + 1);
    assert_text(state, count);
}

static void test_mouse(void **state)
{
    const char *mouse[] = { "mouse", NULL };
    start_with(state, NULL, mouse, 80, 24);
    assert_text(state, "start");
    assert_true(pty_mouse(PTY(state)));
    pty_type(PTY(state), "\x1b[<0;11;6M\x1b[<0;11;6m");
    assert_text(state, "mouse 0 at 10,5");
    pty_type(PTY(state), "\x1b[<0;11;6M\x1b[<0;11;6m");
    assert_text(state, "mouse 1 at 10,5");
    pty_type(PTY(state), "\x1b[<64;200;1M");
    assert_text(state, "mouse 2 at 199,0");
    pty_type(PTY(state), "\x1b[M\x61\x2b\x26");
    assert_text(state, "mouse 3 at 10,5");
    pty_type(PTY(state), "q");
    assert_exits(PTY(state), 0);
}

static void test_no_mouse_unless_asked(void **state)
{
    start_drawn(state);
    assert_false(pty_mouse(PTY(state)));
    size_t len;
    const char *sent = (const char *)pty_sent(PTY(state), &len);
    for (size_t i = 0; i + 5 < len; i++) {
        assert_true(memcmp(sent + i, "?100", 4) != 0);
    }
}

static void test_text_cursor(void **state)
{
    start_drawn(state);
    assert_false(pty_cursor_visible(PTY(state)));
    pty_type(PTY(state), "S");
    assert_text(state, "count 1");
    assert_true(pty_cursor_visible(PTY(state)));
    pty_type(PTY(state), "S");
    assert_text(state, "count 2");
    assert_false(pty_cursor_visible(PTY(state)));
}

static void test_crashes(void **state)
{
    static const struct {
        const char *key;
        int signal;
    } crashes[] = {
        { "C", SIGSEGV }, { "A", SIGABRT }, { "O", SIGSEGV }, /* the stack is used up */
    };
    for (size_t i = 0; i < sizeof(crashes) / sizeof(crashes[0]); i++) {
        const char *mouse[] = { "mouse", NULL };
        start_with(state, NULL, mouse, 80, 24);
        assert_true(pty_wait_drawn(PTY(state)));
        pty_type(PTY(state), crashes[i].key);
        assert_dies(PTY(state), crashes[i].signal);
        assert_given_back(PTY(state));
    }
}

static void test_a_crash_has_a_last_word(void **state)
{
    const char *last[] = { "last", NULL };
    start_with(state, NULL, last, 80, 24);
    assert_true(pty_wait_drawn(PTY(state)));
    pty_type(PTY(state), "C");
    assert_dies(PTY(state), SIGSEGV);
    assert_given_back(PTY(state));
    assert_text(state, "last words");
}

/* The harness itself: whoever types at, or waits for, a program that has crashed is told at once. */
static void test_a_crash_is_told_at_once(void **state)
{
    static const char keys[200000] = { 'C' };
    start(state);
    time_t before = time(NULL);
    pty_send(PTY(state), keys, sizeof(keys));
    assert_false(pty_wait_text(PTY(state), "what never comes"));
    assert_true(time(NULL) - before < PTY_SECONDS / 2);
    assert_dies(PTY(state), SIGSEGV);
}

static void test_frame_after_fg_is_whole(void **state)
{
    start(state);
    pty_type(PTY(state), "x");
    assert_text(state, "count 1");
    pty_type(PTY(state), "Z");
    assert_true(pty_wait_stopped(PTY(state)));
    pty_resize(PTY(state), 50, 12);
    pty_continue(PTY(state));
    assert_text(state, "resume");
    assert_text(state, "size 50x12");
    assert_true(pty_wait_screen(PTY(state),
                                "┌─ floor ────────────────────────────────────────┐\n"
                                "│ size 50x12                                     │\n"
                                "│ resume                                         │\n"
                                "│ count 2                                        │\n"
                                "│                                                │\n"
                                "│                                                │\n"
                                "│                                                │\n"
                                "│                                                │\n"
                                "│                                                │\n"
                                "│                                                │\n"
                                "│                                                │\n"
                                "└───────────────────────────────────────────corner\n"));
}

static char *fresh_frame(void **state, int width, int height)
{
    start_with(state, NULL, NULL, width, height);
    pty_type(PTY(state), "x");
    assert_text(state, "key x");
    assert_text(state, "count 1");
    char corner[32];
    snprintf(corner, sizeof(corner), "size %dx%d", width, height);
    assert_text(state, corner);
    assert_text(state, "corner\n");
    return strdup(pty_screen(PTY(state)));
}

static void test_resize_storms_end_in_the_right_frame(void **state)
{
    char *expected = fresh_frame(state, 97, 31);
    srand(3);
    for (int storm = 0; storm < 5; storm++) {
        start_drawn(state);
        for (int i = 0; i < 200; i++) {
            pty_resize(PTY(state), rand() % 200 + 1, rand() % 60 + 1);
        }
        pty_resize(PTY(state), 97, 31);
        assert_text(state, "size 97x31"); /* without another key */
        pty_type(PTY(state), "x");
        assert_true(pty_wait_screen(PTY(state), expected));
    }
    free(expected);
}

static void test_unknown_size(void **state)
{
    struct subject *subject = *state;
    const char *argv[] = { subject->path, NULL };
    struct pty_setup setup = { .argv = argv, .size_unknown = true };
    subject->pty = pty_start(&setup);
    assert_text(state, "size 80x24"); /* as the terminal's description says */
}

static void test_old_lines_and_columns_do_not_count(void **state)
{
    static const char *const environment[] = { "LINES=99999", "COLUMNS=7", NULL };
    start_with(state, environment, NULL, 80, 24);
    assert_text(state, "size 80x24");
}

static void test_ignored_signals_stay_ignored(void **state)
{
    static const int ignored[] = { SIGHUP, SIGTSTP, 0 };
    struct subject *subject = *state;
    const char *argv[] = { subject->path, NULL };
    struct pty_setup setup = { .argv = argv, .ignored = ignored };
    subject->pty = pty_start(&setup);
    assert_true(pty_wait_drawn(PTY(state)));
    pty_signal(PTY(state), SIGHUP);
    pty_signal(PTY(state), SIGTSTP);
    pty_type(PTY(state), "Z"); /* nobody could make it go on */
    assert_text(state, "resume");
    pty_type(PTY(state), "q");
    assert_exits(PTY(state), 0);
}

/* Only some terminals are described on a small system; Debian's ncurses-term has the rest. */
static bool is_described(const char *term)
{
    static const char *const folders[] = { "/etc/terminfo", "/lib/terminfo",
                                           "/usr/share/terminfo" };
    char path[200];
    for (size_t i = 0; i < sizeof(folders) / sizeof(folders[0]); i++) {
        snprintf(path, sizeof(path), "%s/%c/%s", folders[i], term[0], term);
        if (access(path, R_OK) == 0) {
            return true;
        }
    }
    return false;
}

static void test_colours(void **state)
{
    static const struct {
        const char *term;
        const char *option;
        int fg, bg; /* of the title in STYLE_CURSOR: 0xffffff on 0x005f87 */
    } cases[] = {
        { "TERM=xterm-direct2", "true", PTY_RGB | 0xffffff, PTY_RGB | 0x005f87 },
        { "TERM=xterm-256color", "true", 231, 24 },
        { "TERM=xterm-256color", "256", 231, 24 },
        { "TERM=xterm-256color", "16", 15, 6 },
        { "TERM=linux", "true", 7, 6 },
        { "TERM=xterm-256color", "none", -1, -1 },
        { "TERM=vt100", "true", -1, -1 },
    };
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        const char *environment[] = { cases[i].term, NULL };
        const char *more[] = { cases[i].option, NULL };
        if (!is_described(strchr(cases[i].term, '=') + 1)) {
            continue;
        }
        start_with(state, environment, more, 80, 24);
        assert_text(state, "corner\n");
        int fg;
        int bg;
        pty_colours(PTY(state), 2, 2, &fg, &bg);
        assert_int_equal(fg, cases[i].fg);
        assert_int_equal(bg, cases[i].bg);
    }
}

/* After the sequences that ncurses writes nothing but printable UTF-8 may be left. */
static void assert_only_our_sequences(const unsigned char *sent, size_t len)
{
    for (size_t i = 0; i < len;) {
        unsigned char c = sent[i];
        if (c == 0x1b && i + 2 < len && strchr("()", sent[i + 1])) {
            assert_non_null(strchr("B0", sent[i + 2]));
            i += 3;
        } else if (c == 0x1b && i + 1 < len && strchr("=>78M", sent[i + 1])) {
            i += 2;
        } else if (i + 6 <= len && memcmp(sent + i, "\033]104\a", 6) == 0) {
            i += 6; /* terminfo's "oc", with which ncurses gives the colours back */
        } else if (c == 0x1b) {
            assert_int_equal(sent[i + 1], '[');
            i += 2;
            while (i < len && strchr("?0123456789;:", sent[i])) {
                i++;
            }
            assert_true(i < len && strchr("ABCDGHJKPXLMSTbdhlmrt@", sent[i]));
            i++;
        } else {
            assert_true(c >= ' ' || strchr("\r\n\b\t\x0e\x0f", c));
            assert_true(c != 0x7f);
            assert_true(c != 0xc2 || sent[i + 1] >= 0xa0); /* C1 */
            assert_true(c != 0xe2 || sent[i + 1] != 0x80 || (sent[i + 2] & 0xf0) != 0xa0
                        || sent[i + 2] == 0xa6);
            assert_true(c != 0xee && c != 0xef && c < 0xf3); /* private use, tags */
            i += c < 0x80 ? 1 : c < 0xe0 ? 2 : c < 0xf0 ? 3 : 4;
        }
    }
}

static void test_hostile_cells(void **state)
{
    static const char *const locales[] = { "LC_ALL=C", "LC_ALL=C.UTF-8" };
    for (size_t i = 0; i < 2; i++) {
        const char *environment[] = { locales[i], NULL };
        start_with(state, environment, NULL, 80, 24);
        pty_type(PTY(state), "HW");
        assert_text(state, "count 2");
        assert_text(state, "\n????????????????  ");
        size_t len;
        const unsigned char *sent = pty_sent(PTY(state), &len);
        assert_only_our_sequences(sent, len);
        pty_type(PTY(state), "q");
        assert_exits(PTY(state), 0);
    }
}

static void test_wide_and_combining_text(void **state)
{
    start(state);
    pty_type(PTY(state), "W");
    assert_text(state, "│ 日本|x\xcc\x82|語|");
    pty_type(PTY(state), "x");
    assert_text(state, "count 2");
    assert_text(state, "│ 日本|x\xcc\x82|語|");
}

static void test_few_bytes_for_a_key(void **state)
{
    size_t before;
    size_t after;
    start(state);
    pty_type(PTY(state), "a");
    assert_text(state, "count 1");
    pty_look(PTY(state));
    pty_sent(PTY(state), &before);
    pty_type(PTY(state), "b");
    assert_text(state, "count 2");
    pty_look(PTY(state));
    pty_sent(PTY(state), &after);
    assert_in_range(after - before, 1, 100);
}

/* --------------------------------------------------------------------------------------- main */

#define TEST(function) cmocka_unit_test_teardown(function, stop)

static const struct CMUnitTest any_program[] = {
    TEST(test_start_and_quit),
    TEST(test_signals_that_kill),
    TEST(test_signals_that_do_not),
    TEST(test_killed_while_drawing),
    TEST(test_stopped_from_outside),
    TEST(test_ctrl_z_and_fg),
    TEST(test_killed_while_stopped),
    TEST(test_stopped_by_what_cannot_be_seen),
    TEST(test_terminal_closed),
    TEST(test_signals_while_nobody_reads),
    TEST(test_ctrl_s_freezes_nothing),
    TEST(test_odd_sizes),
    TEST(test_starts_at_any_size),
    TEST(test_random_bytes_as_keys),
    TEST(test_every_terminal_or_a_refusal),
    TEST(test_locales),
    TEST(test_killed_before_the_first_frame),
};

static const struct CMUnitTest layer[] = {
    TEST(test_keys),
    TEST(test_lone_escape_and_what_follows),
    TEST(test_pastes),
    TEST(test_long_pastes),
    TEST(test_answers_are_no_keys),
    TEST(test_mouse),
    TEST(test_no_mouse_unless_asked),
    TEST(test_text_cursor),
    TEST(test_crashes),
    TEST(test_a_crash_has_a_last_word),
    TEST(test_a_crash_is_told_at_once),
    TEST(test_stuck_for_a_while),
    TEST(test_frame_after_fg_is_whole),
    TEST(test_resize_storms_end_in_the_right_frame),
    TEST(test_unknown_size),
    TEST(test_old_lines_and_columns_do_not_count),
    TEST(test_ignored_signals_stay_ignored),
    TEST(test_colours),
    TEST(test_hostile_cells),
    TEST(test_wide_and_combining_text),
    TEST(test_few_bytes_for_a_key),
};

static struct subject floor_subject = { .name = "floor", .quit = "q" };
static struct subject designer = { .name = "strata", .quit = "q" };

static int set_floor(void **state)
{
    *state = &floor_subject;
    return 0;
}

static int set_designer(void **state)
{
    *state = &designer;
    return 0;
}

/* floor lies beside this program. */
static void find_subjects(void)
{
    char self[2048] = "";
    ssize_t len = readlink("/proc/self/exe", self, sizeof(self) - 1);
    char *slash = len > 0 ? strrchr(self, '/') : NULL;
    if (slash) {
        *slash = '\0';
    }
    snprintf(floor_subject.path, sizeof(floor_subject.path), "%s/floor", self);
    const char *strata = getenv("STRATA");
    snprintf(designer.path, sizeof(designer.path), "%s", strata ? strata : "");
}

int main(void)
{
    setenv("LC_ALL", "C.UTF-8", 1);
    setenv("TERM", "xterm-256color", 1);
    unsetenv("COLORTERM");
    find_subjects();
    const char *scratch = getenv("TMPDIR"); /* random keys save files, too */
    if (chdir(scratch ? scratch : "/tmp") != 0) {
        return 1;
    }
    int failed = cmocka_run_group_tests_name("floor", any_program, set_floor, NULL);
    failed += cmocka_run_group_tests_name("layer", layer, set_floor, NULL);
    if (access(designer.path, X_OK) == 0) {
        failed += cmocka_run_group_tests_name("strata", any_program, set_designer, NULL);
    }
    return failed ? 1 : 0;
}
