#include "support/schema.h"

#include <regex.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>
#include <jansson.h>

#include "support/folder.h"

struct check {
    struct arena *arena;
    const json_t *root; /* of the schema */
    struct str why;
};

static bool fits(struct check *check, const json_t *schema, const json_t *value, struct str place);

static bool mistake(struct check *check, struct str place, const char *what)
{
    check->why = str_format(check->arena, "%.*s: %s", STR_ARG(place), what);
    return false;
}

/* ---- keywords ---- */

static bool is_type(const char *type, const json_t *value)
{
    static const struct {
        const char *name;
        json_type types[2];
    } known[] = {
        { "object", { JSON_OBJECT, JSON_OBJECT } },    { "array", { JSON_ARRAY, JSON_ARRAY } },
        { "string", { JSON_STRING, JSON_STRING } },    { "null", { JSON_NULL, JSON_NULL } },
        { "integer", { JSON_INTEGER, JSON_INTEGER } }, { "number", { JSON_INTEGER, JSON_REAL } },
        { "boolean", { JSON_TRUE, JSON_FALSE } },
    };
    for (size_t i = 0; i < sizeof(known) / sizeof(known[0]); i++) {
        if (strcmp(type, known[i].name) == 0) {
            return json_typeof(value) == known[i].types[0]
                   || json_typeof(value) == known[i].types[1];
        }
    }
    fail_msg("no type %s", type);
    return false;
}

static bool fits_type(struct check *check, const json_t *types, const json_t *value,
                      struct str place)
{
    if (json_is_string(types)) {
        return is_type(json_string_value(types), value) || mistake(check, place, "type");
    }
    for (size_t i = 0; i < json_array_size(types); i++) {
        if (is_type(json_string_value(json_array_get(types, i)), value)) {
            return true;
        }
    }
    return mistake(check, place, "type");
}

static bool fits_enum(struct check *check, const json_t *words, const json_t *value,
                      struct str place)
{
    for (size_t i = 0; i < json_array_size(words); i++) {
        if (json_equal(json_array_get(words, i), value)) {
            return true;
        }
    }
    return mistake(check, place, "enum");
}

static bool fits_any(struct check *check, const json_t *schemas, const json_t *value,
                     struct str place)
{
    for (size_t i = 0; i < json_array_size(schemas); i++) {
        if (fits(check, json_array_get(schemas, i), value, place)) {
            return true;
        }
    }
    return mistake(check, place, "anyOf");
}

static bool fits_pattern(struct check *check, const json_t *pattern, const json_t *value,
                         struct str place)
{
    regex_t regex;
    assert_int_equal(regcomp(&regex, json_string_value(pattern), REG_EXTENDED | REG_NOSUB), 0);
    bool match =
        !json_is_string(value) || regexec(&regex, json_string_value(value), 0, NULL, 0) == 0;
    regfree(&regex);
    return match || mistake(check, place, "pattern");
}

static bool fits_ref(struct check *check, const char *ref, const json_t *value, struct str place)
{
    const char prefix[] = "#/$defs/";
    assert_int_equal(strncmp(ref, prefix, sizeof(prefix) - 1), 0);
    const json_t *schema =
        json_object_get(json_object_get(check->root, "$defs"), ref + sizeof(prefix) - 1);
    assert_non_null(schema);
    return fits(check, schema, value, place);
}

static bool fits_items(struct check *check, const json_t *schema, const json_t *array,
                       struct str place)
{
    for (size_t i = 0; i < json_array_size(array); i++) {
        struct str item = str_format(check->arena, "%.*s[%zu]", STR_ARG(place), i);
        if (!fits(check, schema, json_array_get(array, i), item)) {
            return false;
        }
    }
    return true;
}

