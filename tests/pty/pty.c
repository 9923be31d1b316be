#include "pty.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <pty.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include <vterm.h>

/* What the shell says to the terminal when the program has ended: what comes before is all of the
 * program's, also if the kernel takes its time. Terminals ignore it. */
#define END_MARK "\0"

/* What the shell reports. */
struct report {
    enum { REPORT_STARTED, REPORT_STOPPED, REPORT_ENDED } what;
    int value; /* the program's process, or its status */
};

struct pty {
    pid_t shell;
    pid_t program;
    int master;
    int orders; /* a byte lets the shell start the job, or bring it to the front again */
    int reports;
    bool stopped;
    bool ended;
    bool unread; /* what the program sends is left where it is */
    int status;
    struct termios before;

    VTerm *vterm;
    VTermScreen *screen;
    bool alternate;
    bool cursor_visible;
    bool mouse;
    char *text; /* of pty_screen() */
    unsigned char *sent;
    size_t sent_len;
    size_t sent_room;
};

static _Noreturn void give_up(const char *what)
{
    perror(what);
    abort();
}

static double now(void)
{
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

/* ---------------------------------------------------------------------------------- the shell */

static void report(int file, int what, int value)
{
    struct report report = { .what = what, .value = value };
    if (write(file, &report, sizeof(report)) != sizeof(report)) {
        _exit(1);
    }
}

static void run_program(const struct pty_setup *setup)
{
    for (int i = 1; i < NSIG; i++) {
        signal(i, SIG_DFL); /* whoever started the test may have ignored some */
    }
    for (const int *ignored = setup->ignored; ignored && *ignored; ignored++) {
        signal(*ignored, SIG_IGN);
    }
    sigset_t none;
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, NULL);
    for (const char *const *entry = setup->environment; entry && *entry; entry++) {
        const char *equals = strchr(*entry, '=');
        char *name = strndup(*entry, equals ? (size_t)(equals - *entry) : strlen(*entry));
        if (equals) {
            setenv(name, equals + 1, 1);
        } else {
            unsetenv(name);
        }
        free(name);
    }
    setrlimit(RLIMIT_CORE, &(struct rlimit){ 0, 0 });
    char *argv[PTY_ARGUMENTS + 1] = { NULL };
    for (size_t i = 0; i < PTY_ARGUMENTS && setup->argv[i]; i++) {
        argv[i] = strdup(setup->argv[i]);
    }
    execv(argv[0], argv);
    _exit(127);
}

static void to_front(pid_t group)
{
    tcsetpgrp(STDIN_FILENO, group);
}

static _Noreturn void run_shell(const struct pty_setup *setup, int orders, int reports)
{
    signal(SIGTTOU, SIG_IGN);
    signal(SIGHUP,
           SIG_IGN); /* when the terminal is closed it still has to tell how the program ended */
    char go;
    if (read(orders, &go, 1) != 1) {
        _exit(0);
    }
    pid_t job = fork();
    if (job == 0) {
        setpgid(0, 0);
        to_front(getpid());
        close(orders);
        close(reports);
        run_program(setup);
    }
    setpgid(job, job);
    to_front(job);
    report(reports, REPORT_STARTED, job);
    for (;;) {
        int status;
        char order;
        if (waitpid(job, &status, WUNTRACED) < 0) {
            _exit(1);
        }
        to_front(getpgrp());
        if (!WIFSTOPPED(status)) {
            report(reports, REPORT_ENDED, status);
            if (write(STDOUT_FILENO, END_MARK, 1) != 1) { /* nobody is there to read it */
                _exit(0);
            }
            while (read(orders, &order, 1)
                   > 0) { /* keep the terminal open until the test has looked */
            }
            _exit(0);
        }
        report(reports, REPORT_STOPPED, status);
        if (read(orders, &order, 1) != 1) {
            kill(-job, SIGKILL);
            _exit(0);
        }
        to_front(job);
        kill(-job, SIGCONT);
    }
}

/* ----------------------------------------------------------------------------------- the test */

static int on_property(VTermProp property, VTermValue *value, void *user)
{
    struct pty *pty = user;
    if (property == VTERM_PROP_ALTSCREEN) {
        pty->alternate = value->boolean;
    } else if (property == VTERM_PROP_CURSORVISIBLE) {
        pty->cursor_visible = value->boolean;
    } else if (property == VTERM_PROP_MOUSE) {
        pty->mouse = value->number != VTERM_PROP_MOUSE_NONE;
    }
    return 1;
}

