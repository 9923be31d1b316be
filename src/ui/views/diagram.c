/* The diagram: as a view of its own, and beside the table. */
#include "strata/base/text.h"
#include "ui/views/boxes.h"

static enum style marked_style(enum mark mark, enum style unmarked)
{
    switch (mark) {
    case MARK_ADDED: return STYLE_GOOD;
    case MARK_REMOVED: return STYLE_WORSE;
    case MARK_CHANGED: return STYLE_FIGURE;
    case MARK_SAME:
    case MARK__COUNT: break;
    }
    return unmarked;
}

/* The style of each box, so that it is found once and not for each of its cells. */
static enum style *box_styles(const struct view *view)
{
    const struct diagram *diagram = &view->app->scene.diagram;
    enum style *styles = arena_new_array(view->frame, enum style, diagram->box_count);

    for (uint32_t i = 0; i < diagram->box_count; i++) {
        styles[i] = i == scene_selected(view->app) ? STYLE_CURSOR
                    : scene_lit(view->app, i)      ? STYLE_CHOSEN
                                                   : STYLE_TEXT;
    }
    return styles;
}

/* Lines of the box under the cursor stand out. */
static bool *touched_lines(const struct view *view)
{
    const struct scene *scene = &view->app->scene;
    uint32_t selected = scene_selected(view->app);
    bool *touched = arena_new_array(view->frame, bool, scene->diagram.line_count);

    for (uint32_t i = 0; i < scene->diagram.line_count && selected != NONE; i++) {
        touched[i] =
            diagram_line_touches(&scene->diagram, &scene->overlay.architecture, i, selected);
    }
    return touched;
}

struct paint_by {
    const enum style *boxes;
    const bool *touched;
};

static enum style cell_style(const struct diagram_cell *cell, const struct paint_by *by)
{
    enum mark mark = (enum mark)cell->mark;

    switch ((enum diagram_class)cell->class) {
    case DIAGRAM_BOX:
    case DIAGRAM_LABEL:
        if (by->boxes[cell->box] != STYLE_TEXT) {
            return by->boxes[cell->box];
        }
        return marked_style(mark, cell->class == DIAGRAM_BOX ? STYLE_FRAME : STYLE_TEXT);
    case DIAGRAM_SIGN: return marked_style(mark, STYLE_TEXT);
    case DIAGRAM_SOLID:
    case DIAGRAM_DASHED:
    case DIAGRAM_HEAD:
        if (cell->line != NONE && by->touched[cell->line]) {
            return STYLE_KEY;
        }
        return marked_style(mark, cell->class == DIAGRAM_HEAD ? STYLE_HEAD : STYLE_FRAME);
    case DIAGRAM_BRACKET: return STYLE_DIM;
    case DIAGRAM_TITLE: return STYLE_GROUP;
    case DIAGRAM_BLANK:
    case DIAGRAM_CLASS__COUNT: break;
    }
    return STYLE_TEXT;
}

static void paint_cell(const struct view *view, int x, int y, const struct diagram_cell *cell,
                       const struct paint_by *by)
{
    struct str grapheme = { cell->bytes, cell->len };
    bool word = cell->class == DIAGRAM_LABEL || cell->class == DIAGRAM_TITLE;
    unsigned width = word && cell->len > 1 ? text_width(grapheme) : 1;

    canvas_grapheme(view->canvas, view_rect(view->panes.pane), x, y, cell_style(cell, by),
                    cell->len > 0 ? grapheme : STR(" "), width);
}

static void paint(const struct view *view, struct diagram_window window)
{
    struct paint_by by = { box_styles(view), touched_lines(view) };
    struct area pane = view->panes.pane;

    for (int y = 0; y < pane.height; y++) {
        for (int x = 0; x < pane.width; x++) {
            const struct diagram_cell *cell =
                diagram_at(&view->app->scene.diagram, window.x + x, window.y + y);

            if (!cell->second && cell->class != DIAGRAM_BLANK) {
                paint_cell(view, pane.x + x, pane.y + y, cell, &by);
            }
        }
    }
}

/* "3 boxes further left": what a pane that is too small does not show. */
static void tell_beyond(const struct view *view, struct diagram_window window)
{
    struct diagram_beyond beyond = diagram_beyond(&view->app->scene.diagram, window);
    struct area pane = view->panes.pane;
    struct rect clip = view_rect(pane);

    if (beyond.above > 0) {
        canvas_put_right(view->canvas, clip, pane.x + pane.width, pane.y, STYLE_KEY,
                         str_format(view->frame, " %.*s %u",
                                    STR_ARG(view_sign(view, SIGN_MORE_ABOVE)),
                                    (unsigned)beyond.above));
    }
    if (beyond.below > 0) {
        canvas_put_right(
            view->canvas, clip, pane.x + pane.width, pane.y + pane.height - 1, STYLE_KEY,
            str_format(view->frame, " %.*s %u", STR_ARG(view_sign(view, SIGN_MORE_BELOW)),
                       (unsigned)beyond.below));
    }
    if (beyond.left > 0) {
        canvas_put(view->canvas, clip, pane.x, pane.y + pane.height / 2, STYLE_KEY,
                   str_format(view->frame, "<%u ", (unsigned)beyond.left));
    }
    if (beyond.right > 0) {
        canvas_put_right(view->canvas, clip, pane.x + pane.width, pane.y + pane.height / 2,
                         STYLE_KEY, str_format(view->frame, " %u>", (unsigned)beyond.right));
    }
}

void view_picture(const struct view *view)
{
    struct area pane = view->panes.pane;

    if (!view->app->scene.drawn) {
        view_wrap(view, pane, 0, 0, pane.height, STYLE_DIM,
                  STR("Nothing is chosen that runs by itself."));
        return;
    }
    paint(view, scene_window(view->app));
    tell_beyond(view, scene_window(view->app));
}

static void draw(const struct view *view)
{
    view_put(
        view, view->panes.columns, 1, 0, view->panes.body.width, STYLE_HEAD,
        str_format(view->frame, "Diagram, by %s", diagram_grouping_name(view->app->look.grouping)));
    view_picture(view);
}

static void card(struct card *card)
{
    boxes_card(card, (uint32_t)card->view->app->lists[PLACE_DIAGRAM].cursor);
}

const struct view_ops diagram_view = { draw, card };
