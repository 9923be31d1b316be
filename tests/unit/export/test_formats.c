#include <poll.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <sys/wait.h>

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

/* How a file of each format begins and ends. */
static const struct {
    const char *head;
    const char *tail;
    bool drawn; /* by Graphviz */
} looks[] = {
    [EXPORT_DOT] = { "//", "}\n", false },
    [EXPORT_SVG] = { "<?xml", "</svg>\n", true },
    [EXPORT_PNG] = { "\x89PNG", "IEND\xae\x42\x60\x82", true },
    [EXPORT_PDF] = { "%PDF", "%%EOF\n", true },
    [EXPORT_MMD] = { "---\ntitle: ", "\n", false },
    [EXPORT_D2] = { "# A stack", "\n", false },
    [EXPORT_MD] = { "# ", "*\n", false },
    [EXPORT_CSV] = { "layer,component,", "\r\n", false },
    [EXPORT_TXT] = { "", "\n", false },
    [EXPORT_JSON] = { "{", "}\n", false },
};

static const struct export_options options = { .path = { "stack.svg", 9 } };

static void make_all(struct sample *sample)
{
    for (enum export_format i = 0; i < EXPORT__COUNT; i++) {
        struct str bytes;
        if (looks[i].drawn && program_is_watched()) {
            continue;
        }
        assert_true(
            export_make(&sample->review, i, &options, &sample->arena, &bytes, &sample->diags));
        assert_true(str_starts(bytes, str_from(looks[i].head)));
        assert_true(str_ends(bytes, str_from(looks[i].tail)));
    }
    assert_int_equal(sample->diags.list.count, 0);
}

static void test_make(void **state)
{
    struct sample *sample = *state;
    sample_solo(sample);
    make_all(sample);
    sample_empty(sample);
    make_all(sample);
}

/* Whatever stands in it, there is a picture, and a whole one. */
static void test_hostile(void **state)
{
    struct sample *sample = *state;
    for (uint32_t seed = 0; seed < sample_hostile_count; seed += 6) {
        sample_hostile(sample, seed, seed % 12 == 0);
        make_all(sample);
    }
}

/* What a program does that has a screen to keep alive meanwhile. */
static struct str by_steps(struct sample *sample, enum export_format format)
{
    struct str bytes = { 0 };
    struct export_job *job =
        export_start(&sample->review, format, &options, &sample->arena, &sample->diags);
    assert_non_null(job);
    /* The person goes on working, and nothing of the review is left. */
    memset(sample->review.architecture.boxes, 0xff,
           sample->review.architecture.box_count * sizeof(struct box));
    memset(&sample->review, 0xff, sizeof(sample->review));
    while (export_step(job)) {
        struct pollfd ready = { .fd = export_fd(job), .events = POLLIN };
        poll(&ready, 1, export_wait(job));
    }
    assert_true(export_elapsed(job) < 60000);
    assert_true(export_finish(job, &bytes, &sample->diags));
    return bytes;
}

static void test_jobs(void **state)
{
    struct sample *sample = *state;
    for (enum export_format i = 0; i < EXPORT__COUNT; i++) {
        struct str bytes;
        if (looks[i].drawn && program_is_watched()) {
            continue;
        }
        sample_startup(sample);
        assert_true(
            export_make(&sample->review, i, &options, &sample->arena, &bytes, &sample->diags));
        struct str again = by_steps(sample, i);
        if (i != EXPORT_PDF) { /* has the time of day in it */
            assert_str_equal(again, bytes);
        }
    }
}

static void test_cancelled_jobs(void **state)
{
    struct sample *sample = *state;
    sample_grid(sample, 10, 60);
    for (enum export_format i = 0; i < EXPORT__COUNT; i++) {
        struct str bytes;
        if (!looks[i].drawn) {
            continue;
        }
        struct export_job *job =
            export_start(&sample->review, i, &options, &sample->arena, &sample->diags);
        assert_non_null(job);
        assert_true(export_step(job));
        export_cancel(job);
        assert_false(export_step(job));
        assert_int_equal(export_fd(job), -1);
        assert_false(export_finish(job, &bytes, &sample->diags));
    }
    assert_int_equal(waitpid(-1, NULL, WNOHANG), -1); /* nobody is left */
}

#define WITH_SAMPLE(test) cmocka_unit_test_setup_teardown(test, sample_setup, sample_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_names), cmocka_unit_test(test_file_names),
        WITH_SAMPLE(test_make),       WITH_SAMPLE(test_hostile),
        WITH_SAMPLE(test_jobs),       WITH_SAMPLE(test_cancelled_jobs),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
