/* JSON Schema, as much of it as the schemas below schema/ use: a keyword that is not known here fails
 * the test, so that none is passed over. */
#ifndef STRATA_TESTS_SUPPORT_SCHEMA_H
#define STRATA_TESTS_SUPPORT_SCHEMA_H

#include <stdbool.h>

#include "strata/base/arena.h"
#include "strata/base/str.h"

/* Is `json` what the schema in the file (from the project's root) says? If not, *ret_why (may be
 * NULL) has the place and the reason. A key that the schema does not describe is a mistake, too:
 * readers of files have to bear with new keys, but whoever adds one writes it down. */
bool schema_fits(const char *path, struct str json, struct arena *arena, struct str *ret_why);

#endif
