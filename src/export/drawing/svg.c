#include "export/drawing/svg.h"

#include "export/colours.h"
#include "export/drawing/xml.h"
#include "export/picture.h"

/* ---- for readers whose pages are dark ----
 *
 * Colours stand at every shape, for programs that know no style sheets; these rules only turn
 * them. */

static const struct {
    const char *selectors;
    const char *property;
    enum colour colour;
} dark_rules[] = {
    { ".paper, .pill, .region path, .region .field, .legend path, .legend .field", "fill",
      COLOUR_paper },
    { ".region path", "stroke", COLOUR_faint_line },
    { ".legend path", "stroke", COLOUR_legend_line },
    { ".title, .name, .heading", "fill", COLOUR_ink },
    { ".caption, .role, .label, .note", "fill", COLOUR_faint_ink },
    { ".box path", "fill", COLOUR_box },
    { ".box path", "stroke", COLOUR_box_line },
    { ".call path, .call polygon", "stroke", COLOUR_line },
    { ".call polygon", "fill", COLOUR_line },
    { ".dashed path, .dashed polygon", "stroke", COLOUR_faint_line },
    { ".dashed polygon", "fill", COLOUR_faint_line },
    { ".added path, .added polygon", "stroke", COLOUR_added },
    { ".call.added polygon", "fill", COLOUR_added },
    { ".removed path, .removed polygon", "stroke", COLOUR_removed },
    { ".call.removed polygon", "fill", COLOUR_removed },
    { ".changed path, .changed polygon", "stroke", COLOUR_changed },
    { ".call.changed polygon", "fill", COLOUR_changed },
};

static void add_style(struct strbuf *to)
{
    strbuf_addz(to, "<style>\n@media (prefers-color-scheme: dark) {\n");
    for (size_t i = 0; i < sizeof(dark_rules) / sizeof(dark_rules[0]); i++) {
        strbuf_addf(to, "%s { %s: %s; }\n", dark_rules[i].selectors, dark_rules[i].property,
                    colour_code(dark_rules[i].colour, true));
    }
    for (enum tint tint = 0; tint < TINT__COUNT; tint++) {
        const char *class = tint_class(tint);
        const char *fill = colour_code(tint_fill(tint), true);
        strbuf_addf(to, ".%s path { fill: %s; stroke: %s; }\n", class, fill,
                    colour_code(tint_line(tint), true));
        strbuf_addf(to, ".%s .field { fill: %s; }\n.%s .heading { fill: %s; }\n", class, fill,
                    class, colour_code(tint_ink(tint), true));
    }
    strbuf_addz(to, "}\n</style>\n");
}

/* ---- writing ---- */

/* There are thousands in a picture: without the detour over a format. */
static void add_number(struct strbuf *to, centi number)
{
    char digits[24];
    size_t at = sizeof(digits);
    centi rest = number < 0 ? -number : number;
    for (int place = 0; place < 3 || rest > 0; place++) {
        if (place == 2 && at < sizeof(digits)) {
            digits[--at] = '.';
        }
        char digit = (char)('0' + rest % 10);
        if (place >= 2 || digit != '0' || at < sizeof(digits)) {
            digits[--at] = digit;
        }
        rest /= 10;
    }
    if (number < 0) {
        digits[--at] = '-';
    }
    strbuf_add(to, (struct str){ digits + at, sizeof(digits) - at });
}

/* " name="12.5"" */
static void add_measure(struct strbuf *to, const char *name, centi number)
{
    strbuf_addz(to, " ");
    strbuf_addz(to, name);
    strbuf_addz(to, "=\"");
    add_number(to, number);
    strbuf_addz(to, "\"");
}

static void add_attribute(struct strbuf *to, const char *name, struct str value)
{
    if (value.len > 0) {
        strbuf_addf(to, " %s=\"", name);
        xml_escape(to, value);
        strbuf_addz(to, "\"");
    }
}

static void add_colour(struct strbuf *to, const char *name, uint32_t colour)
{
    if (colour == NO_COLOUR) {
        strbuf_addf(to, " %s=\"none\"", name);
    } else {
        strbuf_addf(to, " %s=\"#%06x\"", name, colour);
    }
}

static void add_element(struct strbuf *to, const char *name, const char *id, struct str text)
{
    strbuf_addf(to, "<%s", name);
    add_attribute(to, "id", str_from(id));
    strbuf_addz(to, ">");
    xml_escape(to, text);
    strbuf_addf(to, "</%s>\n", name);
}

static void add_point(struct strbuf *to, struct point point)
{
    add_number(to, point.x);
    strbuf_addz(to, ",");
    add_number(to, point.y);
}

/* ---- pieces ---- */

static void add_open(struct strbuf *to, const struct piece *piece)
{
    strbuf_addz(to, "<g");
    add_attribute(to, "id", piece->id);
    add_attribute(to, "class", piece->class);
    strbuf_addz(to, ">\n");
    if (piece->title.len > 0) {
        add_element(to, "title", NULL, piece->title);
    }
}

