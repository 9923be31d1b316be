#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "export/languages/drawn.h"
#include "strata/export/graph_read.h"
#include "strata/model/catalog.h"
#include "support/fixture.h"
#include "support/random.h"
#include "support/str.h"

typedef void language_reader(struct str text, struct drawn *drawn);

static struct graph_wire read_text(struct fixture *fixture, language_reader *read, struct str text)
{
    struct drawn *drawn = arena_new(&fixture->arena, struct drawn);
    drawn_init(drawn, &fixture->arena);
    read(text, drawn);
    return *drawn_wire(drawn);
}

static struct graph_wire mermaid(struct fixture *fixture, const char *text)
{
    return read_text(fixture, mermaid_read, str_from(text));
}

static struct graph_wire d2(struct fixture *fixture, const char *text)
{
    return read_text(fixture, d2_read, str_from(text));
}

/* "a>b" for each arrow, "a-b" for dashed ones, by names. */
static void check_edges(struct fixture *fixture, const struct graph_wire *wire,
                        const char *expected)
{
    struct strbuf text = { .arena = &fixture->arena };
    for (uint32_t i = 0; i < wire->edge_count; i++) {
        const struct graph_wire_edge *edge = &wire->edges[i];
        struct str tail = wire->nodes[edge->tail].name, head = wire->nodes[edge->head].name;
        strbuf_addf(&text, "%s%.*s%s%.*s", text.len > 0 ? " " : "", STR_ARG(tail),
                    edge->dashed ? "-" : ">", STR_ARG(head));
    }
    assert_str_equal(strbuf_str(&text), str_from(expected));
}

/* ---- Mermaid ---- */

static void test_links(void **state)
{
    struct fixture *fixture = *state;
    struct graph_wire wire = mermaid(fixture, "graph TD;A-->B;A--x C;B -.-> C & D ==> E-f-->|go|A");
    check_edges(fixture, &wire, "A>B A>C B-C B-D C>E-f D>E-f E-f>A");
    assert_str(wire.edges[6].label.text, "go");
    wire =
        mermaid(fixture, "flowchart LR\nA -- two words --> B\nA -. dots .-> B\nA == thick ==> B\n"
                         "A <--> B\nA ~~~ C\nA --- B\nA e1@--> B");
    check_edges(fixture, &wire, "A>B A-B A>B A>B A>B A>B");
    assert_str(wire.edges[0].label.text, "two words");
    assert_str(wire.edges[1].label.text, "dots");
}

static void test_shapes(void **state)
{
    struct fixture *fixture = *state;
    static const char *const shapes[] = {
        "[x y]",     "(x y)",     "([x y])",           "[[x y]]",
        "[(x y)]",   "((x y))",   "(((x y)))",         "{x y}",
        "{{x y}}",   "[/x y/]",   "[\\x y/]",          ">x y]",
        "[\"x y\"]", "(\"x y\")", "[\"`x y`\"]:::big", "@{ shape: cyl, label: \"x y\" }",
    };
    for (size_t i = 0; i < sizeof(shapes) / sizeof(shapes[0]); i++) {
        struct str text = str_format(&fixture->arena, "flowchart LR\nn%s --> m", shapes[i]);
        struct graph_wire wire = read_text(fixture, mermaid_read, text);
        assert_int_equal(wire.node_count, 2);
        assert_str(wire.nodes[0].name, "n");
        assert_str(wire.nodes[0].label.text, "x y");
        assert_int_equal(wire.edge_count, 1);
    }
}

static void test_subgraphs(void **state)
{
    struct fixture *fixture = *state;
    struct graph_wire wire = mermaid(
        fixture,
        "%%{init: {}}%%\nflowchart LR\nz\nsubgraph one [First]\n a\n subgraph Two words\n"
        "  direction TB\n  b --> z\n end\nend\nc --> one\nclassDef big fill:#fff\n%% x --> y");
    assert_int_equal(wire.cluster_count, 2);
    assert_str(wire.clusters[0].label.text, "First");
    assert_str(wire.clusters[1].label.text, "Two words");
    assert_int_equal(wire.clusters[1].parent, 0);
    assert_int_equal(wire.nodes[1].cluster, 0);
    assert_int_equal(wire.nodes[2].cluster, 1);
    assert_int_equal(wire.nodes[3].cluster, NONE);
    assert_int_equal(wire.nodes[4].label.form, GRAPH_WIRE_HIDDEN); /* "one" is no box */
    assert_int_equal(wire.node_count, 5);
}

/* ---- D2 ---- */

static void test_connections(void **state)
{
    struct fixture *fixture = *state;
    struct graph_wire wire = d2(fixture, "a -> b -> web app: hi # no\nb <- c; c -- d {\n  style: { "
                                         "stroke-dash: 3 }\n}\nb <-> d: { style.stroke-dash: 0 }");
    check_edges(fixture, &wire, "a>b b>web app c>b c-d b>d");
    assert_str(wire.edges[1].label.text, "hi");
}

