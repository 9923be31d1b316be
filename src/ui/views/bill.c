/* The bill, line by line, and its totals. */
#include "strata/analysis/bill_words.h"
#include "strata/analysis/operations.h"
#include "strata/analysis/price_age.h"
#include "ui/card.h"

/* Where the columns of amounts end. */
struct columns {
    int label, quantity, unit, likely;
};

static struct columns bill_columns(int width)
{
    struct columns c;

    c.likely = width - 1;
    c.unit = c.likely - 13;
    c.quantity = c.unit - (width < 90 ? 12 : 14);
    c.label = 2 + (c.quantity - 13) * 45 / 100;
    return c;
}

static void put_right(const struct view *view, int end, int y, enum style style, struct str text)
{
    struct area body = view->panes.body;

    canvas_put_right(view->canvas, view_rect(body), body.x + end, body.y + y, style, text);
}

/* Quantities of millions are easier to compare in millions. */
static struct str quantity_text(const struct view *view, quantity amount)
{
    if (amount >= 1000000 * MICRO) {
        quantity millions = micro_round(amount, 10000 * MICRO) / 1000000;

        return str_format(view->frame, "%.*sM", STR_ARG(micro_format(view->frame, millions, true)));
    }
    return micro_format(view->frame, micro_round(amount, MICRO / 100), true);
}

/* Has it a quantity and a price? */
static bool is_counted(const struct bill_line *line)
{
    return line->kind == LINE_CHARGE && line->charge && line->charge->kind == CHARGE_METER;
}

/* What the price is for, if not for one: "/M", "/100K", "/730". */
static struct str per_text(const struct view *view, quantity per)
{
    const char *unit = "";

    if (per <= MICRO) {
        return STR("");
    }
    if (per % (1000000 * MICRO) == 0) {
        unit = "M";
        per /= 1000000;
    } else if (per % (1000 * MICRO) == 0) {
        unit = "K";
        per /= 1000;
    }
    return str_format(view->frame, "/%.*s%s",
                      STR_ARG(per == MICRO ? STR("") : micro_format(view->frame, per, true)), unit);
}

static void draw_amounts(const struct view *view, int y, const struct columns *c,
                         const struct bill_line *line, enum style style)
{
    if (line->kind == LINE_UNKNOWN) {
        put_right(view, c->likely, y, STYLE_WARNING, STR("?"));
        return;
    }
    if (line->kind == LINE_NOTHING) {
        put_right(view, c->likely, y, STYLE_DIM, STR("-"));
        return;
    }
    if (is_counted(line)) {
        put_right(view, c->quantity, y, style, quantity_text(view, line->amount));
        if (line->unit.likely != 0) {
            put_right(view, c->unit, y, STYLE_DIM,
                      str_format(view->frame, "%.*s$%.*s%.*s", STR_ARG(view_sign(view, SIGN_TIMES)),
                                 STR_ARG(micro_format(view->frame, line->unit.likely, true)),
                                 STR_ARG(per_text(view, line->charge->per))));
        }
    }
    put_right(view, c->likely, y, style, money_format(view->frame, line->cost.likely));
}

static void draw_line(const struct view *view, int y, const struct columns *c, uint32_t i)
{
    const struct catalog *catalog = view->app->catalog;
    const struct bill *bill = &view->app->review.bill;
    const struct bill_line *line = &bill->lines[i];
    struct area body = view->panes.body;
    bool first = i == 0 || bill->lines[i - 1].component != line->component;
    enum style style = line->kind == LINE_NOTHING ? STYLE_DIM : STYLE_TEXT;
    int label_end = is_counted(line) ? c->quantity : c->likely; /* else nothing is in the way */

    if (first) {
        view_put(view, body, 1, y, c->label - 2, style,
                 catalog_text(catalog, catalog->components[line->component].short_name));
    }
    view_put(view, body, c->label, y, label_end - c->label - 12, STYLE_DIM, line->label);
    draw_amounts(view, y, c, line, style);
}

static void draw_totals(const struct view *view)
{
    const struct bill *bill = &view->app->review.bill;
    struct area body = view->panes.body;
    int y = body.height - BILL_FOOT_ROWS;
    struct columns c = bill_columns(body.width);
    struct str books = catalog_books(view->app->catalog, view->frame);
    struct strbuf text = { .arena = view->frame };
    struct operations operations;

    canvas_line(view->canvas, body.x, body.y + y, body.width, STYLE_FRAME);
    view_put(view, body, 1, y + 1, 40, STYLE_HEAD, STR("Total a month, likely"));
    put_right(view, c.likely, y + 1, STYLE_HEAD, money_format(view->frame, bill->total.likely));
    if (bill->total.low != bill->total.high) {
        strbuf_addf(&text, "between %.*s and %.*s; ",
                    STR_ARG(money_format_short(view->frame, bill->total.low)),
                    STR_ARG(money_format_short(view->frame, bill->total.high)));
    }
    strbuf_addf(&text, "%.*s of it when nobody uses it",
                STR_ARG(money_format_short(view->frame, bill->floor)));
    if (operations_of(view->app->catalog, app_design(view->app), &operations)) {
        strbuf_addf(&text, "; %.*s h of work",
                    STR_ARG(micro_format(view->frame, micro_round(operations.hours, MICRO), true)));
    }
    if (books.len > 0) {
        strbuf_addf(&text, "; prices: %.*s", STR_ARG(books));
    }
    view_put(view, body, 1, y + 2, body.width - 2, STYLE_DIM, strbuf_str(&text));
    if (bill->unpriced > 0) {
        view_put(view, body, 1, y + 3, body.width - 2, STYLE_WARNING,
                 str_format(view->frame, "left out: %u with no known price (?)",
                            (unsigned)bill->unpriced));
    }
}

