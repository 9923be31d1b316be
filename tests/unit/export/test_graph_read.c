#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "export/graphviz/graph_child.h"
#include "strata/export/graph_read.h"
#include "strata/model/catalog.h"
#include "support/fixture.h"
#include "support/program.h"
#include "support/str.h"

/* cgraph leaks, and under valgrind a child that leaks has failed. */
static void skip_if_watched(void)
{
    if (program_is_watched()) {
        skip();
    }
}

static struct graph read_graph(struct fixture *fixture, const char *dot)
{
    struct graph graph;
    if (!graph_read(STR("x.dot"), str_from(dot), &fixture->arena, &graph, &fixture->diags)) {
        fail_msg("%s", str_terminated(&fixture->arena,
                                      diag_format(&fixture->arena, fixture->diags.list.items)));
    }
    return graph;
}

static void check_refused(struct fixture *fixture, struct str dot, const char *expected)
{
    struct graph graph;
    diag_init(&fixture->diags, &fixture->arena);
    assert_false(graph_read(STR("x.dot"), dot, &fixture->arena, &graph, &fixture->diags));
    assert_int_equal(fixture->diags.list.count, 1);
    assert_str_equal(diag_format(&fixture->arena, fixture->diags.list.items), str_from(expected));
}

/* ---- what is there ---- */

static void test_boxes_and_arrows(void **state)
{
    struct fixture *fixture = *state;
    skip_if_watched();
    struct graph graph =
        read_graph(fixture, "digraph G { label=\"Two\\lboxes\"; a -> b "
                            "[label=calls, style=\"bold,dashed\"]; b [label=\"B\\n2\"] }");
    assert_str(graph.title, "Two\nboxes");
    assert_int_equal(graph.node_count, 2);
    assert_str(graph.nodes[0].name, "a");
    assert_str(graph.nodes[0].label, "a");
    assert_str(graph.nodes[1].label, "B\n2");
    assert_int_equal(graph.edge_count, 1);
    assert_str(graph.edges[0].label, "calls");
    assert_true(graph.edges[0].dashed);
    assert_int_equal(graph.edges[0].head, 1);
}

static void test_frames(void **state)
{
    struct fixture *fixture = *state;
    skip_if_watched();
    struct graph graph = read_graph(
        fixture, "digraph { label=T; subgraph cluster_aws { subgraph cluster_1 { label=In; a } b }"
                 " { rank=same; c; d } subgraph named { cluster=true; label=Own; e } }");
    assert_int_equal(graph.cluster_count, 3);
    assert_str(graph.clusters[0].label, "aws"); /* not the title, which it inherits */
    assert_str(graph.clusters[1].label, "In");
    assert_int_equal(graph.clusters[1].parent, 0);
    assert_str(graph.clusters[2].label, "Own");
    assert_int_equal(graph.nodes[0].cluster, 1);
    assert_int_equal(graph.nodes[1].cluster, 0);
    assert_int_equal(graph.nodes[2].cluster, NONE);
    assert_int_equal(graph.nodes[4].cluster, 2);
}

static void test_kinds_of_labels(void **state)
{
    struct fixture *fixture = *state;
    skip_if_watched();
    struct graph graph = read_graph(
        fixture,
        "strict graph { a [label=<<b>x</b> &amp; y>]; b [shape=Mrecord, label=\"{p|<q> r}\"];"
        " c [style=invis]; d [shape=point, label=z]; e [label=\"\"]; a -- b -- a }");
    assert_str(graph.nodes[0].label, "x & y");
    assert_str(graph.nodes[1].label, "p\nr");
    assert_str(graph.nodes[2].label, "");
    assert_str(graph.nodes[3].label, "");
    assert_str(graph.nodes[4].label, "");
    assert_int_equal(graph.edge_count, 1); /* strict */
}

