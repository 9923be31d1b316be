/* Boxes, then arrows, as a list. */
#include "ui/views/boxes.h"

#include "strata/base/text.h"

static void draw_box(const struct view *view, int y, const struct box *box)
{
    const struct catalog *catalog = view->app->catalog;
    struct area body = view->panes.body;
    int half = body.width / 2, room = half - 2, x;
    struct str where = { 0 };

    /* The region tells two boxes apart, so it is the label that is cut. */
    if (box->region != NONE) {
        where = str_format(view->frame, "@%.*s",
                           STR_ARG(view->app->review.design.regions[box->region]));
        where = text_cut(view->frame, where, (unsigned)(half / 2), view->canvas->ascii);
        room -= (int)text_width(where) + 1;
    }
    x = view_put(view, body, 1, y, room, STYLE_TEXT, box->label);
    view_put(view, body, x + 1, y, half - x - 1, STYLE_DIM, where);
    if (box->layer != NONE) {
        view_put(view, body, half + 1, y, body.width - half - 2, STYLE_DIM,
                 catalog_layer_name(catalog, box->layer));
    }
}

static struct str box_name(const struct view *view, uint32_t index)
{
    const struct box *box = &view->app->review.architecture.boxes[index];

    if (box->region == NONE) {
        return box->label;
    }
    return str_format(view->frame, "%.*s @%.*s", STR_ARG(box->label),
                      STR_ARG(view->app->review.design.regions[box->region]));
}

static void draw_arrow(const struct view *view, int y, const struct arrow *arrow)
{
    struct area body = view->panes.body;
    enum style style = arrow->dashed ? STYLE_DIM : STYLE_TEXT;
    int third = (body.width - 6) / 5 * 2;
    int x = view_put(view, body, 1, y, third, style, box_name(view, arrow->from));

    x = view_put(view, body, x + 1, y, 3, style,
                 view_sign(view, arrow->dashed ? SIGN_DASHED : SIGN_ARROW));
    x = view_put(view, body, x + 1, y, third, style, box_name(view, arrow->to));
    view_put(view, body, x + 2, y, body.width - x - 3, STYLE_DIM, arrow->label);
}

static void draw(const struct view *view)
{
    const struct architecture *architecture = &view->app->review.architecture;
    const struct list *list = &view->app->lists[PLACE_BOXES];
    struct area body = view->panes.body;

    view_put(view, view->panes.columns, 1, 0, body.width, STYLE_HEAD, STR("Boxes, then arrows"));
    for (int y = 0; y < list->rows && list->top + y < list->count; y++) {
        uint32_t i = (uint32_t)(list->top + y);

        if (i < architecture->box_count) {
            draw_box(view, y, &architecture->boxes[i]);
        } else {
            draw_arrow(view, y, &architecture->arrows[i - architecture->box_count]);
        }
        view_cursor(view, body, y, (int)i == list->cursor);
    }
    if (list->count == 0) {
        view_put(view, body, 1, 0, body.width - 1, STYLE_DIM,
                 STR("Nothing is chosen that runs by itself."));
    }
    view_more(view, body, list);
}

void boxes_card(struct card *card, uint32_t cursor)
{
    const struct app *app = card->view->app;
    const struct architecture *architecture = &app->review.architecture;
    const struct box *box;

    if (cursor >= architecture->box_count) {
        card_add(
            card, STYLE_TEXT,
            STR("An arrow is a run-time call from one box to another; a dashed one is telemetry, "
                "evals, or a fetch of keys or prompts, and is counted apart."));
        return;
    }
    box = &architecture->boxes[cursor];
    card_add(card, STYLE_HEAD, box->label);
    for (uint32_t i = 0; i < box->member_count; i++) {
        card_gap(card);
        card_add_component(card, box->members[i].component);
    }
    if (box->implied) {
        card_add(card, STYLE_DIM, STR("Nothing is chosen for this part, but other boxes need it."));
    }
}

static void card(struct card *card)
{
    boxes_card(card, (uint32_t)card->view->app->lists[PLACE_BOXES].cursor);
}

const struct view_ops boxes_view = { draw, card };
