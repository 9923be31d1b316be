/* The whole screen of the designer: a pure function of its state. */
#ifndef STRATA_UI_SCREEN_H
#define STRATA_UI_SCREEN_H

#include "app/app.h"
#include "strata/base/arena.h"
#include "ui/canvas.h"

/* A canvas of the state's size, in `frame`, which may be reset when it has been shown. */
struct canvas screen_draw(const struct app *app, bool ascii, struct arena *frame);

#endif
