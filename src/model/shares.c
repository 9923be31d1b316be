#include "strata/model/shares.h"

#include "strata/base/wide.h"

#define ALL (100 * MICRO)

bool choice_serves(const struct catalog *catalog, const struct choice *choice)
{
    const struct placement *placement =
        catalog_placement(catalog, choice->component, choice->layer);

    return placement != NULL && placement->box != BOX_NONE;
}

bool shares_add_up(const struct catalog *catalog, const struct choice *choices, uint32_t count,
                   quantity *ret_sum)
{
    quantity sum = 0;
    bool rest = false, stated = false;

    for (uint32_t i = 0; i < count; i++) {
        sum += choices[i].share;
        stated = stated || choices[i].share > 0;
        rest = rest || (choices[i].share == 0 && choice_serves(catalog, &choices[i]));
    }
    *ret_sum = sum;
    return !stated || !catalog->layers[choices[0].layer].shares || sum == ALL
           || (sum < ALL && rest);
}

/* Of `left`, in the proportion of part to sum, to the hundredth of a percent. */
static quantity scaled(quantity part, quantity sum, quantity left)
{
    quantity share = (quantity)wide_divide((wide)part * left, sum);

    return micro_round(share, CENT);
}

void shares_settle(const struct catalog *catalog, struct choice *choices, uint32_t count,
                   component_id kept)
{
    quantity left = ALL, sum = 0, rest, all;
    struct choice *last = NULL;

    if (count == 0 || shares_add_up(catalog, choices, count, &all)) {
        return;
    }
    for (uint32_t i = 0; i < count; i++) {
        if (choices[i].component == kept) {
            left -= choices[i].share;
        } else {
            sum += choices[i].share;
        }
    }
    rest = left;
    for (uint32_t i = 0; i < count; i++) {
        if (choices[i].component == kept || choices[i].share == 0) {
            continue;
        }
        choices[i].share = scaled(choices[i].share, sum, left);
        rest -= choices[i].share;
        last = &choices[i];
    }
    /* What rounding leaves is the last one's; who is alone has all, and says nothing. */
    if (last && count > 1) {
        last->share += rest;
    } else if (count == 1) {
        choices[0].share = 0;
    }
}
