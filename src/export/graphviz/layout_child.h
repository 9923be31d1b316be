/* Pictures by libgvc. Only ever called in the child process of render.h. */
#ifndef STRATA_EXPORT_GRAPHVIZ_LAYOUT_CHILD_H
#define STRATA_EXPORT_GRAPHVIZ_LAYOUT_CHILD_H

/* Each is a render_child: lays a `struct sketch` out and writes a file to the file descriptor `out`.
 * The JSON is Graphviz's, for layout_read(). */
int layout_json(const void *sketch, int out);
int layout_png(const void *sketch, int out);
int layout_pdf(const void *sketch, int out);

/* layout_json() with a library of another name, for tests. */
int layout_with(const char *soname, const void *sketch, int out);

#endif
