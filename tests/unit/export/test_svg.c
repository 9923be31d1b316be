#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "export/drawing/svg.h"
#include "export/drawing/xml.h"
#include "export/graphviz/dot.h"
#include "export/picture.h"
#include "strata/base/text.h"
#include "support/golden.h"
#include "support/program.h"
#include "support/random.h"
#include "support/sample_review.h"
#include "support/str.h"

static struct str made(struct sample *sample)
{
    struct str bytes;
    bool done =
        export_make(&sample->review, EXPORT_SVG, NULL, &sample->arena, &bytes, &sample->diags);
    if (!done) {
        fail_msg("%.*s", STR_ARG(sample->diags.list.items[0].text));
    }
    return bytes;
}

/* ---- what may be in a file that others open: written down once more, apart from the program's
 * list ---- */

static const struct {
    const char *element;
    const char *attributes; /* between blanks */
} expected[] = {
    { "svg", " xmlns width height viewBox role aria-labelledby font-family " },
    { "title", " id " },
    { "desc", " id " },
    { "style", " " },
    { "rect", " class x y width height rx fill fill-opacity " },
    { "g", " id class transform " },
    { "path", " d fill stroke stroke-width stroke-dasharray " },
    { "polygon", " points fill stroke stroke-width stroke-dasharray " },
    { "polyline", " points fill stroke stroke-width stroke-dasharray " },
    { "text", " class text-anchor x y font-size font-weight fill " },
};

static void assert_expected(const struct xml_token *token, struct arena *arena)
{
    const char *attributes = NULL;
    for (size_t i = 0; i < sizeof(expected) / sizeof(expected[0]); i++) {
        if (str_is(token->name, expected[i].element)) {
            attributes = expected[i].attributes;
        }
    }
    assert_non_null(attributes);
    for (uint32_t i = 0; i < token->attribute_count; i++) {
        struct str word = str_format(arena, " %.*s ", STR_ARG(token->attributes[i].name));
        assert_non_null(strstr(attributes, str_terminated(arena, word)));
        size_t at;
        assert_false(str_find(token->attributes[i].value, STR("url("), &at));
        assert_false(str_find(token->attributes[i].value, STR("javascript"), &at));
        assert_false(str_find(token->attributes[i].value, STR("transparent"), &at));
    }
}

struct words {
    VEC(struct str) texts;
    VEC(struct str) titles;
};

/* Walks through the whole file: nothing unexpected, every id once; and gathers its words. */
static struct words walk(struct sample *sample, struct str svg)
{
    struct arena *arena = &sample->arena;
    struct words words = { 0 };
    VEC(struct str) ids = { 0 };
    struct xml_reader reader;
    struct xml_token token;
    struct str inside = { 0 };
    xml_init(&reader, svg, arena);
    while (xml_next(&reader, &token) != XML_DONE) {
        assert_int_not_equal(token.kind, XML_BROKEN);
        if (token.kind == XML_START) {
            assert_expected(&token, arena);
            inside = token.name;
            struct str id = xml_attribute(&token, "id");
            for (uint32_t i = 0; id.len > 0 && i < ids.count; i++) {
                assert_false(str_eq(ids.items[i], id));
            }
            *vec_add(&ids, arena) = id;
        } else if (token.kind == XML_TEXT && str_is(inside, "text")) {
            *vec_add(&words.texts, arena) = token.text;
        } else if (token.kind == XML_TEXT && str_is(inside, "title")) {
            *vec_add(&words.titles, arena) = token.text;
        } else if (token.kind == XML_END) {
            inside = (struct str){ 0 };
        }
    }
    return words;
}

/* Graphviz keeps the second of two blanks as one that does not break. */
static struct str plain_blanks(struct sample *sample, struct str text)
{
    struct strbuf result = { .arena = &sample->arena };
    const struct str hard = STR("\xc2\xa0");
    size_t at;
    while (str_find(text, hard, &at)) {
        strbuf_add(&result, str_part(text, 0, at));
        strbuf_addz(&result, " ");
        text = str_part(text, at + hard.len, text.len);
    }
    strbuf_add(&result, text);
    return strbuf_str(&result);
}

static void assert_has(struct sample *sample, const struct words *words, struct str line)
{
    for (uint32_t i = 0; i < words->texts.count; i++) {
        if (str_eq(str_trim(plain_blanks(sample, words->texts.items[i])),
                   str_trim(plain_blanks(sample, line)))) {
            return;
        }
    }
    if (str_trim(line).len > 0) {
        fail_msg("\"%.*s\" is not in the picture", STR_ARG(line));
    }
}

