#include "strata/base/arena.h"

#include <stdint.h>
#include <string.h>

/* Most runs never need a second block's worth before the catalogue is read, and start-up cost
 * counts. */
#ifndef ARENA_BLOCK
#define ARENA_BLOCK ((size_t)16 * 1024)
#endif

/* Doubling stops here: beyond it the number of blocks is small anyway, the unused rest is not. */
#define ARENA_BLOCK_MAX ((size_t)16 * 1024 * 1024)

struct arena_block {
    struct arena_block *older;
    size_t room;
    size_t used;
    max_align_t bytes[]; /* for the alignment; counted in bytes */
};

void arena_init(struct arena *arena, const struct memory *memory)
{
    *arena = (struct arena){ .memory = memory };
}

static void add_block(struct arena *arena, size_t size)
{
    size_t room = ARENA_BLOCK;
    if (arena->block != NULL && arena->block->room >= ARENA_BLOCK) {
        room = arena->block->room < ARENA_BLOCK_MAX / 2 ? arena->block->room * 2 : ARENA_BLOCK_MAX;
    }
    if (room < size) {
        room = size;
    }

    const struct memory *memory = arena->memory;
    struct arena_block *block = memory->get(memory->context, sizeof(*block) + room);
    if (block == NULL) {
        memory->exhausted(memory->context);
    }
    block->older = arena->block;
    block->room = room;
    block->used = 0;
    arena->block = block;
}

void *arena_alloc(struct arena *arena, size_t size)
{
    const size_t unit = _Alignof(max_align_t);

    if (size > SIZE_MAX / 2) { /* so that no sum below can overflow */
        arena->memory->exhausted(arena->memory->context);
    }
    size_t rounded = size == 0 ? unit : (size + unit - 1) / unit * unit;

    if (arena->block == NULL || arena->block->room - arena->block->used < rounded) {
        add_block(arena, rounded);
    }
    struct arena_block *block = arena->block;
    void *result = (char *)block->bytes + block->used;
    block->used += rounded;
    arena->in_use += rounded;

    /* Cleared here and not when the block is made: after a reset the block holds old data. */
    return memset(result, 0, rounded);
}

void *arena_array(struct arena *arena, size_t count, size_t size)
{
    if (size != 0 && count > SIZE_MAX / size) {
        arena->memory->exhausted(arena->memory->context);
    }
    return arena_alloc(arena, count * size);
}

static void give_back_from(struct arena *arena, struct arena_block *block)
{
    while (block != NULL) {
        struct arena_block *older = block->older;
        arena->memory->give_back(arena->memory->context, block);
        block = older;
    }
}

void arena_reset(struct arena *arena)
{
    if (arena->block != NULL) {
        give_back_from(arena, arena->block->older);
        arena->block->older = NULL;
        arena->block->used = 0;
    }
    arena->in_use = 0;
}

void arena_release(struct arena *arena)
{
    give_back_from(arena, arena->block);
    arena->block = NULL;
    arena->in_use = 0;
}