static void make_screen(struct pty *pty, int width, int height)
{
    static const VTermScreenCallbacks callbacks = { .settermprop = on_property };
    pty->cursor_visible = true;
    pty->vterm = vterm_new(height, width);
    vterm_set_utf8(pty->vterm, 1);
    pty->screen = vterm_obtain_screen(pty->vterm);
    vterm_screen_set_callbacks(pty->screen, &callbacks, pty);
    vterm_screen_enable_altscreen(pty->screen, 1);
    vterm_screen_reset(pty->screen, 1);
}

static void give_order(struct pty *pty)
{
    if (write(pty->orders, "g", 1) != 1) {
        give_up("the shell is gone");
    }
}

struct pty *pty_start(const struct pty_setup *setup)
{
    struct pty *pty = calloc(1, sizeof(*pty));
    int orders[2];
    int reports[2];
    int width = setup->width ? setup->width : 80;
    int height = setup->height ? setup->height : 24;
    struct winsize size = { .ws_col = (unsigned short)width, .ws_row = (unsigned short)height };
    if (setup->size_unknown) {
        size = (struct winsize){ 0 };
    }
    if (!pty || pipe2(orders, O_CLOEXEC) != 0 || pipe2(reports, O_CLOEXEC) != 0) {
        give_up("pty_start");
    }
    fflush(NULL);
    pty->shell = forkpty(&pty->master, NULL, NULL, &size);
    if (pty->shell < 0) {
        give_up("forkpty");
    }
    if (pty->shell == 0) {
        close(orders[1]);
        close(reports[0]);
        run_shell(setup, orders[0], reports[1]);
    }
    close(orders[0]);
    close(reports[1]);
    signal(SIGPIPE, SIG_IGN);
    fcntl(pty->master, F_SETFD, FD_CLOEXEC);
    fcntl(pty->master, F_SETFL, O_NONBLOCK);
    pty->orders = orders[1];
    pty->reports = reports[0];
    make_screen(pty, width, height);
    tcgetattr(pty->master, &pty->before);
    give_order(pty);
    return pty;
}

static void close_file(int *file)
{
    if (*file >= 0) {
        close(*file);
    }
    *file = -1;
}

void pty_end(struct pty *pty)
{
    if (!pty) {
        return;
    }
    if (pty->program > 0 && !pty->ended) {
        kill(-pty->program, SIGKILL);
    }
    kill(pty->shell, SIGKILL);
    waitpid(pty->shell, NULL, 0);
    close_file(&pty->master);
    close_file(&pty->orders);
    close_file(&pty->reports);
    vterm_free(pty->vterm);
    free(pty->text);
    free(pty->sent);
    free(pty);
}

static void keep_sent(struct pty *pty, const char *bytes, size_t len)
{
    if (pty->sent_len + len > pty->sent_room) {
        pty->sent_room = (pty->sent_len + len) * 2;
        pty->sent = realloc(pty->sent, pty->sent_room);
        if (!pty->sent) {
            give_up("realloc");
        }
    }
    memcpy(pty->sent + pty->sent_len, bytes, len);
    pty->sent_len += len;
}

static void take_report(struct pty *pty)
{
    struct report report;
    if (read(pty->reports, &report, sizeof(report)) != sizeof(report)) {
        close_file(&pty->reports); /* the shell is gone */
        return;
    }
    switch (report.what) {
    case REPORT_STARTED: pty->program = report.value; break;
    case REPORT_STOPPED: pty->stopped = true; break;
    case REPORT_ENDED:
        pty->ended = true;
        pty->status = report.value;
        break;
    }
}

/* Reads what comes within so many milliseconds; false if nothing did. */
static bool listen_for(struct pty *pty, int milliseconds)
{
    struct pollfd files[2] = { { pty->unread ? -1 : pty->master, POLLIN, 0 },
                               { pty->reports, POLLIN, 0 } };
    if (poll(files, 2, milliseconds) <= 0) {
        return false;
    }
    if (files[0].revents) {
        char bytes[65536];
        ssize_t len = read(pty->master, bytes, sizeof(bytes));
        if (len > 0) {
            keep_sent(pty, bytes, (size_t)len);
            vterm_input_write(pty->vterm, bytes, (size_t)len);
            return true;
        }
        if (len < 0 && errno != EAGAIN) {
            close_file(&pty->master); /* EIO: nobody has the terminal open any more */
        }
    }
    if (files[1].revents) { /* after the output, so that all of it is there when the end is told */
        take_report(pty);
    }
    return true;
}

void pty_look(struct pty *pty)
{
    while (listen_for(pty, 0) && (pty->master >= 0 || pty->reports >= 0)) {
    }
}

