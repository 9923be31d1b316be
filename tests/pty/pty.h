/* A program in a terminal of its own, for tests: started, typed at, resized, signalled, and looked
 * at.
 *
 * Between the test and the program stands a small shell, as job control needs one: it starts the
 * program as a job in the foreground, takes the terminal back when the job stops, and tells how it
 * ended. Nothing here sleeps: whatever is waited for is looked at again whenever the terminal has
 * said something, until PTY_SECONDS are over. */
#ifndef STRATA_TESTS_PTY_H
#define STRATA_TESTS_PTY_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>
#include <termios.h>

#define PTY_SECONDS 20
#define PTY_ARGUMENTS 8

struct pty_setup {
    const char *const *argv; /* at most PTY_ARGUMENTS */
    const char *const
        *environment;   /* "NAME=value" to set, "NAME" to unset; ends with NULL; may be NULL */
    int width, height;  /* 0: 80x24 */
    bool size_unknown;  /* the terminal says 0x0 */
    const int *ignored; /* signals that the program starts with ignored; ends with 0; may be NULL */
};

struct pty;

struct pty *pty_start(const struct pty_setup *setup);
void pty_end(struct pty *pty); /* kills what still runs. Accepts NULL. */

void pty_type(struct pty *pty, const char *keys);
void pty_send(struct pty *pty, const void *bytes, size_t len);
void pty_resize(struct pty *pty, int width, int height);
void pty_signal(struct pty *pty, int signal);
void pty_continue(struct pty *pty); /* what `fg` does */
void pty_hang_up(struct pty *pty);  /* the terminal's window is closed; the shell sends no SIGHUP,
                                       pty_signal() may */

/* Types until the program has not read for a while: the terminal reads nothing of what it is sent any
 * more, and the program waits for it. False if it goes on reading. From then on nothing is read
 * until pty_read_again(), whatever is waited for. */
bool pty_type_until_stuck(struct pty *pty, const char *keys);
void pty_read_again(struct pty *pty);

/* Reads what has come, without waiting. */
void pty_look(struct pty *pty);

/* Waits; false when that takes too long. */
bool pty_wait_text(struct pty *pty, const char *text);
bool pty_wait_screen(struct pty *pty, const char *screen);
bool pty_wait_drawn(struct pty *pty); /* the alternate screen, and something on it */
bool pty_wait_stopped(struct pty *pty);
bool pty_wait_ended(struct pty *pty, int *ret_status); /* a status of wait(); all it sent is read */

/* The screen: a line for each row, without blanks at the ends. Valid until the next call. */
const char *pty_screen(struct pty *pty);
bool pty_alternate(const struct pty *pty);
bool pty_cursor_visible(const struct pty *pty);
bool pty_mouse(const struct pty *pty);
bool pty_pastes(const struct pty *pty); /* is pasted text wanted between marks? */

/* The colours of a cell: a number of the palette, PTY_RGB | 0xrrggbb, or -1 for the default. */
#define PTY_RGB 0x1000000
void pty_colours(struct pty *pty, int x, int y, int *ret_fg, int *ret_bg);

/* Modes now, and whether they are those from before the program. */
bool pty_modes(const struct pty *pty, struct termios *ret_modes);
bool pty_modes_restored(const struct pty *pty);

/* All that the program has ever sent. */
const unsigned char *pty_sent(const struct pty *pty, size_t *ret_len);

#endif
