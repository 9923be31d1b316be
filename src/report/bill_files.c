/* The bill for spreadsheets and for pages: CSV (RFC 4180) and Markdown. What comes in is clean
 * already; here it leaves strata, so it is made sure of. */
#include "strata/report/bill_text.h"
#include "strata/report/csv.h"
#include "strata/report/markdown.h"

/* Without an amount, all there is to say is how that comes. */
static struct str line_label(const struct bill_line *line)
{
    return bill_line_priced(line) ? line->label : (struct str){ 0 };
}

static struct str component_name(const struct catalog *catalog, const struct bill_line *line)
{
    return catalog_component_name(catalog, line->component);
}

/* ---- CSV ---- */

static void csv_amounts(struct strbuf *csv, const struct price *cost)
{
    struct arena *arena = csv->arena;
    strbuf_addf(csv, ",%.*s,%.*s,%.*s", STR_ARG(money_format_plain(arena, cost->low)),
                STR_ARG(money_format_plain(arena, cost->likely)),
                STR_ARG(money_format_plain(arena, cost->high)));
}

static void csv_line(struct strbuf *csv, const struct catalog *catalog,
                     const struct bill_line *line)
{
    csv_text(csv, catalog_layer_name(catalog, line->layer));
    csv_text(csv, component_name(catalog, line));
    csv_text(csv, line_label(line));
    csv_text(csv, bill_line_how(catalog, line, csv->arena));
    csv_text(csv, bill_line_plan(catalog, line, csv->arena));
    if (bill_line_priced(line)) {
        csv_amounts(csv, &line->cost);
    } else {
        strbuf_addz(csv, line->kind == LINE_UNKNOWN ? ",?,?,?" : ",,,");
    }
    csv_text(csv, line->forgotten ? STR("yes") : STR("no"));
    csv_text(csv, line->estimate ? STR("yes") : STR("no"));
    csv_text(csv, bill_line_date(catalog, line));
    csv_text(csv, catalog_text(catalog, catalog->components[line->component].vendor));
    csv_text(csv, bill_line_source(catalog, line));
    csv_end(csv);
}

/* A row that is no line: what --top has left out, the total. */
static void csv_sum(struct strbuf *csv, struct str label, uint32_t unpriced,
                    const struct price *cost)
{
    csv_text(csv, label);
    strbuf_addz(csv, ",,,");
    strbuf_add(csv, bill_without(unpriced, csv->arena));
    strbuf_addz(csv, ",");
    csv_amounts(csv, cost);
    strbuf_addz(csv, ",,,,,");
    csv_end(csv);
}

struct str bill_csv(const struct bill_report *report, struct arena *arena)
{
    const struct review *review = report->review;
    const struct bill_groups *groups = &report->groups;
    struct strbuf csv = { .arena = arena };
    strbuf_addz(&csv,
                "layer,component,line,how,plan,low,likely,high,forgotten,estimate,source date,"
                "vendor,source\r\n");
    for (uint32_t i = 0; i < groups->count; i++) {
        for (uint32_t k = 0; k < groups->list[i].line_count; k++) {
            csv_line(&csv, review->catalog, groups->list[i].lines[k]);
        }
    }
    if (groups->rest_count > 0) {
        csv_sum(&csv, bill_rest(groups, arena), 0, &groups->rest);
    }
    for (uint32_t i = 0; i < review->bill.line_count; i++) {
        if (review->bill.lines[i].kind == LINE_NOTHING) {
            csv_line(&csv, review->catalog, &review->bill.lines[i]);
        }
    }
    csv_sum(&csv, STR("total"), review->bill.unpriced, &review->bill.total);
    return strbuf_str(&csv);
}

/* ---- Markdown ---- */

static void markdown_amounts(struct strbuf *page, const struct price *cost)
{
    struct arena *arena = page->arena;
    strbuf_addf(page, " %.*s | %.*s | %.*s |", STR_ARG(money_format(arena, cost->low)),
                STR_ARG(money_format(arena, cost->likely)),
                STR_ARG(money_format(arena, cost->high)));
}

static void markdown_line(struct strbuf *page, const struct catalog *catalog,
                          const struct bill_line *line)
{
    strbuf_addz(page, "| ");
    markdown_text(page, component_name(catalog, line));
    strbuf_addz(page, " | ");
    markdown_text(page, line_label(line));
    strbuf_addz(page, line->forgotten ? " (often forgotten)" : "");
    strbuf_addz(page, line->estimate ? " (estimate) | " : " | ");
    markdown_text(page, bill_line_how(catalog, line, page->arena));
    strbuf_addz(page, " | ");
    markdown_text(page, bill_line_plan(catalog, line, page->arena));
    strbuf_addz(page, " |");
    if (bill_line_priced(line)) {
        markdown_amounts(page, &line->cost);
    } else {
        strbuf_addz(page, line->kind == LINE_UNKNOWN ? " ? | ? | ? |" : " | | |");
    }
    strbuf_addf(page, " %.*s |\n", STR_ARG(bill_line_date(catalog, line)));
}

