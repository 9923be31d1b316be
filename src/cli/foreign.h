/* Files of other tools, which people try first: they are named for what they are, instead of being
 * told what is wrong with them as a design. */
#ifndef STRATA_CLI_FOREIGN_H
#define STRATA_CLI_FOREIGN_H

#include <stdbool.h>

#include "strata/base/arena.h"
#include "strata/base/diag.h"
#include "strata/base/str.h"

/* True, with the reason in `diags`, if the first lines of `bytes` have the signs of another tool's
 * file, and none of a design's or of Graphviz's. `name` is shown in the message. */
bool foreign_refused(struct str name, struct str bytes, struct diag_list *diags);

/* UTF-16 with a byte order mark, as some shells write what is redirected, as UTF-8 in `arena`; all
 * other bytes as they are. What is no character becomes U+FFFD. */
struct str foreign_utf8(struct str bytes, struct arena *arena);

#endif
