/* What an export takes along that its room does not make by itself: the design's file, the bill as
 * `strata cost` prints it, the diagram in characters, the name of the file. */
#ifndef STRATA_CLI_EXPORTING_H
#define STRATA_CLI_EXPORTING_H

#include "strata/export/export.h"

/* export_make() with what it takes along. `path` is the file to be written, or "-"; `ascii` is
 * for the diagram in characters. */
bool exporting_make(const struct review *review, enum export_format format,
                    struct export_options options, bool ascii, struct str path, struct arena *arena,
                    struct str *ret_bytes, struct diag_list *diags);

#endif
