#include "layout_child.h"

#include <dlfcn.h>
#include <locale.h>
#include <stdio.h>
#include <string.h>

#include <gvc.h>

#include "dot.h"
#include "drawing.h"
#include "labels.h"
#include "render.h"
#include "strata/base/arena.h"

#ifndef GVC_SONAME
#error "GVC_SONAME is the name under which libgvc is opened; the Makefile knows it"
#endif

#define PATH_BYTES 4096
#define POINTS_PER_INCH 72
#define PNG_DPI 192    /* twice what screens have: for slides */
#define PNG_SIDE 16000 /* pixels; cairo takes no more than 32,767 */
#define PNG_AREA 6.4e7 /* pixels, of 4 bytes each */

/* libgvc brings some forty libraries along. Opening it here, and not linking it, keeps them out of
 * every start of strata that draws no picture, and lets strata run where Graphviz is not installed.
 */
struct gvc {
    GVC_t *(*context)(void);
    GVC_t *(*plain_context)(const lt_symlist_t *plugins, int demand_loading);
    char *(*folder)(GVC_t *context);
    int (*layout)(GVC_t *context, graph_t *graph, const char *engine);
    int (*render)(GVC_t *context, graph_t *graph, const char *format, char **result,
                  unsigned int *length);
    lt_symlist_t plugins[3]; /* of the plain context; the last one is empty */
};

/* ISO C has no way from an object pointer to a function pointer; POSIX says that dlsym()'s are the
 * same. */
static bool find(void *library, const char *name, void *ret_function, size_t size)
{
    void *symbol = dlsym(library, name);
    memcpy(ret_function, &symbol, size);
    return symbol != NULL;
}

static bool open_gvc(const char *soname, struct gvc *gvc)
{
    void *library = dlopen(soname, RTLD_LAZY | RTLD_LOCAL);
    return library != NULL && find(library, "gvContext", &gvc->context, sizeof(gvc->context))
           && find(library, "gvContextPlugins", &gvc->plain_context, sizeof(gvc->plain_context))
           && find(library, "gvconfig_libdir", &gvc->folder, sizeof(gvc->folder))
           && find(library, "gvLayout", &gvc->layout, sizeof(gvc->layout))
           && find(library, "gvRenderData", &gvc->render, sizeof(gvc->render));
}

/* ---- a context without pango ----
 *
 * Layout and SVG need two plug-ins only. The list of all brings in pango to measure words, with
 * cairo, fontconfig, GLib and X11 behind it: half of the time that a picture takes. Without it,
 * words have the widths of Helvetica, on every machine alike, and our boxes are wide enough for any
 * common font (dot.c). Where anything is not as expected, the list of all does it. */

static bool open_plugin(const char *folder, const char *file, const char *symbol,
                        lt_symlist_t *plugin)
{
    char path[PATH_BYTES];
    int len = snprintf(path, sizeof(path), "%s/%s", folder, file);
    void *library = len < 0 || (size_t)len >= sizeof(path) ? NULL : dlopen(path, RTLD_LAZY);
    if (library == NULL) {
        return false;
    }
    plugin->name = symbol;
    plugin->address = dlsym(library, symbol);
    return plugin->address != NULL;
}

static GVC_t *plain_context(struct gvc *gvc)
{
    static const lt_symlist_t none[] = { { 0, 0 } };
    GVC_t *asked = gvc->plain_context(none, 0);
    const char *folder = asked == NULL ? NULL : gvc->folder(asked);
    if (folder == NULL
        || !open_plugin(folder, "libgvplugin_core.so.6", "gvplugin_core_LTX_library",
                        &gvc->plugins[0])
        || !open_plugin(folder, "libgvplugin_dot_layout.so.6", "gvplugin_dot_layout_LTX_library",
                        &gvc->plugins[1])) {
        return NULL;
    }
    return gvc->plain_context(gvc->plugins, 0);
}

/* ---- drawing; nothing here is freed: the process ends, and Graphviz's own clean-up has crashed
 * before ---- */

struct work {
    struct gvc gvc;
    GVC_t *context;
    graph_t *graph;
    struct arena arena;
    char *result;
    unsigned int len;
};

static enum render_status lay_out(struct work *work, const char *soname,
                                  const struct picture *picture, bool plain)
{
    if (!open_gvc(soname, &work->gvc)) {
        return RENDER_NO_LIBRARY;
    }
    arena_init(&work->arena, &render_memory);
    setlocale(LC_ALL, "C");
    work->context = plain ? plain_context(&work->gvc) : NULL;
    if (work->context == NULL) {
        work->context = work->gvc.context();
    }
    work->graph = dot_build(picture, plain ? DOT_AMPERSAND : DOT_ENTITY, &work->arena);
    if (work->graph == NULL) {
        return RENDER_BAD_GRAPH;
    }
    return work->context == NULL || work->gvc.layout(work->context, work->graph, "dot") != 0
               ? RENDER_NO_LAYOUT
               : RENDER_OK;
}

