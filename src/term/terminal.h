/* The terminal behind five verbs: open, next event, present, suspend, close. curses.c is the only
 * file that knows ncurses; script.c is a twin without a terminal, for `--script` and tests.
 *
 * Whatever ends the program, the terminal is given back: by close on the ordinary ways out, by
 * async-signal-safe code on fatal signals (SEGV BUS FPE ILL ABRT SYS TRAP), and the process then
 * dies by that signal. TERM, HUP, INT and all others that would end it become EVENT_TERMINATE, so
 * that the program can save what there is, close, and die by the signal with terminal_die().
 *
 * They are heard while the terminal does not read what it is sent, too. What was on its way then
 * is lost, and giving back takes half a second at most. */
#ifndef STRATA_TERM_TERMINAL_H
#define STRATA_TERM_TERMINAL_H

#include <stdbool.h>

#include "app/event.h"
#include "strata/base/diag.h"
#include "ui/canvas.h"
#include "ui/paints.h"

struct terminal;

struct terminal_options {
    enum colours colours; /* at most so many; the terminal may have fewer */
    bool mouse;
    const struct theme *theme;
};

/* Takes the terminal over: needs stdin and stdout to be one, and TERM to name one with cursor
 * addressing (an unknown TERM that looks like a modern terminal is taken for xterm-256color, with a
 * warning in `diags`). NULL, with the reason in `diags`, otherwise; nothing is changed then. At
 * most one at a time. */
struct terminal *terminal_open(const struct terminal_options *options, const struct memory *memory,
                               struct diag_list *diags);

/* What else to wait for, while there is something at work beside the person. */
struct terminal_wait {
    int fd;           /* to be readable, or at its end; -1: none */
    int milliseconds; /* at most so long; -1: for ever */
};

/* Waits for what happens next. Never wakes up for nothing: EVENT_NONE comes only if `wait` (or
 * NULL) asked for it, when its file is ready or its time is over. Keys go before. */
struct event terminal_next(struct terminal *terminal, const struct terminal_wait *wait);

void terminal_size(const struct terminal *terminal, int *ret_width, int *ret_height);
bool terminal_unicode(const struct terminal *terminal); /* does the locale carry UTF-8? */

/* Shows the canvas; only what changed is sent. */
void terminal_present(struct terminal *terminal, const struct canvas *canvas);

/* The next canvas is sent whole, for a screen that something else has written on. */
void terminal_forget(struct terminal *terminal);

/* Gives the terminal back, stops the process group as Ctrl-Z does, takes it again on return. */
void terminal_suspend(struct terminal *terminal);

/* Gives the terminal back for good. False if it did not read what it was sent: whoever writes to it
 * now may wait for ever. Accepts NULL. */
bool terminal_close(struct terminal *terminal);

/* What a fatal signal does last, when the terminal was given back: only what signal-safety(7)
 * allows, and with little stack. NULL: nothing. Until the terminal is closed. */
void terminal_on_fatal(void (*act)(void *context), void *context);

/* Ends the process by this signal, after the terminal was closed. */
_Noreturn void terminal_die(int signal);

#endif
