/* Boxes into rows. Within a band, a box stands below those that call it; a box that has no other
 * arrow in its band than one to a neighbour stands beside it. Rows that are too wide are cut into
 * several of about one width. */
#include "diagram/placing.h"

#include <string.h>

#define LEAVES_MAX 2 /* beside one box: one at each side */

/* What stands side by side: a box and its leaves. */
struct unit {
    uint32_t members[1 + LEAVES_MAX]; /* in the order in which they stand */
    uint32_t count;
    uint32_t rank;
    uint32_t band;
    int width;
};

struct units {
    struct layout *layout;
    struct unit *list;
    uint32_t count;
    uint32_t *of; /* node */
};

static bool inside(const struct layout *layout, const struct edge *edge)
{
    return edge->from != edge->to && layout->band_of[edge->from] == layout->band_of[edge->to];
}

int gap_between(const struct layout *layout, uint32_t left, uint32_t right)
{
    if (!is_box(&layout->items[left]) || !is_box(&layout->items[right])) {
        return 1;
    }
    for (uint32_t i = 0; i < layout->directs.count; i++) {
        if (layout->directs.items[i].left == left && layout->directs.items[i].right == right) {
            return 5;
        }
    }
    return 2;
}

/* ---- units ---- */

/* Arrows that a box has in its band. */
static uint32_t *degrees(const struct layout *layout)
{
    uint32_t *degree = arena_new_array(layout->arena, uint32_t, layout->graph->node_count);

    for (uint32_t i = 0; i < layout->graph->edge_count; i++) {
        const struct edge *edge = &layout->graph->edges[i];

        if (inside(layout, edge)) {
            degree[edge->from]++;
            degree[edge->to]++;
        }
    }
    return degree;
}

/* Which box each leaf stands beside, else itself. */
static uint32_t *find_hubs(const struct layout *layout, int available)
{
    uint32_t count = layout->graph->node_count;
    uint32_t *degree = degrees(layout);
    uint32_t *hub = arena_new_array(layout->arena, uint32_t, count);
    uint32_t *leaves = arena_new_array(layout->arena, uint32_t, count);

    for (uint32_t i = 0; i < count; i++) {
        hub[i] = i;
    }
    for (uint32_t i = 0; i < layout->graph->edge_count; i++) {
        const struct edge *edge = &layout->graph->edges[i];
        uint32_t leaf = degree[edge->from] == 1 ? edge->from : edge->to;
        uint32_t other = leaf == edge->from ? edge->to : edge->from;
        int width =
            layout->items[other].width * (int)(leaves[other] + 2) + 5 * (int)(leaves[other] + 1);

        if (!inside(layout, edge) || degree[leaf] != 1 || hub[leaf] != leaf || hub[other] != other
            || leaves[leaf] > 0 || leaves[other] == LEAVES_MAX || width > available) {
            continue;
        }
        hub[leaf] = other;
        leaves[other]++;
    }
    return hub;
}

static void add_member(struct unit *unit, uint32_t node, bool first)
{
    if (first) {
        memmove(unit->members + 1, unit->members, unit->count * sizeof(unit->members[0]));
    }
    unit->members[first ? 0 : unit->count] = node;
    unit->count++;
}

static bool calls(const struct layout *layout, uint32_t from, uint32_t to)
{
    for (uint32_t i = 0; i < layout->graph->edge_count; i++) {
        if (layout->graph->edges[i].from == from && layout->graph->edges[i].to == to) {
            return true;
        }
    }
    return false;
}

static void make_units(struct units *units, int available)
{
    const struct layout *layout = units->layout;
    uint32_t count = layout->graph->node_count;
    uint32_t *hub = find_hubs(layout, available);

    units->list = arena_new_array(layout->arena, struct unit, count);
    units->of = arena_new_array(layout->arena, uint32_t, count);
    for (uint32_t i = 0; i < count; i++) {
        if (hub[i] != i) {
            continue;
        }
        units->of[i] = units->count;
        units->list[units->count++] =
            (struct unit){ .members = { i }, .count = 1, .band = layout->band_of[i] };
    }
    for (uint32_t i = 0; i < count; i++) {
        if (hub[i] == i) {
            continue;
        }
        struct unit *unit = &units->list[units->of[hub[i]]];

        units->of[i] = units->of[hub[i]];
        /* A caller stands at the left, the second leaf at the side that is free. */
        add_member(unit, i,
                   unit->count == 1 ? calls(layout, i, hub[i]) : unit->members[0] == hub[i]);
    }
    for (uint32_t i = 0; i < units->count; i++) {
        struct unit *unit = &units->list[i];

        unit->width = 5 * (int)(unit->count - 1);
        for (uint32_t k = 0; k < unit->count; k++) {
            unit->width += layout->items[unit->members[k]].width;
        }
    }
}

