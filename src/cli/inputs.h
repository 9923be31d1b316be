/* What a run reads, so that nothing that it writes takes the place of it: a picture written over its
 * own design cannot be had back. Files are told apart by device and inode, so another name, a link
 * or another spelling of the path is the same file. */
#ifndef STRATA_CLI_INPUTS_H
#define STRATA_CLI_INPUTS_H

#include <stdbool.h>

#include "cli/options.h"
#include "strata/base/arena.h"
#include "strata/base/diag.h"

enum inputs_of {
    INPUTS_ALL,
    INPUTS_SETTINGS, /* price book, catalogue and theme: not even a design is saved over these */
};

/* May `path` be written? False, with the reason, if it is one of the files that the command line
 * names, is in the folder of --catalog, or is the user's own price book. */
bool inputs_spared(const struct options *options, enum inputs_of which, const char *path,
                   struct arena *arena, struct diag_list *diags);

/* The same for one file. */
bool inputs_spared_file(const char *input, const char *path, struct diag_list *diags);

#endif
