#include "export/page.h"

#include <string.h>

#include "export/mermaid.h"
#include "strata/base/money.h"
#include "strata/base/text.h"
#include "strata/report/bill_text.h"
#include "strata/report/markdown.h"

static void add_heading(struct strbuf *page, const char *text)
{
    strbuf_addf(page, "\n## %s\n\n", text);
}

/* "| cell " for each, and the end of the row; all text is escaped. */
static void add_row(struct strbuf *page, const struct str *cells, uint32_t count)
{
    for (uint32_t i = 0; i < count; i++) {
        strbuf_addz(page, "| ");
        markdown_text(page, cells[i]);
        strbuf_addz(page, " ");
    }
    strbuf_addz(page, "|\n");
}

/* ---- the figures that people ask for first ---- */

static void add_summary(struct strbuf *page, const struct review *review)
{
    struct arena *arena = page->arena;
    const struct catalog *catalog = review->catalog;
    strbuf_addz(page, "# ");
    markdown_text(page, picture_title(review, arena));
    strbuf_addz(page, "\n\n- ");
    markdown_text(page, picture_figures(review, arena));
    strbuf_addz(page, "\n- When nobody uses it: ");
    markdown_text(page, money_format(arena, review->bill.floor));
    strbuf_addz(page, " a month\n- Aims at ");
    markdown_text(page, catalog_scale_name(catalog, review->design.scale));
    strbuf_addz(page, ", reads as ");
    markdown_text(page, reading_name(catalog, &review->reading, arena));
    strbuf_addz(page, "\n- Prices of ");
    markdown_text(page, catalog_text(catalog, catalog->head.date));
    strbuf_addz(page, "\n");
}

/* ---- the diagram ---- */

/* A file name in a link: what means anything in an address or in Markdown stands as "%XX". */
static void add_address(struct strbuf *page, struct str name)
{
    for (size_t i = 0; i < name.len; i++) {
        char c = name.at[i];
        char low = char_lower(c);
        if ((low >= 'a' && low <= 'z') || (c >= '0' && c <= '9')
            || (c != '\0' && strchr("._-", c) != NULL)) {
            strbuf_add_char(page, c);
        } else {
            strbuf_addf(page, "%%%02X", (unsigned)(unsigned char)c);
        }
    }
}

/* "pictures/stack.md" is called "stack"; standard output ("-") and no file nothing. */
static struct str base_name(struct str path, struct arena *arena)
{
    size_t start = path.len, end = path.len;
    while (start > 0 && path.at[start - 1] != '/') {
        start--;
        if (path.at[start] == '.' && end == path.len) {
            end = start;
        }
    }
    return str_is(path, "-") ? (struct str){ 0 }
                             : text_clean(arena, str_part(path, start, end - start));
}

static void add_diagram(struct strbuf *page, const struct picture *picture, struct str path)
{
    struct str name = base_name(path, page->arena);
    add_heading(page, "Diagram");
    strbuf_addz(page, "```mermaid\n");
    mermaid_add(page, picture); /* has no backtick */
    strbuf_addz(page, "```\n");
    if (name.len > 0) {
        strbuf_addz(page, "\nAs a picture: [");
        markdown_text(page, name);
        strbuf_addz(page, ".svg](");
        add_address(page, name);
        strbuf_addz(page, ".svg)\n");
    }
}

/* ---- tables ---- */

static void add_layers(struct strbuf *page, const struct review *review)
{
    const struct catalog *catalog = review->catalog;
    add_heading(page, "Layers");
    strbuf_addz(page, "| group | layer | chosen |\n|---|---|---|\n");
    for (layer_id layer = 0; layer < catalog->layer_count; layer++) {
        const struct choice *choices;
        uint32_t count = design_layer(&review->design, layer, &choices);
        struct strbuf names = { .arena = page->arena };
        for (uint32_t i = 0; i < count; i++) {
            struct text name = catalog->components[choices[i].component].name;
            strbuf_addf(&names, "%s%.*s", i > 0 ? " + " : "", STR_ARG(catalog_text(catalog, name)));
        }
        if (count > 0) {
            const struct str cells[] = {
                picture_group(review, catalog->layers[layer].group, page->arena),
                catalog_layer_name(catalog, layer),
                strbuf_str(&names),
            };
            add_row(page, cells, 3);
        }
    }
}

