/* Which lane each net of a channel runs in, and how high everything is. */
#include "diagram/placing.h"

struct lanes {
    struct layout *layout;
    struct channel *channel;
    uint32_t *upper; /* by column: the net with a pin there, or NONE */
    uint32_t *lower;
    bool *taken; /* by column: a detour runs there */
    int columns;
    uint32_t *order; /* nets that have their lane, in that order */
    uint32_t placed;
    bool *done;
    int32_t *regret; /* see weigh() */
};

static void mark_columns(struct lanes *l)
{
    for (int x = 0; x < l->columns; x++) {
        l->upper[x] = l->lower[x] = NONE;
        l->taken[x] = false;
    }
    for (uint32_t i = 0; i < l->channel->nets.count; i++) {
        const struct net *net = &l->channel->nets.items[i];

        for (uint32_t k = 0; k < net->pins.count; k++) {
            (net->pins.items[k].low ? l->lower : l->upper)[net->pins.items[k].x] = i;
        }
    }
}

/* The columns that the stretch in the lane has to reach. */
static void measure_net(struct net *net)
{
    net->low = INT32_MAX;
    net->high = INT32_MIN;
    for (uint32_t i = 0; i < net->pins.count; i++) {
        const struct pin *pin = &net->pins.items[i];
        int x = pin->detour != NO_COLUMN ? pin->detour : pin->x;

        net->low = x < net->low ? x : net->low;
        net->high = x > net->high ? x : net->high;
    }
}

/* Nets without a lane that have to be above this one. */
static uint32_t waits_for(const struct lanes *l, uint32_t number)
{
    const struct net *net = &l->channel->nets.items[number];
    uint32_t count = 0;

    for (uint32_t i = 0; i < net->pins.count; i++) {
        const struct pin *pin = &net->pins.items[i];
        uint32_t other = pin->low && pin->detour == NO_COLUMN ? l->upper[pin->x] : NONE;

        if (other != NONE && other != number && !l->done[other]) {
            count++;
        }
    }
    return count;
}

/* Crossings if `a` has the higher lane. */
static int32_t crossings(const struct net *a, const struct net *b)
{
    int32_t count = 0;

    for (uint32_t i = 0; i < a->pins.count; i++) {
        const struct pin *pin = &a->pins.items[i];

        count += pin->low && pin->x > b->low && pin->x < b->high;
    }
    for (uint32_t i = 0; i < b->pins.count; i++) {
        const struct pin *pin = &b->pins.items[i];

        count += !pin->low && pin->x > a->low && pin->x < a->high;
    }
    return count;
}

static int32_t worse_above(const struct net *a, const struct net *b)
{
    if (a->low > b->high || b->low > a->high) {
        return 0;
    }
    return crossings(a, b) - crossings(b, a);
}

/* How much worse it is to place each net now and not behind all others. */
static void weigh(struct lanes *l)
{
    const struct net *nets = l->channel->nets.items;

    for (uint32_t i = 0; i < l->channel->nets.count; i++) {
        l->regret[i] = 0;
    }
    for (uint32_t i = 0; i < l->channel->nets.count; i++) {
        for (uint32_t k = i + 1; k < l->channel->nets.count && !l->done[i]; k++) {
            int32_t worse = l->done[k] ? 0 : worse_above(&nets[i], &nets[k]);

            l->regret[i] += worse;
            l->regret[k] -= worse;
        }
    }
}

/* What is placed is no reason for the others any more. */
static void unweigh(struct lanes *l, uint32_t number)
{
    const struct net *nets = l->channel->nets.items;

    for (uint32_t i = 0; i < l->channel->nets.count; i++) {
        if (!l->done[i]) {
            l->regret[i] -= worse_above(&nets[i], &nets[number]);
        }
    }
}

static uint32_t next_net(const struct lanes *l)
{
    uint32_t best = NONE, least = UINT32_MAX;
    int32_t least_regret = 0;

    for (uint32_t i = 0; i < l->channel->nets.count; i++) {
        if (l->done[i]) {
            continue;
        }
        uint32_t waits = waits_for(l, i);
        int32_t worse = l->regret[i];

        if (best == NONE || waits < least || (waits == least && worse < least_regret)) {
            best = i;
            least = waits;
            least_regret = worse;
        }
    }
    return best;
}

/* The nearest column in which nothing of this channel runs. */
static int free_column(const struct lanes *l, int x)
{
    for (int distance = 1; distance < l->columns; distance++) {
        for (int side = -1; side <= 1; side += 2) {
            int at = x + side * distance;

            if (at >= l->layout->gutter && at < l->columns && l->upper[at] == NONE
                && l->lower[at] == NONE && !l->taken[at]) {
                return at;
            }
        }
    }
    return NO_COLUMN;
}

static void make_detours(struct lanes *l, uint32_t number)
{
    struct net *net = &l->channel->nets.items[number];

    for (uint32_t i = 0; i < net->pins.count; i++) {
        struct pin *pin = &net->pins.items[i];
        uint32_t other = pin->low ? l->upper[pin->x] : NONE;

        if (other == NONE || other == number || l->done[other]) {
            continue;
        }
        pin->detour = free_column(l, pin->x);
        pin->detour_lane = ++l->channel->detours;
        l->taken[pin->detour] = true;
    }
    measure_net(net);
}

