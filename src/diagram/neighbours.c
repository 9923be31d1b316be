#include "diagram/neighbours.h"

static struct neighbours gather(const struct layout *layout, bool above)
{
    struct neighbours to = {
        .start = arena_new_array(layout->arena, uint32_t, layout->item_count + 2),
    };
    uint32_t total = 0;

    for (uint32_t c = 0; c <= layout->row_count; c++) {
        total += layout->channels[c].links.count;
        for (uint32_t i = 0; i < layout->channels[c].links.count; i++) {
            const struct link *link = &layout->channels[c].links.items[i];

            to.start[(above ? link->lower : link->upper) + 2]++;
        }
    }
    for (uint32_t i = 2; i < layout->item_count + 2; i++) {
        to.start[i] += to.start[i - 1];
    }
    to.list = arena_new_array(layout->arena, uint32_t, total);
    for (uint32_t c = 0; c <= layout->row_count; c++) {
        for (uint32_t i = 0; i < layout->channels[c].links.count; i++) {
            const struct link *link = &layout->channels[c].links.items[i];
            uint32_t item = above ? link->lower : link->upper;

            to.list[to.start[item + 1]++] = above ? link->upper : link->lower;
        }
    }
    return to;
}

struct neighbours neighbours_above(const struct layout *layout)
{
    return gather(layout, true);
}

struct neighbours neighbours_below(const struct layout *layout)
{
    return gather(layout, false);
}
