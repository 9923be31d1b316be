/* The findings, the worst first. */
#include "strata/analysis/evidence.h"
#include "strata/base/text.h"
#include "ui/card.h"

/* Its severity, or that it does not count, and its name; below it what it says. */
static void draw_finding(const struct view *view, int y, int rows, const struct finding *finding)
{
    const struct app *app = view->app;
    struct area body = view->panes.body;
    bool counts = finding_counts(finding);
    const char *word = counts ? severity_name(finding->severity) : "accepted";
    struct str name = catalog_rule_name(app->catalog, finding->rule);
    struct str last = finding->right;
    int x = view_put(view, body, 1, y, 10, counts ? view_severity(finding->severity) : STYLE_DIM,
                     str_from(word));
    int end = y + rows;

    view_put(view, body, x + 1, y, body.width - x - 2, counts ? STYLE_HEAD : STYLE_DIM, name);
    y = view_wrap(view, body, 3, y + 1, rows - 2, counts ? STYLE_TEXT : STYLE_DIM, finding->text);
    if (finding->accepted) {
        last = finding_acceptance_text(finding, view->frame);
    } else if (last.len > 0) {
        last = str_format(view->frame, "Right: %.*s", STR_ARG(last));
    }
    if (y < end) {
        view_wrap(view, body, 3, y, end - y, finding->ran_out ? STYLE_WORSE : STYLE_DIM, last);
    }
}

static void draw(const struct view *view)
{
    const struct app *app = view->app;
    const struct list *list = &app->lists[PLACE_FINDINGS];
    struct area body = view->panes.body;

    view_put(view, view->panes.columns, 1, 0, body.width, STYLE_HEAD,
             STR("Findings, the worst first"));
    for (int i = list->top; i < list->count && i < list->top + list->rows; i++) {
        int y = (i - list->top) * FINDING_ROWS;

        draw_finding(view, y, FINDING_ROWS, &app->review.findings.list[i]);
        view_cursor(view, body, y, i == list->cursor);
    }
    if (list->count == 0) {
        view_put(view, body, 1, 0, body.width - 1, STYLE_GOOD,
                 STR("Nothing was found. This stack fits its column."));
    }
    view_more(view, body, list);
}

/* ---- the card ---- */

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
        card_add(card, STYLE_TEXT, evidence_text(&evidence.list[i], frame));
    }
    for (uint32_t i = 0; i < evidence.sum_count; i++) {
        card_add(card, STYLE_DIM, evidence.sums[i]);
    }
}

static void card_of_finding(struct card *card, const struct finding *finding)
{
    const struct catalog *catalog = card->view->app->catalog;
    const struct rule *rule = &catalog->rules[finding->rule];

    card_add(card, STYLE_HEAD, card_text(card, rule->name));
    card_add(card, STYLE_TEXT, finding->text);
    card_gap(card);
    card_add_labelled(card, "Right", finding->right);
    if (finding->fixable) {
        card_add_labelled(card, "f", edit_describe(catalog, &finding->fix, card->view->frame));
    }
    if (finding->accepted) {
        card_add_labelled(card, "a", finding_acceptance_text(finding, card->view->frame));
    }
    card_gap(card);
    add_evidence(card, finding);
    card_gap(card);
    card_add(card, STYLE_DIM,
             str_format(card->view->frame, "Source: %.*s", STR_ARG(card_text(card, rule->source))));
}

static void card(struct card *card)
{
    const struct app *app = card->view->app;
    uint32_t cursor = (uint32_t)app->lists[PLACE_FINDINGS].cursor;

    if (cursor < app->review.findings.count) {
        card_of_finding(card, &app->review.findings.list[cursor]);
    }
}

const struct view_ops findings_view = { draw, card };
