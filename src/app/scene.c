#include "app/scene.h"

#include "app/parts.h"

#define PAN_COLUMNS 8
#define PAN_ROWS 4

/* Both architectures if a choice is considered, else the present one in the same form. */
static struct overlay drawn(const struct app *app, struct arena *arena)
{
    const struct architecture *now = &app->review.architecture;
    const struct architecture *next =
        app->has_preview ? &app->preview.architecture : &app->review.architecture;
    struct overlay overlay;

    overlay_make(now, next, arena, &overlay);
    return overlay;
}

bool scene_make(const struct app *app, struct area pane, bool ascii, struct arena *arena,
                struct scene *ret)
{
    const struct design *design = app->has_preview ? &app->preview.design : app_design(app);
    uint32_t cursor = (uint32_t)app->lists[PLACE_DIAGRAM].cursor;

    *ret = (struct scene){ .overlay = drawn(app, arena), .selected = NONE };
    if (ret->overlay.architecture.box_count == 0)
        return false;

    struct diagram_request request = {
        /* What the form describes is a row that the preview's catalogue alone has. */
        .catalog = app->has_preview ? app->preview.catalog : app->catalog,
        .architecture = &ret->overlay.architecture,
        .box_marks = ret->overlay.box_marks,
        .arrow_marks = ret->overlay.arrow_marks,
        .regions = design->regions,
        .region_count = design->region_count,
        .width = pane.width,
        .height = pane.height,
        .grouping = app->look.grouping,
        .zoom = app->look.zoom,
        .ascii = ascii,
    };

    diagram_make(&request, arena, &ret->diagram);
    if (app->view == PLACE_DIAGRAM && cursor < ret->overlay.architecture.box_count)
        ret->selected = ret->diagram.shown[cursor];
    ret->window = (struct diagram_window){ app->look.x, app->look.y, pane.width, pane.height };
    diagram_reveal(&ret->diagram, NONE, &ret->window);
    return true;
}

static bool stands_for(const struct box *box, layer_id layer)
{
    if (box->layer == layer)
        return true;
    for (uint32_t i = 0; i < box->member_count; i++)
        if (box->members[i].layer == layer)
            return true;
    return false;
}

bool scene_lit(const struct app *app, const struct scene *scene, uint32_t box)
{
    layer_id layer = app_layer(app);

    if (layer == NONE)
        return false;
    for (uint32_t i = 0; i < scene->overlay.architecture.box_count; i++)
        if (scene->diagram.shown[i] == box
            && stands_for(&scene->overlay.architecture.boxes[i], layer))
            return true;
    return false;
}

/* ---- keys of the view ---- */

/* The picture as the view shows it, until the next one is made; of its cells only the places are of
 * interest here. It lies behind the preview, or where that would be. */
static bool view_scene(struct app *app, struct scene *ret)
{
    if (!app->has_preview)
        arena_reset(&app->next);
    return scene_make(app, app_layout(app).pane, false, &app->next, ret);
}

/* Puts the cursor on a box, brings it into view, and takes the table's cursor to its layer. */
static void select_box(struct app *app, struct scene *scene, uint32_t box)
{
    const struct box *selected =
        &scene->overlay.architecture.boxes[scene->diagram.boxes[box].first];

    list_go(&app->lists[PLACE_DIAGRAM], (int)scene->diagram.boxes[box].first);
    diagram_reveal(&scene->diagram, box, &scene->window);
    app->look.x = scene->window.x;
    app->look.y = scene->window.y;
    stack_go(app, selected->layer);
}

void scene_walk(struct app *app, enum diagram_direction direction)
{
    struct scene scene;
    uint32_t next;

    if (!view_scene(app, &scene)) {
        app_say(app, SEVERITY_NOTE, "there is no box yet");
        return;
    }
    next = diagram_walk(&scene.diagram, scene.selected, direction);
    if (next == scene.selected || next == NONE)
        app_say(app, SEVERITY_NOTE, "there is no box further on");
    else
        select_box(app, &scene, next);
}

void scene_pan(struct app *app, int columns, int rows)
{
    struct scene scene;
    int x = app->look.x, y = app->look.y;

    if (!view_scene(app, &scene))
        return;
    scene.window.x += columns * PAN_COLUMNS;
    scene.window.y += rows * PAN_ROWS;
    diagram_reveal(&scene.diagram, NONE, &scene.window);
    app->look.x = scene.window.x;
    app->look.y = scene.window.y;
    if (app->look.x == x && app->look.y == y)
        app_say(app, SEVERITY_NOTE, "the picture ends here");
}

void scene_zoom(struct app *app, int by)
{
    struct scene scene;
    int zoom;

    if (!view_scene(app, &scene))
        return;
    zoom = (int)scene.diagram.zoom + by;
    if (zoom <= DIAGRAM_AUTO || zoom >= DIAGRAM_ZOOM__COUNT) {
        app_say(app, SEVERITY_NOTE, by < 0 ? "names are whole already" : "this is the overview");
        return;
    }
    app->look.zoom = (enum diagram_zoom)zoom;
    if (view_scene(app, &scene) && scene.selected != NONE)
        select_box(app, &scene, scene.selected);
    app_say(app, SEVERITY_NOTE, "%s (0 fits it to the screen)", diagram_zoom_name(app->look.zoom));
}

void scene_fit(struct app *app)
{
    app->look = (struct look){ .grouping = app->look.grouping };
    app_say(app, SEVERITY_NOTE, "as much as fits");
}

void scene_group(struct app *app)
{
    app->look.grouping = (app->look.grouping + 1) % DIAGRAM_GROUPING__COUNT;
    app_say(app, SEVERITY_NOTE, "bands: %s", diagram_grouping_name(app->look.grouping));
}

void scene_enter(struct app *app)
{
    const struct architecture *architecture = &app->review.architecture;
    layer_id layer = app_row(app)->kind == ROW_LAYER ? app_row(app)->id : NONE;
    struct scene scene;

    for (uint32_t i = 0; i < architecture->box_count; i++) {
        if (layer == NONE || !stands_for(&architecture->boxes[i], layer))
            continue;
        list_go(&app->lists[PLACE_DIAGRAM], (int)i);
        break;
    }
    if (view_scene(app, &scene) && scene.selected != NONE)
        diagram_reveal(&scene.diagram, scene.selected, &scene.window);
    app->look.x = scene.window.x;
    app->look.y = scene.window.y;
}

void scene_click(struct app *app, int x, int y)
{
    struct area pane = app_layout(app).pane;
    struct scene scene;
    uint32_t box;

    if (!view_scene(app, &scene))
        return;
    box = diagram_box_at(&scene.diagram, x - pane.x + scene.window.x, y - pane.y + scene.window.y);
    if (box == NONE)
        return;
    if (app->view == PLACE_DIAGRAM)
        select_box(app, &scene, box);
    else
        stack_go(app, scene.overlay.architecture.boxes[scene.diagram.boxes[box].first].layer);
}
