/* Columns of boxes and of the lines between them: each wants to stand where its neighbours are, and
 * the row is then moved as little as keeps its order and its gaps. */
#include "diagram/neighbours.h"

#include <stdlib.h>

#include "diagram/spread.h"

#define PASSES 12
#define SCALE SPREAD_SCALE

struct placing {
    struct layout *layout;
    int width; /* that the picture should have */
    struct neighbours above, below;
    struct spread *things; /* a row's items, by their left ends */
    struct spread_block *blocks;
    int *gaps; /* before each item of all rows, by item */
};

/* ---- wishes ---- */

/* Lines want to be straight more than boxes want to be close. */
static int64_t pull(const struct item *a, const struct item *b)
{
    if (!is_box(a) && !is_box(b)) {
        return 8;
    }
    return is_box(a) && is_box(b) ? 2 : 3;
}

static void collect(const struct placing *p, const struct neighbours *side, uint32_t item,
                    int64_t *sum, int64_t *weight)
{
    const struct item *at = &p->layout->items[item];

    for (uint32_t k = side->start[item]; k < side->start[item + 1]; k++) {
        const struct item *other = &p->layout->items[side->list[k]];
        int64_t force = pull(at, other);

        *sum += force * (SCALE * (int64_t)other->x + SCALE / 2 * (int64_t)other->width);
        *weight += force;
    }
}

static void wish_row(struct placing *p, uint32_t row, bool use_above, bool use_below)
{
    const struct layout *layout = p->layout;

    for (uint32_t i = 0; i < layout->rows[row].items.count; i++) {
        uint32_t item = item_at(layout, row, i);
        const struct item *at = &layout->items[item];
        int64_t sum = 0, weight = 0;

        if (use_above) {
            collect(p, &p->above, item, &sum, &weight);
        }
        if (use_below) {
            collect(p, &p->below, item, &sum, &weight);
        }
        p->things[i].wish =
            weight == 0 ? SCALE * (int64_t)at->x : sum / weight - SCALE / 2 * (int64_t)at->width;
        p->things[i].weight = weight == 0 ? 1 : 2 * weight;
    }
}

/* ---- resolving ---- */

/* From the left end of a row to the left end of an item, if all stand as close as they may. */
static int least_offset(const struct placing *p, uint32_t row, uint32_t place)
{
    const struct layout *layout = p->layout;
    int offset = 0;

    for (uint32_t i = 0; i < place; i++) {
        offset +=
            layout->items[item_at(layout, row, i)].width + p->gaps[item_at(layout, row, i + 1)];
    }
    return offset;
}

static void resolve_row(struct placing *p, uint32_t row)
{
    struct layout *layout = p->layout;
    uint32_t count = layout->rows[row].items.count;
    int offset = 0;

    for (uint32_t i = 0; i < count; i++) {
        const struct item *at = &layout->items[item_at(layout, row, i)];

        offset += i == 0 ? 0 : p->gaps[item_at(layout, row, i)];
        p->things[i].offset = offset;
        offset += at->width;
    }
    spread(p->things, count, 0, p->width - layout->items[item_at(layout, row, count - 1)].width,
           p->blocks);
    for (uint32_t i = 0; i < count; i++) {
        layout->items[item_at(layout, row, i)].x = p->things[i].x;
    }
}

/* ---- straight lines ---- */

/* Columns that an item may move to without touching its neighbours. */
static void slack(const struct placing *p, uint32_t item, int *ret_low, int *ret_high)
{
    const struct layout *layout = p->layout;
    const struct item *at = &layout->items[item];
    const struct row *row = &layout->rows[at->row];
    const struct item *next;

    *ret_low = 0;
    *ret_high = p->width > at->x + at->width ? p->width - at->width : at->x;
    if (at->place > 0) {
        next = &layout->items[row->items.items[at->place - 1]];
        *ret_low = next->x + next->width + p->gaps[item];
    }
    if (at->place + 1 < row->items.count) {
        next = &layout->items[row->items.items[at->place + 1]];
        *ret_high = next->x - p->gaps[row->items.items[at->place + 1]] - at->width;
    }
}

