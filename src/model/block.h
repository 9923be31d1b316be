/* How a frozen catalogue lies in memory: a head, then the tables one after the other. Shared by the
 * two ends, builder_freeze() and catalog_open(), and by nobody else. */
#ifndef STRATA_MODEL_BLOCK_H
#define STRATA_MODEL_BLOCK_H

#include <stdint.h>

#include "strata/model/catalog.h"

#define BLOCK_MAGIC "stratacat"
#define BLOCK_ALIGN 16

enum {
#define X(type, name) BLOCK_TABLE_##name,
    CATALOG_TABLES(X)
#undef X
        BLOCK_TABLES,
};

struct block_table {
    uint32_t at; /* from the start of the block */
    uint32_t count;
};

struct block_head {
    char magic[sizeof(BLOCK_MAGIC)];
    uint32_t layout;
    uint64_t size;
    struct catalog_head catalog;
    struct block_table tables[BLOCK_TABLES];
};

/* A number that differs when rows are laid out otherwise: blocks are for the build that made them.
 */
static inline uint32_t block_layout(void)
{
    uint32_t layout = 2166136261u;
#define X(type, name) layout = (layout ^ (uint32_t)sizeof(type)) * 16777619u;
    CATALOG_TABLES(X)
#undef X
    return layout;
}

#endif
