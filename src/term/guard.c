#define _GNU_SOURCE /* ppoll */
#include "term/guard.h"

#include <poll.h>
#include <signal.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#define RESTORE_MAX 512
#define STACK_BYTES 16384 /* little for the handler, up to 4 KiB for all registers */

enum kind {
    KIND_NEWS,    /* kept for the loop */
    KIND_FATAL,   /* gives the terminal back and dies */
    KIND_IGNORED, /* the failed call tells */
};

static const struct {
    int signal;
    enum kind kind;
} handled[] = {
    { SIGTERM, KIND_NEWS },    { SIGHUP, KIND_NEWS },    { SIGINT, KIND_NEWS },
    { SIGQUIT, KIND_NEWS },    { SIGUSR1, KIND_NEWS },   { SIGUSR2, KIND_NEWS },
    { SIGALRM, KIND_NEWS },    { SIGVTALRM, KIND_NEWS }, { SIGPROF, KIND_NEWS },
    { SIGXCPU, KIND_NEWS },    { SIGWINCH, KIND_NEWS },  { SIGTSTP, KIND_NEWS },
    { SIGCONT, KIND_NEWS },    { SIGSEGV, KIND_FATAL },  { SIGBUS, KIND_FATAL },
    { SIGFPE, KIND_FATAL },    { SIGILL, KIND_FATAL },   { SIGABRT, KIND_FATAL },
    { SIGSYS, KIND_FATAL },    { SIGTRAP, KIND_FATAL },  { SIGPIPE, KIND_IGNORED },
    { SIGXFSZ, KIND_IGNORED },
};

#define HANDLED (sizeof(handled) / sizeof(handled[0]))

/* The one mutable static of strata: signal handlers are called without a context, so what they know
 * must be somewhere. Everything else gets its state handed in. */
static struct {
    volatile sig_atomic_t terminated; /* the first signal that came */
    volatile sig_atomic_t resized;
    volatile sig_atomic_t stopped;
    volatile sig_atomic_t resumed;

    volatile sig_atomic_t holding; /* is the rest valid? */
    int fd;
    struct termios modes;
    char bytes[RESTORE_MAX];
    size_t len;

    sigset_t waiting; /* the mask while waiting, which is also that of before */
    struct sigaction before[HANDLED];
    stack_t stack_before;
    char stack[STACK_BYTES];
} guard;

/* ----------------------------------------------------------------------------------- handlers */

static void keep(int signal)
{
    if (signal == SIGWINCH) {
        guard.resized = 1;
    } else if (signal == SIGTSTP) {
        guard.stopped = 1;
    } else if (signal == SIGCONT) {
        guard.resumed = 1;
    } else if (guard.terminated == 0) {
        guard.terminated = signal;
    }
}

/* Only what signal-safety(7) allows. */
static void give_back_and_die(int signal)
{
    if (guard.holding) {
        guard.holding = 0;
        /* In the background the modes could not be set without SIGTTOU stopping us. */
        sigset_t set;
        sigemptyset(&set);
        sigaddset(&set, SIGTTOU);
        sigprocmask(SIG_BLOCK, &set, NULL);
        size_t done = 0;
        while (done < guard.len) {
            ssize_t n = write(guard.fd, guard.bytes + done, guard.len - done);
            if (n <= 0) {
                break;
            }
            done += (size_t)n;
        }
        tcsetattr(guard.fd, TCSANOW, &guard.modes);
    }
    struct sigaction action = { .sa_handler = SIG_DFL };
    sigaction(signal, &action, NULL);
    raise(signal); /* not blocked, because of SA_NODEFER */
}

/* --------------------------------------------------------------------------- opening, closing */

/* What a parent has chosen to be ignored (nohup; a shell without job control) stays so. */
static bool stays_ignored(size_t i)
{
    return handled[i].kind == KIND_NEWS && handled[i].signal != SIGWINCH
           && handled[i].signal != SIGCONT && guard.before[i].sa_handler == SIG_IGN;
}

