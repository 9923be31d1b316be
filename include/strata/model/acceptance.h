/* Findings that a person lives with for a while: with a reason, and a day on which to think again. */
#ifndef STRATA_MODEL_ACCEPTANCE_H
#define STRATA_MODEL_ACCEPTANCE_H

#include <stdbool.h>

#include "strata/base/arena.h"
#include "strata/base/day.h"
#include "strata/base/diag.h"
#include "strata/model/catalog.h"
#include "strata/model/design.h"

/* Puts it into the design, in the place of one for the same rule and component. False, with the
 * reason in `diags`, if there is no reason or date in it, the reason is too long, or there are too
 * many of them. */
bool acceptance_put(struct design *design, const struct acceptance *acceptance, struct arena *arena,
                    struct diag_list *diags);

/* Takes out the one of this rule and component, if there is one. */
void acceptance_drop(struct design *design, rule_id rule, component_id component,
                     struct arena *arena);

/* Those for the component `old` are for `component` from now on; with NONE they are gone. */
void acceptance_move(struct design *design, component_id old, component_id component,
                     struct arena *arena);

/* Does it speak of a finding of this rule about this component? */
bool acceptance_covers(const struct catalog *catalog, const struct acceptance *acceptance,
                       rule_id rule, component_id component);

/* The last day counts. */
bool acceptance_holds(const struct acceptance *acceptance, day today);

#endif
