#include "export/drawing/drawing.h"

#include <string.h>

#include "export/graphviz/dot.h"
#include "strata/base/text.h"

/* ---- what may be in a picture ---- */

enum value {
    VALUE_NUMBERS,
    VALUE_PATH,
    VALUE_TRANSFORM,
    VALUE_COLOUR,
    VALUE_NAMES,
    VALUE_FONTS,
    VALUE_SVG,
    VALUE_XLINK,
    VALUE_TEXT, /* anything: it is escaped when it is written */
};

static const struct {
    const char *element;
    const char *attribute;
    enum value value;
} allowed[] = {
    { "svg", "width", VALUE_NAMES },
    { "svg", "height", VALUE_NAMES },
    { "svg", "viewBox", VALUE_NUMBERS },
    { "svg", "xmlns", VALUE_SVG },
    { "svg", "xmlns:xlink", VALUE_XLINK },
    { "g", "id", VALUE_NAMES },
    { "g", "class", VALUE_NAMES },
    { "g", "transform", VALUE_TRANSFORM },
    { "a", "xlink:title", VALUE_TEXT },
    { "path", "d", VALUE_PATH },
    { "path", "fill", VALUE_COLOUR },
    { "path", "stroke", VALUE_COLOUR },
    { "path", "stroke-width", VALUE_NUMBERS },
    { "path", "stroke-dasharray", VALUE_NUMBERS },
    { "polygon", "points", VALUE_NUMBERS },
    { "polygon", "fill", VALUE_COLOUR },
    { "polygon", "stroke", VALUE_COLOUR },
    { "polygon", "stroke-width", VALUE_NUMBERS },
    { "polygon", "stroke-dasharray", VALUE_NUMBERS },
    { "polyline", "points", VALUE_NUMBERS },
    { "polyline", "fill", VALUE_COLOUR },
    { "polyline", "stroke", VALUE_COLOUR },
    { "polyline", "stroke-width", VALUE_NUMBERS },
    { "polyline", "stroke-dasharray", VALUE_NUMBERS },
    { "text", "text-anchor", VALUE_NAMES },
    { "text", "x", VALUE_NUMBERS },
    { "text", "y", VALUE_NUMBERS },
    { "text", "font-family", VALUE_FONTS },
    { "text", "font-size", VALUE_NUMBERS },
    { "text", "font-weight", VALUE_NAMES },
    { "text", "fill", VALUE_COLOUR },
    { "text", "xml:space", VALUE_NAMES },
    { "title", "", VALUE_TEXT },
};

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool only_has(struct str text, const char *others, bool letters)
{
    for (size_t i = 0; i < text.len; i++) {
        char c = text.at[i];
        bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
        if (!is_digit(c) && !(letters && letter) && (c == '\0' || strchr(others, c) == NULL)) {
            return false;
        }
    }
    return true;
}

static bool value_fits(enum value kind, struct str value)
{
    switch (kind) {
    case VALUE_NUMBERS: return only_has(value, " ,.-", false);
    case VALUE_PATH: return only_has(value, " ,.-MCLZz", false);
    case VALUE_TRANSFORM: return only_has(value, " ,.-()", true);
    case VALUE_COLOUR: return only_has(value, "#", true);
    case VALUE_NAMES: return only_has(value, " ._-", true);
    case VALUE_FONTS: return only_has(value, " ,-", true);
    case VALUE_SVG: return str_is(value, "http://www.w3.org/2000/svg");
    case VALUE_XLINK: return str_is(value, "http://www.w3.org/1999/xlink");
    case VALUE_TEXT: return true;
    }
    return false;
}

static bool attribute_fits(struct str element, const struct xml_attribute *attribute)
{
    for (size_t i = 0; i < sizeof(allowed) / sizeof(allowed[0]); i++) {
        if (str_is(element, allowed[i].element) && str_is(attribute->name, allowed[i].attribute)) {
            return value_fits(allowed[i].value, attribute->value);
        }
    }
    return false;
}

static bool element_fits(struct str element)
{
    for (size_t i = 0; i < sizeof(allowed) / sizeof(allowed[0]); i++) {
        if (str_is(element, allowed[i].element)) {
            return true;
        }
    }
    return false;
}

