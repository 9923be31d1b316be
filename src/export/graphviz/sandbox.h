/* What a child process (render.h) can no longer do, so that whatever talks it into something gets nowhere. For the kernel
 * to hold: Linux with seccomp filters. Elsewhere, and where the kernel has none or forbids to ask for it (some
 * containers), both do nothing more than is said; the limits of render_child.c stand all the same. A call that is
 * forbidden fails with EPERM and does not end the child, so that what only asks in passing (a sanitizer, valgrind, a C
 * library that wants random bytes) goes on without.
 *
 * By hand and not by libseccomp: it is two lists and thirty lines, against a library at every start. */
#ifndef STRATA_EXPORT_SANDBOX_H
#define STRATA_EXPORT_SANDBOX_H

#include <stdbool.h>

/* No way out: no other program, no privileges by one, no network, no hand on another process. For every child. False if
 * there is no filter. */
bool sandbox_no_way_out(void);

/* Nothing but memory, the descriptors that are open, and its end; no file can be opened. For those that read what
 * strangers wrote, once their libraries are there. False if there is no filter. */
bool sandbox_only_compute(void);

#endif
