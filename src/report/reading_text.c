#include "strata/report/reading_text.h"

#include "strata/analysis/reading_words.h"
#include "strata/report/page_text.h"

#define LABEL_COLUMN 11 /* of the head */
#define SIGN_COLUMN 18
#define LAYER_COLUMN 27

/* What the parts of the report are made from. */
struct report {
    const struct catalog *catalog;
    const struct design *design;
    struct reading reading;
    struct strbuf *text;
};

/* ---- phrases ---- */

struct str reading_text_votes(const struct catalog *catalog, const quantity *weights,
                              struct arena *arena)
{
    struct strbuf text = { .arena = arena };
    for (scale_id scale = 0; scale < catalog->scale_count; scale++) {
        /* Tenths are enough to compare them. */
        quantity tenths = micro_round(weights[scale], MICRO / 10);
        strbuf_list(&text, 0,
                    str_format(arena, "%.*s %.*s", STR_ARG(catalog_scale_name(catalog, scale)),
                               STR_ARG(micro_format(arena, tenths, false))));
    }
    return strbuf_str(&text);
}

/* ---- the head ---- */

static void add_head(const struct report *report)
{
    const struct catalog *catalog = report->catalog;
    struct arena *arena = report->text->arena;
    layout_title(report->text, report->design->title);
    layout_item(report->text, 0, STR("Reads as"), LABEL_COLUMN,
                reading_answer(catalog, &report->reading, arena));
    layout_item(report->text, 0, STR("Aims at"), LABEL_COLUMN,
                catalog_scale_name(catalog, report->design->scale));
    layout_item(report->text, 0, STR("Votes"), LABEL_COLUMN,
                str_format(arena, "%.*s; from %u of %u layers and %u hallmark%s",
                           STR_ARG(reading_text_votes(catalog, report->reading.sums, arena)),
                           (unsigned)report->reading.vote_count, (unsigned)catalog->layer_count,
                           (unsigned)report->reading.hallmark_count,
                           plural_s(report->reading.hallmark_count)));
}

/* ---- what speaks for it ---- */

static void add_why(const struct report *report, unsigned column, struct text why)
{
    struct str text = catalog_text(report->catalog, why);
    if (text.len > 0) {
        layout_paragraph(report->text, column, LAYOUT_WIDTH, text);
    }
}

static void add_hallmarks(const struct report *report)
{
    const struct catalog *catalog = report->catalog;
    layout_heading(report->text, "Hallmarks");
    if (report->reading.hallmark_count == 0) {
        layout_paragraph(report->text, 2, LAYOUT_WIDTH, STR("none"));
    }
    for (uint32_t i = 0; i < report->reading.hallmark_count; i++) {
        const struct hallmark *sign = &catalog->hallmarks[report->reading.hallmarks[i]];
        layout_item(report->text, 2,
                    str_format(report->text->arena, "%.*s +%u",
                               STR_ARG(catalog_scale_name(catalog, sign->scale)),
                               (unsigned)sign->weight),
                    SIGN_COLUMN, catalog_text(catalog, sign->text));
        add_why(report, SIGN_COLUMN, sign->why);
    }
}

/* "Solo 0.5, Startup 0.5": those that get something. */
static struct str vote_text(const struct catalog *catalog, const struct vote *vote,
                            struct arena *arena)
{
    struct strbuf text = { .arena = arena };
    for (scale_id scale = 0; scale < catalog->scale_count; scale++) {
        if (vote->weight[scale] > 0) {
            strbuf_list(&text, 0,
                        str_format(arena, "%.*s %.*s", STR_ARG(catalog_scale_name(catalog, scale)),
                                   STR_ARG(reading_votes(vote->weight[scale], arena))));
        }
    }
    return strbuf_str(&text);
}

static void add_layers(const struct report *report)
{
    const struct catalog *catalog = report->catalog;
    struct arena *arena = report->text->arena;
    layout_heading(report->text, "Votes by layer");
    if (report->reading.vote_count == 0) {
        layout_paragraph(report->text, 2, LAYOUT_WIDTH, STR("none"));
    }
    for (uint32_t i = 0; i < report->reading.vote_count; i++) {
        const struct vote *vote = &report->reading.votes[i];
        const struct layer *layer = &catalog->layers[vote->layer];
        layout_item(
            report->text, 2, catalog_text(catalog, layer->name), LAYER_COLUMN,
            str_format(arena, "%.*s (weight %u): %.*s", STR_ARG(vote_text(catalog, vote, arena)),
                       (unsigned)layer->weight,
                       STR_ARG(reading_chosen(catalog, report->design, vote->layer, arena))));
        add_why(report, LAYER_COLUMN, layer->why);
    }
}

static void add_abstaining(const struct report *report)
{
    layout_heading(report->text, "Abstaining");
    for (int voice = VOICE_VOTES + 1; voice < VOICE__COUNT; voice++) {
        struct strbuf list = { .arena = report->text->arena };
        for (layer_id layer = 0; layer < report->catalog->layer_count; layer++) {
            if (reading_voice(report->catalog, report->design, layer) == (enum voice)voice) {
                strbuf_list(&list, 0, catalog_layer_name(report->catalog, layer));
            }
        }
        if (list.len > 0) {
            layout_item(report->text, 2, str_from(voice_name((enum voice)voice)), SIGN_COLUMN,
                        strbuf_str(&list));
        }
    }
}

/* ---- what would change it ---- */

static void add_step(const struct report *report, struct reading_step step)
{
    const struct layer *layer = &report->catalog->layers[step.layer];
    layout_item(report->text, 2, catalog_text(report->catalog, layer->name), LAYER_COLUMN,
                reading_step_text(report->catalog, report->design, step, report->text->arena));
}

static void add_after(const struct report *report, const struct reading *after)
{
    layout_paragraph(report->text, 2, LAYOUT_WIDTH,
                     reading_after(report->catalog, after, report->text->arena));
}

static void add_tip(const struct report *report)
{
    struct reading_step step;
    struct reading after;
    layout_heading(report->text, "What would tip it");
    if (reading_tip(report->catalog, report->design, report->text->arena, &step, &after)) {
        add_step(report, step);
        add_after(report, &after);
    } else {
        layout_paragraph(report->text, 2, LAYOUT_WIDTH, STR(READING_NO_TIP));
    }
}

static void add_towards(const struct report *report)
{
    struct arena *arena = report->text->arena;
    struct reading_path path;
    struct str scale = catalog_scale_name(report->catalog, report->design->scale);
    reading_towards(report->catalog, report->design, report->design->scale, arena, &path);
    strbuf_addf(report->text, "\nWhat would have to change for %.*s\n", STR_ARG(scale));
    for (uint32_t i = 0; i < path.step_count; i++) {
        add_step(report, path.steps[i]);
    }
    add_after(report, &path.after);
}

struct str reading_text(const struct catalog *catalog, const struct design *design,
                        struct arena *arena)
{
    struct strbuf text = { .arena = arena };
    struct report report = { .catalog = catalog, .design = design, .text = &text };
    reading_make(catalog, design, arena, &report.reading);
    add_head(&report);
    add_hallmarks(&report);
    add_layers(&report);
    add_abstaining(&report);
    if (reading_is(&report.reading, design->scale)) {
        add_tip(&report);
    } else {
        add_towards(&report);
    }
    return strbuf_str(&text);
}
