#include "strata/base/nearest.h"

/* How many slips of the finger a word of this length may have and still be recognised. */
static unsigned slips(size_t len)
{
    return len <= 3 ? 1 : len <= 7 ? 2 : 3;
}

struct nearest nearest_to(struct str wrong)
{
    return (struct nearest){ .wrong = wrong, .distance = slips(wrong.len) + 1 };
}

void nearest_try(struct nearest *nearest, struct str known)
{
    if (nearest->distance == 0) {
        return;
    }
    unsigned distance = str_distance(nearest->wrong, known, nearest->distance - 1);
    if (distance < nearest->distance) {
        nearest->distance = distance;
        nearest->best = known;
    }
}

struct str nearest_hint(const struct nearest *nearest, struct arena *arena)
{
    if (nearest->best.len == 0) {
        return (struct str){ 0 };
    }
    return str_format(arena, "did you mean \"%.*s\"?", STR_ARG(nearest->best));
}
