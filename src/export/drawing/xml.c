#include "export/drawing/xml.h"

void xml_escape(struct strbuf *to, struct str text)
{
    for (size_t i = 0; i < text.len; i++) {
        char c = text.at[i];
        switch (c) {
        case '&': strbuf_addz(to, "&amp;"); break;
        case '<': strbuf_addz(to, "&lt;"); break;
        case '>': strbuf_addz(to, "&gt;"); break;
        case '"': strbuf_addz(to, "&quot;"); break;
        default: strbuf_add_char(to, c); break;
        }
    }
}
