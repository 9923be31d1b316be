/* A report in front of everything: two designs compared, before a question is answered. */
#include "app/core.h"

static int lines(struct str text)
{
    int count = 0;

    for (size_t i = 0; i < text.len; i++) {
        count += text.at[i] == '\n';
    }
    return count;
}

static void fit(struct app *app)
{
    list_fit(&app->shown.list, lines(app->shown.text), app_panes(app).cover.height);
}

void difference_show(struct app *app, struct str text)
{
    struct shown *shown = &app->shown;

    arena_reset(&shown->arena);
    shown->text = str_copy(&shown->arena, text);
    shown->list = (struct list){ 0 };
    app->place = PLACE_DIFFERENCE;
    fit(app);
}

/* There is no cursor to be seen: the window moves at once. */
static void walk(struct app *app, int columns, int rows)
{
    struct list *list = &app->shown.list;

    (void)columns;
    list_go(list, rows > 0 ? list->top + list->rows - 1 + rows : list->top + rows);
}

static void wheel(struct app *app, int by)
{
    walk(app, 0, by);
}

static struct list *list_of(struct app *app)
{
    return &app->shown.list;
}

void cmd_difference_leave(struct app *app)
{
    app->place = PLACE_QUESTION;
}

static void open_shown(struct app *app)
{
    arena_init(&app->shown.arena, app->now.memory);
}

static void close_shown(struct app *app)
{
    arena_release(&app->shown.arena);
}

const struct place_ops difference_ops = {
    .open = open_shown,
    .close = close_shown,
    .list = list_of,
    .fit = fit,
    .walk = walk,
    .wheel = wheel,
};
