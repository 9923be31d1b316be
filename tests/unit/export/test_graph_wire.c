#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "export/graphviz/graph_label.h"
#include "export/graphviz/graph_wire.h"
#include "strata/base/text.h"
#include "strata/export/graph_read.h"
#include "strata/model/catalog.h"
#include "support/fixture.h"
#include "support/random.h"
#include "support/str.h"

/* ---- the list ---- */

static struct str sample(struct fixture *fixture)
{
    static struct graph_wire_cluster clusters[] = {
        { NONE, STR("cluster_a"), { GRAPH_WIRE_PLAIN, STR("A") } },
        { 0, STR("cluster_b"), { GRAPH_WIRE_HTML, STR("<b>B</b>") } },
    };
    static struct graph_wire_node nodes[] = {
        { STR("x"), { GRAPH_WIRE_RECORD, STR("{a|b}") }, 1 },
        { STR("y"), { GRAPH_WIRE_HIDDEN, STR("") }, NONE },
    };
    static struct graph_wire_edge edges[] = { { 0, 1, true, { GRAPH_WIRE_PLAIN, STR("e") } } };
    struct graph_wire wire = { .drawings = 1,
                               .name = STR("g"),
                               .label = { GRAPH_WIRE_PLAIN, STR("title") },
                               .design = STR("yaml:"),
                               .clusters = clusters,
                               .cluster_count = 2,
                               .nodes = nodes,
                               .node_count = 2,
                               .edges = edges,
                               .edge_count = 1 };
    struct strbuf bytes = { .arena = &fixture->arena };
    strbuf_addz(&bytes, "Warning: so so\n");
    graph_wire_write(&wire, &bytes);
    return strbuf_str(&bytes);
}

static void test_there_and_back(void **state)
{
    struct fixture *fixture = *state;
    struct graph_wire wire;
    struct str messages;
    assert_true(graph_wire_read(sample(fixture), &fixture->arena, &messages, &wire));
    assert_str(messages, "Warning: so so\n");
    assert_false(wire.failed);
    assert_str(wire.label.text, "title");
    assert_int_equal(wire.clusters[1].parent, 0);
    assert_int_equal(wire.clusters[1].label.form, GRAPH_WIRE_HTML);
    assert_int_equal(wire.nodes[0].cluster, 1);
    assert_int_equal(wire.nodes[1].cluster, NONE);
    assert_int_equal(wire.edges[0].head, 1);
    assert_true(wire.edges[0].dashed);
}

/* A copy of exactly the bytes, so that a sanitizer sees a read beyond them. */
static char *room_for(const char *bytes, size_t len)
{
    char *room = malloc(len > 0 ? len : 1);
    assert_non_null(room);
    return memcpy(room, bytes, len);
}

static bool reads(struct fixture *fixture, const char *bytes, size_t len)
{
    struct graph_wire wire;
    struct str messages;
    struct str copy = { room_for(bytes, len), len };
    bool fine = graph_wire_read(copy, &fixture->arena, &messages, &wire);
    for (uint32_t i = 0; fine && i < wire.node_count; i++) {
        assert_true(wire.nodes[i].cluster == NONE || wire.nodes[i].cluster < wire.cluster_count);
        graph_label(&wire.nodes[i].label, wire.nodes[i].name, wire.name, &fixture->arena);
    }
    for (uint32_t i = 0; fine && i < wire.edge_count; i++) {
        assert_true(wire.edges[i].tail < wire.node_count && wire.edges[i].head < wire.node_count);
    }
    for (uint32_t i = 0; fine && i < wire.cluster_count; i++) {
        assert_true(wire.clusters[i].parent == NONE || wire.clusters[i].parent < i);
    }
    free((void *)(uintptr_t)copy.at);
    return fine;
}

static void test_every_cut_is_noticed(void **state)
{
    struct fixture *fixture = *state;
    struct str whole = sample(fixture);
    assert_true(reads(fixture, whole.at, whole.len));
    for (size_t len = 0; len < whole.len; len++) {
        assert_false(reads(fixture, whole.at, len));
    }
    struct strbuf longer = { .arena = &fixture->arena };
    strbuf_add(&longer, whole);
    strbuf_add_char(&longer, '\0');
    assert_false(reads(fixture, strbuf_str(&longer).at, strbuf_str(&longer).len));
}

static void test_changed_bytes(void **state)
{
    struct fixture *fixture = *state;
    struct test_random random = { 5 };
    struct str whole = sample(fixture);
    char *bytes = arena_alloc(&fixture->arena, whole.len);
    for (int round = 0; round < 20000; round++) {
        memcpy(bytes, whole.at, whole.len);
        for (uint32_t n = test_random_below(&random, 4) + 1; n > 0; n--) {
            static const unsigned char values[] = { 0, 1, 2, 3, 0x7f, 0x80, 0xff };
            uint32_t at = test_random_below(&random, (uint32_t)whole.len);
            bytes[at] = (char)values[test_random_below(&random, sizeof(values))];
        }
        reads(fixture, bytes, whole.len);
    }
}

