/* Both forms for people: from one list of rows. */
#include "strata/report/diff_text.h"

#include "strata/base/text.h"
#include "strata/report/diff_rows.h"
#include "strata/report/markdown.h"
#include "strata/report/page_text.h"

#define LABEL_CELLS 18 /* of the summary */
#define VALUE_CELLS 22
#define ROW_COLUMN 4

/* ---- text ---- */

static void add_cell(struct strbuf *text, struct str value, unsigned cells)
{
    size_t start = text->len;
    strbuf_add(text, value);
    layout_pad(text, start, cells);
    strbuf_addz(text, "  ");
}

static void trim_blanks(struct strbuf *text)
{
    while (text->len > 0 && text->at[text->len - 1] == ' ') {
        text->len--;
    }
}

/* Words of any length, as titles are, do not fit into columns. */
static void add_summary_row(struct strbuf *text, const struct diff_row *row)
{
    bool fits = text_width(row->before) <= VALUE_CELLS && text_width(row->after) <= VALUE_CELLS;
    struct str label = row->what;
    if (row->mark == MARK_SAME) {
        layout_item(text, 0, label, LABEL_CELLS, row->after);
    } else if (fits) {
        add_cell(text, label, LABEL_CELLS - 2);
        add_cell(text, row->before, VALUE_CELLS);
        add_cell(text, row->after, VALUE_CELLS);
        strbuf_add(text, row->change);
        trim_blanks(text);
        strbuf_add_char(text, '\n');
    } else {
        layout_item(text, 0, label, LABEL_CELLS, row->before);
        layout_item(
            text, 0, STR(""), LABEL_CELLS,
            str_format(text->arena, "-> %.*s  %.*s", STR_ARG(row->after), STR_ARG(row->change)));
    }
}

/* "Vector DB: pgvector -> Pinecone", "Portkey: base fee: $85.00" */
static struct str row_text(const struct diff_row *row, struct arena *arena)
{
    struct strbuf text = { .arena = arena };
    strbuf_add(&text, row->what);
    if (row->before.len > 0 || row->after.len > 0) {
        strbuf_addf(&text, ": %.*s%s%.*s", STR_ARG(row->before),
                    row->before.len > 0 && row->after.len > 0 ? " -> " : "", STR_ARG(row->after));
    }
    if (row->change.len > 0 && row->mark == MARK_CHANGED) {
        strbuf_addf(&text, " (%.*s)", STR_ARG(row->change));
    }
    return strbuf_str(&text);
}

static void add_row(struct strbuf *text, const struct diff_row *row)
{
    char sign = mark_sign(row->mark);
    layout_item(text, ROW_COLUMN - 2, (struct str){ &sign, 1 }, ROW_COLUMN,
                row_text(row, text->arena));
}

void diff_text_add(struct strbuf *text, const struct difference *difference, uint32_t sections)
{
    struct diff_report report;
    diff_rows(difference, text->arena, &report);
    for (int i = 0; i < DIFF__COUNT; i++) {
        const struct diff_section *section = &report.sections[i];
        if ((sections >> i & 1) == 0) {
            continue;
        }
        if (i != DIFF_SUMMARY && section->rows.count > 0) {
            layout_heading(text, section->title);
        }
        for (uint32_t k = 0; k < section->rows.count; k++) {
            if (i == DIFF_SUMMARY) {
                add_summary_row(text, &section->rows.items[k]);
            } else {
                add_row(text, &section->rows.items[k]);
            }
        }
    }
}

struct str diff_text(const struct difference *difference, struct arena *arena)
{
    struct strbuf text = { .arena = arena };
    diff_text_add(&text, difference, UINT32_MAX);
    if (difference_none(difference)) {
        strbuf_addz(&text, "\nNothing differs.\n");
    }
    return strbuf_str(&text);
}

/* ---- Markdown ---- */

static void add_page_cell(struct strbuf *page, struct str text)
{
    strbuf_addz(page, " ");
    markdown_text(page, text);
    strbuf_addz(page, " |");
}

static void add_page_row(struct strbuf *page, const struct diff_row *row)
{
    char sign = mark_sign(row->mark);
    strbuf_add_char(page, '|');
    add_page_cell(page, (struct str){ &sign, 1 });
    add_page_cell(page, row->what);
    add_page_cell(page, row->before);
    add_page_cell(page, row->after);
    add_page_cell(page, row->change);
    strbuf_add_char(page, '\n');
}

/* Rows without a before and an after are a list. */
static bool is_list(enum diff_section_id section)
{
    return section == DIFF_BOXES || section == DIFF_ARROWS || section == DIFF_FINDINGS;
}

static void add_list_row(struct strbuf *page, const struct diff_row *row)
{
    strbuf_addf(page, "- **%s** ", mark_name(row->mark));
    markdown_text(page, row->what);
    strbuf_add_char(page, '\n');
}

struct str diff_markdown(const struct difference *difference, struct arena *arena)
{
    struct strbuf page = { .arena = arena };
    struct diff_report report;
    diff_rows(difference, arena, &report);
    strbuf_addz(&page, "## ");
    markdown_text(&page, difference->after->design.title);
    strbuf_addz(&page, difference_none(difference) ? "\n\nNothing differs.\n" : "\n");
    for (enum diff_section_id i = 0; i < DIFF__COUNT; i++) {
        const struct diff_section *section = &report.sections[i];
        if (section->rows.count == 0) {
            continue;
        }
        strbuf_addf(&page, "\n### %s\n\n", section->title);
        if (!is_list(i)) {
            strbuf_addz(&page, "| | | before | after | change |\n|---|---|---:|---:|---:|\n");
        }
        for (uint32_t k = 0; k < section->rows.count; k++) {
            (is_list(i) ? add_list_row : add_page_row)(&page, &section->rows.items[k]);
        }
    }
    return strbuf_str(&page);
}
