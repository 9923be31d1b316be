/* Comments for newcomers: what each key of a design is, and which other choices there are. */
#ifndef STORE_DESIGN_EXPLAIN_DESIGN_H
#define STORE_DESIGN_EXPLAIN_DESIGN_H

#include "strata/base/arena.h"
#include "strata/model/design.h"

/* The design with such comments added to its own. */
struct design explain_design(const struct catalog *catalog, const struct design *design,
                             struct arena *arena);

#endif
