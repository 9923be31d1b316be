/* The diagram in the language of D2. */
#ifndef STRATA_EXPORT_D2_H
#define STRATA_EXPORT_D2_H

#include "export/picture.h"
#include "strata/base/diag.h"

bool d2_make(const struct picture *picture, struct arena *arena, struct str *ret_bytes,
             struct diag_list *diags);

#endif
