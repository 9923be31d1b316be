#include "strata/analysis/review.h"

#include "analysis/bill/bill_run.h"
#include "analysis/reading/reading_facts.h"

bool review_make(const struct catalog *catalog, const struct design *design, day today,
                 struct arena *arena, struct review *ret, struct diag_list *diags)
{
    quantity *figures = arena_new_array(arena, quantity, catalog->figure_count);
    struct review review = {
        .catalog = catalog, .design = *design, .today = today, .figures = figures
    };
    struct facts facts;
    figure_id overflow;

    if (!design_figures(catalog, design, figures, &overflow)) {
        return bill_figure_overflow(catalog, overflow, diags);
    }
    if (!wiring_make(catalog, design, arena, &review.architecture, diags)
        || !bill_of_figures(catalog, design, figures, arena, &review.bill, diags)) {
        return false;
    }
    facts_gather(catalog, design, figures, &facts);
    reading_of_facts(&facts, arena, &review.reading);
    rules_run(&facts, &review.bill, today, arena, &review.findings);
    rules_accept(catalog, design, today, arena, &review.findings);
    *ret = review;
    return true;
}

void review_facts(const struct review *review, struct facts *ret)
{
    facts_gather(review->catalog, &review->design, review->figures, ret);
}
