/* The figures that the bill is made of. */
#include "ui/card.h"

static void draw(const struct view *view)
{
    const struct app *app = view->app;
    const struct list *list = &app->lists[PLACE_WORKLOAD];
    struct area body = view->panes.body;
    int value_end = body.width * 6 / 10;

    view_put(view, view->panes.columns, 1, 0, body.width, STYLE_HEAD,
             str_format(view->frame,
                        "Workload: the figures of the bill; usual ones of %.*s (= is calculated)",
                        STR_ARG(catalog_scale_name(app->catalog, app_design(app)->like))));
    for (int y = 0; y < list->rows && list->top + y < list->count; y++) {
        figure_id id = (figure_id)(list->top + y);
        const struct figure *figure = &app->catalog->figures[id];
        bool own = design_own_figure(app_design(app), id, NULL);
        enum style style = own                              ? STYLE_CHOSEN
                           : figure->source == FIGURE_GIVEN ? STYLE_TEXT
                                                            : STYLE_DIM;

        if (own) {
            view_put(view, body, 0, y, 1, style, view_sign(view, SIGN_CHOSEN));
        } else if (figure->source != FIGURE_GIVEN) {
            view_put(view, body, 0, y, 1, style, STR("="));
        }
        view_put(view, body, 2, y, value_end - 16, style, catalog_text(app->catalog, figure->name));
        if (app->review.figures) {
            canvas_put_right(view->canvas, view_rect(body), body.x + value_end, body.y + y, style,
                             micro_format(view->frame, app->review.figures[id], true));
        }
        view_put(view, body, value_end + 1, y, body.width - value_end - 2, STYLE_DIM,
                 catalog_text(app->catalog, figure->unit));
        view_cursor(view, body, y, (int)id == list->cursor);
    }
    view_more(view, body, list);
}

static void card(struct card *card)
{
    const struct app *app = card->view->app;
    const struct figure *figure = app_figure(app);

    card_add(card, STYLE_HEAD, card_text(card, figure->name));
    card_add(card, STYLE_TEXT, card_text(card, figure->what));
    card_gap(card);
    if (figure->source == FIGURE_GIVEN) {
        card_add(card, STYLE_DIM, STR("Defaults:"));
        for (scale_id scale = 0; scale < app->catalog->scale_count; scale++) {
            card_add(card, STYLE_DIM,
                     str_format(card->view->frame, "%.*s %.*s",
                                STR_ARG(card_text(card, app->catalog->scales[scale].name)),
                                STR_ARG(micro_format(
                                    card->view->frame,
                                    app->catalog->numbers[figure->defaults.first + scale], true))));
        }
    } else if (figure->source != FIGURE_REGIONS) {
        card_add(card, STYLE_DIM, STR("Calculated from other figures."));
    }
}

const struct view_ops workload_view = { draw, card };