/* ---- reading ---- */

struct svg_reader {
    struct xml_reader xml;
    struct xml_token token;
    struct drawing *drawing;
    struct diag_list *diags;
};

static bool complain(struct svg_reader *reader, const char *what, struct str name)
{
    struct str clean =
        text_cut(reader->drawing->arena, text_clean(reader->drawing->arena, name), 40, false);
    diag_error(reader->diags, "the picture that Graphviz gave is not taken: %s%s%.*s", what,
               clean.len > 0 ? " " : "", STR_ARG(clean));
    return false;
}

/* The next token, if it is one that may be. */
static bool advance(struct svg_reader *reader)
{
    const struct xml_token *token = &reader->token;
    switch (xml_next(&reader->xml, &reader->token)) {
    case XML_BROKEN: return complain(reader, "it is cut off or not well-formed", (struct str){ 0 });
    case XML_START:
        if (!element_fits(token->name)) {
            return complain(reader, "it has the element", token->name);
        }
        for (uint32_t i = 0; i < token->attribute_count; i++) {
            if (!attribute_fits(token->name, &token->attributes[i])) {
                return complain(reader, "it has the attribute", token->attributes[i].name);
            }
        }
        return true;
    case XML_END:
    case XML_TEXT:
    case XML_DONE: return true;
    }
    return false;
}

/* The real "&" again, and, should Graphviz have broken a character, nothing that is no text. */
static struct str restore(struct svg_reader *reader, struct str text)
{
    const struct str placeholder = STR(DOT_AMPERSAND);
    struct strbuf result = { .arena = reader->drawing->arena };
    size_t at;
    while (str_find(text, placeholder, &at)) {
        strbuf_add(&result, str_part(text, 0, at));
        strbuf_add_char(&result, '&');
        text = str_part(text, at + placeholder.len, text.len);
    }
    strbuf_add(&result, text);
    return text_clean(reader->drawing->arena, strbuf_str(&result));
}

/* The text up to the end of an element that has nothing else inside. */
static bool read_words(struct svg_reader *reader, struct str *ret_text)
{
    *ret_text = (struct str){ 0 };
    for (;;) {
        if (!advance(reader)) {
            return false;
        }
        switch (reader->token.kind) {
        case XML_TEXT: *ret_text = restore(reader, reader->token.text); break;
        case XML_END: return true;
        case XML_START:
        case XML_DONE:
        case XML_BROKEN:
            return complain(reader, "inside a text it has the element", reader->token.name);
        }
    }
}

static bool read_caption(struct svg_reader *reader, struct part *part)
{
    const struct xml_token *token = &reader->token;
    struct caption *caption = vec_add(&part->captions, reader->drawing->arena);
    struct str anchor = xml_attribute(token, "text-anchor");
    caption->anchor = str_is(anchor, "middle") ? ANCHOR_MIDDLE
                      : str_is(anchor, "end")  ? ANCHOR_END
                                               : ANCHOR_START;
    caption->at.x = centi_from(xml_attribute(token, "x"));
    caption->at.y = centi_from(xml_attribute(token, "y"));
    return read_words(reader, &caption->text);
}

/* Graphviz draws what is invisible, too: with a stroke called "transparent", which is no colour of
 * SVG 1.1. */
static bool is_invisible(const struct xml_token *token)
{
    struct str fill = xml_attribute(token, "fill");
    struct str stroke = xml_attribute(token, "stroke");
    bool no_stroke = stroke.len == 0 || str_is(stroke, "none") || str_is(stroke, "transparent");
    return no_stroke && (str_is(fill, "none") || str_is(fill, "transparent"));
}

static bool read_shape(struct svg_reader *reader, struct part *part)
{
    struct arena *arena = reader->drawing->arena;
    const struct xml_token *token = &reader->token;
    if (!is_invisible(token)) {
        struct shape *shape = vec_add(&part->shapes, arena);
        shape->name = token->name;
        shape->attribute_count = token->attribute_count;
        shape->attributes = arena_new_array(arena, struct xml_attribute, token->attribute_count);
        for (uint32_t i = 0; i < token->attribute_count; i++) {
            shape->attributes[i] = token->attributes[i];
            if (str_is(shape->attributes[i].value, "transparent")) {
                shape->attributes[i].value = STR("none");
            }
        }
    }
    struct str nothing;
    return read_words(reader, &nothing);
}

