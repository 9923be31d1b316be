/* From a name to a number: a hash table over slices, for what is looked up while a catalogue is
 * built. The order of the table never reaches any output. The keys are not copied. */
#ifndef STRATA_BASE_INDEX_H
#define STRATA_BASE_INDEX_H

#include <stdbool.h>
#include <stdint.h>

#include "strata/base/arena.h"
#include "strata/base/str.h"

struct index_entry;

/* Zero-initialise, set `arena`. */
struct index {
    struct arena *arena;
    struct index_entry *entries;
    uint32_t count;
    uint32_t room; /* a power of two, or 0 */
};

/* Returns false, and the value that stands already in *ret_old (may be NULL), if the key is there.
 */
bool index_add(struct index *index, struct str key, uint32_t value, uint32_t *ret_old);
bool index_find(const struct index *index, struct str key, uint32_t *ret_value);

#endif
