#include "cli/appearance.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "support/memory.h"
#include "support/str.h"

struct fixture {
    struct test_memory memory;
    struct arena arena;
    struct diag_list diags;
    struct options options;
};

static int setup(void **state)
{
    struct fixture *fixture = calloc(1, sizeof(*fixture));
    test_memory_init(&fixture->memory);
    arena_init(&fixture->arena, &fixture->memory.memory);
    diag_init(&fixture->diags, &fixture->arena);
    fixture->options.values[OPTION_COLOR] = "auto";
    *state = fixture;
    return 0;
}

static int teardown(void **state)
{
    struct fixture *fixture = *state;
    arena_release(&fixture->arena);
    test_memory_check(&fixture->memory);
    free(fixture);
    return 0;
}

static void test_colours(void **state)
{
    static const struct {
        const char *option;
        struct appearance_hints hints;
        enum colours expected;
    } cases[] = {
        { "auto", { .term = "xterm" }, COLOURS_16 },
        { "auto", { .term = NULL }, COLOURS_16 },
        { "auto", { .term = "xterm-256color" }, COLOURS_256 },
        { "auto", { .term = "xterm-direct" }, COLOURS_TRUE },
        { "auto", { .term = "xterm", .colorterm = "truecolor" }, COLOURS_TRUE },
        { "auto", { .term = "xterm", .colorterm = "24bit" }, COLOURS_TRUE },
        { "auto", { .term = "xterm", .colorterm = "yes" }, COLOURS_16 },
        { "auto", { .term = "xterm-256color", .no_color = "1" }, COLOURS_NONE },
        { "auto", { .term = "xterm-256color", .no_color = "" }, COLOURS_256 },
        { "always", { .term = "xterm-256color", .no_color = "1" }, COLOURS_256 },
        { "never", { .term = "xterm-256color", .colorterm = "truecolor" }, COLOURS_NONE },
    };
    struct fixture *fixture = *state;
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        fixture->options.values[OPTION_COLOR] = cases[i].option;
        assert_int_equal(appearance_colours(&fixture->options, &cases[i].hints), cases[i].expected);
    }
}

/* What the theme of this background says of itself. */
static int32_t light_of(struct fixture *fixture, const char *colorfgbg)
{
    struct appearance_hints hints = { .colorfgbg = colorfgbg };
    const struct theme *theme =
        appearance_theme(&fixture->options, &hints, &fixture->arena, &fixture->diags);
    assert_non_null(theme);
    assert_int_equal(fixture->diags.list.count, 0);
    return theme->light;
}

static void test_theme_suits_the_background(void **state)
{
    assert_int_equal(light_of(*state, "15;0"), 0);
    assert_int_equal(light_of(*state, "12;8"), 0);
    assert_int_equal(light_of(*state, "0;15"), 1);
    assert_int_equal(light_of(*state, "0;default;7"), 1);
    assert_int_equal(light_of(*state, NULL), -1);
    assert_int_equal(light_of(*state, ""), -1);
    assert_int_equal(light_of(*state, "15;default"), -1);
    assert_int_equal(light_of(*state, "15;999999"), -1);
}

static void test_option_goes_before_environment(void **state)
{
    struct fixture *fixture = *state;
    struct appearance_hints hints = { .theme = "light", .colorfgbg = "15;0" };
    const struct theme *theme =
        appearance_theme(&fixture->options, &hints, &fixture->arena, &fixture->diags);
    assert_string_equal(theme->name, "light");
    fixture->options.values[OPTION_THEME] = "dark";
    theme = appearance_theme(&fixture->options, &hints, &fixture->arena, &fixture->diags);
    assert_string_equal(theme->name, "dark");
}

static void test_unknown_theme(void **state)
{
    struct fixture *fixture = *state;
    struct appearance_hints hints = { .theme = "drak\033" };
    assert_non_null(appearance_theme(&fixture->options, &hints, &fixture->arena, &fixture->diags));
    assert_int_equal(fixture->diags.counts[SEVERITY_WARNING], 1);
    assert_false(diag_failed(&fixture->diags));
    fixture->options.values[OPTION_THEME] = "drak";
    assert_null(appearance_theme(&fixture->options, &hints, &fixture->arena, &fixture->diags));
    assert_true(diag_failed(&fixture->diags));
    assert_str(fixture->diags.list.items[1].hint, "did you mean \"dark\"?");
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)
    const struct CMUnitTest tests[] = {
        TEST(test_colours),
        TEST(test_theme_suits_the_background),
        TEST(test_option_goes_before_environment),
        TEST(test_unknown_theme),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
