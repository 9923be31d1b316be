#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cgraph.h>
#include <cmocka.h>

#include "export/graphviz/dot.h"
#include "export/picture.h"
#include "strata/base/text.h"
#include "strata/export/export.h"
#include "support/golden.h"
#include "support/program.h"
#include "support/sample_review.h"
#include "support/str.h"

/* `design` is the file that the drawing takes along. */
static struct str written_with(struct sample *sample, const struct export_options *options,
                               struct str design)
{
    struct str text;
    struct sketch sketch;
    struct picture picture = picture_of(&sample->review, options, &sample->arena);
    picture.design = design;
    sketch_make(&picture, &sample->arena, &sketch);
    assert_int_equal(dot_write(&sketch, &sample->arena, &text), RENDER_OK);
    return text;
}

static struct str written(struct sample *sample)
{
    return written_with(sample, &(struct export_options){ 0 }, (struct str){ 0 });
}

/* ---- reading back ---- */

static int quiet(char *message)
{
    (void)message;
    return 0;
}

static Agraph_t *read_back(struct sample *sample, struct str text)
{
    agreseterrors();
    agseterrf(quiet);
    Agraph_t *graph = agmemread(str_terminated(&sample->arena, text));
    assert_non_null(graph);
    assert_int_equal(agerrors(), 0);
    return graph;
}

static char *changeable(struct sample *sample, const char *text)
{
    size_t size = strlen(text) + 1;
    return memcpy(arena_alloc(&sample->arena, size), text, size);
}

static bool is_legend(void *object)
{
    return strncmp(agnameof(object), "legend_", 7) == 0;
}

/* What Graphviz shows for a label: "\n" is a line end, "\\" a backslash, "&amp;" an ampersand. */
static struct str shown(struct sample *sample, const char *label)
{
    struct strbuf text = { .arena = &sample->arena };
    for (const char *c = label; *c != '\0'; c++) {
        if (*c == '\\') {
            c++;
            assert_true(*c == '\\' || *c == 'n' || *c == 'l');
            strbuf_add_char(&text, *c == '\\' ? '\\' : '\n');
        } else if (c == label && (strncmp(c, "&#45;", 5) == 0 || strncmp(c, "&#46;", 5) == 0)) {
            strbuf_add_char(&text, c[3] == '5' ? '-' : '.');
            c += 4;
        } else if (*c == '&') {
            assert_int_equal(strncmp(c, "&amp;", 5), 0);
            strbuf_add_char(&text, '&');
            c += 4;
        } else {
            strbuf_add_char(&text, *c);
        }
    }
    return strbuf_str(&text);
}

static struct str joined(struct sample *sample, const struct picture_lines *lines, struct str last)
{
    struct strbuf text = { .arena = &sample->arena };
    for (uint32_t i = 0; i < lines->count; i++) {
        strbuf_addz(&text, i > 0 ? "\n" : "");
        strbuf_add(&text, lines->lines[i]);
    }
    if (last.len > 0) {
        strbuf_addz(&text, lines->count > 0 ? "\n" : "");
        strbuf_add(&text, last);
    }
    return strbuf_str(&text);
}

static Agnode_t *node_of(struct sample *sample, Agraph_t *graph, const char *svg_id)
{
    for (Agnode_t *node = agfstnode(graph); node != NULL; node = agnxtnode(graph, node)) {
        if (strcmp(agget(node, changeable(sample, "id")), svg_id) == 0) {
            return node;
        }
    }
    fail_msg("no node %s", svg_id);
    return NULL;
}

static const char *svg_id_of(struct sample *sample, const struct box *box)
{
    struct strbuf id = { .arena = &sample->arena };
    strbuf_addz(&id, "box-");
    for (size_t i = 0; i < box->id.len; i++) {
        strbuf_add_char(&id, box->id.at[i] == '@' ? '_' : box->id.at[i]);
    }
    return str_terminated(&sample->arena, strbuf_str(&id));
}

