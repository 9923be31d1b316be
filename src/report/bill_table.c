/* The bill as `strata cost` prints it. */
#include "strata/base/text.h"
#include "strata/report/bill_text.h"
#include "strata/report/page_text.h"

#define AMOUNT_CELLS 12
#define TEXT_CELLS (LAYOUT_WIDTH - 3 * AMOUNT_CELLS)
#define LINE_COLUMN 4
#define HOW_COLUMN 6
#define NAME_COLUMN 28

static void add_amounts(struct strbuf *text, const struct price *cost)
{
    layout_right(text, AMOUNT_CELLS, money_format(text->arena, cost->low));
    layout_right(text, AMOUNT_CELLS, money_format(text->arena, cost->likely));
    layout_right(text, AMOUNT_CELLS, money_format(text->arena, cost->high));
    strbuf_add_char(text, '\n');
}

/* A text, cut to what stands before the amounts. */
static void add_label(struct strbuf *text, size_t start, unsigned column, struct str label)
{
    layout_pad(text, start, column);
    strbuf_add(text, text_cut(text->arena, label, TEXT_CELLS - column, true));
    layout_pad(text, start, TEXT_CELLS);
}

/* What is known of a price: plan, why this one, how old, and from where. */
static void add_plan(struct strbuf *text, unsigned column, const struct review *review,
                     const struct bill_line *line)
{
    struct strbuf what = { .arena = text->arena };
    struct str age = bill_line_age(review->catalog, review->today, line, text->arena);
    struct str source = bill_line_source(review->catalog, line);
    strbuf_add(&what, bill_line_plan(review->catalog, line, text->arena));
    if (age.len > 0) {
        strbuf_list(&what, 0,
                    str_format(text->arena, "%.*s (%.*s)", STR_ARG(age), STR_ARG(source)));
    }
    if (what.len > 0) {
        layout_paragraph(text, column, LAYOUT_WIDTH, strbuf_str(&what));
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
                     const struct bill_line *line, struct str label)
{
    size_t start = text->len;
    strbuf_addf(text, "  %c%c", line->forgotten ? '!' : ' ', line->estimate ? '~' : ' ');
    add_label(text, start, LINE_COLUMN, label);
    if (line->kind == LINE_UNKNOWN) {
        layout_right(text, 2 * AMOUNT_CELLS, STR("?"));
        strbuf_add_char(text, '\n');
    } else {
        add_amounts(text, &line->cost);
    }
    layout_paragraph(text, HOW_COLUMN, LAYOUT_WIDTH, bill_line_how(catalog, line, text->arena));
    add_parts(text, line);
}

static struct str line_label(const struct bill_line *line)
{
    return line->kind == LINE_UNKNOWN ? STR("price not known") : line->label;
}

/* ---- groups ---- */

static void add_group_lines(struct strbuf *text, const struct review *review,
                            const struct bill_group *group)
{
    component_id component = NONE;
    for (uint32_t i = 0; i < group->line_count; i++) {
        const struct bill_line *line = group->lines[i];
        if (line->component != component) {
            layout_paragraph(
                text, 0, LAYOUT_WIDTH,
                catalog_text(review->catalog, review->catalog->components[line->component].name));
            add_plan(text, 2, review, line);
            component = line->component;
        }
        add_line(text, review->catalog, line, line_label(line));
    }
}

static void add_subtotal(struct strbuf *text, struct str name, const struct bill_group *group)
{
    size_t start = text->len;
    struct str without = bill_without(group->unpriced, text->arena);
    add_label(text, start, 2,
              str_format(text->arena, "= %.*s%s%.*s", STR_ARG(name), without.len > 0 ? ", " : "",
                         STR_ARG(without)));
    add_amounts(text, &group->sum);
}

static void add_group(struct strbuf *text, const struct bill_report *report,
                      const struct bill_group *group)
{
    struct str name = group->name.len > 0 ? group->name : STR("No vendor");
    switch (report->groups.request.by) {
    case BILL_BY_COMPONENT:
        add_group_lines(text, report->review, group);
        if (group->line_count > 1) {
            add_subtotal(text, STR("together"), group);
        }
        break;
    case BILL_BY_LAYER:
    case BILL_BY_VENDOR:
        add_group_lines(text, report->review, group);
        add_subtotal(text, name, group);
        strbuf_add_char(text, '\n');
        break;
    case BILL_BY_LINE:
        add_line(text, report->review->catalog, group->lines[0], name);
        add_plan(text, HOW_COLUMN, report->review, group->lines[0]);
        break;
    case BILL_BY__COUNT: break;
    }
}

static void add_groups(struct strbuf *text, const struct bill_report *report)
{
    const struct bill_groups *groups = &report->groups;
    for (uint32_t i = 0; i < groups->count; i++) {
        add_group(text, report, &groups->list[i]);
    }
    if (groups->rest_count > 0) {
        size_t start = text->len;
        add_label(text, start, 0, bill_rest(groups, text->arena));
        add_amounts(text, &groups->rest);
    }
}

/* ---- totals ---- */

static void add_total_line(struct strbuf *text, const char *label, money likely)
{
    size_t start = text->len;
    add_label(text, start, 2, str_from(label));
    layout_right(text, 2 * AMOUNT_CELLS, money_format(text->arena, likely));
    strbuf_add_char(text, '\n');
}

static void add_totals(struct strbuf *text, const struct bill_report *report)
{
    const struct bill *bill = &report->review->bill;
    size_t start = text->len;
    add_label(text, start, 0, STR("Total a month"));
    add_amounts(text, &bill->total);
    add_total_line(text, "of it when nobody uses it (the floor)", bill->floor);
    add_total_line(text, "of it lines that people forget (!)", bill_forgotten(bill));
    add_total_line(text, "of it estimates (~)", bill_estimated(bill));
    if (bill->unpriced > 0) {
        strbuf_addf(text, "Left out: %u component%s with an unknown price (?)\n",
                    (unsigned)bill->unpriced, plural_s(bill->unpriced));
    }
    layout_heading(text, "Hours of operation a month");
    layout_paragraph(text, 2, LAYOUT_WIDTH, bill_operations(report, text->arena));
}

/* ---- what stands apart ---- */

/* A block of the lines of one sort: those that people forget, those without an amount. */
static void add_block(struct strbuf *text, const struct review *review, const char *heading,
                      bool (*is)(const struct bill_line *line),
                      struct str (*what)(const struct catalog *catalog,
                                         const struct bill_line *line, struct arena *arena))
{
    const struct catalog *catalog = review->catalog;
    bool any = false;
    for (uint32_t i = 0; i < review->bill.line_count; i++) {
        const struct bill_line *line = &review->bill.lines[i];
        if (!is(line)) {
            continue;
        }
        if (!any) {
            layout_heading(text, heading);
        }
        any = true;
        layout_item(text, 2, catalog_text(catalog, catalog->components[line->component].short_name),
                    NAME_COLUMN, what(catalog, line, text->arena));
    }
}

static bool is_forgotten(const struct bill_line *line)
{
    return line->forgotten && line->cost.high != 0;
}

static bool is_unknown(const struct bill_line *line)
{
    return line->kind == LINE_UNKNOWN;
}

static bool is_nothing(const struct bill_line *line)
{
    return line->kind == LINE_NOTHING;
}

/* "minimum of the plan, $39.19" */
static struct str what_it_comes_to(const struct catalog *catalog, const struct bill_line *line,
                                   struct arena *arena)
{
    (void)catalog;
    return str_format(arena, "%.*s, %.*s", STR_ARG(line->label),
                      STR_ARG(money_format(arena, line->cost.likely)));
}

struct str bill_table(const struct bill_report *report, struct arena *arena)
{
    const struct review *review = report->review;
    struct strbuf text = { .arena = arena };
    layout_paragraph(&text, 0, LAYOUT_WIDTH, review->design.title);
    size_t start = text.len;
    add_label(&text, start, 0, STR("USD a month"));
    layout_right(&text, AMOUNT_CELLS, STR("low"));
    layout_right(&text, AMOUNT_CELLS, STR("likely"));
    layout_right(&text, AMOUNT_CELLS, STR("high"));
    strbuf_addz(&text, "\n\n");
    add_groups(&text, report);
    strbuf_add_char(&text, '\n');
    add_totals(&text, report);
    struct str books = catalog_books(review->catalog, arena);
    if (books.len > 0) {
        layout_item(&text, 0, STR("Prices:"), sizeof("Prices: ") - 1, books);
    }
    add_block(&text, review, "What people forget, in the total (!)", is_forgotten,
              what_it_comes_to);
    add_block(&text, review, "Left out of the total (?)", is_unknown, bill_line_how);
    add_block(&text, review, "No bill of their own", is_nothing, bill_line_how);
    return strbuf_str(&text);
}
