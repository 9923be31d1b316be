/* No Mermaid is at hand: what is written is held to a grammar that is narrower than Mermaid's, and
 * its texts are decoded and compared. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "export/mermaid.h"
#include "strata/base/text.h"
#include "strata/base/vec.h"
#include "support/golden.h"
#include "support/sample_review.h"
#include "support/str.h"

struct seen {
    VEC(struct str) boxes;  /* decoded labels, in the order of the file */
    VEC(struct str) arrows; /* "from|label|to" */
    VEC(struct str) words;
    unsigned depth;
};

static struct str made_as(struct sample *sample, const struct export_options *options)
{
    struct str text;
    struct picture picture = picture_of(&sample->review, options, &sample->arena);
    assert_true(mermaid_make(&picture, &sample->arena, &text, &sample->diags));
    return text;
}

static struct str made(struct sample *sample)
{
    return made_as(sample, &(struct export_options){ 0 });
}

static bool take(struct str *rest, const char *what)
{
    struct str prefix = str_from(what);
    if (!str_starts(*rest, prefix)) {
        return false;
    }
    *rest = str_part(*rest, prefix.len, rest->len);
    return true;
}

static void expect(struct str *rest, const char *what)
{
    if (!take(rest, what)) {
        fail_msg("no \"%s\" at \"%.*s\"", what, STR_ARG(*rest));
    }
}

static struct str take_word(struct str *rest)
{
    size_t len = 0;
    while (len < rest->len
           && ((rest->at[len] >= 'a' && rest->at[len] <= 'z')
               || (rest->at[len] >= '0' && rest->at[len] <= '9') || rest->at[len] == '_')) {
        len++;
    }
    struct str word = str_part(*rest, 0, len);
    if (!str_starts(word, STR("box_")) && !str_starts(word, STR("in_"))
        && !str_starts(word, STR("legend"))) {
        fail_msg("no word at \"%.*s\"", STR_ARG(*rest));
    }
    *rest = str_part(*rest, len, rest->len);
    return word;
}

/* "#34;" */
static void take_entity(struct str *rest, struct strbuf *text)
{
    char bytes[4];
    uint32_t point = 0;
    expect(rest, "#");
    assert_true(rest->len > 0 && rest->at[0] != ';');
    while (rest->len > 0 && rest->at[0] != ';') {
        assert_true(rest->at[0] >= '0' && rest->at[0] <= '9');
        point = point * 10 + (uint32_t)(rest->at[0] - '0');
        *rest = str_part(*rest, 1, rest->len);
    }
    expect(rest, ";");
    strbuf_add(text, (struct str){ bytes, text_encode(point, bytes) });
}

/* A text between quotes, decoded. */
static struct str take_text(struct sample *sample, struct str *rest)
{
    struct strbuf text = { .arena = &sample->arena };
    expect(rest, "\"");
    while (!take(rest, "\"")) {
        assert_true(rest->len > 0);
        unsigned char c = (unsigned char)rest->at[0];
        if (c == '#') {
            take_entity(rest, &text);
            continue;
        }
        if (take(rest, "<br/>")) {
            strbuf_add_char(&text, '\n');
            continue;
        }
        assert_true(c >= 0x80 || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z')
                    || (c >= '0' && c <= '9') || strchr(" ,/'?.-", c) != NULL);
        strbuf_add_char(&text, rest->at[0]);
        *rest = str_part(*rest, 1, rest->len);
    }
    assert_true(text.len > 0);
    return strbuf_str(&text);
}

