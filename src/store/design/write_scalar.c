#include "store/design/write_scalar.h"

#include <string.h>

#include "strata/base/text.h"

/* What readers that guess types, unlike ours, take for something else than a text. */
static bool looks_typed(struct str text)
{
    static const char *const words[] = {
        "true", "false", "yes", "no", "on", "off", "y", "n", "null"
    };
    static const char numeric[] = "0123456789abcdefxoABCDEFXO_.,:+-T ";

    for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++) {
        if (str_same(text, str_from(words[i]))) {
            return true;
        }
    }
    if (!(text.at[0] >= '0' && text.at[0] <= '9') && text.at[0] != '+') {
        return false;
    }
    for (size_t i = 0; i < text.len; i++) {
        if (!strchr(numeric, text.at[i])) {
            return false;
        }
    }
    return true;
}

/* Does a plain scalar of this text end early, or begin as something else? */
static bool has_syntax(struct str text, bool flow)
{
    char last = text.at[text.len - 1];

    if (strchr("-?:,[]{}#&*!|>'\"%@`~=<. ", text.at[0]) || last == ' ' || last == ':') {
        return true;
    }
    for (size_t i = 0; i < text.len; i++) {
        char next = i + 1 < text.len ? text.at[i + 1] : '\0';

        if ((text.at[i] == ':' && next == ' ') || (text.at[i] == ' ' && next == '#')) {
            return true;
        }
        if (flow && strchr(",[]{}:?", text.at[i])) {
            return true;
        }
    }
    return false;
}

void write_scalar(struct strbuf *out, struct str text, bool flow)
{
    struct str clean = text_clean(out->arena, text);

    if (clean.len > 0 && !looks_typed(clean) && !has_syntax(clean, flow)) {
        strbuf_add(out, clean);
        return;
    }
    strbuf_add_char(out, '"');
    for (size_t i = 0; i < clean.len; i++) {
        if (clean.at[i] == '"' || clean.at[i] == '\\') {
            strbuf_add_char(out, '\\');
        }
        strbuf_add_char(out, clean.at[i]);
    }
    strbuf_add_char(out, '"');
}
