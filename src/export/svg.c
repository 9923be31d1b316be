#include "svg.h"

#include "dot.h"
#include "drawing.h"
#include "labels.h"
#include "layout_child.h"
#include "picture.h"
#include "render.h"

#define MEMORY_BYTES ((size_t)1024 * 1024 * 1024)
#define RESULT_BYTES ((size_t)64 * 1024 * 1024)
#define PAGE_MARGIN 2880 /* as the DOT's `pad`, in hundredths of a point */

/* Colours stand at every shape, for programs that know no style sheets; this one only turns them
 * for readers whose pages are dark. */
/* clang-format off */
static const char style[] =
    "@media (prefers-color-scheme: dark) {\n"
    ".paper, .pill, .region path, .region .field, .legend path, .legend .field"
    " { fill: " PICTURE_DARK_PAPER "; }\n"
    ".region path, .legend path { stroke: " PICTURE_DARK_FAINT_LINE "; }\n"
    ".title, .name, .heading { fill: " PICTURE_DARK_INK "; }\n"
    ".caption, .role, .label, .note { fill: " PICTURE_DARK_FAINT_INK "; }\n"
    ".box path { fill: " PICTURE_DARK_BOX "; stroke: " PICTURE_DARK_FAINT_LINE "; }\n"
    ".call path { stroke: " PICTURE_DARK_LINE "; }\n"
    ".call polygon { fill: " PICTURE_DARK_LINE "; stroke: " PICTURE_DARK_LINE "; }\n"
    ".dashed path { stroke: " PICTURE_DARK_FAINT_LINE "; }\n"
    ".dashed polygon { fill: " PICTURE_DARK_FAINT_LINE "; stroke: " PICTURE_DARK_FAINT_LINE "; }\n"
#define X(class, fill, line, ink, dark_fill, dark_line, dark_ink)      \
    "." #class " path { fill: " dark_fill "; stroke: " dark_line "; }\n" \
    "." #class " .field { fill: " dark_fill "; }\n"                      \
    "." #class " .heading { fill: " dark_ink "; }\n"
    PICTURE_TINTS(X)
#undef X
    "}\n";
/* clang-format on */

static const char *const inks[PICTURE_TINT__COUNT] = {
#define X(class, fill, line, ink, dark_fill, dark_line, dark_ink) [PICTURE_##class] = ink,
    PICTURE_TINTS(X)
#undef X
};

static const char *const tint_classes[PICTURE_TINT__COUNT] = {
#define X(class, fill, line, ink, dark_fill, dark_line, dark_ink) [PICTURE_##class] = #class,
    PICTURE_TINTS(X)
#undef X
};

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
    const char *ink;
    unsigned size;
    bool bold;
};

