/* The designer: the loop between the terminal (or a script of keys) and the state of src/app, and
 * the hands that carry out its effects (save, open, export, suspend). */
#ifndef STRATA_CLI_DESIGNER_H
#define STRATA_CLI_DESIGNER_H

#include <stdbool.h>

#include "cli/files.h"
#include "cli/options.h"
#include "strata/base/day.h"
#include "strata/base/diag.h"
#include "strata/base/memory.h"
#include "strata/base/str.h"
#include "strata/model/catalog.h"
#include "strata/model/design.h"
#include "strata/model/theme.h"
#include "ui/paints.h"

struct designer_request {
    const struct memory *memory;
    const struct options *options; /* for what must not be written over (inputs.h) */
    const struct catalog *base;    /* without components of any design's own */
    const struct catalog *catalog; /* what `design` is made for */
    day today;
    struct design design;  /* opened, a preset, or the first scale's empty design */
    struct arena *session; /* the design lives here; so will all that are made from it */
    const char *file;      /* where it was read from and will be saved to; NULL: not yet named */
    struct file_identity identity; /* of that file when it was read */
    const struct theme *theme;
    enum colours colours;
    bool ascii;
    bool mouse;

    bool keep; /* a journal, so that nothing is lost whatever ends it (journal.h) */

    /* --script: keys instead of a terminal; the last screen goes to standard output. */
    const char *script; /* NULL: a real terminal */
    int width, height;
    bool styles; /* print the styles of the cells, too */
    bool svg;    /* print it as a picture instead */
};

/* Returns the exit status. Messages in `diags` are printed by the caller after the terminal was
 * given back. */
int designer_run(const struct designer_request *request, struct diag_list *diags);

#endif
