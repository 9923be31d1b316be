#define _GNU_SOURCE /* ppoll */
#include "term/guard.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stddef.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "term/restore.h"

#define STACK_BYTES 16384 /* little for the handler, up to 4 KiB for all registers */

enum kind {
    KIND_OTHER,   /* left as it is */
    KIND_NEWS,    /* kept for the loop */
    KIND_FATAL,   /* gives the terminal back and dies */
    KIND_IGNORED, /* the failed call tells */
};

static const unsigned char kinds[] = {
    [SIGTERM] = KIND_NEWS,    [SIGHUP] = KIND_NEWS,    [SIGINT] = KIND_NEWS,
    [SIGQUIT] = KIND_NEWS,    [SIGUSR1] = KIND_NEWS,   [SIGUSR2] = KIND_NEWS,
    [SIGALRM] = KIND_NEWS,    [SIGVTALRM] = KIND_NEWS, [SIGPROF] = KIND_NEWS,
    [SIGXCPU] = KIND_NEWS,    [SIGWINCH] = KIND_NEWS,  [SIGTSTP] = KIND_NEWS,
    [SIGCONT] = KIND_NEWS,    [SIGSEGV] = KIND_FATAL,  [SIGBUS] = KIND_FATAL,
    [SIGFPE] = KIND_FATAL,    [SIGILL] = KIND_FATAL,   [SIGABRT] = KIND_FATAL,
    [SIGSYS] = KIND_FATAL,    [SIGTRAP] = KIND_FATAL,  [SIGPIPE] = KIND_IGNORED,
    [SIGXFSZ] = KIND_IGNORED,
#ifdef SIGIO
    [SIGIO] = KIND_NEWS,
#endif
#ifdef SIGPWR
    [SIGPWR] = KIND_NEWS,
#endif
#ifdef SIGSTKFLT
    [SIGSTKFLT] = KIND_NEWS,
#endif
};

/* The real-time signals have numbers that only the running system knows. */
static enum kind kind_of(int signal)
{
    if ((size_t)signal < sizeof(kinds)) {
        return (enum kind)kinds[signal];
    }
    return signal >= SIGRTMIN && signal <= SIGRTMAX ? KIND_NEWS : KIND_OTHER;
}

/* The one mutable static of strata: signal handlers are called without a context, so what they know
 * must be somewhere. Everything else gets its state handed in. */
static struct guard {
    volatile sig_atomic_t terminated; /* the first signal that came */
    volatile sig_atomic_t resized;
    volatile sig_atomic_t stopped;
    volatile sig_atomic_t resumed;
    volatile sig_atomic_t output; /* the file that is written to; -1: none is */

    volatile sig_atomic_t holding; /* is `restore` valid? */
    struct restore restore;
    guard_act *volatile last_act;
    void *volatile last_context;

    sigset_t waiting; /* the mask while waiting, which is also that of before */
    sigset_t blocked; /* what is added to it at all other times */
    struct sigaction before[NSIG];
    stack_t stack_before;
    char stack[STACK_BYTES];
} guard;

/* ----------------------------------------------------------------------------------- handlers */

/* What is written from now on goes to nowhere, and a write() that waits for the terminal ends. */
static void cut_off(void)
{
    int error = errno;
    int nowhere = open("/dev/null", O_WRONLY | O_CLOEXEC);
    if (nowhere >= 0) {
        dup2(nowhere, guard.output);
        close(nowhere);
    }
    errno = error;
}

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
        if (guard.output >= 0) {
            cut_off();
        }
    }
}

/* Only what signal-safety(7) allows. A crash in here does what is left to do, and dies. */
static void give_back_and_die(int signal)
{
    if (guard.holding) {
        guard.holding = 0;
        restore_terminal(&guard.restore);
    }
    guard_act *act = guard.last_act;
    guard.last_act = NULL;
    if (act) {
        act(guard.last_context);
    }
    struct sigaction action = { .sa_handler = SIG_DFL };
    sigaction(signal, &action, NULL);
    raise(signal); /* not blocked, because of SA_NODEFER */
}

/* --------------------------------------------------------------------------- opening, closing */