static uint32_t count_nodes(Agraph_t *graph)
{
    uint32_t count = 0;
    for (Agnode_t *node = agfstnode(graph); node != NULL; node = agnxtnode(graph, node)) {
        count += !is_legend(node);
    }
    return count;
}

static uint32_t count_edges(Agraph_t *graph)
{
    uint32_t count = 0;
    for (Agnode_t *node = agfstnode(graph); node != NULL; node = agnxtnode(graph, node)) {
        for (Agedge_t *edge = agfstout(graph, node); edge != NULL; edge = agnxtout(graph, edge)) {
            count += !is_legend(node);
        }
    }
    return count;
}

/* Everything the architecture has is in the graph, with the right words, and nothing else is. */
static void assert_same(struct sample *sample, Agraph_t *graph)
{
    const struct architecture *architecture = &sample->review.architecture;
    assert_int_equal(count_nodes(graph), architecture->box_count);
    assert_int_equal(count_edges(graph), architecture->arrow_count);

    Agnode_t **nodes = arena_new_array(&sample->arena, Agnode_t *, architecture->box_count);
    for (uint32_t i = 0; i < architecture->box_count; i++) {
        const struct box *box = &architecture->boxes[i];
        nodes[i] = node_of(sample, graph, svg_id_of(sample, box));
        assert_str_equal(str_from(agnameof(nodes[i])), box->id);
        struct str role;
        struct picture_lines name = picture_box_name(&sample->review, box, &sample->arena, &role);
        assert_str_equal(shown(sample, agget(nodes[i], changeable(sample, "label"))),
                         joined(sample, &name, role));
        assert_str_equal(shown(sample, agget(nodes[i], changeable(sample, "tooltip"))),
                         picture_box_tooltip(&sample->review, box, &sample->arena));
    }
    for (uint32_t i = 0; i < architecture->arrow_count; i++) {
        const struct arrow *arrow = &architecture->arrows[i];
        Agedge_t *edge = agedge(graph, nodes[arrow->from], nodes[arrow->to], NULL, 0);
        assert_non_null(edge);
        struct picture_lines label = picture_arrow_label(arrow, &sample->arena);
        assert_str_equal(shown(sample, agget(edge, changeable(sample, "xlabel"))),
                         joined(sample, &label, (struct str){ 0 }));
        const char *style = agget(edge, changeable(sample, "style")); /* NULL if no edge has one */
        assert_int_equal(style != NULL && strcmp(style, "dashed") == 0, arrow->dashed);
    }
}

/* Attributes that make Graphviz open files, link, or crash, and those that can hold a page. */
static void assert_harmless(struct sample *sample, Agraph_t *graph)
{
    static const char *const refused[] = {
        "URL",     "href",      "image",      "shapefile",  "imagepath",   "stylesheet",
        "target",  "edgeURL",   "headURL",    "tailURL",    "labelURL",    "edgehref",
        "layers",  "headlabel", "taillabel",  "constraint", "concentrate", "rank",
        "newrank", "fontpath",  "background", "epsilon",
    };
    for (int kind = AGRAPH; kind <= AGEDGE; kind++) {
        for (size_t i = 0; i < sizeof(refused) / sizeof(refused[0]); i++) {
            assert_null(agattr(graph, kind, changeable(sample, refused[i]), NULL));
        }
    }
    assert_null(agattr(graph, AGEDGE, changeable(sample, "label"), NULL));
    for (Agnode_t *node = agfstnode(graph); node != NULL; node = agnxtnode(graph, node)) {
        const char *shape = agget(node, changeable(sample, "shape"));
        assert_true(strcmp(shape, "box") == 0 || strcmp(shape, "plaintext") == 0);
        assert_false(aghtmlstr(agget(node, changeable(sample, "label"))));
        assert_false(aghtmlstr(agget(node, changeable(sample, "tooltip"))));
    }
}

/* As cgraph writes it by itself. */
static struct str rewritten(struct sample *sample, struct str text)
{
    char *bytes;
    size_t size;
    FILE *stream = open_memstream(&bytes, &size);
    assert_non_null(stream);
    Agraph_t *graph = read_back(sample, text);
    assert_int_equal(agwrite(graph, stream), 0);
    agclose(graph);
    assert_int_equal(fclose(stream), 0);
    struct str again = str_copy(&sample->arena, (struct str){ bytes, size });
    free(bytes);
    return again;
}

