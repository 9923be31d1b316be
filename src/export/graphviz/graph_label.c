#include "export/graphviz/graph_label.h"

#include <string.h>

#include "strata/base/text.h"

#define ENTITY_BYTES 12

/* ---- characters ---- */

static bool is_utf8(struct str s)
{
    for (size_t at = 0; at < s.len;) {
        uint32_t point;
        size_t len = text_decode(str_part(s, at, s.len), &point);
        if (len == 0) {
            return false;
        }
        at += len;
    }
    return true;
}

static struct str from_latin1(struct str s, struct arena *arena)
{
    struct strbuf text = { .arena = arena };
    for (size_t i = 0; i < s.len; i++) {
        char bytes[4];
        size_t len = text_encode((unsigned char)s.at[i], bytes);
        strbuf_add(&text, (struct str){ bytes, len });
    }
    return strbuf_str(&text);
}

static struct str to_utf8(struct str s, struct arena *arena)
{
    return is_utf8(s) ? s : from_latin1(s, arena);
}

struct str graph_name(struct str bytes, struct arena *arena)
{
    return str_copy(arena, text_clean(arena, to_utf8(bytes, arena)));
}

/* ---- entities ---- */

struct entity {
    const char *name;
    uint32_t point;
};

/* Those that people write; any other stays as it is. */
static const struct entity entities[] = {
    { "amp", '&' },      { "lt", '<' },        { "gt", '>' },       { "quot", '"' },
    { "apos", '\'' },    { "nbsp", ' ' },      { "ndash", 0x2013 }, { "mdash", 0x2014 },
    { "rarr", 0x2192 },  { "larr", 0x2190 },   { "harr", 0x2194 },  { "middot", 0xb7 },
    { "bull", 0x2022 },  { "hellip", 0x2026 }, { "copy", 0xa9 },    { "reg", 0xae },
    { "trade", 0x2122 }, { "auml", 0xe4 },     { "ouml", 0xf6 },    { "uuml", 0xfc },
    { "Auml", 0xc4 },    { "Ouml", 0xd6 },     { "Uuml", 0xdc },    { "szlig", 0xdf },
    { "eacute", 0xe9 },  { "egrave", 0xe8 },   { "agrave", 0xe0 },  { "ccedil", 0xe7 },
};

/* "#38", "#x26": 0 if it is no number of a character. */
static uint32_t numbered(struct str name)
{
    uint32_t base = name.len > 1 && char_lower(name.at[1]) == 'x' ? 16 : 10;
    uint32_t point = 0;
    for (size_t i = base == 16 ? 2 : 1; i < name.len; i++) {
        char c = char_lower(name.at[i]);
        uint32_t digit = c >= '0' && c <= '9'   ? (uint32_t)(c - '0')
                         : c >= 'a' && c <= 'f' ? (uint32_t)(c - 'a' + 10)
                                                : 99;
        if (digit >= base || point > 0x10ffff) {
            return 0;
        }
        point = point * base + digit;
    }
    return point > 0x10ffff || (point >= 0xd800 && point < 0xe000) ? 0 : point;
}

/* `rest` begins with "&". The bytes of the entity there, with both its signs; 0 if there is none. */
static size_t entity_at(struct str rest, uint32_t *ret_point)
{
    size_t end = 1;
    while (end < rest.len && end <= ENTITY_BYTES && rest.at[end] != ';') {
        end++;
    }
    if (end >= rest.len || rest.at[end] != ';' || end < 2) {
        return 0;
    }
    struct str name = str_part(rest, 1, end - 1);
    *ret_point = name.at[0] == '#' ? numbered(name) : 0;
    for (size_t i = 0; i < sizeof(entities) / sizeof(entities[0]) && *ret_point == 0; i++) {
        *ret_point = str_is(name, entities[i].name) ? entities[i].point : 0;
    }
    return *ret_point == 0 ? 0 : end + 1;
}

/* ---- labels: each of these adds to `to` with a line end wherever a line or a field ends ---- */

static size_t add_entity(struct strbuf *to, struct str rest)
{
    uint32_t point;
    size_t len = entity_at(rest, &point);
    if (len == 0) {
        strbuf_add_char(to, '&');
        return 1;
    }
    char bytes[4];
    size_t size = text_encode(point, bytes);
    strbuf_add(to, (struct str){ bytes, size });
    return len;
}