static void test_several_drawings(void **state)
{
    struct fixture *fixture = *state;
    skip_if_watched();
    struct graph graph =
        read_graph(fixture, "digraph a { subgraph cluster_x { n } } graph b { n -- m }");
    assert_int_equal(graph.drawings, 2);
    assert_int_equal(graph.node_count, 3);
    assert_int_equal(graph.nodes[0].cluster, 0);
    assert_int_equal(graph.edges[0].tail, 1);
    assert_int_equal(graph.edges[0].head, 2);
}

/* ---- what is refused ---- */

static void test_mistakes_have_lines(void **state)
{
    struct fixture *fixture = *state;
    skip_if_watched();
    check_refused(fixture, STR(""), "x.dot: there is no diagram in it");
    check_refused(fixture, STR("digraph {\n a -> -> b }"), "x.dot:2: not DOT from here on: '->'");
    check_refused(fixture, STR("title: x\n"), "x.dot:1: not DOT from here on: 'title'");
    check_refused(fixture, STR("digraph { a\0 }"),
                  "x.dot: there are NUL bytes in it, so it is no text (save it as UTF-8)");
    check_refused(fixture, STR("digraph {} digraph {\n\n;"), "x.dot:3: not DOT from here on: ';'");
}

static void test_limits(void **state)
{
    struct fixture *fixture = *state;
    skip_if_watched();
    struct strbuf nodes = { .arena = &fixture->arena }, frames = nodes, edges = nodes;
    strbuf_addz(&nodes, "digraph {");
    for (int i = 0; i <= GRAPH_NODES; i++) {
        strbuf_addf(&nodes, " n%d", i);
    }
    strbuf_addz(&nodes, "}");
    check_refused(fixture, strbuf_str(&nodes), "x.dot: there are more than 5000 boxes in it");
    strbuf_addz(&edges, "digraph {");
    for (int i = 0; i <= GRAPH_EDGES; i++) {
        strbuf_addz(&edges, "a->b;");
    }
    strbuf_addz(&edges, "}");
    check_refused(fixture, strbuf_str(&edges), "x.dot: there are more than 20000 arrows in it");
    strbuf_addz(&frames, "digraph {");
    for (int i = 0; i <= GRAPH_CLUSTERS; i++) {
        strbuf_addf(&frames, "subgraph cluster_%d {}", i);
    }
    strbuf_addz(&frames, "}");
    check_refused(fixture, strbuf_str(&frames), "x.dot: there are more than 2000 frames in it");
    char *large = memset(arena_alloc(&fixture->arena, GRAPH_BYTES + 1), ' ', GRAPH_BYTES + 1);
    check_refused(fixture, (struct str){ large, GRAPH_BYTES + 1 },
                  "x.dot: the file is larger than 4 MiB");
}

static void test_long_labels_are_cut(void **state)
{
    struct fixture *fixture = *state;
    skip_if_watched();
    struct strbuf dot = { .arena = &fixture->arena };
    strbuf_addz(&dot, "digraph { a [label=\"x");
    for (int i = 0; i < GRAPH_LABEL_BYTES; i++) {
        strbuf_addz(&dot, "\xc3\xa4");
    }
    strbuf_addz(&dot, "\"] }");
    struct graph graph = read_graph(fixture, str_terminated(&fixture->arena, strbuf_str(&dot)));
    assert_int_equal(graph.nodes[0].label.len, GRAPH_TEXT_BYTES - 1); /* no character cut in two */
}

/* As many labels of as many bytes: what they say would be looked up for seconds. */
static struct str wordy(struct fixture *fixture, uint32_t boxes)
{
    struct strbuf dot = { .arena = &fixture->arena };
    strbuf_addz(&dot, "digraph {\n");
    for (uint32_t i = 0; i < boxes; i++) {
        strbuf_addf(&dot, "n%u [label=\"", i);
        for (int word = 0; word < 80; word++) {
            strbuf_addf(&dot, "postgres %d ", word);
        }
        strbuf_addz(&dot, "\"]\n");
    }
    strbuf_addz(&dot, "}\n");
    return strbuf_str(&dot);
}

