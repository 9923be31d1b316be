/* The whole review as JSON, for programs. Amounts of money and quantities are decimal strings,
 * never floating point; keys stand in a fixed order. */
#ifndef STRATA_EXPORT_JSON_H
#define STRATA_EXPORT_JSON_H

#include "strata/export/export.h"

#define JSON_VERSION 1 /* a new key leaves it; a key that goes or changes its meaning raises it */

bool json_make(const struct review *review, const struct export_options *options,
               struct arena *arena, struct str *ret_bytes, struct diag_list *diags);

#endif