static void add_curve(struct strbuf *to, const struct shape *shape)
{
    strbuf_addz(to, " d=\"");
    for (uint32_t i = 0; i < shape->count; i++) {
        strbuf_addz(to, i == 0 ? "M" : i == 1 ? "C" : " ");
        add_point(to, shape->points[i]);
    }
    strbuf_addz(to, "\"/>\n");
}

static void add_polygon(struct strbuf *to, const struct shape *shape)
{
    strbuf_addz(to, " points=\"");
    for (uint32_t i = 0; i <= shape->count; i++) {
        strbuf_addz(to, i == 0 ? "" : " ");
        add_point(to, shape->points[i % shape->count]);
    }
    strbuf_addz(to, "\"/>\n");
}

static void add_shape(struct strbuf *to, const struct shape *shape)
{
    static const char *const dashes[] = {
        [DASH_NONE] = "", [DASH_DASHED] = "5,2", [DASH_DOTTED] = "1,5"
    };
    strbuf_addz(to, shape->kind == SHAPE_CURVE ? "<path" : "<polygon");
    add_colour(to, "fill", shape->fill);
    add_colour(to, "stroke", shape->line);
    if (shape->width != 100) {
        add_measure(to, "stroke-width", shape->width);
    }
    add_attribute(to, "stroke-dasharray", str_from(dashes[shape->dash]));
    if (shape->kind == SHAPE_CURVE) {
        add_curve(to, shape);
    } else {
        add_polygon(to, shape);
    }
}

static void add_field(struct strbuf *to, const struct piece *piece)
{
    const struct area *area = &piece->area;
    strbuf_addf(to, "<rect class=\"%s\"", piece->field);
    add_measure(to, "x", area->min.x);
    add_measure(to, "y", area->min.y);
    add_measure(to, "width", area->max.x - area->min.x);
    add_measure(to, "height", area->max.y - area->min.y);
    add_measure(to, "rx", SHEET_FIELD_CORNER);
    add_colour(to, "fill", piece->fill);
    add_measure(to, "fill-opacity", SHEET_FIELD_OPACITY);
    strbuf_addz(to, "/>\n");
}

static void add_text(struct strbuf *to, const struct piece *piece, bool dark)
{
    static const char *const anchors[] = {
        [ANCHOR_START] = "start", [ANCHOR_MIDDLE] = "middle", [ANCHOR_END] = "end"
    };
    const struct look *look = &piece->look;
    strbuf_addf(to, "<text class=\"%s\" text-anchor=\"%s\"", look->class, anchors[piece->anchor]);
    add_measure(to, "x", piece->at.x);
    add_measure(to, "y", piece->at.y);
    strbuf_addf(to, " font-size=\"%u\"%s fill=\"%s\">", look->size,
                look->bold ? " font-weight=\"bold\"" : "", colour_code(look->ink, dark));
    xml_escape(to, piece->text);
    strbuf_addz(to, "</text>\n");
}

static void add_piece(struct strbuf *to, const struct piece *piece, bool dark)
{
    switch (piece->kind) {
    case PIECE_OPEN: add_open(to, piece); break;
    case PIECE_CLOSE: strbuf_addz(to, "</g>\n"); break;
    case PIECE_SHAPE: add_shape(to, piece->shape); break;
    case PIECE_FIELD: add_field(to, piece); break;
    case PIECE_TEXT: add_text(to, piece, dark); break;
    }
}

/* ---- the whole ---- */

static void add_head(struct strbuf *to, const struct sheet *sheet, const struct svg_words *words)
{
    strbuf_addz(to, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                    "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"");
    add_number(to, sheet->size.x);
    strbuf_addz(to, "pt\" height=\"");
    add_number(to, sheet->size.y);
    strbuf_addz(to, "pt\" viewBox=\"0 0 ");
    add_number(to, sheet->size.x);
    strbuf_addz(to, " ");
    add_number(to, sheet->size.y);
    strbuf_addz(to, "\" role=\"img\" aria-labelledby=\"strata-title strata-description\" "
                    "font-family=\"" PICTURE_FONTS "\">\n");
    add_element(to, "title", "strata-title", words->title);
    add_element(to, "desc", "strata-description", words->description);
    if (words->theme == EXPORT_AUTO) {
        add_style(to);
    }
    strbuf_addz(to, "<rect class=\"paper\" width=\"100%\" height=\"100%\"");
    add_colour(to, "fill", sheet->paper);
    strbuf_addz(to, "/>\n");
}

struct str svg_write(const struct sheet *sheet, const struct svg_words *words)
{
    struct strbuf text = { .arena = sheet->arena };
    add_head(&text, sheet, words);
    strbuf_addz(&text, "<g transform=\"translate(");
    add_number(&text, sheet->origin.x);
    strbuf_addz(&text, " ");
    add_number(&text, sheet->origin.y);
    strbuf_addz(&text, ")\">\n");
    for (uint32_t i = 0; i < sheet->pieces.count; i++) {
        add_piece(&text, &sheet->pieces.items[i], sheet->dark);
    }
    strbuf_addz(&text, "</g>\n</svg>\n");
    return strbuf_str(&text);
}
