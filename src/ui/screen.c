#include "ui/screen.h"

#include "ui/view.h"

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

static void draw_body(const struct view *view)
{
    static void (*const views[PLACE__VIEWS])(const struct view *) = {
        [PLACE_STACK] = view_stack,       [PLACE_DIAGRAM] = view_diagram,
        [PLACE_BOXES] = view_boxes,       [PLACE_BILL] = view_bill,
        [PLACE_FINDINGS] = view_findings, [PLACE_WORKLOAD] = view_workload,
        [PLACE_READING] = view_reading,
    };

    views[view->app->view](view);
}

/* What stands in front of the view. */
static void draw_front(const struct view *view)
{
    if (view->app->place == PLACE_CHOOSER) {
        view_chooser(view);
    } else if (view->app->place == PLACE_OWN) {
        view_own(view);
    } else if (view->app->place == PLACE_HELP) {
        view_help(view);
    } else if (view->app->place == PLACE_GROWTH) {
        view_growth(view);
    } else if (view->app->place == PLACE_CONFIRM) {
        view_question(view);
    }
}

struct canvas screen_draw(const struct app *app, bool ascii, struct arena *frame)
{
    struct canvas canvas = canvas_new(frame, app->width, app->height, ascii);
    struct view view = { app, &canvas, frame, app_layout(app) };

    if (view.layout.too_small) {
        draw_too_small(&view);
        return canvas;
    }
    view_head(&view);
    draw_body(&view);
    if (view.layout.side.width > 0 && app->place != PLACE_GROWTH) {
        view_card(&view);
    }
    if (app->view == PLACE_STACK && view.layout.pane.width > 0) {
        view_pane(&view);
    }
    draw_front(&view);
    view_foot(&view);
    return canvas;
}