/* `properties` and `additionalProperties` together. */
static bool fits_keys(struct check *check, const json_t *schema, const json_t *object,
                      struct str place)
{
    const json_t *known = json_object_get(schema, "properties");
    const json_t *others = json_object_get(schema, "additionalProperties");
    for (void *i = json_object_iter((json_t *)(uintptr_t)object); i != NULL;
         i = json_object_iter_next((json_t *)(uintptr_t)object, i)) {
        const char *key = json_object_iter_key(i);
        const json_t *own = json_object_get(known, key);
        struct str inside = str_format(check->arena, "%.*s.%s", STR_ARG(place), key);
        if (own == NULL && others == NULL) {
            return mistake(check, inside, "is not described");
        }
        if (!fits(check, own != NULL ? own : others, json_object_iter_value(i), inside)) {
            return false;
        }
    }
    return true;
}

static bool fits_required(struct check *check, const json_t *keys, const json_t *object,
                          struct str place)
{
    for (size_t i = 0; json_is_object(object) && i < json_array_size(keys); i++) {
        const char *key = json_string_value(json_array_get(keys, i));
        if (json_object_get(object, key) == NULL) {
            return mistake(check, str_format(check->arena, "%.*s.%s", STR_ARG(place), key),
                           "is missing");
        }
    }
    return true;
}

static bool fits_keyword(struct check *check, const char *keyword, const json_t *schema,
                         const json_t *value, struct str place)
{
    static const char *const words[] = { "$schema", "$defs", "title", "description" };
    const json_t *rule = json_object_get(schema, keyword);
    for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++) {
        if (strcmp(keyword, words[i]) == 0) {
            return true;
        }
    }
    if (strcmp(keyword, "type") == 0) {
        return fits_type(check, rule, value, place);
    }
    if (strcmp(keyword, "enum") == 0) {
        return fits_enum(check, rule, value, place);
    }
    if (strcmp(keyword, "const") == 0) {
        return json_equal(rule, value) || mistake(check, place, "const");
    }
    if (strcmp(keyword, "anyOf") == 0) {
        return fits_any(check, rule, value, place);
    }
    if (strcmp(keyword, "$ref") == 0) {
        return fits_ref(check, json_string_value(rule), value, place);
    }
    if (strcmp(keyword, "pattern") == 0) {
        return fits_pattern(check, rule, value, place);
    }
    if (strcmp(keyword, "minLength") == 0) {
        return json_string_length(value) >= (size_t)json_integer_value(rule)
               || mistake(check, place, "minLength");
    }
    if (strcmp(keyword, "minimum") == 0) {
        return json_number_value(value) >= json_number_value(rule)
               || mistake(check, place, "minimum");
    }
    if (strcmp(keyword, "maximum") == 0) {
        return json_number_value(value) <= json_number_value(rule)
               || mistake(check, place, "maximum");
    }
    if (strcmp(keyword, "items") == 0) {
        return fits_items(check, rule, value, place);
    }
    if (strcmp(keyword, "required") == 0) {
        return fits_required(check, rule, value, place);
    }
    if (strcmp(keyword, "properties") == 0 || strcmp(keyword, "additionalProperties") == 0) {
        return fits_keys(check, schema, value, place);
    }
    fail_msg("the keyword %s is not known to tests/support/schema.c", keyword);
    return false;
}

static bool fits(struct check *check, const json_t *schema, const json_t *value, struct str place)
{
    assert_true(json_is_object(schema));
    for (void *i = json_object_iter((json_t *)(uintptr_t)schema); i != NULL;
         i = json_object_iter_next((json_t *)(uintptr_t)schema, i)) {
        if (!fits_keyword(check, json_object_iter_key(i), schema, value, place)) {
            return false;
        }
    }
    return true;
}

static json_t *read_json(struct str text)
{
    json_error_t error;
    json_t *root = json_loadb(text.at, text.len, JSON_REJECT_DUPLICATES, &error);
    if (root == NULL) {
        fail_msg("line %d: %s", error.line, error.text);
    }
    return root;
}

bool schema_fits(const char *path, struct str json, struct arena *arena, struct str *ret_why)
{
    json_t *schema = read_json(folder_read(path, arena));
    json_t *value = read_json(json);
    struct check check = { .arena = arena, .root = schema };
    bool good = fits(&check, schema, value, STR("review"));
    json_decref(value);
    json_decref(schema);
    if (ret_why != NULL) {
        *ret_why = check.why;
    }
    return good;
}
