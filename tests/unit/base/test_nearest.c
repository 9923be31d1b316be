#include "strata/base/nearest.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "fixture.h"
#include "str.h"

static struct str nearest(struct fixture *fixture, const char *wrong)
{
    static const char *const known[] = { "pinecone", "pgvector", "qdrant",
                                         "s3",       "gpt-5",    "gpt-5-mini" };
    struct nearest nearest = nearest_to(str_from(wrong));

    for (size_t i = 0; i < sizeof(known) / sizeof(known[0]); i++) {
        nearest_try(&nearest, str_from(known[i]));
    }
    return nearest_hint(&nearest, &fixture->arena);
}

static void test_nearest(void **state)
{
    struct fixture *fixture = *state;

    assert_str(nearest(fixture, "pinecoen"), "did you mean \"pinecone\"?");
    assert_str(nearest(fixture, "Pinecone"), "did you mean \"pinecone\"?");
    assert_str(nearest(fixture, "qdrnt"), "did you mean \"qdrant\"?");
    assert_str(nearest(fixture, "s4"), "did you mean \"s3\"?");
    assert_str(nearest(fixture, "gpt5-mini"), "did you mean \"gpt-5-mini\"?");
    assert_str(nearest(fixture, "weaviate"), "");
    assert_str(nearest(fixture, "xy"), "");
    assert_str(nearest(fixture, ""), "");
}

int main(void)
{
    const struct CMUnitTest tests[] = { FIXTURE_TEST(test_nearest) };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
