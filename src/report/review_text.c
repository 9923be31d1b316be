#include "strata/report/review_text.h"

#include "strata/analysis/reading_words.h"
#include "strata/base/text.h"
#include "strata/report/finding_text.h"
#include "strata/report/page_text.h"
#include "strata/report/reading_text.h"

#define LABEL_COLUMN 11 /* of the head */
#define LAYER_COLUMN 4
#define CHOICE_COLUMN 27
#define COST_CELLS 9

static struct str text_of(const struct review *review, struct text text)
{
    return catalog_text(review->catalog, text);
}

/* ---- phrases ---- */

static struct str bill_text(const struct bill *bill, struct arena *arena)
{
    struct strbuf text = { .arena = arena };
    strbuf_addf(&text, "%.*s a month", STR_ARG(money_format(arena, bill->total.likely)));
    if (bill->total.low != bill->total.high) {
        strbuf_addf(&text, " (between %.*s and %.*s)",
                    STR_ARG(money_format(arena, bill->total.low)),
                    STR_ARG(money_format(arena, bill->total.high)));
    }
    strbuf_addf(&text, "; %.*s when nobody uses it", STR_ARG(money_format(arena, bill->floor)));
    if (bill->unpriced > 0) {
        strbuf_addf(&text, "; left out: %u unknown price%s (?)", (unsigned)bill->unpriced,
                    plural_s(bill->unpriced));
    }
    return strbuf_str(&text);
}

struct str review_text_findings(const struct findings *findings, struct arena *arena)
{
    struct strbuf text = { .arena = arena };
    for (int i = SEVERITY__COUNT - 1; i >= 0; i--) {
        uint32_t count = findings->counts[i];
        if (count > 0) {
            strbuf_comma(&text, 0);
            strbuf_addf(&text, "%u %s%s", (unsigned)count, severity_name((enum severity)i),
                        plural_s(count));
        }
    }
    if (findings->accepted_count > 0) {
        strbuf_comma(&text, 0);
        strbuf_addf(&text, "%u accepted", (unsigned)findings->accepted_count);
    }
    return text.len > 0 ? strbuf_str(&text) : STR("nothing found");
}

struct str review_text_hint(const struct review *review, const struct finding *finding,
                            struct arena *arena)
{
    struct strbuf text = { .arena = arena };
    if (finding->fixable) {
        strbuf_addf(&text, "fix: %.*s",
                    STR_ARG(edit_describe(review->catalog, &finding->fix, arena)));
    }
    if (finding->right.len > 0) {
        strbuf_addf(&text, "%sright: %.*s", text.len > 0 ? "; " : "", STR_ARG(finding->right));
    }
    return strbuf_str(&text);
}

/* ---- the head ---- */

/* The layers whose vote goes mostly elsewhere: "Secrets (Solo), CI (Solo)". */
static struct str dissent(const struct review *review, struct arena *arena)
{
    const struct reading *reading = &review->reading;
    struct strbuf text = { .arena = arena };
    for (uint32_t i = 0; i < reading->vote_count; i++) {
        const struct vote *vote = &reading->votes[i];
        scale_id best = reading->scale;
        for (scale_id scale = 0; scale < review->catalog->scale_count; scale++) {
            best = vote->weight[scale] > vote->weight[best] ? scale : best;
        }
        if (best != reading->scale) {
            struct str layer = text_of(review, review->catalog->layers[vote->layer].name);
            struct str scale = text_of(review, review->catalog->scales[best].name);
            strbuf_list(&text, 0, str_format(arena, "%.*s (%.*s)", STR_ARG(layer), STR_ARG(scale)));
        }
    }
    return strbuf_str(&text);
}

static void add_reading(struct strbuf *text, const struct review *review)
{
    const struct reading *reading = &review->reading;
    struct arena *arena = text->arena;
    layout_item(text, 0, STR("Reads as"), LABEL_COLUMN,
                reading_answer(review->catalog, reading, arena));
    if (reading->scale == NONE) {
        return;
    }
    for (uint32_t i = 0; i < reading->hallmark_count; i++) {
        const struct hallmark *hallmark = &review->catalog->hallmarks[reading->hallmarks[i]];
        struct str scale = text_of(review, review->catalog->scales[hallmark->scale].name);
        layout_item(text, LABEL_COLUMN, STR("-"), LABEL_COLUMN + 2,
                    str_format(arena, "%.*s (%.*s)", STR_ARG(text_of(review, hallmark->text)),
                               STR_ARG(scale)));
    }
    layout_item(text, LABEL_COLUMN, STR("-"), LABEL_COLUMN + 2,
                str_format(arena, "votes: %.*s",
                           STR_ARG(reading_text_votes(review->catalog, reading->sums, arena))));
    struct str others = dissent(review, arena);
    if (others.len > 0) {
        layout_item(text, LABEL_COLUMN, STR("-"), LABEL_COLUMN + 2,
                    str_format(arena, "not so: %.*s", STR_ARG(others)));
    }
}

