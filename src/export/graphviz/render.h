/* Runs what may crash, hang or eat memory in a process of its own, and takes only what is whole.
 *
 * Graphviz ends the process on some errors, dies by a signal on some graphs, and leaks; a program
 * that holds a terminal and unsaved work must not be that process. */
#ifndef STRATA_EXPORT_GRAPHVIZ_RENDER_H
#define STRATA_EXPORT_GRAPHVIZ_RENDER_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>
#include <time.h>

#include "strata/base/arena.h"
#include "strata/base/diag.h"
#include "strata/base/str.h"

/* What the child does: writes its result to `out`, messages to standard error, and returns its exit
 * status (enum render_status). `input` is the parent's, as it was when the child began. All but
 * `out` and the three standard descriptors are closed, the terminal is out of its reach, and its
 * environment is empty. What it allocates is its own, of malloc(): the parent's memory discipline
 * would end in the parent's hands. */
typedef int (*render_child)(const void *input, int out);

enum render_status {
    RENDER_OK = 0,
    RENDER_NO_LIBRARY = 70, /* Graphviz is not installed */
    RENDER_NO_LAYOUT = 71,  /* it has no layout `dot` or cannot write the format */
    RENDER_BAD_GRAPH = 72,
    RENDER_FAILED = 73,
    RENDER_CUT_SHORT = 74, /* the result could not be written to the pipe */
    RENDER_NO_CAIRO = 75,  /* what paints in pixels and on paper is not installed */
    RENDER_NO_FONT = 76,
    RENDER_NOT_WHOLE = 77, /* something is missing in the picture; standard error says what */
};

struct render_limits {
    const char *task;      /* for messages: "drawing" */
    unsigned milliseconds; /* of the clock; the processor gets that rounded up to seconds */
    size_t memory_bytes;   /* that the child may take on top of what it is born with */
    size_t result_bytes;
};

struct render_stream {
    int fd; /* -1 once it has ended */
    struct strbuf text;
    size_t max;
    bool over; /* there was more than `max` */
};

/* A child at work. The arena must outlive it. */
struct render {
    pid_t pid; /* 0: none, or reaped */
    struct render_limits limits;
    struct render_stream result;
    struct render_stream messages;
    struct timespec started;
    struct timespec deadline;
    bool late;
    bool cancelled;
    int status; /* as waitpid() has it */
};

/* A render without a child: it is never at work. */
void render_init(struct render *render);

/* Starts it. False, with the reason in `diags`, if there is no process or pipe to be had; nothing is
 * left to be done then. After true, render_finish() must follow. */
bool render_start(struct render *render, render_child child, const void *input,
                  const struct render_limits *limits, struct arena *arena, struct diag_list *diags);

/* What to wait for until the next step: a descriptor to be readable (-1: none), or so many
 * milliseconds. */
int render_fd(const struct render *render);
int render_wait(const struct render *render);

/* How long it is at work, in milliseconds. */
unsigned render_elapsed(const struct render *render);

/* Takes what there is, without waiting; a parent that comes much later than render_wait() said gets
 * a second more, once it is back. True while the child is at work; once false, the child is
 * gone and reaped, and render_finish() does not wait. */
bool render_step(struct render *render);

/* Ends the child at once; it is gone and reaped when this returns. */
void render_cancel(struct render *render);

/* Waits for the child, if it is still at work. False, with the reason in `diags`. */
bool render_finish(struct render *render, struct str *ret_result, struct diag_list *diags);

/* All of it in one. */
bool render_run(render_child child, const void *input, const struct render_limits *limits,
                struct arena *arena, struct str *ret_result, struct diag_list *diags);

/* What a child allocates from. */
extern const struct memory render_memory;

/* For a child: all of the bytes to `out`. */
enum render_status render_give(int out, const char *bytes, size_t len);

#endif
