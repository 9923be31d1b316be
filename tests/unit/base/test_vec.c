#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "memory.h"
#include "strata/base/vec.h"

struct point {
    int x;
    char name[20];
};

static void test_adds_keep_what_is_there(void **state)
{
    (void)state;
    struct test_memory memory;
    struct arena arena;
    VEC(struct point) points = { 0 };

    test_memory_init(&memory);
    arena_init(&arena, &memory.memory);
    for (int i = 0; i < 1000; i++) {
        struct point *point = vec_add(&points, &arena);
        assert_int_equal(point->x, 0);
        assert_int_equal(point->name[19], 0);
        *point = (struct point){ .x = i, .name = "name" };
        assert_ptr_equal(point, vec_last(&points));
        assert_true(points.room >= points.count);
    }
    assert_int_equal(points.count, 1000);
    assert_true(points.room <= 1024);
    for (int i = 0; i < 1000; i++) {
        assert_int_equal(points.items[i].x, i);
        assert_string_equal(points.items[i].name, "name");
    }
    arena_release(&arena);
    test_memory_check(&memory);
}

static void test_first_room(void **state)
{
    (void)state;
    struct test_memory memory;
    struct arena arena;
    VEC(char) bytes = { 0 };

    test_memory_init(&memory);
    arena_init(&arena, &memory.memory);
    *vec_add(&bytes, &arena) = 'a';
    assert_int_equal(bytes.room, VEC_MIN);
    arena_release(&arena);
    test_memory_check(&memory);
}

/* Taking items off by lowering the count must not bring their values back. */
static void test_an_item_added_again_is_zeroed(void **state)
{
    (void)state;
    struct test_memory memory;
    struct arena arena;
    VEC(int) numbers = { 0 };

    test_memory_init(&memory);
    arena_init(&arena, &memory.memory);
    for (int i = 0; i < 20; i++) {
        *vec_add(&numbers, &arena) = 7;
    }
    numbers.count = 3;
    for (int i = 0; i < 40; i++) {
        assert_int_equal(*vec_add(&numbers, &arena), 0);
    }
    assert_int_equal(numbers.items[2], 7);
    arena_release(&arena);
    test_memory_check(&memory);
}

static void test_a_full_vector_is_exhausted_memory(void **state)
{
    (void)state;
    struct test_memory memory;
    struct arena arena;
    uint32_t room = UINT32_MAX;
    volatile bool told = false;

    test_memory_init(&memory);
    arena_init(&arena, &memory.memory);
    if (TEST_MEMORY_TRY(&memory)) {
        vec_grow(&arena, NULL, UINT32_MAX, &room, 1);
    } else {
        told = true;
    }
    assert_true(told);
    assert_int_equal(memory.gets, 0);
    arena_release(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_adds_keep_what_is_there),
        cmocka_unit_test(test_first_room),
        cmocka_unit_test(test_an_item_added_again_is_zeroed),
        cmocka_unit_test(test_a_full_vector_is_exhausted_memory),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
