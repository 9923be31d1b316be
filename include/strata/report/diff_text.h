/* A comparison for people, pull requests and programs. */
#ifndef STRATA_REPORT_DIFF_TEXT_H
#define STRATA_REPORT_DIFF_TEXT_H

#include <stdbool.h>

#include "strata/analysis/difference.h"
#include "strata/base/arena.h"
#include "strata/base/diag.h"
#include "strata/base/str.h"

/* Signed lines, no wider than 80 columns. */
struct str diff_text(const struct difference *difference, struct arena *arena);

/* Some of its sections: bits per enum diff_section_id (diff_rows.h). */
void diff_text_add(struct strbuf *text, const struct difference *difference, uint32_t sections);

/* Tables for a pull request; every text is escaped. */
struct str diff_markdown(const struct difference *difference, struct arena *arena);

bool diff_json(const struct difference *difference, struct arena *arena, struct str *ret_bytes,
               struct diag_list *diags);

#endif
