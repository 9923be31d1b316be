/* Bytes to trees: shapes, places, and everything that a stranger may try. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "fixture.h"
#include "store/tree/yaml_tree.h"
#include "strata/store/store.h"
#include "support/folder.h"
#include "support/str.h"

static bool read_bytes(struct fixture *f, struct str bytes, struct tree *ret)
{
    struct tree_source source = {
        .name = STR("f.yaml"), .bytes = bytes, .limit = STORE_CATALOG_BYTES, .comments = true
    };

    diag_init(&f->diags, &f->arena);
    return tree_read(&source, &f->arena, &f->diags, ret);
}

static struct tree read_good(struct fixture *f, const char *text)
{
    struct tree tree;

    assert_true(read_bytes(f, str_from(text), &tree));
    assert_int_equal(f->diags.list.count, 0);
    assert_true(tree.whole);
    return tree;
}

static struct str first_message(struct fixture *f)
{
    assert_true(f->diags.list.count > 0);
    return diag_format(&f->arena, &f->diags.list.items[0]);
}

/* ---- shapes ---- */

static void dump(const struct node *node, struct strbuf *out)
{
    const struct node *child = node + 1;

    if (node->kind == NODE_SCALAR) {
        strbuf_addf(out, node->text ? "'%.*s'" : "nothing", STR_ARG(node_text(node)));
        return;
    }
    strbuf_addz(out, node->kind == NODE_LIST ? "[" : node->kind == NODE_MAP ? "{" : "broken");
    for (uint32_t i = 0; i < node->len * (node->kind == NODE_MAP ? 2 : 1);
         i++, child = node_next(child)) {
        strbuf_addz(out, i == 0 ? "" : node->kind == NODE_MAP && i % 2 == 1 ? ":" : ",");
        dump(child, out);
    }
    assert_ptr_equal(child, node_next(node));
    strbuf_addz(out, node->kind == NODE_LIST ? "]" : node->kind == NODE_MAP ? "}" : "");
}

static struct str shape(struct fixture *f, const char *text)
{
    struct tree tree = read_good(f, text);
    struct strbuf out = { .arena = &f->arena };

    assert_int_equal(tree.nodes[0].size, tree.count);
    dump(tree_root(&tree), &out);
    return strbuf_str(&out);
}

static void test_shapes(void **state)
{
    struct fixture *f = *state;

    assert_str(shape(f, "a: b"), "{'a':'b'}");
    assert_str(shape(f, "a:\n- b\n- {c: d, e: }\nf: [[], {}]"),
               "{'a':['b',{'c':'d','e':nothing}],'f':[[],{}]}");
    assert_str(shape(f, "a:\nb: ''\n"), "{'a':nothing,'b':''}");
    assert_str(shape(f, "just text"), "'just text'");
    assert_str(shape(f, "a: |\n  x\n  y\n\n"), "{'a':'x y'}");
    assert_str(shape(f, "a: \"x\\ty\\u202e\""), "{'a':'x y<U+202E>'}");
}

static void test_places(void **state)
{
    struct fixture *f = *state;
    struct tree tree = read_good(f, "a:\n  - b: \"\xc3\xa4\xc3\xb6\" \n    c: {d: e}\n");
    const struct node *map = &tree.nodes[3];

    assert_int_equal(map->kind, NODE_MAP);
    assert_int_equal(map->line, 2);
    assert_int_equal(map->column, 5);
    assert_int_equal(tree.nodes[5].column, 8);
    assert_str(tree_path(&tree, &tree.nodes[9], &f->arena), "a[0].c.d");
    assert_str(tree_path(&tree, &tree.nodes[4], &f->arena), "a[0].b");
    assert_str(tree_path(&tree, map, &f->arena), "a[0]");
    assert_str(tree_path(&tree, tree.nodes, &f->arena), "");
}

/* Characters are counted, not bytes, and not cells. */
static void test_columns(void **state)
{
    struct fixture *f = *state;
    struct tree tree =
        read_good(f, "\xef\xbb\xbf{ \xe6\xbc\xa2\xe5\xad\x97: \xf0\x9f\x99\x82, b: c }");

    assert_int_equal(tree.nodes[1].column, 3);
    assert_int_equal(tree.nodes[2].column, 7);
    assert_int_equal(tree.nodes[3].column, 10);
}

static void test_comments(void **state)
{
    struct fixture *f = *state;
    struct tree tree =
        read_good(f, "# one\na: 'x # no' # two\nb: |  # three\n  # text\n\n # four\nc: x#no\n");
    static const struct {
        const char *text;
        uint32_t line;
        uint32_t column;
        uint32_t next;
        bool alone;
    } expected[] = {
        { "# one", 1, 1, 0, true },
        { "# two", 2, 0, 3, false },
        { "# three", 3, 0, 4, false },
        { "# four", 6, 2, 5, true },
    };

    assert_int_equal(tree.comment_count, 4);
    for (uint32_t i = 0; i < 4; i++) {
        assert_str_equal(tree.comments[i].text, str_from(expected[i].text));
        assert_int_equal(tree.comments[i].line, expected[i].line);
        assert_int_equal(tree.comments[i].next, expected[i].next);
        assert_int_equal(tree.comments[i].alone, expected[i].alone);
        if (expected[i].alone) {
            assert_int_equal(tree.comments[i].column, expected[i].column);
        }
    }
}

