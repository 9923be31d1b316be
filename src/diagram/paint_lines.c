/* Lines, as ways out of each cell first: so those that cross or part find the right character. */
#include "diagram/painter.h"

#include "diagram/glyphs.h"

/* What runs through a cell: from side to side, and up and down. Both are one line where it bends. */
struct wire {
    uint8_t ways;
    bool across_dashed, down_dashed;
    uint8_t across_mark, down_mark;
    uint32_t across, down; /* line + 1; 0: none */
};

/* A line being drawn. */
struct pen {
    uint32_t line;
    bool dashed;
    enum mark mark;
};

struct wiring {
    const struct painter *p;
    struct wire *wires; /* by cell */
};

static struct wire *wire(const struct wiring *w, int x, int y)
{
    return &w->wires[(size_t)y * (size_t)w->p->out->width + (size_t)x];
}

static void draw_down(const struct wiring *w, const struct pen *pen, int x, int from, int to)
{
    for (int y = from; y <= to; y++) {
        struct wire *at = wire(w, x, y);

        if (y > from) {
            at->ways |= GLYPH_NORTH;
        }
        if (y < to) {
            at->ways |= GLYPH_SOUTH;
        }
        at->down = pen->line + 1;
        at->down_dashed = pen->dashed;
        at->down_mark = (uint8_t)pen->mark;
    }
}

static void draw_across(const struct wiring *w, const struct pen *pen, int y, int from, int to)
{
    for (int x = from; x <= to; x++) {
        struct wire *at = wire(w, x, y);

        if (x > from) {
            at->ways |= GLYPH_WEST;
        }
        if (x < to) {
            at->ways |= GLYPH_EAST;
        }
        at->across = pen->line + 1;
        at->across_dashed = pen->dashed;
        at->across_mark = (uint8_t)pen->mark;
    }
}

enum mark edge_mark(const struct layout *layout, uint32_t edge)
{
    return edge == NONE ? MARK_SAME : layout->graph->edges[edge].mark;
}

enum mark bundle_mark(const struct layout *layout, const struct bundle *bundle)
{
    enum mark mark = edge_mark(layout, bundle->ends.items[0].edge);

    for (uint32_t i = 1; i < bundle->ends.count; i++) {
        if (edge_mark(layout, bundle->ends.items[i].edge) != mark) {
            return MARK_SAME;
        }
    }
    return mark;
}

static void draw_pin(const struct wiring *w, const struct channel *channel, const struct pin *pin,
                     struct pen pen, int lane)
{
    int top = channel->y, bottom = channel->y + channel->height - 1;

    if (pin->edge != NONE) {
        pen.mark = edge_mark(w->p->layout, pin->edge);
    }
    if (pin->detour != NO_COLUMN) {
        int y = channel->y + (channel->upper_heads ? 1 : 0) + channel->lanes + pin->detour_lane - 1;
        int low = pin->x < pin->detour ? pin->x : pin->detour;
        int high = pin->x < pin->detour ? pin->detour : pin->x;

        draw_down(w, &pen, pin->detour, lane, y);
        draw_across(w, &pen, y, low, high);
        draw_down(w, &pen, pin->x, y, bottom);
    } else if (pin->low) {
        draw_down(w, &pen, pin->x, lane, bottom);
    } else {
        draw_down(w, &pen, pin->x, top, lane);
    }
    wire(w, pin->x, pin->low ? bottom : top)->ways |= pin->low ? GLYPH_SOUTH : GLYPH_NORTH;
}

static struct pen pen_of(const struct layout *layout, uint32_t bundle)
{
    const struct bundle *of = &layout->bundles.items[bundle];

    return (struct pen){ .line = bundle, .dashed = of->dashed, .mark = bundle_mark(layout, of) };
}

static void draw_net(const struct wiring *w, const struct channel *channel, const struct net *net)
{
    struct pen pen = pen_of(w->p->layout, net->bundle);
    int y = channel->y;

    if (net->lane == 0) { /* from edge to edge */
        draw_pin(w, channel, &net->pins.items[0], pen,
                 net->pins.items[0].low ? y : y + channel->height - 1);
        wire(w, net->low, y)->ways |= GLYPH_NORTH;
        wire(w, net->low, y + channel->height - 1)->ways |= GLYPH_SOUTH;
        return;
    }
    y += (channel->upper_heads ? 1 : 0) + net->lane - 1;
    draw_across(w, &pen, y, net->low, net->high);
    for (uint32_t i = 0; i < net->pins.count; i++) {
        draw_pin(w, channel, &net->pins.items[i], pen, y);
    }
}

static void draw_through(const struct wiring *w, const struct item *item)
{
    const struct row *row = &w->p->layout->rows[item->row];
    struct pen pen = pen_of(w->p->layout, item->bundle);

    draw_down(w, &pen, item->x, row->y, row->y + row->height - 1);
    wire(w, item->x, row->y)->ways |= GLYPH_NORTH;
    wire(w, item->x, row->y + row->height - 1)->ways |= GLYPH_SOUTH;
}

static void ink_wire(const struct wiring *w, int x, int y)
{
    const struct wire *at = wire(w, x, y);
    bool crossing = at->across != 0 && at->down != 0 && at->across != at->down;
    bool dashed = at->down != 0 ? at->down_dashed : at->across_dashed;
    const char *glyph =
        crossing ? glyph_crossing(w->p->ascii) : glyph_line(at->ways, dashed, w->p->ascii);
    struct diagram_cell *to = paint_put(w->p, x, y, glyph, dashed ? DIAGRAM_DASHED : DIAGRAM_SOLID,
                                        at->down != 0 ? at->down_mark : at->across_mark);

    to->line = (at->down != 0 ? at->down : at->across) - 1;
}

void paint_lines(const struct painter *p)
{
    const struct layout *layout = p->layout;
    size_t count = (size_t)p->out->width * (size_t)p->out->height;
    struct wiring w = { .p = p, .wires = arena_new_array(layout->arena, struct wire, count) };

    for (uint32_t c = 0; c <= layout->row_count; c++) {
        for (uint32_t i = 0; i < layout->channels[c].nets.count; i++) {
            draw_net(&w, &layout->channels[c], &layout->channels[c].nets.items[i]);
        }
    }
    for (uint32_t i = layout->graph->node_count; i < layout->item_count; i++) {
        draw_through(&w, &layout->items[i]);
    }
    for (int y = 0; y < p->out->height; y++) {
        for (int x = 0; x < p->out->width; x++) {
            if (wire(&w, x, y)->ways != 0) {
                ink_wire(&w, x, y);
            }
        }
    }
}
