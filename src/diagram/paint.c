/* The layout into cells: the parts in their order, and the gutter. */
#include "diagram/painter.h"

#include <string.h>

#include "diagram/glyphs.h"
#include "strata/base/text.h"

struct diagram_cell *paint_cell(const struct painter *p, int x, int y)
{
    return &p->out->cells[(size_t)y * (size_t)p->out->width + (size_t)x];
}

struct diagram_cell *paint_put(const struct painter *p, int x, int y, const char *glyph,
                               enum diagram_class class, enum mark mark)
{
    struct diagram_cell *at = paint_cell(p, x, y);

    at->len = (uint8_t)strlen(glyph);
    memcpy(at->bytes, glyph, at->len);
    at->class = (uint8_t) class;
    at->mark = (uint8_t)mark;
    return at;
}

void paint_text(const struct painter *p, int x, int y, int end, struct str text,
                enum diagram_class class, enum mark mark, uint32_t box)
{
    unsigned width;

    for (;;) {
        struct str grapheme = text_grapheme(text, &width);

        if (grapheme.len == 0 || x + (int)width > end) {
            return;
        }
        text = str_part(text, grapheme.len, text.len);
        bool plain = !p->ascii || (unsigned char)grapheme.at[0] < 0x80;

        for (unsigned i = 0; i < width; i++) {
            struct diagram_cell *at = paint_put(p, x + (int)i, y, plain ? "" : "?", class, mark);

            at->box = box;
            at->second = plain && i > 0;
            if (plain && i == 0 && grapheme.len <= DIAGRAM_CELL_BYTES) {
                at->len = (uint8_t)(p->ascii ? 1 : grapheme.len);
                memcpy(at->bytes, grapheme.at, at->len);
            }
        }
        x += (int)width;
    }
}

/* ---- the gutter ---- */

static void draw_bracket(const struct painter *p, int x, int top, int bottom)
{
    for (int y = top; y <= bottom; y++) {
        unsigned ways = GLYPH_NORTH | GLYPH_SOUTH;

        if (top < bottom && (y == top || y == bottom)) {
            ways = GLYPH_EAST | (y == top ? GLYPH_SOUTH : GLYPH_NORTH);
        }
        paint_put(p, x, y, glyph_line(ways, false, p->ascii), DIAGRAM_BRACKET, MARK_SAME);
    }
}

/* A title may run down beside the channel below its band. */
static void draw_title(const struct painter *p, struct str title, int top, int end)
{
    int room = p->layout->gutter - 3;
    struct str rest = title_words(p->layout, title, room);

    for (int y = top; y < end; y++) {
        struct str line;

        if (y + 1 == end) {
            line = text_cut(p->layout->arena, rest, (unsigned)room, p->ascii);
        } else if (!text_wrap(&rest, (unsigned)room, &line)) {
            return;
        }
        paint_text(p, 0, y, room, line, DIAGRAM_TITLE, MARK_SAME, NONE);
    }
}

static void draw_bands(const struct painter *p)
{
    const struct layout *layout = p->layout;

    for (uint32_t i = 0; i < layout->bands.count && layout->gutter > 0; i++) {
        const struct band *band = &layout->bands.items[i];
        const struct row *first = &layout->rows[band->first_row];
        const struct row *last = &layout->rows[band->first_row + band->row_count - 1];
        bool more = i + 1 < layout->bands.count;

        draw_bracket(p, layout->gutter - 2, first->y, last->y + last->height - 1);
        draw_title(p, band->title, first->y,
                   more ? layout->rows[band->first_row + band->row_count].y : layout->height);
    }
}

/* ---- all ---- */

static void make_lines(const struct painter *p)
{
    const struct layout *layout = p->layout;
    struct diagram *out = p->out;

    out->line_count = layout->bundles.count;
    out->lines = arena_new_array(layout->arena, struct diagram_line, out->line_count);
    for (uint32_t i = 0; i < out->line_count; i++) {
        const struct bundle *bundle = &layout->bundles.items[i];
        uint32_t *arrows = arena_new_array(layout->arena, uint32_t, bundle->ends.count);

        for (uint32_t k = 0; k < bundle->ends.count; k++) {
            const struct edge *edge = &layout->graph->edges[bundle->ends.items[k].edge];

            arrows[k] = edge->arrow;
            out->has_mark[edge->mark] = true;
        }
        out->lines[i] = (struct diagram_line){ .arrows = arrows,
                                               .count = bundle->ends.count,
                                               .root = bundle->root,
                                               .dashed = bundle->dashed };
        *(bundle->dashed ? &out->has_dashed : &out->has_solid) = true;
    }
}

void paint(const struct layout *layout, struct diagram *ret)
{
    size_t count = (size_t)layout->width * (size_t)layout->height;
    struct painter p = { .layout = layout, .out = ret, .ascii = layout->request->ascii };

    *ret = (struct diagram){ .width = layout->width,
                             .height = layout->height,
                             .cells = arena_new_array(layout->arena, struct diagram_cell, count),
                             .shown = layout->graph->shown,
                             .zoom = layout->level.zoom,
                             .ascii = p.ascii };
    for (size_t i = 0; i < count; i++) {
        ret->cells[i].box = ret->cells[i].line = NONE;
    }
    paint_lines(&p);
    paint_boxes(&p);
    paint_ends(&p);
    make_lines(&p);
    draw_bands(&p);
}
