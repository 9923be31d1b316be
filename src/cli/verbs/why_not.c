/* strata why-not: what a component would do to a design that does not have it, what speaks against
 * it there, and from when on nothing would. */
#include <stdlib.h>

#include "cli/entries.h"
#include "cli/session.h"
#include "strata/report/diff_rows.h"
#include "strata/report/diff_text.h"
#include "strata/report/explain_text.h"
#include "strata/report/finding_text.h"
#include "strata/report/page_text.h"
#include "strata/report/review_text.h"

#define CHANGES                                                                    \
    (1u << DIFF_SUMMARY | 1u << DIFF_LAYERS | 1u << DIFF_BOXES | 1u << DIFF_ARROWS \
     | 1u << DIFF_BILL)
#define SILENT_COLUMN 4

struct question {
    struct session *session;
    const struct review *before;
    struct review after;
    struct difference difference;
    layer_id layer;
    component_id component;
};

/* ---- what is asked ---- */

static bool find_component(struct question *question)
{
    struct session *session = question->session;
    const char *name = session->options.operands[1];
    struct entry entry;
    if (!entries_find(question->before->catalog, name, &entry, &session->diags)) {
        return false;
    }
    if (entry.kind != ENTRY_COMPONENT) {
        diag_tell(&session->diags, SEVERITY_ERROR,
                  STR("strata explain tells about layers, rules, figures and scales"),
                  "\"%s\" is no component", name);
        return false;
    }
    question->component = entry.row;
    return true;
}

/* The layer asked for, or else the first that it is offered in and does not stand in already. */
static bool find_layer(struct question *question)
{
    struct session *session = question->session;
    const struct review *before = question->before;
    const struct catalog *catalog = before->catalog;
    const struct component *component = &catalog->components[question->component];
    struct range places = component->placements;
    if (options_has(&session->options, OPTION_LAYER)) {
        return entries_find_layer(catalog, session->options.values[OPTION_LAYER], &question->layer,
                                  &session->diags);
    }
    for (uint32_t i = places.first; i < places.first + places.count; i++) {
        question->layer = catalog->placements[i].layer;
        if (!design_has(&before->design, question->layer, question->component)) {
            return true;
        }
    }
    return places.count > 0;
}

static bool ask(struct question *question)
{
    struct session *session = question->session;
    const struct review *before = question->before;
    const struct catalog *catalog = before->catalog;
    if (!find_component(question) || !find_layer(question)) {
        return false;
    }
    if (design_has(&before->design, question->layer, question->component)) {
        struct str name =
            catalog_text(catalog, catalog->components[question->component].short_name);
        diag_tell(&session->diags, SEVERITY_ERROR,
                  STR("strata check says what speaks against what is chosen"),
                  "%.*s is chosen for %.*s already", STR_ARG(name),
                  STR_ARG(catalog_layer_name(catalog, question->layer)));
        return false;
    }
    return true;
}

static bool answer(struct question *question)
{
    struct session *session = question->session;
    const struct review *before = question->before;
    struct edit take = { .kind = EDIT_TAKE,
                         .layer = question->layer,
                         .component = question->component };
    struct design next;
    if (!design_apply(before->catalog, &before->design, &take, &session->arena, &next,
                      &session->diags)
        || !review_make(before->catalog, &next, session->today, &session->arena, &question->after,
                        &session->diags)) {
        return false;
    }
    difference_make(before, &question->after, &session->arena, &question->difference);
    return true;
}

/* ---- in words ---- */

/* Those that would be new, or gone. */
static struct findings told(const struct question *question, enum mark mark, struct arena *arena)
{
    const struct difference *difference = &question->difference;
    struct findings told = { 0 };
    told.list = arena_new_array(arena, struct finding, difference->finding_count);
    for (uint32_t i = 0; i < difference->finding_count; i++) {
        const struct finding *finding = difference->findings[i].finding;
        if (difference->findings[i].mark != mark) {
            continue;
        }
        told.list[told.count++] = *finding;
        told.counts[finding->severity] += finding_counts(finding);
        told.accepted_count += !finding_counts(finding);
    }
    return told;
}

