/* The bill as `strata cost` prints it. */
#include "strata/base/text.h"
#include "strata/report/bill_text.h"
#include "strata/report/page_text.h"

#define AMOUNT_CELLS 12 /* at least */
#define TEXT_CELLS 30   /* at least; a page of large amounts is wider than others */
#define LINE_COLUMN 4
#define HOW_COLUMN 6
#define NAME_COLUMN 28

/* The page being written. The columns are as wide as what stands in them. */
struct table {
    struct strbuf text;
    unsigned cells; /* of each of the three amounts, with the blanks before them */
    unsigned label; /* of what stands before the amounts */
};

static void measure(struct table *table, money amount)
{
    unsigned cells = text_width(money_format(table->text.arena, amount)) + 2;
    if (cells > table->cells) {
        table->cells = cells;
    }
}

static void measure_price(struct table *table, const struct price *price)
{
    measure(table, price->low);
    measure(table, price->likely);
    measure(table, price->high);
}

static void measure_all(struct table *table, const struct bill_report *report)
{
    const struct bill *bill = &report->review->bill;
    table->cells = AMOUNT_CELLS;
    for (uint32_t i = 0; i < bill->line_count; i++) {
        measure_price(table, &bill->lines[i].cost);
    }
    for (uint32_t i = 0; i < report->groups.count; i++) {
        measure_price(table, &report->groups.list[i].sum);
    }
    measure_price(table, &report->groups.rest);
    measure_price(table, &bill->total);
    table->label =
        3 * table->cells + TEXT_CELLS > LAYOUT_WIDTH ? TEXT_CELLS : LAYOUT_WIDTH - 3 * table->cells;
}

static void add_amounts(struct table *table, const struct price *cost)
{
    layout_right(&table->text, table->cells, money_format(table->text.arena, cost->low));
    layout_right(&table->text, table->cells, money_format(table->text.arena, cost->likely));
    layout_right(&table->text, table->cells, money_format(table->text.arena, cost->high));
    strbuf_add_char(&table->text, '\n');
}

/* A text, cut to what stands before the amounts. */
static void add_label(struct table *table, size_t start, unsigned column, struct str label)
{
    layout_pad(&table->text, start, column);
    strbuf_add(&table->text, text_cut(table->text.arena, label, table->label - column, true));
    layout_pad(&table->text, start, table->label);
}

/* What is known of a price: plan, why this one, how old, and from where. */
static void add_plan(struct table *table, unsigned column, const struct review *review,
                     const struct bill_line *line)
{
    struct strbuf what = { .arena = table->text.arena };
    struct str age = bill_line_age(review->catalog, review->today, line, table->text.arena);
    struct str source = bill_line_source(review->catalog, line);
    strbuf_add(&what, bill_line_plan(review->catalog, line, table->text.arena));
    if (age.len > 0) {
        strbuf_list(&what, 0,
                    str_format(table->text.arena, "%.*s (%.*s)", STR_ARG(age), STR_ARG(source)));
    }
    if (what.len > 0) {
        layout_paragraph(&table->text, column, LAYOUT_WIDTH, strbuf_str(&what));
    }
}

/* "of it: answers 1,200,000,000; eval runs 84,000,000" */
static void add_parts(struct table *table, const struct bill_line *line)
{
    struct strbuf parts = { .arena = table->text.arena };
    if (line->part_count < 2) {
        return;
    }
    strbuf_addz(&parts, "of it: ");
    for (uint32_t i = 0; i < line->part_count; i++) {
        const struct bill_part *part = &line->parts[i];
        strbuf_addf(&parts, "%s%.*s %.*s", i > 0 ? "; " : "", STR_ARG(part->label),
                    STR_ARG(micro_format(table->text.arena, part->amount, true)));
    }
    layout_paragraph(&table->text, HOW_COLUMN, LAYOUT_WIDTH, strbuf_str(&parts));
}

static void add_line(struct table *table, const struct catalog *catalog,
                     const struct bill_line *line, struct str label)
{
    size_t start = table->text.len;
    strbuf_addf(&table->text, "  %c%c", line->forgotten ? '!' : ' ', line->estimate ? '~' : ' ');
    add_label(table, start, LINE_COLUMN, label);
    if (line->kind == LINE_UNKNOWN) {
        layout_right(&table->text, 2 * table->cells, STR("?"));
        strbuf_add_char(&table->text, '\n');
    } else {
        add_amounts(table, &line->cost);
    }
    if (!line->uncovered) { /* whose next step stands with what is left out */
        layout_paragraph(&table->text, HOW_COLUMN, LAYOUT_WIDTH,
                         bill_line_how(catalog, line, table->text.arena));
    }
    add_parts(table, line);
}

