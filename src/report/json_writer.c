#include <jansson.h>

#include "strata/base/text.h"
#include "strata/report/json.h"

/* jansson says in every return value whether it had the memory, and takes NULL for a value that
 * could not be made. So one flag gathers it all. */

/* Takes over the reference to `value`. */
static void put(struct json_writer *writer, const char *key, json_t *value)
{
    json_t *parent = writer->open[writer->depth - 1];
    int failed = key != NULL ? json_object_set_new(parent, key, value)
                             : json_array_append_new(parent, value);

    if (failed != 0) {
        writer->failed = true;
    }
}

/* The parent keeps the value alive; if it could not take it, there is none to be filled. */
static void open_value(struct json_writer *writer, const char *key, json_t *value)
{
    bool failed = writer->failed;

    writer->failed = false;
    put(writer, key, value);
    writer->open[writer->depth++] = writer->failed ? NULL : value;
    writer->failed |= failed;
}

void json_begin(struct json_writer *writer, struct arena *arena)
{
    *writer = (struct json_writer){ .arena = arena, .depth = 1 };
    writer->open[0] = json_object();
    json_put_count(writer, "version", JSON_VERSION);
}

static int take_text(const char *bytes, size_t len, void *context)
{
    strbuf_add(context, (struct str){ bytes, len });
    return 0;
}

bool json_end(struct json_writer *writer, struct str *ret_bytes, struct diag_list *diags)
{
    size_t flags = JSON_INDENT(2) | JSON_REAL_PRECISION(15);
    struct strbuf text = { .arena = writer->arena };
    json_t *root = writer->open[0];

    if (!writer->failed && json_dump_callback(root, take_text, &text, flags) != 0) {
        writer->failed = true;
    }
    json_decref(root);
    if (writer->failed) {
        diag_error(diags, "there is not enough memory for the JSON");
        return false;
    }
    strbuf_add_char(&text, '\n');
    *ret_bytes = strbuf_str(&text);
    return true;
}

void json_open_object(struct json_writer *writer, const char *key)
{
    open_value(writer, key, json_object());
}

void json_open_array(struct json_writer *writer, const char *key)
{
    open_value(writer, key, json_array());
}

void json_close(struct json_writer *writer)
{
    writer->depth--;
}

void json_put_text(struct json_writer *writer, const char *key, struct str text)
{
    struct str clean = text_clean(writer->arena, text);

    put(writer, key, json_stringn(clean.len > 0 ? clean.at : "", clean.len));
}

void json_put_word(struct json_writer *writer, const char *key, const char *word)
{
    json_put_text(writer, key, str_from(word));
}

void json_put_money(struct json_writer *writer, const char *key, money amount)
{
    json_put_text(writer, key, money_format_plain(writer->arena, amount));
}

void json_put_exact(struct json_writer *writer, const char *key, int64_t micro)
{
    json_put_text(writer, key, micro_format(writer->arena, micro, false));
}

void json_put_count(struct json_writer *writer, const char *key, int64_t count)
{
    put(writer, key, json_integer(count));
}

void json_put_number(struct json_writer *writer, const char *key, int64_t micro)
{
    put(writer, key,
        micro % MICRO == 0 ? json_integer(micro / MICRO)
                           : json_real((double)micro / (double)MICRO));
}

void json_put_flag(struct json_writer *writer, const char *key, bool flag)
{
    put(writer, key, json_boolean(flag));
}

void json_put_null(struct json_writer *writer, const char *key)
{
    put(writer, key, json_null());
}
