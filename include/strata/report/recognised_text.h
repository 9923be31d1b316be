/* What `strata read` tells of a diagram, behind the reading itself. */
#ifndef STRATA_REPORT_RECOGNISED_TEXT_H
#define STRATA_REPORT_RECOGNISED_TEXT_H

#include "strata/analysis/recognise.h"
#include "strata/model/design.h"
#include "strata/report/json.h"

/* A diagram that was read. */
struct recognised {
    struct graph graph;
    bool own; /* it held the design it was drawn from, and `design` is that one, exactly */
    struct recognition recognition; /* if not */
    struct design design;
};

/* What was recognised, as what, with which certainty and why; what was not. No line is wider than 80
 * columns, but for words of the diagram that cannot be parted. */
struct str diagram_report(const struct catalog *catalog, const struct recognised *diagram,
                          struct arena *arena);

/* The same as the object "diagram". */
void diagram_put(struct json_writer *json, const struct catalog *catalog,
                 const struct recognised *diagram);

#endif
