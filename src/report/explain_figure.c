/* Figures of the workload, and scales. */
#include "strata/report/explain_text.h"

#include "strata/report/page_text.h"

#define SIGN_COLUMN 6

/* ---- figures ---- */

/* "documents, tokens-per-document" */
static struct str factors_text(const struct catalog *catalog, struct range factors,
                               struct arena *arena)
{
    struct strbuf text = { .arena = arena };
    for (uint32_t i = factors.first; i < factors.first + factors.count; i++) {
        const struct figure *row = &catalog->figures[catalog->refs[i]];
        strbuf_list(&text, 0, catalog_text(catalog, row->id));
    }
    return strbuf_str(&text);
}

/* "Solo 30, Startup 10,000, Enterprise 12,000" */
static struct str usual_text(const struct catalog *catalog, const struct figure *row,
                             struct arena *arena)
{
    struct strbuf text = { .arena = arena };
    for (scale_id i = 0; i < catalog->scale_count; i++) {
        quantity usual = catalog->numbers[row->defaults.first + i];
        strbuf_addf(&text, "%s%.*s %.*s", i > 0 ? ", " : "",
                    STR_ARG(catalog_scale_name(catalog, i)),
                    STR_ARG(micro_format(arena, usual, true)));
    }
    return strbuf_str(&text);
}

static bool is_among(const struct catalog *catalog, struct range factors, figure_id figure)
{
    for (uint32_t i = factors.first; i < factors.first + factors.count; i++) {
        if (catalog->refs[i] == figure) {
            return true;
        }
    }
    return false;
}

static bool counts(const struct catalog *catalog, const struct meter *meter, figure_id figure)
{
    for (uint32_t i = meter->terms.first; i < meter->terms.first + meter->terms.count; i++) {
        if (is_among(catalog, catalog->terms[i].factors, figure)) {
            return true;
        }
    }
    return false;
}

/* The calculated figures that it is a part of. */
static struct str parts_text(const struct catalog *catalog, figure_id figure, struct arena *arena)
{
    struct strbuf text = { .arena = arena };
    for (figure_id i = figure + 1; i < catalog->figure_count; i++) {
        if (is_among(catalog, catalog->figures[i].factors, figure)) {
            strbuf_list(&text, 0, catalog_figure_id(catalog, i));
        }
    }
    return strbuf_str(&text);
}

/* What is paid for by it: the meters that name it. */
static struct str meters_text(const struct catalog *catalog, figure_id figure, struct arena *arena)
{
    struct strbuf text = { .arena = arena };
    for (uint32_t i = 0; i < catalog->meter_count; i++) {
        if (counts(catalog, &catalog->meters[i], figure)) {
            strbuf_list(&text, 0, catalog_meter_name(catalog, i));
        }
    }
    return strbuf_str(&text);
}

static void add_value(struct strbuf *text, const struct catalog *catalog, const struct figure *row)
{
    struct arena *arena = text->arena;
    struct str factors = factors_text(catalog, row->factors, arena);
    switch (row->source) {
    case FIGURE_GIVEN:
        explain_item(text, "Usual", usual_text(catalog, row, arena));
        explain_item(text, "Bounds",
                     str_format(arena, "%.*s to %.*s", STR_ARG(micro_format(arena, row->min, true)),
                                STR_ARG(micro_format(arena, row->max, true))));
        return;
    case FIGURE_PRODUCT:
        explain_item(text, "Calculated", str_format(arena, "product of %.*s", STR_ARG(factors)));
        return;
    case FIGURE_SUM:
        explain_item(text, "Calculated", str_format(arena, "sum of %.*s", STR_ARG(factors)));
        return;
    case FIGURE_REST:
        explain_item(text, "Calculated",
                     str_format(arena, "what %.*s leaves of 100 %%", STR_ARG(factors)));
        return;
    case FIGURE_REGIONS:
        explain_item(text, "Calculated", STR("counted from the design's regions"));
        return;
    case FIGURE_TABLE:
        explain_item(text, "Calculated",
                     str_format(arena, "read off a table by %.*s", STR_ARG(factors)));
        return;
    case FIGURE__COUNT: return;
    }
}

struct str explain_figure(const struct catalog *catalog, figure_id figure, struct arena *arena)
{
    const struct figure *row = &catalog->figures[figure];
    struct str id = catalog_text(catalog, row->id);
    struct strbuf text = { .arena = arena };
    layout_title(&text, catalog_text(catalog, row->name));
    explain_item(&text, "What", catalog_text(catalog, row->what));
    explain_item(&text, "Figure", str_format(arena, "%.*s, of the workload", STR_ARG(id)));
    explain_item(&text, "Unit", catalog_text(catalog, row->unit));
    add_value(&text, catalog, row);
    explain_item(&text, "Part of", parts_text(catalog, figure, arena));
    explain_item(&text, "Counts for", meters_text(catalog, figure, arena));
    if (row->source == FIGURE_GIVEN) {
        explain_item(&text, "Set it",
                     str_format(arena,
                                "in the design's file, under workload: %.*s: N, or in the "
                                "designer's workload",
                                STR_ARG(id)));
        explain_item(&text, "Growth",
                     str_format(arena, "strata sweep FILE --figure %.*s", STR_ARG(id)));
    }
    return strbuf_str(&text);
}

/* ---- scales ---- */

struct str explain_scale(const struct catalog *catalog, scale_id scale, struct arena *arena)
{
    const struct scale *row = &catalog->scales[scale];
    struct strbuf text = { .arena = arena };
    bool any = false;
    layout_title(&text, catalog_text(catalog, row->name));
    explain_item(&text, "What", catalog_text(catalog, row->what));
    explain_item(
        &text, "Scale",
        str_format(arena, "%.*s, a column of the table", STR_ARG(catalog_text(catalog, row->id))));
    for (uint32_t i = 0; i < catalog->hallmark_count; i++) {
        const struct hallmark *sign = &catalog->hallmarks[i];
        if (sign->scale != scale) {
            continue;
        }
        if (!any) {
            layout_heading(&text, "Hallmarks");
        }
        any = true;
        layout_item(&text, 2, str_format(arena, "+%u", (unsigned)sign->weight), SIGN_COLUMN,
                    catalog_text(catalog, sign->text));
    }
    return strbuf_str(&text);
}