static void give_lane(struct lanes *l, uint32_t number)
{
    struct net *net = &l->channel->nets.items[number];

    net->lane = 1;
    for (uint32_t i = 0; i < l->placed; i++) {
        const struct net *other = &l->channel->nets.items[l->order[i]];

        if (other->low <= net->high + 1 && net->low <= other->high + 1
            && other->lane >= net->lane) {
            net->lane = other->lane + 1;
        }
    }
    l->order[l->placed++] = number;
    if (net->lane > l->channel->lanes) {
        l->channel->lanes = net->lane;
    }
}

/* A head needs a row of its own before the box, and so does the sign of a dashed arrow's mark. */
static void note_heads(struct lanes *l, const struct net *net)
{
    bool dashed = l->layout->bundles.items[net->bundle].dashed;

    for (uint32_t i = 0; i < net->pins.count; i++) {
        const struct pin *pin = &net->pins.items[i];
        bool sign =
            dashed && pin->edge != NONE && l->layout->graph->edges[pin->edge].mark != MARK_SAME;

        if (pin->head || sign) {
            *(pin->low ? &l->channel->lower_heads : &l->channel->upper_heads) = true;
        }
    }
}

static void assign(struct lanes *l)
{
    uint32_t left = l->channel->nets.count;

    mark_columns(l);
    l->placed = 0;
    for (uint32_t i = 0; i < l->channel->nets.count; i++) {
        struct net *net = &l->channel->nets.items[i];

        measure_net(net);
        note_heads(l, net);
        l->done[i] = net->low == net->high;
        if (l->done[i] && l->layout->bundles.items[net->bundle].dashed) {
            l->channel->shows_dash = true;
        }
        left -= l->done[i] ? 1 : 0;
    }
    weigh(l);
    for (; left > 0; left--) {
        uint32_t number = next_net(l);

        l->done[number] = true;
        unweigh(l, number);
        if (waits_for(l, number) > 0) {
            make_detours(l, number);
        }
        give_lane(l, number);
    }
}

/* Columns enough that a detour always finds a free one. */
void lanes_assign(struct layout *layout)
{
    struct lanes l = { .layout = layout };
    uint32_t most = 0, pins = 0;
    int right = 0;

    for (uint32_t i = 0; i < layout->item_count; i++) {
        if (layout->items[i].x + layout->items[i].width > right) {
            right = layout->items[i].x + layout->items[i].width;
        }
    }
    for (uint32_t c = 0; c <= layout->row_count; c++) {
        uint32_t here = 0;

        for (uint32_t i = 0; i < layout->channels[c].nets.count; i++) {
            here += layout->channels[c].nets.items[i].pins.count;
        }
        pins = here > pins ? here : pins;
        most = layout->channels[c].nets.count > most ? layout->channels[c].nets.count : most;
    }
    l.columns = right + (int)pins;
    l.upper = arena_new_array(layout->arena, uint32_t, (size_t)l.columns);
    l.lower = arena_new_array(layout->arena, uint32_t, (size_t)l.columns);
    l.taken = arena_new_array(layout->arena, bool, (size_t)l.columns);
    l.order = arena_new_array(layout->arena, uint32_t, most);
    l.done = arena_new_array(layout->arena, bool, most);
    l.regret = arena_new_array(layout->arena, int32_t, most);
    for (uint32_t c = 0; c <= layout->row_count; c++) {
        l.channel = &layout->channels[c];
        assign(&l);
    }
}

/* ---- how high and wide everything is ---- */

static int channel_height(const struct layout *layout, uint32_t c)
{
    const struct channel *channel = &layout->channels[c];
    int height = channel->lanes + channel->detours + (channel->upper_heads ? 1 : 0)
                 + (channel->lower_heads ? 1 : 0);

    if (channel->shows_dash && height < 2) {
        return 2;
    }
    return height == 0 && c > 0 && c < layout->row_count ? 1 : height;
}

static int row_height(const struct layout *layout, uint32_t row)
{
    uint32_t lines = 1;

    for (uint32_t i = 0; i < layout->rows[row].items.count; i++) {
        uint32_t item = item_at(layout, row, i);

        if (is_box(&layout->items[item])) {
            uint32_t count = label_lines(layout, item).count;

            lines = count > lines ? count : lines;
        }
    }
    return (int)lines + (layout->level.frame == 4 ? 2 : 0);
}

/* Where the last title ends, as far as the pane has room for it. */
static int title_end(const struct layout *layout)
{
    const struct band *last = &layout->bands.items[layout->bands.count - 1];
    int end = layout->rows[last->first_row].y;

    if (layout->gutter == 0) {
        return 0;
    }
    end += (int)title_lines(layout, last->title, layout->gutter - 3);
    return end < layout->request->height ? end : layout->request->height;
}

void layout_measure(struct layout *layout)
{
    int y = 0, right = layout->gutter;

    for (uint32_t c = 0; c <= layout->row_count; c++) {
        struct channel *channel = &layout->channels[c];

        channel->y = y;
        channel->height = channel_height(layout, c);
        y += channel->height;
        for (uint32_t i = 0; i < channel->nets.count; i++) {
            right = channel->nets.items[i].high > right ? channel->nets.items[i].high : right;
        }
        if (c == layout->row_count) {
            break;
        }
        layout->rows[c].y = y;
        layout->rows[c].height = row_height(layout, c);
        y += layout->rows[c].height;
    }
    for (uint32_t i = 0; i < layout->item_count; i++) {
        const struct item *item = &layout->items[i];

        right = item->x + item->width - 1 > right ? item->x + item->width - 1 : right;
    }
    layout->width = right + 1;
    layout->height = title_end(layout) > y ? title_end(layout) : y;
}
