#include "strata/report/page_text.h"

#include "strata/base/text.h"

static void blanks(struct strbuf *buf, unsigned count)
{
    strbuf_addf(buf, "%*s", (int)count, "");
}

void layout_pad(struct strbuf *buf, size_t start, unsigned cells)
{
    unsigned width = text_width(str_part(strbuf_str(buf), start, buf->len));
    if (width < cells) {
        blanks(buf, cells - width);
    }
}

/* The lines of `text`; the first one goes on where the buffer stands. */
static void wrap(struct strbuf *buf, unsigned indent, unsigned width, struct str text)
{
    struct str line;
    bool first = true;
    while (text_wrap(&text, width - indent, &line)) {
        if (!first) {
            blanks(buf, indent);
        }
        strbuf_add(buf, line);
        strbuf_add_char(buf, '\n');
        first = false;
    }
    if (first) {
        strbuf_add_char(buf, '\n');
    }
}

void layout_paragraph(struct strbuf *buf, unsigned indent, unsigned width, struct str text)
{
    blanks(buf, indent);
    wrap(buf, indent, width, text);
}

void layout_item(struct strbuf *buf, unsigned indent, struct str label, unsigned column,
                 struct str text)
{
    size_t start = buf->len;
    blanks(buf, indent);
    strbuf_add(buf, label);
    if (text.len == 0) {
        strbuf_add_char(buf, '\n');
        return;
    }
    if (indent + text_width(label) + 1 > column) {
        strbuf_add_char(buf, '\n');
        start = buf->len;
    }
    layout_pad(buf, start, column);
    wrap(buf, column, LAYOUT_WIDTH, text);
}

void layout_title(struct strbuf *buf, struct str title)
{
    unsigned width = text_width(title);
    layout_paragraph(buf, 0, LAYOUT_WIDTH, title);
    for (unsigned i = 0; i < width && i < LAYOUT_WIDTH; i++) {
        strbuf_add_char(buf, '=');
    }
    strbuf_addz(buf, "\n\n");
}

void layout_heading(struct strbuf *buf, const char *text)
{
    strbuf_addf(buf, "\n%s\n", text);
}

void layout_right(struct strbuf *buf, unsigned cells, struct str text)
{
    unsigned width = text_width(text);
    blanks(buf, width < cells ? cells - width : 1);
    strbuf_add(buf, text);
}
