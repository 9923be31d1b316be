/* The chooser of a layer and the help: lists to search, in front of the view. */
#include "ui/view.h"

/* Frame, filter and heads; returns the area of the items. */
static struct area draw_frame(const struct view *view, struct str title, struct str what)
{
    struct area menu = view->layout.menu;
    struct area inside = { menu.x + 2, menu.y + 1, menu.width - 4, menu.height - 2 };
    struct str filter = { view->app->menu.filter.bytes, view->app->menu.filter.len };
    int x;

    canvas_fill(view->canvas, view_rect(menu), STYLE_TEXT);
    canvas_box(view->canvas, view_rect(menu), STYLE_FRAME, title);
    x = view_put(view, inside, 0, 0, 8, STYLE_DIM, STR("search: "));
    x = view_put(view, inside, x, 0, inside.width / 2, STYLE_INPUT, filter);
    view->canvas->cursor_x = inside.x + x;
    view->canvas->cursor_y = inside.y;
    view_put(view, inside, 0, 1, inside.width, STYLE_DIM, what);
    inside.y += MENU_HEAD_ROWS - 1;
    inside.height = menu.height - MENU_FRAME_ROWS;
    return inside;
}

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

/* The sentence about the item under the cursor, below the items. */
static void draw_sentence(const struct view *view, struct area items, struct str sentence)
{
    struct area foot = { items.x, items.y + items.height, items.width, MENU_FOOT_ROWS };

    view_wrap(view, foot, 0, 0, MENU_FOOT_ROWS, STYLE_DIM, sentence);
}

/* What the layer does not offer can be described. */
static void draw_own(const struct view *view, struct area area, int y)
{
    struct str typed = { view->app->menu.filter.bytes, view->app->menu.filter.len };
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

void view_chooser(const struct view *view)
{
    const struct app *app = view->app;
    const struct layer *layer = &app->catalog->layers[app->menu.layer];
    const struct list *list = &app->menu.list;
    struct str what =
        layer->many ? STR("Enter takes one in the place of what is there, Space adds or removes.")
                    : STR("Enter takes one in the place of what is there; this layer holds one.");
    struct area area = draw_frame(view, catalog_text(app->catalog, layer->name), what);

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
    draw_sentence(view, area, sentence_about(app, app_item_component(app, list->cursor)));
    view_more(view, area, list);
}

void view_help(const struct view *view)
{
    const struct app *app = view->app;
    const struct list *list = &app->menu.list;
    struct str title = str_format(view->frame, "Keys of the %s view", place_name(app->menu.under));
    struct area area =
        draw_frame(view, title, STR("Type to search by name, key or text; Enter runs."));

    for (int y = 0; y < list->rows && list->top + y < list->count; y++) {
        const struct command_info *info =
            command_info((enum command)app->menu.items[list->top + y].id);

        view_put(view, area, 0, y, 16, STYLE_KEY, str_from(info->keys));
        view_put(view, area, 17, y, 14, STYLE_HEAD, str_from(info->name));
        view_put(view, area, 32, y, area.width - 33, STYLE_TEXT, str_from(info->help));
        view_cursor(view, area, y, list->top + y == list->cursor);
    }
    if (list->count == 0) {
        view_put(view, area, 0, 0, area.width, STYLE_DIM,
                 STR("Nothing matches; Backspace widens the search."));
    } else {
        draw_sentence(view, area,
                      str_from(command_info((enum command)app->menu.items[list->cursor].id)->help));
    }
    view_more(view, area, list);
}
