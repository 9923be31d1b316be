#include "strata/base/diag.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#include "fixture.h"
#include "str.h"
#include "strata/base/text.h"

static const struct str none;

static void test_every_form(void **state)
{
    struct fixture *fixture = *state;
    struct diag diag = {
        .severity = SEVERITY_ERROR,
        .span = { STR("stack.yaml"), 3, 7 },
        .path = STR("components[3].plans[0].scales"),
        .text = STR("no such scale"),
        .hint = STR("did you mean \"pinecone\"?"),
    };
#define SHOWN() diag_format(&fixture->arena, &diag)
    assert_str(SHOWN(), "stack.yaml:3:7: components[3].plans[0].scales: no such scale"
                        " (did you mean \"pinecone\"?)");
    diag.hint = none;
    assert_str(SHOWN(), "stack.yaml:3:7: components[3].plans[0].scales: no such scale");
    diag.path = none;
    assert_str(SHOWN(), "stack.yaml:3:7: no such scale");
    diag.span.column = 0;
    assert_str(SHOWN(), "stack.yaml:3: no such scale");
    diag.severity = SEVERITY_WARNING;
    assert_str(SHOWN(), "stack.yaml:3: warning: no such scale");
    diag.span.line = 0;
    assert_str(SHOWN(), "stack.yaml: warning: no such scale");
    diag.severity = SEVERITY_NOTE;
    diag.path = STR("a.b");
    assert_str(SHOWN(), "stack.yaml: a.b: note: no such scale");
    diag.path = none;
    diag.span.file = none;
    assert_str(SHOWN(), "note: no such scale");
    diag.span.line = 4;
    diag.severity = SEVERITY_ERROR;
    assert_str(SHOWN(), "line 4: no such scale");
    diag.span = (struct span){ .line = UINT32_MAX, .column = UINT32_MAX, .file = STR("f") };
    assert_str(SHOWN(), "f:4294967295:4294967295: no such scale");
}

static void test_names(void **state)
{
    (void)state;
    for (int i = 0; i < SEVERITY__COUNT; i++) {
        enum severity severity = SEVERITY__COUNT;
        assert_true(severity_from_name(str_from(severity_name((enum severity)i)), &severity));
        assert_int_equal(severity, i);
    }
    enum severity severity = SEVERITY_WARNING;
    assert_false(severity_from_name(STR("Error"), &severity));
    assert_false(severity_from_name(STR("errors"), &severity));
    assert_false(severity_from_name(none, &severity));
    assert_int_equal(severity, SEVERITY_WARNING);
}

static void test_only_errors_fail(void **state)
{
    struct fixture *fixture = *state;
    struct span span = { 0 };
    assert_false(diag_failed(&fixture->diags));
    diag_add(&fixture->diags, SEVERITY_NOTE, span, none, none, "note");
    diag_add(&fixture->diags, SEVERITY_WARNING, span, none, none, "warning");
    assert_false(diag_failed(&fixture->diags));
    diag_error(&fixture->diags, "%d errors", 1);
    assert_true(diag_failed(&fixture->diags));
    assert_int_equal(fixture->diags.list.count, 3);
    assert_str(fixture->diags.list.items[2].text, "1 errors");
    assert_int_equal(fixture->diags.counts[SEVERITY_NOTE], 1);
    assert_int_equal(fixture->diags.counts[SEVERITY_WARNING], 1);
    assert_int_equal(fixture->diags.counts[SEVERITY_ERROR], 1);
}

static void test_a_flood_is_counted_not_kept(void **state)
{
    struct fixture *fixture = *state;
    struct diag_list *diags = &fixture->diags;
    for (int i = 0; i < DIAG_LIMIT; i++) {
        diag_add(diags, SEVERITY_WARNING, (struct span){ 0 }, none, none, "%d", i);
    }
    assert_int_equal(diags->list.count, DIAG_LIMIT);
    size_t in_use = fixture->arena.in_use;
    for (int i = 0; i < 5000; i++) {
        diag_add(diags, SEVERITY_WARNING, (struct span){ 0 }, none, none, "%d", i);
    }
    assert_int_equal(diags->list.count, DIAG_LIMIT);
    assert_int_equal(diags->counts[SEVERITY_WARNING], DIAG_LIMIT + 5000);
    assert_int_equal(fixture->arena.in_use, in_use);
    assert_str(diags->list.items[DIAG_LIMIT - 1].text, "99");

    diag_error(diags, "this one must be seen");
    assert_str(vec_last(&diags->list)->text, "this one must be seen");
}

static void test_everything_is_clean_and_our_own(void **state)
{
    struct fixture *fixture = *state;
    char dirty[] = "a\x1b]0;x\x07\n\xe2\x80\xae"
                   "b\x9b";
    struct span span = { str_from(dirty), 1, 1 };
    diag_add(&fixture->diags, SEVERITY_ERROR, span, str_from(dirty), str_from(dirty), "%s", dirty);
    memset(dirty, 'X', sizeof(dirty) - 1);

    const struct diag *diag = vec_last(&fixture->diags.list);
    static const char clean[] = "a<U+001B>]0;x<U+0007> <U+202E>b<0x9B>";
    assert_str_equal(diag->span.file, str_from(clean));
    assert_str_equal(diag->path, str_from(clean));
    assert_str_equal(diag->hint, str_from(clean));
    assert_str_equal(diag->text, str_from(clean));
}

static void test_long_texts_are_cut(void **state)
{
    enum { HUGE = 1 << 20 };
    struct fixture *fixture = *state;
    char *huge = arena_alloc(&fixture->arena, HUGE);
    memset(huge, '\x1b', HUGE - 1);
    size_t in_use = fixture->arena.in_use;
    struct str s = { huge, HUGE - 1 };
    diag_add(&fixture->diags, SEVERITY_ERROR, (struct span){ .file = s }, s, s, "%s", huge);
    assert_true(fixture->arena.in_use - in_use < 200 * 1000);

    const struct diag *diag = vec_last(&fixture->diags.list);
    assert_int_equal(text_width(diag->text), 1000);
    assert_true(str_ends(diag->text, STR("…")));
    assert_int_equal(text_width(diag->path), 1000);
    assert_true(text_is_clean(diag->text));

    memset(huge, 'a', HUGE);
    diag_error(&fixture->diags, "%.*s", 1000, huge);
    assert_int_equal(vec_last(&fixture->diags.list)->text.len, 1000);
    diag_error(&fixture->diags, "%.*s", 1001, huge);
    assert_true(str_ends(vec_last(&fixture->diags.list)->text, STR("a…")));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        FIXTURE_TEST(test_every_form),
        FIXTURE_TEST(test_names),
        FIXTURE_TEST(test_only_errors_fail),
        FIXTURE_TEST(test_a_flood_is_counted_not_kept),
        FIXTURE_TEST(test_everything_is_clean_and_our_own),
        FIXTURE_TEST(test_long_texts_are_cut),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
