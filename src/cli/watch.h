/* Doing something again whenever a file has changed. */
#ifndef STRATA_CLI_WATCH_H
#define STRATA_CLI_WATCH_H

#include <stdbool.h>
#include <stddef.h>

#include "strata/base/diag.h"
#include "strata/base/memory.h"

struct watch {
    const char *file;
    size_t bytes_max;            /* a larger one is not looked into */
    void (*seen)(void *context); /* there is another version, or the first one */
    /* It cannot be read any more, and why; or it is there again as it was (NULL). */
    void (*lost)(void *context, const struct diag *why);
    bool (*wait)(void *context); /* until it is time to look again; false: enough */
    void *context;
    const struct memory *memory;
};

/* Calls `seen` at once, and then whenever the content is another one and has been the same for one
 * round: somebody may be writing it, and half a file may look like a whole one. A file that is gone
 * for a moment, as it is while some editors save, is the one it was; from the second round on `lost`
 * is called, once. */
void watch_run(const struct watch *watch);

/* For a `wait`: from here on SIGINT, SIGTERM and SIGHUP do not end the program. */
void watch_hold_signals(void);

/* Half a second; false once one of them has come. */
bool watch_pause(void *context);

#endif
