/* The card: what is known about the thing under the cursor. */
#include "strata/analysis/bill_words.h"
#include "strata/analysis/evidence.h"
#include "strata/analysis/price_age.h"
#include "ui/view.h"

/* A column of text that fills the card from the top. */
struct card {
    const struct view *view;
    struct area area; /* inside the frame */
    int y;
};

static void add(struct card *card, enum style style, struct str text)
{
    int rows = card->area.height - card->y;

    if (rows > 0 && text.len > 0) {
        card->y = view_wrap(card->view, card->area, 0, card->y, rows, style, text);
    }
}

static void add_labelled(struct card *card, const char *label, struct str text)
{
    if (text.len > 0) {
        add(card, STYLE_TEXT, str_format(card->view->frame, "%s: %.*s", label, STR_ARG(text)));
    }
}

static void gap(struct card *card)
{
    card->y++;
}

static struct str text_of(const struct card *card, struct text text)
{
    return catalog_text(card->view->app->catalog, text);
}

/* What the component costs: on the present bill if it is there, else on the previewed one. */
static struct str component_cost(const struct card *card, component_id id)
{
    const struct app *app = card->view->app;
    money likely;

    if (bill_of_component(&app->review.bill, id, &likely)) {
        return str_format(card->view->frame, "%.*s a month here",
                          STR_ARG(money_format(card->view->frame, likely)));
    }
    if (app->has_preview && bill_of_component(&app->preview.bill, id, &likely)) {
        return str_format(card->view->frame, "%.*s a month if taken",
                          STR_ARG(money_format(card->view->frame, likely)));
    }
    return (struct str){ 0 };
}

static void add_component(struct card *card, component_id id)
{
    const struct catalog *catalog = card->view->app->catalog;
    const struct component *component = &catalog->components[id];
    struct str scales = catalog_scale_names(catalog, component->scales, card->view->frame);
    struct str status = str_from(status_name(component->status));

    add(card, STYLE_HEAD, text_of(card, component->name));
    add(card, STYLE_DIM,
        str_format(card->view->frame, "%s by %.*s, for %.*s", kind_name(component->kind),
                   STR_ARG(text_of(card, component->vendor)), STR_ARG(scales)));
    if (component->status != STATUS_ACTIVE) {
        add(card, STYLE_WARNING,
            str_format(card->view->frame, "%.*s. %.*s", STR_ARG(status),
                       STR_ARG(text_of(card, component->status_note))));
    }
    add(card, STYLE_TEXT, text_of(card, component->what));
    add(card, STYLE_TEXT, text_of(card, component->when));
    if (component->pricing == PRICING_UNKNOWN) {
        add(card, STYLE_WARNING, STR("Price: ? (not known)"));
        add(card, STYLE_DIM, text_of(card, component->pricing_note));
    }
    if (component->pricing == PRICING_NOTHING) {
        add_labelled(card, "No bill of its own", text_of(card, component->pricing_note));
    }
    if (component->pricing == PRICING_PLANS) {
        add_labelled(card, "Cost", component_cost(card, id));
    }
}

static void draw_cell_card(struct card *card, layer_id layer)
{
    const struct app *app = card->view->app;
    const struct catalog *catalog = app->catalog;
    const struct cell *cell = catalog_cell(catalog, layer, app->column);
    struct str chosen = app_choice_text(catalog, app_design(app), layer, card->view->frame);

    add(card, STYLE_HEAD, text_of(card, catalog->layers[layer].name));
    add(card, STYLE_TEXT, text_of(card, catalog->layers[layer].what));
    add(card, STYLE_DIM, text_of(card, catalog->layers[layer].changes));
    gap(card);
    add_labelled(card, "Chosen", chosen.len > 0 ? chosen : STR("nothing"));
    add_labelled(card, "Note", design_note(app_design(app), layer));
    gap(card);
    add(card, STYLE_DIM,
        str_format(card->view->frame,
                   "%.*s:", STR_ARG(text_of(card, catalog->scales[app->column].name))));
    add(card, STYLE_TEXT, text_of(card, cell->text));
    gap(card);
    for (uint32_t i = 0; i < cell->take.count; i++) {
        add_component(card, catalog->refs[cell->take.first + i]);
        gap(card);
    }
    if (cell->take.count == 0) {
        add(card, STYLE_DIM, STR("Enter takes nothing for this layer."));
    }
}

