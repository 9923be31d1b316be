/* Arrows that share a line, and the lines through the rows between its ends. */
#include "diagram/placing.h"

/* The one of this root and kind, made if it is not there. */
static struct bundle *find_bundle(struct layout *layout, uint32_t root, bool dashed, bool down,
                                  uint32_t (*known)[4])
{
    uint32_t *at = &known[root][(dashed ? 2 : 0) + (down ? 1 : 0)]; /* number + 1 */

    if (*at == 0) {
        *vec_add(&layout->bundles, layout->arena) =
            (struct bundle){ .root = root, .dashed = dashed, .down = down };
        *at = layout->bundles.count;
    }
    return &layout->bundles.items[*at - 1];
}

static uint32_t add_through(struct layout *layout, uint32_t bundle, uint32_t row)
{
    uint32_t item = layout->item_count;

    if (layout->item_count == layout->item_room) {
        struct item *old = layout->items;

        layout->item_room *= 2;
        layout->items = arena_new_array(layout->arena, struct item, layout->item_room);
        for (uint32_t i = 0; i < item; i++) {
            layout->items[i] = old[i];
        }
    }
    layout->items[layout->item_count++] = (struct item){
        .bundle = bundle, .row = row, .place = layout->rows[row].items.count, .width = 1
    };
    *vec_add(&layout->rows[row].items, layout->arena) = item;
    layout->through_count++;
    return item;
}

/* The farthest row of its ends. */
static uint32_t farthest_row(const struct layout *layout, const struct bundle *bundle)
{
    uint32_t row = layout->items[bundle->root].row;

    for (uint32_t i = 0; i < bundle->ends.count; i++) {
        uint32_t at = layout->items[bundle->ends.items[i].item].row;

        if (bundle->down ? at > row : at < row) {
            row = at;
        }
    }
    return row;
}

static void pass_rows(struct layout *layout, uint32_t number)
{
    struct bundle *bundle = &layout->bundles.items[number];
    uint32_t root = layout->items[bundle->root].row, end = farthest_row(layout, bundle);
    uint32_t first = bundle->down ? root + 1 : end + 1, last = bundle->down ? end : root;

    bundle->first_row = first;
    for (uint32_t row = first; row < last && layout->through_count <= THROUGH_MAX; row++) {
        *vec_add(&bundle->through, layout->arena) = add_through(layout, number, row);
    }
}

/* ---- links between the items of neighbouring rows ---- */

static void link_items(struct layout *layout, uint32_t a, uint32_t b)
{
    uint32_t row_a = layout->items[a].row, row_b = layout->items[b].row;

    if (row_a == row_b) {
        return;
    }
    *vec_add(&layout->channels[row_a > row_b ? row_a : row_b].links, layout->arena) =
        row_a < row_b ? (struct link){ a, b } : (struct link){ b, a };
}

/* What carries the bundle in a row: its root, or the line through the row. */
static uint32_t carrier(const struct layout *layout, const struct bundle *bundle, uint32_t row)
{
    return row == layout->items[bundle->root].row ? bundle->root
                                                  : bundle->through.items[row - bundle->first_row];
}

static void link_bundle(struct layout *layout, const struct bundle *bundle)
{
    uint32_t root = layout->items[bundle->root].row;

    for (uint32_t i = 0; i < bundle->through.count; i++) {
        uint32_t item = bundle->through.items[i], row = layout->items[item].row;

        link_items(layout, item, carrier(layout, bundle, bundle->down ? row - 1 : row + 1));
    }
    for (uint32_t i = 0; i < bundle->ends.count; i++) {
        uint32_t item = bundle->ends.items[i].item, row = layout->items[item].row;

        if (row != root) {
            link_items(layout, item, carrier(layout, bundle, bundle->down ? row - 1 : row + 1));
        }
    }
}

/* ---- how many pins a box needs ---- */

static void widen(struct layout *layout)
{
    for (uint32_t i = 0; i < layout->bundles.count; i++) {
        const struct bundle *bundle = &layout->bundles.items[i];
        struct item *root = &layout->items[bundle->root];

        (*(bundle->down ? &root->lower_pins : &root->upper_pins))++;
        for (uint32_t k = 0; k < bundle->ends.count; k++) {
            struct item *end = &layout->items[bundle->ends.items[k].item];
            bool at_lower = end->row == root->row ? bundle->down : !bundle->down;

            (*(at_lower ? &end->lower_pins : &end->upper_pins))++;
        }
    }
    for (uint32_t i = 0; i < layout->graph->node_count; i++) {
        struct item *item = &layout->items[i];
        uint32_t pins = item->lower_pins > item->upper_pins ? item->lower_pins : item->upper_pins;

        if (item->width < 2 * (int)pins + 3) {
            item->width = 2 * (int)pins + 3;
        }
    }
}

void bundles_make(struct layout *layout)
{
    uint32_t(*known)[4] = arena_alloc(layout->arena, layout->graph->node_count * sizeof(*known));

    for (uint32_t i = 0; i < layout->graph->edge_count; i++) {
        const struct edge *edge = &layout->graph->edges[i];
        uint32_t root = edge->dashed ? edge->to : edge->from;
        uint32_t end = edge->dashed ? edge->from : edge->to;
        bool down = layout->items[end].row >= layout->items[root].row;
        struct bundle *bundle = find_bundle(layout, root, edge->dashed, down, known);

        *vec_add(&bundle->ends, layout->arena) = (struct end){ .item = end, .edge = i };
    }
    for (uint32_t i = 0; i < layout->bundles.count; i++) {
        pass_rows(layout, i);
    }
    if (layout->through_count > THROUGH_MAX) {
        return;
    }
    layout->channels = arena_new_array(layout->arena, struct channel, layout->row_count + 1);
    for (uint32_t i = 0; i < layout->bundles.count; i++) {
        link_bundle(layout, &layout->bundles.items[i]);
    }
    widen(layout);
}
