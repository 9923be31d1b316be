#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "strata/report/json.h"
#include "support/fixture.h"
#include "support/str.h"

static void test_every_kind_of_value(void **state)
{
    struct fixture *fixture = *state;
    struct json_writer json;
    struct str bytes;

    json_begin(&json, &fixture->arena);
    json_put_text(&json, "text", STR("a \"quoted\" \xff\x1b[31m"));
    json_put_word(&json, "word", "note");
    json_put_money(&json, "money", 8176410000);
    json_put_exact(&json, "exact", 47200);
    json_put_count(&json, "count", -3);
    json_put_number(&json, "whole", 21 * MICRO);
    json_put_number(&json, "number", 10710000);
    json_put_flag(&json, "flag", true);
    json_put_null(&json, "null");
    json_open_array(&json, "list");
    json_put_count(&json, NULL, 1);
    json_open_object(&json, NULL);
    json_put_flag(&json, "inner", false);
    json_close(&json);
    json_put_count(&json, NULL, 2);
    json_close(&json);
    json_put_count(&json, "last", 9);
    assert_true(json_end(&json, &bytes, &fixture->diags));
    assert_str(bytes, "{\n"
                      "  \"version\": 1,\n"
                      "  \"text\": \"a \\\"quoted\\\" <0xFF><U+001B>[31m\",\n"
                      "  \"word\": \"note\",\n"
                      "  \"money\": \"8176.41\",\n"
                      "  \"exact\": \"0.0472\",\n"
                      "  \"count\": -3,\n"
                      "  \"whole\": 21,\n"
                      "  \"number\": 10.71,\n"
                      "  \"flag\": true,\n"
                      "  \"null\": null,\n"
                      "  \"list\": [\n"
                      "    1,\n"
                      "    {\n"
                      "      \"inner\": false\n"
                      "    },\n"
                      "    2\n"
                      "  ],\n"
                      "  \"last\": 9\n"
                      "}\n");
}

static void test_what_is_open_is_closed_at_the_end(void **state)
{
    struct fixture *fixture = *state;
    struct json_writer json;
    struct str bytes;

    json_begin(&json, &fixture->arena);
    json_open_array(&json, "list");
    json_open_object(&json, NULL);
    assert_true(json_end(&json, &bytes, &fixture->diags));
    assert_str(bytes, "{\n  \"version\": 1,\n  \"list\": [\n    {}\n  ]\n}\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        FIXTURE_TEST(test_every_kind_of_value),
        FIXTURE_TEST(test_what_is_open_is_closed_at_the_end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
