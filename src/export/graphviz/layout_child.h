/* Pictures by libgvc. Only ever called in the child process of render.h. */
#ifndef STRATA_EXPORT_GRAPHVIZ_LAYOUT_CHILD_H
#define STRATA_EXPORT_GRAPHVIZ_LAYOUT_CHILD_H

/* Each is a render_child: lays a `struct picture` (picture.h) out and writes a file to the file
 * descriptor `out`. The SVG is Graphviz's, for svg_read(). */
int layout_svg(const void *picture, int out);
int layout_png(const void *picture, int out);
int layout_pdf(const void *picture, int out);

/* layout_svg() with a library of another name, for tests. */
int layout_with(const char *soname, const void *picture, int out);

#endif
