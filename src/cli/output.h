/* The two ways out: results to standard output, messages to standard error. Nothing else in strata
 * prints, but for the terminal's own room. */
#ifndef STRATA_CLI_OUTPUT_H
#define STRATA_CLI_OUTPUT_H

#include <stdbool.h>

#include "strata/base/arena.h"
#include "strata/base/diag.h"
#include "strata/base/str.h"
#include "strata/export/export.h"

/* Descriptors that the caller of strata closed are opened on something that fails, so that no file
 * of ours ever gets their numbers and what is printed. To be called before anything is opened. */
void output_init(void);

/* All of `bytes` to standard output. False if that cannot be done; the reason is in `diags`, but
 * for a pipe that nobody reads any more. */
bool output_write(struct str bytes, struct diag_list *diags);

/* Does a path mean standard output ("-", "/dev/stdout")? Is it a file, and not that or another
 * descriptor that the shell opened for us, as ">(...)" does? */
bool output_is_standard(const char *path);
bool output_is_file(const char *path);

/* To the file `path`, which is left alone without `replace` if it is there; or through the
 * descriptor that `path` means. */
bool output_save(const char *path, struct str bytes, bool replace, struct arena *arena,
                 struct diag_list *diags);

/* The format that `name` (of --format; NULL: not given) or else the ending of `path` says. False,
 * with the reason in `diags`, if neither does. */
bool output_format(const char *path, const char *name, enum export_format *ret,
                   struct diag_list *diags);

/* Every message as a line on standard error; those that have no place begin with "strata: ". */
void output_messages(const struct diag_list *diags);

#endif
