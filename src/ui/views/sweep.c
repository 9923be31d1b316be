/* The bill over a range of a figure. */
#include "strata/diagram/plot.h"
#include "ui/view.h"

#define HEAD_ROWS 2   /* what it is, and what is under the cursor */
#define FOOT_MIN 5    /* legend, and what changes where */
#define PLOT_TENTHS 6 /* of the rows, for the plot */

static enum style cell_style(const struct plot_cell *cell)
{
    switch ((enum plot_class)cell->class) {
    case PLOT_AXIS: return STYLE_FRAME;
    case PLOT_LABEL:
    case PLOT_BAND: return STYLE_DIM;
    case PLOT_LINE: return STYLE_HEAD;
    case PLOT_PRESENT: return STYLE_FRAME;
    case PLOT_NUMBER: return STYLE_KEY;
    case PLOT_CURSOR: return STYLE_FIGURE;
    case PLOT_BLANK: break;
    }
    return STYLE_TEXT;
}

static void paint(const struct view *view, struct area area, const struct plot *plot)
{
    for (int y = 0; y < plot->height; y++) {
        for (int x = 0; x < plot->width; x++) {
            const struct plot_cell *cell = &plot->cells[y * plot->width + x];

            if (cell->len > 0) {
                canvas_grapheme(view->canvas, view_rect(area), area.x + x, area.y + y,
                                cell_style(cell), (struct str){ cell->bytes, cell->len }, 1);
            }
        }
    }
}

static void draw_plot(const struct view *view, struct area area)
{
    const struct swept *swept = &view->app->swept;
    struct plot_request request = { .sweep = &swept->sweep,
                                    .width = area.width - 1,
                                    .height = area.height,
                                    .cursor = &swept->cursor,
                                    .ascii = view->canvas->ascii };
    struct plot plot;

    plot_make(&request, view->frame, &plot);
    paint(view, area, &plot);
}

/* "at 12,500 users: $9,800/mo ($9,000-$11,000)" */
static struct str cursor_text(const struct view *view)
{
    const struct app *app = view->app;
    const struct sweep *sweep = &app->swept.sweep;
    const struct sweep_sample *at = &app->swept.at;

    return str_format(
        view->frame, "at %.*s %.*s: %.*s", STR_ARG(micro_format(view->frame, at->value, true)),
        STR_ARG(catalog_text(app->catalog, app->catalog->figures[sweep->figure].unit)),
        STR_ARG(view_monthly(view, &at->total)));
}

static void draw_head(const struct view *view, struct area area)
{
    const struct app *app = view->app;
    const struct sweep *sweep = &app->swept.sweep;
    struct str name = catalog_figure_name(app->catalog, sweep->figure);

    view_put(view, area, 1, 0, area.width - 2, STYLE_HEAD,
             str_format(view->frame, "Growth: the bill from %.*s to %.*s, by %.*s",
                        STR_ARG(sweep_number(sweep->span.from, view->frame)),
                        STR_ARG(sweep_number(sweep->span.to, view->frame)), STR_ARG(name)));
    view_put(view, area, 1, 1, area.width - 2, STYLE_FIGURE, cursor_text(view));
}

/* "1 self-hosting overtakes the API from 96.3M tokens a day", as many as there is room for. */
static void draw_turns(const struct view *view, struct area area)
{
    const struct sweep *sweep = &view->app->swept.sweep;
    int y = 1;

    view_put(view, area, 1, 0, area.width - 2, STYLE_DIM,
             plot_legend(sweep, view->canvas->ascii, view->frame));
    if (sweep->turn_count == 0) {
        view_put(view, area, 1, y, area.width - 2, STYLE_TEXT,
                 STR("The cheapest choice changes nowhere in this range."));
    }
    for (uint32_t i = 0; i < sweep->turn_count && y < area.height; i++) {
        if (y + 1 == area.height && i + 1 < sweep->turn_count) {
            view_put(view, area, 1, y, area.width - 2, STYLE_DIM,
                     str_format(view->frame, "%s%u %s; %.*s narrows the range", i > 0 ? "and " : "",
                                (unsigned)(sweep->turn_count - i), i > 0 ? "more" : "changes",
                                STR_ARG(command_first_key(COMMAND_SWEEP_NARROWER))));
            return;
        }
        view_put(view, area, 1, y, 3, STYLE_KEY, str_format(view->frame, "%u", (unsigned)i + 1));
        y = view_wrap(view, area, 4, y, area.height - y - (i + 1 < sweep->turn_count), STYLE_TEXT,
                      sweep_turn_sentence(sweep, &sweep->turns[i], view->frame));
    }
    if (!sweep->complete && y < area.height) {
        view_put(view, area, 1, y, area.width - 2, STYLE_DIM,
                 STR("There may be more; strata sweep looks everywhere."));
    }
}

static void draw(const struct view *view)
{
    struct area area = view->panes.cover, plot = area, turns = area;

    canvas_fill(view->canvas, view_rect(area), STYLE_TEXT);
    draw_head(view, area);
    plot.y += HEAD_ROWS;
    plot.height = area.height * PLOT_TENTHS / 10;
    if (plot.height > area.height - HEAD_ROWS - FOOT_MIN) {
        plot.height = area.height - HEAD_ROWS - FOOT_MIN;
    }
    if (plot.height < PLOT_HEIGHT_MIN) {
        plot.height = PLOT_HEIGHT_MIN;
    }
    turns.y = plot.y + plot.height;
    turns.height = area.y + area.height - turns.y;
    draw_plot(view, plot);
    draw_turns(view, turns);
}

const struct view_ops sweep_view = { draw, NULL };
