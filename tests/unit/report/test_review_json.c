#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <jansson.h>

#include "strata/base/amount.h"
#include "strata/base/text.h"
#include "strata/report/review_json.h"
#include "support/golden.h"
#include "support/sample_review.h"
#include "support/schema.h"
#include "support/str.h"

static struct str made(struct sample *sample)
{
    struct str bytes;
    assert_true(review_json(&sample->review, &sample->arena, &bytes, &sample->diags));
    assert_int_equal(sample->diags.list.count, 0);
    return bytes;
}

static void assert_fits(struct sample *sample)
{
    struct str why;
    if (!schema_fits("schema/review.schema.json", made(sample), &sample->arena, &why)) {
        fail_msg("%.*s", STR_ARG(why));
    }
}

static void test_schema_of_what_is_accepted(void **state)
{
    static const struct acceptance accepted[] = { { 0, 0, { "a trial", 7 }, 20000 },
                                                  { 0, NONE, { "old", 3 }, 10000 } };
    struct sample *sample = *state;
    struct finding finding = { .rule = 0,
                               .layer = NONE,
                               .component = 0,
                               .text = STR("T"),
                               .accepted = &accepted[1],
                               .ran_out = true };
    sample_solo(sample);
    assert_true(sample->review.catalog->rule_count > 0);
    sample->review.design.accepted = accepted;
    sample->review.design.accepted_count = 2;
    sample->review.findings.list = &finding;
    sample->review.findings.count = 1;
    assert_fits(sample);
}

static json_t *read_back(struct sample *sample)
{
    struct str bytes = made(sample);
    json_error_t error;
    json_t *root = json_loadb(bytes.at, bytes.len, JSON_REJECT_DUPLICATES, &error);
    if (root == NULL) {
        fail_msg("line %d: %s", error.line, error.text);
    }
    return root;
}

static struct str string_at(json_t *object, const char *key)
{
    json_t *value = json_object_get(object, key);
    assert_true(json_is_string(value));
    return (struct str){ json_string_value(value), json_string_length(value) };
}

static json_int_t number_at(json_t *object, const char *key)
{
    json_t *value = json_object_get(object, key);
    assert_true(json_is_integer(value));
    return json_integer_value(value);
}

static void assert_money(json_t *object, const char *key)
{
    struct str text = string_at(object, key);
    size_t point;
    assert_true(str_find(text, STR("."), &point));
    assert_int_equal(text.len - point, 3);
    int64_t amount;
    assert_true((amount_parse(text, false, &amount) == AMOUNT_NONE));
}

static void test_summary(void **state)
{
    struct sample *sample = *state;
    sample_enterprise(sample);
    json_t *root = read_back(sample);
    assert_int_equal(number_at(root, "version"), 1);
    assert_str(string_at(root, "title"), "Doc Q&A, enterprise");
    assert_str(string_at(root, "scale"), "enterprise");
    assert_int_equal(number_at(root, "boxes"), 25);
    assert_int_equal(number_at(root, "arrows"), 22);
    assert_int_equal(number_at(root, "dashed"), sample->review.architecture.dashed_count);
    assert_int_equal(json_array_size(json_object_get(root, "box_list")), 25);
    assert_int_equal(json_array_size(json_object_get(root, "arrow_list")),
                     sample->review.architecture.arrow_count);
    json_t *cost = json_object_get(root, "cost");
    assert_str(string_at(cost, "currency"), "USD");
    assert_money(cost, "low");
    assert_money(cost, "likely");
    assert_money(cost, "high");
    assert_money(cost, "floor");
    assert_int_equal(number_at(cost, "unpriced"), sample->review.bill.unpriced);
    json_decref(root);
}

static void test_reading(void **state)
{
    struct sample *sample = *state;
    sample_solo(sample);
    struct reading *reading = &sample->review.reading;
    reading->scale = STARTUP;
    reading->mixed = false;
    reading->sums[SOLO] = 1500000;
    reading->sums[STARTUP] = 3000000;
    json_t *root = read_back(sample);
    json_t *object = json_object_get(root, "reading");
    json_t *votes = json_object_get(object, "votes");
    assert_str(string_at(object, "scale"), "startup");
    assert_true(json_number_value(json_object_get(votes, "solo")) == 1.5);
    assert_int_equal(number_at(votes, "startup"), 3);
    json_decref(root);

    reading->mixed = true;
    root = read_back(sample);
    assert_str(string_at(json_object_get(root, "reading"), "scale"), "mixed");
    json_decref(root);

    reading->scale = NONE;
    root = read_back(sample);
    assert_true(json_is_null(json_object_get(json_object_get(root, "reading"), "scale")));
    json_decref(root);
}

static void test_bill(void **state)
{
    struct sample *sample = *state;
    sample_solo(sample);
    json_t *root = read_back(sample);
    json_t *lines = json_object_get(root, "lines");
    bool metered = false, percent = false, unknown = false, minimum = false;
    size_t i;
    json_t *line;
    assert_int_equal(json_array_size(lines), sample->review.bill.line_count);
    json_array_foreach(lines, i, line)
    {
        if (json_is_true(json_object_get(line, "unknown"))) {
            unknown = true;
            assert_true(json_is_null(json_object_get(line, "likely"))); /* never 0 */
            continue;
        }
        assert_money(line, "low");
        assert_money(line, "likely");
        assert_money(line, "high");
        struct str label = string_at(line, "label");
        if (str_is(label, "input")) {
            metered = true;
            assert_str(string_at(line, "unit"), "tokens");
            assert_str(string_at(line, "per"), "1000000");
            assert_str(string_at(line, "unit_price"), "3");
            assert_int_equal(json_array_size(json_object_get(line, "parts")), 1);
        } else if (str_is(label, "support")) {
            percent = true;
            assert_str(string_at(line, "percent"), "10");
            assert_true(json_is_true(json_object_get(line, "forgotten")));
            assert_true(json_is_null(json_object_get(line, "quantity")));
        } else if (json_is_null(json_object_get(line, "unit"))) {
            minimum = true;
        }
    }
    assert_true(metered && percent && unknown && minimum);
    json_decref(root);
}