static void add_regions(struct strbuf *text, const struct design *design)
{
    struct strbuf list = { .arena = text->arena };
    for (uint32_t i = 0; i < design->region_count; i++) {
        strbuf_list(&list, 0, design->regions[i]);
    }
    if (list.len > 0) {
        layout_item(text, 0, STR("Regions"), LABEL_COLUMN, strbuf_str(&list));
    }
}

static void add_needs(struct strbuf *text, const struct review *review)
{
    struct strbuf list = { .arena = text->arena };
    for (tag_id tag = 0; tag < review->catalog->tag_count; tag++) {
        if ((review->design.needs >> tag & 1) != 0) {
            strbuf_list(&list, 0, text_of(review, review->catalog->tags[tag].name));
        }
    }
    if (list.len > 0) {
        layout_item(text, 0, STR("Needs"), LABEL_COLUMN, strbuf_str(&list));
    }
}

static void add_head(struct strbuf *text, const struct review *review)
{
    const struct design *design = &review->design;
    const struct scale *scale = &review->catalog->scales[design->scale];
    struct arena *arena = text->arena;
    layout_title(text, design->title);
    layout_item(text, 0, STR("Scale"), LABEL_COLUMN,
                str_format(arena, "%.*s: %.*s", STR_ARG(text_of(review, scale->name)),
                           STR_ARG(text_of(review, scale->what))));
    layout_item(text, 0, STR("Diagram"), LABEL_COLUMN,
                architecture_counts(&review->architecture, arena));
    layout_item(text, 0, STR("Bill"), LABEL_COLUMN, bill_text(&review->bill, arena));
    struct str books = catalog_books(review->catalog, arena);
    if (books.len > 0) {
        layout_item(text, 0, STR("Prices"), LABEL_COLUMN, books);
    }
    add_reading(text, review);
    layout_item(text, 0, STR("Findings"), LABEL_COLUMN,
                review_text_findings(&review->findings, arena));
    add_regions(text, design);
    add_needs(text, review);
}

/* ---- the stack ---- */

/* What the components that have their home on this layer's lines cost together: "$6,100", "$12 +
 * ?", or nothing. */
static struct str layer_cost(const struct review *review, layer_id layer, struct arena *arena)
{
    const struct bill *bill = &review->bill;
    money sum = 0;
    bool priced = false;
    bool unknown = false;
    for (uint32_t i = 0; i < bill->line_count; i++) {
        const struct bill_line *line = &bill->lines[i];
        if (line->layer == layer) {
            unknown |= line->kind == LINE_UNKNOWN;
            priced |= line->kind != LINE_UNKNOWN && line->kind != LINE_NOTHING;
            /* Parts of a total that fits do fit. */
            (void)money_add(sum, line->cost.likely, &sum);
        }
    }
    struct str known = priced ? money_format_short(arena, sum) : (struct str){ 0 };
    return unknown ? str_format(arena, "%.*s%s?", STR_ARG(known), priced ? "+" : "") : known;
}

static struct str choice_names(const struct review *review, const struct choice *choices,
                               uint32_t count, struct arena *arena)
{
    struct strbuf names = { .arena = arena };
    for (uint32_t i = 0; i < count; i++) {
        strbuf_list(&names, 0,
                    text_of(review, review->catalog->components[choices[i].component].short_name));
        if (choices[i].share > 0) {
            strbuf_addf(&names, " %.*s %%", STR_ARG(micro_format(arena, choices[i].share, false)));
        }
    }
    return strbuf_str(&names);
}

static void add_layer(struct strbuf *text, const struct review *review, layer_id layer,
                      const struct choice *choices, uint32_t count)
{
    struct arena *arena = text->arena;
    struct str name = text_of(review, review->catalog->layers[layer].name);
    struct str rest = choice_names(review, choices, count, arena);
    struct str cost = layer_cost(review, layer, arena);
    struct str line;
    size_t start = text->len;
    unsigned cells = LAYOUT_WIDTH - CHOICE_COLUMN - COST_CELLS - 1;

    strbuf_addf(text, "%*s%.*s", LAYER_COLUMN, "",
                STR_ARG(text_cut(arena, name, CHOICE_COLUMN - LAYER_COLUMN - 1, true)));
    layout_pad(text, start, CHOICE_COLUMN);
    for (bool first = true; text_wrap(&rest, cells, &line); first = false) {
        if (!first) {
            start = text->len;
            layout_pad(text, start, CHOICE_COLUMN);
        }
        strbuf_add(text, line);
        if (first && cost.len > 0) {
            layout_pad(text, start, LAYOUT_WIDTH - COST_CELLS);
            layout_right(text, COST_CELLS, cost);
        }
        strbuf_add_char(text, '\n');
    }
}