/* ---- ranks ---- */

/* The next unit that no unranked one of its band calls; in a circle, the first of them. */
static uint32_t next_unit(const struct units *units, const uint32_t *waiting, const bool *done)
{
    uint32_t first = NONE;

    for (uint32_t i = 0; i < units->count; i++) {
        if (done[i]) {
            continue;
        }
        if (waiting[i] == 0) {
            return i;
        }
        if (first == NONE) {
            first = i;
        }
    }
    return first;
}

static void rank_units(struct units *units)
{
    const struct layout *layout = units->layout;
    uint32_t *waiting = arena_new_array(layout->arena, uint32_t, units->count);
    bool *done = arena_new_array(layout->arena, bool, units->count);

    for (uint32_t i = 0; i < layout->graph->edge_count; i++) {
        const struct edge *edge = &layout->graph->edges[i];

        if (inside(layout, edge) && units->of[edge->from] != units->of[edge->to]) {
            waiting[units->of[edge->to]]++;
        }
    }
    for (uint32_t round = 0; round < units->count; round++) {
        uint32_t unit = next_unit(units, waiting, done);

        done[unit] = true;
        for (uint32_t i = 0; i < layout->graph->edge_count; i++) {
            const struct edge *edge = &layout->graph->edges[i];
            uint32_t to = units->of[edge->to];

            if (!inside(layout, edge) || units->of[edge->from] != unit || done[to]) {
                continue;
            }
            waiting[to]--;
            if (units->list[to].rank < units->list[unit].rank + 1) {
                units->list[to].rank = units->list[unit].rank + 1;
            }
        }
    }
}

/* ---- rows ---- */

/* How many rows a rank takes if none is wider than `limit`; with `rows` it fills them. */
static uint32_t fill(struct units *units, uint32_t band, uint32_t rank, int limit, uint32_t row,
                     bool take)
{
    struct layout *layout = units->layout;
    uint32_t count = 0;
    int used = 0;

    for (uint32_t i = 0; i < units->count; i++) {
        const struct unit *unit = &units->list[i];

        if (unit->band != band || unit->rank != rank) {
            continue;
        }
        if (count == 0 || used + 2 + unit->width > limit) {
            count++;
            used = unit->width;
        } else {
            used += 2 + unit->width;
        }
        for (uint32_t k = 0; take && k < unit->count; k++) {
            struct row *to = &layout->rows[row + count - 1];

            layout->items[unit->members[k]].row = row + count - 1;
            *vec_add(&to->items, layout->arena) = unit->members[k];
            to->band = band;
        }
    }
    return count;
}

/* The least width that needs no more rows. */
static int balanced(struct units *units, uint32_t band, uint32_t rank, int available)
{
    uint32_t rows = fill(units, band, rank, available, 0, false);
    int least = 1, most = available;

    while (least < most) {
        int middle = least + (most - least) / 2;

        if (fill(units, band, rank, middle, 0, false) <= rows) {
            most = middle;
        } else {
            least = middle + 1;
        }
    }
    return most;
}

static void cut_rows(struct units *units, int available)
{
    struct layout *layout = units->layout;

    layout->row_count = 0;
    for (uint32_t band = 0; band < layout->bands.count; band++) {
        uint32_t ranks = 0;

        for (uint32_t i = 0; i < units->count; i++) {
            if (units->list[i].band == band && units->list[i].rank >= ranks) {
                ranks = units->list[i].rank + 1;
            }
        }
        layout->bands.items[band].first_row = layout->row_count;
        for (uint32_t rank = 0; rank < ranks; rank++) {
            int limit = balanced(units, band, rank, available);

            layout->row_count += fill(units, band, rank, limit, layout->row_count, true);
        }
        layout->bands.items[band].row_count =
            layout->row_count - layout->bands.items[band].first_row;
    }
}

/* By place, from their order in the lists. */
static void number_places(struct layout *layout)
{
    for (uint32_t row = 0; row < layout->row_count; row++) {
        for (uint32_t i = 0; i < layout->rows[row].items.count; i++) {
            layout->items[item_at(layout, row, i)].place = i;
        }
    }
}

void rows_make(struct layout *layout, int available)
{
    struct units units = { .layout = layout };

    layout->rows = arena_new_array(layout->arena, struct row, layout->graph->node_count);
    make_units(&units, available);
    rank_units(&units);
    cut_rows(&units, available);
    number_places(layout);
}
