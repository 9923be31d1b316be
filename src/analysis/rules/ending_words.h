/* What a finding says of a component that ends. */
#ifndef STRATA_ANALYSIS_RULES_ENDING_WORDS_H
#define STRATA_ANALYSIS_RULES_ENDING_WORDS_H

#include "analysis/rules/rule_text.h"

/* "2026-12-11"; "never" where no end is announced. */
struct str ending_day(const struct telling *telling, struct arena *arena);

/* 0 from the end on. */
uint32_t ending_days_left(const struct telling *telling);

struct str ending_note(const struct telling *telling);

/* "GPT-6.1 Sol takes its place, for $9 a month more": all that changes on the bill, by the same
 * work. */
struct str ending_successor(const struct telling *telling, struct arena *arena);

#endif
