/* strata from its arguments to its exit status. */
#ifndef STRATA_CLI_RUN_H
#define STRATA_CLI_RUN_H

#include "strata/base/memory.h"

/* `arguments` are those behind the program's name. Returns the exit status; everything was
 * printed. */
int run(int count, const char *const *arguments, const struct memory *memory);

#endif
