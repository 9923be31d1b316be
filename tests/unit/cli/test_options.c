#include "cli/options.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "strata/export/export.h"
#include "support/memory.h"
#include "support/str.h"

#define ARGUMENTS_MAX 10

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

/* The arguments stand in a line, parted by blanks. */
static bool parse(struct fixture *fixture, const char *line)
{
    const char *argv[ARGUMENTS_MAX];
    int argc = 0;
    struct str rest = str_from(line);
    while (rest.len > 0) {
        size_t end;
        end = str_find(rest, STR(" "), &end) ? end : rest.len;
        assert_true(argc < ARGUMENTS_MAX);
        argv[argc++] = str_terminated(&fixture->arena, str_part(rest, 0, end));
        rest = str_part(rest, end + 1, rest.len);
    }
    diag_init(&fixture->diags, &fixture->arena);
    return options_parse(argc, argv, &fixture->options, &fixture->diags);
}

static const struct options *good(struct fixture *fixture, const char *line)
{
    if (!parse(fixture, line)) {
        fail_msg("\"%s\" was refused", line);
    }
    assert_int_equal(fixture->diags.list.count, 0);
    return &fixture->options;
}

/* Refused, with this first message. */
static void bad(struct fixture *fixture, const char *line, const char *message)
{
    if (parse(fixture, line)) {
        fail_msg("\"%s\" was taken", line);
    }
    struct str text = diag_format(&fixture->arena, &fixture->diags.list.items[0]);
    assert_str_equal(text, str_from(message));
}

/* ---- the tables ---- */

static void test_every_verb_is_described(void **state)
{
    (void)state;
    for (enum verb i = 0; i < VERB__COUNT; i++) {
        const struct verb_info *info = &verb_infos[i];
        assert_true(strlen(info->what) <= 78);
        assert_true(str_ends(str_from(info->what), STR(".")));
        assert_true(str_ends(str_from(info->more), STR(".")));
        assert_true(info->operands_min <= info->operands_max && info->operands_max <= OPERANDS_MAX);
        assert_int_equal(info->operands_max > 0, info->operand != OPERAND_NONE);
        for (enum verb k = 0; k < i; k++) {
            assert_string_not_equal(info->name, verb_infos[k].name);
        }
    }
}

static void test_options_of_one_name_agree(void **state)
{
    (void)state;
    for (enum option i = 0; i < OPTION__COUNT; i++) {
        const struct option_info *info = &option_infos[i];
        assert_true(str_ends(str_from(info->what), STR(".")));
        assert_int_equal(info->argument == NULL, info->kind == ARGUMENT_NONE);
        for (enum option k = 0; k < i; k++) {
            const struct option_info *other = &option_infos[k];
            if (strcmp(info->name, other->name) == 0) {
                assert_int_equal(info->verbs & other->verbs, 0);
                assert_int_equal(info->argument == NULL, other->argument == NULL);
            } else {
                assert_true(info->letter == 0 || info->letter != other->letter);
            }
        }
    }
}

/* The synopsis of a subcommand names each of its own options. */
static void test_synopsis_is_complete(void **state)
{
    struct fixture *fixture = *state;
    for (enum verb verb = VERB_DESIGN + 1; verb < VERB__COUNT; verb++) {
        for (enum option i = 0; i < OPTION__COUNT; i++) {
            const struct option_info *info = &option_infos[i];
            size_t at;
            if (!option_of_verb(i, verb) || option_is_global(i)) {
                continue;
            }
            struct str name = info->letter != 0 ? str_format(&fixture->arena, "-%c ", info->letter)
                                                : str_format(&fixture->arena, "--%s", info->name);
            assert_true(str_find(str_from(verb_infos[verb].synopsis), name, &at));
        }
    }
}

static void test_export_formats_are_the_exporters(void **state)
{
    (void)state;
    struct str words = str_from(option_infos[OPTION_EXPORT_FORMAT].argument);
    struct str word;
    for (enum export_format i = 0; i < EXPORT__COUNT; i++) {
        assert_true(option_next_word(&words, &word));
        assert_str_equal(word, str_from(export_name(i)));
    }
    assert_false(option_next_word(&words, &word));
}

