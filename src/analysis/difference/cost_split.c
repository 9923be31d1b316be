#include "strata/analysis/cost_split.h"

#include "analysis/bill/bill_run.h"
#include "strata/base/wide.h"

/* ---- what is other work ---- */

/* How many times larger the larger of both is, in thousandths; 0 where one of them is nothing, which
 * has no ratio and is told last. */
static wide ratio(quantity before, quantity after)
{
    quantity low = before < after ? before : after;
    quantity high = before < after ? after : before;

    return low > 0 ? (wide)high * 1000 / low : 0;
}

static void compare_work(const struct review *before, const struct review *after,
                         struct cost_split *ret)
{
    const struct catalog *catalog = after->catalog;
    wide most = -1;

    ret->figure = NONE;
    for (figure_id i = 0; i < catalog->figure_count; i++) {
        quantity was = before->figures[i], is = after->figures[i];

        if (was == is || catalog->figures[i].source != FIGURE_GIVEN) {
            continue;
        }
        ret->figure_count++;
        if (ratio(was, is) > most) {
            most = ratio(was, is);
            ret->figure = i;
            ret->before = was;
            ret->after = is;
        }
    }
}

/* ---- whose the money is ---- */

static bool same_choices(const struct review *before, const struct review *after)
{
    const struct design *a = &before->design, *b = &after->design;

    if (before->catalog != after->catalog || a->scale != b->scale
        || a->region_count != b->region_count || a->choice_count != b->choice_count) {
        return false;
    }
    for (uint32_t i = 0; i < a->choice_count; i++) {
        const struct choice *x = &a->choices[i], *y = &b->choices[i];

        if (x->layer != y->layer || x->component != y->component || x->plan != y->plan
            || x->share != y->share) {
            return false;
        }
    }
    return true;
}

/* The later choices at the earlier work. */
static bool bill_between(const struct review *before, const struct review *after,
                         struct arena *arena, struct bill *ret)
{
    quantity *figures = arena_new_array(arena, quantity, after->catalog->figure_count);
    struct design design = after->design;
    struct diag_list diags;
    figure_id overflow;

    diag_init(&diags, arena);
    design.like = before->design.like;
    design.figures = before->design.figures;
    design.figure_count = before->design.figure_count;
    return design_figures(after->catalog, &design, figures, &overflow)
           && bill_sketch(after->catalog, &design, figures, arena, ret, &diags);
}

static bool has_unknown(const struct bill *bill, component_id component)
{
    for (uint32_t i = 0; i < bill->line_count; i++) {
        if (bill->lines[i].kind == LINE_UNKNOWN && bill->lines[i].component == component) {
            return true;
        }
    }
    return false;
}

bool cost_new_unknown(const struct bill *before, const struct bill *after)
{
    for (uint32_t i = 0; i < after->line_count; i++) {
        const struct bill_line *line = &after->lines[i];

        if (line->kind == LINE_UNKNOWN && !has_unknown(before, line->component)) {
            return true;
        }
    }
    return false;
}

static struct price price_less(struct price a, struct price b)
{
    return (struct price){ a.low - b.low, a.likely - b.likely, a.high - b.high };
}

struct cost_split cost_split_make(const struct review *before, const struct review *after,
                                  struct arena *arena)
{
    struct cost_split split = { .apart = true };
    struct bill between = after->bill;

    if (!before->figures || !after->figures) { /* of a design that has no bill */
        return (struct cost_split){ .figure = NONE };
    }
    compare_work(before, after, &split);
    if (split.figure_count > 0) {
        if (same_choices(before, after)) {
            between = before->bill;
        } else {
            split.apart = bill_between(before, after, arena, &between);
        }
    }
    if (split.apart) {
        split.choices = price_less(between.total, before->bill.total);
        split.work = price_less(after->bill.total, between.total);
        split.choices_unknown = cost_new_unknown(&before->bill, &between);
        split.work_unknown = cost_new_unknown(&between, &after->bill);
        split.choices_unpriced = (int32_t)between.unpriced - (int32_t)before->bill.unpriced;
        split.work_unpriced = (int32_t)after->bill.unpriced - (int32_t)between.unpriced;
    }
    return split;
}

/* ---- in words ---- */

struct str cost_split_work(const struct catalog *catalog, const struct cost_split *split,
                           bool after, struct arena *arena)
{
    struct strbuf text = { .arena = arena };

    if (split->figure_count == 0) {
        return (struct str){ 0 };
    }
    if (!after) {
        strbuf_add(&text, catalog_figure_name(catalog, split->figure));
        strbuf_add_char(&text, ' ');
    }
    strbuf_add(&text, micro_format(arena, after ? split->after : split->before, true));
    if (after && split->figure_count > 1) {
        strbuf_addf(&text, ", %u more", (unsigned)split->figure_count - 1);
    }
    return strbuf_str(&text);
}

struct str cost_change(money amount, bool unknown, struct arena *arena)
{
    money size = amount < 0 ? -amount : amount;
    struct str sum = money_format(arena, size);
    size_t point;

    if (unknown && amount < 0) {
        return STR("?");
    }
    if (size >= 10 * MICRO) {
        sum = money_format(arena, micro_round(size, MICRO));
    }
    if (size >= 10 * MICRO && str_find(sum, STR("."), &point)) {
        sum = str_part(sum, 0, point);
    }
    return str_format(arena, "%c%.*s", amount < 0 ? '-' : '+', STR_ARG(sum));
}

bool cost_change_percent(money before, money after, quantity *ret_percent)
{
    wide tenths;

    if (before <= 0) {
        return false;
    }
    tenths = wide_divide(((wide)after - before) * 1000, before);
    return wide_narrow(tenths * (MICRO / 10), ret_percent);
}

struct str cost_change_exact(money before, money after, struct arena *arena)
{
    struct strbuf text = { .arena = arena };
    money change = after - before;
    quantity percent;

    if (change == 0) {
        return (struct str){ 0 };
    }
    strbuf_addf(&text, "%c%.*s", change < 0 ? '-' : '+',
                STR_ARG(money_format(arena, change < 0 ? -change : change)));
    if (after != 0 && cost_change_percent(before, after, &percent)) {
        bool large = percent >= 100 * MICRO || percent <= -100 * MICRO;

        percent = large ? micro_round(percent, MICRO) : percent;
        strbuf_addf(&text, ", %s%.*s %%", percent >= 0 ? "+" : "",
                    STR_ARG(micro_format(arena, percent, true)));
    }
    return strbuf_str(&text);
}

struct str cost_of_usual_work(const struct review *review, struct arena *arena)
{
    const struct catalog *catalog = review->catalog;
    quantity *figures = arena_new_array(arena, quantity, catalog->figure_count);
    struct design design = review->design;
    struct diag_list diags;
    struct bill bill;
    figure_id overflow;
    money more;

    diag_init(&diags, arena);
    design.like = design.scale;
    if (design.like == review->design.like || !design_figures(catalog, &design, figures, &overflow)
        || !bill_sketch(catalog, &design, figures, arena, &bill, &diags)) {
        return (struct str){ 0 };
    }
    more = bill.total.likely - review->bill.total.likely;
    return str_format(arena, "%.*s's usual work would %s %.*s/mo",
                      STR_ARG(catalog_scale_name(catalog, design.scale)), more < 0 ? "save" : "add",
                      STR_ARG(str_part(cost_change(more, false, arena), 1, SIZE_MAX)));
}
