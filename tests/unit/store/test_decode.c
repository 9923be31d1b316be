/* Fields by their type, and what is said about those that are not of it. The messages themselves
 * are pinned down in tests/catalogs/bad; here are the values and the borders. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "fixture.h"
#include "store/tree/decode.h"
#include "store/tree/yaml_tree.h"
#include "strata/base/money.h"
#include "support/str.h"

/* The tree of a text; errors of before are forgotten. */
static struct tree tree_of(struct fixture *f, const char *text)
{
    struct tree_source source = { .name = STR("f"), .bytes = str_from(text), .limit = 1000000 };
    struct tree tree;

    diag_init(&f->diags, &f->arena);
    assert_true(tree_read(&source, &f->arena, &f->diags, &tree));
    return tree;
}

static uint32_t errors(const struct fixture *f)
{
    return f->diags.counts[SEVERITY_ERROR];
}

static void test_numbers(void **state)
{
    struct fixture *f = *state;
    static const struct {
        const char *text;
        bool good;
        int64_t value;
    } cases[] = {
        { "0", true, 0 },
        { "12", true, 12 * MICRO },
        { "'12'", true, 12 * MICRO },
        { "0.05", true, 50000 },
        { "1_000", true, 1000 * MICRO },
        { "-1", true, -MICRO },
        { "1e3", false, 0 },
        { "0x10", false, 0 },
        { "1,5", false, 0 },
        { ".5", false, 0 },
        { "5.", false, 0 },
        { "+1", false, 0 },
        { "inf", false, 0 },
        { "''", false, 0 },
        { "[1]", false, 0 },
        { "1000.000001", false, 0 },
        { "1000", true, 1000 * MICRO },
        { "-1.000001", false, 0 },
    };

    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        struct tree tree = tree_of(f, cases[i].text);
        int64_t value = 77;

        assert_int_equal(decode_micro(&tree, tree_root(&tree), -MICRO, 1000 * MICRO, &value),
                         cases[i].good);
        assert_int_equal(value, cases[i].good ? cases[i].value : 77);
        assert_int_equal(errors(f), !cases[i].good);
    }
    assert_int_equal(decode_number(NULL, NULL, 0, 1, 42), 42);
    assert_int_equal(decode_count(NULL, NULL, 0, 1, 7), 7);
}

static void test_counts(void **state)
{
    struct fixture *f = *state;
    struct tree tree = tree_of(f, "[3, 3.5, 4, -1]");
    const struct node *node = node_first(tree_root(&tree));

    assert_int_equal(decode_count(&tree, node, 0, 3, 9), 3);
    assert_int_equal(decode_count(&tree, node + 1, 0, 4, 9), 9);
    assert_int_equal(decode_count(&tree, node + 2, 0, 3, 9), 9);
    assert_int_equal(decode_count(&tree, node + 3, 0, 3, 9), 9);
    assert_int_equal(errors(f), 3);
}

static void test_flags(void **state)
{
    struct fixture *f = *state;
    struct tree tree = tree_of(f, "[true, false, yes, TRUE, 1, [true], ]");
    const struct node *node = node_first(tree_root(&tree));

    assert_true(decode_flag(&tree, node, false));
    assert_false(decode_flag(&tree, node + 1, true));
    for (uint32_t i = 2; i < 5; i++) {
        assert_false(decode_flag(&tree, node + i, false));
    }
    assert_true(decode_flag(&tree, node + 5, true));
    assert_int_equal(errors(f), 4);
    assert_true(decode_flag(&tree, NULL, true));
}

