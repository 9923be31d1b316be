#include "support/xml_reader.h"

#include <string.h>

#include "strata/base/text.h"

void xml_init(struct xml_reader *reader, struct str text, struct arena *arena)
{
    *reader = (struct xml_reader){ .arena = arena, .rest = text };
}

static void skip(struct xml_reader *reader, size_t count)
{
    reader->rest = str_part(reader->rest, count, reader->rest.len);
}

static bool is_space(char c)
{
    return c == ' ' || c == '\n' || c == '\t' || c == '\r';
}

static void skip_space(struct xml_reader *reader)
{
    while (reader->rest.len > 0 && is_space(reader->rest.at[0])) {
        skip(reader, 1);
    }
}

static bool take(struct xml_reader *reader, const char *text)
{
    struct str wanted = str_from(text);
    if (!str_starts(reader->rest, wanted)) {
        return false;
    }
    skip(reader, wanted.len);
    return true;
}

/* Everything before `end`, and `end` too. */
static bool take_until(struct xml_reader *reader, const char *end, struct str *ret_before)
{
    size_t at;
    if (!str_find(reader->rest, str_from(end), &at)) {
        return false;
    }
    *ret_before = str_part(reader->rest, 0, at);
    skip(reader, at + strlen(end));
    return true;
}

static bool is_name_char(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == ':'
           || c == '-' || c == '_' || c == '.';
}

static bool take_name(struct xml_reader *reader, struct str *ret_name)
{
    size_t len = 0;
    while (len < reader->rest.len && is_name_char(reader->rest.at[len])) {
        len++;
    }
    *ret_name = str_part(reader->rest, 0, len);
    skip(reader, len);
    return len > 0;
}

/* ---- entities ---- */

static bool is_xml_char(uint32_t code)
{
    return code == '\t' || code == '\n' || code == '\r' || (code >= 0x20 && code < 0xd800)
           || (code >= 0xe000 && code <= 0xfffd) || (code >= 0x10000 && code <= 0x10ffff);
}

static bool number_of(struct str digits, uint32_t base, uint32_t *ret_code)
{
    uint32_t code = 0;
    for (size_t i = 0; i < digits.len; i++) {
        char c = digits.at[i];
        uint32_t digit = c >= '0' && c <= '9'   ? (uint32_t)(c - '0')
                         : c >= 'a' && c <= 'f' ? (uint32_t)(c - 'a') + 10
                         : c >= 'A' && c <= 'F' ? (uint32_t)(c - 'A') + 10
                                                : base;
        if (digit >= base || code > 0x10ffff) {
            return false;
        }
        code = code * base + digit;
    }
    *ret_code = code;
    return digits.len > 0 && is_xml_char(code);
}

/* What stands between "&" and ";". */
static bool add_entity(struct strbuf *to, struct str name)
{
    static const struct {
        const char *name;
        char c;
    } named[] = { { "amp", '&' }, { "lt", '<' }, { "gt", '>' }, { "quot", '"' }, { "apos", '\'' } };
    for (size_t i = 0; i < sizeof(named) / sizeof(named[0]); i++) {
        if (str_is(name, named[i].name)) {
            strbuf_add_char(to, named[i].c);
            return true;
        }
    }

    uint32_t code;
    bool hex = str_starts(name, STR("#x"));
    if (!str_starts(name, STR("#"))
        || !number_of(str_part(name, hex ? 2 : 1, name.len), hex ? 16 : 10, &code)) {
        return false;
    }
    char bytes[4];
    strbuf_add(to, (struct str){ bytes, text_encode(code, bytes) });
    return true;
}

static bool decode(struct arena *arena, struct str raw, struct str *ret_text)
{
    struct strbuf text = { .arena = arena };
    while (raw.len > 0) {
        size_t at, end;
        if (!str_find(raw, STR("&"), &at)) {
            strbuf_add(&text, raw);
            break;
        }
        strbuf_add(&text, str_part(raw, 0, at));
        raw = str_part(raw, at + 1, raw.len);
        if (!str_find(raw, STR(";"), &end) || !add_entity(&text, str_part(raw, 0, end))) {
            return false;
        }
        raw = str_part(raw, end + 1, raw.len);
    }
    *ret_text = strbuf_str(&text);
    return true;
}

/* ---- tags ---- */