static void add_text(struct strbuf *to, const struct look *look, struct str text, struct point at,
                     enum anchor anchor)
{
    static const char *const anchors[] = { "start", "middle", "end" };
    strbuf_addf(to, "<text class=\"%s\" text-anchor=\"%s\" x=\"", look->class, anchors[anchor]);
    add_number(to, at.x);
    strbuf_addz(to, "\" y=\"");
    add_number(to, at.y);
    strbuf_addf(to, "\" font-size=\"%u\"%s fill=\"%s\">", look->size,
                look->bold ? " font-weight=\"bold\"" : "", look->ink);
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

static const char *heading_ink(const struct part *part)
{
    for (size_t i = 0; i < PICTURE_TINT__COUNT; i++) {
        if (part_is(part, tint_classes[i])) {
            return inks[i];
        }
    }
    return part_is(part, "legend") ? PICTURE_FAINT_INK : PICTURE_INK;
}

/* What the text with this number in the part is, and so how it looks. */
static struct look look_of(const struct part *part, uint32_t number)
{
    const struct look name = { "name", PICTURE_INK, PICTURE_NAME_SIZE, false };
    switch (part->kind) {
    case PART_GRAPH:
        return number == 0
                   ? (struct look){ "title", PICTURE_INK, PICTURE_TITLE_SIZE, true }
                   : (struct look){ "caption", PICTURE_FAINT_INK, PICTURE_CAPTION_SIZE, false };
    case PART_CLUSTER:
        return (struct look){ "heading", heading_ink(part), PICTURE_GROUP_SIZE, true };
    case PART_NODE:
        if (part_is(part, "legend")) {
            return (struct look){ "note", PICTURE_FAINT_INK, PICTURE_LABEL_SIZE, false };
        }
        if (part_is(part, "role") && number + 1 == part->captions.count) {
            return (struct look){ "role", PICTURE_FAINT_INK, PICTURE_ROLE_SIZE, false };
        }
        return name;
    case PART_EDGE: return (struct look){ "label", PICTURE_FAINT_INK, PICTURE_LABEL_SIZE, false };
    }
    return name;
}

static void add_captions(struct strbuf *to, const struct part *part)
{
    for (uint32_t i = 0; i < part->captions.count; i++) {
        const struct caption *caption = &part->captions.items[i];
        struct look look = look_of(part, i);
        add_text(to, &look, caption->text, caption->at, caption->anchor);
    }
}

static void add_part(struct strbuf *to, const struct part *part)
{
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
        add_captions(to, part);
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

static void add_label(struct strbuf *to, const struct part *edge)
{
    struct look look = look_of(edge, 0);
    struct point size = label_size(edge);
    struct area area = { { edge->label.x - size.x / 2, edge->label.y - size.y / 2 },
                         { edge->label.x + size.x / 2, edge->label.y + size.y / 2 } };
    add_field(to, "pill", STR(PICTURE_PAPER), &area);
    for (uint32_t i = 0; i < edge->captions.count; i++) {
        struct point at = { edge->label.x, area.min.y + 1000 + (centi)i * LABEL_LINE_HEIGHT };
        add_text(to, &look, edge->captions.items[i].text, at, ANCHOR_MIDDLE);
    }
}

static void add_heading(struct strbuf *to, const struct part *cluster)
{
    strbuf_addz(to, "<g");
    add_attribute(to, "class", cluster->class);
    strbuf_addz(to, ">\n");
    for (uint32_t i = 0; cluster->shapes.count > 0 && i < cluster->captions.count; i++) {
        struct area area = heading_area(&cluster->captions.items[i]);
        add_field(to, "field", shape_attribute(&cluster->shapes.items[0], "fill"), &area);
    }
    add_captions(to, cluster);
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

static void add_head(struct strbuf *to, const struct drawing *drawing,
                     const struct svg_words *words)
{
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
    strbuf_addf(to, "<style>\n%s</style>\n", style);
    strbuf_addz(to, "<rect class=\"paper\" width=\"100%\" height=\"100%\" fill=\"" PICTURE_PAPER
                    "\"/>\n");
}

static void add_drawing(struct strbuf *to, const struct drawing *drawing)
{
    strbuf_addz(to, "<g transform=\"translate(");
    add_number(to, drawing->origin.x);
    strbuf_addz(to, " ");
    add_number(to, drawing->origin.y);
    strbuf_addz(to, ")\">\n");
    const struct part *parts = drawing->parts.items;
    add_captions(to, &parts[0]);
    for (uint32_t i = 1; i < drawing->parts.count; i++) {
        add_part(to, &parts[i]);
    }
    for (uint32_t i = 1; i < drawing->parts.count; i++) {
        if (parts[i].kind == PART_CLUSTER) {
            add_heading(to, &parts[i]);
        } else if (parts[i].kind == PART_EDGE && parts[i].captions.count > 0) {
            add_label(to, &parts[i]);
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
    struct strbuf text = { .arena = arena };
    add_head(&text, &drawing, words);
    add_drawing(&text, &drawing);
    *ret_text = strbuf_str(&text);
    return true;
}

bool svg_make(const struct review *review, const struct export_options *options,
              struct arena *arena, struct str *ret_bytes, struct diag_list *diags)
{
    struct render_limits limits = {
        .milliseconds = (options->seconds > 0 ? options->seconds : EXPORT_SECONDS) * 1000,
        .memory_bytes = MEMORY_BYTES,
        .result_bytes = RESULT_BYTES,
    };
    struct svg_words words = { picture_title(review, arena), picture_description(review, arena) };
    struct str dot, raw;
    return dot_write(review, (struct str){ 0 }, arena, &dot, diags)
           && render_run(layout_child, dot_for_layout(dot, arena), &limits, arena, &raw, diags)
           && svg_finish(raw, &words, arena, ret_bytes, diags);
}
