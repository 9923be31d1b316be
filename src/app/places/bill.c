/* The bill, line by line. */
#include "app/places/rows.h"

static int rows(const struct app *app)
{
    return (int)app->review.bill.line_count;
}

static layer_id layer(const struct app *app)
{
    const struct bill *bill = &app->review.bill;
    uint32_t cursor = (uint32_t)app->lists[PLACE_BILL].cursor;

    return cursor < bill->line_count ? bill->lines[cursor].layer : NONE;
}

const struct place_ops bill_ops = {
    .rows = rows,
    .foot_rows = BILL_FOOT_ROWS,
    .walk = rows_walk,
    .wheel = rows_wheel,
    .click = rows_click,
    .layer = layer,
};
