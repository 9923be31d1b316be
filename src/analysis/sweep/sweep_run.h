/* Between the files of the sweep.
 *
 *     sweep.c           the request, the samples, and all in one
 *     sweep_axis.c      where a value stands
 *     sweep_contests.c  which questions there are, and their answers
 *     sweep_outcome.c   what an answer costs at a value, and of what shape its bill is there
 *     sweep_search.c    who holds, from sample to sample
 *     sweep_turns.c     crossovers that belong together
 *     sweep_ticks.c     the axes as people read them
 *     sweep_text.c      in words */
#ifndef STRATA_ANALYSIS_SWEEP_SWEEP_RUN_H
#define STRATA_ANALYSIS_SWEEP_SWEEP_RUN_H

#include "strata/analysis/sweep.h"
#include "strata/base/vec.h"

/* ---- sweep_contests.c ---- */

/* All that make sense for the design, without winners. */
void sweep_contests(const struct catalog *catalog, const struct design *design,
                    const struct sweep_request *request, struct arena *arena, struct sweep *ret);

/* A copy of the design in which the figure is set; *ret_value is where. */
struct design *sweep_design(const struct design *design, figure_id figure, struct arena *arena,
                            quantity **ret_value);

/* ---- sweep_outcome.c ---- */

#define COST_UNKNOWN INT64_MAX

/* A component on a bill. Where `shape` is the same at two values, its cost is straight between
 * them, but for the rounding of lines and, unless `blocks` are the same too, for `wiggle`. */
struct outcome_part {
    component_id component;
    money cost;
    uint64_t shape;
    uint64_t demand; /* how much it is asked for */
    uint64_t blocks; /* how many whole ones are bought */
    money wiggle;    /* price of one of each */
};

struct outcome {
    money cost; /* likely, in all; COST_UNKNOWN if a component of the contest has no known price */
    struct outcome_part *parts;
    uint32_t count;
};

/* `scratch` is emptied. ret->parts has room for one part for each choice of the design. */
bool sweep_outcome(const struct catalog *catalog, const struct sweep_contest *contest,
                   const struct sweep_option *option, quantity value, struct arena *scratch,
                   struct outcome *ret, struct diag_list *diags);

/* ---- sweep_search.c ---- */

typedef VEC(struct crossover) crossover_list;

/* Fills in the contest's winners and adds its crossovers. *bills counts what is left of
 * SWEEP_BILLS_MAX. *ret_differ: do its answers ever cost something different? */
bool sweep_search(struct sweep *sweep, uint32_t contest, struct arena *arena, struct arena *scratch,
                  uint32_t *bills, bool *ret_differ, crossover_list *crossovers,
                  struct diag_list *diags);

/* ---- sweep_turns.c ---- */

void sweep_gather_turns(struct sweep *sweep, struct arena *arena);

#endif
