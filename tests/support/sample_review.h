/* Reviews for the tests of exports: the three worked examples over the small catalogue, with groups
 * and a few prices, and one in which every text is hostile. */
#ifndef STRATA_TESTS_SUPPORT_SAMPLE_REVIEW_H
#define STRATA_TESTS_SUPPORT_SAMPLE_REVIEW_H

#include "strata/analysis/difference.h"
#include "strata/analysis/review.h"
#include "strata/base/arena.h"
#include "support/memory.h"
#include "support/small_catalog.h"

struct sample {
    struct test_memory memory;
    struct arena arena;
    struct small small;
    struct diag_list diags;
    struct review review;
};

/* A cmocka fixture: `*state` is a struct sample with a catalogue, without a review. */
int sample_setup(void **state);
int sample_teardown(void **state);

void sample_solo(struct sample *sample);    /* 5 boxes, 3 arrows, 1 dashed; one price is unknown */
void sample_startup(struct sample *sample); /* 10, 8 */
void sample_enterprise(struct sample *sample); /* two regions: 25, 22 */
void sample_empty(struct sample *sample);      /* nothing chosen */

/* The startup in which a gateway is assumed. */
void sample_implied(struct sample *sample);

/* The review's own architecture, with its first three boxes and its first three arrows ADDED,
 * REMOVED and CHANGED. */
void sample_overlay(struct sample *sample, struct overlay *ret);

/* Every name, title, label and region is a hostile text, each time others with another `seed`; the
 * ids of boxes too, with `ids`. */
void sample_hostile(struct sample *sample, uint32_t seed, bool ids);

/* `columns` x `rows` boxes, each calling two in the next column. */
void sample_grid(struct sample *sample, uint32_t columns, uint32_t rows);

extern const struct str sample_hostile_texts[];
extern const uint32_t sample_hostile_count;

#endif
