#include "cli/gates.h"

bool gate_over_budget(const struct options *options, const struct bill *bill)
{
    return options_has(options, OPTION_BUDGET)
           && bill->total.likely > options_money(options, OPTION_BUDGET);
}

struct str gate_budget_text(const struct options *options, const struct bill *bill,
                            struct arena *arena)
{
    struct str likely = money_format(arena, bill->total.likely);
    struct str budget = money_format(arena, options_money(options, OPTION_BUDGET));
    return str_format(arena, "the likely bill of %.*s a month is %s the budget of %.*s",
                      STR_ARG(likely), gate_over_budget(options, bill) ? "over" : "within",
                      STR_ARG(budget));
}

bool gate_fails(const struct options *options, enum option option, enum severity severity)
{
    enum severity level;
    return severity_from_name(str_from(options->values[option]), &level) /* else "never" */
           && severity >= level;
}
