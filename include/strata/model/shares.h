/* How the components of a layer divide its demand.
 *
 * Explicit shares stand as they are; whoever has none and runs something divides equally what those
 * leave. All shares together are all of the demand: a design in which they are not cannot be read,
 * and edits keep it so. */
#ifndef STRATA_MODEL_SHARES_H
#define STRATA_MODEL_SHARES_H

#include <stdbool.h>
#include <stdint.h>

#include "strata/model/catalog.h"
#include "strata/model/design.h"

/* Does the choice take a part of its layer's demand? What runs nothing (a policy, a practice) does
 * not. */
bool choice_serves(const struct catalog *catalog, const struct choice *choice);

/* Do the shares of one layer's choices come to 100 percent? *ret_sum is that of the explicit ones.
 * A layer whose components each have all of its demand, or in which nothing is said, is fine. */
bool shares_add_up(const struct catalog *catalog, const struct choice *choices, uint32_t count,
                   quantity *ret_sum);

/* Makes them come to 100 percent where they do not: the share of `kept` stays (NONE: no one's), and
 * the others divide what it leaves in the proportion that they had. */
void shares_settle(const struct catalog *catalog, struct choice *choices, uint32_t count,
                   component_id kept);

#endif