static void draw_column_card(struct card *card)
{
    const struct app *app = card->view->app;

    add(card, STYLE_HEAD, text_of(card, app->catalog->scales[app->column].name));
    add(card, STYLE_TEXT, text_of(card, app->catalog->scales[app->column].what));
    gap(card);
    add(card, STYLE_DIM,
        STR("Enter takes every layer as this column has it, and aims at it. u brings the old one back."));
}

/* Old prices say so. */
static void add_price_age(struct card *card, component_id id)
{
    const struct app *app = card->view->app;
    int32_t age = price_age(price_day(app->catalog, id), app->today);

    if (age > PRICE_OLD && age != INT32_MAX) {
        add(card, STYLE_WARNING,
            str_format(card->view->frame, "The price is %d days old.", (int)age));
    }
}

static void draw_line_card(struct card *card, const struct bill_line *line)
{
    const struct catalog *catalog = card->view->app->catalog;
    const struct component *component = &catalog->components[line->component];
    struct arena *frame = card->view->frame;

    add(card, STYLE_HEAD, text_of(card, component->name));
    add_labelled(card, "Plan", bill_line_plan(catalog, line, frame));
    if (bill_line_priced(line)) {
        add(card, STYLE_TEXT,
            str_format(frame, "%.*s: %.*s = %.*s", STR_ARG(line->label),
                       STR_ARG(bill_line_how(catalog, line, frame)),
                       STR_ARG(money_format(frame, line->cost.likely))));
    } else {
        add(card, STYLE_TEXT, bill_line_how(catalog, line, frame));
    }
    for (uint32_t i = 0; i < line->part_count; i++) {
        add(card, STYLE_TEXT,
            str_format(frame, "%.*s: %.*s", STR_ARG(line->parts[i].label),
                       STR_ARG(micro_format(frame, line->parts[i].amount, true))));
    }
    if (line->cost.low != line->cost.high) {
        add_labelled(card, "Between",
                     str_format(frame, "%.*s and %.*s",
                                STR_ARG(money_format(frame, line->cost.low)),
                                STR_ARG(money_format(frame, line->cost.high))));
    }
    if (line->estimate) {
        add(card, STYLE_WARNING, STR("An estimate, no published price."));
    }
    if (line->forgotten) {
        add(card, STYLE_WARNING, STR("Often forgotten."));
    }
    if (bill_line_priced(line)) {
        add_price_age(card, line->component);
    }
    if (line->plan != NONE) {
        add(card, STYLE_DIM, text_of(card, catalog->plans[line->plan].note));
    }
    gap(card);
    for (uint32_t i = 0; i < component->sources.count; i++) {
        const struct source *source = &catalog->sources[component->sources.first + i];

        add(card, STYLE_DIM,
            str_format(frame, "Source: %.*s, %.*s", STR_ARG(text_of(card, source->where)),
                       STR_ARG(text_of(card, source->date))));
    }
}

static void draw_boxes_card(struct card *card)
{
    const struct app *app = card->view->app;
    const struct architecture *architecture = &app->review.architecture;
    uint32_t cursor = (uint32_t)app->lists[app->view].cursor;
    const struct box *box;

    if (cursor >= architecture->box_count) {
        add(card, STYLE_TEXT,
            STR("An arrow is a run-time call from one box to another; a dashed one is telemetry, "
                "evals, or a fetch of keys or prompts, and is counted apart."));
        return;
    }
    box = &architecture->boxes[cursor];
    add(card, STYLE_HEAD, box->label);
    for (uint32_t i = 0; i < box->member_count; i++) {
        gap(card);
        add_component(card, box->members[i].component);
    }
    if (box->implied) {
        add(card, STYLE_DIM, STR("Nothing is chosen for this part, but other boxes need it."));
    }
}

/* The figures that the rule went by, and how its sums come about. */
static void add_evidence(struct card *card, const struct finding *finding)
{
    struct arena *frame = card->view->frame;
    const struct review *review = &card->view->app->review;
    struct evidence_list evidence;
    struct facts facts;

    review_facts(review, &facts);
    evidence_make(&facts, &review->bill, finding, frame, &evidence);
    for (uint32_t i = 0; i < evidence.count; i++) {
        add(card, STYLE_TEXT, evidence_text(&evidence.list[i], frame));
    }
    for (uint32_t i = 0; i < evidence.sum_count; i++) {
        add(card, STYLE_DIM, evidence.sums[i]);
    }
}

