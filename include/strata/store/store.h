/* From YAML to a catalogue, a design, a theme; from a design to YAML. The formats are in
 * catalog/FORMAT.md.
 *
 * Nothing here opens a file: bytes come in, bytes go out; names are for messages only. Every
 * mistake in the input becomes a diag with line and column, all of them in one run. Whatever the
 * bytes are, reading takes time and memory in proportion to their number, within the limits below.
 */
#ifndef STRATA_STORE_STORE_H
#define STRATA_STORE_STORE_H

#include <stdbool.h>

#include "strata/base/arena.h"
#include "strata/base/day.h"
#include "strata/base/diag.h"
#include "strata/base/str.h"
#include "strata/model/catalog.h"
#include "strata/model/design.h"
#include "strata/model/theme.h"

#define STORE_CATALOG_BYTES (4u * 1024 * 1024)      /* one file */
#define STORE_CATALOG_BYTES_ALL (64u * 1024 * 1024) /* all files of a folder */
#define STORE_DESIGN_BYTES (1u * 1024 * 1024)
#define STORE_DEPTH 32
#define STORE_NODES (1u * 1000 * 1000) /* lists, maps and scalars of one file */
#define STORE_SCALAR_BYTES (64u * 1024)

struct store_file {
    struct str name; /* shown in messages */
    struct str path; /* within the catalogue's folder: "presets/doc-qa-solo.yaml" */
    struct str bytes;
};

/* Reads the files of a catalogue's folder into one block in `arena` (see builder.h), presets
 * included, which are read as designs to check them. False, with the reasons in `diags`, if there
 * is any error; warnings leave the result usable. Scratch memory is released again. */
bool store_read_catalog(const struct store_file *files, uint32_t count, struct arena *arena,
                        const void **ret_block, size_t *ret_size, struct diag_list *diags);

/* Lays a price book over *catalog: discounts, own prices, components and an hourly rate. What was
 * there keeps its row numbers. Discounts that ended before `today` are left out, with a warning. The
 * new block is in `arena`; false, and *catalog as it was, if there
 * is any error. */
bool store_read_prices(struct catalog *catalog, struct str name, struct str bytes, day today,
                       struct arena *arena, struct diag_list *diags);

/* The design keeps nothing of `bytes`; its parts are in `arena`. A component or layer that the
 * catalogue does not know is an error with the nearest known name as hint.
 *
 * *catalog is what the file is read with, and comes back as what the design is made for: the same
 * rows, with the design's own components behind them (extend.h). Without own components, or if the
 * reading fails, it is left as it is. */
bool store_read_design(struct catalog *catalog, struct str name, struct str bytes,
                       struct arena *arena, struct design *ret, struct diag_list *diags);

/* A preset of the catalogue as a design: the column, or its file. Presets have no components of
 * their own: what they choose belongs into the catalogue. */
bool store_read_preset(const struct catalog *catalog, preset_id preset, struct arena *arena,
                       struct design *ret, struct diag_list *diags);

/* The design as a file: stable order, its comments where they were. store_read_design() of the
 * result gives an equal design, and writing that one the same bytes. With `explain`, every key gets
 * a comment that says what it is and which other choices there are: for `strata new`. */
struct str store_write_design(const struct catalog *catalog, const struct design *design,
                              bool explain, struct arena *arena);

bool store_read_theme(struct str name, struct str bytes, struct arena *arena, struct theme *ret,
                      struct diag_list *diags);

#endif
