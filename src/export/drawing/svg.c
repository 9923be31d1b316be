#include "export/drawing/svg.h"

#include "export/colours.h"
#include "export/drawing/drawing.h"
#include "export/drawing/labels.h"
#include "export/picture.h"

#define PAGE_MARGIN 2880 /* as the DOT's `pad`, in hundredths of a point */

struct page {
    struct strbuf text;
    bool dark; /* the ground it is drawn for */
};

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

static void add_number(struct strbuf *to, centi number)
{
    centi size = number < 0 ? -number : number;
    strbuf_addf(to, "%s%lld", number < 0 ? "-" : "", (long long)(size / 100));
    if (size % 100 != 0) {
        strbuf_addf(to, ".%02lld", (long long)(size % 100));
    }
}

static void add_attribute(struct strbuf *to, const char *name, struct str value)
{
    if (value.len > 0) {
        strbuf_addf(to, " %s=\"", name);
        xml_escape(to, value);
        strbuf_addz(to, "\"");
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

/* How a text looks. */
struct look {
    const char *class;
    enum colour ink;
    unsigned size;
    bool bold;
};

static void add_text(struct page *page, const struct look *look, struct str text, struct point at,
                     enum anchor anchor)
{
    static const char *const anchors[] = { "start", "middle", "end" };
    struct strbuf *to = &page->text;
    strbuf_addf(to, "<text class=\"%s\" text-anchor=\"%s\" x=\"", look->class, anchors[anchor]);
    add_number(to, at.x);
    strbuf_addz(to, "\" y=\"");
    add_number(to, at.y);
    strbuf_addf(to, "\" font-size=\"%u\"%s fill=\"%s\">", look->size,
                look->bold ? " font-weight=\"bold\"" : "", colour_code(look->ink, page->dark));
    xml_escape(to, text);
    strbuf_addz(to, "</text>\n");
}

static void add_shape(struct strbuf *to, const struct shape *shape)
{
    strbuf_addf(to, "<%.*s", STR_ARG(shape->name));
    for (uint32_t i = 0; i < shape->attribute_count; i++) {
        const struct xml_attribute *attribute = &shape->attributes[i];
        strbuf_addf(to, " %.*s=\"", STR_ARG(attribute->name));
        xml_escape(to, attribute->value);
        strbuf_addz(to, "\"");
    }
    strbuf_addz(to, "/>\n");
}

static enum colour heading_ink(const struct part *part)
{
    for (enum tint tint = 0; tint < TINT__COUNT; tint++) {
        if (part_is(part, tint_class(tint))) {
            return tint_ink(tint);
        }
    }
    return part_is(part, "legend") ? COLOUR_faint_ink : COLOUR_ink;
}

/* What the text with this number in the part is, and so how it looks. */
static struct look look_of(const struct part *part, uint32_t number)
{
    const struct look name = { "name", COLOUR_ink, PICTURE_NAME_SIZE, false };
    switch (part->kind) {
    case PART_GRAPH:
        return number == 0
                   ? (struct look){ "title", COLOUR_ink, PICTURE_TITLE_SIZE, true }
                   : (struct look){ "caption", COLOUR_faint_ink, PICTURE_CAPTION_SIZE, false };
    case PART_CLUSTER:
        return (struct look){ "heading", heading_ink(part), PICTURE_GROUP_SIZE, true };
    case PART_NODE:
        if (part_is(part, "legend")) {
            return (struct look){ "note", COLOUR_faint_ink, PICTURE_LABEL_SIZE, false };
        }
        if (part_is(part, "role") && number + 1 == part->captions.count) {
            return (struct look){ "role", COLOUR_faint_ink, PICTURE_ROLE_SIZE, false };
        }
        return name;
    case PART_EDGE: return (struct look){ "label", COLOUR_faint_ink, PICTURE_LABEL_SIZE, false };
    }
    return name;
}

static void add_captions(struct page *page, const struct part *part)
{
    for (uint32_t i = 0; i < part->captions.count; i++) {
        const struct caption *caption = &part->captions.items[i];
        struct look look = look_of(part, i);
        add_text(page, &look, caption->text, caption->at, caption->anchor);
    }
}

static void add_part(struct page *page, const struct part *part)
{
    struct strbuf *to = &page->text;
    strbuf_addz(to, "<g");
    add_attribute(to, "id", part->id);
    add_attribute(to, "class", part->class);
    strbuf_addz(to, ">\n");
    if (part->tooltip.len > 0) {
        add_element(to, "title", NULL, part->tooltip);
    }
    for (uint32_t i = 0; i < part->shapes.count; i++) {
        add_shape(to, &part->shapes.items[i]);
    }
    if (part->kind == PART_NODE) {
        add_captions(page, part);
    }
    strbuf_addz(to, "</g>\n");
}

/* A small field under words that lie on a line, and hides it there. */
static void add_field(struct strbuf *to, const char *class, struct str fill,
                      const struct area *area)
{
    strbuf_addf(to, "<rect class=\"%s\" x=\"", class);
    add_number(to, area->min.x);
    strbuf_addz(to, "\" y=\"");
    add_number(to, area->min.y);
    strbuf_addz(to, "\" width=\"");
    add_number(to, area->max.x - area->min.x);
    strbuf_addz(to, "\" height=\"");
    add_number(to, area->max.y - area->min.y);
    strbuf_addf(to, "\" rx=\"3\" fill=\"%.*s\" fill-opacity=\"0.9\"/>\n", STR_ARG(fill));
}

static void add_label(struct page *page, const struct part *edge)
{
    struct look look = look_of(edge, 0);
    struct point size = label_size(edge);
    struct area area = { { edge->label.x - size.x / 2, edge->label.y - size.y / 2 },
                         { edge->label.x + size.x / 2, edge->label.y + size.y / 2 } };
    add_field(&page->text, "pill", str_from(colour_code(COLOUR_paper, page->dark)), &area);
    for (uint32_t i = 0; i < edge->captions.count; i++) {
        struct point at = { edge->label.x, area.min.y + 1000 + (centi)i * LABEL_LINE_HEIGHT };
        add_text(page, &look, edge->captions.items[i].text, at, ANCHOR_MIDDLE);
    }
}

static void add_heading(struct page *page, const struct part *cluster)
{
    struct strbuf *to = &page->text;
    strbuf_addz(to, "<g");
    add_attribute(to, "class", cluster->class);
    strbuf_addz(to, ">\n");
    for (uint32_t i = 0; cluster->shapes.count > 0 && i < cluster->captions.count; i++) {
        struct area area = heading_area(&cluster->captions.items[i]);
        add_field(to, "field", shape_attribute(&cluster->shapes.items[0], "fill"), &area);
    }
    add_captions(page, cluster);
    strbuf_addz(to, "</g>\n");
}

/* The title is larger than what Graphviz has measured, and may need a wider page. */
static centi page_width(const struct drawing *drawing)
{
    const struct part *graph = &drawing->parts.items[0];
    centi width = drawing->size.x;
    for (uint32_t i = 0; i < graph->captions.count; i++) {
        const struct caption *caption = &graph->captions.items[i];
        centi end = drawing->origin.x + caption->at.x
                    + text_extent(caption->text, look_of(graph, i).size) + PAGE_MARGIN;
        width = end > width ? end : width;
    }
    return width;
}

static void add_head(struct page *page, const struct drawing *drawing,
                     const struct svg_words *words)
{
    struct strbuf *to = &page->text;
    centi width = page_width(drawing);
    strbuf_addz(to, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                    "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"");
    add_number(to, width);
    strbuf_addz(to, "pt\" height=\"");
    add_number(to, drawing->size.y);
    strbuf_addz(to, "pt\" viewBox=\"0 0 ");
    add_number(to, width);
    strbuf_addz(to, " ");
    add_number(to, drawing->size.y);
    strbuf_addz(to, "\" role=\"img\" aria-labelledby=\"strata-title strata-description\" "
                    "font-family=\"" PICTURE_FONTS "\">\n");
    add_element(to, "title", "strata-title", words->title);
    add_element(to, "desc", "strata-description", words->description);
    if (words->theme == EXPORT_AUTO) {
        add_style(to);
    }
    strbuf_addf(to, "<rect class=\"paper\" width=\"100%%\" height=\"100%%\" fill=\"%s\"/>\n",
                colour_code(COLOUR_paper, page->dark));
}

static void add_drawing(struct page *page, const struct drawing *drawing)
{
    struct strbuf *to = &page->text;
    strbuf_addz(to, "<g transform=\"translate(");
    add_number(to, drawing->origin.x);
    strbuf_addz(to, " ");
    add_number(to, drawing->origin.y);
    strbuf_addz(to, ")\">\n");
    const struct part *parts = drawing->parts.items;
    add_captions(page, &parts[0]);
    for (uint32_t i = 1; i < drawing->parts.count; i++) {
        add_part(page, &parts[i]);
    }
    for (uint32_t i = 1; i < drawing->parts.count; i++) {
        if (parts[i].kind == PART_CLUSTER) {
            add_heading(page, &parts[i]);
        } else if (parts[i].kind == PART_EDGE && parts[i].captions.count > 0) {
            add_label(page, &parts[i]);
        }
    }
    strbuf_addz(to, "</g>\n</svg>\n");
}

bool svg_finish(struct str raw, const struct svg_words *words, struct arena *arena,
                struct str *ret_text, struct diag_list *diags)
{
    struct drawing drawing;
    if (!svg_read(raw, arena, &drawing, diags)) {
        return false;
    }
    labels_place(&drawing);
    struct page page = { .text = { .arena = arena }, .dark = words->theme == EXPORT_DARK };
    add_head(&page, &drawing, words);
    add_drawing(&page, &drawing);
    *ret_text = strbuf_str(&page.text);
    return true;
}
