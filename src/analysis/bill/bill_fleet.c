/* What a charge counts: a meter, or the cards that a meter keeps busy. */
#include "analysis/bill/bill_run.h"
#include "strata/base/wide.h"

#define HOURS_OF_30_DAYS 720
#define CARDS_MAX 10000000 /* more than were ever built of one kind */

static wide round_up(wide amount, wide unit)
{
    return (amount + unit - 1) / unit;
}

/* Replicas for the busiest hour, each of several cards, in the sizes that are sold. */
static bool cards_of(const struct bill_run *run, const struct fleet *fleet, quantity busy_hours,
                     uint32_t copies, uint32_t *ret)
{
    wide least = round_up(run->figures[fleet->at_least], MICRO);
    wide replicas = round_up(busy_hours, (wide)HOURS_OF_30_DAYS * MICRO * copies);
    wide cards = (replicas > least ? replicas : least) * fleet->cards;

    cards = round_up(cards, fleet->sold_in) * fleet->sold_in * copies;
    if (cards > CARDS_MAX) {
        return false;
    }
    *ret = (uint32_t)cards;
    return true;
}

static bool count_fleet(struct bill_run *run, const struct item *item, const struct charge *charge,
                        struct counted *counted)
{
    const struct fleet *fleet = &charge->fleet;

    if (!cards_of(run, fleet, counted->metered.amount, item->copies, &counted->cards)
        || __builtin_mul_overflow(run->figures[fleet->hours], (int64_t)counted->cards,
                                  &counted->metered.amount)) {
        return run_overflow(run, item->component);
    }
    return true;
}

bool run_counted(struct bill_run *run, const struct item *item, plan_id plan,
                 const struct charge *charge, struct counted *ret)
{
    bool stated = charge->by_statement && design_own_figure(run->design, charge->stated, NULL);

    *ret = (struct counted){ .meter = stated ? charge->stated_meter : charge->meter };
    return run_metered(run, item, plan, ret->meter, &ret->metered)
           && (stated || charge->fleet.cards == 0 || count_fleet(run, item, charge, ret));
}
