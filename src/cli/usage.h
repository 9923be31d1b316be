/* Help, made from options.def. */
#ifndef STRATA_CLI_USAGE_H
#define STRATA_CLI_USAGE_H

#include <stdbool.h>

#include "cli/options.h"
#include "strata/base/arena.h"
#include "strata/base/str.h"
#include "strata/model/catalog.h"

#define USAGE_WHAT "a stack designer for the terminal"

/* "strata --help". */
struct str usage_overview(const struct catalog *catalog, struct arena *arena);

/* "strata help COMMAND". */
struct str usage_verb(enum verb verb, struct arena *arena);

/* "strata help styles". */
struct str usage_styles(struct arena *arena);

/* "strata show FILE [--format text|json]". */
struct str usage_synopsis(enum verb verb, struct arena *arena);

/* "-o, --output FILE", and what it is with its fallback. */
struct str usage_option_label(enum option option, struct arena *arena);
struct str usage_option_what(enum option option, struct arena *arena);

/* What stands for a design on the command line, as one paragraph. */
struct str usage_designs(const struct catalog *catalog, struct arena *arena);

#endif
