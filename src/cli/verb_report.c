/* strata show, check and cost: what a review says. */
#include <stdlib.h>

#include "cli/bill_text.h"
#include "cli/load.h"
#include "cli/review_text.h"
#include "cli/session.h"
#include "strata/base/text.h"
#include "strata/export/export.h"

static bool load_review(struct session *session, struct review *ret)
{
    const char *operand = session->options.operands[0];
    struct design design;
    return load_design(&session->catalog, operand, &session->arena, &design, NULL, &session->diags)
           && review_make(&session->catalog, &design, session->today, &session->arena, ret,
                          &session->diags);
}

static int print_json(struct session *session, const struct review *review)
{
    struct str bytes;
    if (!export_make(review, EXPORT_JSON, NULL, &session->arena, &bytes, &session->diags)) {
        return EXIT_FAILURE;
    }
    return session_print(session, bytes);
}

int verb_show(struct session *session)
{
    struct review review;
    if (!load_review(session, &review)) {
        return EXIT_FAILURE;
    }
    if (options_is(&session->options, OPTION_SHOW_FORMAT, "json")) {
        return print_json(session, &review);
    }
    return session_print(session, review_text(&review, &session->arena));
}

/* ---- gates ---- */

static bool over_budget(const struct session *session, const struct bill *bill)
{
    return options_has(&session->options, OPTION_BUDGET)
           && bill->total.likely > options_money(&session->options, OPTION_BUDGET);
}

/* "the likely bill of $8,176.40 a month is over the budget of $5,000.00" */
static struct str budget_text(const struct session *session, const struct bill *bill,
                              struct arena *arena)
{
    struct str likely = money_format(arena, bill->total.likely);
    struct str budget = money_format(arena, options_money(&session->options, OPTION_BUDGET));
    return str_format(arena, "the likely bill of %.*s a month is %s the budget of %.*s",
                      STR_ARG(likely), over_budget(session, bill) ? "over" : "within",
                      STR_ARG(budget));
}

/* Is there a finding at the level of --fail-on, or above? */
static bool finding_fails(const struct session *session, const struct findings *findings)
{
    enum severity level;
    if (!severity_from_name(str_from(session->options.values[OPTION_FAIL_ON]), &level)) {
        return false; /* never */
    }
    for (int i = (int)level; i < SEVERITY__COUNT; i++) {
        if (findings->counts[i] > 0) {
            return true;
        }
    }
    return false;
}

static struct str check_text(struct session *session, const struct review *review)
{
    struct arena *arena = &session->arena;
    struct str file = text_clean(arena, str_from(session->options.operands[0]));
    struct strbuf text = { .arena = arena };
    for (uint32_t i = 0; i < review->findings.count; i++) {
        const struct finding *finding = &review->findings.list[i];
        struct str hint = review_text_hint(review, finding, arena);
        strbuf_addf(&text, "%.*s: %s: %.*s", STR_ARG(file), severity_name(finding->severity),
                    STR_ARG(finding->text));
        if (hint.len > 0) {
            strbuf_addf(&text, " (%.*s)", STR_ARG(hint));
        }
        strbuf_add_char(&text, '\n');
    }
    if (options_has(&session->options, OPTION_BUDGET)) {
        strbuf_addf(&text, "%.*s: %s%.*s", STR_ARG(file),
                    over_budget(session, &review->bill) ? "error: " : "",
                    STR_ARG(budget_text(session, &review->bill, arena)));
        if (review->bill.unpriced > 0) {
            strbuf_addf(&text, ", without %u unknown price%s", (unsigned)review->bill.unpriced,
                        plural_s(review->bill.unpriced));
        }
        strbuf_add_char(&text, '\n');
    }
    strbuf_addf(&text, "%.*s: %.*s\n", STR_ARG(file),
                STR_ARG(review_text_findings(&review->findings, arena)));
    return strbuf_str(&text);
}

int verb_check(struct session *session)
{
    struct review review;
    if (!load_review(session, &review)) {
        return EXIT_FAILURE;
    }
    int status = session_print(session, check_text(session, &review));
    bool closed = finding_fails(session, &review.findings) || over_budget(session, &review.bill);
    return status == EXIT_SUCCESS && closed ? EXIT_GATE : status;
}

/* ---- the bill ---- */

int verb_cost(struct session *session)
{
    const struct options *options = &session->options;
    struct review review;
    int status;
    if (!load_review(session, &review)) {
        return EXIT_FAILURE;
    }
    if (options_is(options, OPTION_COST_FORMAT, "json")) {
        status = print_json(session, &review);
    } else if (options_is(options, OPTION_COST_FORMAT, "csv")) {
        status = session_print(session, bill_csv(&review, &session->arena));
    } else if (options_is(options, OPTION_COST_FORMAT, "md")) {
        status = session_print(session, bill_markdown(&review, &session->arena));
    } else {
        status = session_print(session, bill_table(&review, &session->arena));
    }
    if (status != EXIT_SUCCESS || !over_budget(session, &review.bill)) {
        return status;
    }
    diag_error(&session->diags, "%.*s",
               STR_ARG(budget_text(session, &review.bill, &session->arena)));
    return EXIT_GATE;
}
