/* What the parts of files.h share. */
#ifndef STRATA_CLI_FILES_INSIDE_H
#define STRATA_CLI_FILES_INSIDE_H

#include <stdbool.h>
#include <sys/types.h>

#include "cli/files.h"

/* "PATH: what: why", where `error` (0: none) says why. Always false. */
bool files_fail(struct diag_list *diags, const char *path, const char *what, int error);

/* "PATH: is a folder, not a file". A named pipe would have to be waited for, which is the shell's
 * business: the hint says so, with `instead` ("<" or ">"). Always false. */
bool files_fail_kind(struct diag_list *diags, const char *path, mode_t mode, const char *instead);

/* Reads to the end, or one byte more than `max` so that the caller sees that there is more.
 * `expected` is how much there may be. 0, or the error. */
int files_read_all(int fd, size_t max, size_t expected, struct arena *arena, struct str *ret_bytes);

/* Gives the file `to` the extended attributes of the file `from`, access control lists included.
 * False if that cannot be done. */
bool files_take_attributes(int from, int to, struct arena *arena);

/* Looks through the folder for what saves that were killed have left there, removes what is of no
 * use, and tells of it. Only while the folder is locked. */
void files_sweep(int folder, const char *path, struct diag_list *diags);

#endif
