/* Cells of Markdown and of CSV: whatever the text, it stays in its cell and does nothing. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "strata/report/csv.h"
#include "strata/report/markdown.h"
#include "support/fixture.h"
#include "support/str.h"

static void test_markdown(void **state)
{
    static const struct {
        const char *text;
        const char *expected;
    } rows[] = {
        { "Doc Q&A, startup", "Doc Q&amp;A, startup" },
        { "a|b", "a\\|b" },
        { "<script>", "&lt;script&gt;" },
        { "[x](javascript:y)", "\\[x\\](javascript:y)" },
        { "`*_~#\\", "\\`\\*\\_\\~\\#\\\\" },
        { "two\nlines", "two lines" },
    };
    struct fixture *fixture = *state;

    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        struct strbuf page = { .arena = &fixture->arena };

        markdown_text(&page, str_from(rows[i].text));
        assert_str_equal(strbuf_str(&page), str_from(rows[i].expected));
    }
}

static void test_csv(void **state)
{
    struct fixture *fixture = *state;
    struct strbuf csv = { .arena = &fixture->arena };

    csv_text(&csv, STR("plain, with \"quotes\""));
    csv_text(&csv, STR("=1+1"));
    csv_text(&csv, STR("+x"));
    csv_end(&csv);
    csv_text(&csv, STR("-x"));
    csv_text(&csv, STR("@x"));
    csv_text(&csv, STR("\t=x\r\n"));
    csv_text(&csv, STR(""));
    csv_end(&csv);
    assert_str(strbuf_str(&csv), "\"plain, with \"\"quotes\"\"\",\"'=1+1\",\"'+x\"\r\n"
                                 "\"'-x\",\"'@x\",\"' =x \",\"\"\r\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = { FIXTURE_TEST(test_markdown), FIXTURE_TEST(test_csv) };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