void pty_send(struct pty *pty, const void *bytes, size_t len)
{
    const char *at = bytes;
    double end = now() + PTY_SECONDS;
    while (len > 0 && !pty->ended && now() < end) { /* nobody reads what a dead one is sent */
        ssize_t done = write(pty->master, at, len);
        if (done > 0) {
            at += done;
            len -= (size_t)done;
        } else if (errno == EAGAIN) {
            listen_for(pty, 100);
        } else {
            return;
        }
    }
}

bool pty_type_until_stuck(struct pty *pty, const char *keys)
{
    double end = now() + PTY_SECONDS;
    pty->unread = true;
    while (now() < end) {
        struct pollfd file = { pty->master, POLLOUT, 0 };
        if (write(pty->master, keys, strlen(keys)) < 0 && poll(&file, 1, 500) == 0) {
            return true;
        }
    }
    return false;
}

/* All that an ended program has sent. */
static void read_to_the_end(struct pty *pty)
{
    double end = now() + PTY_SECONDS;
    while (pty->master >= 0 && now() < end
           && (pty->sent_len == 0 || pty->sent[pty->sent_len - 1] != END_MARK[0])) {
        listen_for(pty, 50);
    }
    if (pty->master >= 0 && pty->sent_len > 0) {
        pty->sent_len--;
    }
}

void pty_read_again(struct pty *pty)
{
    pty->unread = false;
    if (pty->ended) {
        read_to_the_end(pty);
    }
}

void pty_type(struct pty *pty, const char *keys)
{
    pty_send(pty, keys, strlen(keys));
}

void pty_resize(struct pty *pty, int width, int height)
{
    struct winsize size = { .ws_col = (unsigned short)width, .ws_row = (unsigned short)height };
    pty_look(pty);
    vterm_set_size(pty->vterm, height > 0 ? height : 1, width > 0 ? width : 1);
    ioctl(pty->master, TIOCSWINSZ, &size);
}

void pty_signal(struct pty *pty, int signal)
{
    while (pty->program == 0 && listen_for(pty, 1000)) {
    }
    if (!pty->ended) {
        kill(pty->program, signal);
    }
}

void pty_continue(struct pty *pty)
{
    pty->stopped = false;
    give_order(pty);
}

void pty_hang_up(struct pty *pty)
{
    pty_look(pty);
    close_file(&pty->master);
}

/* ------------------------------------------------------------------------------------ waiting */

/* Nothing more will come: the program has ended, and all it wrote is read. */
static bool is_over(struct pty *pty)
{
    return pty->ended && !listen_for(pty, 200);
}

static void tell_vain(struct pty *pty, const char *text)
{
    fprintf(stderr, "waited in vain%s%s", text ? " for " : "", text ? text : "");
    if (pty->ended && WIFSIGNALED(pty->status)) {
        fprintf(stderr, ": the program was ended by signal %d (%s)", WTERMSIG(pty->status),
                strsignal(WTERMSIG(pty->status)));
    } else if (pty->ended) {
        fprintf(stderr, ": the program ended with status %d", WEXITSTATUS(pty->status));
    }
    fprintf(stderr, "; the screen is\n%s", pty_screen(pty));
}

static bool wait_until(struct pty *pty, bool (*is_so)(struct pty *pty, const char *text),
                       const char *text)
{
    double end = now() + PTY_SECONDS;
    do {
        pty_look(pty);
        if (is_so(pty, text)) {
            return true;
        }
        if (is_over(pty)) {
            break;
        }
        listen_for(pty, 50);
    } while (now() < end);
    tell_vain(pty, text);
    return false;
}

static bool shows(struct pty *pty, const char *text)
{
    return strstr(pty_screen(pty), text) != NULL;
}

static bool is_screen(struct pty *pty, const char *text)
{
    return strcmp(pty_screen(pty), text) == 0;
}

static bool is_drawn(struct pty *pty, const char *text)
{
    (void)text;
    const char *screen = pty_screen(pty);
    return pty->alternate && screen[strspn(screen, "\n")] != '\0';
}

static bool is_stopped(struct pty *pty, const char *text)
{
    (void)text;
    return pty->stopped;
}

static bool is_ended(struct pty *pty, const char *text)
{
    (void)text;
    return pty->ended;
}

bool pty_wait_text(struct pty *pty, const char *text)
{
    return wait_until(pty, shows, text);
}

bool pty_wait_screen(struct pty *pty, const char *screen)
{
    return wait_until(pty, is_screen, screen);
}

