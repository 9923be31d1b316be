/* The terminal's twin for `--script` and tests: events come from a text of keys ("jj<Enter>gg:w
 * x.yaml<Enter>"), and there is nothing to show them on.
 *
 * "<Paste>two<Enter>lines</Paste>" is a paste: the text between, in which <Enter> is a line break
 * and <Tab>, <Esc>, <C-a> to <C-z> are those characters. */
#ifndef STRATA_TERM_SCRIPT_H
#define STRATA_TERM_SCRIPT_H

#include <stdbool.h>

#include "app/event.h"
#include "strata/base/diag.h"
#include "strata/base/str.h"

struct script {
    struct str rest;     /* keys not pressed yet */
    struct arena *arena; /* for what is pasted */
};

/* False, with the place of the first mistake in `diags`, if a part of `keys` names no key. Keeps
 * the slice, and the arena of `diags`. */
bool script_open(struct script *script, struct str keys, struct diag_list *diags);

/* The next key or paste; EVENT_NONE at the end. */
struct event script_next(struct script *script);

#endif
