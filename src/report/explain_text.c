/* Layers and rules; components, figures and scales have files of their own. */
#include "strata/report/explain_text.h"

#include "strata/analysis/rules.h"
#include "strata/base/diag.h"
#include "strata/report/page_text.h"

#define LABEL_COLUMN 12
#define NAME_COLUMN 30
#define SIGN_COLUMN 18

void explain_item(struct strbuf *text, const char *label, struct str item)
{
    if (item.len > 0) {
        layout_item(text, 0, str_from(label), LABEL_COLUMN, item);
    }
}

/* ---- signs of a scale ---- */

static bool asks_for(const struct catalog *catalog, const struct hallmark *sign, uint64_t tags)
{
    for (uint32_t i = sign->all.first; i < sign->all.first + sign->all.count; i++) {
        const struct condition *condition = &catalog->conditions[i];
        const struct condition_form *form = condition_form(condition->kind);
        if (form->subject->about == ABOUT_TAG && form->relation != RELATION_LACKS
            && (tags >> condition->tag & 1) != 0) {
            return true;
        }
    }
    return false;
}

void explain_signs(struct strbuf *text, const struct catalog *catalog, uint64_t tags)
{
    bool any = false;
    for (uint32_t i = 0; i < catalog->hallmark_count; i++) {
        const struct hallmark *sign = &catalog->hallmarks[i];
        if (!asks_for(catalog, sign, tags)) {
            continue;
        }
        if (!any) {
            layout_heading(text, "Hallmarks it is part of");
        }
        any = true;
        struct str scale = catalog_scale_name(catalog, sign->scale);
        layout_item(text, 2,
                    str_format(text->arena, "%.*s +%u", STR_ARG(scale), (unsigned)sign->weight),
                    SIGN_COLUMN, catalog_text(catalog, sign->text));
        struct str why = catalog_text(catalog, sign->why);
        if (why.len > 0) {
            layout_paragraph(text, SIGN_COLUMN, LAYOUT_WIDTH, why);
        }
    }
}

/* ---- layers ---- */

/* "weight 3. A gateway coordinates those who call models ..." */
static struct str weight_text(const struct catalog *catalog, const struct layer *row,
                              struct arena *arena)
{
    struct str why = catalog_text(catalog, row->why);
    struct str weight =
        row->weight > 0 ? str_format(arena, "weight %u", (unsigned)row->weight) : STR("none");
    return why.len > 0 ? str_format(arena, "%.*s. %.*s", STR_ARG(weight), STR_ARG(why)) : weight;
}

/* Of what has its home there; what is at home elsewhere says it there. */
static uint64_t tags_of_layer(const struct catalog *catalog, layer_id layer)
{
    uint64_t tags = 0;
    for (component_id i = 0; i < catalog->component_count; i++) {
        const struct component *row = &catalog->components[i];
        if (row->placements.count > 0
            && catalog->placements[row->placements.first].layer == layer) {
            tags |= catalog_tags_in(catalog, i, layer);
        }
    }
    return tags;
}

static void add_columns(struct strbuf *text, const struct catalog *catalog, layer_id layer)
{
    layout_heading(text, "Columns");
    for (scale_id i = 0; i < catalog->scale_count; i++) {
        struct str cell = catalog_text(catalog, catalog_cell(catalog, layer, i)->text);
        layout_item(text, 2, catalog_scale_name(catalog, i), LABEL_COLUMN + 2,
                    cell.len > 0 ? cell : STR("-"));
    }
}

static void add_components(struct strbuf *text, const struct catalog *catalog, layer_id layer)
{
    layout_heading(text, "Components");
    for (component_id i = 0; i < catalog->component_count; i++) {
        if (catalog_placement(catalog, i, layer) != NULL) {
            const struct component *component = &catalog->components[i];
            struct str scales = catalog_scale_names(catalog, component->scales, text->arena);
            layout_item(text, 2, catalog_text(catalog, component->id), NAME_COLUMN,
                        str_format(text->arena, "%.*s (%.*s)",
                                   STR_ARG(catalog_text(catalog, component->name)),
                                   STR_ARG(scales.len > 0 ? scales : STR("no scale"))));
        }
    }
}

struct str explain_layer(const struct catalog *catalog, layer_id layer, struct arena *arena)
{
    const struct layer *row = &catalog->layers[layer];
    struct strbuf text = { .arena = arena };
    layout_title(&text, catalog_text(catalog, row->name));
    explain_item(&text, "What", catalog_text(catalog, row->what));
    explain_item(&text, "Changes", catalog_text(catalog, row->changes));
    explain_item(&text, "Layer",
                 str_format(arena, "%.*s, in %.*s", STR_ARG(catalog_text(catalog, row->id)),
                            STR_ARG(catalog_group_name(catalog, row->group))));
    explain_item(&text, "Holds", row->many ? STR("several components") : STR("one component"));
    if (row->shares) {
        explain_item(&text, "Demand", STR("divided among the components"));
    }
    if (row->stand_in != NONE) {
        explain_item(&text, "While empty",
                     str_format(arena, "%.*s does its work",
                                STR_ARG(catalog_layer_name(catalog, row->stand_in))));
    }
    if (row->surrounding) {
        explain_item(&text, "Boxes", STR("none for this layer alone: any web product has it"));
    }
    explain_item(&text, "Its vote", weight_text(catalog, row, arena));
    add_columns(&text, catalog, layer);
    explain_signs(&text, catalog, tags_of_layer(catalog, layer));
    add_components(&text, catalog, layer);
    return strbuf_str(&text);
}

