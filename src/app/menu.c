#include <limits.h>
#include <stdlib.h>

#include "app/match.h"
#include "app/parts.h"

component_id app_item_component(const struct app *app, int item)
{
    return app->menu.items[item].id;
}

static int by_score(const void *a, const void *b)
{
    const struct menu_item *x = a, *y = b;

    if (x->score != y->score) {
        return x->score > y->score ? -1 : 1;
    }
    return x->id < y->id ? -1 : x->id > y->id;
}

static unsigned best_of(unsigned a, unsigned b)
{
    return a > b ? a : b;
}

static unsigned component_score(struct app *app, component_id id)
{
    const struct catalog *catalog = app->catalog;
    const struct component *component = &catalog->components[id];
    struct str filter = typed_str(&app->menu.filter);
    unsigned score = match_score(&app->scratch, filter, catalog_text(catalog, component->name));

    score = best_of(
        score, match_score(&app->scratch, filter, catalog_text(catalog, component->short_name)));
    score = best_of(score,
                    match_score(&app->scratch, filter, catalog_text(catalog, component->vendor)));
    for (uint32_t i = 0; i < component->aliases.count; i++) {
        struct text name = catalog->other_names[component->aliases.first + i];

        score = best_of(score, match_score(&app->scratch, filter, catalog_text(catalog, name)));
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

static uint32_t fill_chooser(struct app *app)
{
    struct menu *menu = &app->menu;
    struct str typed = str_trim(typed_str(&menu->filter));
    unsigned none;
    uint32_t n = 0;

    menu->items =
        arena_new_array(&app->scratch, struct menu_item, app->catalog->component_count + 2);
    none = match_score(&app->scratch, typed_str(&menu->filter), STR("none"));
    if (none > 0) {
        menu->items[n++] = (struct menu_item){ NONE, menu->filter.len == 0 ? UINT_MAX : none * 2 };
    }
    for (component_id id = 0; id < app->catalog->component_count; id++) {
        unsigned score;

        if (!offered(app, id)) {
            continue;
        }
        score = component_score(app, id);
        if (score > 0) {
            menu->items[n++] = (struct menu_item){ id, score * 2 + preference(app, id) };
        }
    }
    if (typed.len > 0 && !is_named(app, typed)) {
        menu->items[n++] = (struct menu_item){ MENU_OWN, 0 };
    }
    return n;
}

static uint32_t fill_help(struct app *app)
{
    struct menu *menu = &app->menu;
    struct str filter = typed_str(&menu->filter);
    uint32_t n = 0;

    menu->items = arena_new_array(&app->scratch, struct menu_item, COMMAND__COUNT);
    for (enum command i = 0; i < COMMAND__COUNT; i++) {
        const struct command_info *info = command_info(i);
        unsigned score = match_score(&app->scratch, filter, str_from(info->name));

        if (!(info->places & 1u << menu->under)) {
            continue;
        }
        score = best_of(score, match_score(&app->scratch, filter, str_from(info->help)));
        score = best_of(score, match_score(&app->scratch, filter, str_from(info->keys)));
        if (score > 0) {
            menu->items[n++] = (struct menu_item){ i, score };
        }
    }
    return n;
}

void menu_filter(struct app *app)
{
    uint32_t n;

    arena_reset(&app->scratch);
    app->message = (struct str){ 0 };
    n = app->place == PLACE_HELP ? fill_help(app) : fill_chooser(app);
    qsort(app->menu.items, n, sizeof(*app->menu.items), by_score);
    app->menu.list.count = (int)n;
    app->menu.list.cursor = 0;
    app_fit(app);
    app_preview(app);
}

void menu_open_chooser(struct app *app, layer_id layer)
{
    component_id chosen = NONE;
    const struct choice *choices;

    if (design_layer(app_design(app), layer, &choices) > 0) {
        chosen = choices[0].component;
    }
    app->menu = (struct menu){ .layer = layer };
    app->place = PLACE_CHOOSER;
    menu_filter(app);
    for (int i = 0; i < app->menu.list.count; i++) {
        if (app->menu.items[i].id == chosen) {
            list_go(&app->menu.list, i);
        }
    }
    app_preview(app);
}

void menu_open_help(struct app *app)
{
    app->menu = (struct menu){ .under = app->view };
    app->place = PLACE_HELP;
    menu_filter(app);
}

bool menu_edit(const struct app *app, struct edit *ret)
{
    component_id component = app_item_component(app, app->menu.list.cursor);

    if (component == MENU_OWN) {
        return false;
    }
    *ret = (struct edit){
        .kind = component == NONE ? EDIT_CLEAR : EDIT_TAKE,
        .layer = app->menu.layer,
        .component = component,
    };
    return true;
}

void menu_toggle(struct app *app)
{
    component_id component;
    struct edit edit = { .layer = app->menu.layer };

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

struct effect menu_accept(struct app *app)
{
    struct edit edit;

    if (app->menu.list.count == 0) {
        app_say(app, SEVERITY_NOTE, "nothing matches; Backspace widens the search");
        return NO_EFFECT;
    }
    if (app->place == PLACE_HELP) {
        enum command command = (enum command)app->menu.items[app->menu.list.cursor].id;

        app_show(app, app->view);
        return app_run(app, command, (struct str){ 0 });
    }
    if (!menu_edit(app, &edit)) {
        own_open(app, app->menu.layer, str_trim(typed_str(&app->menu.filter)), false);
        return NO_EFFECT;
    }
    app->place = app->view;
    if (!app_edit(app, &edit)) {
        app_preview(app);
    }
    return NO_EFFECT;
}
