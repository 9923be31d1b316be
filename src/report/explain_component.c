#include "strata/analysis/price_age.h"
#include "strata/base/money.h"
#include "strata/report/bill_text.h"
#include "strata/report/explain_text.h"
#include "strata/report/page_text.h"

#define LINE_COLUMN 4
#define PRICE_COLUMN 30

/* ---- where it stands ---- */

static const char *box_text(enum box_rule box)
{
    switch (box) {
    case BOX_NONE: return "no box";
    case BOX_OWN: return "a box";
    case BOX_INSIDE: return "inside another box";
    case BOX_BEFORE: return "a box before each model it serves";
    case BOX__COUNT: break;
    }
    return "";
}

static void add_layers(struct strbuf *text, const struct catalog *catalog,
                       const struct component *row)
{
    struct range places = row->placements;
    for (uint32_t i = places.first; i < places.first + places.count; i++) {
        const struct placement *placement = &catalog->placements[i];
        struct str layer = catalog_layer_name(catalog, placement->layer);
        explain_item(text, i == places.first ? "Layers" : "",
                     str_format(text->arena, "%.*s: %s", STR_ARG(layer), box_text(placement->box)));
    }
}

static void add_other_names(struct strbuf *text, const struct catalog *catalog,
                            const struct component *row)
{
    struct strbuf list = { .arena = text->arena }, former = { .arena = text->arena };
    uint32_t known = row->aliases.count - row->former.count;
    for (uint32_t i = 0; i < row->aliases.count; i++) {
        strbuf_list(i < known ? &list : &former, 0,
                    catalog_text(catalog, catalog->other_names[row->aliases.first + i]));
    }
    explain_item(text, "Also called", strbuf_str(&list));
    explain_item(text, "Formerly", strbuf_str(&former));
}

/* "2026-12-11 (developers.openai.com, 2026-11-10). Calls are answered by another model." */
static void add_ending(struct strbuf *text, const struct catalog *catalog, component_id component)
{
    const struct ending *ending = catalog_ending(catalog, component);
    if (!ending) {
        return;
    }
    if (ending->on != DAY_NONE) {
        explain_item(text, "Ends",
                     str_trim(str_format(text->arena, "%.*s (%.*s, %.*s). %.*s",
                                         STR_ARG(day_format(ending->on, text->arena)),
                                         STR_ARG(catalog_text(catalog, ending->where)),
                                         STR_ARG(catalog_text(catalog, ending->date)),
                                         STR_ARG(catalog_text(catalog, ending->note)))));
    }
    if (ending->successor != NONE) {
        explain_item(text, "Successor", catalog_component_name(catalog, ending->successor));
    }
}

static void add_tags(struct strbuf *text, const struct catalog *catalog,
                     const struct component *row)
{
    struct strbuf list = { .arena = text->arena };
    for (tag_id i = 0; i < catalog->tag_count; i++) {
        if ((row->tags >> i & 1) != 0) {
            strbuf_list(&list, 0, catalog_text(catalog, catalog->tags[i].name));
        }
    }
    explain_item(text, "Facts", strbuf_str(&list));
}

static void add_operations(struct strbuf *text, const struct component *row)
{
    if (row->operations_known) {
        struct str hours = micro_format(text->arena, row->operations, true);
        explain_item(text, "Operations",
                     str_format(text->arena, "about %.*s hour%s of work a month, an estimate",
                                STR_ARG(hours), row->operations == MICRO ? "" : "s"));
    }
}

/* ---- what it costs ---- */

/* "$4,000 to $20,000, likely $10,000" */
static void add_price(struct strbuf *text, const struct price *price)
{
    struct arena *arena = text->arena;
    if (price->low == price->high) {
        strbuf_add(text, bill_price(arena, price->likely));
        return;
    }
    strbuf_addf(text, "%.*s to %.*s, likely %.*s", STR_ARG(bill_price(arena, price->low)),
                STR_ARG(bill_price(arena, price->high)), STR_ARG(bill_price(arena, price->likely)));
}

static void add_tiers(struct strbuf *text, const struct catalog *catalog,
                      const struct charge *charge)
{
    struct arena *arena = text->arena;
    size_t start = text->len;
    for (uint32_t i = 0; i < charge->tiers.count; i++) {
        const struct tier *tier = &catalog->tiers[charge->tiers.first + i];
        strbuf_comma(text, start);
        add_price(text, &tier->price);
        if (tier->up_to != INT64_MAX) {
            strbuf_addf(text, " up to %.*s", STR_ARG(micro_format(arena, tier->up_to, true)));
        } else if (charge->tiers.count > 1) {
            strbuf_addz(text, " above");
        }
    }
}