static bool take_attribute(struct xml_reader *reader, struct xml_token *token)
{
    if (token->attribute_count == XML_ATTRIBUTES) {
        return false;
    }
    struct xml_attribute *attribute = &token->attributes[token->attribute_count++];
    struct str raw;
    if (!take_name(reader, &attribute->name) || !take(reader, "=\"")
        || !take_until(reader, "\"", &raw)) {
        return false;
    }
    size_t at;
    if (str_find(raw, STR("<"), &at)) {
        return false;
    }
    for (uint32_t i = 0; i + 1 < token->attribute_count; i++) {
        if (str_eq(token->attributes[i].name, attribute->name)) {
            return false;
        }
    }
    return decode(reader->arena, raw, &attribute->value);
}

static enum xml_kind take_start(struct xml_reader *reader, struct xml_token *token)
{
    bool second_root = reader->depth == 0 && reader->rooted;
    if (second_root || reader->depth == XML_DEPTH || !take_name(reader, &token->name)) {
        return XML_BROKEN;
    }
    reader->rooted = true;
    for (;;) {
        size_t before = reader->rest.len;
        skip_space(reader);
        if (take(reader, "/>")) {
            reader->end_pending = true;
            break;
        }
        if (take(reader, ">")) {
            break;
        }
        if (before == reader->rest.len || !take_attribute(reader, token)) {
            return XML_BROKEN;
        }
    }
    reader->open[reader->depth++] = token->name;
    return XML_START;
}

static enum xml_kind take_end(struct xml_reader *reader, struct xml_token *token)
{
    if (reader->end_pending) {
        reader->end_pending = false;
        token->name = reader->open[--reader->depth];
        return XML_END;
    }
    if (!take_name(reader, &token->name)) {
        return XML_BROKEN;
    }
    skip_space(reader);
    if (!take(reader, ">") || reader->depth == 0
        || !str_eq(token->name, reader->open[reader->depth - 1])) {
        return XML_BROKEN;
    }
    reader->depth--;
    return XML_END;
}

static enum xml_kind take_text(struct xml_reader *reader, struct xml_token *token)
{
    size_t end;
    if (!str_find(reader->rest, STR("<"), &end)) {
        end = reader->rest.len;
    }
    struct str raw = str_part(reader->rest, 0, end);
    skip(reader, end);
    return decode(reader->arena, raw, &token->text) ? XML_TEXT : XML_BROKEN;
}

/* True if there was something that means nothing. Graphviz's document type has no declarations. */
static bool pass_over(struct xml_reader *reader, bool *ret_broken)
{
    struct str inside;
    size_t at;
    if (take(reader, "<!--")) {
        *ret_broken = !take_until(reader, "-->", &inside) || str_find(inside, STR("--"), &at);
        return true;
    }
    if (reader->rooted) {
        return false;
    }
    if (take(reader, "<?xml ")) {
        *ret_broken = !take_until(reader, "?>", &inside);
        return true;
    }
    if (take(reader, "<!DOCTYPE ")) {
        *ret_broken = !take_until(reader, ">", &inside) || str_find(inside, STR("["), &at);
        return true;
    }
    return false;
}

static enum xml_kind next(struct xml_reader *reader, struct xml_token *token)
{
    if (reader->end_pending) {
        return take_end(reader, token);
    }
    bool broken = false;
    do {
        if (reader->depth == 0) {
            skip_space(reader);
        }
    } while (pass_over(reader, &broken) && !broken);

    if (broken) {
        return XML_BROKEN;
    }
    if (reader->rest.len == 0) {
        return reader->depth == 0 && reader->rooted ? XML_DONE : XML_BROKEN;
    }
    if (take(reader, "</")) {
        return take_end(reader, token);
    }
    if (take(reader, "<")) {
        return take_start(reader, token);
    }
    return reader->depth > 0 ? take_text(reader, token) : XML_BROKEN;
}

enum xml_kind xml_next(struct xml_reader *reader, struct xml_token *ret)
{
    *ret = (struct xml_token){ 0 };
    ret->kind = next(reader, ret);
    return ret->kind;
}

struct str xml_attribute(const struct xml_token *token, const char *name)
{
    for (uint32_t i = 0; i < token->attribute_count; i++) {
        if (str_is(token->attributes[i].name, name)) {
            return token->attributes[i].value;
        }
    }
    return (struct str){ 0 };
}
