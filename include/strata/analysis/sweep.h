/* Growth: the bill over a range of one figure, and where the cheapest way changes.
 *
 * The range is looked at on a grid of whole steps: of 1 where both ends are whole numbers and at
 * least SWEEP_STEPS_MIN apart, otherwise of the largest power of ten (not below a millionth) that
 * gives the range a thousand steps. Samples lie evenly on the axis, logarithmic or linear, rounded
 * to the grid, each value once.
 *
 * A contest is a question with several answers: which choice of a layer (what is chosen now, what
 * the columns' cells take, what rules name as their fix, what was asked for), or the design as it
 * is against one of the catalogue's alternatives. What neither runs nor is bought ("no gateway") is
 * no answer: it would be the cheapest one everywhere. Everything else stays as chosen. The answer that
 * holds is the cheapest by the likely bill; at the range's beginning what is chosen now, unless
 * another one is cheaper by sweep_margin(). It holds until another one is cheaper by that; the value
 * is a crossover, and the cheapest one there holds from then on. Less than the margin is taken for
 * rounding, and nobody would move for it. An answer with a price that is not known has no part in it where that is so.
 *
 * Between two values nothing is passed over: bills are straight between the thresholds of their
 * plans (bands, included amounts, minimums, limits, whole blocks), and an interval is only left
 * alone when no threshold lies in it; see src/analysis/sweep_search.c. Where that would take more
 * than SWEEP_BILLS_MAX bills, the rest is judged by its ends and `complete` is false.
 *
 * No floating point: the axis is made of binary logarithms in fixed point. */
#ifndef STRATA_ANALYSIS_SWEEP_H
#define STRATA_ANALYSIS_SWEEP_H

#include <stdbool.h>
#include <stdint.h>

#include "strata/base/arena.h"
#include "strata/base/diag.h"
#include "strata/model/catalog.h"
#include "strata/model/design.h"

#define SWEEP_POINTS 100 /* samples if nobody says how many */
#define SWEEP_POINTS_MAX 1000
#define SWEEP_STEPS_MIN 20
#define SWEEP_MARGIN MICRO     /* a dollar a month, at least */
#define SWEEP_MARGIN_PART 1000 /* else the 1,000th part of the bill */
#define SWEEP_BILLS_MAX 200000
#define SWEEP_AXIS_END 1000000 /* position of the range's end on the axis; its beginning has 0 */

/* By how much another answer has to be cheaper than one that costs `held` a month. */
money sweep_margin(money held);

enum sweep_axis {
    SWEEP_AXIS_AUTO, /* logarithmic, unless the range begins at 0 */
    SWEEP_AXIS_LOG,
    SWEEP_AXIS_LINEAR,
};

struct sweep_request {
    figure_id figure; /* one that is given, not calculated */
    quantity from;
    quantity to;
    uint32_t points;             /* 2 to SWEEP_POINTS_MAX */
    const component_id *against; /* take part in each layer that offers them and is not empty */
    uint32_t against_count;
    enum sweep_axis axis;
    uint32_t bills; /* that may be made to find crossovers; 0: SWEEP_BILLS_MAX */
};

/* An answer. */
struct sweep_option {
    struct str name;       /* "Pinecone", "Claude Sonnet + GPT-5", "self-hosting" */
    struct design *design; /* that takes it */
    quantity *value;       /* of the figure in it, to be changed in place */
};

struct sweep_contest {
    struct str name;              /* of the layer, or of the alternative */
    struct str id;                /* the same, for files */
    layer_id layer;               /* NONE for an alternative */
    uint32_t alternative;         /* its row, or NONE */
    struct sweep_option *options; /* the first is what is chosen now */
    uint32_t option_count;
    uint32_t *winners; /* an option for each sample */
};

struct sweep_sample {
    quantity value;
    struct price total;
    uint32_t unpriced;
};

struct crossover {
    uint32_t contest;
    uint32_t before; /* options */
    uint32_t after;
    quantity value;   /* the smallest one from which `after` holds */
    quantity counted; /* value of `counted` there */
};

/* A crossover, or, where two answers change places more than SWEEP_TURNS times in a row (whole blocks
 * are bought of one of them), all of those together: people want to be told once. */
