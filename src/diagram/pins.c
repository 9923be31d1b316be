/* Where lines meet boxes. Each pin wants the column of the other end of its stretch; those at one
 * edge of a box keep two columns between them, so that no two share one and the sign of a mark fits
 * beside each. Then what is nearly straight is made straight. */
#include "diagram/placing.h"

#include <stdlib.h>

#include "diagram/spread.h"

#define PIN_GAP 2

/* ---- nets ---- */

static void add_pin(struct layout *layout, struct net *net, uint32_t item, uint32_t edge, bool low,
                    bool head)
{
    *vec_add(&net->pins, layout->arena) = (struct pin){
        .item = item,
        .edge = edge,
        .low = low,
        .head = head,
        .x = layout->items[item].x + layout->items[item].width / 2,
        .detour = NO_COLUMN,
    };
}

/* Its ends in a row, but for those that a direct arrow reaches. */
static void add_ends(struct layout *layout, struct net *net, const struct bundle *bundle,
                     uint32_t row, bool low)
{
    for (uint32_t i = 0; i < bundle->ends.count; i++) {
        const struct end *end = &bundle->ends.items[i];

        if (layout->items[end->item].row == row && !layout->is_direct[end->edge]) {
            add_pin(layout, net, end->item, end->edge, low, !bundle->dashed);
        }
    }
}

/* The net in the channel beside `row`, which carries the bundle: below it if it goes down. The
 * carrier is its root or a line that passes. */
static void make_net(struct layout *layout, uint32_t number, uint32_t row)
{
    const struct bundle *bundle = &layout->bundles.items[number];
    uint32_t root = layout->items[bundle->root].row;
    uint32_t next = bundle->down ? row + 1 : row - 1;
    struct channel *channel = &layout->channels[bundle->down ? row + 1 : row];
    struct net *net = vec_add(&channel->nets, layout->arena);
    bool at_root = row == root;
    uint32_t carrier = at_root ? bundle->root : bundle->through.items[row - bundle->first_row];

    *net = (struct net){ .bundle = number };
    add_pin(layout, net, carrier, NONE, !bundle->down, at_root && bundle->dashed);
    if (at_root && bundle->down) {
        add_ends(layout, net, bundle, row, false);
    }
    add_ends(layout, net, bundle, next, bundle->down);
    for (uint32_t i = 0; i < bundle->through.count; i++) {
        uint32_t item = bundle->through.items[i];

        if (layout->items[item].row == next) {
            add_pin(layout, net, item, NONE, bundle->down, false);
        }
    }
    if (net->pins.count == 1) {
        channel->nets.count--; /* all that it had are direct */
    }
}

void nets_make(struct layout *layout)
{
    for (uint32_t i = 0; i < layout->bundles.count; i++) {
        const struct bundle *bundle = &layout->bundles.items[i];

        make_net(layout, i, layout->items[bundle->root].row);
        for (uint32_t k = 0; k < bundle->through.count; k++) {
            make_net(layout, i, layout->items[bundle->through.items[k]].row);
        }
    }
}

/* ---- the pins at an edge of a box ---- */

struct edge_pins {
    struct pin **list; /* of edge e: list[start[e]] to before list[start[e + 1]] */
    uint32_t *start;
};

static uint32_t edge_of(const struct pin *pin)
{
    return 2 * pin->item + (pin->low ? 1 : 0);
}

#define FOR_PINS(layout, net, pin)                                                           \
    for (uint32_t c_ = 0; c_ <= (layout)->row_count; c_++)                                   \
        for (struct net *net = (layout)->channels[c_].nets.items,                            \
                        *end_ = net == NULL ? net : net + (layout)->channels[c_].nets.count; \
             net != end_; net++)                                                             \
            for (struct pin *pin = net->pins.items; pin != net->pins.items + net->pins.count; pin++)

static struct edge_pins gather(struct layout *layout)
{
    struct edge_pins pins = { .start = arena_new_array(layout->arena, uint32_t,
                                                       2 * (size_t)layout->item_count + 2) };
    uint32_t total = 0;

    FOR_PINS(layout, net, pin)
    {
        pins.start[edge_of(pin) + 2]++;
        total++;
    }
    for (uint32_t i = 2; i < 2 * layout->item_count + 2; i++) {
        pins.start[i] += pins.start[i - 1];
    }
    pins.list = arena_new_array(layout->arena, struct pin *, total);
    FOR_PINS(layout, net, pin)
    {
        pins.list[pins.start[edge_of(pin) + 1]++] = pin;
    }
    return pins;
}

/* ---- wishes ---- */

