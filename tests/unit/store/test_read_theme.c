/* Themes. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "fixture.h"
#include "strata/store/store.h"
#include "support/folder.h"
#include "support/str.h"

static bool read_theme(struct fixture *f, const char *text, struct theme *theme)
{
    diag_init(&f->diags, &f->arena);
    return store_read_theme(STR("t.yaml"), str_from(text), &f->arena, theme, &f->diags);
}

static void test_good(void **state)
{
    struct fixture *f = *state;
    struct theme theme;

    assert_true(read_theme(f,
                           "name: night-2\nwhat: For the dark.\nbackground: dark\nstyles:\n"
                           "  cursor: { fg: \"#fFfFff\", bg: '#00005f', bold: true, dim: false }\n"
                           "  note: { fg: default, underline: true, italic: true, reverse: true }\n"
                           "  plain: {}\n",
                           &theme));
    assert_int_equal(f->diags.list.count, 0);
    assert_string_equal(theme.name, "night-2");
    assert_string_equal(theme.what, "For the dark.");
    assert_int_equal(theme.light, 0);
    assert_int_equal(theme.style_count, 3);
    assert_string_equal(theme.styles[0].name, "cursor");
    assert_int_equal(theme.styles[0].fg, 0xffffff);
    assert_int_equal(theme.styles[0].bg, 0x00005f);
    assert_int_equal(theme.styles[0].attributes, ATTRIBUTE_BOLD);
    assert_int_equal(theme.styles[1].fg, COLOUR_DEFAULT);
    assert_int_equal(theme.styles[1].bg, COLOUR_DEFAULT);
    assert_int_equal(theme.styles[1].attributes,
                     ATTRIBUTE_UNDERLINE | ATTRIBUTE_ITALIC | ATTRIBUTE_REVERSE);
    assert_int_equal(theme.styles[2].attributes, 0);
}

static void test_backgrounds(void **state)
{
    struct fixture *f = *state;
    struct theme theme;

    assert_true(read_theme(
        f, "{ name: a, what: w, background: light, styles: { a: { bold: true } } }", &theme));
    assert_int_equal(theme.light, 1);
    assert_true(read_theme(
        f, "{ name: a, what: w, background: any, styles: { a: { bold: true } } }", &theme));
    assert_int_equal(theme.light, -1);
}

static void test_mistakes(void **state)
{
    struct fixture *f = *state;
    struct theme theme = { .light = 42 };

    assert_false(read_theme(
        f,
        "name: Night\nwhat: " /* 96 bytes */
        "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx\n"
        "background: grey\nstyles:\n"
        "  cursor: { fg: #ffffff\n    , bg: red, bold: yes, blink: true }\n"
        "  \"a b\": { fg: \"#12345g\", bg: \"#12345\" }\n  c: bold\n",
        &theme));
    assert_str_equal(
        folder_messages(&f->diags, &f->arena),
        STR("t.yaml:1:7: name: \"Night\" is not a name (small letters, digits and \"-\", at most 31)\n"
            "t.yaml:2:7: what: has more than 95 bytes\n"
            "t.yaml:3:13: background: must be one of dark, light, any, not \"grey\"\n"
            "t.yaml:5:13: styles.cursor.fg: must be a colour such as \"#005f87\", or default, not \"\" "
            "(in quotes, or the \"#\" begins a comment)\n"
            "t.yaml:6:11: styles.cursor.bg: must be a colour such as \"#005f87\", or default, not \"red\"\n"
            "t.yaml:6:22: styles.cursor.bold: must be true or false, not \"yes\"\n"
            "t.yaml:6:27: styles.cursor.blink: unknown key \"blink\"\n"
            "t.yaml:7:3: styles.a b: \"a b\" is not a name (small letters, digits and \"-\", at most 31)\n"
            "t.yaml:7:16: styles.a b.fg: must be a colour such as \"#005f87\", or default, not \"#12345g\"\n"
            "t.yaml:7:31: styles.a b.bg: must be a colour such as \"#005f87\", or default, not \"#12345\"\n"
            "t.yaml:8:6: styles.c: expected keys with values, as in \"fg: ...\"\n"));
    assert_int_equal(theme.light, 42);
}

static void test_too_many_styles(void **state)
{
    struct fixture *f = *state;
    struct strbuf buf = { .arena = &f->arena };
    struct theme theme;

    strbuf_addz(&buf, "name: a\nwhat: w\nbackground: any\nstyles:\n");
    for (int i = 0; i < THEME_STYLES_MAX; i++) {
        strbuf_addf(&buf, "  s%d: { bold: true }\n", i);
    }
    assert_true(read_theme(f, str_terminated(&f->arena, strbuf_str(&buf)), &theme));
    assert_int_equal(theme.style_count, THEME_STYLES_MAX);
    strbuf_addz(&buf, "  more: { bold: true }\n");
    assert_false(read_theme(f, str_terminated(&f->arena, strbuf_str(&buf)), &theme));
    assert_str_equal(folder_messages(&f->diags, &f->arena),
                     STR("t.yaml:5:3: styles: a theme has no more than 64 styles\n"));
}

static void test_missing(void **state)
{
    struct fixture *f = *state;
    struct theme theme;

    assert_false(read_theme(f, "- a\n", &theme));
    assert_int_equal(f->diags.counts[SEVERITY_ERROR], 1);
    assert_false(read_theme(f, "name: a\n", &theme));
    assert_int_equal(f->diags.counts[SEVERITY_ERROR], 3);
    assert_false(read_theme(f, "", &theme));
    assert_int_equal(f->diags.counts[SEVERITY_ERROR], 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        FIXTURE_TEST(test_good),    FIXTURE_TEST(test_backgrounds),     FIXTURE_TEST(test_mistakes),
        FIXTURE_TEST(test_missing), FIXTURE_TEST(test_too_many_styles),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
