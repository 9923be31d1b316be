#include "strata/report/page_text.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "support/memory.h"
#include "support/str.h"

struct fixture {
    struct test_memory memory;
    struct arena arena;
    struct strbuf text;
};

static int setup(void **state)
{
    struct fixture *fixture = calloc(1, sizeof(*fixture));
    test_memory_init(&fixture->memory);
    arena_init(&fixture->arena, &fixture->memory.memory);
    fixture->text.arena = &fixture->arena;
    *state = fixture;
    return 0;
}

static int teardown(void **state)
{
    struct fixture *fixture = *state;
    arena_release(&fixture->arena);
    test_memory_check(&fixture->memory);
    free(fixture);
    return 0;
}

static void test_paragraph_wraps(void **state)
{
    struct fixture *fixture = *state;
    layout_paragraph(&fixture->text, 2, 12, STR("one two three four"));
    assert_str(strbuf_str(&fixture->text), "  one two\n  three four\n");
}

static void test_paragraph_of_nothing(void **state)
{
    struct fixture *fixture = *state;
    layout_paragraph(&fixture->text, 0, 12, STR(""));
    assert_str(strbuf_str(&fixture->text), "\n");
}

static void test_item_hangs(void **state)
{
    struct fixture *fixture = *state;
    layout_item(&fixture->text, 0, STR("Label"), 70, STR("one two three"));
    assert_str(strbuf_str(&fixture->text),
               "Label                                                                 one two\n"
               "                                                                      three\n");
}

static void test_long_label_has_its_line(void **state)
{
    struct fixture *fixture = *state;
    layout_item(&fixture->text, 2, STR("--long-label"), 8, STR("text"));
    layout_item(&fixture->text, 2, STR("alone"), 4, STR(""));
    assert_str(strbuf_str(&fixture->text), "  --long-label\n        text\n  alone\n");
}

static void test_columns_count_cells(void **state)
{
    struct fixture *fixture = *state;
    layout_item(&fixture->text, 0, STR("日本"), 6, STR("é"));
    layout_right(&fixture->text, 4, STR("é"));
    layout_right(&fixture->text, 2, STR("long"));
    assert_str(strbuf_str(&fixture->text), "日本  é\n   é long"); /* never run together */
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)
    const struct CMUnitTest tests[] = {
        TEST(test_paragraph_wraps),         TEST(test_paragraph_of_nothing), TEST(test_item_hangs),
        TEST(test_long_label_has_its_line), TEST(test_columns_count_cells),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
