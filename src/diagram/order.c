/* The order within rows: few crossings, and those side by side that call each other. Barycentre
 * sweeps (Sugiyama, Tagawa, Toda 1981), the best of which is kept, then swaps of neighbours. Ties
 * keep the order they had, so the result depends on the architecture alone. */
#include "diagram/neighbours.h"

#include <string.h>

#define SWEEPS 8
#define SWAP_PASSES 4
#define APART_COST 2 /* crossings that two of a row are worth to stand side by side */

/* ---- state ---- */

/* Arrows whose ends are in one row. */
struct level_edge {
    uint32_t a, b, row;
};

struct ordering {
    struct layout *layout;
    struct neighbours above, below;
    VEC(struct level_edge) level; /* by row */
    uint32_t *level_start;        /* of each row, in `level` */
    int32_t *centre;              /* of each item, in half columns, packed around 0 */
    int64_t *key;
    uint32_t *counts; /* Fenwick tree over places */
    uint32_t widest;  /* items of a row */
};

static void list_level_edges(struct ordering *o)
{
    struct layout *layout = o->layout;

    o->level_start = arena_new_array(layout->arena, uint32_t, layout->row_count + 1);
    for (uint32_t row = 0; row < layout->row_count; row++) {
        o->level_start[row] = o->level.count;
        for (uint32_t i = 0; i < layout->graph->edge_count; i++) {
            const struct edge *edge = &layout->graph->edges[i];

            if (edge->from != edge->to && layout->items[edge->from].row == row
                && layout->items[edge->to].row == row) {
                *vec_add(&o->level, layout->arena) =
                    (struct level_edge){ edge->from, edge->to, row };
            }
        }
    }
    o->level_start[layout->row_count] = o->level.count;
}

static void pack(struct ordering *o, uint32_t row)
{
    const struct layout *layout = o->layout;
    int32_t total = 0, at;

    for (uint32_t i = 0; i < layout->rows[row].items.count; i++) {
        total += layout->items[item_at(layout, row, i)].width + 2;
    }
    at = -total;
    for (uint32_t i = 0; i < layout->rows[row].items.count; i++) {
        uint32_t item = item_at(layout, row, i);

        o->centre[item] = at + layout->items[item].width + 2;
        at += 2 * (layout->items[item].width + 2);
    }
}

static void renumber(struct ordering *o, uint32_t row)
{
    for (uint32_t i = 0; i < o->layout->rows[row].items.count; i++) {
        o->layout->items[item_at(o->layout, row, i)].place = i;
    }
    pack(o, row);
}

/* ---- cost ---- */

/* Crossings in the channel above a row, by inversions. */
static uint32_t crossings(struct ordering *o, uint32_t row)
{
    const struct layout *layout = o->layout;
    uint32_t places, seen = 0, total = 0;

    if (row == 0 || row >= layout->row_count) {
        return 0;
    }
    places = layout->rows[row].items.count;
    memset(o->counts, 0, (places + 1) * sizeof(o->counts[0]));
    for (uint32_t i = 0; i < layout->rows[row - 1].items.count; i++) {
        uint32_t item = item_at(layout, row - 1, i);

        for (uint32_t k = o->below.start[item]; k < o->below.start[item + 1]; k++) {
            total += seen;
            for (uint32_t at = layout->items[o->below.list[k]].place + 1; at > 0; at &= at - 1) {
                total -= o->counts[at];
            }
        }
        for (uint32_t k = o->below.start[item]; k < o->below.start[item + 1]; k++, seen++) {
            for (uint32_t at = layout->items[o->below.list[k]].place + 1; at <= places;
                 at += at & (~at + 1)) {
                o->counts[at]++;
            }
        }
    }
    return total;
}

static uint32_t apart(const struct ordering *o, uint32_t row)
{
    uint32_t total = 0;

    for (uint32_t i = o->level_start[row]; i < o->level_start[row + 1]; i++) {
        uint32_t a = o->layout->items[o->level.items[i].a].place;
        uint32_t b = o->layout->items[o->level.items[i].b].place;
        uint32_t distance = a < b ? b - a : a - b;

        total += distance > 1 ? APART_COST + distance : 0;
    }
    return total;
}

