#include "analysis/rules/ending_words.h"

static const struct ending *ending_of(const struct telling *telling)
{
    component_id component = telling->culprit.component;

    return component == NONE ? NULL : catalog_ending(telling->facts->catalog, component);
}

struct str ending_day(const struct telling *telling, struct arena *arena)
{
    const struct ending *ending = ending_of(telling);

    return day_format(ending ? ending->on : DAY_NONE, arena);
}

uint32_t ending_days_left(const struct telling *telling)
{
    component_id component = telling->culprit.component;
    int32_t left = 0;

    return component != NONE
                   && catalog_days_left(telling->facts->catalog, component, telling->today, &left)
                   && left > 0
               ? (uint32_t)left
               : 0;
}

struct str ending_note(const struct telling *telling)
{
    const struct ending *ending = ending_of(telling);

    return ending ? catalog_text(telling->facts->catalog, ending->note) : STR("");
}

/* ", for $9 a month more"; nothing if nobody can tell. */
static struct str difference(const struct telling *telling, struct arena *arena)
{
    const struct bill *now = telling->bill, *then = telling->fixed.bill;
    money apart;

    if (!then) {
        return STR("");
    }
    if (then->unpriced != now->unpriced) {
        return then->unpriced > now->unpriced ? STR(", at a price that is not known")
                                              : STR(", at a price that is known");
    }
    if (!money_add(then->total.likely, -now->total.likely, &apart)) {
        return STR("");
    }
    if (apart == 0) {
        return STR(", at the same cost");
    }
    return str_format(arena, ", for %.*s a month %s",
                      STR_ARG(money_format_short(arena, apart < 0 ? -apart : apart)),
                      apart < 0 ? "less" : "more");
}

struct str ending_successor(const struct telling *telling, struct arena *arena)
{
    const struct ending *ending = ending_of(telling);

    if (!ending || ending->successor == NONE) {
        return STR("no successor is named");
    }
    return str_format(arena, "%.*s takes its place%.*s",
                      STR_ARG(component_label(telling->facts->catalog, ending->successor)),
                      STR_ARG(difference(telling, arena)));
}
