/* Memory that is freed all at once.
 *
 * An arena belongs to one owner with one lifetime: the catalogue (the session), the designs of the
 * undo history (the session), a review (until the next edit), a frame (until the next draw).
 * Nothing in it is freed alone; arena_reset() and arena_release() free everything. All memory comes
 * zeroed, and no call here returns NULL (see memory.h). */
#ifndef STRATA_BASE_ARENA_H
#define STRATA_BASE_ARENA_H

#include <stddef.h>

#include "strata/base/memory.h"

struct arena_block;

struct arena {
    const struct memory *memory; /* not owned */
    struct arena_block *block;   /* newest block; older ones hang behind it */
    size_t in_use;               /* bytes handed out since the last reset, for tests and `bench` */
};

void arena_init(struct arena *arena, const struct memory *memory);

/* Zeroed memory, aligned for any type. A size of 0 is allowed and gives a pointer not to be read.
 * arena_array() treats a product that overflows as exhausted memory. */
void *arena_alloc(struct arena *arena, size_t size);
void *arena_array(struct arena *arena, size_t count, size_t size);

/* Forgets everything allocated but keeps the newest block for what comes next. */
void arena_reset(struct arena *arena);

/* Gives all blocks back. The arena may be used again. Accepts an arena of zeroes. */
void arena_release(struct arena *arena);

#define arena_new(arena, type) ((type *)arena_alloc((arena), sizeof(type)))
#define arena_new_array(arena, type, count) ((type *)arena_array((arena), (count), sizeof(type)))

#endif
