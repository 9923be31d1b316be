#include "strata/analysis/bill.h"

#include "analysis/bill/bill_run.h"

/* ---- what is on the bill ---- */

static uint32_t find_item(const struct bill_run *run, component_id component)
{
    uint32_t i = 0;

    while (i < run->item_count && run->items[i].component != component) {
        i++;
    }
    return i;
}

uint32_t run_copies(const struct bill_run *run, component_id component)
{
    bool each = run->catalog->components[component].bought == BOUGHT_EACH;

    return each && run->design->region_count > 1 ? run->design->region_count : 1;
}

/* One item for each component; the first layer that names a plan decides on it. */
static void gather_items(struct bill_run *run)
{
    const struct design *design = run->design;

    run->items = arena_new_array(run->arena, struct item, design->choice_count);
    for (uint32_t i = 0; i < design->choice_count; i++) {
        const struct choice *choice = &design->choices[i];
        uint32_t at = find_item(run, choice->component);

        if (at < run->item_count) {
            if (run->items[at].named == NONE) {
                run->items[at].named = choice->plan;
            }
            continue;
        }
        run->items[run->item_count++] = (struct item){
            .component = choice->component,
            .layer = choice->layer,
            .named = choice->plan,
            .plan = NONE,
            .copies = run_copies(run, choice->component),
        };
    }
}

/* ---- percent lines ---- */

static bool chosen_in(const struct bill_run *run, struct range layers, component_id component)
{
    for (uint32_t i = 0; i < layers.count; i++) {
        struct range choices = run->demand->chosen[run->catalog->refs[layers.first + i]];

        for (uint32_t k = choices.first; k < choices.first + choices.count; k++) {
            if (run->design->choices[k].component == component) {
                return true;
            }
        }
    }
    return false;
}

static bool is_base(const struct bill_run *run, const struct charge *charge, component_id payer,
                    component_id other)
{
    struct str vendor = catalog_text(run->catalog, run->catalog->components[payer].vendor);
    struct str others = catalog_text(run->catalog, run->catalog->components[other].vendor);

    switch (charge->of) {
    case PERCENT_OF_OWN: return payer == other;
    case PERCENT_OF_LAYERS: return chosen_in(run, charge->of_layers, other);
    case PERCENT_OF_VENDOR: return vendor.len > 0 && str_eq(vendor, others);
    case PERCENT_OF__COUNT: break;
    }
    return false;
}

/* The sums of items hold no percent lines, so that no percentage is taken of another. */
static bool price_percent(const struct bill_run *run, struct bill_line *line)
{
    struct price base = { 0 };

    for (uint32_t i = 0; i < run->item_count; i++) {
        const struct item *item = &run->items[i];

        if (!is_base(run, line->charge, line->component, item->component)) {
            continue;
        }
        if (!price_add(&base, line->charge->of == PERCENT_OF_OWN ? &item->charges : &item->net)) {
            return false;
        }
    }
    return charge_percent(&base, line);
}

static bool price_percents(struct bill_run *run)
{
    for (uint32_t i = 0; i < run->lines.count; i++) {
        struct bill_line *line = &run->lines.items[i];

        if (line->kind == LINE_CHARGE && line->charge->kind == CHARGE_PERCENT
            && !price_percent(run, line)) {
            return run_overflow(run, line->component);
        }
    }
    return true;
}

/* ---- runs ---- */

#define LINES_AN_ITEM 3 /* of most; more only cost a growth */

static bool run_all(struct bill_run *run)
{
    run->lines.room = run->item_count * LINES_AN_ITEM;
    run->lines.items = arena_new_array(run->arena, struct bill_line, run->lines.room);
    run->lines.count = 0;
    for (uint32_t i = 0; i < run->item_count; i++) {
        if (!run_item(run, &run->items[i])) {
            return false;
        }
    }
    return price_percents(run);
}

static bool total_of(struct bill_run *run, struct price *ret)
{
    *ret = (struct price){ 0 };
    for (uint32_t i = 0; i < run->lines.count; i++) {
        if (!price_add(ret, &run->lines.items[i].cost)) {
            diag_error(run->diags, "the bill is more than can be counted");
            return false;
        }
    }
    return true;
}

/* The same plans, and nobody uses the product. */
static bool find_floor(const struct bill_run *run, money *ret)
{
    quantity *values = arena_new_array(run->arena, quantity, run->catalog->figure_count);
    struct bill_run idle = *run;
    struct price total;
    figure_id overflow;

    if (!design_figures_at_rest(run->catalog, run->design, values, &overflow)) {
        return bill_figure_overflow(run->catalog, overflow, run->diags);
    }
    idle.figures = values;
    idle.explain = false;
    if (!run_all(&idle) || !total_of(&idle, &total)) {
        return false;
    }
    *ret = total.likely;
    return true;
}

