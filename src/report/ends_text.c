#include "strata/report/ends_text.h"

#include <stdlib.h>

#include "strata/report/page_text.h"

#define DATE_COLUMN 14

struct end {
    day on;
    component_id component;
};

static int by_day(const void *a, const void *b)
{
    const struct end *one = a, *other = b;
    if (one->on != other->on) {
        return one->on < other->on ? -1 : 1;
    }
    return one->component < other->component ? -1 : one->component > other->component;
}

static uint32_t gather(const struct catalog *catalog, layer_id layer, struct end *ends)
{
    uint32_t count = 0;
    for (component_id i = 0; i < catalog->component_count; i++) {
        const struct ending *ending = catalog_ending(catalog, i);
        if (ending && ending->on != DAY_NONE
            && (layer == NONE || catalog_placement(catalog, i, layer))) {
            ends[count++] = (struct end){ ending->on, i };
        }
    }
    qsort(ends, count, sizeof(*ends), by_day);
    return count;
}

/* "gpt-5: GPT-5, in 10 days; then gpt-6-1-sol: GPT-6.1 Sol. Read on 2026-11-10 at ..." */
static struct str what(const struct catalog *catalog, component_id component, day today,
                       struct arena *arena)
{
    const struct component *row = &catalog->components[component];
    const struct ending *ending = catalog_ending(catalog, component);
    struct strbuf text = { .arena = arena };
    strbuf_addf(&text, "%.*s: %.*s", STR_ARG(catalog_text(catalog, row->id)),
                STR_ARG(catalog_text(catalog, row->name)));
    if (ending->on > today) {
        int days = ending->on - today;
        strbuf_addf(&text, ", in %d day%s", days, days == 1 ? "" : "s");
    }
    if (ending->successor != NONE) {
        const struct component *next = &catalog->components[ending->successor];
        strbuf_addf(&text, "; then %.*s: %.*s", STR_ARG(catalog_text(catalog, next->id)),
                    STR_ARG(catalog_text(catalog, next->name)));
    }
    strbuf_addf(&text, ". %.*s, %.*s", STR_ARG(catalog_text(catalog, ending->where)),
                STR_ARG(catalog_text(catalog, ending->date)));
    return strbuf_str(&text);
}

struct str ends_text(const struct catalog *catalog, layer_id layer, day today, struct arena *arena)
{
    struct end *ends = arena_new_array(arena, struct end, catalog->component_count);
    uint32_t count = gather(catalog, layer, ends);
    struct strbuf text = { .arena = arena };
    for (uint32_t i = 0; i < count; i++) {
        if (i == 0 || (ends[i].on > today && ends[i - 1].on <= today)) {
            layout_heading(&text, ends[i].on > today ? "Will end" : "Has ended");
        }
        layout_item(&text, 2, day_format(ends[i].on, arena), DATE_COLUMN,
                    what(catalog, ends[i].component, today, arena));
    }
    return count > 0 ? strbuf_str(&text) : STR("nothing is known to end\n");
}
