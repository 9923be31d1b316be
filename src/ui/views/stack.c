/* The heart: layers down, scales across, what is chosen lit. */
#include "strata/base/text.h"
#include "ui/card.h"

/* The column in which a layer's choice is lit, and whether it is exactly what that cell takes. */
static scale_id lit_column(const struct app *app, layer_id layer, bool *ret_exact)
{
    const struct catalog *catalog = app->catalog;
    const struct design *design = app_design(app);
    const struct choice *choices;
    uint32_t scales;

    *ret_exact = true;
    if (design_layer(design, layer, &choices) == 0) {
        return NONE;
    }
    if (design_matches_cell(catalog, design, layer, design->scale)) {
        return design->scale;
    }
    for (scale_id scale = 0; scale < catalog->scale_count; scale++) {
        if (design_matches_cell(catalog, design, layer, scale)) {
            return scale;
        }
    }
    *ret_exact = false;
    scales = catalog->components[choices[0].component].scales;
    if (scales == 0 || scales >> design->scale & 1) {
        return design->scale;
    }
    for (scale_id scale = 0; scale < catalog->scale_count; scale++) {
        if (scales >> scale & 1) {
            return scale;
        }
    }
    return design->scale;
}

/* Does a cell's text name several things of which only some are taken? */
static bool names_alternatives(struct str text)
{
    size_t at;

    return str_find(text, STR(" / "), &at) || str_find(text, STR("→"), &at)
           || str_find(text, STR(" or "), &at);
}

/* What a lit cell says: the comparison's words if they fit and leave no doubt, else the names chosen. */
static struct str lit_text(const struct view *view, layer_id layer, scale_id scale, bool exact,
                           int cells)
{
    const struct app *app = view->app;
    struct str said = catalog_text(app->catalog, catalog_cell(app->catalog, layer, scale)->text);

    if (exact && !names_alternatives(said) && (int)text_width(said) <= cells) {
        return said;
    }
    return app_choice_text(app->catalog, app_design(app), layer, view->frame);
}

static enum severity worst_finding(const struct app *app, layer_id layer, bool *ret_any)
{
    const struct findings *findings = &app->review.findings;

    for (uint32_t i = 0; i < findings->count; i++) {
        if (findings->list[i].layer != layer) {
            continue;
        }
        *ret_any = true;
        return findings->list[i].severity;
    }
    *ret_any = false;
    return SEVERITY_NOTE;
}

static void draw_mark(const struct view *view, int y, layer_id layer)
{
    bool any;
    enum severity severity = worst_finding(view->app, layer, &any);

    if (any) {
        view_put(view, view->panes.body, 0, y, 1, view_severity(severity),
                 view_sign(view, severity == SEVERITY_NOTE ? SIGN_NOTE : SIGN_WARNING));
    }
}

/* How a cell stands to the design. */
struct light {
    bool lit;   /* the choice is told here */
    bool exact; /* and is just what the cell takes */
    bool cursor;
};

static void draw_cell(const struct view *view, int y, layer_id layer, scale_id scale,
                      struct light light)
{
    const struct app *app = view->app;
    struct area body = view->panes.body;
    uint32_t columns = app->catalog->scale_count;
    int x = panes_column_x(body.width, columns, scale);
    int width = panes_column_x(body.width, columns, scale + 1) - x - 1;
    enum style style = light.lit ? (light.exact ? STYLE_CHOSEN : STYLE_CHOSEN_OFF) : STYLE_DIM;
    struct str text =
        light.lit ? lit_text(view, layer, scale, light.exact, width - 2)
                  : catalog_text(app->catalog, catalog_cell(app->catalog, layer, scale)->text);

    if (light.cursor) {
        style = light.lit ? STYLE_CURSOR_CHOSEN : STYLE_CURSOR;
    }
    if (light.cursor || light.lit) {
        canvas_fill(view->canvas, (struct rect){ body.x + x, body.y + y, width, 1 }, style);
    }
    if (light.lit) {
        view_put(view, body, x, y, 1, style, view_sign(view, light.exact ? SIGN_CHOSEN : SIGN_OWN));
    }
    view_put(view, body, x + 2, y, width - 2, style, text);
}

static void draw_layer(const struct view *view, int y, layer_id layer, bool cursor)
{
    const struct app *app = view->app;
    int names = panes_name_width(view->panes.body.width);
    bool exact;
    scale_id lit = lit_column(app, layer, &exact);

    draw_mark(view, y, layer);
    view_put(view, view->panes.body, 1, y, names - 2,
             cursor        ? STYLE_HEAD
             : lit != NONE ? STYLE_TEXT
                           : STYLE_DIM,
             catalog_layer_name(app->catalog, layer));
    for (scale_id scale = 0; scale < app->catalog->scale_count; scale++) {
        draw_cell(view, y, layer, scale,
                  (struct light){ scale == lit, exact, cursor && scale == app->column });
    }
}