/* What was written says the same when it is read, and once more after cgraph has written it again.
 */
static void check_review(struct sample *sample)
{
    struct str text = written(sample);
    Agraph_t *graph = read_back(sample, text);
    assert_same(sample, graph);
    assert_harmless(sample, graph);
    agclose(graph);

    graph = read_back(sample, rewritten(sample, text));
    assert_same(sample, graph);
    agclose(graph);
}

/* ---- tests ---- */

static void test_examples(void **state)
{
    struct sample *sample = *state;
    sample_solo(sample);
    check_review(sample);
    golden_check("tests/export/solo.dot", written(sample));
    sample_startup(sample);
    check_review(sample);
    golden_check("tests/export/startup.dot", written(sample));
    sample_enterprise(sample);
    check_review(sample);
    golden_check("tests/export/enterprise.dot", written(sample));
}

static void test_implied_and_empty(void **state)
{
    struct sample *sample = *state;
    sample_implied(sample);
    check_review(sample);
    golden_check("tests/export/implied.dot", written(sample));
    sample_empty(sample);
    check_review(sample);
    size_t at;
    assert_false(str_find(written(sample), STR("subgraph"), &at)); /* no legend for nothing */
}

static void test_hostile_texts(void **state)
{
    struct sample *sample = *state;
    for (uint32_t seed = 0; seed < sample_hostile_count; seed++) {
        sample_hostile(sample, seed, false);
        check_review(sample);
    }
}

static void test_hostile_ids(void **state)
{
    struct sample *sample = *state;
    for (uint32_t seed = 0; seed < sample_hostile_count; seed++) {
        sample_hostile(sample, seed, true);
        Agraph_t *graph = read_back(sample, written(sample));
        assert_int_equal(count_nodes(graph), sample->review.architecture.box_count);
        assert_int_equal(count_edges(graph), sample->review.architecture.arrow_count);
        assert_harmless(sample, graph);
        agclose(graph);
    }
}

static void test_equal_ids_and_lost_regions(void **state)
{
    struct sample *sample = *state;
    sample_enterprise(sample);
    struct architecture *architecture = &sample->review.architecture;
    for (uint32_t i = 0; i < architecture->box_count; i++) {
        architecture->boxes[i].id = STR("same");
        architecture->boxes[i].region = i % 4;
    }
    Agraph_t *graph = read_back(sample, written(sample));
    assert_int_equal(count_nodes(graph), architecture->box_count);
    assert_int_equal(count_edges(graph), architecture->arrow_count);
    agclose(graph);
}

/* cgraph's own ids would follow the heap. */
static void test_same_bytes_every_time(void **state)
{
    struct sample *sample = *state;
    sample_enterprise(sample);
    struct str first = written(sample);
    void *blocks[20];
    for (size_t i = 0; i < 20; i++) {
        blocks[i] = malloc(i * 1237 + 1);
        assert_str_equal(written(sample), first);
    }
    for (size_t i = 0; i < 20; i++) {
        free(blocks[i]);
    }
}

static void test_large(void **state)
{
    struct sample *sample = *state;
    sample_grid(sample, 10, 100);
    check_review(sample);
}

/* ---- the design in the file ---- */

/* Through cgraph, its writer and its reader, and back. */
static void check_design(struct sample *sample, struct str design)
{
    struct str text = written_with(sample, &(struct export_options){ 0 }, design);
    struct str back;
    for (int round = 0; round < 2; round++) {
        Agraph_t *graph = read_back(sample, text);
        const char *value = agget(graph, changeable(sample, EXPORT_DESIGN));
        assert_non_null(value);
        assert_true(export_design_decode(str_from(value), &sample->arena, &back));
        assert_str_equal(back, design);
        agclose(graph);
        text = rewritten(sample, text);
    }
}

