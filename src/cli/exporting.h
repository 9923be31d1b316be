/* What an export takes along that its room does not make by itself: the design's file, the bill as
 * `strata cost` prints it, the diagram in characters, the name of the file. */
#ifndef STRATA_CLI_EXPORTING_H
#define STRATA_CLI_EXPORTING_H

#include "strata/export/export.h"

/* The format that `name` (of --format; NULL: not given) or else the ending of `path` says. False,
 * with the reason in `diags`, if neither does. */
bool exporting_format(const char *path, const char *name, enum export_format *ret,
                      struct diag_list *diags);

/* export_start() with what it takes along. `path` is the file to be written, or "-"; `ascii` is
 * for the diagram in characters. */
struct export_job *exporting_start(const struct review *review, enum export_format format,
                                   struct export_options options, bool ascii, struct str path,
                                   struct arena *arena, struct diag_list *diags);

/* The same, and waits for it. */
bool exporting_make(const struct review *review, enum export_format format,
                    struct export_options options, bool ascii, struct str path, struct arena *arena,
                    struct str *ret_bytes, struct diag_list *diags);

#endif