/* Item by item, with paths that count what was let go of. */
struct seen {
    struct fixture *f;
    struct strbuf text;
    uint32_t most;
};

static void see(void *context, const struct tree *tree, const struct node *item)
{
    struct seen *seen = context;

    strbuf_add(&seen->text, node_text(item - 2));
    strbuf_add_char(&seen->text, '=');
    dump(item, &seen->text);
    strbuf_add(&seen->text, tree_path(tree, item + item->size - 1, &seen->f->arena));
    strbuf_add_char(&seen->text, ';');
    seen->most = tree->count > seen->most ? tree->count : seen->most;
}

static void test_items(void **state)
{
    struct fixture *f = *state;
    struct seen seen = { .f = f, .text = { .arena = &f->arena } };
    struct tree_source source = {
        .name = STR("f"),
        .bytes = STR("a:\n  - {b: c}\n  - d\n  - [e]\nf: [g]\nh: i\nj: {k: [l]}\n"),
        .limit = 1000,
        .each = see,
        .context = &seen
    };
    struct tree tree;

    assert_true(tree_read(&source, &f->arena, &f->diags, &tree));
    assert_str_equal(strbuf_str(&seen.text),
                     STR("a={'b':'c'}a[0].b;a='d'a[1];a=['e']a[2][0];f='g'f[0];"));
    assert_true(seen.most <= 7);
}

/* ---- what is refused ---- */

static struct str refusal(struct fixture *f, struct str bytes)
{
    struct tree tree;

    read_bytes(f, bytes, &tree);
    assert_true(diag_failed(&f->diags));
    return first_message(f);
}

/* `count` times `piece`, with something before and behind. */
static struct str many(struct fixture *f, const char *before, const char *piece, uint32_t count,
                       const char *behind)
{
    struct strbuf buf = { .arena = &f->arena };

    strbuf_addz(&buf, before);
    for (uint32_t i = 0; i < count; i++) {
        strbuf_addz(&buf, piece);
    }
    strbuf_addz(&buf, behind);
    return strbuf_str(&buf);
}

static void test_depth(void **state)
{
    struct fixture *f = *state;
    struct tree tree;

    assert_true(read_bytes(
        f, STR("[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]"), &tree));
    assert_false(diag_failed(&f->diags));
    assert_str(
        refusal(f, STR("[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]")),
        "f.yaml:1:33: [0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0]"
        "[0][0][0][0]: nested deeper than 32 levels");
}

/* Bombs cost nearly nothing: what counts is the memory that was asked for, which is the work done.
 */
static void check_cheap(struct fixture *f, struct str bytes, const char *place)
{
    size_t before = f->memory.total;

    assert_true(str_starts(refusal(f, bytes), str_from(place)));
    assert_true(f->memory.total - before < 64 * 1024);
}

static void test_brackets(void **state)
{
    struct fixture *f = *state;

    check_cheap(f, many(f, "", "[", 1000000, ""), "f.yaml:1:33: ");
    check_cheap(f, many(f, "", "{", 1000000, ""), "f.yaml:1:2: "); /* a map as a key */
    check_cheap(f, many(f, "", "{a: ", 1000000, ""), "f.yaml:1:129: ");
    check_cheap(f, many(f, "", "- ", 1000000, ""), "f.yaml:1:65: ");
    check_cheap(f, many(f, "", "? ", 1000000, ""), "f.yaml:1:3: ");
}

static void test_long_texts(void **state)
{
    struct fixture *f = *state;
    struct tree tree;

    assert_str(refusal(f, many(f, "a: ", "x", 1024 * 1024, "")),
               "f.yaml:1:4: a: a text is longer than 64 KiB");
    assert_str(refusal(f, many(f, "a: ", "x", 65537, "")),
               "f.yaml:1:4: a: a text is longer than 64 KiB");
    assert_true(read_bytes(f, many(f, "a: ", "x", 65536, ""), &tree));
    assert_false(diag_failed(&f->diags));
    assert_true(str_starts(refusal(f, many(f, "a:\n  ", "x", 1025, ": y\n")), STR("f.yaml:2:")));
}

static void test_sizes(void **state)
{
    struct fixture *f = *state;

    assert_str(refusal(f, many(f, "", "#", STORE_CATALOG_BYTES + 1, "")),
               "f.yaml: the file is larger than 4 MiB");
    assert_str(refusal(f, many(f, "[", "a,", STORE_NODES, "]")),
               "f.yaml:1:2000000: the file has too many parts (split it)");
}

