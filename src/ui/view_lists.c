/* Boxes and arrows, findings, and the workload: views that are lists. */
#include "strata/base/text.h"
#include "ui/view.h"

static void draw_box(const struct view *view, int y, const struct box *box)
{
    const struct catalog *catalog = view->app->catalog;
    struct area body = view->layout.body;
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
                 catalog_text(catalog, catalog->layers[box->layer].name));
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
    struct area body = view->layout.body;
    enum style style = arrow->dashed ? STYLE_DIM : STYLE_TEXT;
    int third = (body.width - 6) / 5 * 2;
    int x = view_put(view, body, 1, y, third, style, box_name(view, arrow->from));

    x = view_put(view, body, x + 1, y, 3, style,
                 view_sign(view, arrow->dashed ? SIGN_DASHED : SIGN_ARROW));
    x = view_put(view, body, x + 1, y, third, style, box_name(view, arrow->to));
    view_put(view, body, x + 2, y, body.width - x - 3, STYLE_DIM, arrow->label);
}

void view_boxes(const struct view *view)
{
    const struct architecture *architecture = &view->app->review.architecture;
    const struct list *list = &view->app->lists[PLACE_BOXES];
    struct area body = view->layout.body;

    view_put(view, view->layout.columns, 1, 0, body.width, STYLE_HEAD, STR("Boxes, then arrows"));
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

/* Its severity, or that it does not count, and its name; below it what it says. */
static void draw_finding(const struct view *view, int y, int rows, const struct finding *finding)
{
    const struct app *app = view->app;
    struct area body = view->layout.body;
    bool counts = finding_counts(finding);
    const char *word = counts ? severity_name(finding->severity) : "accepted";
    struct str name = catalog_text(app->catalog, app->catalog->rules[finding->rule].name);
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

void view_findings(const struct view *view)
{
    const struct app *app = view->app;
    const struct list *list = &app->lists[PLACE_FINDINGS];
    struct area body = view->layout.body;

    view_put(view, view->layout.columns, 1, 0, body.width, STYLE_HEAD,
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

void view_workload(const struct view *view)
{
    const struct app *app = view->app;
    const struct list *list = &app->lists[PLACE_WORKLOAD];
    struct area body = view->layout.body;
    int value_end = body.width * 6 / 10;

    view_put(view, view->layout.columns, 1, 0, body.width, STYLE_HEAD,
             STR("Workload: the figures that the bill is made of (= is calculated)"));
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
