/* The child's side of render.h: what happens between fork() and its work. */
#ifndef STRATA_EXPORT_GRAPHVIZ_RENDER_CHILD_H
#define STRATA_EXPORT_GRAPHVIZ_RENDER_CHILD_H

#include "export/graphviz/render.h"

/* In the new process, with all signals still blocked: cuts it off from the parent's terminal, files
 * and environment, limits it, does the work, and ends. `result` and `messages` are the ends of the
 * pipes to write to. */
void __attribute__((noreturn)) render_be_child(render_child child, const void *input, int result,
                                               int messages, const struct render_limits *limits);

#endif