static void assert_has_lines(struct sample *sample, const struct words *words,
                             const struct picture_lines *lines)
{
    for (uint32_t i = 0; i < lines->count; i++) {
        assert_has(sample, words, lines->lines[i]);
    }
}

/* Every text of the review is in the picture, character for character. */
static void check(struct sample *sample)
{
    const struct review *review = &sample->review;
    const struct architecture *architecture = &review->architecture;
    struct words words = walk(sample, made(sample));
    assert_has(sample, &words, picture_title(review, &sample->arena));
    assert_has(sample, &words, picture_figures(review, &sample->arena));
    for (uint32_t i = 0; i < architecture->box_count; i++) {
        const struct box *box = &architecture->boxes[i];
        struct str role;
        struct picture_lines name = picture_box_name(review, box, &sample->arena, &role);
        assert_has_lines(sample, &words, &name);
        assert_has(sample, &words, role);
        if (picture_group_of(review, box) != NONE) {
            assert_has(sample, &words,
                       picture_group(review, picture_group_of(review, box), &sample->arena));
        }
    }
    for (uint32_t i = 0; i < architecture->arrow_count; i++) {
        struct picture_lines label = picture_arrow_label(&architecture->arrows[i], &sample->arena);
        assert_has_lines(sample, &words, &label);
    }
    assert_true(words.titles.count > architecture->box_count + architecture->arrow_count);
}

static void lint(struct sample *sample, struct str svg)
{
    const char *const argv[] = { "xmllint", "--noout", "--nonet", "-", NULL };
    if (program_exists("xmllint")) {
        struct program_result result = program_run(argv, svg, &sample->arena);
        assert_str(result.errors, "");
        assert_int_equal(result.status, 0);
    }
}

/* ---- pictures ---- */

static void skip_if_nothing_can_be_drawn(void)
{
    if (program_is_watched()) {
        skip();
    }
}

static void test_examples(void **state)
{
    struct sample *sample = *state;
    skip_if_nothing_can_be_drawn();
    if (!program_exists("xmllint")) {
        print_message("xmllint is not installed: only our own reader has a look\n");
    }
    sample_solo(sample);
    check(sample);
    lint(sample, made(sample));
    sample_startup(sample);
    check(sample);
    sample_enterprise(sample);
    check(sample);
    lint(sample, made(sample));
    sample_implied(sample);
    check(sample);
    sample_empty(sample);
    check(sample);
}

static void test_hostile_texts(void **state)
{
    struct sample *sample = *state;
    skip_if_nothing_can_be_drawn();
    for (uint32_t seed = 0; seed < sample_hostile_count; seed += 2) {
        sample_hostile(sample, seed, seed % 4 == 0);
        check(sample);
        lint(sample, made(sample));
    }
}

static void test_same_bytes_every_time(void **state)
{
    struct sample *sample = *state;
    skip_if_nothing_can_be_drawn();
    sample_enterprise(sample);
    struct str first = made(sample);
    for (int i = 0; i < 5; i++) {
        arena_alloc(&sample->arena, 12345);
        assert_str_equal(made(sample), first);
    }
}

static void test_for_those_who_do_not_see_it(void **state)
{
    struct sample *sample = *state;
    skip_if_nothing_can_be_drawn();
    size_t at;
    sample_solo(sample);
    struct str svg = made(sample);
    assert_true(str_find(svg, STR("role=\"img\""), &at));
    assert_true(
        str_find(svg, STR("<title id=\"strata-title\">Doc Q&amp;A, solo</title>\n<desc id="), &at));
    assert_true(str_find(svg, STR("Next.js on Vercel calls Claude Sonnet: prompts."), &at));
    assert_true(str_find(svg, STR("prefers-color-scheme: dark"), &at));
    assert_false(str_find(svg, STR("<!"), &at)); /* no comment, no document type */
}

