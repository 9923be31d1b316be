/* What `strata read` tells of a diagram, behind the reading itself. */
#ifndef STRATA_CLI_DIAGRAM_TEXT_H
#define STRATA_CLI_DIAGRAM_TEXT_H

#include "cli/diagram.h"
#include "strata/export/json.h"

/* What was recognised, as what, with which certainty and why; what was not. No line is wider than 80
 * columns, but for words of the diagram that cannot be parted. */
struct str diagram_report(const struct catalog *catalog, const struct foreign_diagram *diagram,
                          struct arena *arena);

/* The same as the object "diagram". */
void diagram_put(struct json_writer *json, const struct catalog *catalog,
                 const struct foreign_diagram *diagram);

#endif
