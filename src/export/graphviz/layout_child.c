#include "export/graphviz/layout_child.h"

#include <dlfcn.h>
#include <locale.h>
#include <stdio.h>
#include <unistd.h>

#include <gvc.h>

#include "export/drawing/paint.h"
#include "export/drawing/sheet.h"
#include "export/graphviz/dot.h"
#include "export/graphviz/layout_read.h"
#include "export/graphviz/render.h"
#include "export/graphviz/sketch.h"
#include "export/library.h"
#include "strata/base/arena.h"

#ifndef GVC_SONAME
#error "GVC_SONAME is the name under which libgvc is opened; the Makefile knows it"
#endif

#define PATH_BYTES 4096

#define CALLS(X)        \
    X(gvContext)        \
    X(gvContextPlugins) \
    X(gvLayout)         \
    X(gvRenderData)

struct gvc {
#define X(name) __typeof__(name) *name;
    CALLS(X)
#undef X
    char *(*gvconfig_libdir)(GVC_t *context); /* exported, and in no header */
    lt_symlist_t plugins[3];                  /* of the plain context; the last one is empty */
};

static bool open_gvc(const char *soname, struct gvc *gvc)
{
    void *library = library_open(soname);
    bool all = library_find(library, "gvconfig_libdir", &gvc->gvconfig_libdir,
                            sizeof(gvc->gvconfig_libdir));
#define X(name) all = library_find(library, #name, &gvc->name, sizeof(gvc->name)) && all;
    CALLS(X)
#undef X
    return all;
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
    GVC_t *asked = gvc->gvContextPlugins(none, 0);
    const char *folder = asked == NULL ? NULL : gvc->gvconfig_libdir(asked);
    if (folder == NULL
        || !open_plugin(folder, "libgvplugin_core.so.6", "gvplugin_core_LTX_library",
                        &gvc->plugins[0])
        || !open_plugin(folder, "libgvplugin_dot_layout.so.6", "gvplugin_dot_layout_LTX_library",
                        &gvc->plugins[1])) {
        return NULL;
    }
    return gvc->gvContextPlugins(gvc->plugins, 0);
}

/* ---- drawing; nothing here is freed: the process ends, and Graphviz's own clean-up has crashed
 * before ---- */

struct work {
    struct gvc gvc;
    GVC_t *context;
    graph_t *graph;
    struct arena arena;
    char *json;
    unsigned int len;
};

static enum render_status lay_out(struct work *work, const char *soname,
                                  const struct sketch *sketch)
{
    if (!open_gvc(soname, &work->gvc)) {
        return RENDER_NO_LIBRARY;
    }
    arena_init(&work->arena, &render_memory);
    setlocale(LC_ALL, "C");
    work->context = plain_context(&work->gvc);
    if (work->context == NULL) {
        work->context = work->gvc.gvContext();
    }
    enum render_status status = dot_build(sketch, &work->arena, &work->graph);
    if (status != RENDER_OK) {
        return status;
    }
    return work->context == NULL || work->gvc.gvLayout(work->context, work->graph, "dot") != 0
               ? RENDER_NO_LAYOUT
               : RENDER_OK;
}

/* JSON without what stands between its tokens, which is half of it and takes longer to read than to
 * leave out. */
static unsigned int squeeze(char *json, unsigned int len)
{
    unsigned int kept = 0;
    bool inside = false; /* a text */
    for (unsigned int i = 0; i < len; i++) {
        char c = json[i];
        if (!inside && (c == ' ' || c == '\n')) {
            continue;
        }
        json[kept++] = c;
        if (inside && c == '\\' && i + 1 < len) {
            json[kept++] = json[++i];
        } else if (c == '"') {
            inside = !inside;
        }
    }
    return kept;
}

static enum render_status make_json(struct work *work, const char *soname,
                                    const struct sketch *sketch)
{
    enum render_status status = lay_out(work, soname, sketch);
    if (status != RENDER_OK) {
        return status;
    }
    if (work->gvc.gvRenderData(work->context, work->graph, "json", &work->json, &work->len) != 0) {
        return RENDER_NO_LAYOUT; /* and `json` points anywhere */
    }
    if (work->json == NULL || work->len == 0) {
        return RENDER_FAILED;
    }
    work->len = squeeze(work->json, work->len);
    return RENDER_OK;
}

int layout_with(const char *soname, const void *sketch, int out)
{
    struct work work = { 0 };
    enum render_status status = make_json(&work, soname, sketch);
    return (int)(status == RENDER_OK ? render_give(out, work.json, work.len) : status);
}

int layout_json(const void *sketch, int out)
{
    return layout_with(GVC_SONAME, sketch, out);
}

/* The picture as it is in SVG, on paper or in pixels: Graphviz by itself has one size for all words of
 * a box, and no fields under the labels of lines. */
static int layout_and_paint(const struct sketch *sketch, int out,
                            enum render_status (*paint)(const struct sheet *sheet, day date,
                                                        struct str *ret_bytes))
{
    struct work work = { 0 };
    struct diag_list diags;
    struct drawing drawing;
    struct sheet sheet;
    struct str bytes = { 0 };
    enum render_status status = make_json(&work, GVC_SONAME, sketch);
    if (status != RENDER_OK) {
        return (int)status;
    }
    diag_init(&diags, &work.arena);
    if (!layout_read((struct str){ work.json, work.len }, sketch, &work.arena, &drawing, &diags)) {
        struct str reason = diags.list.items[0].text;
        render_give(STDERR_FILENO, reason.at, reason.len);
        return RENDER_NOT_WHOLE;
    }
    sheet_make(&drawing, sketch->dark, &sheet);
    status = paint(&sheet, sketch->date, &bytes);
    return (int)(status == RENDER_OK ? render_give(out, bytes.at, bytes.len) : status);
}

int layout_png(const void *sketch, int out)
{
    return layout_and_paint(sketch, out, paint_png);
}

int layout_pdf(const void *sketch, int out)
{
    return layout_and_paint(sketch, out, paint_pdf);
}
