/* The axes as people read them: round values, and where the bill stands. */
#include "strata/analysis/sweep.h"
#include "strata/base/wide.h"

/* 1, 2, 5, 10, 20, 50 ... in turn. */
struct rounds {
    int64_t value; /* 0 behind the last one */
    int64_t unit;  /* its power of ten */
    uint32_t power;
};

#define FIRST_ROUND ((struct rounds){ 1, 1, 0 })

static void next_round(struct rounds *rounds)
{
    int64_t digit = rounds->value / rounds->unit;

    if (digit < 5) {
        rounds->value = (digit == 1 ? 2 : 5) * rounds->unit;
        return;
    }
    rounds->unit = rounds->unit < INT64_MAX / 50 ? rounds->unit * 10 : 0;
    rounds->value = rounds->unit;
    rounds->power++;
}

/* The smallest round value that is not below `least`; the end of the range if none is. */
static int64_t round_up(int64_t least)
{
    struct rounds rounds = FIRST_ROUND;

    while (rounds.value > 0 && rounds.value < least) {
        next_round(&rounds);
    }
    return rounds.value > 0 ? rounds.value : INT64_MAX;
}

/* Every `by`th power of ten; all round values if `by` is 0. More than `most` are counted, but not
 * kept. */
static uint32_t log_ticks(const struct sweep_span *span, uint32_t by, uint32_t most,
                          int64_t ret[SWEEP_TICKS_MAX])
{
    struct rounds rounds = FIRST_ROUND;
    uint32_t count = 0;

    for (; rounds.value > 0 && rounds.value <= span->to; next_round(&rounds)) {
        bool wanted = by == 0 || (rounds.value == rounds.unit && rounds.power % by == 0);

        if (rounds.value < span->from || !wanted) {
            continue;
        }
        if (count < most) {
            ret[count] = rounds.value;
        }
        count++;
    }
    return count;
}

static uint32_t linear_ticks(const struct sweep_span *span, uint32_t most,
                             int64_t ret[SWEEP_TICKS_MAX])
{
    wide whole = (wide)span->to - span->from;
    int64_t step = round_up((int64_t)((whole + most - 2) / (most - 1)));
    wide value = (wide)span->from / step * step;
    uint32_t count = 0;

    for (; value <= span->to && count < most; value += step) {
        if (value >= span->from) {
            ret[count++] = (int64_t)value;
        }
    }
    return count;
}

uint32_t sweep_ticks(const struct sweep_span *span, uint32_t most, int64_t ret[SWEEP_TICKS_MAX])
{
    uint32_t by = 0, count;

    most = most > SWEEP_TICKS_MAX ? SWEEP_TICKS_MAX : most < 2 ? 2 : most;
    if (!span->log) {
        return linear_ticks(span, most, ret);
    }
    do {
        count = log_ticks(span, by++, most, ret);
    } while (count > most);
    return count;
}

/* ---- the bill ---- */

#define BILL_STEPS 8 /* of a linear axis, at least */

struct sweep_span sweep_bill_span(const struct sweep *sweep)
{
    struct sweep_span span = { INT64_MAX, 0, false };
    int64_t step;

    for (uint32_t i = 0; i < sweep->sample_count; i++) {
        const struct price *total = &sweep->samples[i].total;

        span.from = total->low < span.from ? total->low : span.from;
        span.to = total->high > span.to ? total->high : span.to;
    }
    span.to = span.to > 0 ? span.to : MICRO;
    span.log = span.from > 0 && span.to / span.from > SWEEP_LOG_FROM;
    if (span.log) {
        span.to = round_up(span.to);
        return span;
    }
    span.from = span.from < 0 ? span.from : 0;
    /* a few steps, not twice as high as the bill */
    step = round_up(span.to / BILL_STEPS);
    if (span.to <= INT64_MAX - step) {
        span.to = (span.to + step - 1) / step * step;
    }
    return span;
}

static money between(money a, money b, uint32_t way, uint32_t whole)
{
    return (money)(a + wide_divide(((wide)b - a) * way, whole));
}

/* The last sample at or before the position. */
static uint32_t sample_at(const struct sweep *sweep, uint32_t position)
{
    uint32_t row = 0;

    while (row + 1 < sweep->sample_count
           && sweep_position(sweep, sweep->samples[row + 1].value) <= position) {
        row++;
    }
    return row;
}

struct price sweep_bill_at(const struct sweep *sweep, uint32_t position)
{
    uint32_t row = sample_at(sweep, position), before, after;
    const struct sweep_sample *a = &sweep->samples[row], *b = a + 1;

    if (row + 1 == sweep->sample_count) {
        return a->total;
    }
    before = sweep_position(sweep, a->value);
    after = sweep_position(sweep, b->value);
    return (struct price){
        between(a->total.low, b->total.low, position - before, after - before),
        between(a->total.likely, b->total.likely, position - before, after - before),
        between(a->total.high, b->total.high, position - before, after - before),
    };
}

uint32_t sweep_winner_at(const struct sweep *sweep, uint32_t contest, uint32_t position)
{
    return sweep->contests[contest].winners[sample_at(sweep, position)];
}
