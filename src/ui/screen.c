#include "ui/screen.h"

#include "ui/card.h"

static void draw_too_small(const struct view *view)
{
    struct area all = { 0, 0, view->canvas->width, view->canvas->height };
    struct str need = str_format(view->frame, "%dx%d needed", SCREEN_WIDTH_MIN, SCREEN_HEIGHT_MIN);
    struct str text = str_format(view->frame, "strata needs %dx%d, this is %dx%d", SCREEN_WIDTH_MIN,
                                 SCREEN_HEIGHT_MIN, view->app->width, view->app->height);

    /* On the smallest screens only the figure has room. */
    if (view->app->width * view->app->height < 2 * (int)text.len) {
        text = need;
    }

    view_wrap(view, all, 0, 0, all.height, STYLE_TEXT, text);
}

static const struct view_ops *const views[] = {
#define VIEW(constant, file, key, name, help) [PLACE_##constant] = &file##_view,
#define FRONT(constant, file, kind, name) [PLACE_##constant] = &file##_view,
#include "app/place.def"
};

_Static_assert(sizeof(views) / sizeof(views[0]) == PLACE__COUNT, "a row for each place");

/* A place that draws nothing leaves blank what is there. */
static void draw_place(const struct view *view, enum place place)
{
    if (views[place]->draw) {
        views[place]->draw(view);
    }
}

/* That of what is in front, or of the view. */
static void draw_card(const struct view *view)
{
    const struct app *app = view->app;
    void (*card)(struct card *card) = views[app->place]->card;

    if (!card) {
        card = views[app->view]->card;
    }
    if (card && view->panes.side.width > 0 && place_kind(app->place) != KIND_OF_COVER) {
        card_draw(view, card);
    }
}

struct canvas screen_draw(const struct app *app, bool ascii, struct arena *frame)
{
    struct canvas canvas = canvas_new(frame, app->width, app->height, ascii);
    struct view view = { app, &canvas, frame, app_panes(app) };

    if (view.panes.too_small) {
        draw_too_small(&view);
        return canvas;
    }
    frame_head(&view);
    draw_place(&view, app->view);
    draw_card(&view);
    frame_foot(&view);
    if (app->place != app->view) {
        draw_place(&view, app->place);
    }
    return canvas;
}
