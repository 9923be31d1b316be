/* Reads a picture of character cells back, as a person does: from its characters alone. */
#ifndef STRATA_TESTS_SUPPORT_PICTURE_READER_H
#define STRATA_TESTS_SUPPORT_PICTURE_READER_H

#include "strata/base/arena.h"
#include "strata/diagram/diagram.h"

/* What is wrong with a picture in Unicode, in words; NULL if nothing is: boxes whole and apart, no
 * line in a box, each arrow to be followed from its source to its target's head, no line that leads
 * anywhere else or nowhere, labels whole or with the sign of a cut, marks told by sign. */
const char *picture_fault(const struct diagram *diagram, const struct diagram_request *request,
                          struct arena *arena);

/* The same for one in ASCII, as far as it can be read: boxes, labels, marks, and the bytes. */
const char *picture_fault_ascii(const struct diagram *diagram,
                                const struct diagram_request *request, struct arena *arena);

#endif
