/* The design on one page of Markdown, to hand out: figures, diagram, layers, bill, findings, notes. */
#ifndef STRATA_EXPORT_PAGE_H
#define STRATA_EXPORT_PAGE_H

#include "export/picture.h"
#include "strata/base/diag.h"

bool page_make(const struct picture *picture, struct str path, struct arena *arena,
               struct str *ret_bytes, struct diag_list *diags);

#endif
