#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <jansson.h>

#include "export/drawing/sheet.h"
#include "export/drawing/svg.h"
#include "export/graphviz/layout_child.h"
#include "export/graphviz/layout_read.h"
#include "export/graphviz/render.h"
#include "export/graphviz/sketch.h"
#include "export/picture.h"
#include "strata/base/text.h"
#include "support/golden.h"
#include "support/program.h"
#include "support/random.h"
#include "support/sample_review.h"
#include "support/str.h"
#include "support/xml_reader.h"

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

/* ---- what Graphviz gave, and what of it is taken ---- */

/* The sample's sketch, and what the child gives for it. */
static struct str laid_out(struct sample *sample, struct sketch *ret)
{
    const struct render_limits limits = {
        .task = "drawing",
        .milliseconds = 20000,
        .memory_bytes = (size_t)512 * 1024 * 1024,
        .result_bytes = (size_t)8 * 1024 * 1024,
    };
    struct export_options options = { 0 };
    struct picture picture = picture_of(&sample->review, &options, &sample->arena);
    struct str json;
    sketch_make(&picture, &sample->arena, ret);
    assert_true(render_run(layout_json, ret, &limits, &sample->arena, &json, &sample->diags));
    return json;
}

static bool finish(struct sample *sample, const struct sketch *sketch, struct str json,
                   struct str *ret)
{
    const struct svg_words words = { STR("A & <title>"), STR("\"described\""), EXPORT_AUTO };
    struct drawing drawing;
    struct sheet sheet;
    diag_init(&sample->diags, &sample->arena);
    bool done = layout_read(json, sketch, &sample->arena, &drawing, &sample->diags);
    assert_int_equal(sample->diags.list.count, done ? 0 : 1);
    if (done) {
        sheet_make(&drawing, false, &sheet);
        *ret = svg_write(&sheet, &words);
    }
    return done;
}

static struct str replaced(struct sample *sample, struct str text, const char *old, const char *new)
{
    struct strbuf result = { .arena = &sample->arena };
    size_t at;
    if (!str_find(text, str_from(old), &at)) {
        fail_msg("there is no \"%s\" in the layout", old);
    }
    strbuf_add(&result, str_part(text, 0, at));
    strbuf_addz(&result, new);
    strbuf_add(&result, str_part(text, at + strlen(old), text.len));
    return strbuf_str(&result);
}

static void assert_refused(struct sample *sample, const struct sketch *sketch, struct str json,
                           const char *words)
{
    struct str svg;
    size_t at;
    if (finish(sample, sketch, json, &svg)) {
        fail_msg("taken, and it should not be: %s", words);
    }
    struct str text = sample->diags.list.items[0].text;
    if (!str_find(text, str_from(words), &at)) {
        fail_msg("\"%.*s\" does not say \"%s\"", STR_ARG(text), words);
    }
}

