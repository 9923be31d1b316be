#include "strata/analysis/price_age.h"

const struct source *price_source(const struct catalog *catalog, component_id component)
{
    struct range sources = catalog->components[component].sources;
    const struct source *newest = NULL;

    for (uint32_t i = sources.first; i < sources.first + sources.count; i++) {
        const struct source *source = &catalog->sources[i];

        /* YYYY-MM-DD: in the order of its bytes */
        if (!newest
            || str_cmp(catalog_text(catalog, source->date), catalog_text(catalog, newest->date))
                   > 0) {
            newest = source;
        }
    }
    return newest;
}

day price_day(const struct catalog *catalog, component_id component)
{
    const struct source *source = price_source(catalog, component);
    day date;

    return source && day_parse(catalog_text(catalog, source->date), &date) ? date : DAY_NONE;
}

int32_t price_age(day then, day today)
{
    if (then == DAY_NONE) {
        return INT32_MAX;
    }
    return today > then ? today - then : 0;
}
