#include "strata/report/finding_text.h"

#include "strata/report/page_text.h"

#define TEXT_COLUMN 11
#define DETAIL_CELLS 8 /* of the words before a detail: "source: " */

static void add_detail(struct strbuf *text, unsigned indent, const char *label, struct str detail)
{
    if (detail.len > 0) {
        layout_item(text, indent, str_from(label), indent + DETAIL_CELLS, detail);
    }
}

void finding_text_add_evidence(struct strbuf *text, unsigned indent,
                               const struct evidence_list *evidence)
{
    for (uint32_t i = 0; i < evidence->count; i++) {
        add_detail(text, indent, i == 0 ? "if:" : "",
                   evidence_text(&evidence->list[i], text->arena));
    }
    for (uint32_t i = 0; i < evidence->sum_count; i++) {
        add_detail(text, indent, i == 0 ? "sums:" : "", evidence->sums[i]);
    }
}

void finding_text_add_short(struct strbuf *text, const struct finding *finding)
{
    const char *word = finding_counts(finding) ? severity_name(finding->severity) : "accepted";
    layout_item(text, 2, str_from(word), TEXT_COLUMN, finding->text);
}

void finding_text_add(struct strbuf *text, const struct review *review,
                      const struct finding *finding)
{
    const struct catalog *catalog = review->catalog;
    const struct rule *rule = &catalog->rules[finding->rule];
    struct arena *arena = text->arena;
    struct evidence_list evidence;
    struct facts facts;

    finding_text_add_short(text, finding);
    add_detail(text, TEXT_COLUMN, "state:", finding_acceptance_text(finding, arena));
    review_facts(review, &facts);
    evidence_make(&facts, &review->bill, finding, arena, &evidence);
    finding_text_add_evidence(text, TEXT_COLUMN, &evidence);
    if (finding->fixable) {
        add_detail(text, TEXT_COLUMN, "fix:", edit_describe(catalog, &finding->fix, arena));
    }
    add_detail(text, TEXT_COLUMN, "right:", finding->right);
    add_detail(text, TEXT_COLUMN, "rule:",
               str_format(arena, "%.*s (%.*s)", STR_ARG(catalog_text(catalog, rule->id)),
                          STR_ARG(catalog_text(catalog, rule->source))));
}

void finding_text_add_idle(struct strbuf *text, const struct review *review)
{
    const struct findings *findings = &review->findings;
    for (uint32_t i = 0; i < findings->idle_count; i++) {
        layout_item(text, 2, STR("note"), TEXT_COLUMN,
                    acceptance_idle_text(review->catalog, findings->idle[i], text->arena));
    }
}
