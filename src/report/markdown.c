#include "strata/report/markdown.h"

#include <stdbool.h>
#include <string.h>

#include "strata/base/text.h"

/* A blank without width, as an entity: what stands on its two sides is no one word any more. A
 * backslash or an entity for the character itself would not do: services look for addresses, names
 * and numbers in what is shown. */
#define PARTED "&#8203;"

static bool ends_in(struct str text, size_t end, struct str word)
{
    return end >= word.len && str_same(str_part(text, end - word.len, word.len), word);
}

/* Would the character at `i` and what follows it be a link, a mention or a reference: "@name",
 * "#123", "GH-123", "https://", "www."? It is to be parted behind `i`. */
static bool links(struct str text, size_t i)
{
    char next = i + 1 < text.len ? text.at[i + 1] : '\0';
    bool number = next >= '0' && next <= '9';
    switch (text.at[i]) {
    case '@': return next != '\0';
    case '#': return number;
    case '-': return number && ends_in(text, i, STR("gh"));
    case ':': return next == '/';
    case '.': return ends_in(text, i, STR("www"));
    default: return false;
    }
}

void markdown_text(struct strbuf *page, struct str text)
{
    struct str clean = text_clean(page->arena, text);

    for (size_t i = 0; i < clean.len; i++) {
        char c = clean.at[i];

        if (c == '<' || c == '>' || c == '&') {
            strbuf_addz(page, c == '<' ? "&lt;" : c == '>' ? "&gt;" : "&amp;");
            continue;
        }
        if (strchr("\\`*_[]#|~", c) != NULL) {
            strbuf_add_char(page, '\\');
        }
        if (c == '.' && links(clean, i)) {
            strbuf_addz(page, PARTED); /* "www." itself is what is looked for */
        }
        strbuf_add_char(page, c);
        if (c != '.' && links(clean, i)) {
            strbuf_addz(page, PARTED);
        }
    }
}
