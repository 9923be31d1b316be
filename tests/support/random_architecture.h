/* Architectures that nobody would think of: boxes in any layers of a catalogue, with hostile names
 * among them, arrows of any shape (circles, arrows to and fro, a box that calls itself). */
#ifndef STRATA_TESTS_SUPPORT_RANDOM_ARCHITECTURE_H
#define STRATA_TESTS_SUPPORT_RANDOM_ARCHITECTURE_H

#include "strata/analysis/difference.h"
#include "strata/base/arena.h"
#include "support/random.h"

struct random_architecture {
    struct architecture architecture;
    enum mark *box_marks;
    enum mark *arrow_marks;
    struct str regions[3];
    uint32_t region_count;
};

void random_architecture(const struct catalog *catalog, uint32_t boxes, struct test_random *random,
                         struct arena *arena, struct random_architecture *ret);

#endif
