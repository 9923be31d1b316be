#include "export/library.h"

#include <dlfcn.h>
#include <string.h>
#include <unistd.h>

#include "export/graphviz/render.h"

void *library_open(const char *name)
{
    void *library = dlopen(name, RTLD_LAZY | RTLD_LOCAL);
    const char *reason = library == NULL ? dlerror() : NULL;
    if (reason != NULL) {
        render_give(STDERR_FILENO, reason, strlen(reason));
    }
    return library;
}

/* ISO C has no way from an object pointer to a function pointer; POSIX says that dlsym()'s are the
 * same. */
bool library_find(void *library, const char *name, void *ret_pointer, size_t size)
{
    void *symbol = library == NULL ? NULL : dlsym(library, name);
    memcpy(ret_pointer, &symbol, size);
    return symbol != NULL;
}