static void add_plain(struct strbuf *to, struct str text, bool record, struct str node,
                      struct str drawing);

/* `escaped` stood behind a backslash. */
static void add_escape(struct strbuf *to, char escaped, struct str node, struct str drawing)
{
    switch (escaped) {
    case 'n':
    case 'l':
    case 'r': strbuf_add_char(to, '\n'); break;
    case 'N':
        add_plain(to, node, false, (struct str){ 0 }, drawing);
        break; /* escapes in it, too */
    case 'G': strbuf_add(to, drawing); break;
    case 'E':
    case 'T':
    case 'H':
    case 'L': break; /* names of an arrow and its ends: nothing that says anything new */
    default: strbuf_add_char(to, escaped); break;
    }
}

static void add_plain(struct strbuf *to, struct str text, bool record, struct str node,
                      struct str drawing)
{
    for (size_t i = 0; i < text.len; i++) {
        char c = text.at[i];
        if (c == '\\' && i + 1 < text.len) {
            add_escape(to, text.at[++i], node, drawing);
        } else if (c == '&') {
            i += add_entity(to, str_part(text, i, text.len)) - 1;
        } else if (record && (c == '|' || c == '{' || c == '}')) {
            strbuf_add_char(to, '\n');
        } else if (record && c == '<') { /* the name of a port */
            while (i < text.len && text.at[i] != '>') {
                i++;
            }
        } else {
            strbuf_add_char(to, c);
        }
    }
}

/* Tags between which text goes on: all others end a line. */
static bool is_inline(struct str tag)
{
    static const char *const names[] = { "b", "i", "u", "o", "s", "font", "sub", "sup", "img" };
    size_t from = tag.len > 0 && tag.at[0] == '/' ? 1 : 0;
    size_t end = from;
    while (end < tag.len && strchr(" \t\r\n/>", tag.at[end]) == NULL) {
        end++;
    }
    struct str name = str_part(tag, from, end - from);
    for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
        if (str_same(name, str_from(names[i]))) {
            return true;
        }
    }
    return false;
}

/* `rest` begins with "<": the bytes up to the tag's end, which may be missing. */
static size_t add_tag(struct strbuf *to, struct str rest)
{
    const struct str opens = STR("<!--"), closes = STR("-->");
    size_t end;
    if (str_starts(rest, opens)) {
        return str_find(rest, closes, &end) ? end + closes.len : rest.len;
    }
    if (!str_find(rest, STR(">"), &end)) {
        end = rest.len;
    }
    if (!is_inline(str_part(rest, 1, end - 1))) {
        strbuf_add_char(to, '\n');
    }
    return end < rest.len ? end + 1 : rest.len;
}

static void add_html(struct strbuf *to, struct str text)
{
    for (size_t i = 0; i < text.len;) {
        char c = text.at[i];
        if (c == '<') {
            i += add_tag(to, str_part(text, i, text.len));
        } else if (c == '&') {
            i += add_entity(to, str_part(text, i, text.len));
        } else {
            strbuf_add_char(to, c == '\n' || c == '\r' ? ' ' : c);
            i++;
        }
    }
}

static struct str clean_lines(struct str text, struct arena *arena)
{
    struct strbuf lines = { .arena = arena };
    while (text.len > 0) {
        size_t end;
        if (!str_find(text, STR("\n"), &end)) {
            end = text.len;
        }
        struct str line = str_trim(text_clean(arena, str_part(text, 0, end)));
        if (line.len > 0) {
            strbuf_addz(&lines, lines.len > 0 ? "\n" : "");
            strbuf_add(&lines, line);
        }
        text = str_part(text, end + 1, text.len);
    }
    return strbuf_str(&lines);
}

struct str graph_label(const struct graph_wire_label *label, struct str node, struct str drawing,
                       struct arena *arena)
{
    struct strbuf text = { .arena = arena };
    struct str written = to_utf8(label->text, arena);
    switch (label->form) {
    case GRAPH_WIRE_PLAIN: add_plain(&text, written, false, node, drawing); break;
    case GRAPH_WIRE_RECORD: add_plain(&text, written, true, node, drawing); break;
    case GRAPH_WIRE_HTML: add_html(&text, written); break;
    case GRAPH_WIRE_HIDDEN:
    case GRAPH_WIRE__FORMS: break;
    }
    return clean_lines(strbuf_str(&text), arena);
}