/* What a parent has chosen to be ignored (nohup; a shell without job control) stays so. */
static bool stays_ignored(int signal)
{
    return kind_of(signal) == KIND_NEWS && signal != SIGWINCH && signal != SIGCONT
           && guard.before[signal].sa_handler == SIG_IGN;
}

static void install(int signal)
{
    struct sigaction action = { 0 };
    sigemptyset(&action.sa_mask);
    switch (kind_of(signal)) {
    case KIND_OTHER: return;
    case KIND_NEWS: action.sa_handler = keep; break;
    case KIND_FATAL:
        action.sa_handler = give_back_and_die;
        action.sa_flags = SA_ONSTACK | SA_NODEFER;
        break;
    case KIND_IGNORED: action.sa_handler = SIG_IGN; break;
    }
    sigaction(signal, &action, &guard.before[signal]);
    if (stays_ignored(signal)) {
        sigaction(signal, &guard.before[signal], NULL);
    }
}

void guard_open(void)
{
    memset(&guard, 0, offsetof(struct guard, stack)); /* nobody has looked into the stack */
    guard.output = -1;
    stack_t stack = { .ss_sp = guard.stack, .ss_size = sizeof(guard.stack) };
    sigaltstack(&stack, &guard.stack_before);

    sigemptyset(&guard.blocked);
    for (int signal = 1; signal < NSIG; signal++) {
        if (kind_of(signal) == KIND_NEWS) {
            sigaddset(&guard.blocked, signal);
        }
    }
    sigprocmask(SIG_BLOCK, &guard.blocked, &guard.waiting);
    for (int signal = 1; signal < NSIG; signal++) {
        install(signal);
    }
}

void guard_close(void)
{
    guard.holding = 0;
    guard.last_act = NULL;
    for (int signal = 1; signal < NSIG; signal++) {
        if (kind_of(signal) != KIND_OTHER) {
            sigaction(signal, &guard.before[signal], NULL);
        }
    }
    sigprocmask(SIG_SETMASK, &guard.waiting, NULL);
    sigaltstack(&guard.stack_before, NULL);
}

bool guard_hold(int fd, const struct termios *modes, const char *bytes, size_t len)
{
    struct restore *restore = &guard.restore;
    guard.holding = 0;
    restore->fd = fd;
    restore->modes = *modes;
    restore->len = len <= RESTORE_MAX ? len : 0;
    memcpy(restore->bytes, bytes, restore->len);
    guard.holding = 1;
    return restore->len == len;
}

void guard_release(void)
{
    guard.holding = 0;
}

bool guard_give_back(void)
{
    return restore_terminal(&guard.restore);
}

void guard_on_fatal(guard_act *act, void *context)
{
    guard.last_act = NULL;
    guard.last_context = context;
    guard.last_act = act;
}

/* ------------------------------------------------------------------------------------ writing */

void guard_output_begin(int fd)
{
    guard.output = fd;
    if (guard.terminated) {
        cut_off();
    }
    sigprocmask(SIG_SETMASK, &guard.waiting, NULL);
}

void guard_output_end(void)
{
    sigprocmask(SIG_BLOCK, &guard.blocked, NULL);
    guard.output = -1;
}

int guard_terminated(void)
{
    return guard.terminated;
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
    const struct timespec now = { 0 };
    struct timespec limit = { milliseconds / 1000, milliseconds % 1000 * 1000000L };
    bool came = guard.terminated || guard.resized || guard.stopped || guard.resumed;
    const struct timespec *at_most = came ? &now : milliseconds < 0 ? NULL : &limit;
    int ready = ppoll(files, 2, at_most, &guard.waiting);
    if (ready > 0) {
        /* A file that is ready lets no signal through, and a flood of keys never would. */
        ppoll(NULL, 0, &now, &guard.waiting);
    }
    return (struct guard_news){
        .readable = ready > 0 && (files[0].revents & POLLIN),
        .gone = ready > 0 && (files[0].revents & (POLLHUP | POLLERR | POLLNVAL)),
        .other = ready > 0 && files[1].revents != 0,
        .timed_out = ready == 0 && !came,
        .resized = take(&guard.resized),
        .stopped = take(&guard.stopped),
        .resumed = take(&guard.resumed),
        .terminated = guard.terminated,
    };
}

void guard_stop(void)
{
    if (stays_ignored(SIGTSTP)) {
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