/* ---- parsing ---- */

static void test_no_arguments_is_the_designer(void **state)
{
    const struct options *options = good(*state, "");
    assert_int_equal(options->verb, VERB_DESIGN);
    assert_int_equal(options->operand_count, 0);
    assert_false(options_has(options, OPTION_THEME));
    assert_true(options_is(options, OPTION_COLOR, "auto"));
}

static void test_a_file_is_the_designer(void **state)
{
    const struct options *options = good(*state, "stack.yaml --ascii");
    assert_int_equal(options->verb, VERB_DESIGN);
    assert_string_equal(options->operands[0], "stack.yaml");
    assert_true(options_has(options, OPTION_ASCII));
    good(*state, "-");
    assert_string_equal(options->operands[0], "-");
}

static void test_option_arguments_come_in_three_ways(void **state)
{
    static const char *const lines[] = {
        "new -o out.yaml --preset=solo",
        "new --preset solo --output out.yaml",
        "--output=out.yaml new --preset solo",
        "new -oout.yaml --preset solo",
    };
    for (size_t i = 0; i < sizeof(lines) / sizeof(lines[0]); i++) {
        const struct options *options = good(*state, lines[i]);
        assert_int_equal(options->verb, VERB_NEW);
        assert_string_equal(options->values[OPTION_OUTPUT], "out.yaml");
        assert_string_equal(options->values[OPTION_PRESET], "solo");
    }
}

static void test_options_stand_anywhere(void **state)
{
    const struct options *options = good(*state, "--catalog here show --format json x");
    assert_int_equal(options->verb, VERB_SHOW);
    assert_string_equal(options->operands[0], "x");
    assert_string_equal(options->values[OPTION_CATALOG], "here");
    assert_true(options_is(options, OPTION_SHOW_FORMAT, "json"));
}

static void test_the_last_one_wins(void **state)
{
    const struct options *options = good(*state, "show x --format json --format text");
    assert_true(options_is(options, OPTION_SHOW_FORMAT, "text"));
}

static void test_two_dashes_end_options(void **state)
{
    const struct options *options = good(*state, "show -- --format");
    assert_string_equal(options->operands[0], "--format");
    options = good(*state, "-- show");
    assert_int_equal(options->verb, VERB_DESIGN);
    assert_string_equal(options->operands[0], "show");
}

static void test_two_words(void **state)
{
    const struct options *options = good(*state, "catalog list gateway");
    assert_int_equal(options->verb, VERB_CATALOG_LIST);
    assert_int_equal(options->operand_count, 1);
    assert_string_equal(options->operands[0], "gateway");
    options = good(*state, "catalog --catalog dir check");
    assert_int_equal(options->verb, VERB_CATALOG_CHECK);
    options = good(*state, "catalog --help");
    assert_int_equal(options->verb, VERB_HELP);
    assert_string_equal(options->operands[0], "catalog");
}

static void test_help_needs_no_operands(void **state)
{
    assert_true(options_has(good(*state, "show --help"), OPTION_HELP));
    assert_true(options_has(good(*state, "show -h"), OPTION_HELP));
    assert_true(options_has(good(*state, "explain --version"), OPTION_VERSION));
}

static void test_checked_arguments(void **state)
{
    int width;
    int height;
    const struct options *options = good(*state, "check x --budget 49.50");
    assert_int_equal(options_money(options, OPTION_BUDGET), 49500000);
    options = good(*state, "--script jj --size 80x24");
    options_size(options, OPTION_SIZE, &width, &height);
    assert_int_equal(width, 80);
    assert_int_equal(height, 24);
    options = good(*state, "");
    options_size(options, OPTION_SIZE, &width, &height);
    assert_int_equal(width, 120);
    assert_int_equal(height, 36);
}

/* ---- mistakes ---- */

