/* The keys of the view, searched by a few letters; Enter runs one. */
#include "app/match.h"
#include "app/places/menu.h"

static void fill(struct app *app)
{
    struct menu_item *items = menu_new(app, COMMAND__COUNT);
    struct str filter = typed_str(&app->menu.filter);
    uint32_t n = 0;

    for (enum command i = 0; i < COMMAND__COUNT; i++) {
        const struct command_info *info = command_info(i);
        unsigned score = match_score(&app->scratch, filter, str_from(info->name));

        if (!(info->places & 1u << app->menu.under)) {
            continue;
        }
        score = match_best(score, match_score(&app->scratch, filter, str_from(info->help)));
        score = match_best(score, match_score(&app->scratch, filter, str_from(info->keys)));
        if (score > 0) {
            items[n++] = (struct menu_item){ i, score };
        }
    }
    menu_sort(app, n);
}

void cmd_help(struct app *app)
{
    app->menu.under = app->view;
    menu_open(app, PLACE_HELP);
}

static void accept(struct app *app)
{
    if (menu_any(app)) {
        enum command command = (enum command)app->menu.items[app->menu.list.cursor].id;

        app_show(app, app->view);
        app_then(app, command, (struct str){ 0 });
    }
}

const struct place_ops help_ops = {
    .list = menu_list,
    .fit = menu_fit,
    .walk = menu_walk,
    .wheel = menu_wheel,
    .click = menu_click,
    .accept = accept,
    .typed = menu_typed,
    .retyped = fill,
};