static void test_what_is_refused(void **state)
{
    static const struct {
        const char *old;
        const char *new;
        const char *words;
    } cases[] = {
        { "{", "[", "cut off" },
        { "\"name\":\"nextjs\"", "\"name\":\"nextjs2\"", "not asked for" },
        { "\"name\":\"nextjs\"", "\"name\":\"supabase\"", "not asked for" },
        { "\"name\":\"nextjs\"", "\"nome\":\"nextjs\"", "not asked for" },
        { "\"_gvid\":0,", "\"_gvid\":99999,", "without a number" },
        { "\"_gvid\":0,", "\"_gvid\":-1,", "without a number" },
        { "\"_gvid\":0,", "", "without a number" },
        { "\"tail\":", "\"tail\":9999", "not asked for" },
        { "\"op\":\"B\"", "\"op\":\"I\"", "no such picture has" },
        { "\"op\":\"B\"", "\"op\":\"BB\"", "no such picture has" },
        { "\"op\":\"B\"", "\"op\":5", "no such picture has" },
        { "\"op\":\"B\"", "\"op\":\"P\", \"op\":\"B\"", "cut off" },
        { "\"color\":\"#", "\"color\":\"red", "no such picture has" },
        { "\"color\":\"#", "\"color\":\"#\\u0000", "cut off" },
        { "setlinewidth(1", "setlinewidth(-1", "no such picture has" },
        { "setlinewidth(1", "setlinewidth(1e9", "no such picture has" },
        { "setlinewidth(1", "url(1", "no such picture has" },
        { "\"points\":[[", "\"points\":[[1e99],[", "no such picture has" },
        { "\"points\":[[", "\"points\":[[1e99,0],[", "no such picture has" },
        { "\"points\":[[", "\"points\":[[1,0,0],[", "no such picture has" },
        { "\"points\":[[", "\"points\":[[1,\"0\"],[", "no such picture has" },
        { "\"points\":", "\"paints\":", "no such picture has" },
        { "\"pt\":", "\"at\":", "no such picture has" },
        { "\"align\":", "\"along\":", "no such picture has" },
        { "\"op\":\"P\"", "\"op\":\"F\"", "no page" },
    };
    struct sample *sample = *state;
    struct sketch sketch;
    struct str svg;
    skip_if_nothing_can_be_drawn();
    sample_solo(sample);
    struct str json = laid_out(sample, &sketch);
    assert_true(finish(sample, &sketch, json, &svg));
    walk(sample, svg);
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        assert_refused(sample, &sketch, replaced(sample, json, cases[i].old, cases[i].new),
                       cases[i].words);
    }
    assert_refused(sample, &sketch, STR(""), "cut off");
    assert_refused(sample, &sketch, STR("{}"), "is not whole");
    assert_refused(sample, &sketch, STR("[]"), "is not whole");
    assert_refused(sample, &sketch, STR("{\"objects\":[5]}"), "without a number");
}

/* Nothing that the child says in words gets into the picture. */
static void test_its_words_are_not_taken(void **state)
{
    struct sample *sample = *state;
    struct sketch sketch;
    struct str svg, other;
    skip_if_nothing_can_be_drawn();
    sample_solo(sample);
    struct str json = laid_out(sample, &sketch);
    assert_true(finish(sample, &sketch, json, &svg));
    json = replaced(sample, json, "\"text\":\"", "\"text\":\"</text><script>");
    json = replaced(sample, json, "\"label\":\"", "\"label\":\"<script>");
    json = replaced(sample, json, "\"face\":\"", "\"face\":\"\\\" onload=\\\"");
    assert_true(finish(sample, &sketch, json, &other));
    assert_str_equal(other, svg);
}

/* ---- a picture in which something is missing ---- */

static json_t *parsed(struct str json)
{
    json_t *root = json_loadb(json.at, json.len, 0, NULL);
    assert_non_null(root);
    return root;
}

static void assert_missed(struct sample *sample, const struct sketch *sketch, const json_t *root,
                          const char *what)
{
    struct str svg;
    char *text = json_dumps(root, 0);
    assert_non_null(text);
    if (finish(sample, sketch, str_from(text), &svg)) {
        fail_msg("nobody has missed %s", what);
    }
    free(text);
}

/* Each frame, box and arrow is left out once, and each thing that is drawn or written for it. */
static void miss_from(struct sample *sample, const struct sketch *sketch, const json_t *root,
                      const char *list, uint32_t *count)
{
    static const char *const drawn[] = { "_draw_", "_hdraw_", "_ldraw_" };
    json_t *objects = json_object_get(root, list);
    for (size_t i = 0; i < json_array_size(objects); i++) {
        json_t *object = json_incref(json_array_get(objects, i));
        bool hidden =
            json_object_get(object, "_draw_") == NULL && json_object_get(object, "_ldraw_") == NULL;
        for (size_t k = 0; k < sizeof(drawn) / sizeof(drawn[0]); k++) {
            json_t *operations = json_incref(json_object_get(object, drawn[k]));
            if (operations != NULL) {
                json_object_del(object, drawn[k]);
                assert_missed(sample, sketch, root, drawn[k]);
                json_object_set_new(object, drawn[k], operations);
                ++*count;
            }
        }
        if (!hidden) {
            json_array_remove(objects, i);
            assert_missed(sample, sketch, root, list);
            json_array_insert(objects, i, object);
            ++*count;
        }
        json_decref(object);
    }
}

