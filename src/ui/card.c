#include "ui/card.h"

void card_add(struct card *card, enum style style, struct str text)
{
    int rows = card->area.height - card->y;

    if (rows > 0 && text.len > 0) {
        card->y = view_wrap(card->view, card->area, 0, card->y, rows, style, text);
    }
}

void card_add_labelled(struct card *card, const char *label, struct str text)
{
    if (text.len > 0) {
        card_add(card, STYLE_TEXT, str_format(card->view->frame, "%s: %.*s", label, STR_ARG(text)));
    }
}

void card_gap(struct card *card)
{
    card->y++;
}

struct str card_text(const struct card *card, struct text text)
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

/* "Ends 2026-12-11; then GPT-6.1 Sol" */
static void add_ending(struct card *card, component_id id)
{
    const struct catalog *catalog = card->view->app->catalog;
    const struct ending *ending = catalog_ending(catalog, id);
    struct arena *frame = card->view->frame;
    struct str after = { 0 };

    if (!ending || ending->on == DAY_NONE) {
        return;
    }
    if (ending->successor != NONE) {
        after =
            str_format(frame, "; then %.*s",
                       STR_ARG(card_text(card, catalog->components[ending->successor].short_name)));
    }
    card_add(
        card, STYLE_WARNING,
        str_format(frame, "Ends %.*s%.*s", STR_ARG(day_format(ending->on, frame)), STR_ARG(after)));
}

void card_add_component(struct card *card, component_id id)
{
    const struct catalog *catalog = card->view->app->catalog;
    const struct component *component = &catalog->components[id];
    struct str scales = catalog_scale_names(catalog, component->scales, card->view->frame);
    struct str status = str_from(status_name(component->status));

    card_add(card, STYLE_HEAD, card_text(card, component->name));
    card_add(card, STYLE_DIM,
             str_format(card->view->frame, "%s by %.*s, for %.*s", kind_name(component->kind),
                        STR_ARG(card_text(card, component->vendor)), STR_ARG(scales)));
    if (component->status != STATUS_ACTIVE) {
        card_add(card, STYLE_WARNING,
                 str_format(card->view->frame, "%.*s. %.*s", STR_ARG(status),
                            STR_ARG(card_text(card, component->status_note))));
    }
    add_ending(card, id);
    card_add(card, STYLE_TEXT, card_text(card, component->what));
    card_add(card, STYLE_TEXT, card_text(card, component->when));
    if (component->pricing == PRICING_UNKNOWN) {
        card_add(card, STYLE_WARNING, STR("Price: ? (not known)"));
        card_add(card, STYLE_DIM, card_text(card, component->pricing_note));
    }
    if (component->pricing == PRICING_NOTHING) {
        card_add_labelled(card, "No bill of its own", card_text(card, component->pricing_note));
    }
    if (component->pricing == PRICING_PLANS) {
        card_add_labelled(card, "Cost", component_cost(card, id));
    }
}

void card_draw(const struct view *view, void (*content)(struct card *card))
{
    struct area side = view->panes.side;
    bool below = side.x == 0;
    struct card card = { view, side, 0 };

    if (below) {
        canvas_line(view->canvas, side.x, side.y, side.width, STYLE_FRAME);
        card.area = (struct area){ side.x + 1, side.y + 1, side.width - 2, side.height - 1 };
    } else {
        canvas_column(view->canvas, side.x, side.y, side.height, STYLE_FRAME);
        card.area = (struct area){ side.x + 2, side.y, side.width - 3, side.height };
    }
    content(&card);
}
