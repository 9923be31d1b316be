#include "strata/report/markdown.h"

#include <string.h>

#include "strata/base/text.h"

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
        strbuf_add_char(page, c);
    }
}
