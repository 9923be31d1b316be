/* Unsaved work, when the designer is ended from outside (SIGTERM, SIGHUP, a terminal that is gone).
 *
 * It is written to a file of its own below $XDG_STATE_HOME/strata (~/.local/state/strata if that is
 * not set), never over the design's own file, and opened again like any other design. */
#ifndef STRATA_CLI_RESCUE_H
#define STRATA_CLI_RESCUE_H

#include <stdbool.h>

#include "strata/base/arena.h"
#include "strata/base/diag.h"
#include "strata/model/catalog.h"
#include "strata/model/design.h"

/* Says in `diags` where it is, or why it could not be written. */
bool rescue_write(const struct catalog *catalog, const struct design *design, struct arena *arena,
                  struct diag_list *diags);

#endif
