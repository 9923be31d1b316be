/* Growth as SVG, CSV and JSON: read back by others, also where every name is hostile. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>
#include <jansson.h>

#include "strata/export/sweep_svg.h"
#include "strata/report/sweep_table.h"
#include "support/program.h"
#include "support/sample_review.h"
#include "support/str.h"
#include "support/xml_reader.h"

/* The sample's design over a range of queries, with two changes, one of them a row of many. */
static struct sweep swept(struct sample *sample)
{
    struct sweep_request request = {
        .figure = F_QUERIES, .from = MICRO, .to = 1000 * MICRO, .points = 12
    };
    struct sweep sweep;

    assert_true(sweep_make(&sample->small.catalog, &sample->review.design, &request, &sample->arena,
                           &sweep, &sample->diags));
    return sweep;
}

/* A contest and changes as they could be, with the names that the sample has. */
static void add_changes(struct sample *sample, struct sweep *sweep)
{
    struct arena *arena = &sample->arena;
    struct sweep_contest *contest = arena_new(arena, struct sweep_contest);

    contest->options = arena_new_array(arena, struct sweep_option, 2);
    contest->option_count = 2;
    contest->name = contest->id = sample_hostile_texts[0];
    contest->alternative = NONE;
    for (uint32_t i = 0; i < 2; i++) {
        contest->options[i].name = sample_hostile_texts[(i + 1) % sample_hostile_count];
    }
    contest->winners = arena_new_array(arena, uint32_t, sweep->sample_count);
    sweep->contests = contest;
    sweep->contest_count = 1;
    sweep->crossovers = arena_new(arena, struct crossover);
    *sweep->crossovers = (struct crossover){ .after = 1, .value = 40 * MICRO };
    sweep->crossover_count = 1;
    sweep->turns = arena_new_array(arena, struct sweep_turn, 2);
    sweep->turns[0] = (struct sweep_turn){ *sweep->crossovers, *sweep->crossovers, 1 };
    sweep->turns[1] = (struct sweep_turn){ *sweep->crossovers, *sweep->crossovers, 9 };
    sweep->turn_count = 2;
}

/* Nothing but these elements, and no word that runs or loads something. */
static void check_svg(struct sample *sample, struct str svg)
{
    static const char *const allowed[] = { "svg",  "title", "desc",    "style",   "rect",
                                           "path", "text",  "polygon", "polyline" };
    const char *const argv[] = { "xmllint", "--noout", "--nonet", "-", NULL };
    struct xml_reader reader;
    struct xml_token token;
    enum xml_kind kind;

    xml_init(&reader, svg, &sample->arena);
    while ((kind = xml_next(&reader, &token)) != XML_DONE) {
        bool known = kind != XML_START;

        assert_int_not_equal(kind, XML_BROKEN);
        for (size_t i = 0; i < sizeof(allowed) / sizeof(allowed[0]); i++) {
            known |= str_is(token.name, allowed[i]);
        }
        assert_true(known);
        for (uint32_t i = 0; kind == XML_START && i < token.attribute_count; i++) {
            assert_false(str_starts(token.attributes[i].name, STR("on")));
            assert_false(str_is(token.attributes[i].name, "href"));
        }
    }
    if (program_exists("xmllint")) {
        struct program_result result = program_run(argv, svg, &sample->arena);

        assert_str(result.errors, "");
        assert_int_equal(result.status, 0);
    }
}

static void check_json(struct sample *sample, const struct sweep *sweep)
{
    struct str bytes;
    json_error_t error;
    json_t *root, *first;

    assert_true(
        sweep_json(sweep, sample->review.design.title, &sample->arena, &bytes, &sample->diags));
    root = json_loadb(bytes.at, bytes.len, JSON_REJECT_DUPLICATES, &error);
    assert_non_null(root);
    assert_int_equal(json_integer_value(json_object_get(root, "version")), 1);
    assert_int_equal(json_array_size(json_object_get(root, "samples")), sweep->sample_count);
    assert_int_equal(json_array_size(json_object_get(root, "contests")), sweep->contest_count);
    assert_int_equal(json_array_size(json_object_get(root, "crossovers")), sweep->crossover_count);
    first = json_array_get(json_object_get(root, "samples"), 0);
    assert_string_equal(json_string_value(json_object_get(first, "value")), "1");
    assert_non_null(strchr(json_string_value(json_object_get(first, "likely")), '.'));
    json_decref(root);
}

/* A line for each sample and one of heads. */
static void check_csv(struct sample *sample, const struct sweep *sweep)
{
    struct str csv = sweep_csv(sweep, &sample->arena);
    uint32_t lines = 0;

    for (size_t i = 0; i < csv.len; i++) {
        lines += csv.at[i] == '\n';
    }
    assert_int_equal(lines, sweep->sample_count + 1);
}

static void check(struct sample *sample)
{
    struct sweep sweep = swept(sample);

    for (int i = 0; i < 2; i++) {
        check_svg(sample, sweep_svg(&sweep, sample->review.design.title, &sample->arena));
        check_json(sample, &sweep);
        check_csv(sample, &sweep);
        add_changes(sample, &sweep);
    }
}

static void test_examples(void **state)
{
    struct sample *sample = *state;

    sample_startup(sample);
    check(sample);
    sample_empty(sample);
    check(sample);
}

static void test_hostile_names(void **state)
{
    struct sample *sample = *state;

    for (uint32_t seed = 0; seed < 8; seed++) {
        sample_hostile(sample, seed, true);
        check(sample);
    }
}

/* A hostile text is there as text, escaped. */
static void test_escapes(void **state)
{
    struct sample *sample = *state;
    struct sweep sweep;
    struct str svg;
    size_t place;

    sample_startup(sample);
    sweep = swept(sample);
    svg = sweep_svg(&sweep, STR("<script>\"&'"), &sample->arena);
    assert_false(str_find(svg, STR("<script"), &place));
    assert_true(str_find(svg, STR("&lt;script&gt;"), &place));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_examples, sample_setup, sample_teardown),
        cmocka_unit_test_setup_teardown(test_hostile_names, sample_setup, sample_teardown),
        cmocka_unit_test_setup_teardown(test_escapes, sample_setup, sample_teardown),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
