/* The reading in words, as every report and the designer say it. */
#ifndef STRATA_ANALYSIS_READING_WORDS_H
#define STRATA_ANALYSIS_READING_WORDS_H

#include "strata/analysis/reading.h"
#include "strata/base/arena.h"
#include "strata/base/str.h"

/* "Startup, 73 % of the votes ahead of Solo", "mixed: Startup / Solo, 4 % of the votes ahead of
 * Solo", "nothing chosen yet". */
struct str reading_answer(const struct catalog *catalog, const struct reading *reading,
                          struct arena *arena);

/* The same where there is little room: "reads as Startup 73%", "reads as mixed: Startup / Solo". */
struct str reading_brief(const struct catalog *catalog, const struct reading *reading,
                         struct arena *arena);

/* Votes as they are told: hundredths, since anything behind them comes from splitting. */
struct str reading_votes(quantity votes, struct arena *arena);

/* What votes in a layer: "Vercel, Modal"; "nothing". */
struct str reading_chosen(const struct catalog *catalog, const struct design *design,
                          layer_id layer, struct arena *arena);

/* What a step changes: "nothing -> Qdrant". */
struct str reading_step_text(const struct catalog *catalog, const struct design *design,
                             struct reading_step step, struct arena *arena);

/* With the steps taken: "Then it reads as Startup, 20 % of the votes ahead of Solo." */
struct str reading_after(const struct catalog *catalog, const struct reading *after,
                         struct arena *arena);

/* Where reading_tip() finds none. */
#define READING_NO_TIP "No single layer: it reads so whatever one of them changes to."

#endif
