/* What a layer may have, to be searched. */
#include "ui/views/menu.h"

static void draw_component(const struct view *view, struct area area, int y, component_id id)
{
    const struct app *app = view->app;
    const struct component *component = &app->catalog->components[id];
    bool chosen = design_has(app_design(app), app->menu.layer, id);
    enum style style = chosen ? STYLE_CHOSEN : STYLE_TEXT;
    bool fits = component->scales >> app_design(app)->scale & 1;
    int half = area.width * 55 / 100;
    struct str scales = catalog_scale_names(app->catalog, component->scales, view->frame);

    view_put(view, area, 0, y, 3, style, view_sign(view, chosen ? SIGN_MARKED : SIGN_UNMARKED));
    view_put(view, area, 4, y, half - 5, style, catalog_text(app->catalog, component->name));
    view_put(view, area, half, y, area.width - half - 14, fits ? STYLE_TEXT : STYLE_DIM, scales);
    if (component->status != STATUS_ACTIVE) {
        canvas_put_right(view->canvas, view_rect(area), area.x + area.width, area.y + y,
                         STYLE_WARNING, str_from(status_name(component->status)));
    }
}

/* What the layer does not offer can be described. */
static void draw_own(const struct view *view, struct area area, int y)
{
    struct str typed = typed_str(&view->app->menu.filter);
    struct str text =
        str_format(view->frame, "own component \"%.*s\" ...", STR_ARG(str_trim(typed)));

    view_put(view, area, 0, y, 3, STYLE_DIM, view_sign(view, SIGN_OWN));
    view_put(view, area, 4, y, area.width - 4, STYLE_TEXT, text);
}

static struct str sentence_about(const struct app *app, component_id id)
{
    if (id == NONE) {
        return (struct str){ 0 };
    }
    if (id == MENU_OWN) {
        return STR("Not in the catalogue: describe it, and it belongs to this design.");
    }
    if (app->catalog->components[id].own) {
        return STR("A component of this design's own: C-e describes it anew, Delete takes it out "
                   "of the design.");
    }
    return catalog_text(app->catalog, app->catalog->components[id].what);
}

static void draw(const struct view *view)
{
    const struct app *app = view->app;
    const struct layer *layer = &app->catalog->layers[app->menu.layer];
    const struct list *list = &app->menu.list;
    struct str what =
        layer->many ? STR("Enter takes one in the place of what is there, Space adds or removes.")
                    : STR("Enter takes one in the place of what is there; this layer holds one.");
    struct area area = menu_frame(view, catalog_text(app->catalog, layer->name), what);

    for (int y = 0; y < list->rows && list->top + y < list->count; y++) {
        component_id id = app_item_component(app, list->top + y);

        if (id == NONE) {
            view_put(view, area, 0, y, area.width, STYLE_TEXT,
                     design_layer(app_design(app), app->menu.layer, NULL) ? STR("[ ] none")
                                                                          : STR("[x] none"));
        } else if (id == MENU_OWN) {
            draw_own(view, area, y);
        } else {
            draw_component(view, area, y, id);
        }
        view_cursor(view, area, y, list->top + y == list->cursor);
    }
    menu_sentence(view, area, sentence_about(app, app_item_component(app, list->cursor)));
    view_more(view, area, list);
}

static void card(struct card *card)
{
    const struct app *app = card->view->app;
    component_id item = NONE;

    if (app->menu.list.count == 0) {
        return;
    }
    item = app_item_component(app, app->menu.list.cursor);
    if (item == NONE) {
        card_add(card, STYLE_TEXT, STR("Nothing for this layer."));
    } else if (item == MENU_OWN) {
        card_add(card, STYLE_TEXT, STR("A component of the design's own: Enter describes it."));
    } else {
        card_add_component(card, item);
    }
}

const struct view_ops chooser_view = { draw, card };