/* ---- rules ---- */

static struct str tag_names(const struct catalog *catalog, uint64_t tags, struct arena *arena)
{
    struct strbuf names = { .arena = arena };

    for (; tags != 0; tags &= tags - 1) {
        strbuf_list(&names, 0, catalog_text(catalog, catalog->tags[__builtin_ctzll(tags)].name));
    }
    return strbuf_str(&names);
}

static struct str trigger_text(const struct catalog *catalog, const struct rule *rule,
                               struct arena *arena)
{
    switch (rule->trigger) {
    case TRIGGER_CHOSEN:
        return str_format(arena, "for each component chosen that is: %.*s",
                          STR_ARG(catalog_text(catalog, catalog->tags[rule->tag].name)));
    case TRIGGER_WITHOUT:
        return str_format(arena, "for each model of a vendor that has none of these: %.*s",
                          STR_ARG(tag_names(catalog, rule->tags, arena)));
    case TRIGGER_NOT_ALONE:
        return str_format(arena, "for each component chosen beside others that is: %.*s",
                          STR_ARG(catalog_text(catalog, catalog->tags[rule->tag].name)));
    case TRIGGER_DESIGN: return STR("once for a design");
    case TRIGGER_EMPTY:
        return str_format(arena, "while %.*s is empty",
                          STR_ARG(catalog_layer_name(catalog, rule->layer)));
    case TRIGGER_STATUS:
        return str_format(arena, "for each component chosen that is %s", status_name(rule->status));
    case TRIGGER_OFF_SCALE:
        return STR("for each component chosen that does not belong to the scale");
    case TRIGGER_PLAN_TOO_SMALL:
        return STR("for each component whose named plan does not cover what is asked for");
    case TRIGGER_REQUEST_TOO_LARGE:
        return STR("for each component that takes no single request of that size");
    case TRIGGER_REGIONS_UNKNOWN:
        return STR("for each component, in a design with several regions, of which it is not known "
                   "whether it is paid for in each");
    case TRIGGER_ENDS_WITHIN:
        return rule->days == 0
                   ? STR("for each component chosen that has ended")
                   : str_format(arena, "for each component chosen that ends within %u day%s",
                                (unsigned)rule->days, rule->days == 1 ? "" : "s");
    case TRIGGER_NO_PLAN:
        return STR("for each component none of whose plans covers what is asked for");
    case TRIGGER__COUNT: break;
    }
    return (struct str){ 0 };
}

static struct str fix_text(const struct catalog *catalog, const struct rule *rule,
                           struct arena *arena)
{
    switch (rule->fix) {
    case FIX_TAKE:
        return str_format(arena, "take %.*s", STR_ARG(catalog_component_name(catalog, rule->take)));
    case FIX_REMOVE: return STR("leave it out");
    case FIX_TAKE_SCALE: return STR("take what the scale's column has");
    case FIX_TAKE_PLAN: return STR("take the cheapest plan that covers it");
    case FIX_TAKE_SUCCESSOR: return STR("take what comes after it");
    case FIX_NONE:
    case FIX__COUNT: break;
    }
    return (struct str){ 0 };
}

static void add_conditions(struct strbuf *text, const struct catalog *catalog, const char *label,
                           struct range range)
{
    for (uint32_t i = range.first; i < range.first + range.count; i++) {
        explain_item(text, i == range.first ? label : "",
                     condition_sentence(catalog, &catalog->conditions[i], text->arena));
    }
}

struct str explain_rule(const struct catalog *catalog, rule_id rule, struct arena *arena)
{
    const struct rule *row = &catalog->rules[rule];
    struct strbuf text = { .arena = arena };
    layout_title(&text, catalog_text(catalog, row->name));
    explain_item(&text, "Says", rule_words(catalog, row, row->text, arena));
    explain_item(&text, "Rule",
                 str_format(arena, "%.*s, a%s %s", STR_ARG(catalog_text(catalog, row->id)),
                            row->severity == SEVERITY_ERROR ? "n" : "",
                            severity_name((enum severity)row->severity)));
    explain_item(&text, "Told", trigger_text(catalog, row, arena));
    add_conditions(&text, catalog, "If", row->all);
    add_conditions(&text, catalog, "Unless", row->unless);
    if (row->saving) {
        explain_item(&text, "", STR("the fix is known to make the bill smaller"));
    }
    if (row->instead != NONE) {
        explain_item(&text, "Compares",
                     str_format(arena,
                                "with what the scale has in its place, or what does the "
                                "work in %.*s",
                                STR_ARG(catalog_layer_name(catalog, row->instead))));
    }
    explain_item(&text, "Right", rule_words(catalog, row, row->right, arena));
    explain_item(&text, "Fix", fix_text(catalog, row, arena));
    explain_item(&text, "Topic", catalog_text(catalog, row->topic));
    explain_item(&text, "Source", catalog_text(catalog, row->source));
    explain_item(&text, "Accept",
                 str_format(arena,
                            "in the design's file, under accepted: - { finding: %.*s%s, reason: "
                            "TEXT, until: YYYY-MM-DD }, or with the key a in the findings",
                            STR_ARG(catalog_text(catalog, row->id)),
                            row->trigger == TRIGGER_DESIGN || row->trigger == TRIGGER_EMPTY
                                ? ""
                                : ", component: ID"));
    return strbuf_str(&text);
}
