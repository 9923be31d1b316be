/* Where a value stands on the axis, without floating point. */
#include "strata/analysis/sweep.h"
#include "strata/base/wide.h"

#define FRACTION_BITS 24

/* Binary logarithm in fixed point: whole part from the highest bit, then one bit of the fraction
 * for each squaring. */
static int64_t log2_fixed(quantity value)
{
    uint64_t x = (uint64_t)value;
    int64_t result;
    int high = 63 - __builtin_clzll(x);

    x <<= 62 - high; /* 1 <= x < 2, with 62 bits behind the point */
    result = high;
    for (int i = 0; i < FRACTION_BITS; i++) {
        wide square = ((wide)x * (wide)x) >> 62;
        bool two = square >> 63 != 0;

        result = result * 2 + two;
        x = (uint64_t)(two ? square >> 1 : square);
    }
    return result;
}

uint32_t sweep_place(const struct sweep_span *span, int64_t value)
{
    wide way, whole;

    if (value <= span->from) {
        return 0;
    }
    if (value >= span->to) {
        return SWEEP_AXIS_END;
    }
    if (span->log) {
        int64_t start = log2_fixed(span->from);

        way = log2_fixed(value) - start;
        whole = log2_fixed(span->to) - start;
        if (whole == 0) {
            return 0;
        }
    } else {
        way = (wide)value - span->from;
        whole = (wide)span->to - span->from;
    }
    return (uint32_t)wide_divide(way * SWEEP_AXIS_END, whole);
}

uint32_t sweep_position(const struct sweep *sweep, quantity value)
{
    return sweep_place(&sweep->span, value);
}

/* The largest grid value that stands at or before the position, or the next one if that is
 * nearer. */
quantity sweep_value_at(const struct sweep *sweep, uint32_t position)
{
    int64_t low = 0, high = (int64_t)(((wide)sweep->span.to - sweep->span.from) / sweep->step);
    quantity before, after;

    if (position >= SWEEP_AXIS_END) {
        return sweep->span.to;
    }
    while (low < high) {
        int64_t middle = low + (high - low + 1) / 2;

        if (sweep_position(sweep, sweep->span.from + middle * sweep->step) <= position) {
            low = middle;
        } else {
            high = middle - 1;
        }
    }
    before = sweep->span.from + low * sweep->step;
    after = before + sweep->step <= sweep->span.to ? before + sweep->step : before;
    return sweep_position(sweep, after) - position < position - sweep_position(sweep, before)
               ? after
               : before;
}
