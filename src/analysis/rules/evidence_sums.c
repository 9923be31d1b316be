#include "analysis/rules/evidence_sums.h"

#include "analysis/rules/counterpart.h"
#include "analysis/rules/rule_text.h"
#include "strata/base/vec.h"
#include "strata/model/blank.h"

#define MONTHS 12

struct sums {
    const struct facts *facts;
    struct arena *arena;
    VEC(struct str) list;
};

static void add(struct sums *sums, struct str sum)
{
    *vec_add(&sums->list, sums->arena) = sum;
}

/* ---- figures ---- */

/* "Users 30", "Share of the cheap model 25 %" */
static void add_factor(struct sums *sums, struct strbuf *text, figure_id id)
{
    const struct catalog *catalog = sums->facts->catalog;
    const struct figure *figure = &catalog->figures[id];

    strbuf_addf(text, "%.*s %.*s%s", STR_ARG(catalog_text(catalog, figure->name)),
                STR_ARG(micro_format(sums->arena, sums->facts->figures[id], true)),
                figure->percent ? " %" : "");
}

/* "Tokens a day: Queries 40 x Tokens per query 4,500 / 30 = 6,000", and the same for what it is
 * made of, first. */
static void add_figure(struct sums *sums, figure_id id)
{
    const struct catalog *catalog = sums->facts->catalog;
    const struct figure *figure = &catalog->figures[id];
    struct strbuf text = { .arena = sums->arena };

    if (figure->source != FIGURE_PRODUCT && figure->source != FIGURE_SUM) {
        return;
    }
    strbuf_addf(&text, "%.*s: ", STR_ARG(catalog_text(catalog, figure->name)));
    for (uint32_t i = 0; i < figure->factors.count; i++) {
        figure_id factor = catalog->refs[figure->factors.first + i];

        add_figure(sums, factor);
        if (i > 0) {
            strbuf_addz(&text, figure->source == FIGURE_SUM ? " + " : " x ");
        }
        add_factor(sums, &text, factor);
    }
    if (figure->source == FIGURE_PRODUCT && figure->times != MICRO) {
        strbuf_addf(&text, " x %.*s", STR_ARG(micro_format(sums->arena, figure->times, true)));
    }
    if (figure->per > 1) {
        strbuf_addf(&text, " / %u", (unsigned)figure->per);
    }
    strbuf_addf(&text, " = %.*s",
                STR_ARG(micro_format(sums->arena, sums->facts->figures[id], true)));
    add(sums, strbuf_str(&text));
}

static void add_figures(struct sums *sums, struct range conditions)
{
    for (uint32_t i = conditions.first; i < conditions.first + conditions.count; i++) {
        const struct condition *condition = &sums->facts->catalog->conditions[i];

        if (condition_form(condition->kind)->subject->about == ABOUT_FIGURE) {
            add_figure(sums, condition->figure);
        }
    }
}

/* ---- money ---- */

/* " x $3 per 1,000,000 tokens": nothing where several prices make up one line. */
static void add_price(struct sums *sums, struct strbuf *text, const struct bill_line *line)
{
    const struct catalog *catalog = sums->facts->catalog;
    const struct meter *meter = &catalog->meters[line->charge->meter];

    if (line->unit.likely == 0) {
        return;
    }
    strbuf_addf(text, " x $%.*s", STR_ARG(micro_format(sums->arena, line->unit.likely, true)));
    if (line->charge->per != MICRO) {
        strbuf_addf(text, " per %.*s %.*s",
                    STR_ARG(micro_format(sums->arena, line->charge->per, true)),
                    STR_ARG(catalog_text(catalog, meter->unit)));
    }
}

static struct str line_sum(struct sums *sums, const struct bill_line *line)
{
    const struct catalog *catalog = sums->facts->catalog;
    struct strbuf text = { .arena = sums->arena };

    strbuf_addf(&text, "%.*s, %.*s: ", STR_ARG(component_label(catalog, line->component)),
                STR_ARG(line->label));
    if (line->kind == LINE_CHARGE && line->charge->kind == CHARGE_METER) {
        strbuf_add(&text, micro_format(sums->arena, line->billed, true));
        add_price(sums, &text, line);
        strbuf_addz(&text, " = ");
    }
    strbuf_addf(&text, "%.*s a month", STR_ARG(money_format(sums->arena, line->cost.likely)));
    return strbuf_str(&text);
}

static void add_lines(struct sums *sums, const struct bill *bill, component_id component)
{
    for (uint32_t i = 0; i < bill->line_count; i++) {
        if (bill->lines[i].component == component && bill->lines[i].kind != LINE_UNKNOWN
            && bill->lines[i].kind != LINE_NOTHING) {
            add(sums, line_sum(sums, &bill->lines[i]));
        }
    }
}

static void add_year(struct sums *sums, const struct bill *bill, component_id component)
{
    money month, year = 0;

    if (!bill_of_component(bill, component, &month)) {
        return;
    }
    for (int i = 0; i < MONTHS; i++) {
        if (!money_add(year, month, &year)) {
            return;
        }
    }
    add(sums, str_format(sums->arena, "%.*s x %d months = %.*s a year",
                         STR_ARG(money_format(sums->arena, month)), MONTHS,
                         STR_ARG(money_format(sums->arena, year))));
}

static void add_bills(struct sums *sums, const char *what, const struct bill *before,
                      const struct bill *after)
{
    struct str now = bill_sum_text(before, before->total.likely, sums->arena);
    struct str then = bill_sum_text(after, after->total.likely, sums->arena);

    if (str_eq(now, then)) {
        return;
    }
    add(sums, str_format(sums->arena, "the bill %s: %.*s a month instead of %.*s", what,
                         STR_ARG(then), STR_ARG(now)));
}

static void add_instead(struct sums *sums, const struct bill *bill,
                        const struct counterpart *instead)
{
    struct str names;

    if (!instead->bill || instead->choice_count == 0) {
        return;
    }
    for (uint32_t i = 0; i < instead->choice_count; i++) {
        add_lines(sums, instead->bill, instead->choices[i].component);
    }
    names = counterpart_names(sums->facts->catalog, instead, sums->arena);
    add_bills(
        sums,
        str_terminated(sums->arena, str_format(sums->arena, "with %.*s alone", STR_ARG(names))),
        bill, instead->bill);
}

void evidence_add_sums(const struct facts *facts, const struct bill *bill,
                       const struct finding *finding, struct arena *arena,
                       struct evidence_list *list)
{
    const struct rule *rule = &facts->catalog->rules[finding->rule];
    struct sums sums = { .facts = facts, .arena = arena };
    const struct bill *instead = finding->instead.bill;
    struct counterpart fixed;

    add_figures(&sums, rule->all);
    for (uint32_t i = 0; i < finding->culprit_count; i++) {
        component_id component = finding->culprits[i].component;

        if (component == NONE) {
            continue;
        }
        add_lines(&sums, bill, component);
        if (rule_tells(facts->catalog, rule, RULE_PLACE_COST_YEAR)) {
            add_year(&sums, bill, component);
        }
    }
    add_instead(&sums, bill, &finding->instead);
    if (finding->fixable && counterpart_fixed(facts, &finding->fix, arena, &fixed)
        && !(instead && instead->total.likely == fixed.bill->total.likely)) {
        add_bills(&sums, "with the fix", bill, fixed.bill);
    }
    list->sums = sums.list.items;
    list->sum_count = sums.list.count;
}