static void test_words_are_limited(void **state)
{
    struct fixture *fixture = *state;
    const uint32_t most = GRAPH_WORDS_BYTES / GRAPH_TEXT_BYTES;
    skip_if_watched();
    read_graph(fixture, str_terminated(&fixture->arena, wordy(fixture, most)));
    check_refused(fixture, wordy(fixture, most + 20), "x.dot: its labels say more than 256 KiB");
}

/* Frames in frames, far beyond what is kept, and parentheses beyond what cgraph's parser takes. */
static void test_depth(void **state)
{
    struct fixture *fixture = *state;
    skip_if_watched();
    struct strbuf dot = { .arena = &fixture->arena };
    strbuf_addz(&dot, "digraph {");
    for (int i = 0; i < 2000; i++) {
        strbuf_addf(&dot, "subgraph cluster_%d {", i);
    }
    strbuf_addz(&dot, "a");
    for (int i = 0; i < 2001; i++) {
        strbuf_addz(&dot, "}");
    }
    struct graph graph = read_graph(fixture, str_terminated(&fixture->arena, strbuf_str(&dot)));
    assert_int_equal(graph.cluster_count, GRAPH_DEPTH + 1);
    assert_int_equal(graph.nodes[0].cluster, GRAPH_DEPTH);

    dot.len = 0;
    strbuf_addz(&dot, "digraph {");
    for (int i = 0; i < 100000; i++) {
        strbuf_addz(&dot, "{");
    }
    struct graph none;
    assert_false(
        graph_read(STR("x.dot"), strbuf_str(&dot), &fixture->arena, &none, &fixture->diags));
}

/* ---- how a child may end ---- */

static int dies(const void *dot, int out)
{
    (void)dot;
    (void)out;
    abort();
}

static int hangs(const void *dot, int out)
{
    (void)dot;
    (void)out;
    while (pause() != 0) {
    }
    return RENDER_OK;
}

static int babbles(const void *dot, int out)
{
    (void)dot;
    return write(out, "a list it is not", 16) == 16 ? RENDER_OK : RENDER_FAILED;
}

static int floods(const void *dot, int out)
{
    (void)dot;
    while (write(out, "0123456789abcdef", 16) > 0) {
    }
    return RENDER_OK;
}

static void check_child(struct fixture *fixture, render_child child, const char *expected)
{
    const struct render_limits limits = { .task = "reading",
                                          .milliseconds = 300,
                                          .memory_bytes = (size_t)256 << 20,
                                          .result_bytes = 4096 };
    struct graph graph;
    diag_init(&fixture->diags, &fixture->arena);
    assert_false(graph_read_by(child, &limits, STR("x.dot"), STR("digraph {}"), &fixture->arena,
                               &graph, &fixture->diags));
    assert_int_equal(fixture->diags.list.count, 1);
    assert_str_equal(diag_format(&fixture->arena, fixture->diags.list.items), str_from(expected));
}

static void test_children(void **state)
{
    struct fixture *fixture = *state;
    skip_if_watched();
    check_child(fixture, dies, "Graphviz crashed with signal 6");
    check_child(fixture, hangs, "reading took longer than 1 s and was stopped");
    check_child(fixture, floods, "reading gave more than 4096 bytes");
    check_child(fixture, babbles, "x.dot: Graphviz went wrong while it read the file");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        FIXTURE_TEST(test_boxes_and_arrows),
        FIXTURE_TEST(test_frames),
        FIXTURE_TEST(test_kinds_of_labels),
        FIXTURE_TEST(test_several_drawings),
        FIXTURE_TEST(test_mistakes_have_lines),
        FIXTURE_TEST(test_limits),
        FIXTURE_TEST(test_long_labels_are_cut),
        FIXTURE_TEST(test_words_are_limited),
        FIXTURE_TEST(test_depth),
        FIXTURE_TEST(test_children),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
