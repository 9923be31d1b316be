/* Runs what may crash, hang or eat memory in a process of its own, and takes only what is whole.
 *
 * Graphviz ends the process on some errors, dies by a signal on some graphs, and leaks; a program
 * that holds a terminal and unsaved work must not be that process. */
#ifndef STRATA_EXPORT_RENDER_H
#define STRATA_EXPORT_RENDER_H

#include <stdbool.h>
#include <stddef.h>

#include "strata/base/arena.h"
#include "strata/base/diag.h"
#include "strata/base/str.h"

/* What the child does: writes its result to `out`, messages to standard error, and returns its exit
 * status (enum render_status). All but `out` and the three standard descriptors are closed, the
 * terminal is out of its reach, and its environment is empty. */
typedef int (*render_child)(struct str input, int out);

enum render_status {
    RENDER_OK = 0,
    RENDER_NO_LIBRARY = 70, /* Graphviz is not installed */
    RENDER_NO_LAYOUT = 71,  /* it has no layout `dot` or cannot write the format */
    RENDER_BAD_GRAPH = 72,
    RENDER_FAILED = 73,
    RENDER_CUT_SHORT = 74, /* the result could not be written to the pipe */
};

struct render_limits {
    unsigned milliseconds; /* of the clock; the processor gets that rounded up to seconds */
    size_t memory_bytes;   /* that the child may take on top of what it is born with */
    size_t result_bytes;
};

/* False, with the reason in `diags`. The child is gone and reaped when this returns. */
bool render_run(render_child child, struct str input, const struct render_limits *limits,
                struct arena *arena, struct str *ret_result, struct diag_list *diags);

#endif
