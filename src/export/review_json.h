/* The whole review as JSON, for programs. */
#ifndef STRATA_EXPORT_REVIEW_JSON_H
#define STRATA_EXPORT_REVIEW_JSON_H

#include "picture.h"

bool review_json(const struct picture *picture, struct arena *arena, struct str *ret_bytes,
                 struct diag_list *diags);

#endif
