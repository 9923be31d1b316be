/* Where lines meet boxes: heads, signs of marks, and frames that open. And the arrows between
 * neighbours of a row. */
#include "diagram/painter.h"

#include "diagram/glyphs.h"

static void put_line(const struct painter *p, int x, int y, const char *glyph,
                     enum diagram_class class, enum mark mark, uint32_t line)
{
    paint_put(p, x, y, glyph, class, mark)->line = line;
}

static void put_sign(const struct painter *p, int x, int y, enum mark mark, uint32_t line)
{
    char sign[2] = { mark_sign(mark), '\0' };

    if (mark != MARK_SAME) {
        put_line(p, x, y, sign, DIAGRAM_SIGN, mark, line);
    }
}

/* A frame opens where a line begins. */
static void open_frame(const struct painter *p, const struct pin *pin, int y)
{
    struct diagram_cell *at = paint_cell(p, pin->x, y);
    unsigned ways = GLYPH_EAST | GLYPH_WEST | (pin->low ? GLYPH_NORTH : GLYPH_SOUTH);

    paint_put(p, pin->x, y, glyph_line(ways, false, p->ascii), at->class, at->mark);
}

static void finish_pin(const struct painter *p, const struct channel *channel,
                       const struct net *net, const struct pin *pin)
{
    const struct layout *layout = p->layout;
    const struct bundle *bundle = &layout->bundles.items[net->bundle];
    int y = pin->low ? channel->y + channel->height - 1 : channel->y;
    enum mark mark = edge_mark(layout, pin->edge);

    if (!is_box(&layout->items[pin->item])) {
        return;
    }
    if (pin->head) {
        put_line(p, pin->x, y, glyph_head(pin->low ? GLYPH_SOUTH : GLYPH_NORTH, p->ascii),
                 DIAGRAM_HEAD, bundle->dashed ? bundle_mark(layout, bundle) : mark, net->bundle);
    } else if (is_framed(layout)) {
        open_frame(p, pin, pin->low ? y + 1 : y - 1);
    }
    put_sign(p, pin->x + 1, y, mark, net->bundle);
}

static void finish_pins(const struct painter *p)
{
    const struct layout *layout = p->layout;

    for (uint32_t c = 0; c <= layout->row_count; c++) {
        for (uint32_t i = 0; i < layout->channels[c].nets.count; i++) {
            const struct net *net = &layout->channels[c].nets.items[i];

            for (uint32_t k = 0; k < net->pins.count; k++) {
                finish_pin(p, &layout->channels[c], net, &net->pins.items[k]);
            }
        }
    }
}

static uint32_t line_of(const struct layout *layout, uint32_t edge)
{
    for (uint32_t i = 0; i < layout->bundles.count; i++) {
        for (uint32_t k = 0; k < layout->bundles.items[i].ends.count; k++) {
            if (layout->bundles.items[i].ends.items[k].edge == edge) {
                return i;
            }
        }
    }
    return NONE;
}

static void draw_direct(const struct painter *p, const struct direct *direct)
{
    const struct diagram_box *left = &p->out->boxes[direct->left];
    const struct diagram_box *right = &p->out->boxes[direct->right];
    const struct edge *edge = &p->layout->graph->edges[direct->edge];
    enum diagram_class class = edge->dashed ? DIAGRAM_DASHED : DIAGRAM_SOLID;
    uint32_t line = line_of(p->layout, direct->edge);
    int from = left->x + left->width, to = right->x - 1, y = left->y + (left->height - 1) / 2;
    int head = direct->to_right ? to : from;

    for (int x = from; x <= to; x++) {
        put_line(p, x, y, glyph_line(GLYPH_EAST | GLYPH_WEST, edge->dashed, p->ascii), class,
                 edge->mark, line);
    }
    put_line(p, head, y, glyph_head(direct->to_right ? GLYPH_EAST : GLYPH_WEST, p->ascii),
             DIAGRAM_HEAD, edge->mark, line);
    put_sign(p, direct->to_right ? to - 1 : from + 1, y, edge->mark, line);
    if (is_framed(p->layout)) {
        int x = direct->to_right ? from - 1 : to + 1;
        unsigned ways = GLYPH_NORTH | GLYPH_SOUTH | (direct->to_right ? GLYPH_EAST : GLYPH_WEST);
        struct diagram_cell *at = paint_cell(p, x, y);

        paint_put(p, x, y, glyph_line(ways, false, p->ascii), at->class, at->mark);
    }
}

void paint_ends(const struct painter *p)
{
    finish_pins(p);
    for (uint32_t i = 0; i < p->layout->directs.count; i++) {
        draw_direct(p, &p->layout->directs.items[i]);
    }
}
