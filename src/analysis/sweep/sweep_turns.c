/* Crossovers that belong together. */
#include <stdlib.h>

#include "analysis/sweep/sweep_run.h"

typedef VEC(struct sweep_turn) turn_list;

static bool takes_back(const struct crossover *a, const struct crossover *b)
{
    return a->before == b->after && a->after == b->before;
}

/* A row of changes: as one, or each by itself if they are few. */
static void add_row(turn_list *turns, struct arena *arena, const struct crossover *row,
                    uint32_t count)
{
    if (count > SWEEP_TURNS) {
        *vec_add(turns, arena) = (struct sweep_turn){ row[0], row[count - 1], count };
        return;
    }
    for (uint32_t i = 0; i < count; i++) {
        *vec_add(turns, arena) = (struct sweep_turn){ row[i], row[i], 1 };
    }
}

static void gather(const struct sweep *sweep, uint32_t contest, struct crossover *row,
                   turn_list *turns, struct arena *arena)
{
    uint32_t count = 0;

    for (uint32_t i = 0; i < sweep->crossover_count; i++) {
        const struct crossover *crossover = &sweep->crossovers[i];

        if (crossover->contest != contest) {
            continue;
        }
        if (count > 0 && !takes_back(&row[count - 1], crossover)) {
            add_row(turns, arena, row, count);
            count = 0;
        }
        row[count++] = *crossover;
    }
    add_row(turns, arena, row, count);
}

static int by_value(const void *a, const void *b)
{
    const struct crossover *x = &((const struct sweep_turn *)a)->first;
    const struct crossover *y = &((const struct sweep_turn *)b)->first;

    if (x->value != y->value) {
        return x->value < y->value ? -1 : 1;
    }
    return x->contest < y->contest ? -1 : x->contest > y->contest;
}

void sweep_gather_turns(struct sweep *sweep, struct arena *arena)
{
    struct crossover *row = arena_new_array(arena, struct crossover, sweep->crossover_count);
    turn_list turns = { 0 };

    for (uint32_t i = 0; i < sweep->contest_count; i++) {
        gather(sweep, i, row, &turns, arena);
    }
    if (turns.count > 1) {
        qsort(turns.items, turns.count, sizeof(*turns.items), by_value);
    }
    sweep->turns = turns.items;
    sweep->turn_count = turns.count;
}
