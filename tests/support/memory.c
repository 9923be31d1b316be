#include "memory.h"

#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

static void *get(void *context, size_t size)
{
    struct test_memory *memory = context;
    memory->gets++;
    memory->largest = size > memory->largest ? size : memory->largest;

    bool fails = memory->fail_at != 0
                 && (memory->gets == memory->fail_at
                     || (memory->fail_forever && memory->gets > memory->fail_at));
    if (fails || (memory->most != 0 && size > memory->most)) {
        return NULL;
    }
    void *block = malloc(size);
    if (block != NULL) {
        memory->live++;
        memory->total += size;
    }
    return block;
}

static void give_back(void *context, void *block)
{
    struct test_memory *memory = context;
    assert_non_null(block);
    assert_true(memory->live > 0);
    memory->live--;
    free(block);
}

static void exhausted(void *context) __attribute__((noreturn));

static void exhausted(void *context)
{
    struct test_memory *memory = context;
    if (memory->trying) {
        memory->trying = false;
        longjmp(memory->recovery, 1);
    }
    fail_msg("memory exhausted in allocation %zu", memory->gets);
    abort(); /* fail_msg() does not return, but its declaration does not say so */
}

void test_memory_init(struct test_memory *memory)
{
    *memory = (struct test_memory){
        .memory = { .get = get, .give_back = give_back, .exhausted = exhausted, .context = memory },
    };
}

void test_memory_check(const struct test_memory *memory)
{
    assert_int_equal(memory->live, 0);
}

void test_memory_end_try(struct test_memory *memory)
{
    memory->trying = false;
}
