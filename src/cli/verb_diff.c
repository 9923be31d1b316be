/* strata diff: what was added, removed and changed from one design to another. */
#include <stdlib.h>

#include "cli/diff_text.h"
#include "cli/gates.h"
#include "cli/session.h"

/* A finding that the first design did not have. */
static bool new_finding_fails(const struct options *options, const struct difference *difference)
{
    for (uint32_t i = 0; i < difference->finding_count; i++) {
        if (difference->findings[i].mark == MARK_ADDED
            && gate_fails(options, OPTION_DIFF_FAIL_ON,
                          difference->findings[i].finding->severity)) {
            return true;
        }
    }
    return false;
}

static bool format(struct session *session, const struct difference *difference, struct str *ret)
{
    struct arena *arena = &session->arena;
    if (options_is(&session->options, OPTION_DIFF_FORMAT, "json")) {
        return diff_json(difference, arena, ret, &session->diags);
    }
    *ret = options_is(&session->options, OPTION_DIFF_FORMAT, "md")
               ? diff_markdown(difference, arena)
               : diff_text(difference, arena);
    return true;
}

/* Says which gates closed, once the report is out. */
static int pass_gates(struct session *session, const struct difference *difference)
{
    const struct options *options = &session->options;
    const struct bill *bill = &difference->after->bill;
    bool closed = false;
    if (gate_over_budget(options, bill)) {
        diag_error(&session->diags, "%.*s",
                   STR_ARG(gate_budget_text(options, bill, &session->arena)));
        closed = true;
    }
    if (new_finding_fails(options, difference)) {
        diag_error(&session->diags, "there are new findings at the level of --fail-on");
        closed = true;
    }
    return closed ? EXIT_GATE : EXIT_SUCCESS;
}

int verb_diff(struct session *session)
{
    const char *const *operands = session->options.operands;
    struct review before, after;
    struct difference difference;
    struct str text;
    /* Both are read before anything is said, so that the mistakes of both are told. */
    bool first = session_review(session, operands[0], &before);
    bool second = session_review(session, operands[1], &after);
    if (!first || !second) {
        return EXIT_FAILURE;
    }
    difference_make(&before, &after, &session->arena, &difference);
    if (!format(session, &difference, &text)) {
        return EXIT_FAILURE;
    }
    int status = session_print(session, text);
    return status == EXIT_SUCCESS ? pass_gates(session, &difference) : status;
}