static void test_grounds(void **state)
{
    static const struct {
        enum export_theme theme;
        const char *paper;
        bool follows;
    } cases[] = {
        { EXPORT_AUTO, "height=\"100%\" fill=\"#ffffff\"", true },
        { EXPORT_LIGHT, "height=\"100%\" fill=\"#ffffff\"", false },
        { EXPORT_DARK, "height=\"100%\" fill=\"#10151d\"", false },
    };
    struct sample *sample = *state;
    skip_if_nothing_can_be_drawn();
    sample_startup(sample);
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        struct export_options options = { .theme = cases[i].theme };
        struct str svg;
        size_t at;
        assert_true(export_make(&sample->review, EXPORT_SVG, &options, &sample->arena, &svg,
                                &sample->diags));
        walk(sample, svg);
        lint(sample, svg);
        assert_true(str_find(svg, str_from(cases[i].paper), &at));
        assert_int_equal(str_find(svg, STR("prefers-color-scheme"), &at), cases[i].follows);
        /* Nothing of the other ground is left over. */
        assert_int_equal(str_find(svg, STR("#1b2330"), &at), cases[i].theme != EXPORT_DARK);
        assert_int_equal(str_find(svg, STR("\"#10151d\""), &at), cases[i].theme == EXPORT_DARK);
    }
}

/* One part of each mark, which shows in words, classes and the legend. */
static void test_comparison(void **state)
{
    struct sample *sample = *state;
    skip_if_nothing_can_be_drawn();
    sample_startup(sample);
    struct overlay overlay;
    sample_overlay(sample, &overlay);
    struct export_options options = { .overlay = &overlay };
    struct str svg;
    assert_true(
        export_make(&sample->review, EXPORT_SVG, &options, &sample->arena, &svg, &sample->diags));
    lint(sample, svg);
    struct words words = walk(sample, svg);
    for (enum mark mark = MARK_ADDED; mark < MARK__COUNT; mark++) {
        struct str sign = str_format(&sample->arena, "%c ", mark_sign(mark));
        struct str class = str_format(&sample->arena, " %s\"", mark_name(mark));
        struct str legend = str_format(&sample->arena, "%s: a ", mark_name(mark));
        uint32_t signs = 0;
        size_t at;
        for (uint32_t i = 0; i < words.texts.count; i++) {
            signs += str_starts(words.texts.items[i], sign);
        }
        assert_int_equal(signs, 3); /* a box, an arrow, and a sample in the legend */
        assert_true(str_find(svg, class, &at));
        assert_true(str_find(svg, legend, &at));
    }
    golden_check("tests/export/comparison.svg", svg);

    overlay.box_marks[1] = MARK_SAME; /* the legend has only what is there */
    overlay.arrow_marks[1] = MARK_SAME;
    assert_true(
        export_make(&sample->review, EXPORT_SVG, &options, &sample->arena, &svg, &sample->diags));
    size_t at;
    assert_false(str_find(svg, STR("removed: a box"), &at));
}

static void test_too_slow(void **state)
{
    struct sample *sample = *state;
    skip_if_nothing_can_be_drawn();
    sample_grid(sample, 10, 100);
    struct export_options options = { .seconds = 1 };
    struct str bytes = { 0 };
    /* A thousand boxes may or may not be done by then; what counts is that there is an end. */
    if (!export_make(&sample->review, EXPORT_SVG, &options, &sample->arena, &bytes,
                     &sample->diags)) {
        assert_int_equal(bytes.len, 0);
        assert_int_equal(sample->diags.list.count, 1);
    }
}

/* ---- reading what Graphviz gave ---- */

#define HEAD                                                                                \
    "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"no\"?>\n"                        \
    "<!DOCTYPE svg PUBLIC \"-//W3C//DTD SVG 1.1//EN\"\n \"http://www.w3.org/x.dtd\">\n"     \
    "<!-- Generated by graphviz -->\n"                                                      \
    "<svg width=\"200pt\" height=\"100pt\" viewBox=\"0.00 0.00 200.00 100.00\""             \
    " xmlns=\"http://www.w3.org/2000/svg\" xmlns:xlink=\"http://www.w3.org/1999/xlink\">\n" \
    "<g id=\"graph0\" class=\"graph\" transform=\"scale(1 1) rotate(0) translate(4 96)\">\n"
#define TAIL "</g>\n</svg>\n"
#define NODE(inside) HEAD "<g id=\"a\" class=\"node\">" inside "</g>" TAIL

static bool finish(struct sample *sample, struct str raw, struct str *ret)
{
    const struct svg_words words = { STR("A & <title>"), STR("\"described\""), EXPORT_AUTO };
    diag_init(&sample->diags, &sample->arena);
    bool done = svg_finish(raw, &words, &sample->arena, ret, &sample->diags);
    assert_int_equal(sample->diags.list.count, done ? 0 : 1);
    return done;
}

