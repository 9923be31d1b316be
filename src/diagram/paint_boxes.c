/* Boxes, over the lines. */
#include "diagram/painter.h"

#include "diagram/glyphs.h"
#include "strata/base/text.h"

bool is_framed(const struct layout *layout)
{
    return layout->level.frame == 4;
}

static void fill_box(const struct painter *p, const struct diagram_box *box, uint32_t number)
{
    for (int y = box->y; y < box->y + box->height; y++) {
        for (int x = box->x; x < box->x + box->width; x++) {
            paint_put(p, x, y, "", DIAGRAM_BOX, box->mark)->box = number;
        }
    }
}

/* Dashed if it is marked. */
static void draw_frame(const struct painter *p, const struct diagram_box *box)
{
    bool dashed = box->mark != MARK_SAME;
    int right = box->x + box->width - 1, bottom = box->y + box->height - 1;

    for (int y = box->y; y <= bottom; y++) {
        for (int x = box->x; x <= right; x++) {
            unsigned ways = 0;

            if (y == box->y || y == bottom) {
                ways |= (x > box->x ? GLYPH_WEST : 0u) | (x < right ? GLYPH_EAST : 0u);
            }
            if (x == box->x || x == right) {
                ways |= (y > box->y ? GLYPH_NORTH : 0u) | (y < bottom ? GLYPH_SOUTH : 0u);
            }
            if (ways == 0) {
                continue;
            }
            bool corner = (x == box->x || x == right) && (y == box->y || y == bottom);

            paint_put(p, x, y, glyph_line(ways, dashed && !corner, p->ascii), DIAGRAM_BOX,
                      box->mark);
        }
    }
}

static void sign_box(const struct painter *p, const struct diagram_box *box, uint32_t number)
{
    char sign[2] = { mark_sign(box->mark), '\0' };
    int y = box->y + (box->height - 1) / 2;

    if (box->mark == MARK_SAME) {
        return;
    }
    if (is_framed(p->layout)) {
        paint_put(p, box->x + 1, y, sign, DIAGRAM_SIGN, box->mark)->box = number;
        return;
    }
    paint_put(p, box->x, y, sign, DIAGRAM_SIGN, box->mark)->box = number;
    paint_put(p, box->x + box->width - 1, y, sign, DIAGRAM_SIGN, box->mark)->box = number;
}

static void draw_box(const struct painter *p, uint32_t number)
{
    struct diagram_box *box = &p->out->boxes[number];
    struct label_lines label = label_lines(p->layout, number);
    int frame = p->layout->level.frame / 2;
    int room = box->width - 2 * frame, y = box->y + (box->height - (int)label.count) / 2;

    box->cut = label.cut;
    p->out->cut += label.cut ? 1 : 0;
    fill_box(p, box, number);
    if (is_framed(p->layout)) {
        draw_frame(p, box);
    } else {
        paint_put(p, box->x, box->y, "[", DIAGRAM_BOX, box->mark);
        paint_put(p, box->x + box->width - 1, box->y, "]", DIAGRAM_BOX, box->mark);
    }
    for (uint32_t i = 0; i < label.count; i++) {
        int x = box->x + frame + (room - (int)text_width(label.lines[i])) / 2;

        paint_text(p, x, y + (int)i, box->x + box->width - frame, label.lines[i], DIAGRAM_LABEL,
                   box->mark, number);
    }
    sign_box(p, box, number);
}

void paint_boxes(const struct painter *p)
{
    const struct layout *layout = p->layout;

    p->out->box_count = layout->graph->node_count;
    p->out->boxes = arena_new_array(layout->arena, struct diagram_box, p->out->box_count);
    for (uint32_t i = 0; i < p->out->box_count; i++) {
        const struct node *node = &layout->graph->nodes[i];
        const struct row *row = &layout->rows[layout->items[i].row];

        p->out->boxes[i] = (struct diagram_box){ .first = node->first,
                                                 .count = node->count,
                                                 .layer = node->layer,
                                                 .mark = node->mark,
                                                 .label = node->label,
                                                 .x = layout->items[i].x,
                                                 .y = row->y,
                                                 .width = layout->items[i].width,
                                                 .height = row->height };
        p->out->has_mark[node->mark] = true;
        draw_box(p, i);
    }
}