static void install(size_t i)
{
    struct sigaction action = { 0 };
    sigemptyset(&action.sa_mask);
    switch (handled[i].kind) {
    case KIND_NEWS: action.sa_handler = keep; break;
    case KIND_FATAL:
        action.sa_handler = give_back_and_die;
        action.sa_flags = SA_ONSTACK | SA_NODEFER;
        break;
    case KIND_IGNORED: action.sa_handler = SIG_IGN; break;
    }
    sigaction(handled[i].signal, &action, NULL);
}

void guard_open(void)
{
    memset(&guard, 0, sizeof(guard));
    stack_t stack = { .ss_sp = guard.stack, .ss_size = sizeof(guard.stack) };
    sigaltstack(&stack, &guard.stack_before);

    sigset_t blocked;
    sigemptyset(&blocked);
    for (size_t i = 0; i < HANDLED; i++) {
        if (handled[i].kind == KIND_NEWS) {
            sigaddset(&blocked, handled[i].signal);
        }
    }
    sigprocmask(SIG_BLOCK, &blocked, &guard.waiting);
    for (size_t i = 0; i < HANDLED; i++) {
        sigaction(handled[i].signal, NULL, &guard.before[i]);
        if (!stays_ignored(i)) {
            install(i);
        }
    }
}

void guard_close(void)
{
    guard.holding = 0;
    for (size_t i = 0; i < HANDLED; i++) {
        sigaction(handled[i].signal, &guard.before[i], NULL);
    }
    sigprocmask(SIG_SETMASK, &guard.waiting, NULL);
    sigaltstack(&guard.stack_before, NULL);
}

bool guard_hold(int fd, const struct termios *modes, const char *bytes, size_t len)
{
    guard.holding = 0;
    guard.fd = fd;
    guard.modes = *modes;
    guard.len = len <= RESTORE_MAX ? len : 0;
    memcpy(guard.bytes, bytes, guard.len);
    guard.holding = 1;
    return guard.len == len;
}

void guard_release(void)
{
    guard.holding = 0;
}

/* ------------------------------------------------------------------------------------ waiting */

static bool take(volatile sig_atomic_t *flag)
{
    bool set = *flag != 0;
    *flag = 0;
    return set;
}

struct guard_news guard_wait(int fd, int other, int milliseconds)
{
    struct pollfd files[] = { { .fd = fd, .events = POLLIN }, { .fd = other, .events = POLLIN } };
    struct timespec limit = { milliseconds / 1000, milliseconds % 1000 * 1000000L };
    int ready = ppoll(files, 2, milliseconds < 0 ? NULL : &limit, &guard.waiting);
    if (ready > 0) {
        /* A file that is ready lets no signal through, and a flood of keys never would. */
        const struct timespec now = { 0 };
        ppoll(NULL, 0, &now, &guard.waiting);
    }
    return (struct guard_news){
        .readable = ready > 0 && (files[0].revents & POLLIN),
        .gone = ready > 0 && (files[0].revents & (POLLHUP | POLLERR | POLLNVAL)),
        .other = ready > 0 && files[1].revents != 0,
        .timed_out = ready == 0,
        .resized = take(&guard.resized),
        .stopped = take(&guard.stopped),
        .resumed = take(&guard.resumed),
        .terminated = guard.terminated,
    };
}

void guard_stop(void)
{
    size_t i = 0;
    while (handled[i].signal != SIGTSTP) {
        i++;
    }
    if (stays_ignored(i)) {
        return;
    }
    struct sigaction action = { .sa_handler = SIG_DFL };
    struct sigaction ours;
    sigset_t set;
    sigset_t before;
    sigemptyset(&set);
    sigaddset(&set, SIGTSTP);
    sigaction(SIGTSTP, &action, &ours);
    kill(0, SIGTSTP);
    sigprocmask(SIG_UNBLOCK, &set, &before); /* stops here */
    sigprocmask(SIG_SETMASK, &before, NULL);
    sigaction(SIGTSTP, &ours, NULL);
}
