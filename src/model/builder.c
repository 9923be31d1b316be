#include "strata/model/builder.h"

#include <stdlib.h>
#include <string.h>

#include "model/block.h"

void builder_init(struct builder *builder, struct arena *arena)
{
    *builder = (struct builder){ .arena = arena, .texts = { .arena = arena } };
}

void builder_expect(struct builder *builder, uint32_t components)
{
#define EXPECT(name, each)                       \
    builder->name##s.room = components * (each); \
    builder->name##s.items =                     \
        arena_array(builder->arena, builder->name##s.room, sizeof(*builder->name##s.items))
    EXPECT(component, 1);
    EXPECT(placement, 1);
    EXPECT(plan, 1);
    EXPECT(charge, 1);
    EXPECT(tier, 1);
    EXPECT(pool_byte, 64);
#undef EXPECT
}

#define SPARE 64 /* rows, for what comes behind; more only cost a growth */

#define TAKE_TABLE(type, name)                                                      \
    builder->name##s.count = catalog->name##_count;                                 \
    builder->name##s.room = catalog->name##_count + SPARE;                          \
    builder->name##s.items =                                                        \
        arena_array(arena, builder->name##s.room, sizeof(*builder->name##s.items)); \
    if (catalog->name##_count > 0)                                                  \
        memcpy(builder->name##s.items, catalog->name##s, catalog->name##_count * sizeof(type));

void builder_from(struct builder *builder, const struct catalog *catalog, struct arena *arena)
{
    builder_init(builder, arena);
    builder->head = catalog->head;
    CATALOG_TABLES(TAKE_TABLE)
}
#undef TAKE_TABLE

static void add_bytes(struct builder *builder, struct str bytes)
{
    uint32_t room = builder->pool_bytes.room;

    /* One growth for the whole text; vec_grow() doubles, so this ends after a few turns. */
    while (room - builder->pool_bytes.count < bytes.len) {
        builder->pool_bytes.items =
            vec_grow(builder->arena, builder->pool_bytes.items, builder->pool_bytes.room, &room, 1);
        builder->pool_bytes.room = room;
    }
    if (bytes.len > 0) {
        memcpy(builder->pool_bytes.items + builder->pool_bytes.count, bytes.at, bytes.len);
    }
    builder->pool_bytes.count += (uint32_t)bytes.len;
}

struct text builder_new_text(struct builder *builder, struct str clean)
{
    struct text text = { builder->pool_bytes.count, (uint32_t)clean.len };

    add_bytes(builder, clean);
    return text;
}

struct text builder_text(struct builder *builder, struct str clean)
{
    uint32_t at = builder->pool_bytes.count;
    uint32_t old;

    if (clean.len == 0) {
        return (struct text){ 0, 0 };
    }
    if (index_find(&builder->texts, clean, &old)) {
        return (struct text){ old, (uint32_t)clean.len };
    }
    index_add(&builder->texts, str_copy(builder->arena, clean), at, NULL);
    add_bytes(builder, clean);
    return (struct text){ at, (uint32_t)clean.len };
}

struct range builder_refs(struct builder *builder, const uint32_t *ids, uint32_t count)
{
    struct range range = { builder->refs.count, count };

    for (uint32_t i = 0; i < count; i++) {
        *builder_add(builder, ref) = ids[i];
    }
    return range;
}

struct range builder_numbers(struct builder *builder, const int64_t *numbers, uint32_t count)
{
    struct range range = { builder->numbers.count, count };

    for (uint32_t i = 0; i < count; i++) {
        *builder_add(builder, number) = numbers[i];
    }
    return range;
}

/* qsort() hands no context to its comparison, so the ids to compare travel with the rows. */
struct named_row {
    struct str id;
    component_id row;
};

/* Of one id in the order of the rows: the last one is what the id stands for. */
static int by_id(const void *a, const void *b)
{
    const struct named_row *x = a, *y = b;
    int order = str_cmp(x->id, y->id);

    return order != 0 ? order : x->row < y->row ? -1 : x->row > y->row;
}

static void sort_components(struct builder *builder)
{
    uint32_t count = builder->components.count;
    struct named_row *rows = arena_new_array(builder->arena, struct named_row, count);

    for (uint32_t i = 0; i < count; i++) {
        struct text id = builder->components.items[i].id;
        rows[i] = (struct named_row){ { builder->pool_bytes.items + id.at, id.len }, i };
    }
    qsort(rows, count, sizeof(*rows), by_id);
    builder->sorted_components.count = 0;
    for (uint32_t i = 0; i < count; i++) {
        *builder_add(builder, sorted_component) = rows[i].row;
    }
}

static size_t aligned(size_t size)
{
    return (size + BLOCK_ALIGN - 1) / BLOCK_ALIGN * BLOCK_ALIGN;
}

/* Rows that were assigned as a whole may carry anything in the gaps between their fields. */
#ifdef __has_builtin
#if __has_builtin(__builtin_clear_padding)
#define CLEAR_GAPS(row) __builtin_clear_padding(row)
#endif
#endif
#ifndef CLEAR_GAPS
#define CLEAR_GAPS(row) ((void)(row))
#endif

/* Copies the rows of one table to `to`. */
#define COPY_TABLE(type, name)                                          \
    static void copy_##name##s(const struct builder *builder, type *to) \
    {                                                                   \
        uint32_t count = builder->name##s.count;                        \
                                                                        \
        if (count > 0)                                                  \
            memcpy(to, builder->name##s.items, count * sizeof(*to));    \
        for (uint32_t i = 0; i < count; i++)                            \
            CLEAR_GAPS(&to[i]);                                         \
    }
CATALOG_TABLES(COPY_TABLE)
#undef COPY_TABLE

const void *builder_freeze(struct builder *builder, struct arena *arena, size_t *ret_size)
{
    size_t size = aligned(sizeof(struct block_head));
    struct block_head *head;
    char *block;

    sort_components(builder);
    size_t at = size;
#define X(type, name) size += aligned(builder->name##s.count * sizeof(type));
    CATALOG_TABLES(X)
#undef X
    block = arena_alloc(arena, size + BLOCK_ALIGN);
    block += (BLOCK_ALIGN - (uintptr_t)block % BLOCK_ALIGN) % BLOCK_ALIGN;
    head = (struct block_head *)(void *)block;
    memcpy(head->magic, BLOCK_MAGIC, sizeof(head->magic));
    head->layout = block_layout();
    head->size = size;
    head->catalog = builder->head;
#define X(type, name)                                                 \
    head->tables[BLOCK_TABLE_##name] =                                \
        (struct block_table){ (uint32_t)at, builder->name##s.count }; \
    copy_##name##s(builder, (type *)(void *)(block + at));            \
    at += aligned(builder->name##s.count * sizeof(type));
    CATALOG_TABLES(X)
#undef X
    *ret_size = size;
    return block;
}