static void test_containers(void **state)
{
    struct fixture *fixture = *state;
    struct graph_wire wire = d2(
        fixture, "direction: right\nvars: { x: y }\ncloud: AWS {\n  icon: https://x/y\n  db: |md "
                 "two\n words |\n  _.user.style.fill: red\n  db -> _.user\n}\ncloud.fn.shape: "
                 "circle\nt: { shape: sql_table; id: int }\nnote: N { shape: text }\n*.style: x");
    assert_int_equal(wire.cluster_count, 1);
    assert_str(wire.clusters[0].label.text, "AWS");
    assert_int_equal(wire.node_count, 4); /* db, user, fn, t */
    assert_str(wire.nodes[0].label.text, "two\n words");
    assert_int_equal(wire.nodes[0].cluster, 0);
    assert_int_equal(wire.nodes[1].cluster, NONE);
    check_edges(fixture, &wire, "db>user");
}

/* ---- which it is ---- */

static void check_language(const char *file, const char *text, int expected)
{
    enum graph_language language;
    struct str found;
    bool is = graph_find(str_from(file), str_from(text), &language, &found);
    assert_int_equal(is ? (int)language : -1, expected);
}

static void test_languages(void **state)
{
    (void)state;
    check_language("x", "flowchart LR\na-->b", GRAPH_MERMAID);
    check_language("x", "---\ntitle: t\n---\n%% c\n\ngraph TD; a-->b", GRAPH_MERMAID);
    check_language("x", "graph TD\n{ a -- b }", GRAPH_DOT);
    check_language("x", "graph LR { a -- b }", GRAPH_DOT);
    check_language("x.mmd", "sequenceDiagram\na->>b: c", -1);
    check_language("x.dot", "nonsense", GRAPH_DOT);
    check_language("x.d2", "a -> b", GRAPH_D2);
    check_language("x", "direction: right\na -> b", GRAPH_D2);
    check_language("x", "title: t\ndirection: right\n", -1);
    check_language("x.yaml", "strata: 1\ntitle: a -> b\n", -1);
    check_language("x.md", "# T\n```mermaid\npie\n```\n~~~ dot\ndigraph { a }\n~~~\n", GRAPH_DOT);
    check_language("x.md", "# T\nflowchart LR\n", -1);
}

/* Any text: it ends, and what comes out is true in itself. */
static void test_any_text(void **state)
{
    struct fixture *fixture = *state;
    static const char *const words[] = {
        "a",
        "b ",
        "-->",
        "--",
        "-.->",
        "==",
        "[",
        "]",
        "(",
        ")",
        "{",
        "}",
        "\"",
        "|",
        "\n",
        ";",
        ":",
        "&",
        "%%",
        "#",
        "'",
        "end\n",
        "@{",
        ".",
        "_.",
        "->",
        "<-",
        "|md ",
        "subgraph x\n",
        "label: ",
        "shape: ",
        "\\",
        "\xff",
        "~~~",
        "style ",
        ">",
        "x--o ",
        "*",
    };
    const uint32_t count = sizeof(words) / sizeof(words[0]);
    struct test_random random = { 5 };
    for (int round = 0; round < 2000; round++) {
        struct strbuf text = { .arena = &fixture->arena };
        strbuf_addz(&text, round % 2 == 0 ? "flowchart LR\n" : "");
        for (uint32_t n = test_random_below(&random, 40); n > 0; n--) {
            strbuf_addz(&text, words[test_random_below(&random, count)]);
        }
        struct graph_wire wire = read_text(fixture, round % 2 == 0 ? mermaid_read : d2_read,
                                           strbuf_str(&text)),
                          back;
        struct strbuf bytes = { .arena = &fixture->arena };
        struct str messages;
        graph_wire_write(&wire, &bytes);
        assert_true(graph_wire_read(strbuf_str(&bytes), &fixture->arena, &messages, &back));
    }
}

/* Depth and number have bounds. */
static void test_bounds(void **state)
{
    struct fixture *fixture = *state;
    struct strbuf deep = { .arena = &fixture->arena }, many = { .arena = &fixture->arena };
    for (int i = 0; i < 20000; i++) {
        strbuf_addz(&deep, "a: {\n");
        strbuf_addf(&many, "n%d --> m%d\n", i, i);
    }
    struct graph_wire wire = read_text(fixture, d2_read, strbuf_str(&deep));
    assert_in_range(wire.cluster_count, 1, GRAPH_DEPTH + 1);
    wire = read_text(fixture, mermaid_read, strbuf_str(&many));
    assert_int_equal(wire.too_many, GRAPH_WIRE_NODES);
    wire = read_text(fixture, d2_read, strbuf_str(&many));
    assert_int_equal(wire.too_many, GRAPH_WIRE_NODES);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        FIXTURE_TEST(test_links),       FIXTURE_TEST(test_shapes),     FIXTURE_TEST(test_subgraphs),
        FIXTURE_TEST(test_connections), FIXTURE_TEST(test_containers), FIXTURE_TEST(test_languages),
        FIXTURE_TEST(test_any_text),    FIXTURE_TEST(test_bounds),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