bool pty_wait_drawn(struct pty *pty)
{
    return wait_until(pty, is_drawn, NULL);
}

bool pty_wait_stopped(struct pty *pty)
{
    return wait_until(pty, is_stopped, NULL);
}

bool pty_wait_ended(struct pty *pty, int *ret_status)
{
    bool ended = wait_until(pty, is_ended, NULL);
    if (ended && !pty->unread) {
        read_to_the_end(pty);
    }
    *ret_status = pty->status;
    return ended;
}

/* ------------------------------------------------------------------------------------ looking */

static size_t put_utf8(char *at, uint32_t code)
{
    if (code < 0x80) {
        at[0] = (char)code;
        return 1;
    }
    size_t len = code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
    for (size_t i = len - 1; i > 0; i--) {
        at[i] = (char)(0x80 | (code & 0x3f));
        code >>= 6;
    }
    at[0] = (char)((len == 2 ? 0xc0 : len == 3 ? 0xe0 : 0xf0) | code);
    return len;
}

const char *pty_screen(struct pty *pty)
{
    int width;
    int height;
    vterm_get_size(pty->vterm, &height, &width);
    size_t room = (size_t)height * ((size_t)width * VTERM_MAX_CHARS_PER_CELL * 4 + 1) + 1;
    free(pty->text);
    pty->text = malloc(room);
    char *at = pty->text;
    for (int y = 0; y < height && at; y++) {
        char *end = at; /* behind the last that is no blank */
        for (int x = 0; x < width; x++) {
            VTermScreenCell cell;
            vterm_screen_get_cell(pty->screen, (VTermPos){ .row = y, .col = x }, &cell);
            if (cell.chars[0] == 0) {
                *at++ = ' ';
            }
            for (int i = 0; i < VTERM_MAX_CHARS_PER_CELL && cell.chars[i]; i++) {
                if (cell.chars[i] != (uint32_t)-1) { /* the second half of a wide one */
                    at += put_utf8(at, cell.chars[i]);
                    end = cell.chars[0] == ' ' ? end : at;
                }
            }
        }
        at = end;
        *at++ = '\n';
    }
    if (!at) {
        give_up("malloc");
    }
    *at = '\0';
    return pty->text;
}

bool pty_alternate(const struct pty *pty)
{
    return pty->alternate;
}

bool pty_cursor_visible(const struct pty *pty)
{
    return pty->cursor_visible;
}

bool pty_mouse(const struct pty *pty)
{
    return pty->mouse;
}

/* libvterm keeps this for itself: the last that was said of it counts. */
bool pty_pastes(const struct pty *pty)
{
    static const char mode[] = "\033[?2004";
    size_t len = sizeof(mode) - 1;
    bool on = false;
    for (size_t at = 0; at + len < pty->sent_len; at++) {
        if (memcmp(pty->sent + at, mode, len) == 0) {
            on = pty->sent[at + len] == 'h';
        }
    }
    return on;
}

static int colour_of(VTermColor colour, bool is_default)
{
    if (is_default) {
        return -1;
    }
    if (VTERM_COLOR_IS_INDEXED(&colour)) {
        return colour.indexed.idx;
    }
    return PTY_RGB | colour.rgb.red << 16 | colour.rgb.green << 8 | colour.rgb.blue;
}

void pty_colours(struct pty *pty, int x, int y, int *ret_fg, int *ret_bg)
{
    VTermScreenCell cell;
    vterm_screen_get_cell(pty->screen, (VTermPos){ .row = y, .col = x }, &cell);
    *ret_fg = colour_of(cell.fg, VTERM_COLOR_IS_DEFAULT_FG(&cell.fg));
    *ret_bg = colour_of(cell.bg, VTERM_COLOR_IS_DEFAULT_BG(&cell.bg));
}

bool pty_modes(const struct pty *pty, struct termios *ret_modes)
{
    return tcgetattr(pty->master, ret_modes) == 0;
}

bool pty_modes_restored(const struct pty *pty)
{
    struct termios modes;
    return pty_modes(pty, &modes) && modes.c_iflag == pty->before.c_iflag
           && modes.c_oflag == pty->before.c_oflag && modes.c_cflag == pty->before.c_cflag
           && modes.c_lflag == pty->before.c_lflag
           && memcmp(modes.c_cc, pty->before.c_cc, sizeof(modes.c_cc)) == 0;
}

const unsigned char *pty_sent(const struct pty *pty, size_t *ret_len)
{
    *ret_len = pty->sent_len;
    return pty->sent;
}
