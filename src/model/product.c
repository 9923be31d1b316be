#include "strata/model/product.h"

#define MICRO_TENS 6u   /* MICRO is 10^6 */
#define PERCENT_TENS 2u /* a percent is 10^-2 */

/* The largest power of ten that is divided by: times any `by` it still fits 127 bits. */
#define TENS_MAX 28u

static wide ten_to_the(uint32_t tens)
{
    wide power = 1;

    while (tens-- > 0) {
        power *= 10;
    }
    return power;
}

/* Zeroes at the end of both numbers say nothing. */
static void shorten(struct product *product)
{
    for (; product->tens > 0 && product->top % 10 == 0; product->tens--) {
        product->top /= 10;
    }
}

/* Whole numbers, which most figures are, bring no decimals with them. */
static bool multiply(struct product *product, quantity value, bool percent)
{
    bool whole = value % MICRO == 0;
    quantity factor = whole ? value / MICRO : value;
    wide top;

    if (__builtin_mul_overflow(product->top, factor, &top)) {
        shorten(product);
        if (__builtin_mul_overflow(product->top, factor, &top)) {
            return false;
        }
    }
    product->top = top;
    product->tens += (whole ? 0 : MICRO_TENS) + (percent ? PERCENT_TENS : 0);
    return true;
}

bool product_of(const struct catalog *catalog, quantity times, struct range factors,
                const quantity *values, struct product *ret)
{
    struct product product = { .top = 1, .by = 1 };

    /* Nothing times more than can be held is still nothing. */
    *ret = (struct product){ .by = 1 };
    for (uint32_t i = 0; i < factors.count; i++) {
        if (values[catalog->refs[factors.first + i]] == 0) {
            return true;
        }
    }
    if (!multiply(&product, times, false)) {
        return false;
    }
    for (uint32_t i = 0; i < factors.count; i++) {
        figure_id factor = catalog->refs[factors.first + i];

        if (!multiply(&product, values[factor], catalog->figures[factor].percent)) {
            return false;
        }
    }
    *ret = product;
    return true;
}

bool product_times(struct product *product, quantity value)
{
    return multiply(product, value, false);
}

bool product_over(struct product *product, uint32_t per)
{
    return per <= 1 || !__builtin_mul_overflow(product->by, per, &product->by);
}

bool product_share(struct product *product, quantity percent, uint32_t among)
{
    return multiply(product, percent, true)
           && !__builtin_mul_overflow(product->by, among, &product->by);
}

bool product_value(const struct product *product, quantity *ret_value)
{
    wide top = product->top, below = product->by;
    uint32_t tens = product->tens;

    /* In millionths. Dropping digits far behind them cannot change how a half is rounded. */
    for (; tens > MICRO_TENS + TENS_MAX; tens--) {
        top /= 10;
    }
    if (tens >= MICRO_TENS) {
        below *= ten_to_the(tens - MICRO_TENS);
    } else if (__builtin_mul_overflow(top, ten_to_the(MICRO_TENS - tens), &top)) {
        return false;
    }
    if (below == 1) {
        return wide_narrow(top, ret_value);
    }
    return wide_narrow(wide_divide(top, below), ret_value);
}
