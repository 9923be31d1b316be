/* Designs that nobody would think of, over the small catalogue. */
#ifndef STRATA_TESTS_SUPPORT_RANDOM_DESIGN_H
#define STRATA_TESTS_SUPPORT_RANDOM_DESIGN_H

#include "support/random.h"
#include "support/small_catalog.h"

/* Any layer may be empty, any that holds many may hold several; up to 3 regions. */
struct design random_design(struct small *small, struct test_random *random);

/* Adds own components of all kinds to the catalogue, two of them with one id; only once. */
void random_own_rows(struct small *small);

/* Gives the design some of these, of one id one at most, and takes some of them for its layers. */
void random_own(struct small *small, struct test_random *random, struct design *design);

/* Puts one component (NONE: nothing) in the place of whatever is in a layer. */
void random_design_put(struct small *small, struct design *design, layer_id layer,
                       component_id component);

#endif
