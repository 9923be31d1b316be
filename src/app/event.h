/* What can happen to the designer from outside. */
#ifndef STRATA_APP_EVENT_H
#define STRATA_APP_EVENT_H

#include <stdbool.h>
#include <stdint.h>

#include "app/key.h"
#include "strata/base/str.h"

#define PASTE_MAX 65536 /* bytes of a paste that are kept */

enum event_kind {
    EVENT_NONE,
    EVENT_KEY,
    EVENT_MOUSE,     /* a button pressed, or the wheel turned, at column x, row y (from 0) */
    EVENT_PASTE,     /* `text` was pasted; `cut`: there was more than PASTE_MAX */
    EVENT_RESIZE,    /* to width x height cells */
    EVENT_RESUME,    /* back from being suspended: draw everything again */
    EVENT_TERMINATE, /* SIGTERM, SIGHUP, SIGINT, or the terminal is gone: `signal` says which */
    EVENT__COUNT,
};

enum mouse_button { MOUSE_LEFT, MOUSE_DOUBLE, MOUSE_WHEEL_UP, MOUSE_WHEEL_DOWN };

struct event {
    enum event_kind kind;
    key key;
    enum mouse_button button;
    int x, y;
    int width, height;
    int signal;
    struct str text; /* UTF-8 but for what nobody can read; until the next event is asked for */
    bool cut;
};

#endif