static void test_words(void **state)
{
    struct fixture *f = *state;
    static const struct word words[] = { WORD("red"), WORD("green"), WORD("blue") };
    struct tree tree = tree_of(f, "[green, gren, '']");
    const struct node *node = node_first(tree_root(&tree));

    assert_int_equal(decode_word(&tree, node, WORDS(words), 9), 1);
    assert_int_equal(decode_word(&tree, node + 1, WORDS(words), 9), 9);
    assert_int_equal(decode_word(&tree, node + 2, WORDS(words), 9), 9);
    assert_int_equal(decode_word(&tree, NULL, WORDS(words), 8), 8);
    assert_str(
        diag_format(&f->arena, &f->diags.list.items[0]),
        "f:1:9: [1]: must be one of red, green, blue, not \"gren\" (did you mean \"green\"?)");
}

static void test_maps(void **state)
{
    struct fixture *f = *state;
    static const struct word keys[] = { REQUIRED("a"), WORD("b"), REQUIRED("c") };
    const struct node *values[3];
    struct tree tree = tree_of(f, "{ c: 1, x: 2, b: }");

    assert_true(decode_map(&tree, tree_root(&tree), WORDS(keys), values));
    assert_null(values[0]);
    assert_true(node_nothing(values[1]));
    assert_true(node_is(values[2], "1"));
    assert_int_equal(errors(f), 2);
    tree = tree_of(f, "[a]");
    assert_false(decode_map(&tree, tree_root(&tree), WORDS(keys), values));
    assert_null(values[2]);
    assert_false(decode_map(&tree, NULL, WORDS(keys), values));
    assert_int_equal(errors(f), 1);
}

static void test_items(void **state)
{
    struct fixture *f = *state;
    struct tree tree = tree_of(f, "{ a: [1, 2], b: 3, c: , d: {x: y}, e: [] }");
    const struct node *root = tree_root(&tree);

    assert_int_equal(decode_items(decode_value(root, "a")).count, 2);
    assert_int_equal(decode_items(decode_value(root, "b")).count, 1);
    assert_int_equal(decode_items(decode_value(root, "c")).count, 0);
    assert_int_equal(decode_items(decode_value(root, "d")).count, 1);
    assert_int_equal(decode_items(decode_value(root, "e")).count, 0);
    assert_int_equal(decode_items(decode_value(root, "f")).count, 0);
    assert_null(decode_value(decode_value(root, "a"), "a"));
}

static void test_dates(void **state)
{
    struct fixture *f = *state;
    static const char *const bad[] = { "2026-00-01", "2026-13-01", "2026-01-00", "2026-01-32",
                                       "26-01-01",   "2026/01/01", "2026-1-1",   "soon" };
    struct tree tree = tree_of(f, "2026-12-31");

    assert_str(decode_date(&tree, tree_root(&tree)), "2026-12-31");
    for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
        tree = tree_of(f, bad[i]);
        assert_str(decode_date(&tree, tree_root(&tree)), "");
        assert_int_equal(errors(f), 1);
    }
}

/* A file of nothing but mistakes: all are counted, and only the first hundred cost anything. */
static void test_many_mistakes(void **state)
{
    struct fixture *f = *state;
    static const struct word keys[] = { WORD("a") };
    const struct node *values[1];
    struct strbuf buf = { .arena = &f->arena };
    struct tree tree;
    size_t before;

    for (unsigned i = 0; i < 50000; i++) {
        strbuf_addf(&buf, "key%u: 1\n", i);
    }
    tree = tree_of(f, str_terminated(&f->arena, strbuf_str(&buf)));
    before = f->arena.in_use;
    decode_map(&tree, tree_root(&tree), WORDS(keys), values);
    assert_int_equal(errors(f), 50000);
    assert_int_equal(f->diags.list.count, DIAG_LIMIT);
    assert_true(f->arena.in_use - before < 1024 * 1024);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        FIXTURE_TEST(test_numbers), FIXTURE_TEST(test_counts),        FIXTURE_TEST(test_flags),
        FIXTURE_TEST(test_words),   FIXTURE_TEST(test_maps),          FIXTURE_TEST(test_items),
        FIXTURE_TEST(test_dates),   FIXTURE_TEST(test_many_mistakes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
