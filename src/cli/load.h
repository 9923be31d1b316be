/* Designs, catalogues and themes from where the command line says they are. */
#ifndef STRATA_CLI_LOAD_H
#define STRATA_CLI_LOAD_H

#include <stdbool.h>

#include "cli/files.h"
#include "strata/base/arena.h"
#include "strata/base/day.h"
#include "strata/base/diag.h"
#include "strata/model/catalog.h"
#include "strata/model/design.h"
#include "strata/model/theme.h"

#define LOAD_PRESET "preset:"

/* Is this the name of a file, and not a preset or standard input? */
bool load_is_file(struct str name);

/* A file, too, that will be there again under this name: no descriptor of a shell's (<(...)). */
bool load_is_kept(const char *name);

/* The catalogue in a folder; the shipped one if `folder` is NULL. Its block lives in `arena`. */
bool load_catalog(const char *folder, struct arena *arena, struct catalog *ret,
                  struct diag_list *diags);

/* Where the user's own price book is, if there is one; NULL if no such place is known. */
const char *load_own_prices(struct arena *arena);

#define LOAD_NO_PRICES "none"

/* Lays a price book over the catalogue: that in `file`; if it is NULL the user's own one
 * (load_own_prices()), if there is one; none if it is LOAD_NO_PRICES. One that is there and cannot
 * be read is an error, never none. Discounts that ended before `today` are left out. */
bool load_prices(struct catalog *catalog, const char *file, day today, struct arena *arena,
                 struct diag_list *diags);

/* A design from a file, from "preset:NAME", or from standard input ("-"). *catalog gets the
 * design's own components behind its rows, in `arena` (see store_read_design()). *ret_identity (may
 * be NULL) is that of the file, if it is one. */
bool load_design(struct catalog *catalog, const char *name, struct arena *arena, struct design *ret,
                 struct file_identity *ret_identity, struct diag_list *diags);

/* By id; NONE, with the nearest name as hint, if there is none. */
preset_id load_find_preset(const struct catalog *catalog, struct str name, struct diag_list *diags);

/* A theme that is compiled in; NULL if there is none of that name. */
const struct theme *load_shipped_theme(const char *name);

/* The theme of that name, or in that file; NULL, with the reason, if there is none. */
const struct theme *load_theme(const char *name, struct arena *arena, struct diag_list *diags);

#endif
