#include "app/scene.h"

#include "app/app.h"

/* ---- what is drawn ---- */

/* Both architectures if a choice is considered, else the present one in the same form. */
static struct overlay what_is_drawn(const struct app *app, struct arena *arena)
{
    const struct architecture *now = &app->review.architecture;
    const struct architecture *next =
        app->has_preview ? &app->preview.architecture : &app->review.architecture;
    struct overlay overlay;

    overlay_make(now, next, arena, &overlay);
    return overlay;
}

static struct diagram_request request_of(const struct app *app, struct area pane)
{
    const struct design *design = app->has_preview ? &app->preview.design : app_design(app);
    const struct overlay *overlay = &app->scene.overlay;

    return (struct diagram_request){
        /* What the form describes is a row that the preview's catalogue alone has. */
        .catalog = app->has_preview ? app->preview.catalog : app->catalog,
        .architecture = &overlay->architecture,
        .box_marks = overlay->box_marks,
        .arrow_marks = overlay->arrow_marks,
        .regions = design->regions,
        .region_count = design->region_count,
        .width = pane.width,
        .height = pane.height,
        .grouping = app->look.grouping,
        .zoom = app->look.zoom,
        .ascii = app->ascii,
    };
}

/* ---- has it changed? ---- */

#define ADD(buf, value) strbuf_add((buf), (struct str){ (const char *)&(value), sizeof(value) })

static void add_text(struct strbuf *buf, struct str text)
{
    ADD(buf, text.len);
    strbuf_add(buf, text);
}

static void add_box(struct strbuf *buf, const struct box *box, enum mark mark)
{
    add_text(buf, box->label);
    ADD(buf, mark);
    ADD(buf, box->roles);
    ADD(buf, box->endpoint);
    ADD(buf, box->layer);
    ADD(buf, box->region);
    ADD(buf, box->observer);
    ADD(buf, box->implied);
    ADD(buf, box->member_count);
    for (uint32_t i = 0; i < box->member_count; i++) {
        ADD(buf, box->members[i].component);
        ADD(buf, box->members[i].layer);
    }
}

/* Rows of a catalogue never change what they say, so their numbers stand for them. */
static struct str made_of(const struct diagram_request *request, struct arena *arena)
{
    const struct architecture *all = request->architecture;
    struct strbuf buf = { .arena = arena };

    ADD(&buf, request->width);
    ADD(&buf, request->height);
    ADD(&buf, request->grouping);
    ADD(&buf, request->zoom);
    for (uint32_t i = 0; i < request->region_count; i++) {
        add_text(&buf, request->regions[i]);
    }
    ADD(&buf, all->box_count);
    for (uint32_t i = 0; i < all->box_count; i++) {
        add_box(&buf, &all->boxes[i], request->box_marks[i]);
    }
    for (uint32_t i = 0; i < all->arrow_count; i++) {
        ADD(&buf, all->arrows[i].from);
        ADD(&buf, all->arrows[i].to);
        ADD(&buf, all->arrows[i].dashed);
        ADD(&buf, request->arrow_marks[i]);
    }
    return strbuf_str(&buf);
}

static void lay_out(struct scene *scene, const struct diagram_request *request, struct str inputs)
{
    arena_reset(&scene->arena);
    diagram_make(request, &scene->arena, &scene->diagram);
    /* Labels are the review's, which goes before the diagram does. */
    for (uint32_t i = 0; i < scene->diagram.box_count; i++) {
        scene->diagram.boxes[i].label = str_copy(&scene->arena, scene->diagram.boxes[i].label);
    }
    scene->made_of = str_copy(&scene->arena, inputs);
}

void scene_refresh(struct app *app)
{
    struct area pane = app_panes(app).pane;
    struct scene *scene = &app->scene;

    scene->drawn = false;
    if (pane.width == 0) {
        return;
    }
    scene->overlay = what_is_drawn(app, &app->next);
    if (scene->overlay.architecture.box_count == 0) {
        return;
    }

    struct diagram_request request = request_of(app, pane);
    struct str inputs = made_of(&request, &app->next);

    if (!str_eq(inputs, scene->made_of)) {
        lay_out(scene, &request, inputs);
    }
    scene->drawn = true;
}

/* ---- how it is looked at ---- */

uint32_t scene_selected(const struct app *app)
{
    uint32_t cursor = (uint32_t)app->lists[PLACE_DIAGRAM].cursor;
    bool within = cursor < app->scene.overlay.architecture.box_count;

    return app->view == PLACE_DIAGRAM && within ? app->scene.diagram.shown[cursor] : NONE;
}

bool scene_stands_for(const struct box *box, layer_id layer)
{
    if (box->layer == layer) {
        return true;
    }
    for (uint32_t i = 0; i < box->member_count; i++) {
        if (box->members[i].layer == layer) {
            return true;
        }
    }
    return false;
}

bool scene_lit(const struct app *app, uint32_t box)
{
    const struct scene *scene = &app->scene;
    layer_id layer = app_layer(app);

    if (layer == NONE) {
        return false;
    }
    for (uint32_t i = 0; i < scene->overlay.architecture.box_count; i++) {
        if (scene->diagram.shown[i] == box
            && scene_stands_for(&scene->overlay.architecture.boxes[i], layer)) {
            return true;
        }
    }
    return false;
}

struct diagram_window scene_window(const struct app *app)
{
    struct area pane = app_panes(app).pane;
    struct diagram_window window = { app->look.x, app->look.y, pane.width, pane.height };

    diagram_reveal(&app->scene.diagram, NONE, &window);
    return window;
}

uint32_t scene_first(const struct app *app, uint32_t box)
{
    return app->scene.diagram.boxes[box].first;
}

layer_id scene_layer(const struct app *app, uint32_t box)
{
    return app->scene.overlay.architecture.boxes[scene_first(app, box)].layer;
}

uint32_t scene_box_at(const struct app *app, int x, int y)
{
    struct area pane = app_panes(app).pane;
    struct diagram_window window;

    if (!app->scene.drawn) {
        return NONE;
    }
    window = scene_window(app);
    return diagram_box_at(&app->scene.diagram, x - pane.x + window.x, y - pane.y + window.y);
}
