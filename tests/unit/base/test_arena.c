#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "memory.h"
#include "random.h"
#include "strata/base/arena.h"

static int setup(void **state)
{
    static struct test_memory memory;
    test_memory_init(&memory);
    *state = &memory;
    return 0;
}

static int teardown(void **state)
{
    test_memory_check(*state);
    return 0;
}

static void test_nothing_is_taken_before_it_is_needed(void **state)
{
    struct test_memory *memory = *state;
    struct arena arena;
    arena_init(&arena, &memory->memory);
    assert_int_equal(memory->gets, 0);
    arena_reset(&arena);
    arena_release(&arena);

    struct arena zeroes = { 0 };
    arena_release(&zeroes);
    assert_int_equal(memory->gets, 0);
}

static void test_zero_size_is_a_pointer_of_its_own(void **state)
{
    struct test_memory *memory = *state;
    struct arena arena;
    arena_init(&arena, &memory->memory);
    char *a = arena_alloc(&arena, 0);
    char *b = arena_array(&arena, 0, 100);
    char *c = arena_array(&arena, 100, 0);
    assert_non_null(a);
    assert_ptr_not_equal(a, b);
    assert_ptr_not_equal(b, c);
    arena_release(&arena);
}

static void test_alignment_zeroes_and_no_overlap(void **state)
{
    struct test_memory *memory = *state;
    struct test_random random = { 1 };
    struct arena arena;
    unsigned char *got[500];
    size_t sizes[500];

    arena_init(&arena, &memory->memory);
    for (int round = 0; round < 3;
         round++) { /* the second and third find used memory after a reset */
        for (size_t i = 0; i < 500; i++) {
            sizes[i] = test_random_below(&random, i % 50 == 0 ? 40000 : 100);
            got[i] = arena_alloc(&arena, sizes[i]);
            assert_int_equal((uintptr_t)got[i] % _Alignof(max_align_t), 0);
            for (size_t j = 0; j < sizes[i]; j++) {
                assert_int_equal(got[i][j], 0);
            }
            memset(got[i], (int)(i % 255) + 1, sizes[i]);
        }
        for (size_t i = 0; i < 500; i++) {
            for (size_t j = 0; j < sizes[i]; j++) {
                assert_int_equal(got[i][j], i % 255 + 1);
            }
        }
        arena_reset(&arena);
        assert_int_equal(arena.in_use, 0);
    }
    arena_release(&arena);
}

static void test_blocks_grow(void **state)
{
    struct test_memory *memory = *state;
    struct arena arena;
    arena_init(&arena, &memory->memory);
    for (int i = 0; i < 100000; i++) {
        arena_alloc(&arena, 16);
    }
    assert_true(arena.in_use >= 1600000);
    assert_true(memory->gets <= 16); /* doubling: log2(1.6 MB / 64 bytes) */
    assert_true(memory->total <= 2 * arena.in_use + 64 * 1024);
    arena_release(&arena);
}

static void test_reset_keeps_one_block(void **state)
{
    struct test_memory *memory = *state;
    struct arena arena;
    arena_init(&arena, &memory->memory);
    for (int i = 0; i < 10000; i++) {
        arena_alloc(&arena, 100);
    }
    assert_true(memory->live > 1);
    arena_reset(&arena);
    assert_int_equal(memory->live, 1);

    size_t before = memory->gets;
    for (int i = 0; i < 1000; i++) { /* a frame as large as the last block costs no get */
        arena_alloc(&arena, 100);
    }
    assert_int_equal(memory->gets, before);
    arena_release(&arena);
    assert_int_equal(memory->live, 0);

    assert_non_null(arena_alloc(&arena, 1)); /* may be used again */
    arena_release(&arena);
}

static void test_a_large_piece_among_small_ones(void **state)
{
    struct test_memory *memory = *state;
    struct arena arena;
    arena_init(&arena, &memory->memory);
    arena_alloc(&arena, 10);
    char *large = arena_alloc(&arena, 30 << 20);
    large[(30 << 20) - 1] = 1;
    for (int i = 0; i < 100; i++) {
        arena_alloc(&arena, 1000);
    }
    assert_true(memory->largest < 40 << 20); /* growth stops doubling */
    arena_release(&arena);
}

static void test_sizes_beyond_reason_are_exhausted_memory(void **state)
{
    static const size_t bad[][2] = {
        { SIZE_MAX, 1 },
        { SIZE_MAX / 2 + 1, 1 },
        { 1, SIZE_MAX },
        { SIZE_MAX / 2 + 1, 2 },
        { (size_t)1 << 33, (size_t)1 << 33 },
        { SIZE_MAX - 7, 1 },
        { 3, SIZE_MAX / 3 + 1 },
    };
    struct test_memory *memory = *state;
    struct arena arena;
    arena_init(&arena, &memory->memory);
    for (volatile size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
        if (TEST_MEMORY_TRY(memory)) {
            arena_array(&arena, bad[i][0], bad[i][1]);
            fail_msg("%zu * %zu came back", bad[i][0], bad[i][1]);
        }
        assert_int_equal(memory->gets, 0);
    }
    arena_release(&arena);
}

static void test_every_failing_get_is_told_and_leaks_nothing(void **state)
{
    struct test_memory *memory = *state;
    volatile bool failed = true;
    for (volatile size_t n = 1; failed; n++) {
        struct arena arena;
        test_memory_init(memory);
        memory->fail_at = n;
        arena_init(&arena, &memory->memory);
        failed = false;
        if (TEST_MEMORY_TRY(memory)) {
            for (int i = 0; i < 3000; i++) {
                arena_alloc(&arena, 100);
            }
            test_memory_end_try(memory);
            assert_true(memory->gets < n);
        } else {
            failed = true;
            assert_int_equal(memory->gets, n);
        }
        arena_release(&arena);
        test_memory_check(memory);
    }
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)
    const struct CMUnitTest tests[] = {
        TEST(test_nothing_is_taken_before_it_is_needed),
        TEST(test_zero_size_is_a_pointer_of_its_own),
        TEST(test_alignment_zeroes_and_no_overlap),
        TEST(test_blocks_grow),
        TEST(test_reset_keeps_one_block),
        TEST(test_a_large_piece_among_small_ones),
        TEST(test_sizes_beyond_reason_are_exhausted_memory),
        TEST(test_every_failing_get_is_told_and_leaks_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
