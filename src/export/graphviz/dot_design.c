#include "strata/export/export.h"

#include <string.h>

#define PREFIX "yaml:"

static bool is_plain(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9')
           || (c != '\0' && strchr(EXPORT_DESIGN_PLAIN, c) != NULL);
}

struct str export_design_encode(struct str text, struct arena *arena)
{
    struct strbuf value = { .arena = arena };
    strbuf_addz(&value, PREFIX);
    for (size_t i = 0; i < text.len; i++) {
        if (is_plain(text.at[i])) {
            strbuf_add_char(&value, text.at[i]);
        } else {
            strbuf_addf(&value, "%%%02X", (unsigned)(unsigned char)text.at[i]);
        }
    }
    return strbuf_str(&value);
}

void export_design_comment(struct strbuf *to, const char *sign, struct str text)
{
    if (text.len > 0) {
        strbuf_addf(to, "%s %s %.*s\n", sign, EXPORT_DESIGN,
                    STR_ARG(export_design_encode(text, to->arena)));
    }
}

/* -1 if it is none. */
static int hex_digit(char c)
{
    c = char_lower(c);
    return c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

bool export_design_decode(struct str value, struct arena *arena, struct str *ret_text)
{
    struct strbuf text = { .arena = arena };
    const struct str prefix = STR(PREFIX);
    if (!str_starts(value, prefix)) {
        return false;
    }
    for (size_t i = prefix.len; i < value.len; i++) {
        if (value.at[i] != '%') {
            strbuf_add_char(&text, value.at[i]);
            continue;
        }
        int high = i + 1 < value.len ? hex_digit(value.at[i + 1]) : -1;
        int low = i + 2 < value.len ? hex_digit(value.at[i + 2]) : -1;
        if (high < 0 || low < 0) {
            return false;
        }
        strbuf_add_char(&text, (char)(high * 16 + low));
        i += 2;
    }
    *ret_text = strbuf_str(&text);
    return true;
}
