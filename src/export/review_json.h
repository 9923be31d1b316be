/* The whole review as JSON, for programs. */
#ifndef STRATA_EXPORT_REVIEW_JSON_H
#define STRATA_EXPORT_REVIEW_JSON_H

#include "strata/export/export.h"

bool review_json(const struct review *review, const struct export_options *options,
                 struct arena *arena, struct str *ret_bytes, struct diag_list *diags);

#endif
