#include "strata/base/index.h"

#include <string.h>

#define INDEX_MIN 16u

struct index_entry {
    struct str key;
    uint32_t value;
    uint32_t hash; /* 0: the place is free */
};

/* ---- SipHash-1-3 (Aumasson, Bernstein) ----
 *
 * The keys come from strangers' files. With a plain hash, a file of a few thousand chosen names
 * would make every lookup walk the whole table. The secret is where this process happens to lie in
 * memory (ASLR): not the strongest, but it is not in any file, and the order of the table never
 * shows. */

struct sip {
    uint64_t v0, v1, v2, v3;
};

static uint64_t rotate(uint64_t x, unsigned bits)
{
    return x << bits | x >> (64 - bits);
}

static void sip_round(struct sip *s)
{
    s->v0 += s->v1;
    s->v1 = rotate(s->v1, 13) ^ s->v0;
    s->v0 = rotate(s->v0, 32);
    s->v2 += s->v3;
    s->v3 = rotate(s->v3, 16) ^ s->v2;
    s->v0 += s->v3;
    s->v3 = rotate(s->v3, 21) ^ s->v0;
    s->v2 += s->v1;
    s->v1 = rotate(s->v1, 17) ^ s->v2;
    s->v2 = rotate(s->v2, 32);
}

static uint64_t sip_hash(struct str key, uint64_t secret0, uint64_t secret1)
{
    struct sip s = {
        .v0 = secret0 ^ UINT64_C(0x736f6d6570736575),
        .v1 = secret1 ^ UINT64_C(0x646f72616e646f6d),
        .v2 = secret0 ^ UINT64_C(0x6c7967656e657261),
        .v3 = secret1 ^ UINT64_C(0x7465646279746573),
    };
    size_t at = 0;
    for (;;) {
        uint64_t word = (uint64_t)key.len << 56; /* only the last word has room for the length */
        size_t left = key.len - at;
        if (left > 0) {
            memcpy(&word, key.at + at, left < 8 ? left : 8);
        }
        s.v3 ^= word;
        sip_round(&s);
        s.v0 ^= word;
        if (left < 8) {
            break;
        }
        at += 8;
    }
    s.v2 ^= 0xff;
    sip_round(&s);
    sip_round(&s);
    sip_round(&s);
    return s.v0 ^ s.v1 ^ s.v2 ^ s.v3;
}

/* Never 0, and the same as long as the index and its arena stay together. */
static uint32_t hash_of(const struct index *index, struct str key)
{
    static const char here;
    uint64_t hash = sip_hash(key, (uint64_t)(uintptr_t)index->arena, (uint64_t)(uintptr_t)&here);
    return (uint32_t)(hash ^ hash >> 32) | 1u << 31;
}

/* ---- The table: open addressing, at most half full ---- */

/* The place where the key is, or would be put. */
static struct index_entry *place_of(struct index_entry *entries, uint32_t room, struct str key,
                                    uint32_t hash)
{
    uint32_t at = hash & (room - 1);
    while (entries[at].hash != 0 && !(entries[at].hash == hash && str_eq(entries[at].key, key))) {
        at = (at + 1) & (room - 1);
    }
    return &entries[at];
}

static void grow(struct index *index)
{
    if (index->room > UINT32_MAX / 4) { /* its double must be a uint32_t, and a power of two */
        index->arena->memory->exhausted(index->arena->memory->context);
    }
    uint32_t room = index->room == 0 ? INDEX_MIN : index->room * 2;
    struct index_entry *entries = arena_new_array(index->arena, struct index_entry, room);
    for (uint32_t i = 0; i < index->room; i++) {
        const struct index_entry *old = &index->entries[i];
        if (old->hash != 0) {
            *place_of(entries, room, old->key, old->hash) = *old;
        }
    }
    index->entries = entries;
    index->room = room;
}

bool index_add(struct index *index, struct str key, uint32_t value, uint32_t *ret_old)
{
    if (index->count >= index->room / 2) {
        grow(index);
    }
    uint32_t hash = hash_of(index, key);
    struct index_entry *entry = place_of(index->entries, index->room, key, hash);
    if (entry->hash != 0) {
        if (ret_old != NULL) {
            *ret_old = entry->value;
        }
        return false;
    }
    *entry = (struct index_entry){ .key = key, .value = value, .hash = hash };
    index->count++;
    return true;
}

bool index_find(const struct index *index, struct str key, uint32_t *ret_value)
{
    if (index->count == 0) {
        return false;
    }
    const struct index_entry *entry =
        place_of(index->entries, index->room, key, hash_of(index, key));
    if (entry->hash == 0) {
        return false;
    }
    if (ret_value != NULL) {
        *ret_value = entry->value;
    }
    return true;
}