static void test_findings_and_implied(void **state)
{
    struct sample *sample = *state;
    sample_implied(sample);
    json_t *root = read_back(sample);
    json_t *finding = json_array_get(json_object_get(root, "findings"), 0);
    assert_str(string_at(finding, "rule"), "hosted-vectors");
    assert_str(string_at(finding, "severity"), "warning");
    assert_str(string_at(finding, "right"), "From 100,000 vectors.");
    assert_true(string_at(finding, "component").len > 0);
    json_t *box = json_array_get(json_object_get(root, "box_list"), 0);
    assert_true(json_is_true(json_object_get(box, "implied")));
    assert_true(json_is_null(json_object_get(box, "layer")));
    assert_true(json_is_null(json_object_get(box, "region")));
    assert_int_equal(json_array_size(json_object_get(box, "components")), 0);
    json_decref(root);
}

static void test_hostile_texts(void **state)
{
    struct sample *sample = *state;
    for (uint32_t seed = 0; seed < sample_hostile_count; seed++) {
        sample_hostile(sample, seed, true);
        json_t *root = read_back(sample);
        assert_str_equal(string_at(root, "title"),
                         text_clean(&sample->arena, sample->review.design.title));
        const struct architecture *architecture = &sample->review.architecture;
        for (uint32_t i = 0; i < architecture->box_count; i++) {
            json_t *box = json_array_get(json_object_get(root, "box_list"), i);
            assert_str_equal(string_at(box, "label"),
                             text_clean(&sample->arena, architecture->boxes[i].label));
        }
        json_decref(root);
        struct str bytes = made(sample);
        for (size_t i = 0; i < bytes.len; i++) {
            assert_true((unsigned char)bytes.at[i] >= 0x20 || bytes.at[i] == '\n');
        }
    }
}

static void test_golden(void **state)
{
    struct sample *sample = *state;
    sample_solo(sample);
    golden_check("tests/export/solo.json", made(sample));
    sample_enterprise(sample);
    assert_str_equal(made(sample), made(sample));
    sample_empty(sample);
    golden_check("tests/export/empty.json", made(sample));
}

static void test_schema(void **state)
{
    struct sample *sample = *state;
    sample_solo(sample);
    struct note note = { L_WORKHORSE, STR("A note.") };
    sample->review.design.notes = &note;
    sample->review.design.note_count = 1;
    assert_fits(sample);
    sample_startup(sample);
    assert_fits(sample);
    sample_enterprise(sample);
    assert_fits(sample);
    sample_implied(sample);
    assert_fits(sample);
    sample_empty(sample);
    assert_fits(sample);
    for (uint32_t seed = 0; seed < sample_hostile_count; seed++) {
        sample_hostile(sample, seed, false);
        assert_fits(sample);
    }
}

/* The schema says something: whatever is changed in a report, it is told. */
static void test_schema_refuses(void **state)
{
    static const struct {
        const char *from;
        const char *to;
        const char *why;
    } cases[] = {
        { "\"version\": 1", "\"version\": 2", "review.version: const" },
        { "\"boxes\": 5", "\"boxes\": -5", "review.boxes: minimum" },
        { "\"boxes\": 5", "\"boxes\": \"5\"", "review.boxes: type" },
        { "\"boxes\": 5", "\"Boxes\": 5", "is " },
        { "\"floor\": \"52.00\"", "\"floor\": \"52\"", "review.cost.floor: pattern" },
        { "\"dashed\": true", "\"dashed\": null", "type" },
        { "\"plan\": null", "\"plan\": 7", "anyOf" },
    };
    struct sample *sample = *state;
    sample_solo(sample);
    struct str good = made(sample);
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        struct str from = str_from(cases[i].from), why;
        size_t at;
        assert_true(str_find(good, from, &at));
        struct str bad = str_format(&sample->arena, "%.*s%s%.*s", STR_ARG(str_part(good, 0, at)),
                                    cases[i].to, STR_ARG(str_part(good, at + from.len, good.len)));
        assert_false(schema_fits("schema/review.schema.json", bad, &sample->arena, &why));
        if (!str_find(why, str_from(cases[i].why), &at)) {
            fail_msg("%s: %.*s", cases[i].to, STR_ARG(why));
        }
    }
}

#define WITH_SAMPLE(test) cmocka_unit_test_setup_teardown(test, sample_setup, sample_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_SAMPLE(test_schema),
        WITH_SAMPLE(test_schema_refuses),
        WITH_SAMPLE(test_schema_of_what_is_accepted),
        WITH_SAMPLE(test_summary),
        WITH_SAMPLE(test_reading),
        WITH_SAMPLE(test_bill),
        WITH_SAMPLE(test_findings_and_implied),
        WITH_SAMPLE(test_hostile_texts),
        WITH_SAMPLE(test_golden),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