static enum render_status draw(struct work *work, const char *format, enum render_status otherwise)
{
    work->result = NULL;
    work->len = 0;
    if (work->gvc.render(work->context, work->graph, format, &work->result, &work->len) != 0) {
        return otherwise; /* and `result` points anywhere */
    }
    return work->result == NULL || work->len == 0 ? RENDER_FAILED : RENDER_OK;
}

int layout_with(const char *soname, const void *picture, int out)
{
    struct work work = { 0 };
    enum render_status status = lay_out(&work, soname, picture, true);
    if (status == RENDER_OK) {
        status = draw(&work, "svg", RENDER_NO_LAYOUT);
    }
    return (int)(status == RENDER_OK ? render_give(out, work.result, work.len) : status);
}

int layout_svg(const void *picture, int out)
{
    return layout_with(GVC_SONAME, picture, out);
}

/* ---- PNG and PDF ---- */

/* Is there any font at all? Cairo would draw small boxes, and say that all is well. */
static bool has_font(void)
{
    struct font_set { /* FcFontSet of fontconfig */
        int count;
        int room;
        void **fonts;
    };
    struct font_set *(*fonts)(void *config, int set);
    void *library = dlopen("libfontconfig.so.1", RTLD_LAZY | RTLD_NOLOAD);
    if (library == NULL || !find(library, "FcConfigGetFonts", &fonts, sizeof(fonts))) {
        return true; /* whatever draws the letters, it is not fontconfig that finds them */
    }
    const struct font_set *set = fonts(NULL, 0);
    return set != NULL && set->count > 0;
}

static edge_t *edge_with_id(graph_t *graph, struct str id)
{
    char name[] = "id";
    for (node_t *node = agfstnode(graph); node != NULL; node = agnxtnode(graph, node)) {
        for (edge_t *edge = agfstout(graph, node); edge != NULL; edge = agnxtout(graph, edge)) {
            if (str_is(id, agget(edge, name))) {
                return edge;
            }
        }
    }
    return NULL;
}

/* A label of so many points at this place on a line, moved off it: Graphviz has no field to put under
 * it. */
static pointf beside(const edge_t *edge, pointf on_line, pointf size)
{
    pointf from = ND_coord(agtail(edge)), to = ND_coord(aghead(edge));
    double across = to.x > from.x ? to.x - from.x : from.x - to.x;
    double down = to.y > from.y ? to.y - from.y : from.y - to.y;
    if (down > across) {
        on_line.x += size.x / 2;
    } else {
        on_line.y += size.y / 2;
    }
    return on_line;
}

/* The labels of arrows where they stand in our SVG; where Graphviz puts them, it is anyone's guess
 * whose they are. */
static void move_labels(struct work *work)
{
    struct diag_list diags;
    struct drawing drawing;
    diag_init(&diags, &work->arena);
    if (draw(work, "svg", RENDER_FAILED) != RENDER_OK
        || !svg_read((struct str){ work->result, work->len }, &work->arena, &drawing, &diags)) {
        return;
    }
    labels_place(&drawing);
    for (uint32_t i = 0; i < drawing.parts.count; i++) {
        const struct part *part = &drawing.parts.items[i];
        edge_t *edge = part->kind == PART_EDGE && part->captions.count > 0
                           ? edge_with_id(work->graph, part->id)
                           : NULL;
        if (edge != NULL && ED_xlabel(edge) != NULL) {
            pointf at = { (double)part->label.x / 100, (double)-part->label.y / 100 };
            ED_xlabel(edge)->pos = beside(edge, at, ED_xlabel(edge)->dimen);
        }
    }
}

/* As fine as fits. */
static void set_resolution(graph_t *graph)
{
    boxf page = GD_bb(graph);
    double width = (page.UR.x - page.LL.x) / POINTS_PER_INCH + 1;
    double height = (page.UR.y - page.LL.y) / POINTS_PER_INCH + 1;
    double dpi = PNG_DPI;
    while (dpi * width > PNG_SIDE || dpi * height > PNG_SIDE
           || dpi * dpi * width * height > PNG_AREA) {
        dpi /= 2;
    }
    GD_drawing(graph)->dpi = dpi;
}

static int layout_by_cairo(const char *format, const void *picture, int out)
{
    struct work work = { 0 };
    enum render_status status = lay_out(&work, GVC_SONAME, picture, false);
    if (status != RENDER_OK) {
        return (int)status;
    }
    if (!has_font()) {
        return RENDER_NO_FONT;
    }
    move_labels(&work);
    set_resolution(work.graph);
    status = draw(&work, format, RENDER_NO_PLUGIN);
    return (int)(status == RENDER_OK ? render_give(out, work.result, work.len) : status);
}

int layout_png(const void *picture, int out)
{
    return layout_by_cairo("png:cairo", picture, out);
}

int layout_pdf(const void *picture, int out)
{
    return layout_by_cairo("pdf:cairo", picture, out);
}