#define SWEEP_TURNS 3

struct sweep_turn {
    struct crossover first;
    struct crossover last; /* the same one if `count` is 1 */
    uint32_t count;
};

/* What an axis spans. */
struct sweep_span {
    int64_t from; /* above 0 where it is logarithmic */
    int64_t to;
    bool log;
};

struct sweep {
    const struct catalog *catalog;
    figure_id figure;
    struct sweep_span span;
    quantity step;
    quantity present;         /* value of the figure in the design; may lie outside */
    figure_id counted;        /* the last figure that is calculated from it, or NONE: what people
                                 think in ("tokens a day" for users) */
    quantity present_counted; /* its value in the design */
    struct design *design;    /* the design, to be changed at `*value` in place */
    quantity *value;
    struct sweep_sample *samples;
    uint32_t sample_count;
    struct sweep_contest *contests; /* those whose answers cost the same everywhere are left out */
    uint32_t contest_count;
    struct crossover *crossovers; /* by value, then by contest */
    uint32_t crossover_count;
    struct sweep_turn *turns; /* the same, by their first value */
    uint32_t turn_count;
    bool complete;
};

/* False, with the reasons in `diags`, when the request cannot be met or an amount leaves its range.
 * `design` must outlive the result. */
bool sweep_make(const struct catalog *catalog, const struct design *design,
                const struct sweep_request *request, struct arena *arena, struct sweep *ret,
                struct diag_list *diags);

/* A range to begin with: a `factor`th (at least 2) to `factor` times of what the design has (1 to
 * 1,000 if that is nothing), within the figure's bounds; all of them if they span no more than a
 * thousand. */
#define SWEEP_FACTOR 100
void sweep_range(const struct catalog *catalog, const struct design *design, figure_id figure,
                 int64_t factor, quantity *ret_from, quantity *ret_to);

/* Where a value stands on an axis, from 0 to SWEEP_AXIS_END (values outside: the nearer end). */
uint32_t sweep_place(const struct sweep_span *span, int64_t value);

/* The same for the figure; and the value of the grid that is nearest to a position. */
uint32_t sweep_position(const struct sweep *sweep, quantity value);
quantity sweep_value_at(const struct sweep *sweep, uint32_t position);

/* The axis of the bill, to a round end: from 0, or logarithmic where the dearest sample is more than
 * SWEEP_LOG_FROM times the cheapest. */
#define SWEEP_LOG_FROM 30
struct sweep_span sweep_bill_span(const struct sweep *sweep);

/* The bill at a value, exactly. `scratch` is emptied. False, with the reason, if it leaves its range. */
bool sweep_sample_at(const struct sweep *sweep, quantity value, struct arena *scratch,
                     struct sweep_sample *ret, struct diag_list *diags);

/* For drawing: evenly between the samples at both sides of a position. */
struct price sweep_bill_at(const struct sweep *sweep, uint32_t position);

/* Round values to write at an axis, at most `most` and SWEEP_TICKS_MAX: 1, 2 and 5 times powers of
 * ten, or only those powers. Returns how many. */
#define SWEEP_TICKS_MAX 16
uint32_t sweep_ticks(const struct sweep_span *span, uint32_t most, int64_t ret[SWEEP_TICKS_MAX]);

/* The answer of a contest that holds at a position, by the sample at or before it; an option. */
uint32_t sweep_winner_at(const struct sweep *sweep, uint32_t contest, uint32_t position);

/* "self-hosting overtakes the API from 104M tokens a day (2,310 queries per user); you are at 0.3M
 * (6)". */
struct str sweep_sentence(const struct sweep *sweep, const struct crossover *crossover,
                          struct arena *arena);

/* The same, or "self-hosting and the API take turns from 143M tokens a day to 4.2B, 57 times ...". */
struct str sweep_turn_sentence(const struct sweep *sweep, const struct sweep_turn *turn,
                               struct arena *arena);

/* Three digits and a letter, for axes and sentences: "0.3M", "104M", "1.5K", "12". */
struct str sweep_number(quantity value, struct arena *arena);

#endif