static void add_head(struct strbuf *text, const struct question *question,
                     const struct findings *against)
{
    const struct review *before = question->before;
    const struct catalog *catalog = before->catalog;
    const struct component *component = &catalog->components[question->component];
    struct arena *arena = text->arena;
    struct str layer = catalog_layer_name(catalog, question->layer);
    struct strbuf now = { .arena = arena };
    const struct choice *choices;
    uint32_t count = design_layer(&before->design, question->layer, &choices);
    for (uint32_t i = 0; i < count; i++) {
        strbuf_list(&now, 0,
                    catalog_text(catalog, catalog->components[choices[i].component].short_name));
    }
    layout_title(text, str_format(arena, "%.*s for %.*s",
                                  STR_ARG(catalog_text(catalog, component->name)), STR_ARG(layer)));
    explain_item(text, "What", catalog_text(catalog, component->what));
    explain_item(text, "Instead of", count > 0 ? strbuf_str(&now) : STR("nothing"));
    explain_item(text, "Against it",
                 against->count > 0 ? review_text_findings(against, arena)
                                    : STR("nothing: no rule would find fault with it here"));
}

/* Rules that look at such a component, and say nothing about it in this design. */
static bool stays_silent(const struct question *question, rule_id id)
{
    const struct review *after = &question->after;
    const struct rule *rule = &after->catalog->rules[id];
    const struct component *component = &after->catalog->components[question->component];
    bool looks =
        (rule->trigger == TRIGGER_CHOSEN
         && catalog_has_tag(after->catalog, question->component, question->layer, rule->tag))
        || (rule->trigger == TRIGGER_STATUS && component->status == rule->status);
    for (uint32_t i = 0; looks && i < after->findings.count; i++) {
        const struct finding *finding = &after->findings.list[i];
        looks = finding->rule != id || finding->component != question->component;
    }
    return looks;
}

static void add_silent(struct strbuf *text, const struct question *question)
{
    const struct catalog *catalog = question->after.catalog;
    bool first = true;
    for (rule_id id = 0; id < catalog->rule_count; id++) {
        struct evidence_list evidence;
        struct facts facts;
        if (!stays_silent(question, id)) {
            continue;
        }
        if (first) {
            layout_heading(text, "Rules that look at it, and are silent here");
        }
        first = false;
        layout_paragraph(
            text, 2, LAYOUT_WIDTH,
            str_format(text->arena, "%.*s (%.*s)%s", STR_ARG(catalog_rule_name(catalog, id)),
                       STR_ARG(catalog_rule_id(catalog, id)),
                       catalog->rules[id].saving ? ": told where its fix makes the bill smaller"
                                                 : ""));
        review_facts(&question->after, &facts);
        evidence_of_rule(&facts, id, text->arena, &evidence);
        finding_text_add_evidence(text, SILENT_COLUMN, &evidence);
    }
}

static struct str why_not_text(const struct question *question, struct arena *arena)
{
    struct strbuf text = { .arena = arena };
    struct findings against = told(question, MARK_ADDED, arena);
    struct findings mended = told(question, MARK_REMOVED, arena);
    add_head(&text, question, &against);
    layout_heading(&text, "If it were taken");
    diff_text_add(&text, &question->difference, CHANGES);
    if (against.count > 0) {
        layout_heading(&text, "What speaks against it");
    }
    for (uint32_t i = 0; i < against.count; i++) {
        finding_text_add(&text, &question->after, &against.list[i]);
    }
    if (mended.count > 0) {
        layout_heading(&text, "What it would mend");
    }
    for (uint32_t i = 0; i < mended.count; i++) {
        finding_text_add_short(&text, &mended.list[i]);
    }
    add_silent(&text, question);
    return strbuf_str(&text);
}

int verb_why_not(struct session *session)
{
    struct review before;
    struct question question = { .session = session, .before = &before };
    if (!session_review(session, session->options.operands[0], &before) || !ask(&question)
        || !answer(&question)) {
        return EXIT_FAILURE;
    }
    return session_print(session, why_not_text(&question, &session->arena));
}