/* The middle of the columns that two items have in common; of the nearer ends if there are none. */
static int64_t common_column(const struct item *a, const struct item *b)
{
    int64_t low = a->x > b->x ? a->x : b->x;
    int64_t end_a = a->x + a->width - 1, end_b = b->x + b->width - 1;
    int64_t high = end_a < end_b ? end_a : end_b;

    return SPREAD_SCALE * (low + high) / 2;
}

/* What a pin looks at: its carrier, or the mean of what that carries to. */
static int64_t wish_of(const struct layout *layout, const struct net *net, const struct pin *pin)
{
    const struct item *item = &layout->items[pin->item];
    const struct pin *carrier = &net->pins.items[0];
    int64_t sum = 0, count = 0;

    if (pin != carrier) {
        return common_column(item, &layout->items[carrier->item]);
    }
    if (net->pins.count == 2) {
        return common_column(item, &layout->items[net->pins.items[1].item]);
    }
    for (uint32_t i = 1; i < net->pins.count; i++, count++) {
        const struct item *other = &layout->items[net->pins.items[i].item];

        sum += SPREAD_SCALE * (int64_t)other->x + SPREAD_SCALE / 2 * (int64_t)(other->width - 1);
    }
    return sum / count;
}

struct wish {
    struct pin *pin;
    int64_t at;
};

static int compare_wishes(const void *a, const void *b)
{
    const struct wish *left = a, *right = b;

    if (left->at != right->at) {
        return left->at < right->at ? -1 : 1;
    }
    return left->pin->x - right->pin->x; /* the order in which they were gathered */
}

static void place_edge(struct layout *layout, struct wish *wishes, uint32_t count)
{
    const struct item *item = &layout->items[wishes[0].pin->item];
    struct spread *things = arena_new_array(layout->arena, struct spread, count);
    struct spread_block *blocks = arena_new_array(layout->arena, struct spread_block, count);

    for (uint32_t i = 0; i < count; i++) {
        wishes[i].pin->x = (int)i;
    }
    qsort(wishes, count, sizeof(wishes[0]), compare_wishes);
    for (uint32_t i = 0; i < count; i++) {
        things[i] =
            (struct spread){ .wish = wishes[i].at, .weight = 1, .offset = PIN_GAP * (int)i };
    }
    spread(things, count, item->x + 1, item->x + item->width - 2, blocks);
    for (uint32_t i = 0; i < count; i++) {
        wishes[i].pin->x = things[i].x;
    }
}

/* ---- straightening ---- */

/* May the pin of a box stand in that column? */
static bool is_free(const struct layout *layout, const struct edge_pins *pins,
                    const struct pin *pin, int x)
{
    const struct item *item = &layout->items[pin->item];
    uint32_t edge = edge_of(pin);

    if (!is_box(item) || x <= item->x || x >= item->x + item->width - 1) {
        return false;
    }
    for (uint32_t i = pins->start[edge]; i < pins->start[edge + 1]; i++) {
        if (pins->list[i] != pin && abs(pins->list[i]->x - x) < PIN_GAP) {
            return false;
        }
    }
    return true;
}

static void straighten(const struct layout *layout, const struct edge_pins *pins, struct net *net)
{
    struct pin *carrier = &net->pins.items[0];

    for (uint32_t i = 1; i < net->pins.count; i++) {
        struct pin *pin = &net->pins.items[i];

        if (pin->low == carrier->low || pin->x == carrier->x) {
            continue;
        }
        if (is_free(layout, pins, pin, carrier->x)) {
            pin->x = carrier->x;
        } else if (net->pins.count == 2 && is_free(layout, pins, carrier, pin->x)) {
            carrier->x = pin->x;
        }
    }
}

void pins_place(struct layout *layout)
{
    struct edge_pins pins = gather(layout);
    uint32_t total = pins.start[2 * layout->item_count];
    struct wish *wishes = arena_new_array(layout->arena, struct wish, total);

    FOR_PINS(layout, net, pin)
    {
        uint32_t edge = edge_of(pin);

        for (uint32_t i = pins.start[edge]; i < pins.start[edge + 1]; i++) {
            if (pins.list[i] == pin) {
                wishes[i] = (struct wish){ .pin = pin, .at = wish_of(layout, net, pin) };
            }
        }
    }
    for (uint32_t edge = 0; edge < 2 * layout->graph->node_count; edge++) {
        if (pins.start[edge + 1] > pins.start[edge]) {
            place_edge(layout, wishes + pins.start[edge], pins.start[edge + 1] - pins.start[edge]);
        }
    }
    for (uint32_t c = 0; c <= layout->row_count; c++) {
        for (uint32_t i = 0; i < layout->channels[c].nets.count; i++) {
            straighten(layout, &pins, &layout->channels[c].nets.items[i]);
        }
    }
}
