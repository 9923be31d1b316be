/* The diagram in characters, as a file has it: whole names, for lines of about a hundred columns. */
#ifndef STRATA_EXPORT_TXT_H
#define STRATA_EXPORT_TXT_H

#include "strata/analysis/review.h"
#include "strata/base/arena.h"
#include "strata/export/export.h"

/* Of a comparison, as `options` say (overlay, before), or of the review alone. */
struct str txt_make(const struct review *review, const struct export_options *options,
                    struct arena *arena);

#endif
