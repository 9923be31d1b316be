#include "analysis/bill/bill_run.h"
#include "strata/base/wide.h"

/* ---- exact sums of price x quantity ----
 *
 * Bands add up before anything is divided or rounded, so that each line is rounded once. */

struct sums {
    wide low;
    wide likely;
    wide high;
};

static bool add_times(wide *sum, money price, quantity amount)
{
    return !__builtin_add_overflow(*sum, (wide)price * amount, sum);
}

static bool sums_add(struct sums *sums, const struct price *price, quantity amount)
{
    return add_times(&sums->low, price->low, amount)
           && add_times(&sums->likely, price->likely, amount)
           && add_times(&sums->high, price->high, amount);
}

/* sum / per, half away from zero to the cent. */
static bool cents(wide sum, quantity per, money *ret)
{
    wide whole;

    if (per <= 0) {
        return false;
    }
    whole = wide_divide(sum, (wide)per * CENT);
    if (whole < INT64_MIN / CENT || whole > INT64_MAX / CENT) {
        return false;
    }
    *ret = (money)whole * CENT;
    return true;
}

static bool sums_price(const struct sums *sums, quantity per, struct price *ret)
{
    if (!cents(sums->likely, per, &ret->likely)) {
        return false;
    }
    if (sums->low == sums->likely && sums->high == sums->likely) {
        ret->low = ret->high = ret->likely;
        return true;
    }
    return cents(sums->low, per, &ret->low) && cents(sums->high, per, &ret->high);
}

/* ---- bands ---- */

static bool times(quantity value, uint32_t copies, quantity *ret)
{
    return !__builtin_mul_overflow(value, (int64_t)copies, ret);
}

/* Where a band ends, for that many copies. */
static quantity band_end(const struct tier *tier, uint32_t copies)
{
    quantity end;

    return times(tier->up_to, copies, &end) ? end : INT64_MAX;
}

/* Prices what lies between `from` and `to` of the whole quantity, each part at its band's price. */
static bool graduated(const struct catalog *catalog, const struct charge *charge, quantity from,
                      quantity to, uint32_t copies, struct sums *sums, struct price *ret_unit)
{
    quantity below = 0;
    uint32_t bands = 0;

    for (uint32_t i = 0; i < charge->tiers.count && below < to; i++) {
        const struct tier *tier = &catalog->tiers[charge->tiers.first + i];
        quantity start = below > from ? below : from;

        below = band_end(tier, copies);
        quantity end = below < to ? below : to;

        if (end <= start) {
            continue;
        }
        if (!sums_add(sums, &tier->price, end - start)) {
            return false;
        }
        *ret_unit = bands++ == 0 ? tier->price : (struct price){ 0 };
    }
    return true;
}

/* The band that so much falls in. */
static const struct tier *band_of(const struct catalog *catalog, const struct charge *charge,
                                  quantity amount, uint32_t copies)
{
    const struct tier *tier = &catalog->tiers[charge->tiers.first];

    for (uint32_t i = 1; i < charge->tiers.count && amount > band_end(tier, copies); i++) {
        tier++;
    }
    return tier;
}

static bool same_price(const struct price *a, const struct price *b)
{
    return a->low == b->low && a->likely == b->likely && a->high == b->high;
}

/* Each part of the quantity at the price for requests of its size; none of it is included. */
static bool by_request(const struct catalog *catalog, const struct charge *charge,
                       const struct metered *metered, struct sums *sums, struct price *ret_unit)
{
    for (uint32_t i = 0; i < metered->part_count; i++) {
        const struct bill_part *part = &metered->parts[i];
        const struct price *price = &band_of(catalog, charge, part->request, 1)->price;

        if (!sums_add(sums, price, part->amount)) {
            return false;
        }
        if (i == 0) {
            *ret_unit = *price;
        } else if (!same_price(ret_unit, price)) {
            *ret_unit = (struct price){ 0 };
        }
    }
    return true;
}

/* What is paid for: above what is included, in whole blocks where it is sold in blocks. */
static bool billed_amount(const struct charge *charge, quantity amount, quantity included,
                          quantity *ret)
{
    quantity above = amount > included ? amount - included : 0;

    if (charge->round_up) {
        return quantity_round_up(above, charge->per, ret);
    }
    *ret = above;
    return true;
}

static bool meter_cost(const struct catalog *catalog, const struct charge *charge,
                       const struct metered *metered, struct bill_line *line)
{
    uint32_t copies = charge->account ? 1 : line->copies;
    struct sums sums = { 0 };
    quantity end;

    line->amount = metered->amount;
    if (!times(charge->included, copies, &line->included)
        || !billed_amount(charge, line->amount, line->included, &line->billed)
        || !quantity_add(line->included, line->billed, &end)) {
        return false;
    }
    if (charge->bands == BANDS_GRADUATED) {
        if (!graduated(catalog, charge, line->included, end, copies, &sums, &line->unit)) {
            return false;
        }
    } else if (charge->bands == BANDS_REQUEST) {
        if (!by_request(catalog, charge, metered, &sums, &line->unit)) {
            return false;
        }
    } else {
        line->unit = band_of(catalog, charge, line->amount, copies)->price;
        if (!sums_add(&sums, &line->unit, line->billed)) {
            return false;
        }
    }
    return sums_price(&sums, charge->per, &line->cost);
}

bool charge_cost(const struct catalog *catalog, const struct charge *charge,
                 const struct metered *metered, struct bill_line *line)
{
    struct sums sums = { 0 };

    if (charge->kind == CHARGE_METER) {
        return meter_cost(catalog, charge, metered, line);
    }
    if (charge->account) {
        line->copies = 1;
    }
    line->amount = line->billed = line->copies * MICRO;
    line->unit = catalog->tiers[charge->tiers.first].price;
    return sums_add(&sums, &line->unit, line->amount) && sums_price(&sums, MICRO, &line->cost);
}

bool price_percent_of(const struct price *base, quantity percent, struct price *ret)
{
    struct sums sums = { 0 };

    return sums_add(&sums, base, percent) && sums_price(&sums, 100 * MICRO, ret);
}

bool charge_percent(const struct price *base, struct bill_line *line)
{
    line->amount = line->billed = base->likely;
    return price_percent_of(base, line->rate, &line->cost);
}

bool price_add(struct price *sum, const struct price *more)
{
    return money_add(sum->low, more->low, &sum->low)
           && money_add(sum->likely, more->likely, &sum->likely)
           && money_add(sum->high, more->high, &sum->high);
}