static void test_unknown_names(void **state)
{
    bad(*state, "shwo x", "unknown command \"shwo\" (did you mean \"show\"?)");
    bad(*state, "show x --fromat json", "unknown option \"--fromat\" (did you mean \"--format\"?)");
    bad(*state, "show x --fromat=json", "unknown option \"--fromat\" (did you mean \"--format\"?)");
    bad(*state, "show x -q", "unknown option \"-q\"");
    bad(*state, "show x --force",
        "\"show\" has no option \"--force\" (it is an option of \"new\")");
    bad(*state, "show x --script k",
        "\"show\" has no option \"--script\" (it is an option of \"strata\")");
    bad(*state, "catalog", "\"catalog\" needs one of list, show, check");
    bad(*state, "catalog lst",
        "\"catalog lst\" is no command; there are list, show, check (did you mean \"list\"?)");
}

static void test_bad_arguments(void **state)
{
    bad(*state, "new --preset", "option \"--preset\" needs NAME behind it");
    bad(*state, "new --preset=", "--preset: NAME is empty");
    bad(*state, "new --force=yes", "option \"--force\" takes no argument");
    bad(*state, "show x --format jsn",
        "--format: \"jsn\" is none of text, json (did you mean \"json\"?)");
    bad(*state, "show x --format table", "--format: \"table\" is none of text, json");
    bad(*state, "check x --budget 1e3",
        "--budget: \"1e3\" is no amount of dollars (without an exponent: 100k, 1.5M)");
    bad(*state, "check x --budget -5",
        "--budget: \"-5\" is no amount of dollars (like 5000 or 49.50)");
}

static void test_bad_sizes(void **state)
{
    static const char *const sizes[] = { "80",    "x",       "80x",     "x24",    "0x24",
                                         "80x0",  "1001x24", "80x24x2", "-80x24", "99999999999x24",
                                         "80X24", "80x+24" };
    struct fixture *fixture = *state;
    for (size_t i = 0; i < sizeof(sizes) / sizeof(sizes[0]); i++) {
        struct str line = str_format(&fixture->arena, "--script j --size=%s", sizes[i]);
        assert_false(parse(fixture, str_terminated(&fixture->arena, line)));
        assert_int_equal(fixture->diags.list.count, 1);
    }
}

static void test_operands_are_counted(void **state)
{
    bad(*state, "show", "\"show\" needs FILE");
    bad(*state, "explain", "\"explain\" needs NAME");
    bad(*state, "show a b c", "\"b\" is one argument too many for \"show\"");
    bad(*state, "new a", "\"a\" is one argument too many for \"new\"");
}

/* What stands behind it may have been its argument. */
static void test_unknown_option_is_told_alone(void **state)
{
    struct fixture *fixture = *state;
    assert_false(parse(fixture, "show x --fromat json"));
    assert_int_equal(fixture->diags.list.count, 1);
}

static void test_all_mistakes_at_once(void **state)
{
    struct fixture *fixture = *state;
    assert_false(parse(fixture, "check --nonsense --budget x --fail-on y"));
    assert_int_equal(fixture->diags.list.count, 3);
    assert_false(parse(fixture, "check --budget x --fail-on y"));
    assert_int_equal(fixture->diags.list.count, 3);
    assert_int_equal(fixture->options.verb, VERB_CHECK);
}

static void test_messages_are_clean(void **state)
{
    bad(*state, "\033[31mx\n y", "unknown command \"<U+001B>[31mx \"");
    bad(*state, "show x --\033]0;x", "unknown option \"--<U+001B>]0;x\"");
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)
    const struct CMUnitTest tests[] = {
        TEST(test_every_verb_is_described),
        TEST(test_options_of_one_name_agree),
        TEST(test_synopsis_is_complete),
        TEST(test_export_formats_are_the_exporters),
        TEST(test_no_arguments_is_the_designer),
        TEST(test_a_file_is_the_designer),
        TEST(test_option_arguments_come_in_three_ways),
        TEST(test_options_stand_anywhere),
        TEST(test_the_last_one_wins),
        TEST(test_two_dashes_end_options),
        TEST(test_two_words),
        TEST(test_help_needs_no_operands),
        TEST(test_checked_arguments),
        TEST(test_unknown_names),
        TEST(test_bad_arguments),
        TEST(test_bad_sizes),
        TEST(test_operands_are_counted),
        TEST(test_unknown_option_is_told_alone),
        TEST(test_all_mistakes_at_once),
        TEST(test_messages_are_clean),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