/* A laugh has no aliases left to multiply with. */
static void test_laughs(void **state)
{
    struct fixture *f = *state;
    struct str bytes = STR("a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n");
    struct tree tree;

    assert_true(read_bytes(f, bytes, &tree));
    assert_int_equal(f->diags.counts[SEVERITY_ERROR], 6);
    assert_str(first_message(f), "f.yaml:1:4: a: anchors (&name) are not allowed");
    assert_int_equal(tree.nodes[8].kind, NODE_BROKEN);
    assert_str(refusal(f, STR("&x [*x]")), "f.yaml:1:1: anchors (&name) are not allowed");
}

/* 100,000 keys, all different, then one of them again: found without comparing each with each. */
static void test_many_keys(void **state)
{
    struct fixture *f = *state;
    struct strbuf buf = { .arena = &f->arena };
    struct tree tree;

    for (unsigned i = 0; i < 100000; i++) {
        strbuf_addf(&buf, "k%u: v\n", i);
    }
    assert_true(read_bytes(f, strbuf_str(&buf), &tree));
    assert_false(diag_failed(&f->diags));
    strbuf_addz(&buf, "k7: v\nk99999: v\n");
    assert_true(read_bytes(f, strbuf_str(&buf), &tree));
    assert_int_equal(f->diags.counts[SEVERITY_ERROR], 2);
    assert_str(first_message(f), "f.yaml:100001:1: k7: \"k7\" is given twice (first at line 8)");
}

/* Keys that look alike at first sight are told apart, in small maps and where small ones become
 * large. */
static void test_duplicates(void **state)
{
    struct fixture *f = *state;
    struct tree tree;

    for (unsigned count = 1; count < 40; count++) {
        struct strbuf buf = { .arena = &f->arena };

        for (unsigned i = 0; i < count; i++) {
            strbuf_addf(&buf, "a%02uz: {x: [y, z]}\n", i);
        }
        assert_true(read_bytes(f, strbuf_str(&buf), &tree));
        assert_false(diag_failed(&f->diags));
        strbuf_addf(&buf, "a%02uz: 1\n", count / 2);
        assert_true(read_bytes(f, strbuf_str(&buf), &tree));
        assert_int_equal(f->diags.counts[SEVERITY_ERROR], 1);
    }
}

static void test_bytes(void **state)
{
    struct fixture *f = *state;

    assert_str(refusal(f, (struct str){ NULL, 0 }), "f.yaml: the file is empty");
    assert_str(refusal(f, STR("\xef\xbb\xbf")), "f.yaml: the file is empty");
    assert_str(refusal(f, STR("---\n")), "f.yaml: the file is empty");
    assert_str(refusal(f, STR("\xff\xfe"
                              "a\0:\0 \0b\0")),
               "f.yaml:1:1: the file is UTF-16 (save the file as UTF-8)");
    assert_str(refusal(f, STR("a: b\n\xc3\xa4: \xc3")),
               "f.yaml:2:4: this is no UTF-8 text (save the file as UTF-8)");
    assert_str(refusal(f, STR("a: \x07")),
               "f.yaml:1:4: the character U+0007 is not allowed in a file");
    assert_str(refusal(f, STR("a: b\0c")),
               "f.yaml:1:5: the character U+0000 is not allowed in a file");
    assert_str(refusal(f, STR("a: \"\\0\"")), "f.yaml:1:4: a: a text with a NUL character");
}

/* However a file is cut off, what can be read can be walked. */
static void test_cut_off(void **state)
{
    struct fixture *f = *state;
    static const char text[] =
        "a:\n  - {b: \"c\", d: [e, {f: g}]}\n  - h: |\n      i\n    ? j\n    : k\nl: [m, n]\n";

    for (size_t len = 0; len < sizeof(text) - 1; len++) {
        struct strbuf out = { .arena = &f->arena };
        struct tree tree;

        if (!read_bytes(f, (struct str){ text, len }, &tree)) {
            continue;
        }
        dump(tree_root(&tree), &out);
        for (uint32_t i = 0; i < tree.count; i++) {
            tree_path(&tree, &tree.nodes[i], &f->arena);
        }
        assert_true(tree.whole || diag_failed(&f->diags));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        FIXTURE_TEST(test_shapes),   FIXTURE_TEST(test_places),     FIXTURE_TEST(test_columns),
        FIXTURE_TEST(test_comments), FIXTURE_TEST(test_items),      FIXTURE_TEST(test_depth),
        FIXTURE_TEST(test_brackets), FIXTURE_TEST(test_long_texts), FIXTURE_TEST(test_sizes),
        FIXTURE_TEST(test_laughs),   FIXTURE_TEST(test_many_keys),  FIXTURE_TEST(test_duplicates),
        FIXTURE_TEST(test_bytes),    FIXTURE_TEST(test_cut_off),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
