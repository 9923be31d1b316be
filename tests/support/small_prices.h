/* Prices for the small catalogue: to be added between small_begin() and small_end(). */
#ifndef STRATA_TESTS_SUPPORT_SMALL_PRICES_H
#define STRATA_TESTS_SUPPORT_SMALL_PRICES_H

#include "support/small_catalog.h"

#define DOLLARS(n) ((int64_t)(n)*MICRO)
#define FLAT(amount) ((struct price){ (amount), (amount), (amount) })
#define NO_END INT64_MAX

/* A meter that counts products of figures: `figures` of each term end with NONE. */
struct small_term {
    const char *label;
    layer_id layer;
    figure_id figures[4];
};

meter_id small_meter(struct small *small, const char *name, const struct small_term *terms,
                     uint32_t count);

/* One more plan of a component, all plans of one component in a row. What follows belongs to it. */
plan_id small_plan(struct small *small, component_id component, const char *id, struct plan plan);

void small_limit(struct small *small, meter_id meter, quantity up_to);

/* Charges: complete ones, and the usual ones. */
void small_charge(struct small *small, const char *label, struct charge charge,
                  const struct tier *tiers, uint32_t count);
void small_fixed(struct small *small, const char *label, struct price price);
void small_metered(struct small *small, const char *label, meter_id meter, quantity per,
                   money price);

#endif
