/* Gives a terminal back without waiting for it: its screen, and its modes. For signal handlers, too:
 * only what signal-safety(7) allows.
 *
 * A terminal that takes nothing for RESTORE_MS loses what is still on its way to it, so that there
 * is room; and if it takes nothing then, either, it has its modes and no more. */
#ifndef STRATA_TERM_RESTORE_H
#define STRATA_TERM_RESTORE_H

#include <stdbool.h>
#include <stddef.h>
#include <termios.h>

#define RESTORE_MS 250
#define RESTORE_MAX 512

struct restore {
    int fd;
    struct termios modes;
    char bytes[RESTORE_MAX]; /* for its screen */
    size_t len;
};

/* False if the terminal did not take all of it. */
bool restore_terminal(const struct restore *restore);

#endif
