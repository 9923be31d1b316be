#include "cli/gates.h"

static bool over_budget(const struct options *options, const struct bill *bill)
{
    return options_has(options, OPTION_BUDGET)
           && bill->total.likely > options_money(options, OPTION_BUDGET);
}

bool gate_keeps_budget(const struct options *options, const struct bill *bill)
{
    return !options_has(options, OPTION_BUDGET)
           || (bill->unpriced == 0 && !over_budget(options, bill));
}

struct str gate_budget_text(const struct options *options, const struct bill *bill,
                            struct arena *arena)
{
    struct str likely = money_format(arena, bill->total.likely);
    struct str budget = money_format(arena, options_money(options, OPTION_BUDGET));
    struct str without = bill_without(bill->unpriced, arena);
    bool over = over_budget(options, bill);
    if (!over && without.len > 0) {
        return str_format(arena,
                          "nobody can say whether the bill is within the budget of %.*s: it is "
                          "%.*s a month %.*s",
                          STR_ARG(budget), STR_ARG(likely), STR_ARG(without));
    }
    return str_format(arena, "the likely bill of %.*s a month%s%.*s is %s the budget of %.*s",
                      STR_ARG(likely), without.len > 0 ? ", " : "", STR_ARG(without),
                      over ? "over" : "within", STR_ARG(budget));
}

bool gate_unknown(const struct options *options, enum option option, const struct bill *bill)
{
    return options_lists(options, option, "unknown") && bill->unpriced > 0;
}

bool gate_fails(const struct options *options, enum option option, enum severity severity)
{
    struct str words = str_from(options->values[option]), word;
    enum severity level;
    while (option_next_word(&words, &word)) { /* "never" and "unknown" are no severities */
        if (severity_from_name(word, &level) && severity >= level) {
            return true;
        }
    }
    return false;
}