static uint32_t cost_around(struct ordering *o, uint32_t row)
{
    return crossings(o, row) + crossings(o, row + 1) + apart(o, row);
}

static uint32_t cost_of_all(struct ordering *o)
{
    uint32_t total = 0;

    for (uint32_t row = 0; row < o->layout->row_count; row++) {
        total += crossings(o, row) + apart(o, row);
    }
    return total;
}

/* ---- moving ---- */

/* The mean centre of its neighbours at one side, and of those in its row; its own if it has none. */
static int64_t barycentre(const struct ordering *o, const struct neighbours *side, uint32_t item)
{
    uint32_t row = o->layout->items[item].row;
    int64_t sum = 0, count = 0;

    for (uint32_t k = side->start[item]; k < side->start[item + 1]; k++, count += 2) {
        sum += 2 * (int64_t)o->centre[side->list[k]];
    }
    for (uint32_t i = o->level_start[row]; i < o->level_start[row + 1]; i++) {
        const struct level_edge *edge = &o->level.items[i];

        if (edge->a == item || edge->b == item) {
            sum += o->centre[edge->a == item ? edge->b : edge->a];
            count++;
        }
    }
    return count == 0 ? 256 * (int64_t)o->centre[item] : 256 * sum / count;
}

static void sort_row(struct ordering *o, const struct neighbours *side, uint32_t row)
{
    struct row *in = &o->layout->rows[row];

    for (uint32_t i = 0; i < in->items.count; i++) {
        o->key[in->items.items[i]] = barycentre(o, side, in->items.items[i]);
    }
    for (uint32_t i = 1; i < in->items.count; i++) {
        uint32_t item = in->items.items[i], at = i;

        for (; at > 0 && o->key[in->items.items[at - 1]] > o->key[item]; at--) {
            in->items.items[at] = in->items.items[at - 1];
        }
        in->items.items[at] = item;
    }
    renumber(o, row);
}

static void sweep(struct ordering *o, bool down)
{
    uint32_t rows = o->layout->row_count;

    for (uint32_t i = 0; i < rows; i++) {
        sort_row(o, down ? &o->above : &o->below, down ? i : rows - 1 - i);
    }
}

static void keep(const struct ordering *o, uint32_t *order)
{
    for (uint32_t row = 0; row < o->layout->row_count; row++) {
        for (uint32_t i = 0; i < o->layout->rows[row].items.count; i++) {
            *order++ = item_at(o->layout, row, i);
        }
    }
}

static void restore(struct ordering *o, const uint32_t *order)
{
    for (uint32_t row = 0; row < o->layout->row_count; row++) {
        for (uint32_t i = 0; i < o->layout->rows[row].items.count; i++) {
            o->layout->rows[row].items.items[i] = *order++;
        }
        renumber(o, row);
    }
}

/* Crossings between the links of two neighbours at one side, less those if they change places. */
static int32_t swap_gain(const struct layout *layout, const struct neighbours *side, uint32_t left,
                         uint32_t right)
{
    int32_t gain = 0;

    for (uint32_t i = side->start[left]; i < side->start[left + 1]; i++) {
        for (uint32_t k = side->start[right]; k < side->start[right + 1]; k++) {
            uint32_t a = layout->items[side->list[i]].place, b = layout->items[side->list[k]].place;

            gain += (a > b) - (a < b);
        }
    }
    return gain;
}

static void change_places(struct layout *layout, uint32_t row, uint32_t place)
{
    uint32_t *at = &layout->rows[row].items.items[place];
    uint32_t left = at[0];

    at[0] = at[1];
    at[1] = left;
    layout->items[at[0]].place = place;
    layout->items[at[1]].place = place + 1;
}

