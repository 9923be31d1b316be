/* Doing something again whenever a file has changed. */
#ifndef STRATA_CLI_WATCH_H
#define STRATA_CLI_WATCH_H

#include <stdbool.h>
#include <stddef.h>

#include "strata/base/memory.h"

struct watch {
    const char *file;
    size_t bytes_max;            /* a larger one is not looked into */
    void (*seen)(void *context); /* there is another version, or the first one */
    bool (*wait)(void *context); /* until it is time to look again; false: enough */
    void *context;
    const struct memory *memory;
};

/* Calls `seen` at once, and then whenever the content is another one. A file that is gone for a
 * while, as it is while some editors save, is the one it was. */
void watch_run(const struct watch *watch);

/* For a `wait`: from here on SIGINT, SIGTERM and SIGHUP do not end the program. */
void watch_hold_signals(void);

/* Half a second; false once one of them has come. */
bool watch_pause(void *context);

#endif
