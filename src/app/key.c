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

/* -------------------------------------------------------------------------------------- UTF-8 */

static bool is_surrogate(uint32_t code)
{
    return code >= 0xD800 && code <= 0xDFFF;
}

/* The first code point of text, which need not be valid. Returns its bytes, 0 if there is none. */
static size_t decode(struct str text, uint32_t *ret_code)
{
    static const uint32_t least[] = { 0, 0, 0x80, 0x800, 0x10000 };
    if (text.len == 0) {
        return 0;
    }
    unsigned char lead = (unsigned char)text.at[0];
    size_t len = lead < 0x80   ? 1
                 : lead < 0xC2 ? 0
                 : lead < 0xE0 ? 2
                 : lead < 0xF0 ? 3
                 : lead < 0xF5 ? 4
                               : 0;
    if (len == 0 || len > text.len) {
        return 0;
    }
    uint32_t code = len == 1 ? lead : lead & (0xFFu >> (len + 1));
    for (size_t i = 1; i < len; i++) {
        unsigned char next = (unsigned char)text.at[i];
        if ((next & 0xC0) != 0x80) {
            return 0;
        }
        code = code << 6 | (next & 0x3F);
    }
    if (code < least[len] || is_surrogate(code) || code >= UNICODE_END) {
        return 0;
    }
    *ret_code = code;
    return len;
}

static size_t encode(uint32_t code, char ret_bytes[4])
{
    static const unsigned char marks[] = { 0, 0, 0xC0, 0xE0, 0xF0 };
    size_t len = code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
    for (size_t i = len - 1; i > 0; i--) {
        ret_bytes[i] = (char)(0x80 | (code & 0x3F));
        code >>= 6;
    }
    ret_bytes[0] = (char)(marks[len] | code);
    return len;
}

/* --------------------------------------------------------------------------------------- keys */

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

static char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

static bool same_word(struct str a, struct str b)
{
    if (a.len != b.len) {
        return false;
    }
    for (size_t i = 0; i < a.len; i++) {
        if (lower(a.at[i]) != lower(b.at[i])) {
            return false;
        }
    }
    return true;
}

/* What stands between "<" and ">". */
static bool key_named(struct str name, key *ret_key)
{
    if (same_word(name, STR("lt"))) {
        *ret_key = '<';
        return true;
    }
    if (name.len == 3 && lower(name.at[0]) == 'c' && name.at[1] == '-') {
        char letter = lower(name.at[2]);
        return letter >= 'a' && letter <= 'z' && key_from_code(KEY_CTRL_OF(letter), ret_key);
    }
    for (uint32_t i = 0; i < K__END - K__FIRST - 1; i++) {
        if (same_word(name, words[i])) {
            *ret_key = K__FIRST + 1 + i;
            return true;
        }
    }
    return false;
}

bool key_parse(struct str *text, key *ret_key)
{
    uint32_t code;
    size_t len = decode(*text, &code);
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
    struct str typed = { bytes, encode(pressed, bytes) };
    return text_clean(arena, str_copy(arena, typed));
}
