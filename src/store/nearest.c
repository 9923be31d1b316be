#include "store/nearest.h"

#define LONGEST 64 /* no known name is longer */

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
    struct str wrong = nearest->wrong;
    size_t apart = wrong.len > known.len ? wrong.len - known.len : known.len - wrong.len;
    unsigned distance;

    if (nearest->distance == 0 || apart >= nearest->distance || wrong.len > LONGEST)
        return;
    distance = str_distance(wrong, known, nearest->distance - 1);
    if (distance < nearest->distance) {
        nearest->distance = distance;
        nearest->best = known;
    }
}

struct str nearest_hint(const struct nearest *nearest, struct arena *arena)
{
    if (nearest->best.len == 0)
        return (struct str){ 0 };
    return str_format(arena, "did you mean \"%.*s\"?", STR_ARG(nearest->best));
}
