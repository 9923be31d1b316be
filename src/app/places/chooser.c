/* What a layer may have: all that is offered for it, searched by a few letters. */
#include <limits.h>

#include "app/match.h"
#include "app/places/menu.h"

static unsigned component_score(struct app *app, component_id id)
{
    const struct catalog *catalog = app->catalog;
    const struct component *component = &catalog->components[id];
    struct str filter = typed_str(&app->menu.filter);
    unsigned score = match_score(&app->scratch, filter, catalog_text(catalog, component->name));

    score = match_best(
        score, match_score(&app->scratch, filter, catalog_text(catalog, component->short_name)));
    score = match_best(
        score, match_score(&app->scratch, filter, catalog_text(catalog, component->vendor)));
    for (uint32_t i = 0; i < component->aliases.count; i++) {
        struct text name = catalog->other_names[component->aliases.first + i];

        score = match_best(score, match_score(&app->scratch, filter, catalog_text(catalog, name)));
    }
    return score;
}

/* Components that belong to the design's scale first, then the rest, each in the catalogue's order. */
static unsigned preference(const struct app *app, component_id id)
{
    return app->catalog->components[id].scales >> app_design(app)->scale & 1;
}

/* Own components of other designs, and older descriptions of this one's, are not offered. */
static bool offered(const struct app *app, component_id id)
{
    return catalog_placement(app->catalog, id, app->menu.layer)
           && (!app->catalog->components[id].own || design_owns(app_design(app), id));
}

/* Does the layer offer exactly what is typed? */
static bool is_named(const struct app *app, struct str typed)
{
    component_id named = catalog_named_component(app->catalog, typed);

    return named != NONE && offered(app, named);
}

static void fill(struct app *app)
{
    struct menu *menu = &app->menu;
    struct str typed = str_trim(typed_str(&menu->filter));
    struct menu_item *items;
    unsigned none;
    uint32_t n = 0;

    items = menu_new(app, app->catalog->component_count + 2);
    none = match_score(&app->scratch, typed_str(&menu->filter), STR("none"));
    if (none > 0) {
        items[n++] = (struct menu_item){ NONE, menu->filter.len == 0 ? UINT_MAX : none * 2 };
    }
    for (component_id id = 0; id < app->catalog->component_count; id++) {
        unsigned score;

        if (!offered(app, id)) {
            continue;
        }
        score = component_score(app, id);
        if (score > 0) {
            items[n++] = (struct menu_item){ id, score * 2 + preference(app, id) };
        }
    }
    if (typed.len > 0 && !is_named(app, typed)) {
        items[n++] = (struct menu_item){ MENU_OWN, 0 };
    }
    menu_sort(app, n);
}

void chooser_open(struct app *app, layer_id layer)
{
    component_id chosen = NONE;
    const struct choice *choices;

    if (design_layer(app_design(app), layer, &choices) > 0) {
        chosen = choices[0].component;
    }
    app->menu.layer = layer;
    menu_open(app, PLACE_CHOOSER);
    for (int i = 0; i < app->menu.list.count; i++) {
        if (app->menu.items[i].id == chosen) {
            list_go(&app->menu.list, i);
        }
    }
    app_preview(app);
}

static bool edit(struct app *app, struct possible *ret)
{
    component_id component;

    if (app->menu.list.count == 0) {
        return false;
    }
    component = app_item_component(app, app->menu.list.cursor);
    if (component == MENU_OWN) {
        return false;
    }
    ret->edit = (struct edit){
        .kind = component == NONE ? EDIT_CLEAR : EDIT_TAKE,
        .layer = app->menu.layer,
        .component = component,
    };
    return true;
}

void cmd_item_toggle(struct app *app)
{
    component_id component;
    struct edit edit = { .layer = app->menu.layer };

    if (!menu_any(app)) {
        return;
    }
    component = app_item_component(app, app->menu.list.cursor);
    if (component == MENU_OWN) {
        own_open(app, edit.layer, str_trim(typed_str(&app->menu.filter)), true);
        return;
    }
    edit.component = component;
    if (component == NONE) {
        edit.kind = EDIT_CLEAR;
    } else if (design_has(app_design(app), edit.layer, component)) {
        edit.kind = EDIT_REMOVE;
    } else if (design_layer(app_design(app), edit.layer, NULL) == 0) {
        edit.kind = EDIT_TAKE;
    } else {
        edit.kind = EDIT_ADD;
    }
    app_edit(app, &edit);
}

static void accept(struct app *app)
{
    struct possible possible;

    if (!menu_any(app)) {
        return;
    }
    if (!edit(app, &possible)) {
        own_open(app, app->menu.layer, str_trim(typed_str(&app->menu.filter)), false);
        return;
    }
    app->place = app->view;
    if (!app_edit(app, &possible.edit)) {
        app_preview(app);
    }
}

static layer_id layer(const struct app *app)
{
    return app->menu.layer;
}

static void open_menu(struct app *app)
{
    arena_init(&app->menu.arena, app->now.memory);
}

static void close_menu(struct app *app)
{
    arena_release(&app->menu.arena);
}

const struct place_ops chooser_ops = {
    .open = open_menu,
    .close = close_menu,
    .list = menu_list,
    .fit = menu_fit,
    .walk = menu_walk,
    .wheel = menu_wheel,
    .click = menu_click,
    .accept = accept,
    .typed = menu_typed,
    .retyped = fill,
    .edit = edit,
    .layer = layer,
};
