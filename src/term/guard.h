/* Signals, while the terminal is ours: those that ask for something are kept for the loop, and
 * those that kill give the terminal back first.
 *
 * All of them are blocked except inside guard_wait(), so none can come between looking and waiting.
 * A child process inherits that: whoever starts one must give it an empty signal mask and default
 * actions. */
#ifndef STRATA_TERM_GUARD_H
#define STRATA_TERM_GUARD_H

#include <stdbool.h>
#include <stddef.h>
#include <termios.h>

/* Installs the handlers and blocks. At most one at a time. */
void guard_open(void);

/* Puts back the actions and the mask of before. */
void guard_close(void);

/* From now on (until guard_release) a fatal signal writes these bytes to `fd` and sets these modes.
 * Bytes that do not fit are left out whole: guard_hold() then says false. */
bool guard_hold(int fd, const struct termios *modes, const char *bytes, size_t len);
void guard_release(void);

struct guard_news {
    bool readable; /* the file may be read */
    bool gone;     /* there is nobody at its other end */
    bool other;    /* the other file has something to say, be it its end */
    bool timed_out;
    bool resized;
    bool stopped;   /* asked to stop (SIGTSTP) */
    bool resumed;   /* SIGCONT came */
    int terminated; /* by this signal, or 0 */
};

/* Waits until `fd` or `other` (-1: none) is readable, a signal comes, or the time is over
 * (milliseconds; -1: never). What came is told once, except a signal to terminate: that stays. */
struct guard_news guard_wait(int fd, int other, int milliseconds);

/* Stops the process group as Ctrl-Z would and returns when it goes on. Does nothing where nobody
 * could make it go on. */
void guard_stop(void);

#endif
