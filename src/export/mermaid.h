/* The diagram as a Mermaid flowchart, which GitHub, GitLab and many editors draw in Markdown. */
#ifndef STRATA_EXPORT_MERMAID_H
#define STRATA_EXPORT_MERMAID_H

#include "export/picture.h"
#include "strata/base/diag.h"

bool mermaid_make(const struct picture *picture, struct arena *arena, struct str *ret_bytes,
                  struct diag_list *diags);

/* The flowchart alone, without a title: for a block in a page that has one. */
void mermaid_add(struct strbuf *to, const struct picture *picture);

#endif
