#include "export/graphviz/layout_child.h"

#include <dlfcn.h>
#include <locale.h>
#include <stdio.h>
#include <string.h>

#include <gvc.h>

#include "export/drawing/paint.h"
#include "export/drawing/svg.h"
#include "export/graphviz/dot.h"
#include "export/graphviz/render.h"
#include "strata/base/arena.h"

#ifndef GVC_SONAME
#error "GVC_SONAME is the name under which libgvc is opened; the Makefile knows it"
#endif

#define PATH_BYTES 4096

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
 * common font (PICTURE_FONTS). Where anything is not as expected, the list of all does it. */

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
                                  const struct picture *picture)
{
    if (!open_gvc(soname, &work->gvc)) {
        return RENDER_NO_LIBRARY;
    }
    arena_init(&work->arena, &render_memory);
    setlocale(LC_ALL, "C");
    work->context = plain_context(&work->gvc);
    if (work->context == NULL) {
        work->context = work->gvc.context();
    }
    work->graph = dot_build(picture, &work->arena);
    if (work->graph == NULL) {
        return RENDER_BAD_GRAPH;
    }
    return work->context == NULL || work->gvc.layout(work->context, work->graph, "dot") != 0
               ? RENDER_NO_LAYOUT
               : RENDER_OK;
}

static enum render_status draw(struct work *work)
{
    if (work->gvc.render(work->context, work->graph, "svg", &work->result, &work->len) != 0) {
        return RENDER_NO_LAYOUT; /* and `result` points anywhere */
    }
    return work->result == NULL || work->len == 0 ? RENDER_FAILED : RENDER_OK;
}

static enum render_status make_svg(struct work *work, const char *soname,
                                   const struct picture *picture)
{
    enum render_status status = lay_out(work, soname, picture);
    return status == RENDER_OK ? draw(work) : status;
}

int layout_with(const char *soname, const void *picture, int out)
{
    struct work work = { 0 };
    enum render_status status = make_svg(&work, soname, picture);
    return (int)(status == RENDER_OK ? render_give(out, work.result, work.len) : status);
}

int layout_svg(const void *picture, int out)
{
    return layout_with(GVC_SONAME, picture, out);
}

/* The picture as it is in SVG, on paper or in pixels: Graphviz by itself has one size for all words of
 * a box, and no fields under the labels of lines. */
static int layout_and_paint(const struct picture *picture, int out,
                            enum render_status (*paint)(struct str svg, struct arena *arena,
                                                        struct str *ret_bytes))
{
    struct work work = { 0 };
    struct diag_list diags;
    struct str svg, bytes = { 0 };
    const struct svg_words words = { .theme = picture->dark ? EXPORT_DARK : EXPORT_LIGHT };
    enum render_status status = make_svg(&work, GVC_SONAME, picture);
    if (status != RENDER_OK) {
        return (int)status;
    }
    diag_init(&diags, &work.arena);
    if (!svg_finish((struct str){ work.result, work.len }, &words, &work.arena, &svg, &diags)) {
        return RENDER_FAILED;
    }
    status = paint(svg, &work.arena, &bytes);
    return (int)(status == RENDER_OK ? render_give(out, bytes.at, bytes.len) : status);
}

int layout_png(const void *picture, int out)
{
    return layout_and_paint(picture, out, paint_png);
}

int layout_pdf(const void *picture, int out)
{
    return layout_and_paint(picture, out, paint_pdf);
}
