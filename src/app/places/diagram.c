/* The diagram: from box to box, and how it is looked at. */
#include "app/places/rows.h"

#define PAN_COLUMNS 8
#define PAN_ROWS 4

static int rows(const struct app *app)
{
    return (int)app->review.architecture.box_count;
}

static layer_id layer(const struct app *app)
{
    const struct architecture *architecture = &app->review.architecture;
    uint32_t cursor = (uint32_t)app->lists[PLACE_DIAGRAM].cursor;

    return cursor < architecture->box_count ? architecture->boxes[cursor].layer : NONE;
}

static void look_at(struct app *app, struct diagram_window window)
{
    app->look.x = window.x;
    app->look.y = window.y;
}

/* Puts the cursor on a box, brings it into view, and takes the table's cursor to its layer. */
static void select_box(struct app *app, uint32_t box)
{
    struct diagram_window window = scene_window(app);

    list_go(&app->lists[PLACE_DIAGRAM], (int)scene_first(app, box));
    diagram_reveal(&app->scene.diagram, box, &window);
    look_at(app, window);
    app_mark_layer(app, scene_layer(app, box));
}

/* Is there a picture? If not, that is said. */
static bool is_drawn(struct app *app)
{
    if (!app->scene.drawn) {
        app_say(app, SEVERITY_NOTE, "there is no box yet");
    }
    return app->scene.drawn;
}

static void go(struct app *app, enum diagram_direction direction)
{
    uint32_t selected, next;

    if (!is_drawn(app)) {
        return;
    }
    selected = scene_selected(app);
    next = diagram_walk(&app->scene.diagram, selected, direction);
    if (next == selected || next == NONE) {
        app_say(app, SEVERITY_NOTE, "there is no box further on");
    } else {
        select_box(app, next);
    }
}

static void pan(struct app *app, int columns, int rows)
{
    struct diagram_window before, window;

    if (!is_drawn(app)) {
        return;
    }
    window = before = scene_window(app);
    window.x += columns * PAN_COLUMNS;
    window.y += rows * PAN_ROWS;
    diagram_reveal(&app->scene.diagram, NONE, &window);
    look_at(app, window);
    if (window.x == before.x && window.y == before.y) {
        app_say(app, SEVERITY_NOTE, "the picture ends here");
    }
}

static void zoom(struct app *app, int by)
{
    int level;

    if (!is_drawn(app)) {
        return;
    }
    level = (int)app->scene.diagram.zoom + by;
    if (level <= DIAGRAM_AUTO || level >= DIAGRAM_ZOOM__COUNT) {
        app_say(app, SEVERITY_NOTE, by < 0 ? "names are whole already" : "this is the overview");
        return;
    }
    app->look.zoom = (enum diagram_zoom)level;
    app_preview(app);
    if (app->scene.drawn && scene_selected(app) != NONE) {
        select_box(app, scene_selected(app));
    }
    app_say(app, SEVERITY_NOTE, "%s (0 fits it to the screen)", diagram_zoom_name(app->look.zoom));
}

void cmd_zoom_fit(struct app *app)
{
    app->look = (struct scene_look){ .grouping = app->look.grouping };
    app_preview(app);
    app_say(app, SEVERITY_NOTE, "as much as fits");
}

void cmd_bands(struct app *app)
{
    app->look.grouping = (app->look.grouping + 1) % DIAGRAM_GROUPING__COUNT;
    app_preview(app);
    app_say(app, SEVERITY_NOTE, "bands: %s", diagram_grouping_name(app->look.grouping));
}

static void enter(struct app *app)
{
    const struct architecture *architecture = &app->review.architecture;
    layer_id layer = app_row(app)->kind == ROW_LAYER ? app_row(app)->id : NONE;
    struct diagram_window window;

    if (!app->scene.drawn) {
        return;
    }
    for (uint32_t i = 0; i < architecture->box_count; i++) {
        if (layer == NONE || !scene_stands_for(&architecture->boxes[i], layer)) {
            continue;
        }
        list_go(&app->lists[PLACE_DIAGRAM], (int)i);
        break;
    }
    window = scene_window(app);
    if (scene_selected(app) != NONE) {
        diagram_reveal(&app->scene.diagram, scene_selected(app), &window);
    }
    look_at(app, window);
}

static void walk(struct app *app, int columns, int rows)
{
    if (rows != 0) {
        go(app, rows < 0 ? DIAGRAM_UP : DIAGRAM_DOWN);
    } else {
        go(app, columns < 0 ? DIAGRAM_LEFT : DIAGRAM_RIGHT);
    }
}

static void wheel(struct app *app, int by)
{
    pan(app, 0, by);
}

static bool click(struct app *app, int x, int y)
{
    struct area pane = app_panes(app).pane;
    uint32_t box = scene_box_at(app, x, y);

    if (!area_has(&pane, x, y)) {
        return rows_click(app, x, y);
    }
    if (box != NONE) {
        select_box(app, box);
    }
    return true;
}

void cmd_closer(struct app *app)
{
    zoom(app, -1);
}

void cmd_further(struct app *app)
{
    zoom(app, 1);
}

void cmd_pan_left(struct app *app)
{
    pan(app, -1, 0);
}

void cmd_pan_right(struct app *app)
{
    pan(app, 1, 0);
}

void cmd_pan_up(struct app *app)
{
    pan(app, 0, -1);
}

void cmd_pan_down(struct app *app)
{
    pan(app, 0, 1);
}

const struct place_ops diagram_ops = {
    .enter = enter,
    .rows = rows,
    .walk = walk,
    .wheel = wheel,
    .click = click,
    .layer = layer,
};
