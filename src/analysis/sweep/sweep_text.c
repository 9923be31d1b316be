/* A sweep in words. */
#include "strata/analysis/sweep.h"
#include "strata/base/wide.h"

/* Three digits of `value` in units of `unit`, rounded: "104", "12.5", "1.25". */
static struct str three_digits(quantity value, wide unit, const char *letter, struct arena *arena)
{
    quantity amount = (quantity)wide_divide((wide)value * MICRO, unit);
    quantity places = amount >= 100 * MICRO  ? MICRO
                      : amount >= 10 * MICRO ? MICRO / 10
                                             : MICRO / 100;

    return str_format(arena, "%.*s%s",
                      STR_ARG(micro_format(arena, micro_round(amount, places), false)), letter);
}

struct str sweep_number(quantity value, struct arena *arena)
{
    static const struct {
        int64_t from; /* what would be shown as 1,000 of the unit below is 1 of this one */
        int64_t unit;
        const char *letter;
    } units[] = {
        { INT64_C(999500000000), INT64_C(1000000000000), "T" },
        { 999500000, 1000000000, "B" },
        { 999500, 1000000, "M" },
        { 1000, 1000, "K" },
    };

    for (size_t i = 0; i < sizeof(units) / sizeof(units[0]); i++) {
        if (value >= (wide)units[i].from * MICRO) {
            return three_digits(value, (wide)units[i].unit * MICRO, units[i].letter, arena);
        }
    }
    if (value >= MICRO) {
        return three_digits(value, MICRO, "", arena);
    }
    return micro_format(arena, value, false);
}

/* A figure as it stands behind a number: "tokens a day", "queries per user". */
static struct str figure_words(const struct sweep *sweep, figure_id figure, struct arena *arena)
{
    struct str name = catalog_figure_name(sweep->catalog, figure);
    struct strbuf text = { .arena = arena };

    for (size_t i = 0; i < name.len; i++) {
        bool begins = i == 0 && (name.len == 1 || char_lower(name.at[1]) == name.at[1]);

        strbuf_add_char(&text, begins ? char_lower(name.at[i]) : name.at[i]);
    }
    return strbuf_str(&text);
}

/* The value that is named first is the one people count in; the other one follows it. */
struct pair {
    figure_id first, second;
    quantity at_first, at_second;
    quantity present_first, present_second;
};

static struct pair pair_of(const struct sweep *sweep, const struct crossover *crossover)
{
    const struct sweep_contest *contest = &sweep->contests[crossover->contest];
    struct pair pair = { sweep->figure,      sweep->counted, crossover->value,
                         crossover->counted, sweep->present, sweep->present_counted };

    if (contest->alternative == NONE || sweep->counted == NONE
        || sweep->catalog->alternatives[contest->alternative].counted_in != sweep->counted) {
        return pair;
    }
    return (struct pair){ pair.second,   pair.first,          pair.at_second,
                          pair.at_first, pair.present_second, pair.present_first };
}

/* "from 104M tokens a day (2,310 queries per user)" */
static void add_at(struct strbuf *text, const struct sweep *sweep, const struct pair *pair)
{
    struct arena *arena = text->arena;

    strbuf_addf(text, " from %.*s %.*s", STR_ARG(sweep_number(pair->at_first, arena)),
                STR_ARG(figure_words(sweep, pair->first, arena)));
    if (pair->second != NONE) {
        strbuf_addf(text, " (%.*s %.*s)", STR_ARG(sweep_number(pair->at_second, arena)),
                    STR_ARG(figure_words(sweep, pair->second, arena)));
    }
}

static void add_present(struct strbuf *text, const struct pair *pair)
{
    strbuf_addf(text, "; you are at %.*s", STR_ARG(sweep_number(pair->present_first, text->arena)));
    if (pair->second != NONE) {
        strbuf_addf(text, " (%.*s)", STR_ARG(sweep_number(pair->present_second, text->arena)));
    }
}

static void add_contest(struct strbuf *text, const struct sweep_contest *contest)
{
    if (contest->alternative == NONE) {
        strbuf_addf(text, "%.*s: ", STR_ARG(contest->name));
    }
}

struct str sweep_sentence(const struct sweep *sweep, const struct crossover *crossover,
                          struct arena *arena)
{
    const struct sweep_contest *contest = &sweep->contests[crossover->contest];
    struct pair pair = pair_of(sweep, crossover);
    struct strbuf text = { .arena = arena };

    add_contest(&text, contest);
    strbuf_addf(&text, "%.*s overtakes %.*s", STR_ARG(contest->options[crossover->after].name),
                STR_ARG(contest->options[crossover->before].name));
    add_at(&text, sweep, &pair);
    add_present(&text, &pair);
    return strbuf_str(&text);
}

struct str sweep_turn_sentence(const struct sweep *sweep, const struct sweep_turn *turn,
                               struct arena *arena)
{
    const struct sweep_contest *contest = &sweep->contests[turn->first.contest];
    struct pair first = pair_of(sweep, &turn->first), last = pair_of(sweep, &turn->last);
    struct strbuf text = { .arena = arena };

    if (turn->count == 1) {
        return sweep_sentence(sweep, &turn->first, arena);
    }
    add_contest(&text, contest);
    strbuf_addf(&text, "%.*s and %.*s take turns",
                STR_ARG(contest->options[turn->first.after].name),
                STR_ARG(contest->options[turn->first.before].name));
    add_at(&text, sweep, &first);
    strbuf_addf(&text, " to %.*s", STR_ARG(sweep_number(last.at_first, arena)));
    if (last.second != NONE) {
        strbuf_addf(&text, " (%.*s)", STR_ARG(sweep_number(last.at_second, arena)));
    }
    strbuf_addf(&text, ", %u times; then it is %.*s", (unsigned)turn->count,
                STR_ARG(contest->options[turn->last.after].name));
    add_present(&text, &first);
    return strbuf_str(&text);
}
