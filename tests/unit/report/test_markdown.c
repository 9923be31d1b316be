/* What strangers write stays text, also where services look for more than Markdown. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "strata/base/arena.h"
#include "strata/report/markdown.h"
#include "support/memory.h"
#include "support/str.h"

static void test_text(void **state)
{
    static const struct {
        const char *text, *page;
    } rows[] = {
        { "plain, 3:4, a.b - c", "plain, 3:4, a.b - c" },
        { "a*b_c [d](e) `f` | <g> & ~h~",
          "a\\*b\\_c \\[d\\](e) \\`f\\` \\| &lt;g&gt; &amp; \\~h\\~" },
        { "http://evil.example/a", "http:&#8203;//evil.example/a" },
        { "HTTPS://x ftp://y", "HTTPS:&#8203;//x ftp:&#8203;//y" },
        { "www.evil.example WWW.x", "www&#8203;.evil.example WWW&#8203;.x" },
        { "mail me@evil.example", "mail me@&#8203;evil.example" },
        { "@octocat, @team/x", "@&#8203;octocat, @&#8203;team/x" },
        { "#123 is #one", "\\#&#8203;123 is \\#one" },
        { "GH-12 gh-3 GH-x 4-5", "GH-&#8203;12 gh-&#8203;3 GH-x 4-5" },
        { "a -> www.x", "a -&gt; www&#8203;.x" },
        { "ends in @", "ends in @" },
        { "two\nlines", "two lines" },
    };
    struct test_memory memory;
    struct arena arena;
    (void)state;
    test_memory_init(&memory);
    arena_init(&arena, &memory.memory);
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        struct strbuf page = { .arena = &arena };
        markdown_text(&page, str_from(rows[i].text));
        assert_str_equal(strbuf_str(&page), str_from(rows[i].page));
    }
    arena_release(&arena);
    test_memory_check(&memory);
}

int main(void)
{
    const struct CMUnitTest tests[] = { cmocka_unit_test(test_text) };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
