#include "strata/analysis/operations.h"

#include "strata/base/wide.h"

static bool chosen_before(const struct design *design, uint32_t choice)
{
    for (uint32_t i = 0; i < choice; i++) {
        if (design->choices[i].component == design->choices[choice].component) {
            return true;
        }
    }
    return false;
}

bool operations_of(const struct catalog *catalog, const struct design *design,
                   struct operations *ret)
{
    struct operations sum = { 0 };

    for (uint32_t i = 0; i < design->choice_count; i++) {
        const struct component *component = &catalog->components[design->choices[i].component];

        if (chosen_before(design, i)) {
            continue;
        }
        sum.unknown += !component->operations_known;
        if (component->operations_known
            && !quantity_add(sum.hours, component->operations, &sum.hours)) {
            return false;
        }
    }
    *ret = sum;
    return true;
}

bool operations_cost(const struct operations *operations, money rate, money *ret)
{
    money exact;

    return wide_narrow(wide_divide((wide)operations->hours * rate, MICRO), &exact)
           && money_round_to_cent(exact, ret);
}