static bool swap_pass(struct ordering *o)
{
    struct layout *layout = o->layout;
    bool better = false;

    for (uint32_t row = 0; row < layout->row_count; row++) {
        for (uint32_t i = 0; i + 1 < layout->rows[row].items.count; i++) {
            uint32_t left = item_at(layout, row, i), right = item_at(layout, row, i + 1);
            int32_t gain = swap_gain(layout, &o->above, left, right)
                           + swap_gain(layout, &o->below, left, right) + (int32_t)apart(o, row);

            change_places(layout, row, i);
            if (gain > (int32_t)apart(o, row)) {
                better = true;
            } else {
                change_places(layout, row, i);
            }
        }
    }
    return better;
}

/* Takes an item out of its row and puts it in at another place. */
static void move_item(struct layout *layout, uint32_t row, uint32_t from, uint32_t to)
{
    for (; from < to; from++) {
        change_places(layout, row, from);
    }
    for (; from > to; from--) {
        change_places(layout, row, from - 1);
    }
}

/* Puts the ends of arrows within a row side by side where that is worth it. */
static void join_pass(struct ordering *o)
{
    struct layout *layout = o->layout;

    for (uint32_t i = 0; i < o->level.count; i++) {
        const struct level_edge *edge = &o->level.items[i];

        for (uint32_t end = 0; end < 2; end++) {
            uint32_t mover = end == 0 ? edge->a : edge->b, other = end == 0 ? edge->b : edge->a;
            uint32_t from = layout->items[mover].place, to = layout->items[other].place;
            uint32_t before = cost_around(o, edge->row);

            to = from < to ? to - 1 : to + 1;
            if (from == to) {
                break;
            }
            move_item(layout, edge->row, from, to);
            if (cost_around(o, edge->row) < before) {
                break;
            }
            move_item(layout, edge->row, to, from);
        }
    }
}

void order_rows(struct layout *layout)
{
    struct ordering o = { .layout = layout,
                          .above = neighbours_above(layout),
                          .below = neighbours_below(layout),
                          .centre = arena_new_array(layout->arena, int32_t, layout->item_count),
                          .key = arena_new_array(layout->arena, int64_t, layout->item_count) };
    uint32_t *best = arena_new_array(layout->arena, uint32_t, layout->item_count), least;

    for (uint32_t row = 0; row < layout->row_count; row++) {
        if (layout->rows[row].items.count > o.widest) {
            o.widest = layout->rows[row].items.count;
        }
    }
    o.counts = arena_new_array(layout->arena, uint32_t, o.widest + 1);
    list_level_edges(&o);
    for (uint32_t row = 0; row < layout->row_count; row++) {
        renumber(&o, row);
    }
    least = cost_of_all(&o);
    keep(&o, best);
    for (uint32_t i = 0; i < SWEEPS && least > 0; i++) {
        uint32_t cost;

        sweep(&o, i % 2 == 0);
        cost = cost_of_all(&o);
        if (cost < least) {
            least = cost;
            keep(&o, best);
        }
    }
    restore(&o, best);
    for (uint32_t i = 0; i < SWAP_PASSES && swap_pass(&o); i++) {
    }
    join_pass(&o);
}

/* ---- arrows between neighbours ---- */

/* They leave their bundles. Two boxes that call each other are never in one row (rows.c). */
void directs_choose(struct layout *layout)
{
    layout->is_direct = arena_new_array(layout->arena, bool, layout->graph->edge_count);
    for (uint32_t i = 0; i < layout->graph->edge_count; i++) {
        const struct edge *edge = &layout->graph->edges[i];
        const struct item *from = &layout->items[edge->from], *to = &layout->items[edge->to];
        bool to_right = from->place < to->place;
        uint32_t left = to_right ? edge->from : edge->to, right = to_right ? edge->to : edge->from;

        if (from->row != to->row || layout->items[left].place + 1 != layout->items[right].place) {
            continue;
        }
        layout->is_direct[i] = true;
        *vec_add(&layout->directs, layout->arena) =
            (struct direct){ .edge = i, .left = left, .right = right, .to_right = to_right };
    }
}
