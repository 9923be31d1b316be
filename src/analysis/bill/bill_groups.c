#include "strata/analysis/bill_groups.h"

#include <stdlib.h>

#include "analysis/bill/bill_run.h"

const char *bill_by_name(enum bill_by by)
{
    static const char *const names[] = {
#define X(constant, word) word,
        BILL_BY(X)
#undef X
    };

    return names[by];
}

const char *bill_sort_name(enum bill_sort sort)
{
    static const char *const names[] = {
#define X(constant, word) word,
        BILL_SORT(X)
#undef X
    };

    return names[sort];
}

/* ---- gathering ---- */

/* What the lines of a group have in common. */
struct key {
    uint32_t row; /* component, layer or number of the line; 0 by vendor */
    struct str vendor;
};

static struct key key_of(const struct catalog *catalog, const struct bill *bill, enum bill_by by,
                         uint32_t line)
{
    const struct bill_line *at = &bill->lines[line];

    switch (by) {
    case BILL_BY_COMPONENT: return (struct key){ .row = at->component };
    case BILL_BY_LAYER: return (struct key){ .row = at->layer };
    case BILL_BY_VENDOR:
        return (struct key){ .vendor =
                                 catalog_text(catalog, catalog->components[at->component].vendor) };
    case BILL_BY_LINE: return (struct key){ .row = line };
    case BILL_BY__COUNT: break;
    }
    return (struct key){ 0 };
}

static bool same_key(struct key a, struct key b)
{
    return a.row == b.row && str_eq(a.vendor, b.vendor);
}

static struct bill_group name_group(const struct catalog *catalog, const struct bill_line *line,
                                    enum bill_by by, struct key key, struct arena *arena)
{
    const struct component *component = &catalog->components[line->component];
    struct str short_name = catalog_text(catalog, component->short_name);

    switch (by) {
    case BILL_BY_COMPONENT:
        return (struct bill_group){ .id = catalog_text(catalog, component->id),
                                    .name = catalog_text(catalog, component->name) };
    case BILL_BY_LAYER:
        return (struct bill_group){ .id = catalog_layer_id(catalog, key.row),
                                    .name = catalog_layer_name(catalog, key.row) };
    case BILL_BY_VENDOR: return (struct bill_group){ .name = key.vendor };
    case BILL_BY_LINE:
        if (!bill_line_priced(line)) {
            return (struct bill_group){ .name = short_name };
        }
        return (struct bill_group){ .name = str_format(arena, "%.*s: %.*s", STR_ARG(short_name),
                                                       STR_ARG(line->label)) };
    case BILL_BY__COUNT: break;
    }
    return (struct bill_group){ 0 };
}

/* The sums are parts of a total that fits: of price_add() there is nothing to tell. */
static void add_line(struct bill_group *group, const struct bill_line *line)
{
    group->lines[group->line_count++] = line;
    group->unpriced += line->kind == LINE_UNKNOWN;
    (void)price_add(&group->sum, &line->cost);
}

/* Groups in the order of their first lines. The lines of all groups together are those of the
 * bill. */
static void gather(const struct catalog *catalog, const struct bill *bill, enum bill_by by,
                   struct arena *arena, struct bill_groups *groups)
{
    struct key *keys = arena_new_array(arena, struct key, bill->line_count);
    uint32_t *group_of = arena_new_array(arena, uint32_t, bill->line_count);

    groups->list = arena_new_array(arena, struct bill_group, bill->line_count);
    for (uint32_t i = 0; i < bill->line_count; i++) {
        struct key key = key_of(catalog, bill, by, i);
        uint32_t at = 0;

        if (bill->lines[i].kind == LINE_NOTHING) {
            continue;
        }
        while (at < groups->count && !same_key(keys[at], key)) {
            at++;
        }
        if (at == groups->count) {
            keys[groups->count++] = key;
            groups->list[at] = name_group(catalog, &bill->lines[i], by, key, arena);
        }
        group_of[i] = at;
        groups->list[at].line_count++;
    }
    for (uint32_t i = 0; i < groups->count; i++) {
        groups->list[i].lines =
            arena_new_array(arena, const struct bill_line *, groups->list[i].line_count);
        groups->list[i].line_count = 0;
    }
    for (uint32_t i = 0; i < bill->line_count; i++) {
        if (bill->lines[i].kind != LINE_NOTHING) {
            add_line(&groups->list[group_of[i]], &bill->lines[i]);
        }
    }
}

/* ---- sorting ---- */

/* Equals keep the bill's order, in which their first lines stand in memory. */
static int by_place(const struct bill_group *a, const struct bill_group *b)
{
    return (a->lines[0] > b->lines[0]) - (a->lines[0] < b->lines[0]);
}

static int by_layer(const void *a, const void *b)
{
    const struct bill_group *left = a, *right = b;
    layer_id x = left->lines[0]->layer, y = right->lines[0]->layer;

    return x != y ? (x > y) - (x < y) : by_place(left, right);
}

static int by_cost(const void *a, const void *b)
{
    const struct bill_group *left = a, *right = b;
    money x = left->sum.likely, y = right->sum.likely;

    return x != y ? (x < y) - (x > y) : by_place(left, right);
}

static int by_name(const void *a, const void *b)
{
    const struct bill_group *left = a, *right = b;
    int order = str_cmp(left->name, right->name);

    return order != 0 ? order : by_place(left, right);
}

static void cut(struct bill_groups *groups, uint32_t top)
{
    if (top == 0 || groups->count <= top) {
        return;
    }
    groups->rest_count = groups->count - top;
    for (uint32_t i = top; i < groups->count; i++) {
        (void)price_add(&groups->rest, &groups->list[i].sum);
        groups->rest_unpriced += groups->list[i].unpriced;
    }
    groups->count = top;
}

void bill_group(const struct catalog *catalog, const struct bill *bill,
                const struct bill_request *request, struct arena *arena, struct bill_groups *ret)
{
    static int (*const orders[])(const void *, const void *) = {
        [BILL_SORT_LAYER] = by_layer,
        [BILL_SORT_COST] = by_cost,
        [BILL_SORT_NAME] = by_name,
    };

    *ret = (struct bill_groups){ .request = *request };
    gather(catalog, bill, request->by, arena, ret);
    if (ret->count > 1) {
        qsort(ret->list, ret->count, sizeof(*ret->list), orders[request->sort]);
    }
    cut(ret, request->top);
}

/* ---- sums ---- */

money bill_forgotten(const struct bill *bill)
{
    money sum = 0;

    for (uint32_t i = 0; i < bill->line_count; i++) {
        if (bill->lines[i].forgotten) {
            (void)money_add(sum, bill->lines[i].cost.likely, &sum); /* part of a total that fits */
        }
    }
    return sum;
}

money bill_estimated(const struct bill *bill)
{
    money sum = 0;

    for (uint32_t i = 0; i < bill->line_count; i++) {
        if (bill->lines[i].estimate) {
            (void)money_add(sum, bill->lines[i].cost.likely, &sum); /* as above */
        }
    }
    return sum;
}