static const char raw_picture[] = HEAD
    "<title>stack</title>\n"
    "<polygon fill=\"#ffffff\" stroke=\"transparent\" points=\"-4,4 -4,-96 196,-96 196,4\"/>\n"
    "<text text-anchor=\"start\" x=\"8\" y=\"-80\" font-size=\"16.00\">A title</text>\n"
    "<g id=\"group1\" class=\"cluster group tint0\"><title>cluster_group1</title>\n"
    "<path fill=\"#eef3fb\" stroke=\"#b9cdec\" d=\"M20,-8C20,-8 92,-8 92,-8 98,-8 104,-14\"/>\n"
    "<text text-anchor=\"start\" x=\"8\" y=\"-70\">Models &amp; more</text></g>\n"
    "<!-- a&#45;&gt;b --><g id=\"box-a\" class=\"node box role\"><title>a</title>\n"
    "<g id=\"a_box-a\"><a xlink:title=\"A tip &lt; &quot;\">\n"
    "<path fill=\"#ffffff\" stroke=\"#5b6678\" stroke-width=\"1.2\" d=\"M80,-60C80,-60 12,-60"
    " 12,-60\"/>\n<text text-anchor=\"middle\" x=\"46\" y=\"-40.5\">A &lt;name&gt;</text>\n"
    "<text text-anchor=\"middle\" x=\"46\" y=\"-30.25\">Q" DOT_AMPERSAND "A</text></a></g></g>\n"
    "<g id=\"arrow-1\" class=\"edge call dashed\"><title>a&#45;&gt;b</title>\n"
    "<path fill=\"none\" stroke=\"#39424f\" stroke-dasharray=\"5,2\" d=\"M80,-50C100,-50"
    " 120,-50 140,-50\"/>\n<polygon fill=\"#39424f\" stroke=\"#39424f\" points=\"140,-47"
    " 150,-50 140,-53\"/>\n<text text-anchor=\"middle\" x=\"1\" y=\"-1\">prompts</text></g>\n" TAIL;

static void test_finish(void **state)
{
    struct sample *sample = *state;
    struct str svg;
    assert_true(finish(sample, STR(raw_picture), &svg));
    walk(sample, svg);
    golden_check("tests/export/finished.svg", svg);
}

static void test_what_is_refused(void **state)
{
    static const struct {
        const char *raw;
        const char *words;
    } cases[] = {
        { "", "cut off" },
        { "no picture", "cut off" },
        { "<svg", "cut off" },
        { "<html></html>", "the element html" },
        { "<g></g>", "does not begin with <svg>" },
        { "<svg></svg>", "is empty" },
        { HEAD, "cut off" },
        { HEAD "</g></svg>x", "cut off" },
        { HEAD "</g></svg><svg></svg>", "cut off" },
        { HEAD "</g><g></g></svg>", "beside the graph it has the element g" },
        { HEAD "</svg></g>", "cut off" },
        { NODE("<script>alert(1)</script>"), "the element script" },
        { NODE("<foreignObject/>"), "the element foreignObject" },
        { NODE("<image xlink:href=\"x\"/>"), "the element image" },
        { NODE("<a xlink:href=\"javascript:alert(1)\"></a>"), "the attribute xlink:href" },
        { NODE("<path d=\"M0,0\" onload=\"alert(1)\"/>"), "the attribute onload" },
        { NODE("<path d=\"M0,0\" style=\"x\"/>"), "the attribute style" },
        { NODE("<path d=\"M0,0\" fill=\"url(#a)\"/>"), "the attribute fill" },
        { NODE("<path d=\"M0,0 &quot;\"/>"), "the attribute d" },
        { NODE("<text font-family=\"A&quot; x\">a</text>"), "the attribute font-family" },
        { NODE("<text>a<path d=\"M0,0\"/></text>"), "inside a text it has the element path" },
        { NODE("<title>a<script/></title>"), "the element script" },
        { NODE("<path d=M0/>"), "cut off" },
        { NODE("<path d='M0'/>"), "cut off" },
        { NODE("<path d=\"M0\" d=\"M0\"/>"), "cut off" },
        { NODE("<path d=\"<\"/>"), "cut off" },
        { NODE("<text>&bogus;</text>"), "cut off" },
        { NODE("<text>&#14;</text>"), "cut off" },
        { NODE("<text>&#xFFFE;</text>"), "cut off" },
        { NODE("<text>&#x110000;</text>"), "cut off" },
        { NODE("<text>&#99999999999999;</text>"), "cut off" },
        { NODE("<text>& </text>"), "cut off" },
        { NODE("<?php x ?>"), "cut off" },
        { NODE("<![CDATA[x]]>"), "cut off" },
        { NODE("<!ENTITY x \"y\">"), "cut off" },
        { NODE("<!-- a -- b -->"), "cut off" },
        { NODE("<!-- a"), "cut off" },
        { "<!DOCTYPE svg [<!ENTITY x \"y\">]><svg></svg>", "cut off" },
        { HEAD "<g id=\"a\" class=\"other\"></g>" TAIL, "a group of the class other" },
        { HEAD "<g id=\"a\"></g>" TAIL, "a group of the class" },
        { HEAD "<g id=\"a\" class=\"node\" onclick=\"x\"></g>" TAIL, "the attribute onclick" },
        { "<svg xmlns=\"http://evil\"></svg>", "the attribute xmlns" },
    };
    struct sample *sample = *state;
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        struct str svg = { 0 };
        assert_false(finish(sample, str_from(cases[i].raw), &svg));
        assert_int_equal(svg.len, 0);
        size_t at;
        struct str text = sample->diags.list.items[0].text;
        if (!str_find(text, str_from(cases[i].words), &at)) {
            fail_msg("%s: %.*s", cases[i].raw, STR_ARG(text));
        }
    }
}