static void add_note(struct strbuf *text, const struct review *review, layer_id layer)
{
    struct str note = design_note(&review->design, layer);
    if (note.len > 0) {
        layout_paragraph(text, CHOICE_COLUMN + 2, LAYOUT_WIDTH - COST_CELLS - 1,
                         str_format(text->arena, "(%.*s)", STR_ARG(note)));
    }
}

static void add_stack(struct strbuf *text, const struct review *review)
{
    const struct catalog *catalog = review->catalog;
    layout_heading(text, "Stack");
    if (review->design.choice_count == 0) {
        strbuf_addz(text, "  nothing chosen yet\n");
    }
    group_id group = NONE;
    for (layer_id layer = 0; layer < catalog->layer_count; layer++) {
        const struct choice *choices;
        uint32_t count = design_layer(&review->design, layer, &choices);
        if (count == 0) {
            continue;
        }
        if (catalog->layers[layer].group != group) {
            group = catalog->layers[layer].group;
            strbuf_addf(text, "  %.*s\n", STR_ARG(text_of(review, catalog->groups[group].name)));
        }
        add_layer(text, review, layer, choices, count);
        add_note(text, review, layer);
    }
}

/* ---- the diagram ---- */

/* " (eu-west)", or nothing for what all regions share. */
static struct str region_text(const struct review *review, uint32_t region, struct arena *arena)
{
    if (region == NONE) {
        return (struct str){ 0 };
    }
    return str_format(arena, " (%.*s)", STR_ARG(review->design.regions[region]));
}

static void add_boxes(struct strbuf *text, const struct review *review)
{
    const struct architecture *architecture = &review->architecture;
    layout_heading(text, "Boxes");
    for (uint32_t i = 0; i < architecture->box_count; i++) {
        const struct box *box = &architecture->boxes[i];
        struct strbuf line = { .arena = text->arena };
        strbuf_add(&line, box->label);
        strbuf_add(&line, region_text(review, box->region, text->arena));
        if (box->implied) {
            strbuf_addz(&line, ": assumed, nothing is chosen");
        } else if (box->layer != NONE) {
            strbuf_addf(&line, ": %.*s",
                        STR_ARG(text_of(review, review->catalog->layers[box->layer].name)));
        }
        struct str number = str_format(text->arena, "%3u", (unsigned)i + 1);
        layout_item(text, 1, number, 6, strbuf_str(&line));
    }
}

/* "Portkey -> Claude Sonnet: prompts"; a region that both share is told once. */
static struct str arrow_text(const struct review *review, const struct arrow *arrow,
                             struct arena *arena)
{
    const struct box *from = &review->architecture.boxes[arrow->from];
    const struct box *to = &review->architecture.boxes[arrow->to];
    struct strbuf text = { .arena = arena };
    strbuf_add(&text, from->label);
    if (from->region != to->region) {
        strbuf_add(&text, region_text(review, from->region, arena));
    }
    strbuf_addf(&text, " -> %.*s", STR_ARG(to->label));
    strbuf_add(&text, region_text(review, to->region, arena));
    if (arrow->label.len > 0) {
        strbuf_addf(&text, ": %.*s", STR_ARG(arrow->label));
    }
    return strbuf_str(&text);
}

static void add_arrows(struct strbuf *text, const struct review *review, bool dashed)
{
    const struct architecture *architecture = &review->architecture;
    if ((dashed ? architecture->dashed_count : architecture->solid_count) == 0) {
        return;
    }
    layout_heading(text, dashed ? "Dashed arrows" : "Arrows");
    uint32_t number = 0;
    for (uint32_t i = 0; i < architecture->arrow_count; i++) {
        const struct arrow *arrow = &architecture->arrows[i];
        if (arrow->dashed != dashed) {
            continue;
        }
        layout_item(text, 1, str_format(text->arena, "%3u", (unsigned)++number), 6,
                    arrow_text(review, arrow, text->arena));
    }
}

/* ---- findings ---- */

static void add_findings(struct strbuf *text, const struct review *review)
{
    const struct findings *findings = &review->findings;
    layout_heading(text, "Findings");
    if (findings->count == 0) {
        strbuf_addz(text, "  none\n");
    }
    for (uint32_t i = 0; i < findings->count; i++) {
        finding_text_add(text, review, &findings->list[i]);
    }
    finding_text_add_idle(text, review);
}

struct str review_text(const struct review *review, struct arena *arena)
{
    struct strbuf text = { .arena = arena };
    add_head(&text, review);
    add_stack(&text, review);
    add_boxes(&text, review);
    add_arrows(&text, review, false);
    add_arrows(&text, review, true);
    add_findings(&text, review);
    return strbuf_str(&text);
}