/* The row from which whole columns are taken. */
static void draw_takers(const struct view *view, int y, bool cursor)
{
    const struct app *app = view->app;
    struct area body = view->panes.body;
    uint32_t columns = app->catalog->scale_count;

    view_put(view, body, 1, y, panes_name_width(body.width) - 2, cursor ? STYLE_HEAD : STYLE_DIM,
             STR("Whole column"));
    for (scale_id scale = 0; scale < columns; scale++) {
        int x = panes_column_x(body.width, columns, scale);
        int width = panes_column_x(body.width, columns, scale + 1) - x - 1;
        enum style style = cursor && scale == app->column ? STYLE_CURSOR : STYLE_DIM;

        if (style == STYLE_CURSOR) {
            canvas_fill(view->canvas, (struct rect){ body.x + x, body.y + y, width, 1 }, style);
        }
        view_put(view, body, x + 2, y, width - 2, style, STR("take all of it"));
    }
}

static void draw_columns(const struct view *view)
{
    const struct app *app = view->app;
    struct area row = view->panes.columns;
    uint32_t columns = app->catalog->scale_count;
    int width = view->panes.body.width;

    for (scale_id scale = 0; scale < columns; scale++) {
        int x = panes_column_x(width, columns, scale);
        struct str name = catalog_scale_name(app->catalog, scale);

        x = view_put(view, row, x + 2, 0, row.width - x, STYLE_HEAD, name);
        if (scale == app_design(app)->scale) {
            view_put(view, row, x + 1, 0, 2, STYLE_HEAD, view_sign(view, SIGN_AIM));
        }
    }
}

static void draw(const struct view *view)
{
    const struct app *app = view->app;
    const struct list *list = &app->lists[PLACE_STACK];

    draw_columns(view);
    for (int y = 0; y < list->rows && list->top + y < list->count; y++) {
        const struct stack_row *row = &app->rows[list->top + y];
        bool cursor = list->top + y == list->cursor;

        switch (row->kind) {
        case ROW_HEAD: draw_takers(view, y, cursor); break;
        case ROW_GROUP:
            view_put(view, view->panes.body, 0, y, view->panes.body.width - 2,
                     cursor ? STYLE_CURSOR : STYLE_GROUP,
                     catalog_group_name(app->catalog, row->id));
            break;
        case ROW_LAYER: draw_layer(view, y, row->id, cursor); break;
        }
    }
    view_more(view, view->panes.body, list);
    if (view->panes.pane.width > 0) {
        struct area pane = view->panes.pane;

        canvas_column(view->canvas, pane.x - 2, pane.y, pane.height, STYLE_FRAME);
        view_picture(view);
    }
}

/* ---- the card ---- */

static void card_of_cell(struct card *card, layer_id layer)
{
    const struct app *app = card->view->app;
    const struct catalog *catalog = app->catalog;
    const struct cell *cell = catalog_cell(catalog, layer, app->column);
    struct str chosen = app_choice_text(catalog, app_design(app), layer, card->view->frame);

    card_add(card, STYLE_HEAD, card_text(card, catalog->layers[layer].name));
    card_add(card, STYLE_TEXT, card_text(card, catalog->layers[layer].what));
    card_add(card, STYLE_DIM, card_text(card, catalog->layers[layer].changes));
    card_gap(card);
    card_add_labelled(card, "Chosen", chosen.len > 0 ? chosen : STR("nothing"));
    card_add_labelled(card, "Note", design_note(app_design(app), layer));
    card_gap(card);
    card_add(card, STYLE_DIM,
             str_format(card->view->frame,
                        "%.*s:", STR_ARG(card_text(card, catalog->scales[app->column].name))));
    card_add(card, STYLE_TEXT, card_text(card, cell->text));
    card_gap(card);
    for (uint32_t i = 0; i < cell->take.count; i++) {
        card_add_component(card, catalog->refs[cell->take.first + i]);
        card_gap(card);
    }
    if (cell->take.count == 0) {
        card_add(card, STYLE_DIM, STR("Enter takes nothing for this layer."));
    }
}

static void card_of_column(struct card *card)
{
    const struct app *app = card->view->app;

    card_add(card, STYLE_HEAD, card_text(card, app->catalog->scales[app->column].name));
    card_add(card, STYLE_TEXT, card_text(card, app->catalog->scales[app->column].what));
    card_gap(card);
    card_add(
        card, STYLE_DIM,
        STR("Enter takes every layer as this column has it, and aims at it. u brings the old one back."));
}

static void card(struct card *card)
{
    const struct stack_row *row = app_row(card->view->app);

    switch (row->kind) {
    case ROW_HEAD: card_of_column(card); break;
    case ROW_GROUP: break;
    case ROW_LAYER: card_of_cell(card, row->id); break;
    }
}

const struct view_ops stack_view = { draw, card };
