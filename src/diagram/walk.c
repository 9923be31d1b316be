/* A cursor that walks from box to box, and a window that follows it. */
#include "strata/diagram/diagram.h"

#include <stdlib.h>

#define MARGIN_COLUMNS 4
#define MARGIN_ROWS 2

/* How far in the direction, and how far beside it; false if it is not in that direction. A row is
 * worth two columns, as cells are twice as high as wide. */
static bool distance(const struct diagram_box *from, const struct diagram_box *to,
                     enum diagram_direction direction, int *ret)
{
    int across = (2 * to->x + to->width) - (2 * from->x + from->width);
    int down = 2 * ((2 * to->y + to->height) - (2 * from->y + from->height));
    bool level = direction == DIAGRAM_LEFT || direction == DIAGRAM_RIGHT;
    int ahead = level ? across : down, aside = level ? down : across;

    if (direction == DIAGRAM_LEFT || direction == DIAGRAM_UP) {
        ahead = -ahead;
    }
    /* To the side only within the row; up and down to any other row. */
    if (ahead <= 0 || (level && aside != 0)) {
        return false;
    }
    *ret = level ? ahead : 16 * ahead + abs(aside);
    return true;
}

uint32_t diagram_walk(const struct diagram *diagram, uint32_t box, enum diagram_direction direction)
{
    uint32_t best = box;
    int least = 0;

    if (box >= diagram->box_count) {
        return diagram->box_count > 0 ? 0 : NONE;
    }
    for (uint32_t i = 0; i < diagram->box_count; i++) {
        int far;

        if (distance(&diagram->boxes[box], &diagram->boxes[i], direction, &far)
            && (best == box || far < least)) {
            best = i;
            least = far;
        }
    }
    return best;
}

/* ---- the window ---- */

static int reveal(int at, int size, int from, int length, int margin)
{
    if (from + length + margin > at + size) {
        at = from + length + margin - size;
    }
    if (from - margin < at) {
        at = from - margin;
    }
    return at;
}

static int clamp(int at, int size, int canvas)
{
    if (at + size > canvas) {
        at = canvas - size;
    }
    return at < 0 ? 0 : at;
}

void diagram_reveal(const struct diagram *diagram, uint32_t box, struct diagram_window *window)
{
    if (box < diagram->box_count) {
        const struct diagram_box *at = &diagram->boxes[box];

        window->x = reveal(window->x, window->width, at->x, at->width, MARGIN_COLUMNS);
        window->y = reveal(window->y, window->height, at->y, at->height, MARGIN_ROWS);
    }
    window->x = clamp(window->x, window->width, diagram->width);
    window->y = clamp(window->y, window->height, diagram->height);
}

struct diagram_beyond diagram_beyond(const struct diagram *diagram, struct diagram_window window)
{
    struct diagram_beyond beyond = { 0 };

    for (uint32_t i = 0; i < diagram->box_count; i++) {
        const struct diagram_box *box = &diagram->boxes[i];

        if (box->y + box->height <= window.y) {
            beyond.above++;
        } else if (box->y >= window.y + window.height) {
            beyond.below++;
        } else if (box->x + box->width <= window.x) {
            beyond.left++;
        } else if (box->x >= window.x + window.width) {
            beyond.right++;
        }
    }
    return beyond;
}
