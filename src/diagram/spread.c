#include "diagram/spread.h"

/* floor(a / b) for b > 0 */
static int64_t floor_of(int64_t a, int64_t b)
{
    return a / b - (a % b < 0 ? 1 : 0);
}

static int64_t mean(const struct spread_block *block)
{
    return floor_of(block->sum, block->weight);
}

static uint32_t pool(const struct spread *things, uint32_t count, struct spread_block *blocks)
{
    uint32_t made = 0;

    for (uint32_t i = 0; i < count; i++) {
        int64_t wish = things[i].wish - SPREAD_SCALE * (int64_t)things[i].offset;

        blocks[made++] = (struct spread_block){ .sum = wish * things[i].weight,
                                                .weight = things[i].weight,
                                                .count = 1 };
        for (; made > 1 && mean(&blocks[made - 2]) >= mean(&blocks[made - 1]); made--) {
            blocks[made - 2].sum += blocks[made - 1].sum;
            blocks[made - 2].weight += blocks[made - 1].weight;
            blocks[made - 2].count += blocks[made - 1].count;
        }
    }
    return made;
}

void spread(struct spread *things, uint32_t count, int least, int most, struct spread_block *blocks)
{
    uint32_t made = pool(things, count, blocks), at = 0;

    if (count == 0) {
        return;
    }
    most -= things[count - 1].offset;
    for (uint32_t b = 0; b < made; b++) {
        int64_t wish = floor_of(mean(&blocks[b]) + SPREAD_SCALE / 2, SPREAD_SCALE);
        int x = wish > most ? most : (int)wish;

        for (uint32_t i = 0; i < blocks[b].count; i++, at++) {
            things[at].x = (x < least ? least : x) + things[at].offset;
        }
    }
}
