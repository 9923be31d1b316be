#include "cli/reading_text.h"

#include "cli/layout.h"

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

static struct str scale_name(const struct catalog *catalog, scale_id scale)
{
    return catalog_text(catalog, catalog->scales[scale].name);
}

/* ---- phrases ---- */

struct str reading_text_answer(const struct catalog *catalog, const struct reading *reading,
                               struct arena *arena)
{
    struct str name = reading_name(catalog, reading, arena);
    if (reading->second == NONE) {
        return name;
    }
    return str_format(arena, "%.*s, %u %% of the votes ahead of %.*s", STR_ARG(name),
                      (unsigned)reading->margin, STR_ARG(scale_name(catalog, reading->second)));
}

struct str reading_text_votes(const struct catalog *catalog, const quantity *weights,
                              struct arena *arena)
{
    struct strbuf text = { .arena = arena };
    for (scale_id scale = 0; scale < catalog->scale_count; scale++) {
        /* Tenths are enough to compare them. */
        quantity tenths = micro_round(weights[scale], MICRO / 10);
        layout_list(&text, 0,
                    str_format(arena, "%.*s %.*s", STR_ARG(scale_name(catalog, scale)),
                               STR_ARG(micro_format(arena, tenths, false))));
    }
    return strbuf_str(&text);
}

/* "Vercel, Modal"; "nothing" */
static struct str chosen_text(const struct report *report, layer_id layer)
{
    struct strbuf text = { .arena = report->text->arena };
    const struct choice *choices;
    uint32_t count = design_layer(report->design, layer, &choices);
    for (uint32_t i = 0; i < count; i++) {
        const struct component *row = &report->catalog->components[choices[i].component];
        layout_list(&text, 0, catalog_text(report->catalog, row->short_name));
    }
    return text.len > 0 ? strbuf_str(&text) : STR("nothing");
}

static struct str cell_text(const struct report *report, struct reading_step step)
{
    struct strbuf text = { .arena = report->text->arena };
    struct range take = catalog_cell(report->catalog, step.layer, step.column)->take;
    for (uint32_t i = take.first; i < take.first + take.count; i++) {
        const struct component *row = &report->catalog->components[report->catalog->refs[i]];
        layout_list(&text, 0, catalog_text(report->catalog, row->short_name));
    }
    return text.len > 0 ? strbuf_str(&text) : STR("nothing");
}

/* ---- the head ---- */

static void add_head(const struct report *report)
{
    const struct catalog *catalog = report->catalog;
    struct arena *arena = report->text->arena;
    layout_title(report->text, report->design->title);
    layout_item(report->text, 0, STR("Reads as"), LABEL_COLUMN,
                reading_text_answer(catalog, &report->reading, arena));
    layout_item(report->text, 0, STR("Aims at"), LABEL_COLUMN,
                scale_name(catalog, report->design->scale));
    layout_item(
        report->text, 0, STR("Votes"), LABEL_COLUMN,
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
                               STR_ARG(scale_name(catalog, sign->scale)), (unsigned)sign->weight),
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
        quantity hundredths = micro_round(vote->weight[scale], MICRO / 100);
        if (hundredths > 0) {
            layout_list(&text, 0,
                        str_format(arena, "%.*s %.*s", STR_ARG(scale_name(catalog, scale)),
                                   STR_ARG(micro_format(arena, hundredths, false))));
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
        layout_item(report->text, 2, catalog_text(catalog, layer->name), LAYER_COLUMN,
                    str_format(arena, "%.*s (weight %u): %.*s",
                               STR_ARG(vote_text(catalog, vote, arena)), (unsigned)layer->weight,
                               STR_ARG(chosen_text(report, vote->layer))));
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
                layout_list(&list, 0,
                            catalog_text(report->catalog, report->catalog->layers[layer].name));
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
                str_format(report->text->arena, "%.*s -> %.*s",
                           STR_ARG(chosen_text(report, step.layer)),
                           STR_ARG(cell_text(report, step))));
}

static void add_after(const struct report *report, const struct reading *after)
{
    struct arena *arena = report->text->arena;
    layout_paragraph(report->text, 2, LAYOUT_WIDTH,
                     str_format(arena, "Then it reads as %.*s.",
                                STR_ARG(reading_text_answer(report->catalog, after, arena))));
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
        layout_paragraph(report->text, 2, LAYOUT_WIDTH,
                         STR("No single layer: it reads so whatever one of them changes to."));
    }
}

static void add_towards(const struct report *report)
{
    struct arena *arena = report->text->arena;
    struct reading_path path;
    struct str scale = scale_name(report->catalog, report->design->scale);
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
