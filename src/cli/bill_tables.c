/* The bill for spreadsheets and for pages: CSV (RFC 4180) and Markdown. What comes in is clean
 * already; here it leaves strata, so it is made sure of. */
#include <string.h>

#include "cli/bill_text.h"
#include "strata/base/text.h"

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

/* A cell of text, behind a comma if it is not the first one. One that a spreadsheet would run as a
 * formula gets an apostrophe in front. */
static void csv_text(struct strbuf *csv, struct str dirty)
{
    struct str text = text_clean(csv->arena, dirty);
    if (csv->at[csv->len - 1] != '\n') {
        strbuf_add_char(csv, ',');
    }
    strbuf_add_char(csv, '"');
    if (text.len > 0 && strchr("=+-@", text.at[0]) != NULL) {
        strbuf_add_char(csv, '\'');
    }
    for (size_t i = 0; i < text.len; i++) {
        if (text.at[i] == '"') {
            strbuf_add_char(csv, '"');
        }
        strbuf_add_char(csv, text.at[i]);
    }
    strbuf_add_char(csv, '"');
}

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
    strbuf_addz(csv, "\r\n");
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

/* Text that means nothing to Markdown or HTML. */
static void markdown_text(struct strbuf *page, struct str dirty)
{
    struct str text = text_clean(page->arena, dirty);
    for (size_t i = 0; i < text.len; i++) {
        char c = text.at[i];
        if (c == '<' || c == '>' || c == '&') {
            strbuf_addz(page, c == '<' ? "&lt;" : c == '>' ? "&gt;" : "&amp;");
            continue;
        }
        if (strchr("\\`*_[]#|~", c) != NULL) {
            strbuf_add_char(page, '\\');
        }
        strbuf_add_char(page, c);
    }
}

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
