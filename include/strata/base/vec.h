/* Typed arrays that grow, living in an arena.
 *
 *     VEC(struct line) lines = { 0 };
 *     *vec_add(&lines, arena) = (struct line){ ... };
 *     for (uint32_t i = 0; i < lines.count; i++) use(&lines.items[i]);
 *
 * Growing moves the items and leaves the old copy to the arena: a pointer to an item must not be
 * kept across a vec_add(). At most UINT32_MAX items. */
#ifndef STRATA_BASE_VEC_H
#define STRATA_BASE_VEC_H

#include <stddef.h>
#include <stdint.h>

#include "strata/base/arena.h"

#ifndef VEC_MIN
#define VEC_MIN 8 /* tests build with 1, so that every add grows */
#endif

#define VEC(type)       \
    struct {            \
        type *items;    \
        uint32_t count; \
        uint32_t room;  \
    }

/* Address of one more, zeroed item at the end. */
#define vec_add(vec, arena)                                                                  \
    ((vec)->items =                                                                          \
         vec_grow((arena), (vec)->items, (vec)->count, &(vec)->room, sizeof(*(vec)->items)), \
     &(vec)->items[(vec)->count++])

#define vec_last(vec) (&(vec)->items[(vec)->count - 1])

/* Makes room for one item more than `count`; for the macro above. */
void *vec_grow(struct arena *arena, void *items, uint32_t count, uint32_t *room, size_t size);

#endif
