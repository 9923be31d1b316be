#include "app/typed.h"

#include <string.h>

#include "strata/base/text.h"

struct str typed_str(const struct typed *typed)
{
    return (struct str){ typed->bytes, typed->len };
}

void typed_set(struct typed *typed, struct str text)
{
    typed->len = (uint32_t)(text.len <= TYPED_MAX ? text.len : 0);
    if (typed->len > 0) {
        memcpy(typed->bytes, text.at, typed->len);
    }
}

void typed_add(struct typed *typed, key pressed)
{
    char bytes[4];
    size_t n;

    if (pressed == K_SPACE) {
        pressed = ' ';
    }
    if (pressed < 0x20 || pressed == 0x7f || pressed >= K__FIRST) {
        return;
    }
    n = text_encode(pressed, bytes);
    if (typed->len + n > TYPED_MAX || !text_is_clean((struct str){ bytes, n })) {
        return;
    }
    memcpy(typed->bytes + typed->len, bytes, n);
    typed->len += (uint32_t)n;
}

bool typed_add_text(struct typed *typed, struct str text)
{
    struct str part = str_part(text, 0, TYPED_MAX - typed->len);

    while (part.len > 0 && part.len < text.len
           && ((unsigned char)text.at[part.len] & 0xc0) == 0x80) {
        part.len--;
    }
    if (part.len > 0) {
        memcpy(typed->bytes + typed->len, part.at, part.len);
        typed->len += (uint32_t)part.len;
    }
    return part.len == text.len;
}

void typed_erase(struct typed *typed)
{
    while (typed->len > 0 && ((unsigned char)typed->bytes[typed->len - 1] & 0xc0) == 0x80) {
        typed->len--;
    }
    if (typed->len > 0) {
        typed->len--;
    }
}

void typed_erase_word(struct typed *typed)
{
    while (typed->len > 0 && typed->bytes[typed->len - 1] == ' ') {
        typed->len--;
    }
    while (typed->len > 0 && typed->bytes[typed->len - 1] != ' ') {
        typed_erase(typed);
    }
}

void typed_erase_all(struct typed *typed)
{
    typed->len = 0;
}