static void test_nothing_may_be_missing(void **state)
{
    struct sample *sample = *state;
    struct sketch sketch;
    struct str svg;
    uint32_t count = 0;
    skip_if_nothing_can_be_drawn();
    sample_implied(sample);
    struct str json = laid_out(sample, &sketch);
    assert_true(finish(sample, &sketch, json, &svg));
    json_t *root = parsed(json);
    miss_from(sample, &sketch, root, "objects", &count);
    miss_from(sample, &sketch, root, "edges", &count);
    json_decref(root);
    assert_true(count > sketch.parts.count);
}

/* One line of two, and a line too many. */
static void test_every_line_counts(void **state)
{
    struct sample *sample = *state;
    struct sketch sketch;
    skip_if_nothing_can_be_drawn();
    sample_solo(sample);
    json_t *root = parsed(laid_out(sample, &sketch));
    json_t *objects = json_object_get(root, "objects");
    for (size_t i = 0; i < json_array_size(objects); i++) {
        json_t *lines = json_object_get(json_array_get(objects, i), "_ldraw_");
        json_t *last = json_incref(json_array_get(lines, json_array_size(lines) - 1));
        json_array_append(lines, last);
        assert_missed(sample, &sketch, root, "a line too many");
        json_array_remove(lines, json_array_size(lines) - 1);
        json_array_remove(lines, json_array_size(lines) - 1);
        assert_missed(sample, &sketch, root, "a line");
        json_array_append_new(lines, last);
    }
    json_decref(root);
}

/* Whatever arrives through the pipe: cut off anywhere it is refused, changed anywhere it is refused
 * or harmless. */
static void test_cut_and_changed(void **state)
{
    struct sample *sample = *state;
    struct test_random random = { 1 };
    struct sketch sketch;
    struct str svg;
    skip_if_nothing_can_be_drawn();
    sample_solo(sample);
    struct str whole = str_trim(laid_out(sample, &sketch));
    for (size_t len = 0; len < whole.len; len += 41) {
        assert_refused(sample, &sketch, str_part(whole, 0, len), "cut off");
    }
    char *changed = arena_alloc(&sample->arena, whole.len);
    for (int i = 0; i < 2000; i++) {
        memcpy(changed, whole.at, whole.len);
        for (uint32_t n = test_random_below(&random, 3) + 1; n > 0; n--) {
            changed[test_random_below(&random, (uint32_t)whole.len)] =
                "[]{}\"'\\,:-0123456789.eE#cPB \0\xff"[test_random_below(&random, 31)];
        }
        if (finish(sample, &sketch, (struct str){ changed, whole.len }, &svg)) {
            walk(sample, svg);
        }
    }
}

static void test_deep_nesting(void **state)
{
    struct sample *sample = *state;
    struct sketch sketch;
    struct strbuf json = { .arena = &sample->arena };
    skip_if_nothing_can_be_drawn();
    sample_solo(sample);
    laid_out(sample, &sketch);
    for (int i = 0; i < 100000; i++) {
        strbuf_addz(&json, "[");
    }
    assert_refused(sample, &sketch, strbuf_str(&json), "cut off");
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
        WITH_SAMPLE(test_what_is_refused),
        WITH_SAMPLE(test_its_words_are_not_taken),
        WITH_SAMPLE(test_nothing_may_be_missing),
        WITH_SAMPLE(test_every_line_counts),
        WITH_SAMPLE(test_cut_and_changed),
        WITH_SAMPLE(test_deep_nesting),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
