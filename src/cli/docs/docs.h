/* What is generated from options.def for people and shells: man page, completions, the README's
 * block. */
#ifndef STRATA_CLI_DOCS_DOCS_H
#define STRATA_CLI_DOCS_DOCS_H

#include "strata/base/arena.h"
#include "strata/base/str.h"
#include "strata/model/catalog.h"

struct str docs_man(const struct catalog *catalog, struct arena *arena);
struct str docs_readme(const struct catalog *catalog, struct arena *arena);
struct str docs_bash(const struct catalog *catalog, struct arena *arena);
struct str docs_zsh(const struct catalog *catalog, struct arena *arena);
struct str docs_fish(const struct catalog *catalog, struct arena *arena);

#endif