/* Only what the design sets by itself: all of it would be a page of its own. */
static void add_workload(struct strbuf *page, const struct review *review)
{
    const struct catalog *catalog = review->catalog;
    const struct design *design = &review->design;
    add_heading(page, "Workload");
    if (design->figure_count > 0) {
        strbuf_addz(page, "| figure | value | unit |\n|---|---:|---|\n");
    }
    for (uint32_t i = 0; i < design->figure_count; i++) {
        const struct figure *figure = &catalog->figures[design->figures[i].figure];
        const struct str cells[] = {
            catalog_text(catalog, figure->name),
            micro_format(page->arena, design->figures[i].value, true),
            catalog_text(catalog, figure->unit),
        };
        add_row(page, cells, 3);
    }
    strbuf_addz(page, design->figure_count > 0 ? "\nAll else is" : "All of it is");
    strbuf_addz(page, " as usual at the scale ");
    markdown_text(page, catalog_scale_name(catalog, design->scale));
    strbuf_addz(page, ".\n");
}

/* ---- lists ---- */

static void add_findings(struct strbuf *page, const struct review *review)
{
    add_heading(page, "Findings");
    for (uint32_t i = 0; i < review->findings.count; i++) {
        const struct finding *finding = &review->findings.list[i];
        strbuf_addf(page, "- **%s**: ",
                    finding_counts(finding) ? severity_name(finding->severity) : "accepted");
        markdown_text(page, finding->text);
        if (finding->accepted != NULL) {
            strbuf_addz(page, " (");
            markdown_text(page, finding_acceptance_text(finding, page->arena));
            strbuf_addz(page, ")");
        }
        if (finding->right.len > 0) {
            strbuf_addz(page, " *Right when:* ");
            markdown_text(page, finding->right);
        }
        strbuf_addz(page, "\n");
    }
    strbuf_addz(page, review->findings.count == 0 ? "None.\n" : "");
}

static void add_notes(struct strbuf *page, const struct review *review)
{
    const struct catalog *catalog = review->catalog;
    if (review->design.note_count > 0) {
        add_heading(page, "Notes");
    }
    for (uint32_t i = 0; i < review->design.note_count; i++) {
        const struct note *note = &review->design.notes[i];
        strbuf_addz(page, "- **");
        markdown_text(page, catalog_layer_name(catalog, note->layer));
        strbuf_addz(page, "**: ");
        markdown_text(page, note->text);
        strbuf_addz(page, "\n");
    }
}

/* Line by line, as `strata cost` has it without options. */
static bool add_bill(struct strbuf *page, const struct review *review, struct diag_list *diags)
{
    const struct bill_request request = { 0 };
    struct bill_report report;
    if (!bill_report_make(review, &request, NULL, page->arena, &report, diags)) {
        return false;
    }
    add_heading(page, "Bill");
    bill_markdown_add(page, &report);
    return true;
}

bool page_make(const struct picture *picture, struct str path, struct arena *arena,
               struct str *ret_bytes, struct diag_list *diags)
{
    const struct review *review = &picture->review;
    struct strbuf page = { .arena = arena };
    add_summary(&page, review);
    add_diagram(&page, picture, path);
    add_layers(&page, review);
    if (!add_bill(&page, review, diags)) {
        return false;
    }
    add_findings(&page, review);
    add_notes(&page, review);
    add_workload(&page, review);
    strbuf_addz(&page, "\n*Written by strata: boxes are what runs, is hosted or has an account; "
                       "arrows are calls for a request or a document.*\n");
    *ret_bytes = strbuf_str(&page);
    return true;
}