/* One element of a part that is neither a group nor a link. */
static bool read_piece(struct svg_reader *reader, struct part *part)
{
    struct str name = reader->token.name;
    struct str words;
    if (str_is(name, "title")) {
        return read_words(reader, &words); /* our own ids: tooltips say more */
    }
    if (str_is(name, "text")) {
        return read_caption(reader, part);
    }
    return read_shape(reader, part);
}

/* Groups and links inside a part only carry its tooltip; their contents become the part's. */
static bool read_part(struct svg_reader *reader, struct part *part)
{
    for (uint32_t wrappers = 0;;) {
        if (!advance(reader)) {
            return false;
        }
        const struct xml_token *token = &reader->token;
        if (token->kind == XML_END && wrappers-- == 0) {
            return true;
        }
        if (token->kind != XML_START) {
            continue;
        }
        if (str_is(token->name, "g") || str_is(token->name, "a")) {
            wrappers++;
            if (part->tooltip.len == 0) {
                part->tooltip = restore(reader, xml_attribute(token, "xlink:title"));
            }
        } else if (!read_piece(reader, part)) {
            return false;
        }
    }
}

static bool part_begin(struct svg_reader *reader, struct part *part)
{
    const struct xml_token *token = &reader->token;
    part->id = xml_attribute(token, "id");
    part->class = xml_attribute(token, "class");
    if (part_is(part, "cluster")) {
        part->kind = PART_CLUSTER;
    } else if (part_is(part, "node")) {
        part->kind = PART_NODE;
    } else if (part_is(part, "edge")) {
        part->kind = PART_EDGE;
    } else {
        return complain(reader, "it has a group of the class", part->class);
    }
    return true;
}

/* The group of the whole graph: its own title and texts, and the other parts as groups inside. */
static bool read_graph(struct svg_reader *reader)
{
    struct drawing *drawing = reader->drawing;
    struct part graph = { .kind = PART_GRAPH };
    struct str transform = xml_attribute(&reader->token, "transform");
    size_t at;
    if (str_find(transform, STR("translate"), &at)) {
        points_in(str_part(transform, at, transform.len), &drawing->origin, 1);
    }
    vec_add(&drawing->parts, drawing->arena);
    while (advance(reader)) {
        const struct xml_token *token = &reader->token;
        if (token->kind == XML_END) {
            drawing->parts.items[0] = graph;
            return true;
        }
        if (token->kind != XML_START) {
            continue;
        }
        if (!str_is(token->name, "g")) {
            if (!read_piece(reader, &graph)) {
                return false;
            }
            continue;
        }
        struct part part = { 0 };
        if (!part_begin(reader, &part) || !read_part(reader, &part)) {
            return false;
        }
        *vec_add(&drawing->parts, drawing->arena) = part;
    }
    return false;
}

bool svg_read(struct str text, struct arena *arena, struct drawing *ret, struct diag_list *diags)
{
    *ret = (struct drawing){ .arena = arena };
    struct svg_reader reader = { .drawing = ret, .diags = diags };
    xml_init(&reader.xml, text, arena);

    if (!advance(&reader)) {
        return false;
    }
    if (reader.token.kind != XML_START || !str_is(reader.token.name, "svg")) {
        return complain(&reader, "it does not begin with <svg>", (struct str){ 0 });
    }
    struct point corners[2] = { 0 };
    points_in(xml_attribute(&reader.token, "viewBox"), corners, 2);
    ret->size = corners[1];

    while (advance(&reader)) {
        if (reader.token.kind == XML_DONE) {
            return ret->parts.count > 0 || complain(&reader, "it is empty", (struct str){ 0 });
        }
        if (reader.token.kind != XML_START) {
            continue;
        }
        if (ret->parts.count > 0 || !str_is(reader.token.name, "g")) {
            return complain(&reader, "beside the graph it has the element", reader.token.name);
        }
        if (!read_graph(&reader)) {
            return false;
        }
    }
    return false;
}
