/* Designs that nobody would think of, over the small catalogue. */
#ifndef STRATA_TESTS_SUPPORT_RANDOM_DESIGN_H
#define STRATA_TESTS_SUPPORT_RANDOM_DESIGN_H

#include "support/random.h"
#include "support/small_catalog.h"

/* Any layer may be empty, any that holds many may hold several; up to 3 regions. */
struct design random_design(struct small *small, struct test_random *random);

/* Puts one component (NONE: nothing) in the place of whatever is in a layer. */
void random_design_put(struct small *small, struct design *design, layer_id layer,
                       component_id component);

#endif