static void take_style(struct str *rest)
{
    for (size_t i = 0; i < rest->len; i++) {
        char c = rest->at[i];
        assert_true((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')
                    || strchr(" -:#,_", c) != NULL);
    }
    *rest = (struct str){ 0 };
}

static void read_line(struct sample *sample, struct seen *seen, struct str rest)
{
    while (take(&rest, "  ")) {
    }
    if (take(&rest, "subgraph ")) {
        *vec_add(&seen->words, &sample->arena) = take_word(&rest);
        expect(&rest, " [");
        take_text(sample, &rest);
        expect(&rest, "]");
        seen->depth++;
    } else if (str_is(rest, "end")) {
        assert_true(seen->depth-- > 0);
        rest = (struct str){ 0 };
    } else if (take(&rest, "style ") || take(&rest, "linkStyle ")) {
        take_style(&rest);
    } else {
        struct str word = take_word(&rest);
        if (take(&rest, "[")) {
            *vec_add(&seen->words, &sample->arena) = word;
            *vec_add(&seen->boxes, &sample->arena) = take_text(sample, &rest);
            expect(&rest, "]");
        } else {
            struct str label = { 0 };
            assert_true(take(&rest, " -->") || take(&rest, " -.->"));
            if (take(&rest, "|")) {
                label = take_text(sample, &rest);
                expect(&rest, "|");
            }
            expect(&rest, " ");
            struct str to = take_word(&rest);
            *vec_add(&seen->arrows, &sample->arena) = str_format(
                &sample->arena, "%.*s|%.*s|%.*s", STR_ARG(word), STR_ARG(label), STR_ARG(to));
        }
    }
    assert_int_equal(rest.len, 0);
}

static struct seen read_all(struct sample *sample, struct str text)
{
    struct seen seen = { 0 };
    size_t at;
    uint32_t number = 0;
    assert_true(str_ends(text, STR("\n")));
    while (str_find(text, STR("\n"), &at)) {
        struct str line = str_part(text, 0, at);
        text = str_part(text, at + 1, text.len);
        switch (number++) {
        case 0:
        case 2: assert_str(line, "---"); break;
        case 1:
            expect(&line, "title: \"");
            assert_true(str_find(line, STR("\""), &at) && at + 1 == line.len);
            assert_false(str_find(line, STR("%"), &at));
            break;
        case 3: assert_str(line, "flowchart LR"); break;
        default: read_line(sample, &seen, line); break;
        }
    }
    assert_int_equal(seen.depth, 0);
    for (uint32_t i = 0; i < seen.words.count; i++) {
        for (uint32_t before = 0; before < i; before++) {
            assert_false(str_eq(seen.words.items[i], seen.words.items[before]));
        }
    }
    return seen;
}

/* The words of a box as the picture has them, in one line and the role below. */
static struct str expected_label(struct sample *sample, const struct box *box)
{
    struct str role;
    struct strbuf text = { .arena = &sample->arena };
    struct picture_lines name = picture_box_name(&sample->review, box, &sample->arena, &role);
    for (uint32_t i = 0; i < name.count; i++) {
        strbuf_addf(&text, "%s%.*s", i > 0 ? " " : "", STR_ARG(name.lines[i]));
    }
    strbuf_addf(&text, "%s%.*s", name.count > 0 && role.len > 0 ? "\n" : "", STR_ARG(role));
    return text.len > 0 ? strbuf_str(&text) : STR(" ");
}

static void check(struct sample *sample)
{
    const struct architecture *architecture = &sample->review.architecture;
    struct seen seen = read_all(sample, made(sample));
    assert_int_equal(seen.boxes.count, architecture->box_count);
    assert_int_equal(seen.arrows.count, architecture->arrow_count);
    for (uint32_t i = 0; i < architecture->box_count; i++) {
        struct str expected = expected_label(sample, &architecture->boxes[i]);
        bool found = false;
        for (uint32_t other = 0; other < seen.boxes.count; other++) {
            found = found || str_eq(seen.boxes.items[other], expected);
        }
        if (!found) {
            fail_msg("no box \"%.*s\"", STR_ARG(expected));
        }
    }
}

static void test_examples(void **state)
{
    struct sample *sample = *state;
    sample_solo(sample);
    check(sample);
    golden_check("tests/export/solo.mmd", made(sample));
    sample_startup(sample);
    check(sample);
    sample_enterprise(sample);
    check(sample);
    golden_check("tests/export/enterprise.mmd", made(sample));
    sample_implied(sample);
    check(sample);
    sample_empty(sample);
    check(sample);
}

static void test_hostile(void **state)
{
    struct sample *sample = *state;
    for (uint32_t seed = 0; seed < sample_hostile_count; seed++) {
        sample_hostile(sample, seed, seed % 2 == 0);
        check(sample);
    }
}

/* What Mermaid would take for Markdown, an icon, a directive, or its own marks. */
static void test_what_means_something(void **state)
{
    static const struct {
        const char *name;
        const char *written;
    } cases[] = {
        { "1. first", "[\"1#46; first" },
        { "- item", "[\"#45; item" },
        { "`**bold**`", "[\"#96;#42;#42;bold#42;#42;#96;" },
        { "fa:fa-car", "[\"fa#58;fa-car" },
        { "%%{init: {}}%%", "[\"#37;#37;#123;init#58; #123;#125;#125;#37;#37;" },
        { "\xef\xac\x82\xc2\xb0\xc2\xb0"
          "60\xc2\xb6\xc3\x9f",
          "[\"#64258;\xc2\xb0\xc2\xb0"
          "60#182;\xc3\x9f" },
        { "a --> b", "[\"a #45;#45;#62; b" },
        { "Next.js", "[\"Next.js" },
    };
    struct sample *sample = *state;
    size_t at;
    sample_solo(sample);
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        sample->review.architecture.boxes[0].label = str_from(cases[i].name);
        struct str text = made(sample);
        read_all(sample, text);
        if (!str_find(text, str_from(cases[i].written), &at)) {
            fail_msg("%s is not written as %s", cases[i].name, cases[i].written);
        }
    }
}

static void test_ids_that_become_one(void **state)
{
    struct sample *sample = *state;
    sample_startup(sample);
    struct box *boxes = sample->review.architecture.boxes;
    boxes[0].id = STR("a.b");
    boxes[1].id = STR("a-b");
    boxes[2].id = STR("a@b");
    check(sample);
}

static void test_comparison(void **state)
{
    struct sample *sample = *state;
    struct overlay overlay;
    size_t at;
    sample_startup(sample);
    sample_overlay(sample, &overlay);
    struct str text = made_as(sample, &(struct export_options){ .overlay = &overlay });
    read_all(sample, text);
    assert_true(str_find(text, STR("[\"#43; "), &at));
    assert_true(str_find(text, STR("[\"#45; "), &at));
    assert_true(str_find(text, STR("[\"#126; "), &at));
    assert_true(str_find(text, STR("legend_removed[\"#45; removed\"]"), &at));
    assert_true(str_find(text, STR("linkStyle 2 stroke:"), &at));
    assert_false(str_find(text, STR("linkStyle 3 "), &at));
}

#define WITH_SAMPLE(test) cmocka_unit_test_setup_teardown(test, sample_setup, sample_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_SAMPLE(test_examples),
        WITH_SAMPLE(test_hostile),
        WITH_SAMPLE(test_what_means_something),
        WITH_SAMPLE(test_ids_that_become_one),
        WITH_SAMPLE(test_comparison),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
