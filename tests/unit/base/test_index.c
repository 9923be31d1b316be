#include "strata/base/index.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>

#include <cmocka.h>

#include "fixture.h"

static void test_empty(void **state)
{
    struct fixture *fixture = *state;
    struct index index = { .arena = &fixture->arena };
    uint32_t value = 99;
    assert_false(index_find(&index, STR("a"), &value));
    assert_false(index_find(&index, STR(""), NULL));
    assert_int_equal(value, 99);
    assert_int_equal(fixture->memory.gets, 0);
}

static void test_adding_twice_tells_the_first(void **state)
{
    struct fixture *fixture = *state;
    struct index index = { .arena = &fixture->arena };
    uint32_t value = 99;
    assert_true(index_add(&index, STR("a"), 0, &value));
    assert_int_equal(value, 99);
    assert_false(index_add(&index, STR("a"), 1, &value));
    assert_int_equal(value, 0);
    assert_false(index_add(&index, STR("a"), 1, NULL));
    assert_int_equal(index.count, 1);
    assert_true(index_find(&index, STR("a"), &value));
    assert_int_equal(value, 0);
    assert_true(index_find(&index, STR("a"), NULL));
}

static void test_keys_are_bytes(void **state)
{
    struct fixture *fixture = *state;
    struct index index = { .arena = &fixture->arena };
    static const struct str keys[] = {
        { "", 0 },
        { "\0", 1 },
        { "\0\0", 2 },
        { "a", 1 },
        { "A", 1 },
        { "a\0", 2 },
        { "aa", 2 },
        { "1234567", 7 },
        { "12345678", 8 },
        { "12345678\0", 9 },
        { "123456789", 9 },
        { "1234567\0", 8 },
        { "1234567890123456", 16 },
        { "\xff\xfe", 2 },
    };
    const uint32_t count = sizeof(keys) / sizeof(keys[0]);
    for (uint32_t i = 0; i < count; i++) {
        assert_true(index_add(&index, keys[i], i, NULL));
    }
    for (uint32_t i = 0; i < count; i++) {
        uint32_t value = 99;
        assert_true(index_find(&index, keys[i], &value));
        assert_int_equal(value, i);
    }
    assert_false(index_find(&index, STR("123456"), NULL));
    assert_true(index_find(&index, (struct str){ 0 }, NULL)); /* NULL and "" are the same key */
}

static void test_many(void **state)
{
    enum { MANY = 20000 };
    struct fixture *fixture = *state;
    struct index index = { .arena = &fixture->arena };
    for (uint32_t i = 0; i < MANY; i++) {
        assert_true(index_add(&index, str_format(&fixture->arena, "name-%u", i), i, NULL));
        assert_true(index.count <= index.room / 2);
        assert_int_equal(index.room & (index.room - 1), 0);
    }
    assert_int_equal(index.count, MANY);
    for (uint32_t i = 0; i < 2 * MANY; i++) {
        char name[32];
        uint32_t value = 0;
        snprintf(name, sizeof(name), "name-%u", i);
        assert_int_equal(index_find(&index, str_from(name), &value), i < MANY);
        assert_int_equal(value, i < MANY ? i : 0);
    }
}

static void test_running_out_keeps_what_was_there(void **state)
{
    struct fixture *fixture = *state;
    struct index index = { .arena = &fixture->arena };
    char names[100][8];
    volatile uint32_t added = 0;

    fixture->memory.most = 4096; /* a table of 256 does not fit */
    if (TEST_MEMORY_TRY(&fixture->memory)) {
        for (uint32_t i = 0; i < 100; i++) {
            snprintf(names[i], sizeof(names[i]), "%u", i);
            index_add(&index, str_from(names[i]), i, NULL);
            added = i + 1;
        }
        test_memory_end_try(&fixture->memory);
    }
    for (uint32_t i = 0; i < added; i++) {
        assert_true(index_find(&index, str_from(names[i]), NULL));
    }
    assert_int_equal(index.count, added);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        FIXTURE_TEST(test_empty),
        FIXTURE_TEST(test_adding_twice_tells_the_first),
        FIXTURE_TEST(test_keys_are_bytes),
        FIXTURE_TEST(test_many),
        FIXTURE_TEST(test_running_out_keeps_what_was_there),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
