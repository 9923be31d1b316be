#include "strata/report/bill_text.h"

struct str bill_operations(const struct bill_report *report, struct arena *arena)
{
    const struct operations *operations = &report->operations;
    struct strbuf text = { .arena = arena };
    strbuf_addf(&text, "about %.*s hours", STR_ARG(micro_format(arena, operations->hours, true)));
    if (operations->unknown > 0) {
        strbuf_addf(&text, ", without %u component%s of which nobody has said it",
                    (unsigned)operations->unknown, plural_s(operations->unknown));
    }
    if (report->has_rate) {
        strbuf_addf(&text, "; at %.*s an hour %.*s, which is not in the total",
                    STR_ARG(bill_price(arena, report->hourly_rate)),
                    STR_ARG(money_format(arena, report->work)));
    }
    return strbuf_str(&text);
}

struct str bill_rest(const struct bill_groups *groups, struct arena *arena)
{
    struct strbuf text = { .arena = arena };
    strbuf_addf(&text, "%u more %s%s", (unsigned)groups->rest_count,
                bill_by_name(groups->request.by), plural_s(groups->rest_count));
    if (groups->rest_unpriced > 0) {
        strbuf_addf(&text, ", %u unknown price%s", (unsigned)groups->rest_unpriced,
                    plural_s(groups->rest_unpriced));
    }
    return strbuf_str(&text);
}