static void test_depth_is_limited(void **state)
{
    struct sample *sample = *state;
    struct strbuf raw = { .arena = &sample->arena };
    strbuf_addz(&raw, HEAD "<g class=\"node\">");
    for (int i = 0; i < 100000; i++) {
        strbuf_addz(&raw, "<g>");
    }
    struct str svg;
    assert_false(finish(sample, strbuf_str(&raw), &svg));
}

/* Whatever arrives through the pipe: cut off anywhere it is refused, changed anywhere it is refused
 * or harmless. */
static void test_cut_and_changed(void **state)
{
    struct sample *sample = *state;
    struct test_random random = { 1 };
    struct str whole = str_trim(STR(raw_picture));
    struct str svg;
    for (size_t len = 0; len < whole.len; len++) {
        assert_false(finish(sample, str_part(whole, 0, len), &svg));
    }
    char *changed = arena_alloc(&sample->arena, whole.len);
    for (int i = 0; i < 5000; i++) {
        memcpy(changed, whole.at, whole.len);
        for (uint32_t n = test_random_below(&random, 3) + 1; n > 0; n--) {
            changed[test_random_below(&random, (uint32_t)whole.len)] =
                "<>&\"'=/; \0\xff!-aM9.,"[test_random_below(&random, 18)];
        }
        if (finish(sample, (struct str){ changed, whole.len }, &svg)) {
            struct xml_reader reader;
            struct xml_token token;
            xml_init(&reader, svg, &sample->arena);
            while (xml_next(&reader, &token) == XML_START || token.kind == XML_END
                   || token.kind == XML_TEXT) {
                if (token.kind == XML_START) {
                    assert_expected(&token, &sample->arena);
                }
            }
            assert_int_equal(token.kind, XML_DONE);
        }
    }
}

static void test_out_of_memory(void **state)
{
    (void)state;
    for (volatile size_t n = 1;; n++) {
        struct test_memory memory;
        struct arena arena;
        struct diag_list diags;
        const struct svg_words words = { STR("title"), STR("description"), EXPORT_AUTO };
        struct str svg;
        test_memory_init(&memory);
        memory.fail_at = n;
        arena_init(&arena, &memory.memory);
        diag_init(&diags, &arena);
        volatile bool enough = false;
        if (TEST_MEMORY_TRY(&memory)) {
            enough = svg_finish(STR(raw_picture), &words, &arena, &svg, &diags);
            test_memory_end_try(&memory);
        }
        arena_release(&arena);
        test_memory_check(&memory);
        if (enough && memory.gets < n) {
            break;
        }
    }
}

#define WITH_SAMPLE(test) cmocka_unit_test_setup_teardown(test, sample_setup, sample_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_SAMPLE(test_examples),
        WITH_SAMPLE(test_hostile_texts),
        WITH_SAMPLE(test_same_bytes_every_time),
        WITH_SAMPLE(test_for_those_who_do_not_see_it),
        WITH_SAMPLE(test_grounds),
        WITH_SAMPLE(test_comparison),
        WITH_SAMPLE(test_too_slow),
        WITH_SAMPLE(test_finish),
        WITH_SAMPLE(test_what_is_refused),
        WITH_SAMPLE(test_depth_is_limited),
        WITH_SAMPLE(test_cut_and_changed),
        WITH_SAMPLE(test_out_of_memory),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
