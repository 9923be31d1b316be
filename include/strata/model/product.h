/* A product of figures, kept exactly until it is asked for: 400,000 queries x 6,000 tokens x 5 % x
 * a third.
 *
 * Rounding at every step would make the result depend on the order of the factors, and parts of
 * a bill would not add up. So the product stays a fraction, and is rounded once. */
#ifndef STRATA_MODEL_PRODUCT_H
#define STRATA_MODEL_PRODUCT_H

#include <stdbool.h>
#include <stdint.h>

#include "strata/base/money.h"
#include "strata/base/wide.h"
#include "strata/model/catalog.h"

/* top / (10^tens * by) */
struct product {
    wide top;
    uint32_t tens;
    uint32_t by;
};

/* `times` multiplied with all figures in `factors`, percent ones as hundredths; `values` are
 * those of design_figures(). False when that cannot be held. */
bool product_of(const struct catalog *catalog, quantity times, struct range factors,
                const quantity *values, struct product *ret);

/* The product times one more number. */
bool product_times(struct product *product, quantity value);

/* The product over `per`; 0 and 1 leave it as it is. */
bool product_over(struct product *product, uint32_t per);

/* Takes `percent` of the product, and of that one part in `among` (at least 1). */
bool product_share(struct product *product, quantity percent, uint32_t among);

/* Rounded half away from zero to the millionth; false when it leaves the range of a quantity. */
bool product_value(const struct product *product, quantity *ret_value);

#endif
