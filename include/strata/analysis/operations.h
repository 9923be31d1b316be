/* The work of running a design: hours a month that people look after what is chosen.
 *
 * They are no part of the bill. The hours are the catalogue's estimates; whoever has an hourly rate
 * can have them as money beside the total, never in it. */
#ifndef STRATA_ANALYSIS_OPERATIONS_H
#define STRATA_ANALYSIS_OPERATIONS_H

#include <stdbool.h>
#include <stdint.h>

#include "strata/base/money.h"
#include "strata/model/catalog.h"
#include "strata/model/design.h"

struct operations {
    quantity hours;   /* a month; each component once, however many layers it is chosen in */
    uint32_t unknown; /* components of which nobody has said how many */
};

/* False if the sum leaves the range of a quantity. */
bool operations_of(const struct catalog *catalog, const struct design *design,
                   struct operations *ret);

/* The hours at `rate` an hour, to the cent; false if that leaves the range of money. */
bool operations_cost(const struct operations *operations, money rate, money *ret);

#endif