static bool spans(const struct item *item, int x)
{
    return is_box(item) ? x > item->x && x < item->x + item->width - 1 : x == item->x;
}

/* Links of a line's items that would not run straight if all were in column x. */
static uint32_t bends(const struct placing *p, const struct bundle *bundle, int x)
{
    const struct neighbours *sides[] = { &p->above, &p->below };
    uint32_t count = 0;

    for (uint32_t i = 0; i < bundle->through.count; i++) {
        uint32_t item = bundle->through.items[i];

        for (uint32_t s = 0; s < 2; s++) {
            for (uint32_t k = sides[s]->start[item]; k < sides[s]->start[item + 1]; k++) {
                const struct item *other = &p->layout->items[sides[s]->list[k]];

                if (other->bundle != p->layout->items[item].bundle && !spans(other, x)) {
                    count++;
                }
            }
        }
    }
    return count;
}

static void straighten(struct placing *p, const struct bundle *bundle)
{
    struct layout *layout = p->layout;
    int low = 0, high = INT32_MAX, best = 0;
    uint32_t least = UINT32_MAX;

    for (uint32_t i = 0; i < bundle->through.count; i++) {
        int from, to;

        slack(p, bundle->through.items[i], &from, &to);
        low = from > low ? from : low;
        high = to < high ? to : high;
    }
    if (bundle->through.count == 0 || low > high) {
        return;
    }
    int now = layout->items[bundle->through.items[0]].x;

    for (int x = low; x <= high; x++) {
        uint32_t count = bends(p, bundle, x);

        if (count < least || (count == least && abs(x - now) < abs(best - now))) {
            least = count;
            best = x;
        }
    }
    for (uint32_t i = 0; i < bundle->through.count; i++) {
        layout->items[bundle->through.items[i]].x = best;
    }
}

/* ---- all ---- */

/* Rows next to each other around the middle, to begin with. */
static void pack_rows(struct placing *p)
{
    struct layout *layout = p->layout;

    for (uint32_t row = 0; row < layout->row_count; row++) {
        uint32_t count = layout->rows[row].items.count;
        int total = least_offset(p, row, count - 1), at;

        total += layout->items[item_at(layout, row, count - 1)].width;
        at = p->width > total ? (p->width - total) / 2 : 0;
        for (uint32_t i = 0; i < count; i++) {
            uint32_t item = item_at(layout, row, i);

            at += i == 0 ? 0 : p->gaps[item];
            layout->items[item].x = at;
            at += layout->items[item].width;
        }
    }
}

static void shift(struct layout *layout)
{
    int least = INT32_MAX;

    for (uint32_t i = 0; i < layout->item_count; i++) {
        if (layout->items[i].x < least) {
            least = layout->items[i].x;
        }
    }
    for (uint32_t i = 0; i < layout->item_count; i++) {
        layout->items[i].x += layout->gutter - least;
    }
}

void place_items(struct layout *layout, int available)
{
    struct placing p = {
        .layout = layout,
        .width = available,
        .above = neighbours_above(layout),
        .below = neighbours_below(layout),
        .things = arena_new_array(layout->arena, struct spread, layout->item_count),
        .blocks = arena_new_array(layout->arena, struct spread_block, layout->item_count),
        .gaps = arena_new_array(layout->arena, int, layout->item_count)
    };

    for (uint32_t row = 0; row < layout->row_count; row++) {
        for (uint32_t i = 1; i < layout->rows[row].items.count; i++) {
            p.gaps[item_at(layout, row, i)] =
                gap_between(layout, item_at(layout, row, i - 1), item_at(layout, row, i));
        }
    }
    pack_rows(&p);
    for (uint32_t pass = 0; pass < PASSES; pass++) {
        bool both = pass + 2 >= PASSES, down = pass % 2 == 0;

        for (uint32_t i = 0; i < layout->row_count; i++) {
            uint32_t row = down ? i : layout->row_count - 1 - i;

            wish_row(&p, row, down || both, !down || both);
            resolve_row(&p, row);
        }
    }
    for (uint32_t round = 0; round < 2; round++) {
        for (uint32_t i = 0; i < layout->bundles.count; i++) {
            straighten(&p, &layout->bundles.items[i]);
        }
    }
    shift(layout);
}