static struct str metered_text(const struct catalog *catalog, const struct charge *charge,
                               struct arena *arena)
{
    struct strbuf text = { .arena = arena };
    struct str unit = catalog_text(catalog, catalog->meters[charge->meter].unit);
    add_tiers(&text, catalog, charge);
    strbuf_addz(&text, " per ");
    if (charge->per != MICRO) {
        strbuf_addf(&text, "%.*s ", STR_ARG(micro_format(arena, charge->per, true)));
    }
    strbuf_add(&text, unit);
    if (charge->included > 0) {
        strbuf_addf(&text, ", %.*s included", STR_ARG(micro_format(arena, charge->included, true)));
    }
    if (charge->round_up) {
        strbuf_addz(&text, ", in whole blocks");
    }
    return strbuf_str(&text);
}

static struct str percent_text(const struct catalog *catalog, const struct charge *charge,
                               struct arena *arena)
{
    struct strbuf text = { .arena = arena };
    strbuf_addf(&text, "%.*s %% of ", STR_ARG(micro_format(arena, charge->rate, false)));
    for (uint32_t i = 0; i < charge->share.count; i++) {
        const struct figure *share = &catalog->figures[catalog->refs[charge->share.first + i]];
        strbuf_addf(&text, "the part \"%.*s\" of ", STR_ARG(catalog_text(catalog, share->name)));
    }
    switch (charge->of) {
    case PERCENT_OF_OWN: strbuf_addz(&text, "its other charges"); break;
    case PERCENT_OF_VENDOR: strbuf_addz(&text, "all that its vendor charges"); break;
    case PERCENT_OF_LAYERS:
        strbuf_addz(&text, "what these cost: ");
        size_t start = text.len;
        for (uint32_t i = 0; i < charge->of_layers.count; i++) {
            layer_id layer = catalog->refs[charge->of_layers.first + i];
            strbuf_list(&text, start, catalog_layer_name(catalog, layer));
        }
        break;
    case PERCENT_OF__COUNT: break;
    }
    return strbuf_str(&text);
}

static struct str charge_text(const struct catalog *catalog, const struct charge *charge,
                              struct arena *arena)
{
    switch (charge->kind) {
    case CHARGE_FIXED: {
        struct strbuf text = { .arena = arena };
        add_price(&text, &catalog->tiers[charge->tiers.first].price);
        strbuf_addz(&text, " a month");
        return strbuf_str(&text);
    }
    case CHARGE_METER: return metered_text(catalog, charge, arena);
    case CHARGE_PERCENT: return percent_text(catalog, charge, arena);
    case CHARGE__COUNT: break;
    }
    return (struct str){ 0 };
}

/* "API list price (list), for Solo, an estimate" */
static struct str plan_head(const struct catalog *catalog, const struct plan *plan,
                            struct arena *arena)
{
    struct strbuf head = { .arena = arena };
    strbuf_addf(&head, "%.*s (%.*s)", STR_ARG(catalog_text(catalog, plan->name)),
                STR_ARG(catalog_text(catalog, plan->id)));
    if (plan->scales != 0) {
        strbuf_addf(&head, ", for %.*s",
                    STR_ARG(catalog_scale_names(catalog, plan->scales, arena)));
    }
    strbuf_addz(&head, plan->by_hand ? ", only if a design names it" : "");
    strbuf_addz(&head, plan->confidence == CONFIDENCE_ESTIMATE ? ", an estimate" : "");
    return strbuf_str(&head);
}

static void plan_line(struct strbuf *text, struct str label, struct str what)
{
    layout_item(text, LINE_COLUMN, label, PRICE_COLUMN, what);
}

static void add_limits(struct strbuf *text, const struct catalog *catalog, const struct plan *plan)
{
    for (uint32_t i = plan->limits.first; i < plan->limits.first + plan->limits.count; i++) {
        const struct limit *limit = &catalog->limits[i];
        const struct meter *meter = &catalog->meters[limit->meter];
        struct str amount = micro_format(text->arena, limit->up_to, true);
        plan_line(text, STR("covers"),
                  str_format(text->arena, "up to %.*s %.*s (%.*s)", STR_ARG(amount),
                             STR_ARG(catalog_text(catalog, meter->unit)),
                             STR_ARG(catalog_text(catalog, meter->name))));
    }
}

static void add_plan(struct strbuf *text, const struct catalog *catalog, const struct plan *plan)
{
    struct arena *arena = text->arena;
    layout_paragraph(text, 2, LAYOUT_WIDTH, plan_head(catalog, plan, arena));
    for (uint32_t i = plan->charges.first; i < plan->charges.first + plan->charges.count; i++) {
        const struct charge *charge = &catalog->charges[i];
        plan_line(text, catalog_text(catalog, charge->label), charge_text(catalog, charge, arena));
    }
    if (plan->charges.count == 0 && plan->minimum == 0) {
        plan_line(text, STR("nothing to pay"), (struct str){ 0 });
    }
    if (plan->credit > 0) {
        plan_line(text, STR("credit"),
                  str_format(arena, "%.*s a month off", STR_ARG(bill_price(arena, plan->credit))));
    }
    if (plan->minimum > 0) {
        plan_line(text, STR("minimum"),
                  str_format(arena, "%.*s a month", STR_ARG(bill_price(arena, plan->minimum))));
    }
    add_limits(text, catalog, plan);
    struct str note = catalog_text(catalog, plan->note);
    if (note.len > 0) {
        layout_paragraph(text, LINE_COLUMN, LAYOUT_WIDTH, note);
    }
}

