/* The bill for spreadsheets and for pages: CSV (RFC 4180) and Markdown. What comes in is clean
 * already; here it leaves strata, so it is made sure of. */
#include "cli/bill_text.h"
#include "strata/export/csv.h"
#include "strata/export/markdown.h"

/* Without an amount, all there is to say is how that comes. */
static struct str line_label(const struct bill_line *line)
{
    return bill_line_priced(line) ? line->label : (struct str){ 0 };
}

static struct str component_name(const struct catalog *catalog, const struct bill_line *line)
{
    return catalog_text(catalog, catalog->components[line->component].name);
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
    csv_text(csv, catalog_text(catalog, catalog->layers[line->layer].name));
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
    csv_end(csv);
}

struct str bill_csv(const struct review *review, struct arena *arena)
{
    const struct bill *bill = &review->bill;
    struct strbuf csv = { .arena = arena };
    strbuf_addz(&csv,
                "layer,component,line,how,plan,low,likely,high,forgotten,estimate,source date\r\n");
    for (uint32_t i = 0; i < bill->line_count; i++) {
        csv_line(&csv, review->catalog, &bill->lines[i]);
    }
    strbuf_addz(&csv, "\"total\",,,,");
    csv_amounts(&csv, &bill->total);
    strbuf_addz(&csv, ",,,\r\n");
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

struct str bill_markdown(const struct review *review, struct arena *arena)
{
    const struct bill *bill = &review->bill;
    struct strbuf page = { .arena = arena };
    strbuf_addz(&page, "## ");
    markdown_text(&page, review->design.title);
    strbuf_addz(&page, "\n\n"
                       "| component | line | how | plan | low | likely | high | source |\n"
                       "|---|---|---|---|---:|---:|---:|---|\n");
    for (uint32_t i = 0; i < bill->line_count; i++) {
        markdown_line(&page, review->catalog, &bill->lines[i]);
    }
    strbuf_addz(&page, "| **total a month** | | | |");
    markdown_amounts(&page, &bill->total);
    strbuf_addf(&page, " |\n\nWhen nobody uses it: %.*s a month.",
                STR_ARG(money_format(arena, bill->floor)));
    if (bill->unpriced > 0) {
        strbuf_addf(&page, " Left out: %u unknown price%s (?).", (unsigned)bill->unpriced,
                    plural_s(bill->unpriced));
    }
    strbuf_add_char(&page, '\n');
    return strbuf_str(&page);
}
