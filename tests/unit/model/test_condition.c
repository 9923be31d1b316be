#include "strata/model/condition.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>

#include <cmocka.h>

#include "strata/model/blank.h"
#include "support/small_fixture.h"
#include "support/str.h"

/* Each row has the words that its subject, relation and threshold are told with. */
static void test_every_row_can_be_told(void **state)
{
    (void)state;
    for (enum condition_kind kind = 0; kind < CONDITION__COUNT; kind++) {
        const struct condition_form *form = condition_form(kind);
        const struct subject *subject = form->subject;
        struct str rest = str_from(form->sentence), before;
        bool about = false, threshold = false, compares;
        struct blank blank;

        while (blank_next(&rest, &before, &blank)) {
            about = about || str_is(blank.name, "about");
            threshold = threshold || str_is(blank.name, "threshold");
        }
        compares = form->relation != RELATION_HAS && form->relation != RELATION_LACKS;
        if (compares != (form->threshold != THRESHOLD_NOTHING)) {
            fail_msg("%s compares with nothing, or for nothing", form->word);
        }
        if (!compares && (!subject->verb || !subject->none)) {
            fail_msg("%s has no words for what is there or not", form->word);
        }
        if (!compares && !subject->some && subject->about != ABOUT_TAG) {
            fail_msg("%s has no components to name", form->word);
        }
        if (about != (subject->about != ABOUT_NOTHING) || about == (subject->title != NULL)) {
            fail_msg("%s does not say what it is about", form->word);
        }
        if (threshold != (compares && form->threshold != THRESHOLD_USUAL)) {
            fail_msg("%s does not say what it compares with", form->word);
        }
    }
}

/* Who writes a catalogue reads of each of them. */
static void test_every_word_is_documented(void **state)
{
    static char text[1 << 16];
    FILE *file = fopen("catalog/FORMAT.md", "rb");
    struct str document = { text, 0 };
    size_t at;

    (void)state;
    assert_non_null(file);
    document.len = fread(text, 1, sizeof(text), file);
    assert_int_equal(fclose(file), 0);
    assert_true(document.len > 0 && document.len < sizeof(text));
    assert_true(str_find(document, STR("# conditions: "), &at));
    document = str_part(document, at, 1000);
    for (enum condition_kind kind = 0; kind < CONDITION__COUNT; kind++) {
        if (!str_find(document, str_from(condition_form(kind)->word), &at)) {
            fail_msg("FORMAT.md has no condition %s", condition_form(kind)->word);
        }
    }
}

static void test_sentences(void **state)
{
    static const struct {
        struct condition condition;
        const char *sentence;
    } cases[] = {
        { { .kind = CONDITION_CHOSEN, .tag = TAG_SQL_VECTORS },
          "something is chosen that is: sql-vectors" },
        { { .kind = CONDITION_CHOSEN_AT_LEAST, .tag = TAG_SQL_VECTORS, .number = 2 * MICRO },
          "at least 2 are chosen that are: sql-vectors" },
        { { .kind = CONDITION_AT_LEAST, .figure = F_TOTAL, .number = 1500 * MICRO },
          "total: 1,500 or more" },
        { { .kind = CONDITION_SCALE_BELOW, .scale = ENTERPRISE },
          "the design aims at a scale before Enterprise" },
        { { .kind = CONDITION_PROVIDERS_OVER_SCALE },
          "more providers of chat models than the scale has" },
    };
    struct fixture *fixture = *state;

    small_end(&fixture->small);
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        assert_str_equal(
            condition_sentence(&fixture->small.catalog, &cases[i].condition, &fixture->arena),
            str_from(cases[i].sentence));
    }
}

static void test_thresholds(void **state)
{
    const struct condition total = { .kind = CONDITION_BELOW, .figure = F_TOTAL };
    const struct condition scale = { .kind = CONDITION_SCALE_BELOW, .scale = ENTERPRISE };
    const struct condition chosen = { .kind = CONDITION_CHOSEN, .tag = TAG_SQL_VECTORS };
    const struct condition over = { .kind = CONDITION_PROVIDERS_OVER_SCALE };
    struct fixture *fixture = *state;
    const struct catalog *catalog = &fixture->small.catalog;

    small_end(&fixture->small);
    assert_str(condition_about_id(catalog, &total), "total");
    assert_int_equal(condition_about_id(catalog, &scale).len, 0);
    assert_true(condition_gives_threshold(&total, STR("total"), STR("total")));
    assert_false(condition_gives_threshold(&total, STR("total"), STR("queries")));
    assert_true(condition_gives_threshold(&scale, STR(""), STR("scale")));
    assert_false(condition_gives_threshold(&scale, STR(""), STR("providers")));
    assert_false(condition_gives_threshold(&chosen, STR("sql-vectors"), STR("sql-vectors")));
    assert_false(condition_gives_threshold(&over, STR(""), STR("providers")));
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, small_setup_open, small_teardown)
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_every_row_can_be_told),
        cmocka_unit_test(test_every_word_is_documented),
        TEST(test_sentences),
        TEST(test_thresholds),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
