/* Diagrams as a way to a design: those that strata drew, which hold theirs, and anybody's. */
#ifndef STRATA_CLI_DIAGRAM_H
#define STRATA_CLI_DIAGRAM_H

#include "cli/session.h"
#include "strata/report/recognised_text.h"

/* What an operand names. */
struct operand_source {
    struct design design;
    bool is_diagram;
    struct recognised diagram; /* if it is one */
};

/* A preset, a design file or a diagram, told from each other by the name or, from standard input, by
 * how the text begins. A design file that a diagram holds is used even if somebody has edited the
 * drawing since: it has all that a drawing cannot say. A warning then names what is different. */
bool diagram_open_any(struct session *session, const char *operand, struct operand_source *ret);

/* The same for a file that has to be a diagram. */
bool diagram_open(struct session *session, const char *operand, struct recognised *ret);

#endif
