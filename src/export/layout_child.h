/* DOT to SVG by libgvc. Only ever called in the child process of render.h. */
#ifndef STRATA_EXPORT_LAYOUT_CHILD_H
#define STRATA_EXPORT_LAYOUT_CHILD_H

#include "strata/base/str.h"

/* A render_child: lays `dot` out and writes SVG to the file descriptor `out`. */
int layout_child(struct str dot, int out);

/* The same with a library of another name, for tests. */
int layout_with(const char *soname, struct str dot, int out);

#endif
