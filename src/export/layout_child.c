#include "layout_child.h"

#include <dlfcn.h>
#include <errno.h>
#include <locale.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <gvc.h>

#include "dot.h"
#include "render.h"
#include "strata/base/arena.h"
#include "strata/base/memory.h"

#ifndef GVC_SONAME
#error "GVC_SONAME is the name under which libgvc is opened; the Makefile knows it"
#endif

/* libgvc brings some forty libraries along. Opening it here, and not linking it, keeps them out of
 * every start of strata that draws no picture, and lets strata run where Graphviz is not installed.
 */
struct gvc {
    GVC_t *(*context)(void);
    int (*layout)(GVC_t *context, graph_t *graph, const char *engine);
    int (*render)(GVC_t *context, graph_t *graph, const char *format, char **result,
                  unsigned int *length);
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
           && find(library, "gvLayout", &gvc->layout, sizeof(gvc->layout))
           && find(library, "gvRenderData", &gvc->render, sizeof(gvc->render));
}

static bool write_all(int out, const char *bytes, size_t len)
{
    while (len > 0) {
        ssize_t written = write(out, bytes, len);
        if (written < 0 && errno == EINTR) {
            continue;
        }
        if (written <= 0) {
            return false;
        }
        bytes += written;
        len -= (size_t)written;
    }
    return true;
}

static void *get_memory(void *context, size_t size)
{
    (void)context;
    return malloc(size);
}

static void give_back(void *context, void *block)
{
    (void)context;
    free(block);
}

static void __attribute__((noreturn)) exhausted(void *context)
{
    (void)context;
    _exit(RENDER_FAILED);
}

int layout_with(const char *soname, struct str dot, int out)
{
    static const struct memory memory = { get_memory, give_back, exhausted, NULL };
    struct gvc gvc = { 0 };
    if (!open_gvc(soname, &gvc)) {
        return RENDER_NO_LIBRARY;
    }

    /* Nothing here is freed: the process ends, and Graphviz's own clean-up has crashed before. */
    struct arena arena;
    arena_init(&arena, &memory);
    setlocale(LC_ALL, "C");
    GVC_t *context = gvc.context();
    graph_t *graph = dot_read(dot, &arena);
    if (graph == NULL) {
        return RENDER_BAD_GRAPH;
    }
    if (context == NULL || gvc.layout(context, graph, "dot") != 0) {
        return RENDER_NO_LAYOUT;
    }
    char *result = NULL;
    unsigned int len = 0;
    if (gvc.render(context, graph, "svg", &result, &len) != 0) {
        return RENDER_NO_LAYOUT; /* and `result` points anywhere */
    }
    if (result == NULL || len == 0) {
        return RENDER_FAILED;
    }
    return write_all(out, result, len) ? RENDER_OK : RENDER_CUT_SHORT;
}

int layout_child(struct str dot, int out)
{
    return layout_with(GVC_SONAME, dot, out);
}
