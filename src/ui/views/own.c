/* The form for an own component, in front of the view. */
#include "strata/base/text.h"
#include "strata/model/extend.h"
#include "ui/view.h"

#define VALUE_AT 18 /* cells, where the values of the fields begin */

static struct str label_of(const struct view *view, int row)
{
    static const char *const labels[FORM_SCALES] = {
        [FORM_NAME] = "Name",
        [FORM_KIND] = "Kind",
        [FORM_BOX] = "Box",
        [FORM_LIKELY] = "USD a month",
        [FORM_LOW] = "  at the lowest",
        [FORM_HIGH] = "  at the highest",
    };

    if (row < FORM_SCALES) {
        return str_from(labels[row]);
    }
    return row == FORM_SCALES && row < app_form_end(view->app) ? STR("Usual at")
                                                               : (struct str){ 0 };
}

static struct str box_text(const struct view *view)
{
    const struct app *app = view->app;
    layer_id host = own_host(app->catalog, app->form.layer);

    switch (app->form.box) {
    case BOX_NONE: return STR("none");
    case BOX_OWN: return STR("one of its own");
    case BOX_INSIDE:
        return str_format(view->frame, "inside the one of %.*s",
                          STR_ARG(catalog_layer_name(app->catalog, host)));
    case BOX_BEFORE:
    case BOX__COUNT: break;
    }
    return (struct str){ 0 };
}

static struct str value_of(const struct view *view, int row)
{
    const struct app *app = view->app;
    uint32_t scale = (uint32_t)(row - FORM_SCALES);

    if (app_form_is_typed(row)) {
        return (struct str){ app->form.texts[row].bytes, app->form.texts[row].len };
    }
    if (row == FORM_KIND) {
        return str_from(kind_name(app->form.kind));
    }
    if (row == FORM_BOX) {
        return box_text(view);
    }
    if (row == app_form_end(app)) {
        return app->form.old != NONE ? STR("describe it so") : STR("take it");
    }
    return str_format(
        view->frame, "%.*s %.*s",
        STR_ARG(view_sign(view, app->form.scales >> scale & 1 ? SIGN_MARKED : SIGN_UNMARKED)),
        STR_ARG(catalog_scale_name(app->catalog, scale)));
}

/* What stands dimly in an empty field. */
static struct str empty_of(const struct app *app, int row)
{
    if (row == FORM_LIKELY) {
        return STR("unknown");
    }
    if (row == FORM_NAME || app->form.texts[FORM_LIKELY].len == 0) {
        return (struct str){ 0 };
    }
    return STR("the same");
}

static struct str sentence_of(int row)
{
    switch (row) {
    case FORM_NAME: return STR("At most 24 cells, for boxes and cells of the table.");
    case FORM_KIND:
        return STR("A service runs somewhere, a library is a part of your code, a practice is what "
                   "people do, a policy is a rule.");
    case FORM_BOX:
        return STR(
            "Whether the diagram has a box for it. Its arrows are those of the layer's other "
            "components.");
    case FORM_LIKELY:
        return STR(
            "What it likely costs a month, in USD. Nothing: unknown, \"?\" on the bill; 0: it "
            "has no bill of its own.");
    case FORM_LOW:
    case FORM_HIGH: return STR("Where the price is not certain: between what and what it is.");
    default: break;
    }
    return STR("Where it is usual: this is its vote in the reading. With none it has no vote.");
}

static void draw_row(const struct view *view, struct area area, int y, int row)
{
    const struct own_form *form = &view->app->form;
    bool typed = app_form_is_typed(row), last = row == app_form_end(view->app);
    struct str value = value_of(view, row);
    enum style style = typed ? STYLE_INPUT : last ? STYLE_KEY : STYLE_TEXT;
    int x;

    view_put(view, area, 0, y, VALUE_AT - 1, STYLE_DIM, label_of(view, row));
    x = view_put(view, area, VALUE_AT, y, area.width - VALUE_AT - 1, style, value);
    if (typed && value.len == 0) {
        view_put(view, area, VALUE_AT, y, area.width - VALUE_AT, STYLE_DIM,
                 empty_of(view->app, row));
    }
    view_cursor(view, area, y, row == form->list.cursor);
    if (typed && row == form->list.cursor) {
        view->canvas->cursor_x = area.x + x;
        view->canvas->cursor_y = area.y + y;
    }
}

static void draw(const struct view *view)
{
    const struct app *app = view->app;
    const struct list *list = &app->form.list;
    struct str layer = catalog_layer_name(app->catalog, app->form.layer);
    struct str title = str_format(view->frame, "Own component for %.*s", STR_ARG(layer));
    struct area menu = view->panes.menu;
    struct area rows = { menu.x + 2, menu.y + MENU_HEAD_ROWS, menu.width - 4,
                         menu.height - MENU_FRAME_ROWS };
    struct area head = { rows.x, menu.y + 1, rows.width, MENU_HEAD_ROWS - 1 };
    struct area foot = { rows.x, rows.y + rows.height, rows.width, MENU_FOOT_ROWS };

    canvas_fill(view->canvas, view_rect(menu), STYLE_TEXT);
    canvas_box(view->canvas, view_rect(menu), STYLE_FRAME, title);
    view_put(view, head, 0, 0, head.width, STYLE_DIM,
             STR("It belongs to this design only. Up and Down go from field to field."));
    for (int y = 0; y < list->rows && list->top + y < list->count; y++) {
        draw_row(view, rows, y, list->top + y);
    }
    if (list->cursor < app_form_end(app)) {
        view_wrap(view, foot, 0, 0, MENU_FOOT_ROWS, STYLE_DIM, sentence_of(list->cursor));
    }
    view_more(view, rows, list);
}

const struct view_ops own_view = { draw, NULL };