static void test_design_comes_along(void **state)
{
    struct sample *sample = *state;
    sample_solo(sample);
    for (uint32_t i = 0; i < sample_hostile_count; i++) {
        if (sample_hostile_texts[i].len > 0) {
            check_design(sample, sample_hostile_texts[i]);
        }
    }
    char bytes[256];
    for (size_t i = 0; i < sizeof(bytes); i++) {
        bytes[i] = (char)i;
    }
    check_design(sample, (struct str){ bytes, sizeof(bytes) });
    size_t len = 200000; /* cgraph writes beyond its memory where a text has 4,095 quotes */
    char *quotes = memset(arena_alloc(&sample->arena, len), '"', len);
    check_design(sample, (struct str){ quotes, len });

    Agraph_t *graph = read_back(sample, written(sample));
    assert_null(agget(graph, changeable(sample, EXPORT_DESIGN))); /* none was given */
    agclose(graph);
}

static void test_design_that_is_none(void **state)
{
    struct sample *sample = *state;
    static const struct str values[] = { STR(""),         STR("yam"),     STR("title: x"),
                                         STR("yaml:%"),   STR("yaml:%2"), STR("yaml:%2x"),
                                         STR("yaml:%x2"), STR("yaml:%%") };
    struct str text;
    for (size_t i = 0; i < sizeof(values) / sizeof(values[0]); i++) {
        assert_false(export_design_decode(values[i], &sample->arena, &text));
    }
    assert_true(export_design_decode(STR("yaml:"), &sample->arena, &text));
    assert_str(text, "");
    assert_true(export_design_decode(STR("yaml:a%0a%0Ab"), &sample->arena, &text));
    assert_str(text, "a\n\nb");
}

/* As a person would use the file. */
static void test_dot_has_nothing_to_say(void **state)
{
    struct sample *sample = *state;
    if (!program_exists("dot")) {
        print_message("dot is not installed\n");
        skip();
    }
    const char *const argv[] = { "dot", "-Tsvg", NULL };
    for (uint32_t seed = 0; seed < 4; seed++) {
        if (seed == 0) {
            sample_enterprise(sample);
        } else {
            sample_hostile(sample, seed * 7, false);
        }
        struct program_result result = program_run(argv, written(sample), &sample->arena);
        assert_str(result.errors, "");
        assert_int_equal(result.status, 0);
        assert_true(str_ends(str_trim(result.output), STR("</svg>")));
    }
}

/* Its values are overwritten, which cgraph must survive; both titles and both sums are told, and the
 * design of neither is in it. */
static void test_comparison(void **state)
{
    struct sample *sample = *state;
    struct overlay overlay;
    sample_startup(sample);
    sample_overlay(sample, &overlay);
    struct review before = sample->review;
    before.design.title = STR("Before");
    const struct export_options options = { .overlay = &overlay, .before = &before };
    struct str text = written_with(sample, &options, (struct str){ 0 });
    size_t at;
    assert_true(str_find(text, STR("Before -> "), &at));
    struct str figures = picture_figures(&sample->review, &sample->arena);
    struct str both =
        str_format(&sample->arena, "%.*s -> %.*s", STR_ARG(figures), STR_ARG(figures));
    assert_true(str_find(text, both, &at));
    assert_true(str_find(text, STR("rounded,filled,dashed"), &at));
    assert_false(str_find(text, STR(EXPORT_DESIGN "="), &at));
}

#define WITH_SAMPLE(test) cmocka_unit_test_setup_teardown(test, sample_setup, sample_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_SAMPLE(test_examples),
        WITH_SAMPLE(test_implied_and_empty),
        WITH_SAMPLE(test_hostile_texts),
        WITH_SAMPLE(test_hostile_ids),
        WITH_SAMPLE(test_equal_ids_and_lost_regions),
        WITH_SAMPLE(test_same_bytes_every_time),
        WITH_SAMPLE(test_large),
        WITH_SAMPLE(test_dot_has_nothing_to_say),
        WITH_SAMPLE(test_design_comes_along),
        WITH_SAMPLE(test_design_that_is_none),
        WITH_SAMPLE(test_comparison),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