/* Old prices say so. */
static void add_price_age(struct strbuf *text, const struct catalog *catalog,
                          component_id component, day today)
{
    day from = price_day(catalog, component);
    int32_t age = price_age(from, today);
    if (from != DAY_NONE && age > PRICE_OLD
        && catalog->components[component].pricing == PRICING_PLANS) {
        strbuf_addf(text, "  from %.*s, %d days old\n", STR_ARG(day_format(from, text->arena)),
                    age);
    }
}

static void add_pricing(struct strbuf *text, const struct catalog *catalog, component_id component,
                        day today)
{
    const struct component *row = &catalog->components[component];
    layout_heading(text, "Prices, in USD");
    add_price_age(text, catalog, component, today);
    struct str note = catalog_text(catalog, row->pricing_note);
    if (row->pricing == PRICING_UNKNOWN) {
        strbuf_addz(text, "  ?: not known\n");
    } else if (row->pricing == PRICING_NOTHING && note.len == 0) {
        strbuf_addz(text, "  nothing to pay\n");
    }
    if (note.len > 0) {
        layout_paragraph(text, 2, LAYOUT_WIDTH, note);
    }
    for (uint32_t i = row->plans.first; i < row->plans.first + row->plans.count; i++) {
        add_plan(text, catalog, &catalog->plans[i]);
    }
}

static void add_sources(struct strbuf *text, const struct catalog *catalog,
                        const struct component *row)
{
    if (row->sources.count == 0) {
        return;
    }
    layout_heading(text, "Sources");
    for (uint32_t i = row->sources.first; i < row->sources.first + row->sources.count; i++) {
        const struct source *source = &catalog->sources[i];
        layout_item(text, 2, catalog_text(catalog, source->date), 14,
                    catalog_text(catalog, source->where));
    }
}

/* ---- the rules that look at it ---- */

/* The tags that count in at least one of its layers. */
static uint64_t tags_that_count(const struct catalog *catalog, component_id component)
{
    struct range places = catalog->components[component].placements;
    uint64_t tags = 0;

    for (uint32_t i = places.first; i < places.first + places.count; i++) {
        tags |= catalog_tags_in(catalog, component, catalog->placements[i].layer);
    }
    return tags;
}

static void add_rules(struct strbuf *text, const struct catalog *catalog, uint64_t tags)
{
    bool any = false;
    for (rule_id i = 0; i < catalog->rule_count; i++) {
        const struct rule *rule = &catalog->rules[i];
        if (rule->trigger == TRIGGER_CHOSEN && (tags >> rule->tag & 1) != 0) {
            if (!any) {
                layout_heading(text, "Rules that look at it");
            }
            any = true;
            layout_item(text, 2, catalog_text(catalog, rule->id), PRICE_COLUMN + 6,
                        catalog_text(catalog, rule->name));
        }
    }
}

struct str explain_component(const struct catalog *catalog, component_id component, day today,
                             struct arena *arena)
{
    const struct component *row = &catalog->components[component];
    struct strbuf text = { .arena = arena };
    layout_title(&text, catalog_text(catalog, row->name));
    explain_item(&text, "What", catalog_text(catalog, row->what));
    explain_item(&text, "When", catalog_text(catalog, row->when));
    if (row->status != STATUS_ACTIVE) {
        explain_item(&text, "Status",
                     str_format(arena, "%s. %.*s", status_name(row->status),
                                STR_ARG(catalog_text(catalog, row->status_note))));
    }
    add_ending(&text, catalog, component);
    explain_item(&text, "Scales", catalog_scale_names(catalog, row->scales, arena));
    add_layers(&text, catalog, row);
    struct str vendor = catalog_text(catalog, row->vendor);
    explain_item(&text, "Component",
                 str_format(arena, "%.*s, a %s%s%.*s", STR_ARG(catalog_text(catalog, row->id)),
                            kind_name(row->kind), vendor.len > 0 ? " of " : "", STR_ARG(vendor)));
    if (row->endpoint != NONE) {
        explain_item(&text, "Runs on",
                     catalog_text(catalog, catalog->endpoints[row->endpoint].name));
    }
    add_other_names(&text, catalog, row);
    add_tags(&text, catalog, row);
    add_operations(&text, row);
    add_pricing(&text, catalog, component, today);
    add_rules(&text, catalog, tags_that_count(catalog, component));
    explain_signs(&text, catalog, tags_that_count(catalog, component));
    add_sources(&text, catalog, row);
    return strbuf_str(&text);
}
