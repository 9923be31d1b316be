/* Signals, while the terminal is ours: those that ask for something are kept for the loop, and
 * those that kill give the terminal back first. All that would end the process are one or the
 * other, but for KILL and the two numbers that the C library keeps for itself (32 and 33).
 *
 * Those for the loop are blocked except inside guard_wait(), so that none can come between looking
 * and waiting, and while something is written to the terminal: it may have stopped reading, and a
 * signal that terminates must be heard then, too. A child process inherits that: whoever starts one must give it an empty signal mask and default
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

/* Does now what a fatal signal would, and lives on; false if the terminal did not take the bytes.
 * Never waits long (restore.h). */
bool guard_give_back(void);

/* After a fatal signal has given the terminal back it calls `act`, on a stack of a few KiB: only
 * what signal-safety(7) allows. NULL: nothing. Until guard_close(). */
typedef void guard_act(void *context);
void guard_on_fatal(guard_act *act, void *context);

/* Whatever is written to the terminal through `fd`, a number that nobody else uses, is written
 * between these two. A signal that terminates leads the number to nowhere, for good: who writes, and
 * be it ncurses, which tries again after every signal, comes to an end at once. */
void guard_output_begin(int fd);
void guard_output_end(void);

/* The signal that has asked us to end, or 0. */
int guard_terminated(void);

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
