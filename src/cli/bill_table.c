/* The bill as `strata cost` prints it. */
#include "cli/bill_text.h"
#include "cli/layout.h"
#include "strata/base/text.h"

#define AMOUNT_CELLS 12
#define TEXT_CELLS (LAYOUT_WIDTH - 3 * AMOUNT_CELLS)
#define LINE_COLUMN 4
#define HOW_COLUMN 6

static void add_amounts(struct strbuf *text, const struct price *cost)
{
    layout_right(text, AMOUNT_CELLS, money_format(text->arena, cost->low));
    layout_right(text, AMOUNT_CELLS, money_format(text->arena, cost->likely));
    layout_right(text, AMOUNT_CELLS, money_format(text->arena, cost->high));
    strbuf_add_char(text, '\n');
}

/* The first line of a component: its name, its plan and how old its prices are. */
static void add_component(struct strbuf *text, const struct catalog *catalog,
                          const struct bill_line *line)
{
    struct strbuf what = { .arena = text->arena };
    layout_paragraph(text, 0, LAYOUT_WIDTH,
                     catalog_text(catalog, catalog->components[line->component].name));
    size_t start = what.len;
    strbuf_add(&what, bill_line_plan(catalog, line, text->arena));
    struct str date = bill_line_date(catalog, line);
    if (date.len > 0) {
        layout_list(&what, start, str_format(text->arena, "price of %.*s", STR_ARG(date)));
    }
    if (what.len > 0) {
        layout_paragraph(text, 2, LAYOUT_WIDTH, strbuf_str(&what));
    }
}

/* "of it: answers 1,200,000,000; eval runs 84,000,000" */
static void add_parts(struct strbuf *text, const struct bill_line *line)
{
    struct strbuf parts = { .arena = text->arena };
    if (line->part_count < 2) {
        return;
    }
    strbuf_addz(&parts, "of it: ");
    for (uint32_t i = 0; i < line->part_count; i++) {
        const struct bill_part *part = &line->parts[i];
        strbuf_addf(&parts, "%s%.*s %.*s", i > 0 ? "; " : "", STR_ARG(part->label),
                    STR_ARG(micro_format(text->arena, part->amount, true)));
    }
    layout_paragraph(text, HOW_COLUMN, LAYOUT_WIDTH, strbuf_str(&parts));
}

static void add_line(struct strbuf *text, const struct catalog *catalog,
                     const struct bill_line *line)
{
    struct arena *arena = text->arena;
    size_t start = text->len;
    strbuf_addf(text, "  %c%c", line->forgotten ? '!' : ' ', line->estimate ? '~' : ' ');
    if (line->kind == LINE_UNKNOWN) {
        strbuf_addz(text, "price not known");
        layout_pad(text, start, TEXT_CELLS);
        layout_right(text, 2 * AMOUNT_CELLS, STR("?"));
        strbuf_add_char(text, '\n');
    } else {
        strbuf_add(text, text_cut(arena, line->label, TEXT_CELLS - LINE_COLUMN, true));
        layout_pad(text, start, TEXT_CELLS);
        add_amounts(text, &line->cost);
    }
    layout_paragraph(text, HOW_COLUMN, LAYOUT_WIDTH, bill_line_how(catalog, line, arena));
    add_parts(text, line);
}

static void add_nothings(struct strbuf *text, const struct review *review)
{
    const struct catalog *catalog = review->catalog;
    bool any = false;
    for (uint32_t i = 0; i < review->bill.line_count; i++) {
        const struct bill_line *line = &review->bill.lines[i];
        if (line->kind != LINE_NOTHING) {
            continue;
        }
        if (!any) {
            layout_heading(text, "No bill of their own");
        }
        any = true;
        struct str name = catalog_text(catalog, catalog->components[line->component].short_name);
        layout_item(text, 2, name, 28, bill_line_how(catalog, line, text->arena));
    }
}

/* Likely cost of the lines that `is` picks out. */
static money sum_of(const struct bill *bill, bool (*is)(const struct bill_line *line))
{
    money sum = 0;
    for (uint32_t i = 0; i < bill->line_count; i++) {
        if (is(&bill->lines[i])) {
            (void)money_add(sum, bill->lines[i].cost.likely, &sum); /* part of a total that fits */
        }
    }
    return sum;
}

static bool is_forgotten(const struct bill_line *line)
{
    return line->forgotten;
}

static bool is_estimate(const struct bill_line *line)
{
    return line->estimate;
}

static void add_total_line(struct strbuf *text, const char *label, money likely)
{
    size_t start = text->len;
    strbuf_addz(text, label);
    layout_pad(text, start, TEXT_CELLS);
    layout_right(text, 2 * AMOUNT_CELLS, money_format(text->arena, likely));
    strbuf_add_char(text, '\n');
}

static void add_totals(struct strbuf *text, const struct bill *bill)
{
    size_t start = text->len;
    strbuf_addz(text, "Total a month");
    layout_pad(text, start, TEXT_CELLS);
    add_amounts(text, &bill->total);
    add_total_line(text, "  of it when nobody uses it (the floor)", bill->floor);
    add_total_line(text, "  of it lines that people forget (!)", sum_of(bill, is_forgotten));
    add_total_line(text, "  of it estimates (~)", sum_of(bill, is_estimate));
    if (bill->unpriced > 0) {
        strbuf_addf(text, "Left out: %u component%s with an unknown price (?)\n",
                    (unsigned)bill->unpriced, plural_s(bill->unpriced));
    }
}

struct str bill_table(const struct review *review, struct arena *arena)
{
    const struct catalog *catalog = review->catalog;
    const struct bill *bill = &review->bill;
    struct strbuf text = { .arena = arena };
    layout_paragraph(&text, 0, LAYOUT_WIDTH, review->design.title);
    size_t start = text.len;
    strbuf_addz(&text, "USD a month");
    layout_pad(&text, start, TEXT_CELLS);
    layout_right(&text, AMOUNT_CELLS, STR("low"));
    layout_right(&text, AMOUNT_CELLS, STR("likely"));
    layout_right(&text, AMOUNT_CELLS, STR("high"));
    strbuf_addz(&text, "\n\n");
    component_id component = NONE;
    for (uint32_t i = 0; i < bill->line_count; i++) {
        const struct bill_line *line = &bill->lines[i];
        if (line->kind == LINE_NOTHING) {
            continue;
        }
        if (line->component != component) {
            add_component(&text, catalog, line);
            component = line->component;
        }
        add_line(&text, catalog, line);
    }
    strbuf_add_char(&text, '\n');
    add_totals(&text, bill);
    add_nothings(&text, review);
    return strbuf_str(&text);
}
