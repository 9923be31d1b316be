#include "strata/base/vec.h"

#include <string.h>

void *vec_grow(struct arena *arena, void *items, uint32_t count, uint32_t *room, size_t size)
{
    if (count >= *room) {
        if (*room == UINT32_MAX) {
            arena->memory->exhausted(arena->memory->context);
        }
        uint32_t wanted = *room == 0 ? VEC_MIN : *room > UINT32_MAX / 2 ? UINT32_MAX : *room * 2;
        void *moved = arena_array(arena, wanted, size);
        if (count > 0) {
            memcpy(moved, items, count * size);
        }
        *room = wanted;
        return moved;
    }

    /* Fresh room is zero already, but an item may have stood here before `count` was lowered. */
    memset((char *)items + count * size, 0, size);
    return items;
}
