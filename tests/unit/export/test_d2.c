/* No D2 is at hand: what is written is held to a grammar that is narrower than D2's, and its texts
 * are decoded and compared. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "export/d2.h"
#include "strata/base/vec.h"
#include "support/golden.h"
#include "support/sample_review.h"
#include "support/str.h"

struct seen {
    VEC(struct str) texts; /* decoded */
    uint32_t boxes;
    uint32_t arrows;
    unsigned depth;
};

static struct str made_as(struct sample *sample, const struct export_options *options)
{
    struct str text;
    struct picture picture = picture_of(&sample->review, options, &sample->arena);
    assert_true(d2_make(&picture, &sample->arena, &text, &sample->diags));
    return text;
}

static struct str made(struct sample *sample)
{
    return made_as(sample, &(struct export_options){ 0 });
}

/* What is between two quotes, decoded by D2's rules; what may be escaped is only what we escape. */
static struct str take_string(struct sample *sample, struct str *rest)
{
    struct strbuf text = { .arena = &sample->arena };
    for (size_t i = 1; i < rest->len; i++) {
        char c = rest->at[i];
        assert_true((unsigned char)c >= 0x20 && c != '$');
        if (c == '"') {
            *rest = str_part(*rest, i + 1, rest->len);
            return strbuf_str(&text);
        }
        if (c == '\\') {
            c = rest->at[++i];
            assert_true(c == '\\' || c == '"' || c == '$' || c == 'n');
            c = c == 'n' ? '\n' : c;
        }
        strbuf_add_char(&text, c);
    }
    fail_msg("a string without an end");
    return (struct str){ 0 };
}

/* Outside of strings there is nothing but our own keywords and signs. */
static void read_line(struct sample *sample, struct seen *seen, struct str rest)
{
    uint32_t strings = 0;
    while (rest.len > 0) {
        if (rest.at[0] == '"') {
            struct str text = take_string(sample, &rest);
            seen->boxes += strings == 0 && str_starts(text, STR("box-"));
            *vec_add(&seen->texts, &sample->arena) = text;
            strings++;
            continue;
        }
        char c = rest.at[0];
        seen->arrows += str_starts(rest, STR(" -> "));
        seen->depth += c == '{';
        assert_true(c != '}' || seen->depth-- > 0);
        assert_true((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')
                    || strchr(" .:;{}->", c) != NULL);
        rest = str_part(rest, 1, rest.len);
    }
}

static struct seen read_all(struct sample *sample, struct str text)
{
    struct seen seen = { 0 };
    size_t at;
    assert_true(str_starts(text, STR("# A stack drawn by strata")));
    for (bool first = true; str_find(text, STR("\n"), &at); first = false) {
        if (!first) {
            read_line(sample, &seen, str_trim(str_part(text, 0, at)));
        }
        text = str_part(text, at + 1, text.len);
    }
    assert_int_equal(text.len, 0);
    assert_int_equal(seen.depth, 0);
    return seen;
}

static void assert_has(struct sample *sample, const struct seen *seen,
                       const struct picture_lines *lines, struct str last)
{
    struct strbuf text = { .arena = &sample->arena };
    for (uint32_t i = 0; i < lines->count; i++) {
        strbuf_addf(&text, "%s%.*s", i > 0 ? "\n" : "", STR_ARG(lines->lines[i]));
    }
    strbuf_addf(&text, "%s%.*s", lines->count > 0 && last.len > 0 ? "\n" : "", STR_ARG(last));
    for (uint32_t i = 0; i < seen->texts.count; i++) {
        if (str_eq(seen->texts.items[i], strbuf_str(&text))) {
            return;
        }
    }
    fail_msg("no text \"%.*s\"", STR_ARG(strbuf_str(&text)));
}

static void check(struct sample *sample)
{
    const struct architecture *architecture = &sample->review.architecture;
    struct seen seen = read_all(sample, made(sample));
    assert_int_equal(seen.arrows, architecture->arrow_count);
    assert_true(seen.boxes >= architecture->box_count);
    for (uint32_t i = 0; i < architecture->box_count; i++) {
        struct str role;
        const struct box *box = &architecture->boxes[i];
        struct picture_lines name = picture_box_name(&sample->review, box, &sample->arena, &role);
        const struct picture_lines none = { 0 };
        assert_has(sample, &seen, &name, role);
        assert_has(sample, &seen, &none, picture_box_tooltip(&sample->review, box, &sample->arena));
    }
    for (uint32_t i = 0; i < architecture->arrow_count; i++) {
        struct picture_lines label = picture_arrow_label(&architecture->arrows[i], &sample->arena);
        assert_has(sample, &seen, &label, (struct str){ 0 });
    }
}

static void test_examples(void **state)
{
    struct sample *sample = *state;
    sample_solo(sample);
    check(sample);
    golden_check("tests/export/solo.d2", made(sample));
    sample_startup(sample);
    check(sample);
    sample_enterprise(sample);
    check(sample);
    golden_check("tests/export/enterprise.d2", made(sample));
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
    sample_solo(sample);
    sample->review.architecture.boxes[0].label = STR("${x} $ \\${y} |md # x |");
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
    assert_true(str_find(text, STR(": \"+ "), &at));
    assert_true(str_find(text, STR(": \"- "), &at));
    assert_true(str_find(text, STR(": \"~ "), &at));
    assert_true(str_find(text, STR("\"removed\": \"- removed\" { shape: rectangle; style."), &at));
}

#define WITH_SAMPLE(test) cmocka_unit_test_setup_teardown(test, sample_setup, sample_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_SAMPLE(test_examples),
        WITH_SAMPLE(test_hostile),
        WITH_SAMPLE(test_comparison),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
