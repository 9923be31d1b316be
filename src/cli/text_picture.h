/* The diagram in characters, as a file has it: whole names, for lines of about a hundred columns. */
#ifndef STRATA_CLI_TEXT_PICTURE_H
#define STRATA_CLI_TEXT_PICTURE_H

#include <stdbool.h>

#include "strata/analysis/review.h"
#include "strata/base/arena.h"

struct str text_picture(const struct review *review, bool ascii, struct arena *arena);

#endif