static struct str line_label(const struct bill_line *line)
{
    return line->kind == LINE_UNKNOWN && !line->uncovered ? STR("price not known") : line->label;
}

/* ---- groups ---- */

static void add_group_lines(struct table *table, const struct review *review,
                            const struct bill_group *group)
{
    component_id component = NONE;
    for (uint32_t i = 0; i < group->line_count; i++) {
        const struct bill_line *line = group->lines[i];
        if (line->component != component) {
            layout_paragraph(&table->text, 0, LAYOUT_WIDTH,
                             catalog_component_name(review->catalog, line->component));
            add_plan(table, 2, review, line);
            component = line->component;
        }
        add_line(table, review->catalog, line, line_label(line));
    }
}

static void add_subtotal(struct table *table, struct str name, const struct bill_group *group)
{
    size_t start = table->text.len;
    struct str without = bill_without(group->unpriced, table->text.arena);
    add_label(table, start, 2,
              str_format(table->text.arena, "= %.*s%s%.*s", STR_ARG(name),
                         without.len > 0 ? ", " : "", STR_ARG(without)));
    add_amounts(table, &group->sum);
}

static void add_group(struct table *table, const struct bill_report *report,
                      const struct bill_group *group)
{
    struct str name = group->name.len > 0 ? group->name : STR("No vendor");
    switch (report->groups.request.by) {
    case BILL_BY_COMPONENT:
        add_group_lines(table, report->review, group);
        if (group->line_count > 1) {
            add_subtotal(table, STR("together"), group);
        }
        break;
    case BILL_BY_LAYER:
    case BILL_BY_VENDOR:
        add_group_lines(table, report->review, group);
        add_subtotal(table, name, group);
        strbuf_add_char(&table->text, '\n');
        break;
    case BILL_BY_LINE:
        add_line(table, report->review->catalog, group->lines[0], name);
        add_plan(table, HOW_COLUMN, report->review, group->lines[0]);
        break;
    case BILL_BY__COUNT: break;
    }
}

static void add_groups(struct table *table, const struct bill_report *report)
{
    const struct bill_groups *groups = &report->groups;
    for (uint32_t i = 0; i < groups->count; i++) {
        add_group(table, report, &groups->list[i]);
    }
    if (groups->rest_count > 0) {
        size_t start = table->text.len;
        add_label(table, start, 0, bill_rest(groups, table->text.arena));
        add_amounts(table, &groups->rest);
    }
}

/* ---- totals ---- */

static void add_total_line(struct table *table, const char *label, money likely)
{
    size_t start = table->text.len;
    add_label(table, start, 2, str_from(label));
    layout_right(&table->text, 2 * table->cells, money_format(table->text.arena, likely));
    strbuf_add_char(&table->text, '\n');
}

static void add_totals(struct table *table, const struct bill_report *report)
{
    const struct bill *bill = &report->review->bill;
    size_t start = table->text.len;
    add_label(table, start, 0, STR("Total a month"));
    add_amounts(table, &bill->total);
    add_total_line(table, "of it when nobody uses it (the floor)", bill->floor);
    add_total_line(table, "of it lines that people forget (!)", bill_forgotten(bill));
    add_total_line(table, "of it estimates (~)", bill_estimated(bill));
    if (bill->unpriced > 0) {
        strbuf_addf(&table->text, "Left out: %u component%s with an unknown price (?)\n",
                    (unsigned)bill->unpriced, plural_s(bill->unpriced));
    }
    layout_heading(&table->text, "Hours of operation a month");
    layout_paragraph(&table->text, 2, LAYOUT_WIDTH, bill_operations(report, table->text.arena));
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
    struct table table = { .text = { .arena = arena } };
    struct strbuf *text = &table.text;
    measure_all(&table, report);
    layout_paragraph(text, 0, LAYOUT_WIDTH, review->design.title);
    size_t start = text->len;
    add_label(&table, start, 0, STR("USD a month"));
    layout_right(text, table.cells, STR("low"));
    layout_right(text, table.cells, STR("likely"));
    layout_right(text, table.cells, STR("high"));
    strbuf_addz(text, "\n\n");
    add_groups(&table, report);
    strbuf_add_char(text, '\n');
    add_totals(&table, report);
    struct str books = catalog_books(review->catalog, arena);
    if (books.len > 0) {
        layout_item(text, 0, STR("Prices:"), sizeof("Prices: ") - 1, books);
    }
    add_block(text, review, "What people forget, in the total (!)", is_forgotten, what_it_comes_to);
    add_block(text, review, "Left out of the total (?)", is_unknown, bill_line_how);
    add_block(text, review, "No bill of their own", is_nothing, bill_line_how);
    return strbuf_str(text);
}
