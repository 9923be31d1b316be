#include "term/script.h"

#include "strata/base/text.h"

#define PASTE_BEGINS STR("<Paste>")
#define PASTE_ENDS STR("</Paste>")

/* Takes what stands here off the front, if it is this. */
static bool skip(struct str *rest, struct str what)
{
    bool there = str_starts(*rest, what);
    if (there) {
        *rest = str_part(*rest, what.len, rest->len);
    }
    return there;
}

/* What this key stands for in a paste; 0: for nothing. */
static char pasted_byte(key pressed)
{
    switch (pressed) {
    case K_ENTER: return '\n';
    case K_TAB: return '\t';
    case K_ESCAPE: return '\x1b';
    default: return pressed < 0x80 ? (char)pressed : '\0';
    }
}

/* Takes the text of a paste and its end off the front; false where it goes wrong. */
static bool take_paste(struct str *rest, struct strbuf *text)
{
    while (!skip(rest, PASTE_ENDS)) {
        struct str after = *rest;
        char byte = after.len > 0 ? after.at[0] : '\0';
        key pressed;
        if (byte == '<') {
            byte = key_parse(&after, &pressed) ? pasted_byte(pressed) : '\0';
        } else {
            after = str_part(after, 1, after.len);
        }
        if (byte == '\0') {
            return false;
        }
        strbuf_add_char(text, byte);
        *rest = after;
    }
    return true;
}

/* Takes a key or a paste off the front; false at the end, and at what is neither. */
static bool take_event(struct str *rest, struct arena *arena, struct event *ret_event)
{
    struct strbuf text = { .arena = arena };
    struct str before = *rest;
    if (!skip(rest, PASTE_BEGINS)) {
        *ret_event = (struct event){ .kind = EVENT_KEY };
        return key_parse(rest, &ret_event->key);
    }
    if (!take_paste(rest, &text)) {
        *rest = rest->len > 0 ? *rest : before; /* it has no end */
        return false;
    }
    *ret_event = (struct event){ .kind = EVENT_PASTE,
                                 .text = str_part(strbuf_str(&text), 0, PASTE_MAX),
                                 .cut = text.len > PASTE_MAX };
    return true;
}

bool script_open(struct script *script, struct str keys, struct diag_list *diags)
{
    struct str rest = keys;
    struct event event;
    while (take_event(&rest, diags->arena, &event)) {
    }
    if (rest.len > 0) {
        struct str wrong = text_clean(diags->arena, rest);
        diag_tell(diags, SEVERITY_ERROR,
                  STR("keys are written j, <Enter>, <C-r>, <S-Tab>, <lt> for \"<\", and a paste "
                      "<Paste>text</Paste>"),
                  "in the script, byte %zu: no key is called \"%.*s\"", keys.len - rest.len + 1,
                  STR_ARG(text_cut(diags->arena, wrong, 20, true)));
        return false;
    }
    script->rest = keys;
    script->arena = diags->arena;
    return true;
}

struct event script_next(struct script *script)
{
    struct event event;
    if (!take_event(&script->rest, script->arena, &event)) {
        return (struct event){ .kind = EVENT_NONE };
    }
    return event;
}
