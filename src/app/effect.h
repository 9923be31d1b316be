/* What the state wants done in the world, and what became of it. */
#ifndef STRATA_APP_EFFECT_H
#define STRATA_APP_EFFECT_H

#include <stdbool.h>

#include "strata/base/diag.h"
#include "strata/base/str.h"
#include "strata/model/catalog.h"
#include "strata/model/design.h"

enum effect_kind {
    EFFECT_NONE,
    EFFECT_QUIT,
    EFFECT_SAVE,         /* to `path`; `force` overwrites what is there */
    EFFECT_OPEN,         /* `path` or preset:NAME */
    EFFECT_EXPORT,       /* to `path`, by its ending; it may go on while other things happen */
    EFFECT_CANCEL,       /* the export that is at work */
    EFFECT_RECOVER,      /* the unsaved work in the journal `path` */
    EFFECT_DISCARD,      /* the same: remove it */
    EFFECT_COMPARE_WORK, /* the same with the present design */
    EFFECT_COMPARE_DISK, /* the file `path` as it is now with the present design */
    EFFECT_RELOAD,       /* the design's own file `path` */
    EFFECT_SUSPEND,
    EFFECT_REDRAW, /* everything, even what seems unchanged */
};

struct effect {
    enum effect_kind kind;
    struct str path; /* as long as the session */
    bool force;
};

enum outcome_kind {
    OUTCOME_DONE,    /* what was asked for is done */
    OUTCOME_CHANGED, /* not saved: the file was changed on disk since it was read */
    OUTCOME_EXISTS,  /* not saved: there is another file of that name */
    OUTCOME_FAILED,  /* `text` says why */
    OUTCOME_STARTED, /* EFFECT_EXPORT is at work; one of the others will say how it ended */
    OUTCOME_RUNNING, /* it still is, since `seconds` */
    OUTCOME_CANCELLED,
    OUTCOME_TOLD,  /* nothing was asked for; `text` is to be known */
    OUTCOME_FOUND, /* nor here: unsaved work, of which `text` tells; `effect` would recover it */
    OUTCOME_DISK,  /* nor here: the file is another one now; `effect` would reload it */
};

struct outcome {
    enum outcome_kind kind;
    struct effect effect;        /* what it is about */
    struct str text;             /* one line to show; EFFECT_COMPARE_*, done: the whole report */
    enum severity severity;      /* OUTCOME_TOLD */
    unsigned seconds;            /* OUTCOME_RUNNING */
    const struct design *opened; /* EFFECT_OPEN, _RELOAD, _RECOVER, done; in the session's arena */
    const struct catalog *catalog; /* what it is made for; in the same arena */
    struct str file; /* EFFECT_OPEN, done: where it can be saved to; empty for a preset */
};

#endif
