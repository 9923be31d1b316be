/* Running another program in a test: `dot`, `xmllint`. */
#ifndef STRATA_TESTS_SUPPORT_PROGRAM_H
#define STRATA_TESTS_SUPPORT_PROGRAM_H

#include <stdbool.h>

#include "strata/base/arena.h"
#include "strata/base/str.h"

struct program_result {
    int status; /* exit status, or -1 if a signal ended it */
    struct str output;
    struct str errors;
};

/* Is there such a program in PATH? */
bool program_exists(const char *name);

/* argv[0] is looked up in PATH; the last one is NULL. Fails the test if it cannot be started. */
struct program_result program_run(const char *const *argv, struct str input, struct arena *arena);

/* Are we under valgrind? Graphviz leaks, and a child of ours that draws then ends with the status that
 * means a leak: nothing can be drawn. */
bool program_is_watched(void);

#endif
