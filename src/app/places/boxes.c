/* Boxes, then arrows, as a list. */
#include "app/places/rows.h"

static int rows(const struct app *app)
{
    return (int)(app->review.architecture.box_count + app->review.architecture.arrow_count);
}

/* An arrow belongs where it leads. */
static layer_id layer(const struct app *app)
{
    const struct architecture *architecture = &app->review.architecture;
    uint32_t cursor = (uint32_t)app->lists[PLACE_BOXES].cursor;

    if (cursor < architecture->box_count) {
        return architecture->boxes[cursor].layer;
    }
    cursor -= architecture->box_count;
    return cursor < architecture->arrow_count
               ? architecture->boxes[architecture->arrows[cursor].to].layer
               : NONE;
}

const struct place_ops boxes_ops = {
    .rows = rows,
    .walk = rows_walk,
    .wheel = rows_wheel,
    .click = rows_click,
    .layer = layer,
};