static void markdown_sum(struct strbuf *page, struct str label, uint32_t unpriced,
                         const struct price *cost)
{
    strbuf_addz(page, "| **");
    markdown_text(page, label);
    strbuf_addf(page, "** | | %.*s%s| |", STR_ARG(bill_without(unpriced, page->arena)),
                unpriced > 0 ? " " : "");
    markdown_amounts(page, cost);
    strbuf_addz(page, " |\n");
}

static void markdown_groups(struct strbuf *page, const struct bill_report *report)
{
    const struct bill_groups *groups = &report->groups;
    bool whole = groups->request.by == BILL_BY_LAYER || groups->request.by == BILL_BY_VENDOR;
    for (uint32_t i = 0; i < groups->count; i++) {
        const struct bill_group *group = &groups->list[i];
        for (uint32_t k = 0; k < group->line_count; k++) {
            markdown_line(page, report->review->catalog, group->lines[k]);
        }
        if (whole) {
            markdown_sum(page, group->name.len > 0 ? group->name : STR("No vendor"),
                         group->unpriced, &group->sum);
        }
    }
    if (groups->rest_count > 0) {
        markdown_sum(page, bill_rest(groups, page->arena), 0, &groups->rest);
    }
    for (uint32_t i = 0; i < report->review->bill.line_count; i++) {
        if (report->review->bill.lines[i].kind == LINE_NOTHING) {
            markdown_line(page, report->review->catalog, &report->review->bill.lines[i]);
        }
    }
}

/* "Often forgotten: Pinecone (minimum of the plan, $39.19), ..." */
static void markdown_forgotten(struct strbuf *page, const struct review *review)
{
    struct arena *arena = page->arena;
    bool any = false;
    for (uint32_t i = 0; i < review->bill.line_count; i++) {
        const struct bill_line *line = &review->bill.lines[i];
        if (!line->forgotten || line->cost.high == 0) {
            continue;
        }
        strbuf_addz(page, any ? ", " : "\n\nOften forgotten, and in the total: ");
        any = true;
        markdown_text(page, component_name(review->catalog, line));
        strbuf_addz(page, " (");
        markdown_text(page, line->label);
        strbuf_addf(page, ", %.*s)", STR_ARG(money_format(arena, line->cost.likely)));
    }
    strbuf_addz(page, any ? "." : "");
}

static void markdown_left_out(struct strbuf *page, const struct review *review)
{
    if (review->bill.unpriced == 0) {
        return;
    }
    strbuf_addf(page, "\n\nLeft out: %u unknown price%s (?): ", (unsigned)review->bill.unpriced,
                plural_s(review->bill.unpriced));
    size_t start = page->len;
    for (uint32_t i = 0; i < review->bill.line_count; i++) {
        if (review->bill.lines[i].kind == LINE_UNKNOWN) {
            strbuf_comma(page, start);
            markdown_text(page, component_name(review->catalog, &review->bill.lines[i]));
        }
    }
    strbuf_add_char(page, '.');
}

void bill_markdown_add(struct strbuf *page, const struct bill_report *report)
{
    const struct review *review = report->review;
    struct arena *arena = page->arena;
    strbuf_addz(page, "| component | line | how | plan | low | likely | high | source |\n"
                      "|---|---|---|---|---:|---:|---:|---|\n");
    markdown_groups(page, report);
    markdown_sum(page, STR("total a month"), review->bill.unpriced, &review->bill.total);
    strbuf_addf(page, "\nWhen nobody uses it: %.*s a month.",
                STR_ARG(money_format(arena, review->bill.floor)));
    markdown_forgotten(page, review);
    markdown_left_out(page, review);
    strbuf_addz(page, "\n\nHours of operation a month: ");
    markdown_text(page, bill_operations(report, arena));
    struct str books = catalog_books(review->catalog, arena);
    if (books.len > 0) {
        strbuf_addz(page, ". Prices: ");
        markdown_text(page, books);
    }
    strbuf_addz(page, ".\n");
}

struct str bill_markdown(const struct bill_report *report, struct arena *arena)
{
    struct strbuf page = { .arena = arena };
    strbuf_addz(&page, "## ");
    markdown_text(&page, report->review->design.title);
    strbuf_addz(&page, "\n\n");
    bill_markdown_add(&page, report);
    return strbuf_str(&page);
}
