#include "app/key.h"

#include <stddef.h>

#include "strata/base/text.h"

#define UNICODE_END 0x110000

/* Words by special key, from K__FIRST + 1. */
static const struct str words[] = {
#define X(name, word) STR(word),
    SPECIAL_KEYS(X)
#undef X
};

_Static_assert(sizeof(words) / sizeof(words[0]) == K__END - K__FIRST - 1,
               "a word for each special key");

static bool is_surrogate(uint32_t code)
{
    return code >= 0xD800 && code <= 0xDFFF;
}

bool key_from_code(uint32_t code, key *ret_key)
{
    switch (code) {
    case '\b':
    case 0x7F: *ret_key = K_BACKSPACE; return true;
    case '\t': *ret_key = K_TAB; return true;
    case '\n':
    case '\r': *ret_key = K_ENTER; return true;
    case 0x1B: *ret_key = K_ESCAPE; return true;
    case ' ': *ret_key = K_SPACE; return true;
    default: break;
    }
    bool control = code < ' ' || (code >= 0x7F && code < 0xA0);
    bool letter = code >= KEY_CTRL_OF('a') && code <= KEY_CTRL_OF('z');
    if ((control && !letter) || is_surrogate(code) || code >= UNICODE_END) {
        return false;
    }
    *ret_key = code;
    return true;
}

/* What stands between "<" and ">". */
static bool key_named(struct str name, key *ret_key)
{
    if (str_same(name, STR("lt"))) {
        *ret_key = '<';
        return true;
    }
    if (name.len == 3 && char_lower(name.at[0]) == 'c' && name.at[1] == '-') {
        char letter = char_lower(name.at[2]);
        return letter >= 'a' && letter <= 'z' && key_from_code(KEY_CTRL_OF(letter), ret_key);
    }
    for (uint32_t i = 0; i < K__END - K__FIRST - 1; i++) {
        if (str_same(name, words[i])) {
            *ret_key = K__FIRST + 1 + i;
            return true;
        }
    }
    return false;
}

bool key_parse(struct str *text, key *ret_key)
{
    uint32_t code;
    size_t len = text_decode(*text, &code);
    if (len == 0 || code < ' ') {
        return false;
    }
    if (code == '<') {
        size_t end;
        if (!str_find(*text, STR(">"), &end) || !key_named(str_part(*text, 1, end - 1), ret_key)) {
            return false;
        }
        len = end + 1;
    } else if (!key_from_code(code, ret_key)) {
        return false;
    }
    *text = str_part(*text, len, text->len - len);
    return true;
}

struct str key_format(struct arena *arena, key pressed)
{
    if (pressed > K__FIRST && pressed < K__END) {
        return str_format(arena, "<%.*s>", STR_ARG(words[pressed - K__FIRST - 1]));
    }
    if (pressed == '<') {
        return STR("<lt>");
    }
    if (pressed == ' ') {
        return STR("<Space>");
    }
    if (pressed >= KEY_CTRL_OF('a') && pressed <= KEY_CTRL_OF('z')) {
        return str_format(arena, "<C-%c>", (char)('a' + (pressed - KEY_CTRL_OF('a'))));
    }
    if (is_surrogate(pressed) || pressed >= UNICODE_END) {
        return STR("<?>");
    }
    char bytes[4];
    struct str typed = { bytes, text_encode(pressed, bytes) };
    return text_clean(arena, str_copy(arena, typed));
}
