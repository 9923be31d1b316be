#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "analysis/recognise/label_words.h"
#include "support/fixture.h"
#include "support/random.h"
#include "support/str.h"

/* All words of a label: "|" where a part begins, "_" where a word is glued to the one before. */
static struct str spelt(struct fixture *fixture, struct str label)
{
    struct label_words words = label_words(label, &fixture->arena);
    struct strbuf text = { .arena = &fixture->arena };
    for (uint32_t i = 0; i < words.count; i++) {
        const struct label_word *word = &words.list[i];
        strbuf_addz(&text, i == 0 ? "" : word->begins ? "|" : word->glued ? "_" : " ");
        strbuf_add(&text, word->text);
    }
    return strbuf_str(&text);
}

#define assert_words(label, expected) assert_str(spelt(fixture, STR(label)), expected)

static void test_words(void **state)
{
    struct fixture *fixture = *state;
    assert_words("", "");
    assert_words(" \n+()", "");
    assert_words("Next.js", "next js");
    assert_words("gpt-4o", "gpt 4o");
    assert_words("GPT5mini", "gpt_5mini");
    assert_words("PineconeVectorStore", "pinecone_vector_store");
    assert_words("OpenAIEmbeddings", "open_ai_embeddings");
    assert_words("S3Bucket", "s_3_bucket");
    assert_words("1Password", "1_password");
}

static void test_parts(void **state)
{
    struct fixture *fixture = *state;
    assert_words("Claude Sonnet + GPT-5 mini", "claude sonnet|gpt 5 mini");
    assert_words("Next.js on Vercel", "next js on|vercel");
    assert_words("Supabase (Postgres)", "supabase|postgres");
    assert_words("a-b - c", "a b|c");
    assert_words("Kong\nGateway", "kong|gateway");
    assert_words("a \xe2\x86\x92 b", "a|b");                     /* an arrow */
    assert_words("\xf0\x9f\xa7\xa0 Claude", "claude");           /* a brain */
    assert_words("\xef\xbc\xa1\xef\xbc\xb7\xef\xbc\xb3", "aws"); /* full width */
    assert_words("\xd0\x91\xd0\xb0\xd0\xb7\xd0\xb0", "\xd0\xb1\xd0\xb0\xd0\xb7\xd0\xb0");
}

static void test_versions(void **state)
{
    struct fixture *fixture = *state;
    struct label_words words = label_words(STR("Embed v3 llama 70B"), &fixture->arena);
    assert_int_equal(words.count, 5);
    static const bool versions[] = { false, true, true, false, true };
    for (uint32_t i = 0; i < words.count; i++) {
        assert_int_equal(words.list[i].version, versions[i]);
    }
    char bytes[LABEL_KEY_BYTES];
    assert_str(label_key(&words, 0, 5, true, bytes), "embedllama");
    assert_str(label_key(&words, 0, 3, false, bytes), "embedv3");
}

static void test_long_keys_are_none(void **state)
{
    struct fixture *fixture = *state;
    struct strbuf label = { .arena = &fixture->arena };
    for (int i = 0; i < LABEL_KEY_BYTES + 1; i++) {
        strbuf_add_char(&label, 'a');
    }
    struct label_words words = label_words(strbuf_str(&label), &fixture->arena);
    char bytes[LABEL_KEY_BYTES];
    assert_int_equal(label_key(&words, 0, 1, false, bytes).len, 0);
    words = label_words(str_part(strbuf_str(&label), 0, LABEL_KEY_BYTES), &fixture->arena);
    assert_int_equal(label_key(&words, 0, 1, false, bytes).len, LABEL_KEY_BYTES);
}

/* Whatever the bytes: words lie in the label, in order, and are not too many. */
static void test_any_bytes(void **state)
{
    struct fixture *fixture = *state;
    struct test_random random = { 7 };
    static const char signs[] = "aZ9 .-_+/()\n\xc3\xa4\xf0\x9f\xa7\xa0\xff\x80\0";
    for (int round = 0; round < 2000; round++) {
        char bytes[300];
        size_t len = test_random_below(&random, sizeof(bytes));
        for (size_t i = 0; i < len; i++) {
            bytes[i] = signs[test_random_below(&random, sizeof(signs))];
        }
        struct label_words words = label_words((struct str){ bytes, len }, &fixture->arena);
        assert_true(words.count <= LABEL_WORDS_MAX + 16);
        size_t at = 0;
        for (uint32_t i = 0; i < words.count; i++) {
            assert_true(words.list[i].from >= at && words.list[i].to > words.list[i].from);
            at = words.list[i].to;
        }
        assert_true(at <= len);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        FIXTURE_TEST(test_words),     FIXTURE_TEST(test_parts),
        FIXTURE_TEST(test_versions),  FIXTURE_TEST(test_long_keys_are_none),
        FIXTURE_TEST(test_any_bytes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
