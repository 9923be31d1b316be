#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "app/match.h"
#include "memory.h"

static struct test_memory memory;
static struct arena arena;

static unsigned score(const char *pattern, const char *text)
{
    return match_score(&arena, str_from(pattern), str_from(text));
}

static void test_letters_in_their_order_match(void **state)
{
    (void)state;
    assert_true(score("pcn", "Pinecone") > 0);
    assert_int_equal(score("ncp", "Pinecone"), 0);
    assert_int_equal(score("pinecones", "Pinecone"), 0);
    assert_int_equal(score("x", ""), 0);
}

static void test_nothing_typed_matches_everything(void **state)
{
    (void)state;
    assert_int_equal(score("", "Pinecone"), 1);
    assert_int_equal(score("", ""), 1);
}

static void test_case_does_not_matter_in_any_script(void **state)
{
    (void)state;
    assert_int_equal(score("PINE", "pinecone"), score("pine", "Pinecone"));
    assert_true(score("straße", "STRASSE") > 0);
}

static void test_beginnings_of_words_and_neighbours_are_better(void **state)
{
    (void)state;
    assert_true(score("lang", "LangChain") > score("lang", "a l a n g"));
    assert_true(score("ll", "LiteLLM") < score("ll", "LLM gateway"));
    assert_true(score("ag", "AI gateway") > 0);
    /* the best way to match counts, not the first */
    assert_true(score("go", "a g o go") > score("go", "a g o"));
}

static int open_arena(void **state)
{
    (void)state;
    test_memory_init(&memory);
    arena_init(&arena, &memory.memory);
    return 0;
}

static int close_arena(void **state)
{
    (void)state;
    arena_release(&arena);
    test_memory_check(&memory);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_letters_in_their_order_match),
        cmocka_unit_test(test_nothing_typed_matches_everything),
        cmocka_unit_test(test_case_does_not_matter_in_any_script),
        cmocka_unit_test(test_beginnings_of_words_and_neighbours_are_better),
    };
    return cmocka_run_group_tests(tests, open_arena, close_arena);
}
