/* What can happen to the designer from outside. */
#ifndef STRATA_APP_EVENT_H
#define STRATA_APP_EVENT_H

#include <stdint.h>

#include "app/key.h"

enum event_kind {
    EVENT_NONE,
    EVENT_KEY,
    EVENT_MOUSE,     /* a button pressed, or the wheel turned, at column x, row y (from 0) */
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
};

#endif
