#include "strata/analysis/bill_words.h"

#include "strata/analysis/price_age.h"

struct str bill_price(struct arena *arena, money price)
{
    if (price % MICRO != 0 && price % CENT == 0) {
        return money_format(arena, price);
    }
    return str_format(arena, "$%.*s", STR_ARG(micro_format(arena, price, true)));
}

/* "$3"; "$3 ($2 to $4)" for a range. */
static void add_unit_price(struct strbuf *text, const struct price *unit)
{
    struct arena *arena = text->arena;
    strbuf_add(text, bill_price(arena, unit->likely));
    if (unit->low != unit->high) {
        strbuf_addf(text, " (%.*s to %.*s)", STR_ARG(bill_price(arena, unit->low)),
                    STR_ARG(bill_price(arena, unit->high)));
    }
}

static void add_metered(struct strbuf *text, const struct catalog *catalog,
                        const struct bill_line *line)
{
    const struct charge *charge = line->charge;
    struct arena *arena = text->arena;
    struct str unit = catalog_text(catalog, catalog->meters[line->meter].unit);
    if (line->cards > 0) {
        strbuf_addf(text, "%u cards for %.*s hours in all", (unsigned)line->cards,
                    STR_ARG(micro_format(arena, line->billed, true)));
    } else if (line->included > 0) {
        strbuf_addf(text, "%.*s %.*s, %.*s included",
                    STR_ARG(micro_format(arena, line->amount, true)), STR_ARG(unit),
                    STR_ARG(micro_format(arena, line->included, true)));
        if (line->billed == 0) {
            return;
        }
        strbuf_addf(text, ": %.*s", STR_ARG(micro_format(arena, line->billed, true)));
    } else {
        strbuf_addf(text, "%.*s %.*s", STR_ARG(micro_format(arena, line->billed, true)),
                    STR_ARG(unit));
    }
    if (line->unit.likely == 0 && line->cost.likely != 0) {
        strbuf_addz(text, ", in bands of different prices");
        return;
    }
    strbuf_addz(text, " x ");
    add_unit_price(text, &line->unit);
    if (charge->per != MICRO) {
        strbuf_addf(text, " per %.*s", STR_ARG(micro_format(arena, charge->per, true)));
    }
    if (charge->round_up) {
        strbuf_addz(text, ", in whole blocks");
    }
}

static void add_charge(struct strbuf *text, const struct catalog *catalog,
                       const struct bill_line *line)
{
    struct arena *arena = text->arena;
    switch (line->charge->kind) {
    case CHARGE_FIXED:
        strbuf_addz(text, "fixed, a month");
        if (line->copies > 1) {
            strbuf_addf(text, ", in each of %u regions", (unsigned)line->copies);
        }
        break;
    case CHARGE_METER: add_metered(text, catalog, line); break;
    case CHARGE_PERCENT:
        strbuf_addf(text, "%.*s %% of %.*s", STR_ARG(micro_format(arena, line->rate, false)),
                    STR_ARG(money_format(arena, line->billed)));
        break;
    case CHARGE__COUNT: break;
    }
}

/* What nobody sells at a listed price is a matter of a contract. */
static void add_unknown(struct strbuf *text, const struct catalog *catalog,
                        const struct bill_line *line)
{
    const struct component *component = &catalog->components[line->component];
    struct str vendor = catalog_text(catalog, component->vendor);

    if (line->uncovered) {
        strbuf_add(text, line->label);
        strbuf_addf(text, ": the next step is a contract with %.*s",
                    STR_ARG(vendor.len > 0 ? vendor : STR("the vendor")));
    } else if (component->pricing_note.len > 0) {
        strbuf_add(text, catalog_text(catalog, component->pricing_note));
    } else {
        strbuf_addz(text, "a price that is not known");
    }
}

struct str bill_line_how(const struct catalog *catalog, const struct bill_line *line,
                         struct arena *arena)
{
    struct str note = catalog_text(catalog, catalog->components[line->component].pricing_note);
    struct strbuf text = { .arena = arena };
    switch (line->kind) {
    case LINE_CHARGE: add_charge(&text, catalog, line); break;
    case LINE_CREDIT:
        strbuf_addz(&text, "the plan's credit, as far as there is something to take it off");
        break;
    case LINE_MINIMUM:
        strbuf_addf(&text, "what is missing to the plan's minimum of %.*s",
                    STR_ARG(money_format(arena, catalog->plans[line->plan].minimum)));
        if (line->copies > 1) {
            strbuf_addf(&text, " in each of %u regions", (unsigned)line->copies);
        }
        break;
    case LINE_DISCOUNT:
        strbuf_addf(&text, "%.*s %% off %.*s",
                    STR_ARG(micro_format(arena, line->discount->percent, false)),
                    STR_ARG(money_format(arena, line->billed)));
        if (line->discount->note.len > 0) {
            strbuf_addf(&text, ": %.*s", STR_ARG(catalog_text(catalog, line->discount->note)));
        }
        break;
    case LINE_NOTHING: strbuf_add(&text, note.len > 0 ? note : STR("nothing to pay")); break;
    case LINE_UNKNOWN: add_unknown(&text, catalog, line); break;
    }
    return strbuf_str(&text);
}

struct str bill_line_plan(const struct catalog *catalog, const struct bill_line *line,
                          struct arena *arena)
{
    if (line->plan == NONE) {
        return (struct str){ 0 };
    }
    struct str name = catalog_plan_name(catalog, line->plan);
    return str_format(arena, "%.*s: %.*s", STR_ARG(name), STR_ARG(bill_line_why(line)));
}

struct str bill_line_source(const struct catalog *catalog, const struct bill_line *line)
{
    const struct source *source = price_source(catalog, line->component);
    return source != NULL ? catalog_text(catalog, source->where) : (struct str){ 0 };
}

struct str bill_line_date(const struct catalog *catalog, const struct bill_line *line)
{
    const struct source *source = price_source(catalog, line->component);
    return source != NULL ? catalog_text(catalog, source->date) : (struct str){ 0 };
}

struct str bill_line_age(const struct catalog *catalog, day today, const struct bill_line *line,
                         struct arena *arena)
{
    struct str date = bill_line_date(catalog, line);
    int32_t age = price_age(price_day(catalog, line->component), today);
    if (date.len == 0) {
        return date;
    }
    return age > PRICE_OLD ? str_format(arena, "price from %.*s, %d days old", STR_ARG(date), age)
                           : str_format(arena, "price of %.*s", STR_ARG(date));
}
