/* The only way to make a catalogue.
 *
 * A builder holds every table of the catalogue as a growing array. Whoever fills it (the YAML
 * reader, a test) adds rows and texts, gets row numbers back, and at last freezes everything into
 * one block. The builder checks nothing: the reader has told the user about mistakes long before.
 */
#ifndef STRATA_MODEL_BUILDER_H
#define STRATA_MODEL_BUILDER_H

#include "strata/base/arena.h"
#include "strata/base/index.h"
#include "strata/base/vec.h"
#include "strata/model/catalog.h"

struct builder {
    struct arena *arena;
    struct index texts; /* equal texts are kept once */
    struct catalog_head head;
#define X(type, name) VEC(type) name##s;
    CATALOG_TABLES(X)
#undef X
};

void builder_init(struct builder *builder, struct arena *arena);

/* Begins with all rows and texts of a catalogue, in their places: what is added stands behind them.
 * The catalogue is not needed any more afterwards. */
void builder_from(struct builder *builder, const struct catalog *catalog, struct arena *arena);

/* Makes room for about that many components with what usually belongs to one: in a large catalogue
 * growing bit by bit would take more time than filling. Only at the beginning. */
void builder_expect(struct builder *builder, uint32_t components);

/* A clean text into the pool. */
struct text builder_text(struct builder *builder, struct str clean);

/* The same without looking for an equal one: for texts that hardly ever have one (ids, names,
 * sentences). */
struct text builder_new_text(struct builder *builder, struct str clean);

/* A new, zeroed row of a table; its number is the count before. Valid until the next row of that
 * table. struct layer *layer = builder_add(builder, layer); */
#define builder_add(builder, name) vec_add(&(builder)->name##s, (builder)->arena)

/* Copies ids of any kind into `refs`, numbers into `numbers`. */
struct range builder_refs(struct builder *builder, const uint32_t *ids, uint32_t count);
struct range builder_numbers(struct builder *builder, const int64_t *numbers, uint32_t count);

/* All tables as one block in `arena`, aligned to 16, without pointers, the same bytes for the same
 * rows. Makes sorted_components (by id) on the way. */
const void *builder_freeze(struct builder *builder, struct arena *arena, size_t *ret_size);

#endif
