/* A text as a YAML scalar on one line. */
#ifndef STORE_DESIGN_WRITE_SCALAR_H
#define STORE_DESIGN_WRITE_SCALAR_H

#include <stdbool.h>

#include "strata/base/str.h"

/* Plain where YAML allows it and nobody could take it for a number, a date or a truth value;
 * otherwise in double quotes. `flow`: inside brackets. The text is cleaned on the way: what is
 * written is what a reader will make of it. */
void write_scalar(struct strbuf *out, struct str text, bool flow);

#endif