static void draw(const struct view *view)
{
    const struct list *list = &view->app->lists[PLACE_BILL];
    struct area body = view->panes.body;
    struct area heads = view->panes.columns;
    struct columns c = bill_columns(body.width);

    view_put(view, heads, 1, 0, 20, STYLE_HEAD, STR("Component"));
    view_put(view, heads, c.label, 0, 20, STYLE_HEAD, STR("Charge"));
    canvas_put_right(view->canvas, view_rect(heads), heads.x + c.quantity, heads.y, STYLE_HEAD,
                     STR("Quantity"));
    canvas_put_right(view->canvas, view_rect(heads), heads.x + c.unit, heads.y, STYLE_HEAD,
                     STR("Price"));
    canvas_put_right(view->canvas, view_rect(heads), heads.x + c.likely, heads.y, STYLE_HEAD,
                     STR("a month"));
    for (int y = 0; y < list->rows && list->top + y < list->count; y++) {
        draw_line(view, y, &c, (uint32_t)(list->top + y));
        view_cursor(view, body, y, list->top + y == list->cursor);
    }
    if (!view->app->broken) { /* there is no sum then, not even $0 */
        draw_totals(view);
    }
    body.height -= BILL_FOOT_ROWS;
    view_more(view, body, list);
}

/* ---- the card ---- */

/* Old prices say so. */
static void add_price_age(struct card *card, component_id id)
{
    const struct app *app = card->view->app;
    int32_t age = price_age(price_day(app->catalog, id), app->today);

    if (age > PRICE_OLD && age != INT32_MAX) {
        card_add(card, STYLE_WARNING,
                 str_format(card->view->frame, "The price is %d days old.", (int)age));
    }
}

static void card_of_line(struct card *card, const struct bill_line *line)
{
    const struct catalog *catalog = card->view->app->catalog;
    const struct component *component = &catalog->components[line->component];
    struct arena *frame = card->view->frame;

    card_add(card, STYLE_HEAD, card_text(card, component->name));
    card_add_labelled(card, "Plan", bill_line_plan(catalog, line, frame));
    if (bill_line_priced(line)) {
        card_add(card, STYLE_TEXT,
                 str_format(frame, "%.*s: %.*s = %.*s", STR_ARG(line->label),
                            STR_ARG(bill_line_how(catalog, line, frame)),
                            STR_ARG(money_format(frame, line->cost.likely))));
    } else {
        card_add(card, STYLE_TEXT, bill_line_how(catalog, line, frame));
    }
    for (uint32_t i = 0; i < line->part_count; i++) {
        card_add(card, STYLE_TEXT,
                 str_format(frame, "%.*s: %.*s", STR_ARG(line->parts[i].label),
                            STR_ARG(micro_format(frame, line->parts[i].amount, true))));
    }
    if (line->cost.low != line->cost.high) {
        card_add_labelled(card, "Between",
                          str_format(frame, "%.*s and %.*s",
                                     STR_ARG(money_format(frame, line->cost.low)),
                                     STR_ARG(money_format(frame, line->cost.high))));
    }
    if (line->estimate) {
        card_add(card, STYLE_WARNING, STR("An estimate, no published price."));
    }
    if (line->forgotten) {
        card_add(card, STYLE_WARNING, STR("Often forgotten."));
    }
    if (bill_line_priced(line)) {
        add_price_age(card, line->component);
    }
    if (line->plan != NONE) {
        card_add(card, STYLE_DIM, card_text(card, catalog->plans[line->plan].note));
    }
    card_gap(card);
    for (uint32_t i = 0; i < component->sources.count; i++) {
        const struct source *source = &catalog->sources[component->sources.first + i];

        card_add(card, STYLE_DIM,
                 str_format(frame, "Source: %.*s, %.*s", STR_ARG(card_text(card, source->where)),
                            STR_ARG(card_text(card, source->date))));
    }
}

static void card(struct card *card)
{
    const struct app *app = card->view->app;
    uint32_t cursor = (uint32_t)app->lists[PLACE_BILL].cursor;

    if (cursor < app->review.bill.line_count) {
        card_of_line(card, &app->review.bill.lines[cursor]);
    }
}

const struct view_ops bill_view = { draw, card };
