#include "export/drawing/sheet.h"

#include "export/drawing/labels.h"
#include "export/picture.h"

#define PAGE_MARGIN 2880 /* as the DOT's `pad`, in hundredths of a point */

/* ---- looks ---- */

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

/* ---- pieces ---- */

static struct piece *add(struct sheet *sheet, enum piece_kind kind)
{
    struct piece *piece = vec_add(&sheet->pieces, sheet->arena);
    piece->kind = kind;
    return piece;
}

static void add_text(struct sheet *sheet, struct look look, struct str text, struct point at,
                     enum anchor anchor)
{
    struct piece *piece = add(sheet, PIECE_TEXT);
    piece->look = look;
    piece->text = text;
    piece->at = at;
    piece->anchor = anchor;
}

static void add_captions(struct sheet *sheet, const struct part *part)
{
    for (uint32_t i = 0; i < part->captions.count; i++) {
        const struct caption *caption = &part->captions.items[i];
        add_text(sheet, look_of(part, i), caption->text, caption->at, caption->anchor);
    }
}

static void add_field(struct sheet *sheet, const char *class, uint32_t fill, struct area area)
{
    struct piece *piece = add(sheet, PIECE_FIELD);
    piece->field = class;
    piece->fill = fill;
    piece->area = area;
}

static void add_part(struct sheet *sheet, const struct part *part)
{
    struct piece *piece = add(sheet, PIECE_OPEN);
    piece->id = part->id;
    piece->class = part->class;
    piece->title = part->tooltip;
    for (uint32_t i = 0; i < part->shapes.count; i++) {
        add(sheet, PIECE_SHAPE)->shape = &part->shapes.items[i];
    }
    if (part->kind == PART_NODE) {
        add_captions(sheet, part);
    }
    add(sheet, PIECE_CLOSE);
}

static void add_label(struct sheet *sheet, const struct part *edge)
{
    struct look look = look_of(edge, 0);
    struct point size = label_size(edge);
    struct area area = { { edge->label.x - size.x / 2, edge->label.y - size.y / 2 },
                         { edge->label.x + size.x / 2, edge->label.y + size.y / 2 } };
    add_field(sheet, "pill", sheet->paper, area);
    for (uint32_t i = 0; i < edge->captions.count; i++) {
        struct point at = { edge->label.x, area.min.y + 1000 + (centi)i * LABEL_LINE_HEIGHT };
        add_text(sheet, look, edge->captions.items[i].text, at, ANCHOR_MIDDLE);
    }
}

static void add_heading(struct sheet *sheet, const struct part *cluster)
{
    add(sheet, PIECE_OPEN)->class = cluster->class;
    for (uint32_t i = 0; cluster->shapes.count > 0 && i < cluster->captions.count; i++) {
        add_field(sheet, "field", cluster->shapes.items[0].fill,
                  heading_area(&cluster->captions.items[i]));
    }
    add_captions(sheet, cluster);
    add(sheet, PIECE_CLOSE);
}

/* ---- the whole ---- */

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

void sheet_make(struct drawing *drawing, bool dark, struct sheet *ret)
{
    const struct part *parts = drawing->parts.items;
    labels_place(drawing);
    *ret = (struct sheet){
        .arena = drawing->arena,
        .size = { page_width(drawing), drawing->size.y },
        .origin = drawing->origin,
        .dark = dark,
        .paper = colour_number(COLOUR_paper, dark),
    };
    add_captions(ret, &parts[0]);
    for (uint32_t i = 1; i < drawing->parts.count; i++) {
        add_part(ret, &parts[i]);
    }
    for (uint32_t i = 1; i < drawing->parts.count; i++) {
        if (parts[i].kind == PART_CLUSTER) {
            add_heading(ret, &parts[i]);
        } else if (parts[i].kind == PART_EDGE && parts[i].captions.count > 0) {
            add_label(ret, &parts[i]);
        }
    }
}
