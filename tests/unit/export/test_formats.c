#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "strata/export/export.h"
#include "support/program.h"
#include "support/sample_review.h"
#include "support/str.h"

static void test_names(void **state)
{
    (void)state;
    enum export_format format;
    for (enum export_format i = 0; i < EXPORT__COUNT; i++) {
        assert_true(export_format_from_name(str_from(export_name(i)), &format));
        assert_int_equal(format, i);
        assert_true(str_from(export_what(i)).len > 0);
    }
    assert_true(export_format_from_name(STR("SVG"), &format));
    assert_int_equal(format, EXPORT_SVG);
    assert_false(export_format_from_name(STR(""), &format));
    assert_false(export_format_from_name(STR("sv"), &format));
    assert_false(export_format_from_name(STR("svgz"), &format));
    assert_false(export_format_from_name(STR(".svg"), &format));
}

static void test_file_names(void **state)
{
    (void)state;
    static const struct {
        struct str file;
        int format; /* -1: none */
    } cases[] = {
        { STR("x.dot"), EXPORT_DOT },
        { STR("a/b.c/x.json"), EXPORT_JSON },
        { STR("X.SVG"), EXPORT_SVG },
        { STR("a.json.svg"), EXPORT_SVG },
        { STR(".svg"), EXPORT_SVG },
        { STR("svg"), -1 },
        { STR("a.svg/picture"), -1 },
        { STR("x.svg.bak"), -1 },
        { STR("x."), -1 },
        { STR(""), -1 },
        { STR("/"), -1 },
    };
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        enum export_format format = EXPORT__COUNT;
        bool found = export_format_from_file(cases[i].file, &format);
        assert_int_equal(found ? (int)format : -1, cases[i].format);
    }
}

static void test_make(void **state)
{
    struct sample *sample = *state;
    sample_solo(sample);
    static const char *const beginnings[] = {
        [EXPORT_DOT] = "//",
        [EXPORT_SVG] = "<?xml",
        [EXPORT_TXT] = "drawn elsewhere",
        [EXPORT_JSON] = "{",
    };
    struct export_options options = { .picture = STR("drawn elsewhere\n") };
    for (enum export_format i = 0; i < EXPORT__COUNT; i++) {
        struct str bytes;
        if (i == EXPORT_SVG && program_is_watched()) {
            continue;
        }
        assert_true(
            export_make(&sample->review, i, &options, &sample->arena, &bytes, &sample->diags));
        assert_true(str_starts(bytes, str_from(beginnings[i])));
        assert_int_equal(bytes.at[bytes.len - 1], '\n');
    }
    assert_int_equal(sample->diags.list.count, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_names),
        cmocka_unit_test(test_file_names),
        cmocka_unit_test_setup_teardown(test_make, sample_setup, sample_teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