static void draw_finding_card(struct card *card, const struct finding *finding)
{
    const struct catalog *catalog = card->view->app->catalog;
    const struct rule *rule = &catalog->rules[finding->rule];

    add(card, STYLE_HEAD, text_of(card, rule->name));
    add(card, STYLE_TEXT, finding->text);
    gap(card);
    add_labelled(card, "Right", finding->right);
    if (finding->fixable) {
        add_labelled(card, "f", edit_describe(catalog, &finding->fix, card->view->frame));
    }
    if (finding->accepted) {
        add_labelled(card, "a", finding_acceptance_text(finding, card->view->frame));
    }
    gap(card);
    add_evidence(card, finding);
    gap(card);
    add(card, STYLE_DIM,
        str_format(card->view->frame, "Source: %.*s", STR_ARG(text_of(card, rule->source))));
}

static void draw_figure_card(struct card *card)
{
    const struct app *app = card->view->app;
    const struct figure *figure = app_figure(app);

    add(card, STYLE_HEAD, text_of(card, figure->name));
    add(card, STYLE_TEXT, text_of(card, figure->what));
    gap(card);
    if (figure->source == FIGURE_GIVEN) {
        add(card, STYLE_DIM, STR("Defaults:"));
        for (scale_id scale = 0; scale < app->catalog->scale_count; scale++) {
            add(card, STYLE_DIM,
                str_format(card->view->frame, "%.*s %.*s",
                           STR_ARG(text_of(card, app->catalog->scales[scale].name)),
                           STR_ARG(micro_format(
                               card->view->frame,
                               app->catalog->numbers[figure->defaults.first + scale], true))));
        }
    } else if (figure->source != FIGURE_REGIONS) {
        add(card, STYLE_DIM, STR("Calculated from other figures."));
    }
}

static void draw_item_card(struct card *card)
{
    const struct app *app = card->view->app;
    component_id item = NONE;

    if (app->menu.list.count == 0) {
        return;
    }
    item = app_item_component(app, app->menu.list.cursor);
    if (item == NONE) {
        add(card, STYLE_TEXT, STR("Nothing for this layer."));
    } else if (item == MENU_OWN) {
        add(card, STYLE_TEXT, STR("A component of the design's own: Enter describes it."));
    } else {
        add_component(card, item);
    }
}

static void draw_texts(struct card *card, struct card_text text)
{
    for (int i = 0; i < text.count; i++) {
        if (text.texts[i].len == 0) {
            gap(card);
        }
        add(card, text.styles[i], text.texts[i]);
    }
}

static void draw_content(struct card *card)
{
    const struct app *app = card->view->app;
    uint32_t cursor = (uint32_t)app->lists[app->view].cursor;

    if (app->place == PLACE_CHOOSER) {
        draw_item_card(card);
        return;
    }
    switch (app->view) {
    case PLACE_STACK:
        if (app_row(app)->kind == ROW_LAYER) {
            draw_cell_card(card, app_row(app)->id);
        } else if (app_row(app)->kind == ROW_HEAD) {
            draw_column_card(card);
        }
        break;
    case PLACE_DIAGRAM:
    case PLACE_BOXES: draw_boxes_card(card); break;
    case PLACE_BILL:
        if (cursor < app->review.bill.line_count) {
            draw_line_card(card, &app->review.bill.lines[cursor]);
        }
        break;
    case PLACE_FINDINGS:
        if (cursor < app->review.findings.count) {
            draw_finding_card(card, &app->review.findings.list[cursor]);
        }
        break;
    case PLACE_WORKLOAD: draw_figure_card(card); break;
    case PLACE_READING: draw_texts(card, view_reading_card(card->view)); break;
    case PLACE_CHOOSER:
    case PLACE_OWN:
    case PLACE_HELP:
    case PLACE_GROWTH:
    case PLACE_PROMPT:
    case PLACE_CONFIRM:
    case PLACE__COUNT: break;
    }
}

void view_card(const struct view *view)
{
    struct area side = view->layout.side;
    bool below = side.x == 0;
    struct card card = { view, side, 0 };

    if (below) {
        canvas_line(view->canvas, side.x, side.y, side.width, STYLE_FRAME);
        card.area = (struct area){ side.x + 1, side.y + 1, side.width - 2, side.height - 1 };
    } else {
        canvas_column(view->canvas, side.x, side.y, side.height, STYLE_FRAME);
        card.area = (struct area){ side.x + 2, side.y, side.width - 3, side.height };
    }
    draw_content(&card);
}