bool bill_figure_overflow(const struct catalog *catalog, figure_id figure, struct diag_list *diags)
{
    struct str name = catalog_figure_name(catalog, figure);

    diag_error(diags, "%.*s is more than can be counted", STR_ARG(name));
    return false;
}

static bool make(struct bill_run *run, struct bill *ret)
{
    struct demand demand;
    struct bill bill = { 0 };

    demand_gather(run->catalog, run->design, run->arena, &demand);
    run->demand = &demand;
    gather_items(run);
    if (!run_all(run) || !total_of(run, &bill.total)
        || (run->explain && !find_floor(run, &bill.floor))) {
        return false;
    }
    bill.lines = run->lines.items;
    bill.line_count = run->lines.count;
    bill.shortfalls = run->shortfalls.items;
    bill.shortfall_count = run->shortfalls.count;
    for (uint32_t i = 0; i < bill.line_count; i++) {
        bill.unpriced += bill.lines[i].kind == LINE_UNKNOWN;
    }
    *ret = bill;
    return true;
}

bool bill_of_figures(const struct catalog *catalog, const struct design *design,
                     const quantity *figures, struct arena *arena, struct bill *ret,
                     struct diag_list *diags)
{
    struct bill_run run = { .catalog = catalog,
                            .design = design,
                            .arena = arena,
                            .diags = diags,
                            .figures = figures,
                            .explain = true };

    return make(&run, ret);
}

bool bill_sketch(const struct catalog *catalog, const struct design *design,
                 const quantity *figures, struct arena *arena, struct bill *ret,
                 struct diag_list *diags)
{
    struct bill_run run = {
        .catalog = catalog, .design = design, .arena = arena, .diags = diags, .figures = figures
    };

    return make(&run, ret);
}

bool bill_make(const struct catalog *catalog, const struct design *design, struct arena *arena,
               struct bill *ret, struct diag_list *diags)
{
    quantity *figures = arena_new_array(arena, quantity, catalog->figure_count);
    figure_id overflow;

    if (!design_figures(catalog, design, figures, &overflow)) {
        return bill_figure_overflow(catalog, overflow, diags);
    }
    return bill_of_figures(catalog, design, figures, arena, ret, diags);
}

struct str bill_line_why(const struct bill_line *line)
{
    if (line->why.len > 0) {
        return line->why;
    }
    switch (line->reason) {
    case PLAN_ONLY: return STR("the only plan that fits");
    case PLAN_ONLY_SOLD: return STR("the only one sold to this scale");
    case PLAN_CHEAPEST: return STR("the cheapest plan that covers it");
    case PLAN_ELSEWHERE: return STR("nothing sold to this scale covers it");
    case PLAN_NAMED: return STR("named by the design");
    case PLAN_INSTEAD: return STR("the cheapest plan that covers it");
    }
    return (struct str){ 0 };
}

const struct bill_shortfall *bill_shortfall_of(const struct bill *bill, component_id component)
{
    for (uint32_t i = 0; i < bill->shortfall_count; i++) {
        if (bill->shortfalls[i].component == component) {
            return &bill->shortfalls[i];
        }
    }
    return NULL;
}

bool bill_line_priced(const struct bill_line *line)
{
    return line->kind != LINE_NOTHING && line->kind != LINE_UNKNOWN;
}

bool bill_of_component(const struct bill *bill, component_id component, money *ret_likely)
{
    money sum = 0;
    bool found = false;

    for (uint32_t i = 0; i < bill->line_count; i++) {
        const struct bill_line *line = &bill->lines[i];

        if (line->component != component) {
            continue;
        }
        if (line->kind == LINE_UNKNOWN || !money_add(sum, line->cost.likely, &sum)) {
            return false;
        }
        found = true;
    }
    if (found) {
        *ret_likely = sum;
    }
    return found;
}

struct str bill_sum_text(const struct bill *bill, money sum, struct arena *arena)
{
    struct str text = money_format(arena, sum);
    return bill->unpriced == 0
               ? text
               : str_format(arena, "%.*s + %u?", STR_ARG(text), (unsigned)bill->unpriced);
}

struct str bill_without(uint32_t unpriced, struct arena *arena)
{
    return unpriced == 0 ? (struct str){ 0 }
                         : str_format(arena, "without %u unknown price%s", (unsigned)unpriced,
                                      plural_s(unpriced));
}
