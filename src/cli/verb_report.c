/* strata show and check: what a review says. */
#include <stdlib.h>

#include "cli/gates.h"
#include "cli/review_text.h"
#include "cli/session.h"
#include "strata/base/text.h"
#include "strata/export/export.h"

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
    if (!session_review(session, session->options.operands[0], &review)) {
        return EXIT_FAILURE;
    }
    if (options_is(&session->options, OPTION_SHOW_FORMAT, "json")) {
        return print_json(session, &review);
    }
    return session_print(session, review_text(&review, &session->arena));
}

/* ---- check ---- */

static bool finding_fails(const struct session *session, const struct findings *findings)
{
    for (int severity = 0; severity < SEVERITY__COUNT; severity++) {
        if (findings->counts[severity] > 0
            && gate_fails(&session->options, OPTION_FAIL_ON, (enum severity)severity)) {
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
                    gate_over_budget(&session->options, &review->bill) ? "error: " : "",
                    STR_ARG(gate_budget_text(&session->options, &review->bill, arena)));
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
    if (!session_review(session, session->options.operands[0], &review)) {
        return EXIT_FAILURE;
    }
    int status = session_print(session, check_text(session, &review));
    bool closed = finding_fails(session, &review.findings)
                  || gate_over_budget(&session->options, &review.bill);
    return status == EXIT_SUCCESS && closed ? EXIT_GATE : status;
}
