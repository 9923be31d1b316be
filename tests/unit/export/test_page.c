#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "export/page.h"
#include "support/golden.h"
#include "support/sample_review.h"
#include "support/str.h"

static struct str made_as(struct sample *sample, const struct export_options *options)
{
    struct str text;
    struct picture picture = picture_of(&sample->review, options, &sample->arena);
    assert_true(page_make(&picture, options->path, &sample->arena, &text, &sample->diags));
    return text;
}

static bool has(struct str text, const char *words)
{
    size_t at;
    return str_find(text, str_from(words), &at);
}

/* Bars that part cells. */
static uint32_t count_bars(struct str line)
{
    uint32_t bars = 0;
    for (size_t i = 0; i < line.len; i++) {
        bars += line.at[i] == '|' && (i == 0 || line.at[i - 1] != '\\');
    }
    return bars;
}

/* Every row of a table has as many cells as its head; the only fence is ours; no HTML. */
static void walk(struct str page)
{
    size_t at;
    uint32_t bars = 0, fences = 0, titles = 0;
    while (str_find(page, STR("\n"), &at)) {
        struct str line = str_part(page, 0, at);
        page = str_part(page, at + 1, page.len);
        fences += str_starts(line, STR("```"));
        if (fences == 1) {
            continue; /* inside: test_mermaid.c looks there */
        }
        titles += str_starts(line, STR("# "));
        assert_false(has(line, "<"));
        if (str_starts(line, STR("|"))) {
            uint32_t own = count_bars(line);
            assert_true(bars == 0 || own == bars);
            bars = own;
        } else {
            bars = 0;
        }
    }
    assert_int_equal(page.len, 0);
    assert_int_equal(fences, 2);
    assert_int_equal(titles, 1);
}

static void test_examples(void **state)
{
    struct sample *sample = *state;
    const struct export_options options = { .path = STR("out/my stack.md") };
    sample_solo(sample);
    struct note note = { L_WORKHORSE, STR("Ask *again* in spring.") };
    struct figure_value figure = { F_TOTAL, 12 * MICRO };
    sample->review.design.notes = &note;
    sample->review.design.note_count = 1;
    sample->review.design.figures = &figure;
    sample->review.design.figure_count = 1;
    struct str page = made_as(sample, &options);
    walk(page);
    assert_true(has(page, "[my stack.svg](my%20stack.svg)"));
    assert_true(has(page, "Ask \\*again\\* in spring."));
    assert_true(has(page, "\n## Bill\n\n| component |"));
    golden_check("tests/export/solo.md", page);

    sample_startup(sample);
    page = made_as(sample, &(struct export_options){ 0 });
    walk(page);
    assert_false(has(page, "## Notes"));
    assert_false(has(page, ".svg"));
    assert_true(has(page, "- **warning**: "));
    assert_true(has(page, "*Right when:* From 100,000 vectors."));
    sample_empty(sample);
    walk(made_as(sample, &(struct export_options){ 0 }));
}

static void test_hostile(void **state)
{
    struct sample *sample = *state;
    for (uint32_t seed = 0; seed < sample_hostile_count; seed++) {
        sample_hostile(sample, seed, true);
        struct note note = { L_WORKHORSE, sample_hostile_texts[seed] };
        sample->review.design.notes = &note;
        sample->review.design.note_count = 1;
        struct export_options options = { .path = sample_hostile_texts[seed] };
        walk(made_as(sample, &options));
    }
}

#define WITH_SAMPLE(test) cmocka_unit_test_setup_teardown(test, sample_setup, sample_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_SAMPLE(test_examples),
        WITH_SAMPLE(test_hostile),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