/* ---- labels ---- */

static void check(struct fixture *fixture, enum graph_wire_form form, struct str text,
                  const char *expected)
{
    struct graph_wire_label label = { form, text };
    struct str lines = graph_label(&label, STR("node"), STR("drawing"), &fixture->arena);
    assert_str_equal(lines, str_from(expected));
}

static void test_labels(void **state)
{
    struct fixture *fixture = *state;
    check(fixture, GRAPH_WIRE_PLAIN, STR("a\\nb\\lc\\r"), "a\nb\nc");
    check(fixture, GRAPH_WIRE_PLAIN, STR("\\N of \\G"), "node of drawing");
    check(fixture, GRAPH_WIRE_PLAIN, STR("50 \\% \\\\ x\\"), "50 % \\ x\\");
    check(fixture, GRAPH_WIRE_PLAIN, STR("R&amp;D &#169; &#x41; &nope; &"),
          "R&D \xc2\xa9 A &nope; &");
    check(fixture, GRAPH_WIRE_PLAIN, STR("{a|b}"), "{a|b}");
    check(fixture, GRAPH_WIRE_PLAIN, STR("caf\xe9 \x80"), "caf\xc3\xa9 <U+0080>");
    check(fixture, GRAPH_WIRE_PLAIN, STR("&#0; &#xd800; &#x110000; &#99999999999;"),
          "&#0; &#xd800; &#x110000; &#99999999999;");
    check(fixture, GRAPH_WIRE_RECORD, STR("{<p1> a | b\\|c|{d}}"), "a\nb|c\nd");
    check(fixture, GRAPH_WIRE_RECORD, STR("<open"), "");
    check(fixture, GRAPH_WIRE_HTML, STR("<b>x</b>y<br/>z"), "xy\nz");
    check(fixture, GRAPH_WIRE_HTML,
          STR("<table><tr><td>a &lt; b</td><td>c</td></tr></table><!-- d -->"), "a < b\nc");
    check(fixture, GRAPH_WIRE_HTML, STR("a<!-- open"), "a");
    check(fixture, GRAPH_WIRE_HTML, STR("a<b"), "a");
    check(fixture, GRAPH_WIRE_HIDDEN, STR("a"), "");
    check(fixture, GRAPH_WIRE_PLAIN, STR("a\x1b[2Jb"), "a<U+001B>[2Jb");
}

static void test_any_label(void **state)
{
    struct fixture *fixture = *state;
    struct test_random random = { 3 };
    static const char signs[] = "a\\nN&#x;<>!-b/|{} \xc3\xff\0";
    for (int round = 0; round < 20000; round++) {
        size_t len = test_random_below(&random, 40);
        char any[40];
        for (size_t i = 0; i < len; i++) {
            any[i] = signs[test_random_below(&random, sizeof(signs))];
        }
        char *bytes = room_for(any, len);
        struct graph_wire_label label = {
            (enum graph_wire_form)test_random_below(&random, GRAPH_WIRE__FORMS), { bytes, len }
        };
        struct str lines = graph_label(&label, STR("\\N"), STR("g"), &fixture->arena);
        while (lines.len > 0) {
            size_t end = lines.len;
            str_find(lines, STR("\n"), &end);
            assert_true(text_is_clean(str_part(lines, 0, end)));
            lines = str_part(lines, end + 1, lines.len);
        }
        free(bytes);
    }
}

static void test_looks_like_dot(void **state)
{
    (void)state;
    assert_true(graph_is_text(STR("digraph{}")));
    assert_true(graph_is_text(STR("\xef\xbb\xbf// x\n# y\n/* z */ STRICT Graph \"a\" {")));
    assert_true(graph_is_text(STR("graph stack {")));
    assert_false(graph_is_text(STR("")));
    assert_false(graph_is_text(STR("strata: 1\n")));
    assert_false(graph_is_text(STR("# digraph {\ntitle: x\n")));
    assert_false(graph_is_text(STR("graph: 1")));
    assert_false(graph_is_text(STR("digraphs {")));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        FIXTURE_TEST(test_there_and_back), FIXTURE_TEST(test_every_cut_is_noticed),
        FIXTURE_TEST(test_changed_bytes),  FIXTURE_TEST(test_labels),
        FIXTURE_TEST(test_any_label),      FIXTURE_TEST(test_looks_like_dot),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
